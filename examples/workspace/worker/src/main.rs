//! One of two services: it reads what the specification says of THE SYSTEM and of THE Worker.

use spec_env::SpecEnv;

#[derive(SpecEnv)]
#[spec_env(system = "Worker")]
struct Config {
    queue_url: String,
    worker_threads: u8,
}

fn main() {
    let config = Config::load_or_exit();
    println!("{} threads, queue of {} characters", config.worker_threads, config.queue_url.len());
}
