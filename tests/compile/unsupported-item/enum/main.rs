use spec_env::SpecEnv;

#[derive(SpecEnv)]
enum Config {
    Port,
}

fn main() {}
