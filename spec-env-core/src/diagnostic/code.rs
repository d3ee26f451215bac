//! The stable codes of diagnostics.

/// Lists every code once: its variant, its name, one sentence about it, and the text that `explain` prints.
macro_rules! codes {
    ($($variant:ident $name:literal $summary:literal $explain:literal)*) => {
        /// What sort of finding a diagnostic is; the names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable kebab-case name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// One sentence on what the code means.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary),* }
            }

            /// What is wrong, why it matters, and how to mend it, with an example.
            #[must_use]
            pub const fn explain(self) -> &'static str {
                match self { $(Self::$variant => $explain),* }
            }
        }
    };
}

codes! {
    NotUtf8 "not-utf8"
        "A file of the specification is not UTF-8 text."
        "A specification is UTF-8 text. The bytes at the place shown are not.\n\nSave the file as UTF-8; editors call it that, or \"UTF-8 without BOM\"."
    NulByte "nul-byte"
        "A file of the specification holds a NUL byte."
        "A NUL byte means a binary file, or text in UTF-16.\n\nSave the file as UTF-8."
    NotUnderstood "not-understood"
        "A statement says something about a variable that no accepted form can express."
        "A sentence that was meant as a rule and is not understood would leave a hole in the contract, so it is an error.\n\n    THE `ACCENT` environment variable SHALL be a colour.\n\nSay it in an accepted form:\n\n    THE `ACCENT` environment variable SHALL be one of `red`, `green` or `blue`.\n\nTo keep the sentence and leave it out of the contract, write `<!-- spec-env: ignore -->` on it or above it."
    NoEnforceableMeaning "no-enforceable-meaning"
        "A part of a statement cannot be enforced, because no environment variable decides it."
        "What holds only \"in production\" or \"for webhooks\" cannot be checked: nothing in the environment says which it is.\n\n    THE Relay SHALL read `RELAY_WORKERS` (default: 2 in development, 8 in production) from the environment.\n\nName the variable that decides, or state one value:\n\n    WHEN the `APP_ENV` environment variable is \"production\" and `RELAY_WORKERS` is not set, THE Relay SHALL default to 8."
    DefaultIsAName "default-is-a-name"
        "A default is the name of another variable."
        "A default is a value. A name in its place is read as another variable, and copying one variable into another is not a default.\n\nFor an older name of the same setting write:\n\n    WHEN `RELAY_URL` is not set, THE Relay SHALL fall back to the deprecated `MAIL_URL` environment variable."
    ConflictingDefaults "conflicting-defaults"
        "Two statements give one variable different defaults."
        "Only one value can stand in for a missing variable. Keep one of the statements, or guard them by the variable that decides which holds."
    ConflictingPresence "conflicting-presence"
        "One statement requires a variable, another gives it a default or makes it optional."
        "A required variable has no default and is not optional. Keep one of the statements, or guard them by the variable that decides which holds."
    ConflictingTypes "conflicting-types"
        "Two statements give one variable different types."
        "A value cannot be of two kinds. Keep one of the statements."
    ConflictingValues "conflicting-values"
        "Two statements list different accepted values for one variable."
        "The list of accepted values must stand once, or be the same everywhere."
    InvalidDefault "invalid-default"
        "A default breaks the variable's own rules."
        "The default is a value like any other: it must be of the type, in the range, among the accepted values, and not forbidden.\n\n    THE `RELAY_WORKERS` environment variable SHALL be between 1 and 8 (default 16)."
    EmptyRange "empty-range"
        "The smallest value is above the largest."
        "No value can satisfy both ends of the range. Correct one of them."
    UnitMismatch "unit-mismatch"
        "A literal's unit differs from the unit that the variable is counted in."
        "`CACHE_TTL_SECONDS` counts seconds, so a default of \"5 minutes\" would be read as 5 seconds or as 300. Write the number in the variable's own unit."
    InvalidBound "invalid-bound"
        "An end of a range is no value of the variable's type."
        "Ends of ranges are written like values: `30 seconds` for a duration, `10 MB` for a size, a plain number for an integer."
    BrokenPattern "broken-pattern"
        "A regular expression does not compile."
        "Patterns are written in the syntax of the `regex-lite` crate and match the whole value."
    ImpossibleGuard "impossible-guard"
        "A condition asks for a value that its variable cannot have."
        "The variable's accepted values exclude the one that the condition asks for, so the rule can never hold. Correct one of them."
    OverlappingGuards "overlapping-guards"
        "Two guarded rules can hold at once and disagree."
        "Make the conditions exclude each other, for instance by testing one variable for different values."
    DefaultCycle "default-cycle"
        "Defaults depend on each other in a circle."
        "The default of each variable is decided by the value of the other, so neither can be decided first."
    UnclosedCode "unclosed-code"
        "A back-tick beside a name is never closed."
        "Write a back-tick on both sides of the name."
    PossibleVariable "possible-variable"
        "A name that nothing introduces stands where an environment variable would."
        "A name counts as an environment variable where it is introduced, once a file: write `the NAME environment variable` the first time.\n\nConstants, error codes and file names are written alike, so nothing is guessed."
    WhichVariable "which-variable"
        "A statement gives a value for an environment variable and names none."
        "Nothing can be enforced without a name. Write `the NAME environment variable`."
    LowerCaseName "lower-case-name"
        "A name in lower case stands where an environment variable would."
        "Environment variables are written in capitals: `BATCH_SIZE`."
    UnreadableScript "unreadable-script"
        "A statement names a variable in a language whose words are not read."
        "The keywords of a rule must be English: WHEN, IF, THE, SHALL. The name is listed as mentioned, and nothing else of the statement is read."
    LooksSecret "looks-secret"
        "A variable is named like a secret, and no statement says that it is one."
        "Everything that prints treats it as a secret. State it, so that the types in code are held to it:\n\n    THE System SHALL NOT log `RELAY_TOKEN`."
    SecretDefault "secret-default"
        "A secret has a default."
        "A default for a secret is known to everybody who can read the specification. Require the secret instead."
    DuplicateId "duplicate-id"
        "Two statements carry the same id."
        "Citations name the id of a requirement; two of one name cannot be told apart."
    UnstatedPresence "unstated-presence"
        "The specification does not say what happens when a variable is missing."
        "In code the field decides: an `Option` makes it optional, anything else required. Where there is no code to ask, it counts as required. Say which it is: `(required)`, `(optional)`, or a default."
    ReadAsOptional "read-as-optional"
        "A response to a missing variable neither fails nor gives a value, so the variable was read as optional."
        "If the service must not start without it, write `SHALL refuse to start`; if a value stands in, write `SHALL default to …`."
    SpecNotFound "spec-not-found"
        "The specification that code is held to cannot be found or read."
        "Without `path`, the derive reads `requirements.md` of the package, or `.kiro/specs/<package>/requirements.md` in it or above it up to the root of the workspace. Name another with `#[spec_env(path = \"…\")]`, relative to the package."
    SpecOutsidePackage "spec-outside-package"
        "A packaged crate would not have its specification with it."
        "`cargo package` takes files of the package only, so whoever downloads the crate could not build it. Move the specification into the package, or put a symbolic link to it there: a link is packaged as a file."
    UnknownAttribute "unknown-attribute"
        "An attribute is unknown, or stands where it means nothing."
        "On a struct: `path`, `inline`, `system`, `crate`, `part`, `ignore`. On a field: `var`, `nested`, `with`, `serde`. On an enum of values: `crate`. On its variants: `value`."
    UnsupportedItem "unsupported-item"
        "The derive was put on something that is no plain struct."
        "A configuration is a struct with named fields, without generics and lifetimes: constants cannot depend on them."
    UnknownVariable "unknown-variable"
        "A field reads a variable that the specification does not know."
        "Rename the field after the variable, say which it reads with `#[spec_env(var = \"…\")]`, or declare the variable in the specification."
    MissingField "missing-field"
        "The specification declares a variable that no field reads."
        "Add the field, or leave the variable out on purpose: `#[spec_env(ignore(\"NAME\"))]`."
    DuplicateField "duplicate-field"
        "Two fields, or a field and a part, read the same variable."
        "A variable has one field, so that it is decoded in one way. Let one of the fields read it."
    IgnoredUnknown "ignored-unknown"
        "`ignore` names a variable that the specification does not know."
        "Correct the name, or remove it from `ignore`."
    TypeMismatch "type-mismatch"
        "A field's type cannot hold the kind of value that the specification states."
        "Use a type that holds the kind. A type of your own joins with an implementation of `spec_env::Field`, with `#[spec_env(serde)]` or with `#[spec_env(with = path)]`."
    TypeTooNarrow "type-too-narrow"
        "A field's type cannot hold every value that the specification allows."
        "Use a wider type, or narrow the range in the specification."
    DefaultUnfit "default-unfit"
        "A field's type cannot hold the default."
        "Use a type that holds it, or change the default in the specification."
    EnumMismatch "enum-mismatch"
        "An enum's values and the accepted values differ."
        "Each accepted value needs a variant, and each variant an accepted value. A variant means its name in kebab-case, or what `#[spec_env(value = \"…\")]` says."
    Optionality "optionality"
        "A field is an `Option` where a value is always there, or none where it may be missing."
        "A required or defaulted variable has a value: no `Option`. An optional one, one that is required under a condition only, and a member of a group may be missing: `Option<…>`."
    SecretExposed "secret-exposed"
        "A secret is held by a type that prints it."
        "Wrap it: `spec_env::SecretString` for text, `spec_env::SecretBox<…>` for other types."
    StaleExpansion "stale-expansion"
        "The specification changed after the code was generated."
        "A tool kept the generated code although the file is another. `cargo clean -p <package>` makes it anew."
    PartMismatch "part-mismatch"
        "A part was derived from another specification than the struct that nests it."
        "A nested struct and the struct around it answer for the same variables. Give both the same `path` and `system`."
}
