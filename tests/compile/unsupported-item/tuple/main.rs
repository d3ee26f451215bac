use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config(u16);

fn main() {}
