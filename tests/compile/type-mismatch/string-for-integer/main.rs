use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: String,
    log_level: String,
}

fn main() {
    let _ = Config::load();
}
