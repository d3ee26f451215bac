fn main() {
    std::env::var("SHOP_DATABASE_URL").unwrap();
    std::env::var("SHOP_POOL_SIZE").unwrap();
    std::env::var("SHOP_MODE").unwrap();
    std::env::var("SHOP_BATCH").unwrap();
}
