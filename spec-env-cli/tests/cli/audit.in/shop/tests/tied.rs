#[derive(spec_env::SpecEnv)]
struct Config {
    shop_pool_size: u32,
}
