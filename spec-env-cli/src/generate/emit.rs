//! Where an artefact goes: to standard output, into a file of its own, between the markers of a larger one.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use similar::{ChangeTag, TextDiff};
use spec_env_core::text::Escaped;

use crate::arguments::Output;
use crate::failure::Failure;
use crate::output::Comment;
use crate::terminal::{BOLD, DIM, ERROR, GOOD, fold, print};
use crate::{FOUND, input, output};

/// A generated text.
pub(super) struct Artefact {
    /// The name of its kind.
    pub(super) kind: &'static str,
    /// How it marks a line of comment; JSON has none.
    pub(super) comment: Comment,
    /// The text, ending in a line break.
    pub(super) text: String,
    /// Whether the file may hold values.
    pub(super) has_values: bool,
}

impl Artefact {
    /// The command that makes it.
    fn command(&self) -> String {
        format!("generate {}", self.kind)
    }
}

/// Writes an artefact, or compares it with what is there.
pub(super) fn emit(artefact: &Artefact, output: &Output) -> Result<ExitCode, Failure> {
    let target = &output.target;
    let file = target.output.as_ref().filter(|path| path.as_os_str() != "-");
    let Some(path) = file.or(target.into.as_ref()) else {
        print(&artefact.text)?;
        return Ok(ExitCode::SUCCESS);
    };
    let found = match fs::exists(path) {
        Ok(false) if target.into.is_none() => None,
        _ => Some(input::source(path)?.text().to_owned()),
    };
    let wanted = match &target.into {
        Some(_) => between(artefact, found.as_deref().unwrap_or_default(), path)?,
        None => artefact.text.clone(),
    };
    // Git may have written the ends of its lines anew.
    if found.as_ref().is_some_and(|found| found.replace("\r\n", "\n") == wanted) {
        return Ok(ExitCode::SUCCESS);
    }
    let command = artefact.command();
    let is_made = |found: &String| output::is_made(&command, artefact.comment, found);
    let is_foreign = target.into.is_none() && found.as_ref().is_some_and(|found| !is_made(found));
    if output.check {
        let option = match target.into {
            Some(_) => "--into",
            None if is_foreign => "--force -o",
            None => "-o",
        };
        print(&stale(artefact, (option, path), found.as_deref(), &wanted))?;
        return Ok(ExitCode::from(FOUND));
    }
    if is_foreign && !output.force {
        return Err(output::foreign(&command, path));
    }
    let lost = filled_in(artefact, found.as_deref().unwrap_or_default(), &wanted);
    if !lost.is_empty() && !output.force {
        let lost = lost.join(", ");
        let what = format!("{} has values filled in that would be lost: {lost}", path.display());
        return Err(Failure::helping(what, "write to another file with -o, or drop them with --force"));
    }
    output::write(path, &wanted)?;
    Ok(ExitCode::SUCCESS)
}

/// The variables that a file gives values, and the text in its place none.
fn filled_in(artefact: &Artefact, found: &str, wanted: &str) -> Vec<String> {
    let pairs = |text: &str| -> Vec<(String, bool)> {
        let pair = |line: &str| {
            let (name, value) = line.split_once(['=', ':'])?;
            let word = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
            let name = name.trim();
            let given = !value.trim().trim_matches(['"', '\'']).is_empty();
            (!name.is_empty() && name.chars().all(word)).then(|| (name.to_owned(), given))
        };
        text.lines().filter_map(pair).collect()
    };
    if !artefact.has_values {
        return Vec::new();
    }
    let open: Vec<String> =
        pairs(wanted).into_iter().filter(|(_, given)| !given).map(|(name, _)| name).collect();
    pairs(found)
        .into_iter()
        .filter(|(name, given)| *given && open.contains(name))
        .map(|(name, _)| name)
        .collect()
}

