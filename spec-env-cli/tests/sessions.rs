//! The console sessions under `tests/cli` run as they are written; they document the command as well.

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cli/*.md").run();
}
