use spec_env::SpecEnv;

// What is wrong with a part is said once, at the part.
#[derive(SpecEnv)]
#[spec_env(part)]
struct Db {
    db_host: String,
    db_name: String,
    db_replica_count: u8,
}

#[derive(SpecEnv)]
struct Config {
    shop_port: u16,
    #[spec_env(nested)]
    db: Db,
}

fn main() {
    let _ = Config::load();
}
