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

pub fn build(deployment: &Deployment) {
    clap::Arg::new("host").long("host").env("SHOP_BUILT");
    deployment.env("production");
}
