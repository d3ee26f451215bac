//! The words that mean something: one table a family, read by people and extended a line at a time. It is long because
//! it is nothing else.
//!
//! `a|b` is either word, a trailing `?` makes a word optional; case does not matter. Where two phrases of one
//! table fit, the longer one counts, and of equally long ones the first.

use crate::contract::Kind;
use crate::ears::phrase::{Phrases, phrases};

/// The words for an environment variable itself.
pub(crate) static VARIABLE: Phrases<()> = phrases!(
    (),
    [(
        (),
        &[
            "environment|env variable|variables|var|vars",
            "environment-variable|environment-variables|env-var|env-vars|envvar|envvars",
        ],
    )]
);

/// What a condition says of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It has a value.
    Set,
    /// It has none.
    Unset,
    /// It is the empty string.
    Empty,
    /// A literal follows.
    SetTo,
    /// It breaks its type.
    Invalid,
    /// It is below zero.
    Negative,
    /// It is zero or below.
    NonPositive,
    Positive,
    /// A literal follows that it falls short of.
    Below,
    /// A literal follows that it exceeds.
    Above,
    /// A length follows that it falls short of.
    Shorter,
    /// A length follows that it exceeds.
    Longer,
    /// It is on.
    True,
    /// It is off.
    False,
    /// A literal follows that it differs from.
    OtherThan,
    /// It has a value that is described, not named.
    Described,
}

pub(crate) static STATES: Phrases<State> = phrases!(
    State,
    [
        (
            State::Set,
            &[
                "set",
                "provided",
                "defined",
                "configured",
                "present",
                "specified",
                "available",
                "supplied",
                "given",
                "declared",
                "exported",
                "populated",
                "exist|exists",
                "found",
                "non-empty",
                "passed",
                "filled in?",
                "there",
                "specifies|provides|says|defines|gives|supplies|sets otherwise|another|one|it|differently",
                "overridden|overriden",
                "overrides it|this|that|the",
                "assigned",
            ],
        ),
        (
            State::Unset,
            &[
                "unset",
                "missing",
                "absent",
                "undefined",
                "omitted",
                "unspecified",
                "unavailable",
                "unconfigured",
                "not-set",
                "null",
                "left|remains unset|undefined|out",
                "no longer set",
                "cannot|can't be found|located",
                "not there",
            ],
        ),
        (
            State::Empty,
            &[
                "empty",
                "blank",
                "a|an? empty string",
                "the empty string",
                "set to an|the empty string|value",
                "set but empty",
                "left|remains empty|blank",
                "whitespace-only",
            ],
        ),
        (
            State::SetTo,
            &[
                "set to",
                "set to the? placeholder|literal|value|string",
                "equal|equals to?",
                "has|have the? value",
                "configured as|to",
                "has|have a value of",
                "=",
            ],
        ),
        (
            State::Invalid,
            &[
                "invalid",
                "set to a|an? invalid|unparseable|unparsable|unknown|unrecognized|unrecognised|unsupported|malformed",
                "contains|contain|has|have|holds|hold a|an? invalid|unparseable|unparsable|malformed|unknown|unrecognized|unrecognised|unsupported",
                "a|an? invalid|unparseable|unparsable|malformed|unknown|unrecognized|unrecognised|unsupported",
                "unparseable|unparsable",
                "malformed",
                "out of range",
                "out-of-range",
                "outside the|its|this|that|of?",
                "set to a value outside the|its|this|that|of?",
                "outside the? allowed|valid|accepted|permitted|supported? range",
                "unknown",
                "unrecognized|unrecognised",
                "unsupported",
                "contains|contain|has|have|holds|hold a|an? non-numeric|non-integer|non-positive|negative|empty",
                "set to a|an? non-numeric|non-integer|non-positive|negative",
                "non-numeric",
                "non-integer",
                "not-a-number",
                "incorrect",
                "cannot|can't be parsed|converted|read|interpreted",
                "can not be parsed|converted|read|interpreted",
                "could not be parsed|converted",
                "fails|fail to parse|be? parsed|convert?",
                "fails|fail its? validation|type/format?",
                "incorrectly formatted",
                "badly formatted",
                "ill-formed",
            ],
        ),
        (
            State::Negative,
            &["negative", "a negative value|number|integer", "set to a negative value|number|integer?"],
        ),
        (State::Positive, &["positive"]),
        (
            State::NonPositive,
            &[
                "non-positive",
                "set? to? zero or a? negative|less|below value|number|integer?",
                "negative or zero",
                "less than or equal to zero",
            ],
        ),
        (
            State::Below,
            &[
                "below",
                "less|lower|smaller|fewer than",
                "under",
                "set to a value below|under",
                "set to a value less|lower|smaller than",
                "set to less|lower than",
                "falls|fall below",
            ],
        ),
        (
            State::Above,
            &[
                "above",
                "greater|more|higher|larger than",
                "over",
                "exceeds|exceed|exceeding",
                "beyond",
                "set to a value above|over",
                "set to a value greater|higher|larger|more than",
                "set to more|greater than",
            ],
        ),
        (State::Shorter, &["shorter than", "has|have fewer|less than", "contains|contain fewer|less than"]),
        (State::Longer, &["longer than", "has|have more than", "contains|contain more than"]),
        (
            State::True,
            &["enabled", "set to a truthy value?", "truthy", "turned on", "switched on", "on", "active"],
        ),
        (State::False, &["disabled", "set to a falsy value?", "falsy", "turned off", "switched off", "off"]),
        (
            State::OtherThan,
            &[
                "any|a|some|set? to? value other than",
                "set to any|a|some value other than",
                "other than",
                "set to any|some other value than",
                "any other value than",
                "set to anything other|but than?",
                "anything other|but than?",
                "holds|contains|has anything|something other|but than?",
                "set to something other than",
            ],
        ),
        (
            State::Described,
            &[
                "set to any|a|some|one value|values",
                "set to any other value",
                "any other value",
                "any value",
                "set to something",
                "set to anything",
            ],
        ),
    ]
);

