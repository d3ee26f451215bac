//! Any bytes: document → contract → drawn diagnostics, without a panic, with spans on character boundaries, and the
//! same twice.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::from_bytes("requirements.md", bytes.to_vec()) else { return };
    let read = Specification::read(vec![source.clone()], None);
    for diagnostic in &read.diagnostics {
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.related) {
            let text = read.sources[label.place.source].text();
            assert!(text.get(label.place.span.clone()).is_some(), "{:?}", label.place);
        }
    }
    let again = Specification::read(vec![source], None);
    assert_eq!((read.contract.hash, &read.diagnostics), (again.contract.hash, &again.diagnostics));
    let _ = spec_env_cli::drawn(&read);
});
