//! The smallest program with a specification: `requirements.md` stands beside `Cargo.toml`.

use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    greeting: String,
    name: String,
}

fn main() {
    let Config { greeting, name } = Config::load_or_exit();
    println!("{greeting}, {name}!");
}
