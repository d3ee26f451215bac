use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    door_code: String,
    pin: Option<u32>,
}

fn main() {
    let _ = Config::load();
}
