#[derive(spec_env::SpecEnv)]
struct Config {
    shop_database_url: String,
    shop_pool_size: u32,
    shop_region: Option<String>,
}

fn main() {
    let region = std::env::var("SHOP_REGION");
}
