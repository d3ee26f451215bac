//! A contract is the same whether it is read or embedded in a program, in every field.

use spec_env::SpecEnv;
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;

spec_env::config! {
    /// Never loaded.
    pub struct Everything from "embedded";
}

#[test]
fn an_embedded_contract_is_the_one_that_was_read() {
    let sources = vec![
        Source::new(
            "embedded/dock/requirements.md",
            include_str!("embedded/dock/requirements.md").to_owned(),
        ),
        Source::new(
            "embedded/vault/requirements.md",
            include_str!("embedded/vault/requirements.md").to_owned(),
        ),
    ];
    let read = Specification::read(sources, None).contract;
    assert!(*Everything::contract() == read);
}
