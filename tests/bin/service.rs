//! The service of the fixture as a program: it prints what it was told, or stops as a container should.

use spec_env::SpecEnv;
use spec_env_tests::fixture::Service;

fn main() -> Result<(), spec_env::Report> {
    let config = match std::env::args().nth(1).as_deref() {
        Some("return") => Service::load()?,
        _ => Service::load_or_exit(),
    };
    println!("port {} pool {}", config.service_port, config.db_pool_size);
    Ok(())
}
