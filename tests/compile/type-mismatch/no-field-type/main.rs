use spec_env::SpecEnv;

/// A type that no environment variable can be decoded to.
struct Shelf;

#[derive(SpecEnv)]
struct Config {
    shop_port: Shelf,
    log_level: Option<Shelf>,
}

fn main() {
    let _ = Config::load();
}
