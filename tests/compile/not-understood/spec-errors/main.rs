use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
    log_level: String,
    accent: String,
}

fn main() {
    let _ = Config::load();
}
