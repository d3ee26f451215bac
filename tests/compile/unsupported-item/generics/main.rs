use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config<T> {
    shop_port: T,
}

fn main() {}
