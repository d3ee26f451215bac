//! A service that requires a thousand variables. It says how long its verdict took.

use std::sync::LazyLock;
use std::time::Instant;

use spec_env::__private::OnceCell;
use spec_env::contract::Contract;
use spec_env::{Loader, SpecEnv};
use spec_env_tests::contracts::{contract, required};

struct Thousand;

static CONTRACT: LazyLock<Contract> = LazyLock::new(|| {
    let names = (0..999).map(|at| format!("SETTING_{at:04}"));
    contract(names.chain(["SETTING_099".to_owned()]).map(|name| required(&name)).collect())
});

impl SpecEnv for Thousand {
    fn contract() -> &'static Contract {
        &CONTRACT
    }

    fn __decode(loader: &mut Loader<'_>) -> Option<Self> {
        (0..1000).all(|position| loader.take(position).is_some()).then_some(Self)
    }

    fn __cell() -> &'static OnceCell<Self> {
        unreachable!("it is only loaded")
    }
}

fn main() {
    LazyLock::force(&CONTRACT);
    let start = Instant::now();
    let loaded = Thousand::load();
    println!("{} µs", start.elapsed().as_micros());
    if let Err(report) = loaded {
        spec_env::exit(&report);
    }
}