/// Verbs that put an error before somebody: "return a 500 error", "log an error".
pub(crate) static REPORTS: Phrases<()> = phrases!(
    (),
    [(
        (),
        &[
            "return|returns|respond|responds with?",
            "report|reports|signal|signals|issue|issues|raise|raises",
            "emit|emits|produce|produces|give|gives",
            "print|prints|log|logs|write|writes|output|outputs",
            "display|displays|show|shows",
        ],
    )]
);

/// How many of several variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    AtLeast,
    AtMost,
    Exactly,
}

pub(crate) static QUANTIFIERS: Phrases<Quantifier> = phrases!(
    Quantifier,
    [
        (Quantifier::AtLeast, &["at least one of", "one or more of", "either of?", "any one? of", "one of"]),
        (Quantifier::AtMost, &["at most one of", "no|not more than one of", "only one of"]),
        (Quantifier::Exactly, &["exactly one of", "one and only one of", "precisely one of"]),
    ]
);

/// Words for a name that was in use before.
pub(crate) static OLD: Phrases<()> = phrases!(
    (),
    [((), &["deprecated|legacy|former|old|older|previous|obsolete|outdated name|alias|spelling?"],)]
);

/// What a response does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// The service does not go on.
    Fail,
    /// It asks for what is named.
    Require,
    /// It makes sure of what a clause says.
    Check,
    /// It shows something.
    Show,
    /// It keeps something from view.
    Hide,
    /// It sees something as something.
    Treat,
    /// It turns something down.
    Reject,
    /// It does away with something, or does without it.
    Drop,
}

