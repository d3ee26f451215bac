use spec_env::SpecEnv;

#[derive(SpecEnv)]
#[spec_env(part)]
struct Logs {
    log_level: String,
}

#[derive(SpecEnv)]
struct Config {
    #[spec_env(nested)]
    logs: Logs,
}

fn main() {
    let _ = Config::load();
}
