use spec_env::SpecEnv;

#[derive(SpecEnv)]
union Config {
    shop_port: u16,
}

fn main() {}
