//! Answers who a user is. What it reads from its environment, and what it does when that is wrong, is what
//! `.kiro/specs/user-service/requirements.md` says.

mod api;
mod config;
mod users;

use std::error::Error;
use std::net::Ipv4Addr;

use spec_env::SpecEnv;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use config::Config;
use users::Users;

fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    // Before anything else is begun: with a wrong environment nothing is half started.
    let config = Config::load_or_exit();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(config))
}

async fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    let users = Users::open(&config.db_connection_string, config.db_pool_size).await?;
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, config.service_port)).await?;
    tracing::info!("listening on port {}", config.service_port);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("finishing open requests");
    };
    axum::serve(listener, api::routes(users, config.api_secret_key)).with_graceful_shutdown(stop).await?;
    Ok(())
}
