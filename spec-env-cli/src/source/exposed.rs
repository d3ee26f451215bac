//! Secrets whose values stand in files.

use spec_env_core::contract::Variable;
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::text::Escaped;

use super::{Remark, Target, Value};

/// A secret that stands in a file which is kept with the code.
pub(crate) fn exposed(variable: &Variable, target: &Target) -> Option<Remark> {
    let names = [&variable.name].into_iter().chain(variable.former_names.iter()).map(AsRef::as_ref);
    let setting = names.filter_map(|name| target.setting(name)).find(|setting| setting.in_clear)?;
    let is_empty = matches!(&setting.value, Value::Known(text) if text.is_empty());
    if !variable.is_confidential() || is_empty {
        return None;
    }
    let name = Escaped(&setting.name);
    Some(Remark {
        level: if variable.secret { Level::Error } else { Level::Warning },
        code: Code::SecretInClear,
        message: if variable.secret {
            format!("{name} is a secret, and its value stands here")
        } else {
            format!("{name} looks like a secret, and its value stands here")
        },
        place: setting.place.clone(),
    })
}