pub(crate) static VERBS: Phrases<Verb> = phrases!(
    Verb,
    [
        (
            Verb::Fail,
            &[
                "refuse|refuses|decline|declines to start|run|boot|launch|listen|initialize|initialise|proceed|continue|deploy|serve|operate|begin",
                "fail|fails|failing",
                "fail-fast",
                "exit|exits|exiting",
                "quit|quits",
                "terminate|terminates|terminating",
                "abort|aborts|aborting",
                "halt|halts",
                "bail|bails out?",
                "give|gives up",
                "die|dies",
                "crash|crashes",
                "panic|panics",
                "stop|stops",
                "shut|shuts down",
                "throw|throws",
                "raise|raises",
                "return|returns with? a? non-zero|nonzero",
                "not start|boot|launch|run|proceed|continue|initialize|initialise|listen",
                "prevent|prevents|block|blocks startup|start-up|start|launch|deployment",
                "prevent|prevents the application|app|server|service|system from starting",
                "reject|rejects|refuse|refuses the? invalid? configuration|setup|deployment|combination",
                "error out?",
                "reject|rejects startup|start-up",
                "be considered? an error",
                "be treated|handled|regarded as a|an fatal|hard|startup|configuration|critical? error|failure",
            ],
        ),
        (
            Verb::Require,
            &[
                "require|requires",
                "demand|demands",
                "mandate|mandates",
                "need|needs",
                "insist on",
                "expect|expects",
            ],
        ),
        (
            Verb::Check,
            &[
                "insist|insists that",
                "validate|validates that?",
                "verify|verifies that?",
                "ensure|ensures that?",
                "check|checks that?",
                "check|checks for",
                "confirm|confirms that?",
                "assert|asserts that?",
                "make|makes sure that?",
                "enforce|enforces that?",
                "guarantee|guarantees that?",
            ],
        ),
        (
            Verb::Show,
            &[
                "log|logs",
                "expose|exposes",
                "print|prints",
                "reveal|reveals",
                "leak|leaks",
                "disclose|discloses",
                "display|displays",
                "output|outputs",
                "echo|echoes",
                "dump|dumps",
                "include|includes in? logs",
                "be logged|exposed|printed|revealed|leaked|disclosed|displayed|echoed",
                "appear in",
                "write|writes to? logs",
                "show|shows",
                "be written to|into",
                "be included in",
            ],
        ),
        (
            Verb::Hide,
            &[
                "redact|redacts",
                "mask|masks",
                "conceal|conceals",
                "be redacted|masked|concealed|hidden",
                "hide|hides",
                "be kept secret|confidential",
                "keep|keeps",
            ],
        ),
        (
            Verb::Treat,
            &[
                "treat|treats",
                "be treated|handled|considered|marked",
                "consider|considers",
                "handle|handles",
                "mark|marks",
            ],
        ),
        (
            Verb::Reject,
            &[
                "reject|rejects",
                "refuse|refuses",
                "be? rejected|refused|disallowed|denied",
                "not|never accept|allow|permit",
                "deny|denies",
                "disallow|disallows",
            ],
        ),
        (
            Verb::Drop,
            &[
                "remove|removes",
                "delete|deletes",
                "drop|drops",
                "eliminate|eliminates",
                "deprecate|deprecates",
                "no longer",
                "not require|include|contain|need|use|depend|read|reference|accept|set|define",
                "be removed|deleted|dropped|eliminated",
                "ignore|ignores",
                "be ignored",
                "unset|unsets",
                "not be required|needed|included|used|read",
            ],
        ),
    ]
);

/// What stands beside a variable's name and says something of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// A literal follows that stands in when the variable is missing; one bare word will do.
    Default,
    /// A literal follows that is used in its place; it must be marked as one.
    Use,
    /// It must be set.
    Required,
    /// It may be missing.
    Optional,
    /// Literals follow: the only values.
    OneOf,
    /// Two numbers follow.
    Between,
    /// A number follows.
    AtLeast,
    /// A number follows.
    AtMost,
    /// A number follows that is itself too small.
    MoreThan,
    /// A number follows that is itself too large.
    LessThan,
    /// Above zero.
    Positive,
    /// Not below zero.
    NonNegative,
    /// A regular expression follows.
    Pattern,
    /// It must not be shown.
    Secret,
    /// A length follows that it has.
    Exactly,
    /// Empty is a value.
    EmptyAllowed,
    /// A unit follows.
    In,
    /// Literals follow that are refused.
    Forbidden,
}

