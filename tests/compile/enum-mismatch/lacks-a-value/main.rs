use spec_env::{SpecEnv, SpecEnvValues};

#[derive(SpecEnvValues)]
enum Level {
    Info,
    Warn,
}

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
    log_level: Level,
}

fn main() {
    let _ = Config::load();
}
