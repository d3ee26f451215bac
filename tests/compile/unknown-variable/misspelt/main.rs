use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    smpt_host: String,
    smtp_port: u16,
}

fn main() {
    let _ = Config::load();
}
