use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
}

fn main() {
    let _ = Config::load();
}
