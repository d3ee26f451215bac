use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    mode: Option<String>,
    bucket: String,
    tag: String,
    card: String,
    pin: String,
}

fn main() {
    let _ = Config::load();
}
