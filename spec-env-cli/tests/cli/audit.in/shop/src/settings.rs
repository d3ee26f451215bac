pub fn lookup(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[derive(clap::Parser)]
pub struct Arguments {
    #[arg(long, env = "SHOP_LISTEN")]
    listen: String,
    #[arg(env)]
    shop_region: String,
}

pub struct Cache;
pub struct Pool;

impl Cache {
    pub fn fetch(name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}

#[cfg(unix)]
fn platform(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[cfg(windows)]
fn platform(name: &str) -> Option<String> {
    None
}

pub fn read() {
    Cache::fetch("SHOP_CACHED");
    Pool::fetch("no variable");
    platform("perhaps a variable");
}

pub fn build(deployment: &Deployment) {
    clap::Arg::new("host").long("host").env("SHOP_BUILT");
    deployment.env("production");
}
