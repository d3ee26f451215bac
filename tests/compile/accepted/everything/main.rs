//! What fits compiles without a word.
#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

use spec_env::{SpecEnv, SpecEnvValues};

type Port = u16;

#[derive(Debug, Clone, Copy, SpecEnvValues)]
enum Level {
    Info,
    #[spec_env(value = "warn")]
    Warning,
    Error,
}

#[derive(Debug, SpecEnv)]
struct Config {
    shop_port: Port,
    log_level: Level,
}

fn main() {
    let config = Config::load_or_exit();
    println!("{} {:?}", config.shop_port, config.log_level);
}
