//! The two environments that the arguments name.

use std::path::Path;

use spec_env_core::contract::Contract;

use crate::arguments::{Diff, Sources};
use crate::failure::Failure;
use crate::source::{self, Sort, Target};

/// The environments that two paths describe.
pub(super) fn targets(
    arguments: &Diff,
    paths: [&Path; 2],
    contract: &Contract,
) -> Result<[Target; 2], Failure> {
    let [old, new] = paths;
    let sorts = [Sort::named(old)?, Sort::named(new)?];
    // An option that nothing heeds would look as if it had been.
    for (option, value, sort, noun) in [
        ("--service", &arguments.service, Sort::Compose, "a Compose file"),
        ("--container", &arguments.container, Sort::Manifest, "a Kubernetes manifest"),
    ] {
        if value.is_some() && !sorts.contains(&sort) {
            let message =
                format!("{option} is given, and neither {} nor {} is {noun}", old.display(), new.display());
            return Err(Failure::helping(message, format!("leave out {option}, or name {noun}")));
        }
    }
    Ok([target(arguments, old, contract)?, target(arguments, new, contract)?])
}

/// The one environment that a path describes.
fn target(arguments: &Diff, path: &Path, contract: &Contract) -> Result<Target, Failure> {
    let given = Sources {
        service: arguments.service.clone(),
        container: arguments.container.clone(),
        dialect: arguments.dialect,
        ..Sources::default()
    };
    let mut targets = source::guess(path, &given, contract)?;
    if targets.len() == 1 {
        return Ok(targets.remove(0));
    }
    let titles: Vec<_> = targets.iter().map(|target| target.title.as_str()).collect();
    Err(Failure::helping(
        format!("{} describes several environments: {}", path.display(), titles.join("; ")),
        "name one with --service or --container",
    ))
}