pub(crate) static ATTRIBUTES: Phrases<Attribute> = {
    use Attribute as A;
    phrases!(
        Attribute,
        [
            (
                A::Default,
                &[
                    "default|defaults|defaulting to",
                    "default is|are|of|value?",
                    "a|the default is",
                    "default value is|of|for?",
                    "default for",
                    "default value? shall|must|should|will be",
                    "default|defaults",
                    "with? a|the? default|defaults value? of|is?",
                    "fall|falls|falling back to",
                    "by default",
                    "falling-back to",
                    "fallback to|is|of|value?",
                    "default|defaults port|value|setting is|of|to",
                    "fall|falls back on|upon",
                    "default|defaults to? the? value of?",
                    "default|defaults it to",
                    "over the|its|a built-in|builtin|hard-coded|hardcoded? default value?",
                ],
            ),
            (
                A::Use,
                &[
                    "use|uses|using",
                    "assume|assumes|assuming",
                    "be used",
                    "take|takes",
                    "apply|applies",
                    "bind|binds to",
                    "listen|listens|start|starts|run|runs|serve|serves on",
                    "start|starts|begin|begins listening|serving on",
                    "start|starts|run|runs the|its? server|service|application|app|listener on",
                    "treat|treats it? as",
                    "be treated as",
                    "behave|behaves|act|acts as if|though it? were|was? set? to?",
                    "set|sets it? to",
                    "set|sets the|its value to",
                ],
            ),
            (
                A::Required,
                &[
                    "required",
                    "be required",
                    "mandatory",
                    "be mandatory",
                    "must|shall? always? be always? set|provided|defined|present|configured|specified|supplied",
                    "is|are required|mandatory",
                    "non-optional",
                    "compulsory",
                    "needs|need to be set|provided|defined|present|configured",
                ],
            ),
            (
                A::Optional,
                &[
                    "optional",
                    "be optional",
                    "is|are optional",
                    "not required",
                    "not mandatory",
                    "may|can be omitted|unset|missing|absent|undefined",
                    "to be omitted|unset|absent|undefined",
                    "may|can be left unset|undefined|out",
                    "need not be set|provided|defined|present|configured|given|specified|supplied",
                    "does|do not need|have to be set|provided|defined|present|configured|given|specified|supplied",
                    "optionally",
                ],
            ),
            (
                A::OneOf,
                &[
                    "one of the? following? values|options|choices?",
                    "set to either|one of?",
                    "be|is either",
                    "either",
                    "any of",
                    "exactly one of",
                    "accept|accepts|accepting only",
                    "accept|accepts|allow|allows|support|supports|take|takes the? following? values?",
                    "the? following values|options|choices",
                    "with? the? accepted|allowed|valid|permitted|possible|supported|legal|acceptable values|options|choices|modes|levels are|is|of|include?",
                    "with the? values|options|choices",
                    "with the? possible|allowed|accepted|valid values|options",
                    "values|options|choices are?",
                    "must|shall be one of",
                    "oneof",
                    "enum of?",
                    "only",
                    "only accept|accepts|allow|allows|permit|permits|support|supports the? following? values?",
                ],
            ),
            (
                A::Between,
                &[
                    "between",
                    "in|within the? range of|from|between?",
                    "range of|from|is?",
                    "valid|allowed|accepted|permitted|legal range of|from|is|between?",
                    "ranging|ranges from",
                    "from",
                    "range",
                    "in|within",
                ],
            ),
            (
                A::AtLeast,
                &[
                    "at least",
                    "minimum|min length|size|value? of|is?",
                    "a|the|with? minimum length|value? of?",
                    "no|not less|fewer|smaller|lower|shorter than",
                    "no fewer than",
                    "greater than or equal to",
                    "not|never be less|lower|smaller|shorter|below than?",
                    "not below",
                    "more than or equal to",
                    "not|never go|drop|fall below",
                    "larger than or equal to",
                    "lower bound of?",
                ],
            ),
            (
                A::AtMost,
                &[
                    "at most",
                    "maximum|max length|size|value? of|is?",
                    "a|the|with? maximum length|value? of?",
                    "no|not more|greater|larger|higher|longer than",
                    "not|never exceed|exceeding",
                    "less than or equal to",
                    "up to",
                    "not|never be more|greater|larger|higher|longer|above than?",
                    "not above",
                    "not|never contain|have more than",
                    "smaller than or equal to",
                    "upper bound of?",
                    "capped at",
                    "limited|restricted to",
                    "not|never go above|over",
                ],
            ),
            (A::Exactly, &["exactly", "length of|is?", "a|an? exact? length of"]),
            (
                A::MoreThan,
                &["greater|more|larger|higher than", "above|over", "exceed|exceeds|exceeding", "longer than"],
            ),
            (A::LessThan, &["less|smaller|lower|fewer than", "below", "under", "shorter than"]),
            (A::Positive, &["positive"]),
            (
                A::NonNegative,
                &["non-negative", "nonnegative", "not|never be? negative", "zero or positive|greater"],
            ),
            (
                A::Pattern,
                &[
                    "match|matches|matching the? regular expression",
                    "match|matches|matching the? regex|regexp|pattern|expression",
                    "match|matches|matching",
                    "pattern|regex|regexp",
                    "against the? regular? expression|pattern|regex|regexp",
                    "conform|conforms|conforming to the? regular? expression|pattern|regex",
                    "be matched by",
                ],
            ),
            (A::Secret, &["secret", "sensitive", "confidential", "as a? secret|sensitive|confidential"]),
            (
                A::EmptyAllowed,
                &[
                    "may|can be left? empty|blank",
                    "may|can be an|the empty string|value",
                    "be? allowed|permitted to be left? empty|blank",
                    "to be left? empty|blank",
                    "even if|when it? is? empty",
                    "empty allowed|permitted|accepted|ok|valid",
                    "empty is allowed|permitted|accepted|valid",
                    "possibly empty",
                    "or empty",
                    "allow|allows empty",
                    "a|an? empty string|value? is allowed|permitted|accepted|valid",
                ],
            ),
            (
                A::In,
                &[
                    "value|values in",
                    "in|specified|expressed|given|measured in?",
                    "number of",
                    "as",
                    "unit|units is|are|of?",
                    "as a number of",
                    "unit",
                ],
            ),
            (
                A::Forbidden,
                &[
                    "not be",
                    "not equal",
                    "never be",
                    "not be set to",
                    "is|are not the? placeholder|literal|string|value",
                ],
            ),
        ]
    )
};

