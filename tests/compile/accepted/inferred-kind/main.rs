//! What is written for a default that is a number, beside accepted values that are none, compiles.
#![deny(warnings)]

use spec_env::SpecEnv;

spec_env::config! { struct Config from "requirements.md"; }

fn main() {
    let tone: String = Config::load_or_exit().tone;
    println!("{tone}");
}
