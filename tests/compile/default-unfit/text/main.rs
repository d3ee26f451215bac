use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    tone: u8,
}

fn main() {
    let _ = Config::load();
}
