use spec_env::SpecEnv;

// `till_c` may mean either variable, and `LADDER` either field.
#[derive(SpecEnv)]
struct Config {
    till_c: String,
    lader: String,
    laddr: String,
}

fn main() {
    let _ = Config::load();
}
