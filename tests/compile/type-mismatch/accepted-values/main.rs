use std::time::Duration;

use spec_env::SpecEnv;

// `Duration` holds what `WAIT` may be, and `bool` both of `TILL`.
#[derive(SpecEnv)]
struct Config {
    log_level: bool,
    tone: u8,
    wait: Duration,
    pier: Vec<Duration>,
    till: bool,
    host: std::net::IpAddr,
    seal: u8,
}

fn main() {
    let _ = Config::load();
}
