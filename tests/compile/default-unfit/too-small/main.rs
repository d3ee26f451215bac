use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    limit: u8,
}

fn main() {
    let _ = Config::load();
}
