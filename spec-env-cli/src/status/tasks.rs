//! Ticks of the generated checklist, as far as the matrix tells.

use super::matrix::{Cell, Matrix};

/// The text of a tasks.md with the boxes ticked whose tasks are done, and those opened whose tasks are not; only the
/// two tasks of the generated list that can be told from files.
pub(super) fn ticked(text: &str, matrix: &Matrix) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut ticks: Vec<Option<bool>> = vec![None; lines.len()];
    let mut heading: Option<(usize, Task)> = None;
    for (at, line) in lines.iter().enumerate() {
        let Some(item) = item(line) else { continue };
        if !line.starts_with(' ') {
            heading = task(item).map(|task| (at, task));
            if let Some((at, _)) = heading {
                ticks[at] = Some(true);
            }
        } else if let (Some((top, task)), Some(name)) = (heading, item.split('`').nth(1)) {
            let done = task.is_done(name, matrix);
            ticks[at] = done;
            ticks[top] = ticks[top].zip(done).map(|(all, done)| all && done);
        }
    }
    let ticked = lines.iter().zip(ticks).map(|(line, tick)| match tick {
        Some(true) => line.replacen("- [ ]", "- [x]", 1),
        Some(false) => line.replacen("- [x]", "- [ ]", 1),
        None => (*line).to_owned(),
    });
    ticked.collect()
}

/// What stands behind a box.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    line.strip_prefix("- [ ] ").or_else(|| line.strip_prefix("- [x] "))
}

#[derive(Clone, Copy)]
enum Task {
    Read,
    Set,
}

/// The task that a heading of the generated list names.
fn task(item: &str) -> Option<Task> {
    if item.contains("Read the variables in code") {
        Some(Task::Read)
    } else if item.contains("Set them in every environment") {
        Some(Task::Set)
    } else {
        None
    }
}

impl Task {
    /// Whether it is; nothing where only the compiler knows, or somebody who ticked it.
    fn is_done(self, name: &str, matrix: &Matrix) -> Option<bool> {
        let Some(row) = matrix.rows.iter().find(|row| row.declared && row.variable == name) else {
            return Some(false);
        };
        let cells = matrix.columns.iter().zip(&row.cells).filter(|(column, _)| match self {
            Self::Read => column.kind == "code",
            Self::Set => matches!(column.kind, "compose" | "kubernetes" | "env-file"),
        });
        let cells: Vec<Cell> = cells.map(|(_, cell)| *cell).collect();
        if cells.contains(&Cell::Compiled) {
            return None;
        }
        // Where there is no such place, nothing is done.
        Some(!cells.is_empty() && cells.iter().all(|cell| matches!(cell, Cell::Set | Cell::Unknown)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::{Column, Row};
    use super::*;

    #[test]
    fn a_task_is_done_when_all_of_it_is() {
        let column = |kind| Column { kind, title: kind.to_owned(), stale: None };
        let row = |variable: &str, code, env| Row {
            variable: variable.to_owned(),
            position: None,
            declared: true,
            cells: vec![code, env],
        };
        let matrix = Matrix {
            columns: vec![column("code"), column("env-file")],
            rows: vec![row("A", Cell::Missing, Cell::Set), row("B", Cell::Set, Cell::Default)],
        };
        let text = "- [x] 1. Read the variables in code\n  - [x] 1.1 `A`: field\n  - [ ] 1.2 `B`: field\n\
            - [ ] 2. Set them in every environment\n  - [ ] 2.1 `A`\n- [x] 3. Something else\n  - [ ] 3.1 `A`\n";
        let expected = "- [ ] 1. Read the variables in code\n  - [ ] 1.1 `A`: field\n  - [x] 1.2 `B`: field\n\
            - [x] 2. Set them in every environment\n  - [x] 2.1 `A`\n- [x] 3. Something else\n  - [ ] 3.1 `A`\n";
        assert_eq!(ticked(text, &matrix), expected);
    }

    #[test]
    fn what_only_the_compiler_knows_stays_as_it_is() {
        let row =
            Row { variable: "A".to_owned(), position: None, declared: true, cells: vec![Cell::Compiled] };
        let column = Column { kind: "code", title: "code".to_owned(), stale: None };
        let matrix = Matrix { columns: vec![column], rows: vec![row] };
        for text in [
            "- [x] 1. Read the variables in code\n  - [x] 1.1 `A`: field\n",
            "- [ ] 1. Read the variables in code\n  - [ ] 1.1 `A`: field\n",
        ] {
            assert_eq!(ticked(text, &matrix), text);
        }
    }
}
