#![no_implicit_prelude]

#[derive(::spec_env::SpecEnv)]
#[spec_env(no_implicit_prelude)]
struct Config {
    shop_port: f64,
    log_level: ::std::option::Option<::std::string::String>,
}

fn main() {
    let _ = <Config as ::spec_env::SpecEnv>::load();
}
