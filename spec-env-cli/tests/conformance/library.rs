//! A service whose fields are those of any contract, loaded through the library.

use std::cell::Cell;

use spec_env::__private::OnceCell;
use spec_env::contract::Contract;
use spec_env::{Loader, Options, Pairs, Refusal, SpecEnv};
use spec_env_core::value;

use super::Environment;
use super::table::Verdict;

thread_local! {
    static CONTRACT: Cell<Option<&'static Contract>> = const { Cell::new(None) };
}

/// The values of all variables, in the order of the contract.
struct Service(Vec<Option<String>>);

impl SpecEnv for Service {
    fn contract() -> &'static Contract {
        CONTRACT.get().expect("a contract was set")
    }

    fn __unstated_required() -> &'static [bool] {
        &[true; 64]
    }

    fn __decode(loader: &mut Loader<'_>) -> Option<Self> {
        if Self::contract().is_connected() {
            loader.judge_together();
        }
        let variables = Self::contract().variables.iter().enumerate();
        let values = variables.map(|(position, variable)| {
            let value = loader.take(position)?;
            // As a typed field does where the specification only implies a type.
            if value::check(&variable.ty, &value).is_ok() {
                return Some(value);
            }
            let other = loader.fallback(position);
            if other.is_none() {
                loader.refuse(position, Refusal::owned(value::expected(variable).to_string()));
            }
            other
        });
        Some(Self(values.collect()))
    }

    fn __cell() -> &'static OnceCell<Self> {
        unreachable!("the environment of this process is not asked for")
    }
}

/// What the library makes of an environment.
pub(crate) fn load(contract: &Contract, environment: &Environment) -> Verdict {
    // Contracts are static, as the derive makes them.
    CONTRACT.set(Some(Box::leak(Box::new(contract.clone()))));
    let pairs: Pairs = environment.clone().into_iter().collect();
    match Service::load_with(Options::new().source(pairs)) {
        Ok(loaded) => {
            let names = contract.variables.iter().map(|variable| variable.name.to_string());
            let values =
                names.zip(loaded.config.0).filter_map(|(name, value)| Some((name, value?))).collect();
            let warnings =
                loaded.warnings.iter().map(|w| format!("{} {}", w.variable(), w.kind().name())).collect();
            Verdict { violations: Vec::new(), warnings, values }
        }
        Err(report) => Verdict {
            violations: report
                .violations()
                .iter()
                .map(|v| format!("{} {}", v.variable(), v.kind().name()))
                .collect(),
            warnings: report
                .warnings()
                .iter()
                .map(|w| format!("{} {}", w.variable(), w.kind().name()))
                .collect(),
            values: Environment::new(),
        },
    }
}
