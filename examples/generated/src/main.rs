//! The whole struct comes from the specification: its fields, their types, and the sentences as documentation.

use spec_env::SpecEnv;

spec_env::config! {
    /// What the relay is told by its environment.
    #[derive(Debug)]
    pub struct Config from "requirements.md";
}

fn main() {
    let config = Config::load_or_exit();
    println!("{config:#?}");
}
