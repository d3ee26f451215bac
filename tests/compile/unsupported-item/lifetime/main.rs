use spec_env::SpecEnv;

#[derive(SpecEnv)]
struct Config<'a> {
    log_level: &'a str,
}

fn main() {}
