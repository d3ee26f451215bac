use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    batch: u8,
}

fn main() {
    let _ = Config::load();
}
