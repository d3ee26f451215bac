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
    NotUnderstood "not-understood"
        "A statement says something about a variable that no accepted form can express."
        "not yet written"
}
