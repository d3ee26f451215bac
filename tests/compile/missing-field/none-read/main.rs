use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
}

fn main() {
    let _ = Config::load();
}
