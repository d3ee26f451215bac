//! `::std` is not the `std` of a module: types that read alike are told apart.

mod std {
    pub mod string {
        pub struct String;
    }
}

#[derive(spec_env::SpecEnv)]
struct Config {
    region: ::std::string::String,
    zone: std::string::String,
}

fn main() {}
