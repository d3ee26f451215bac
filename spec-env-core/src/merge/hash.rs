//! The contract's hash: equal for specifications that mean the same, whatever their words and order.

use std::fmt::Write;

use crate::contract::{Amount, Contract, Guard, OnInvalid, Outcome, Test, Type, Variable};
use crate::fingerprint::fingerprint;

use super::together::sorted;

/// Hashes everything that a program could tell apart, in the order of names.
pub(super) fn hash(contract: &Contract) -> u64 {
    let mut lines: Vec<String> = contract.variables.iter().map(|v| variable(v, contract)).collect();
    for group in contract.groups.iter() {
        let members: Vec<&str> =
            group.variables.iter().map(|&at| contract.variables[at].name.as_ref()).collect();
        lines.push(format!("group {} {:?}", group.kind.name(), sorted(&members)));
    }
    let mut lines = sorted(&lines);
    lines.push(""); // each line ends in a line break
    fingerprint(lines.join("\n").as_bytes())
}

/// One line on a variable. Free text is quoted, so that no value can imitate another field.
fn variable(v: &Variable, contract: &Contract) -> String {
    let mut out = format!("{} {} {:?} {:?}", v.name, v.presence.name(), v.default, v.unit);
    ty(&v.ty, &mut out);
    let fallback = match &v.on_invalid {
        OnInvalid::Fail => None,
        OnInvalid::Fallback(text) => Some(text),
    };
    let guards: Vec<String> = v.guards.iter().map(|g| guard(g, contract)).collect();
    let _ = write!(
        out,
        " {} {} {fallback:?} {:?} {:?} {:?} {:?}",
        v.secret,
        v.empty_allowed,
        sorted(&v.former_names),
        v.file_variable,
        sorted(&v.forbidden),
        sorted(&guards)
    );
    out
}

fn ty(ty: &Type, out: &mut String) {
    let bound = |b: &Option<crate::contract::Bound>| {
        b.as_ref().map(|b| {
            let value = match b.value {
                Amount::Whole(whole) => whole.to_string(),
                Amount::Real(real) => real.to_string(),
            };
            (value, b.exclusive)
        })
    };
    let length = |l: Option<crate::contract::Length>| l.map(|l| (l.count, l.bytes));
    let _ = write!(
        out,
        " {:?} {} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        ty.kind.map(crate::contract::Kind::name),
        ty.stated,
        sorted(&ty.schemes),
        ty.authority,
        bound(&ty.min),
        bound(&ty.max),
        length(ty.min_length),
        length(ty.max_length),
        sorted(&ty.one_of),
        ty.pattern.as_ref().map(|p| &p.text),
        ty.item.map(crate::contract::Kind::name),
        ty.kind.filter(|k| *k == crate::contract::Kind::List).map(|_| ty.separator()),
    );
}

fn guard(guard: &Guard, contract: &Contract) -> String {
    let when: Vec<String> = guard
        .when
        .iter()
        .map(|c| {
            let name = &contract.variables[c.variable].name;
            match &c.test {
                Test::IsSet => format!("{name} set"),
                Test::IsNotSet => format!("{name} unset"),
                Test::Is(value) => format!("{name} = {value:?}"),
                Test::IsNot(value) => format!("{name} != {value:?}"),
                Test::OneOf(values) => format!("{name} in {:?}", sorted(values)),
            }
        })
        .collect();
    let when = sorted(&when);
    match &guard.then {
        Outcome::Required => format!("{when:?} required"),
        Outcome::Default(text) => format!("{when:?} default {text:?}"),
        Outcome::Optional => format!("{when:?} optional"),
    }
}
