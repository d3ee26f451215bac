use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
    log_level: String,
    #[spec_env(var = "SHOP_PORT")]
    port: u16,
}

fn main() {
    let _ = Config::load();
}
