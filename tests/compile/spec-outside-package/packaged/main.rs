use spec_env::SpecEnv;

#[derive(SpecEnv)]
#[spec_env(path = "../accepted--everything/requirements.md")]
struct Config {
    shop_port: u16,
}

fn main() {
    let _ = Config::load();
}
