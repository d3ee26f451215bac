use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
    log_level: String,
    till_count: u32,
}

fn main() {
    let _ = Config::load();
}