/// A noun for a kind of value.
pub(crate) static TYPES: Phrases<Kind> = phrases!(
    Kind,
    [
        (
            Kind::Integer,
            &[
                "integer|integers|int|ints",
                "whole number|numbers",
                "integer|int value|values|number|numbers|string",
                "count",
                "i32|i64|u32|u64|u16|u8|usize",
            ],
        ),
        (
            Kind::Number,
            &[
                "number|numbers|float|floats|decimal|decimals|double|numeric",
                "floating point number|value|numbers",
                "floating-point number|value|numbers",
                "decimal|numeric|float number|numbers|value|values",
                "percentage",
            ],
        ),
        (
            Kind::Boolean,
            &[
                "boolean|booleans|bool|bools",
                "boolean|bool value|values|flag|flags|string|switch",
                "true/false",
                "flag",
            ],
        ),
        (Kind::Url, &["url|urls|uri|uris", "url|uri string|strings", "connection uri|url|uris|urls"]),
        (Kind::Port, &["port|ports", "port number|numbers", "tcp|udp|network port|ports number?"]),
        (
            Kind::Duration,
            &[
                "duration|durations",
                "duration string|strings|value|values",
                "go duration string?",
                "time duration",
                "time span",
                "timespan",
            ],
        ),
        (
            Kind::Size,
            &[
                "byte size|sizes",
                "byte-size|bytesize",
                "data|memory|file size|sizes",
                "size string|strings",
                "size|sizes",
            ],
        ),
        (Kind::IpAddress, &["ip address|addresses", "ip|ips", "ipv4|ipv6 address|addresses?"]),
        (Kind::SocketAddress, &["socket address|addresses", "address and port", "host:port", "ip:port"]),
        (Kind::Host, &["host name|names", "hostname|hostnames", "host|hosts", "domain name|names", "fqdn"]),
        (
            Kind::Email,
            &["e-mail address|addresses", "email address|addresses", "email|emails|e-mail|e-mails"],
        ),
        (
            Kind::Path,
            &[
                "file|directory|filesystem|folder path|paths",
                "path|paths",
                "file system path",
                "file name",
                "filename",
                "directory",
                "absolute path",
            ],
        ),
        (Kind::Uuid, &["uuid|uuids|guid|guids|uuidv4|uuidv7 v4|v7? string|strings?"]),
        (
            Kind::Text,
            &["string|strings|text", "text|string value|values", "token|tokens", "identifier", "word"],
        ),
    ]
);

