//! Starts on what its environment says, and prints it: the configuration is checked before anything else happens.

use std::fmt;

use spec_env::{SecretString, SpecEnv};

/// What the service is told by its environment. The fields have the variables' names.
#[derive(SpecEnv)]
struct Config {
    db_connection_string: SecretString,
    api_secret_key: SecretString,
    service_port: u16,
    db_pool_size: u32,
}

/// Secrets print as `[REDACTED]`.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "DB_CONNECTION_STRING = {:?}", self.db_connection_string)?;
        writeln!(f, "API_SECRET_KEY = {:?}", self.api_secret_key)?;
        writeln!(f, "SERVICE_PORT = {}", self.service_port)?;
        write!(f, "DB_POOL_SIZE = {}", self.db_pool_size)
    }
}

fn main() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let config = Config::load_or_exit();
    println!("{config}");
}
