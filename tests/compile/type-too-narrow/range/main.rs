use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: u8,
    log_level: String,
}

fn main() {
    let _ = Config::load();
}
