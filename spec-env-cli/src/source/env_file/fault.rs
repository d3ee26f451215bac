//! What can be wrong with an env file. No variant has room for a value.

use std::fmt::{self, Display};

use spec_env_core::text::Escaped;

/// Something that is wrong with a file, and its offset.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) at: usize,
    pub(super) fault: Fault,
}

/// What is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Name,
    Equals,
    Blank,
    Behind,
    Single,
    Quote(char),
    Escape(char),
    Octal,
    Brace,
    Operator,
    Ambiguous,
    Lonely,
    Shell,
    Refused(String),
    /// The name, where braces mark it as one: behind a bare `$` it may be a piece of a password.
    Unset(Option<String>),
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Name => "a name begins with a letter or `_`, and a line reads `NAME=value`",
            Self::Equals => "a `=` is expected directly behind the name: `NAME=value`",
            Self::Blank => "a value with blanks must stand in quotes; a comment begins with ` #`",
            Self::Behind => "nothing but a comment may follow the closing quote",
            Self::Single => "a value stands in single quotes, directly behind the `=`: `NAME='value'`",
            Self::Quote(quote) => return write!(f, "the quote {quote} that opens here is never closed"),
            Self::Escape(quote) => {
                f.write_str("after `\\` only `\\`, `'`, `\"`, `$`, a blank or `n` may follow")?;
                if *quote == '"' { "; in single quotes `\\` is an ordinary character" } else { "" }
            }
            Self::Octal => "write the character itself: an escape in digits is not read",
            Self::Brace => "`${` is never closed: write `${NAME}`",
            Self::Operator => "only `${NAME}` is understood here: no default, no other operator",
            Self::Ambiguous => {
                "readers disagree where this name ends: write `${NAME}`, or `\\$` for the character"
            }
            Self::Lonely => "no name follows `$`: put the value in single quotes for the character",
            Self::Shell => "only a shell can tell what this comes to: put the value in single quotes",
            Self::Refused(name) => {
                return write!(f, "the file demands `{}`, which is not set", Escaped(name));
            }
            Self::Unset(Some(name)) => {
                return write!(f, "`{}` is set neither before this line nor in this process", Escaped(name));
            }
            Self::Unset(None) => {
                "the name behind `$` is set neither before this line nor in this process: put the value in single quotes for the character"
            }
        };
        f.write_str(words)
    }
}
