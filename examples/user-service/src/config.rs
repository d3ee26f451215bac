//! What the service is told by its environment.

use spec_env::{SecretString, SpecEnv};

/// The fields have the variables' names; types, defaults and limits are the specification's.
#[derive(SpecEnv)]
pub(crate) struct Config {
    pub(crate) db_connection_string: SecretString,
    pub(crate) api_secret_key: SecretString,
    pub(crate) service_port: u16,
    pub(crate) db_pool_size: u32,
}
