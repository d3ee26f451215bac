use spec_env::SpecEnv;

#[derive(SpecEnv)]
#[spec_env(part, path = "logs.md")]
struct Logs {
    log_level: String,
}

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
    #[spec_env(nested)]
    logs: Logs,
}

fn main() {
    let _ = Config::load();
}
