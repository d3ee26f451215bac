use spec_env::SpecEnv;

#[derive(SpecEnv)]
#[spec_env(ignore("LOG_LEVL", "SHOP_PORT", "LOG_LEVEL"))]
struct Config {
    shop_port: u16,
}

fn main() {
    let _ = Config::load();
}
