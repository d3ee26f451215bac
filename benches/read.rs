//! What reading a specification costs beside its Markdown alone: `cargo run --release -p spec-env-benches --bin read`.

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use pulldown_cmark::{Options, Parser};
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;

/// A specification of about this many lines: ten for each variable, as in the documents that people write.
fn specification(lines: usize) -> String {
    let mut out =
        "# Requirements Document\n\n## Introduction\n\nA large service.\n\n## Requirements\n\n".to_owned();
    for area in 1..=lines / 10 {
        writeln!(out, "### Requirement {area}: Area {area}\n\n**User Story:** As an operator, I want area {area} configured, so that it runs well.\n\n#### Acceptance Criteria\n").unwrap();
        let name = format!("AREA_{area}_SIZE");
        writeln!(out, "1. WHEN the `{name}` environment variable is not set, THE Service SHALL default to {} and log a warning.", area % 90 + 5).unwrap();
        writeln!(out, "2. THE Service SHALL read `{name}` as an integer between 1 and {}.", 1000 + area)
            .unwrap();
        writeln!(out, "3. WHEN a client asks for a report of more than {area} days THEN THE Service SHALL split it into parts of one day each.\n").unwrap();
    }
    out
}

/// The least time of several runs.
fn least(mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..15).map(time).min().unwrap_or_default()
}

fn main() {
    println!("{:>8} {:>10} {:>12} {:>12} {:>7}", "lines", "variables", "Markdown", "contract", "ratio");
    for lines in [200, 1000, 3000, 10_000, 30_000] {
        let text = specification(lines);
        let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
        let markdown = least(|| {
            black_box(Parser::new_ext(&text, options).into_offset_iter().count());
        });
        let source = Source::new("requirements.md", text.clone());
        let read = || Specification::read(vec![source.clone()], None);
        let variables = read().contract.variables.len();
        let contract = least(|| drop(black_box(read())));
        let ratio = contract.as_secs_f64() / markdown.as_secs_f64();
        println!("{lines:>8} {variables:>10} {markdown:>12.1?} {contract:>12.1?} {ratio:>7.1}");
    }
}
