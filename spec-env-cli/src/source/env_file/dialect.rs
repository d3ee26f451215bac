//! What the readers of env files do: there is no line with quotes that means the same to all of them.

use clap::ValueEnum;

/// Who reads an env file.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
pub(crate) enum Dialect {
    /// The dotenv libraries, as the `dotenvy` crate
    #[default]
    Dotenv,
    /// `docker run --env-file`, and files of Compose with `format: raw`
    Docker,
    /// `env_file` of Docker Compose
    Compose,
    /// `EnvironmentFile` of systemd
    Systemd,
    /// A POSIX shell: `set -a; . FILE`
    Sh,
    /// `fileKeyRef` of Kubernetes
    K8s,
}

/// What a dialect makes of the marks in a file.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // a table of yes and no
pub(super) struct Rules {
    /// Characters that begin a line of comment.
    pub(super) comments: &'static [char],
    /// Whether ` #` ends a value without quotes.
    pub(super) trailing_comments: bool,
    /// Whether `export` may stand in front of a name.
    pub(super) export: bool,
    /// Whether blanks may stand around the name and the `=`.
    pub(super) blanks: bool,
    /// Whether a `:` does as well as a `=`.
    pub(super) colon: bool,
    /// Whether a name alone takes the value that the process has.
    pub(super) inherits: bool,
    /// What a name may hold.
    pub(super) names: Names,
    /// How a value is read.
    pub(super) value: Style,
    /// What `\` means outside quotes.
    pub(super) bare: Escapes,
    /// What `\` means in double quotes.
    pub(super) double: Escapes,
    /// Whether `\'` is a quote in single quotes.
    pub(super) escaped_single: bool,
    /// What `$` does, outside single quotes.
    pub(super) substitution: Substitution,
    /// Whether of several values of a name in one file the first counts.
    pub(super) first_counts: bool,
    /// Whether a mark at the start of the file is skipped.
    pub(super) byte_order_mark: bool,
    /// Whether a carriage return at the end of a line belongs to the value.
    pub(super) carriage_return: bool,
}

/// What a name may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// What a shell takes: letters, digits, `_`.
    Shell,
    /// Dots as well.
    Dotted,
    /// Anything but blanks.
    Any,
}

/// How a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// The rest of the line, as it stands.
    Raw,
    /// Quoted and unquoted pieces next to one another, as in a shell.
    Pieces,
    /// Quoted as a whole, or not at all.
    Whole,
    /// Quoted pieces, then text in which quotes mean themselves.
    Leading,
    /// In single quotes, always.
    Single,
}

/// What `\` means in front of a character.
#[derive(Debug, Clone, Copy)]
pub(super) enum Escapes {
    /// Itself.
    None,
    /// Any character stands for itself, a line break for nothing.
    All,
    /// These stand for themselves, a line break for nothing; elsewhere `\` is itself.
    Only(&'static str),
    /// These stand for themselves and `n` for a line break; anything else is an error.
    Strict(&'static str),
    /// As in C and Go; elsewhere `\` is itself.
    Go,
}

/// What `$` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Substitution {
    /// It is an ordinary character.
    None,
    /// `$NAME` and `${NAME}`; what is set nowhere is an error.
    Plain,
    /// As `Plain`, with the defaults of a shell; its other forms need a shell.
    Shell,
    /// As in Compose files, with `$$` for the character; what is set nowhere is not known here.
    Compose,
}

const SHELL: Rules = Rules {
    comments: &['#'],
    trailing_comments: true,
    export: true,
    blanks: false,
    colon: false,
    inherits: false,
    names: Names::Shell,
    value: Style::Pieces,
    bare: Escapes::All,
    double: Escapes::Only("\"\\$`"),
    escaped_single: false,
    substitution: Substitution::Shell,
    first_counts: false,
    byte_order_mark: false,
    carriage_return: true,
};

impl Dialect {
    pub(super) const fn rules(self) -> Rules {
        match self {
            Self::Sh => SHELL,
            Self::Dotenv => Rules {
                blanks: true,
                names: Names::Dotted,
                bare: Escapes::Strict("\\'\"$ "),
                double: Escapes::Strict("\\'\"$ "),
                substitution: Substitution::Plain,
                first_counts: true,
                byte_order_mark: true,
                carriage_return: false,
                ..SHELL
            },
            Self::Docker => Rules {
                trailing_comments: false,
                export: false,
                inherits: true,
                names: Names::Any,
                value: Style::Raw,
                substitution: Substitution::None,
                byte_order_mark: true,
                carriage_return: false,
                ..SHELL
            },
            Self::Compose => Rules {
                blanks: true,
                colon: true,
                inherits: true,
                names: Names::Any,
                value: Style::Whole,
                bare: Escapes::None,
                double: Escapes::Go,
                escaped_single: true,
                substitution: Substitution::Compose,
                byte_order_mark: true,
                carriage_return: false,
                ..SHELL
            },
            Self::Systemd => Rules {
                comments: &['#', ';'],
                trailing_comments: false,
                export: false,
                blanks: true,
                names: Names::Any,
                value: Style::Leading,
                substitution: Substitution::None,
                carriage_return: false,
                ..SHELL
            },
            Self::K8s => Rules {
                export: false,
                value: Style::Single,
                substitution: Substitution::None,
                carriage_return: false,
                ..SHELL
            },
        }
    }
}
