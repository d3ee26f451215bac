//! An env file that sets every variable, for people to fill in.

use std::fmt::Write;

use spec_env_core::contract::Contract;
use spec_env_core::text::Escaped;

use super::supply::{Supply, comments, variables};
use crate::source::env_file::{Dialect, writer};

/// The file, without its first line.
pub(super) fn file(contract: &Contract, dialect: Dialect) -> String {
    let mut text = String::new();
    for variable in variables(contract) {
        text.push('\n');
        for line in comments(contract, variable) {
            let _ = writeln!(text, "# {line}");
        }
        let name = variable.name.as_ref();
        let line = |value| writer::line(dialect, name, value);
        let _ = match Supply::of(variable) {
            Supply::Must => line("").map(|line| writeln!(text, "{line}")),
            Supply::May => line("").map(|line| writeln!(text, "# {line}")),
            Supply::Default(literal) => line(literal).map(|line| writeln!(text, "{line}")),
        }
        .map_err(|refusal| writeln!(text, "# {} cannot be set here: {refusal}", Escaped(name)));
    }
    text
}