/// A file with the text between its markers replaced, indented as they are.
fn between(artefact: &Artefact, text: &str, path: &Path) -> Result<String, Failure> {
    let Artefact { kind, comment, .. } = artefact;
    let path = path.display();
    let Some((open, close)) = comment else {
        return Err(Failure::helping(
            format!("{kind} is JSON, which has no comments to mark a place with"),
            "write it to a file of its own: `-o FILE`",
        ));
    };
    let markers = ["begin", "end"].map(|word| format!("spec-env:{word} {kind}"));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_marker = |line: &str, marker: &str| {
        line.split_once(marker)
            .is_some_and(|(_, rest)| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    };
    let at = |marker: &str| -> Vec<usize> {
        (0..lines.len()).filter(|&at| is_marker(lines[at], marker)).collect()
    };
    let [begin, end] = markers.each_ref().map(|marker| at(marker));
    let help = || {
        let [begin, end] = markers.each_ref().map(|marker| format!("{open}{marker}{close}"));
        format!("put these two lines where the text is to stand:\n{begin}\n{end}")
    };
    let (&[begin], &[end]) = (begin.as_slice(), end.as_slice()) else {
        let what =
            if begin.is_empty() && end.is_empty() { "has no markers" } else { "needs one marker of each" };
        return Err(Failure::helping(format!("{path} {what} for {kind}"), help()));
    };
    if end < begin {
        return Err(Failure::helping(
            format!("{path}:{}: the end stands before the beginning", end + 1),
            help(),
        ));
    }
    let indent: String = lines[begin].chars().take_while(|c| *c == ' ' || *c == '\t').collect();
    let mut all = lines[..=begin].concat();
    if !all.ends_with('\n') {
        all.push('\n');
    }
    for line in artefact.text.lines() {
        let _ = writeln!(all, "{}{line}", if line.is_empty() { "" } else { &indent });
    }
    all += &lines[end..].concat();
    Ok(all)
}

/// How a file differs from what the specification generates.
fn stale(artefact: &Artefact, (option, path): (&str, &Path), found: Option<&str>, wanted: &str) -> String {
    let name = path.display().to_string();
    let name = Escaped(&name);
    let kind = artefact.kind;
    let Some(found) = found else {
        return format!(
            "{ERROR}missing{ERROR:#}: {BOLD}{name}{BOLD:#} is not there; `spec-env generate {kind} {option} {name}` writes it\n"
        );
    };
    let mut text = fold(
        &format!(
            "{ERROR}stale{ERROR:#}: {BOLD}{name}{BOLD:#} is not what the specification generates; `spec-env generate {kind} {option} {name}` writes it anew"
        ),
        4,
    ) + "\n";
    for group in TextDiff::from_lines(found, wanted).grouped_ops(2) {
        let first = group.first().map_or(0, |op| op.old_range().start);
        let _ = writeln!(text, "{DIM}@@ line {} @@{DIM:#}", first + 1);
        for op in &group {
            for change in TextDiff::from_lines(found, wanted).iter_changes(op) {
                let line = change.value().trim_end_matches(['\n', '\r']);
                let _ = match change.tag() {
                    ChangeTag::Equal => writeln!(text, "  {}", Escaped(line)),
                    ChangeTag::Insert => writeln!(text, "{GOOD}+ {}{GOOD:#}", Escaped(line)),
                    ChangeTag::Delete => writeln!(text, "{ERROR}- {}{ERROR:#}", shown(artefact, line)),
                };
            }
        }
    }
    text
}

/// A line that only the file has: what may be a value in it is not shown, as it may be a secret.
fn shown(artefact: &Artefact, line: &str) -> String {
    let is_comment = artefact.comment.is_some_and(|(open, _)| line.trim_start().starts_with(open.trim_end()));
    if !artefact.has_values || is_comment && !line.contains(['=', ':']) {
        return Escaped(line).to_string();
    }
    match line.find(['=', ':']) {
        Some(end) if end + 1 < line.trim_end().len() => format!("{}…", Escaped(&line[..=end])),
        Some(_) => Escaped(line).to_string(),
        None => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artefact() -> Artefact {
        Artefact { kind: "env", comment: Some(("# ", "")), text: "A=1\n\nB=\n".to_owned(), has_values: true }
    }

    #[test]
    fn only_what_stands_between_the_markers_is_replaced() {
        let text = "x\n  # spec-env:begin env\nold\n  # spec-env:end env\ny";
        let expected = "x\n  # spec-env:begin env\n  A=1\n\n  B=\n  # spec-env:end env\ny";
        let once = between(&artefact(), text, Path::new("f")).expect("it has markers");
        assert_eq!(once, expected);
        assert_eq!(between(&artefact(), &once, Path::new("f")).expect("it has markers"), expected);
    }

    #[test]
    fn without_two_markers_in_order_nothing_is_written() {
        for text in [
            "",
            "# spec-env:begin env\n",
            "# spec-env:end env\n# spec-env:begin env\n",
            "# spec-env:begin env\n# spec-env:begin env\n# spec-env:end env\n",
            "# spec-env:begin env-file\n# spec-env:end env-file\n",
        ] {
            assert!(between(&artefact(), text, Path::new("f")).is_err(), "{text:?}");
        }
    }

    #[test]
    fn values_that_were_filled_in_are_found() {
        let found = "A=5\nB='canary'\n# B=x\nC: \"\"\nD: x\n";
        assert_eq!(filled_in(&artefact(), found, "A=1\nB=\nC: \"\"\nD: \"\"\n"), ["B", "D"]);
        assert!(filled_in(&Artefact { has_values: false, ..artefact() }, found, "B=\n").is_empty());
    }

    #[test]
    fn what_only_the_file_has_is_not_shown() {
        let found = "A=1\nB=canary\n# key: canary\ncanary\n";
        let text = stale(&artefact(), ("-o", Path::new("f")), Some(found), "A=1\n\nB=\n");
        assert!(!text.contains("canary"), "{text}");
        assert!(text.contains("- B=…"), "{text}");
    }
}
