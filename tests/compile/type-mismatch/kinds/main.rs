use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config {
    wait: u32,
    piers: String,
    host_list: Vec<String>,
    size: std::time::Duration,
}

fn main() {
    let _ = Config::load();
}