/// The separators that lists are written with.
pub(crate) static SEPARATORS: Phrases<&'static str> = phrases!(
    &'static str,
    [
        (
            ",",
            &[
                "comma-separated|comma-delimited",
                "comma separated|delimited",
                "csv",
                "separated|delimited by|with a? commas|comma",
                "commas|comma",
            ],
        ),
        (
            ";",
            &[
                "semicolon-separated|semicolon-delimited",
                "semicolon separated|delimited",
                "separated|delimited by|with a? semicolons|semicolon",
                "semicolons|semicolon",
            ],
        ),
        (
            ":",
            &[
                "colon-separated|colon-delimited",
                "colon separated|delimited",
                "separated|delimited by|with a? colons|colon",
                "colons|colon",
            ],
        ),
        (
            "|",
            &[
                "pipe-separated|pipe-delimited",
                "pipe separated|delimited",
                "separated|delimited by|with a? pipes|pipe",
                "separated|delimited by|with a|the? vertical bars|bar",
                "pipes|pipe",
            ],
        ),
        (
            " ",
            &[
                "space-separated|space-delimited|whitespace-separated",
                "space|whitespace separated|delimited",
                "separated|delimited by|with a? spaces|space|whitespace|blanks",
                "spaces|whitespace",
            ],
        ),
        (
            "\n",
            &[
                "newline-separated|newline-delimited|line-separated",
                "newline separated|delimited",
                "separated|delimited by|with newlines|line",
                "separated|delimited by line breaks",
                "newlines|newline",
            ],
        ),
    ]
);

/// Words for a noun that only qualify it: what stands between the article and the noun may be any of these or none.
pub(crate) static LIST_NOUNS: Phrases<()> = phrases!(
    (),
    [((), &["list|lists", "set|sets", "sequence", "array|arrays", "values|value", "string|strings"],)]
);

/// Units of time and of size, by the suffix of a literal.
pub(crate) static UNITS: Phrases<&'static str> = phrases!(
    &'static str,
    [
        ("ms", &["ms|msec|msecs|millisecond|milliseconds|millis"]),
        ("s", &["s|sec|secs|second|seconds"]),
        ("m", &["m|min|mins|minute|minutes"]),
        ("h", &["h|hr|hrs|hour|hours"]),
        ("d", &["d|day|days"]),
        ("B", &["b|byte|bytes"]),
        ("KB", &["kb|kilobyte|kilobytes|k"]),
        ("MB", &["mb|megabyte|megabytes"]),
        ("GB", &["gb|gigabyte|gigabytes|g"]),
        ("KiB", &["kib|kibibyte|kibibytes"]),
        ("MiB", &["mib|mebibyte|mebibytes"]),
        ("GiB", &["gib|gibibyte|gibibytes"]),
    ]
);
