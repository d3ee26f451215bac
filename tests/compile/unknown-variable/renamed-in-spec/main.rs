use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
    log_level: String,
}

fn main() {
    let _ = Config::load();
}
