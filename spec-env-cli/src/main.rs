//! The `spec-env` command.

fn main() {}
