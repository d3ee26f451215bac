//! What can be wrong with one variable. No variant has room for a value.

use std::borrow::Cow;
use std::fmt::{self, Display};

use super::{Names, ViolationKind};
use crate::contract::{GroupKind, Text};
use crate::text::Escaped;
use crate::value::{Fault, FaultKind};

/// What is wrong with a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is not set.
    Missing,
    /// It is set to nothing, which counts as missing.
    Empty,
    /// It breaks a value rule; what one value of its type is called: `a port`.
    Invalid(Fault, Text),
    /// It is one of the refused values, such as a placeholder.
    Forbidden,
    /// It is not UTF-8.
    NotUnicode,
    /// It and the variable that names a file are both set.
    BothSet(Text),
    /// It and a former name of it are set to different values.
    Differs(Text),
    /// The file that a variable names cannot be used.
    File(Text, FileFault),
    /// Kubernetes injected the address of a Service.
    ServiceLink,
    /// The type of the field cannot hold it.
    Refused,
    /// None of a group is set, or these are, of which only one may be.
    Group(GroupKind, Vec<Text>),
}

/// Why a file with a value cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// There is none.
    Missing,
    /// It is a directory.
    Directory,
    /// It is a pipe, a socket or a device, which might never end.
    NotAFile,
    /// It cannot be opened or read.
    Unreadable,
    /// The process may not read it.
    Denied,
    /// It has more than 1 MiB.
    TooLarge,
    /// It is not text.
    NotUtf8,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "does not exist",
            Self::Directory => "is a directory",
            Self::NotAFile => "is not a regular file",
            Self::Unreadable => "cannot be read",
            Self::Denied => "may not be read by this process: permission denied",
            Self::TooLarge => "is larger than 1 MiB",
            Self::NotUtf8 => "is not UTF-8 text",
        })
    }
}

impl Problem {
    /// The stable kind.
    #[must_use]
    pub fn kind(&self) -> ViolationKind {
        match self {
            Self::Missing => ViolationKind::Missing,
            Self::Empty => ViolationKind::Empty,
            Self::Invalid(fault, _) => match fault.kind {
                FaultKind::Kind => ViolationKind::InvalidType,
                FaultKind::Range => ViolationKind::OutOfRange,
                FaultKind::NotAllowed => ViolationKind::NotAllowed,
                FaultKind::Pattern => ViolationKind::Pattern,
                FaultKind::Length => ViolationKind::Length,
            },
            Self::Refused => ViolationKind::InvalidType,
            Self::Forbidden => ViolationKind::Forbidden,
            Self::NotUnicode => ViolationKind::NotUnicode,
            Self::BothSet(_) | Self::Differs(_) => ViolationKind::Conflict,
            Self::File(..) => ViolationKind::FileUnreadable,
            Self::ServiceLink => ViolationKind::ServiceLink,
            Self::Group(..) => ViolationKind::Group,
        }
    }
}

/// Goes on after the variable's name: "is not set".
impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is not set"),
            Self::Empty => f.write_str("is set to the empty string, which counts as missing"),
            Self::Invalid(fault, wanted) => invalid(f, *fault, wanted),
            Self::Forbidden => f.write_str("is set to a value that is refused, such as a placeholder"),
            Self::NotUnicode => f.write_str("is not UTF-8 text"),
            Self::BothSet(other) => write!(f, "and `{}` are both set", Escaped(other)),
            Self::Differs(other) => {
                write!(f, "and its former name `{}` have different values", Escaped(other))
            }
            Self::File(variable, fault) => {
                write!(f, "cannot be read from a file: the one that `{}` names {fault}", Escaped(variable))
            }
            Self::ServiceLink => f.write_str("is the address of a Kubernetes Service, not a setting"),
            Self::Refused => f.write_str("is not a value of the field's type"),
            Self::Group(kind, names) => {
                let others = Names(names.get(1..).unwrap_or_default());
                let ends = match kind {
                    GroupKind::AtLeastOne => "not set",
                    GroupKind::AtMostOne => "set, which exclude one another",
                };
                write!(f, "and {others} are {ends}")
            }
        }
    }
}

fn invalid(f: &mut fmt::Formatter<'_>, fault: Fault, wanted: &str) -> fmt::Result {
    match fault.item {
        Some(at) => write!(f, "has an item, number {}, that is ", at + 1)?,
        None if fault.kind == FaultKind::Pattern => {}
        None => f.write_str("is ")?,
    }
    match (fault.kind, fault.above) {
        (FaultKind::Kind, _) => write!(f, "not {wanted}"),
        (FaultKind::Range, false) => f.write_str("below the smallest accepted value"),
        (FaultKind::Range, true) => f.write_str("above the largest accepted value"),
        (FaultKind::NotAllowed, _) => f.write_str("none of the accepted values"),
        (FaultKind::Pattern, _) if fault.item.is_some() => f.write_str("unlike the pattern"),
        (FaultKind::Pattern, _) => f.write_str("does not match the pattern"),
        (FaultKind::Length, false) => f.write_str("too short"),
        (FaultKind::Length, true) => f.write_str("too long"),
    }?;
    match fault.others {
        0 => Ok(()),
        1 => f.write_str("; one more of its items is wrong"),
        others => write!(f, "; {others} more of its items are wrong"),
    }
}

/// What probably happened, told from the shape of a value or from the names that are set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hint {
    /// Quotes stand around it.
    Quotes,
    /// It ends in a line break or carriage return.
    TrailingLineBreak,
    /// Blanks stand around it.
    Blanks,
    /// Base64 with line breaks in it.
    BrokenBase64,
    /// Nearly a word for true or false.
    MisspeltBoolean,
    /// A number without a unit.
    NoUnit,
    /// A host and a port where a URL is asked for.
    NoScheme,
    /// Another name differs from it only a little, is set, and is unknown to the contract.
    NearName(String),
    /// It is required because this variable is set, which may be missing.
    Unset(Text),
    /// It looks like what Kubernetes injects for a Service of this name.
    Service(String),
}

impl Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Cow<'_, str> = match self {
            Self::Quotes => {
                "has quotes around it: they reached the process, as `docker --env-file` leaves them; remove them".into()
            }
            Self::TrailingLineBreak => {
                "has a line break at its end: write it without, for example with `printf %s` or `tr -d '\\r\\n'`".into()
            }
            Self::Blanks => "has blanks around it: remove them".into(),
            Self::BrokenBase64 => {
                "looks like base64 broken over lines: encode it on one line, for example with `base64 -w0`".into()
            }
            Self::MisspeltBoolean => "looks like a misspelt boolean: check the spelling".into(),
            Self::NoUnit => "is a number without a unit: add one".into(),
            Self::NoScheme => "looks like a host and a port: put a scheme such as `https://` in front".into(),
            Self::NearName(name) => format!("set but unknown: `{}`; is that name misspelt?", Escaped(name)).into(),
            Self::Unset(name) => format!("set it, or unset `{}`", Escaped(name)).into(),
            Self::Service(service) => format!(
                "looks like an address that Kubernetes injects for a Service named \"{}\": set the variable, or set \
                 `enableServiceLinks: false` in the pod's spec",
                Escaped(service)
            )
            .into(),
        };
        f.write_str(&words)
    }
}
