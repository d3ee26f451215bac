//! One of two services: it reads what the specification says of THE SYSTEM and of THE Api.

use spec_env::SpecEnv;

#[derive(SpecEnv)]
#[spec_env(system = "Api")]
struct Config {
    queue_url: String,
    api_port: u16,
}

fn main() {
    let config = Config::load_or_exit();
    println!("port {}, queue of {} characters", config.api_port, config.queue_url.len());
}
