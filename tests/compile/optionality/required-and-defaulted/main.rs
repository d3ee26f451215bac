use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: Option<u16>,
    log_level: Option<String>,
}

fn main() {
    let _ = Config::load();
}
