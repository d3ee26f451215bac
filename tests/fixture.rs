//! A service written by hand as the derive writes it, for tests of what the library does at run time.

use std::sync::LazyLock;

use once_cell::sync::OnceCell;
use spec_env::contract::{Contract, Kind, OnInvalid, Presence, Type, Variable};
use spec_env::{Loader, Refusal, SpecEnv};

use crate::contracts::{bound, characters, contract, defaulted, of_kind, optional, required, texts};

/// What the service is told by its environment.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// `DB_CONNECTION_STRING`
    pub db_connection_string: String,
    /// `API_SECRET_KEY`
    pub api_secret_key: String,
    /// `SERVICE_PORT`
    pub service_port: u16,
    /// `DB_POOL_SIZE`
    pub db_pool_size: u32,
    /// `CACHE_SIZE`
    pub cache_size: u64,
    /// `SENTRY_DSN`
    pub sentry_dsn: Option<String>,
}

static CONTRACT: LazyLock<Contract> = LazyLock::new(|| {
    let url = Variable { secret: true, ..of_kind("DB_CONNECTION_STRING", Kind::Url) };
    let key = Variable {
        secret: true,
        ty: Type { min_length: Some(characters(32)), stated: true, ..Type::ANY },
        file_variable: Some("API_SECRET_KEY_FILE".into()),
        ..required("API_SECRET_KEY")
    };
    let port = Variable { former_names: texts(&["PORT"]), ..of_kind("SERVICE_PORT", Kind::Port) };
    let integer = Type { kind: Some(Kind::Integer), stated: false, ..Type::ANY };
    let pool = Variable { unit: Some("connections".into()), ty: integer, ..defaulted("DB_POOL_SIZE", "5") };
    let cache = Variable {
        presence: Presence::Defaulted,
        default: Some("64".into()),
        on_invalid: OnInvalid::Fallback("32".into()),
        ty: Type {
            kind: Some(Kind::Integer),
            stated: true,
            min: Some(bound("1", 1)),
            max: Some(bound("1024", 1024)),
            ..Type::ANY
        },
        ..required("CACHE_SIZE")
    };
    contract(vec![url, key, port, pool, cache, optional("SENTRY_DSN")])
});

impl SpecEnv for Service {
    fn contract() -> &'static Contract {
        &CONTRACT
    }

    fn __unstated_required() -> &'static [bool] {
        &[true; 6]
    }

    fn __decode(loader: &mut Loader<'_>) -> Option<Self> {
        let db_connection_string = loader.take(0);
        let api_secret_key = loader.take(1);
        let service_port = number(loader, 2, "a port");
        let db_pool_size = number(loader, 3, "an integer from 0 to 4294967295");
        let cache_size = number(loader, 4, "an integer");
        let sentry_dsn = loader.take(5);
        Some(Self {
            db_connection_string: db_connection_string?,
            api_secret_key: api_secret_key?,
            service_port: service_port?,
            db_pool_size: db_pool_size?,
            cache_size: cache_size?,
            sentry_dsn,
        })
    }

    fn __cell() -> &'static OnceCell<Self> {
        static CELL: OnceCell<Service> = OnceCell::new();
        &CELL
    }
}

fn number<T: TryFrom<i128>>(loader: &mut Loader<'_>, position: usize, expected: &'static str) -> Option<T> {
    let text = loader.take(position)?;
    let number = spec_env_core::value::integer(&text).and_then(|value| T::try_from(value).ok());
    if number.is_none() {
        loader.refuse(position, Refusal::new(expected));
    }
    number
}

/// Every name that the service knows.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let variables = CONTRACT.variables.iter();
    variables
        .flat_map(|v| v.former_names.iter().chain(&v.file_variable).chain([&v.name]))
        .map(|name| &**name)
        .collect()
}
