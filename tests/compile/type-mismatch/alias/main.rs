use spec_env::SpecEnv;

type Port = f64;

#[derive(SpecEnv)]
struct Config {
    shop_port: Port,
    log_level: String,
}

fn main() {
    let _ = Config::load();
}
