use spec_env::SpecEnv;

#[derive(SpecEnv)]
#[spec_env(pth = "requirements.md", nested)]
struct Config {
    #[spec_env(vra = "SHOP_PORT")]
    shop_port: u16,
    #[spec_env(path = "x")]
    log_level: String,
}

fn main() {
    let _ = Config::load();
}
