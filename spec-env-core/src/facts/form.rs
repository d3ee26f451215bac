//! What words ask of a value that no rule of a contract states: its form, the number of its items or bits.

use super::attribute::Found;
use super::context::Cx;
use super::literal::canonical;
use super::phrases::{ATTRIBUTES, Attribute, Form};
use super::{CLOSE, End, FactKind, NEAR};
use crate::contract::looks_secret;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// What is wrong where words ask for a form.
const FORM: &str = "asks for a form that no rule of a contract states in words";

/// What a list has.
pub(super) const ITEMS: [&str; 6] = ["item", "items", "entry", "entries", "element", "elements"];

/// `start with "sk_"`, `be lower case`, `be divisible by 4`: what to write in its place, filled in with the last word, and
/// the position behind it. With `refused` a value of that form is one that is turned down.
fn form(cx: &Cx<'_>, at: usize, refused: bool) -> Option<(String, usize)> {
    let (Attribute::Form(form), next) = ATTRIBUTES.at(cx.tokens, at)? else { return None };
    let (front, behind) = match form {
        // "not even in debug mode"
        Form::Numeric if is!(cx.before(at), "not") && !is!(cx.before(next), "number integer") => return None,
        Form::Numeric => {
            let number = cx.at(next).kind == TokenKind::Number || is!(cx.at(next), "two ten");
            let help = "state its limits or its values, such as `{name} SHALL be at most 100`, and check the rest in code";
            return Some((help.to_owned(), next + usize::from(number)));
        }
        Form::Characters => return Some((pattern("^[a-z0-9-]+$"), next)),
        // A boolean's words are read in any case.
        Form::Case
            if has!(cx, at.saturating_sub(NEAR)..next + 1, "boolean booleans bool flag true false") =>
        {
            return None;
        }
        Form::Case => {
            return Some((
                "list each spelling that is accepted: `{name} SHALL be one of \"a\", \"A\"`".to_owned(),
                next,
            ));
        }
        Form::Shape => {
            let shape = matches!(cx.at(next).kind, TokenKind::Code | TokenKind::Quote);
            let help = "write it as an expression for the whole value: `{name} SHALL match the regular expression \"^…$\"`";
            return shape.then(|| (help.to_owned(), next + 1));
        }
        Form::Starts => ("", ".*"),
        Form::Ends => (".*", ""),
        Form::Contains => (".*", ".*"),
    };
    // "SHALL start with a clean cache" is about the service.
    let token = cx.token(next).filter(|t| matches!(t.kind, TokenKind::Code | TokenKind::Quote))?;
    // The schemes of a URL are a form that a contract states.
    let text = token.inner(cx.text);
    if form == Form::Starts && text.ends_with("://") {
        return None;
    }
    let denied = is!(cx.at(at), "not never") || is!(cx.before(at), "not never");
    let help = match (refused == denied, form) {
        (true, _) => pattern(&format!("^{front}{{text}}{behind}$")),
        // No expression leaves out a longer text.
        (false, Form::Contains) if text.chars().count() == 1 => pattern("^[^{text}]*$"),
        (false, _) => {
            "list the values that are accepted: `{name} SHALL be one of \"a\", \"b\"`, or check it in code"
                .to_owned()
        }
    };
    Some((help, next + 1))
}

fn pattern(expression: &str) -> String {
    format!(
        "write it as an expression for the whole value: `{{name}} SHALL match the regular expression \"{expression}\"`"
    )
}

/// A form that a sentence asks for, beside the variable.
pub(super) fn asked(cx: &Cx<'_>, at: usize) -> Option<Found> {
    said(cx, at, false)
}

/// A form that is turned down: "IF X contains `*`, … fail", "reject values that end with `/`".
pub(super) fn turned_down(cx: &Cx<'_>, at: usize) -> Option<Found> {
    said(cx, at, true)
}

fn said(cx: &Cx<'_>, at: usize, refused: bool) -> Option<Found> {
    let (help, next) = form(cx, at, refused)?;
    Some(Found::problem(cx, at, next, FORM, &help).quoting(cx.at(next - 1).span()))
}

/// Limits that count what no rule of a contract counts: items, bits.
pub(super) fn uncounted(cx: &Cx<'_>, at: usize, found: &Found) -> Option<Found> {
    let ends = || {
        found.facts.iter().filter_map(|fact| match fact {
            FactKind::Min(end) | FactKind::Max(end) => Some(end),
            _ => None,
        })
    };
    let counts = |end: &End, units: &[&str]| end.literal.unit.as_deref().is_some_and(|u| units.contains(&u));
    // "a list of at least 2 integers", "contain at least 3 entries"
    let listed = is!(cx.before(at), "of") && at >= 2 && is!(cx.at(at - 2), "list array");
    let holds = is!(cx.before(at), "contain contains have has hold holds include includes list name with");
    // "contain at least one digit"
    let parts = holds
        && has!(
            cx,
            found.next - 1..found.next + 1,
            "digit digits symbol symbols word words uppercase lowercase upper-case lower-case special"
        );
    // "contain at least one URL", "at least 2 of them"
    let counted = ends().any(|end| end.literal.unit.is_some());
    let things = is!(cx.before(at), "contain contains containing") && counted
        || is!(cx.before(at), "contain contains containing with")
            && is!(cx.before(found.next), "one")
            && (cx.is_noun(found.next) || cx.at(found.next).is_plain_name(cx.text))
        || is!(cx.at(found.next), "of") && is!(cx.at(found.next + 1), "them these those which");
    let measured = ends().any(|end| end.length || end.literal.unit.as_deref().and_then(canonical).is_some());
    let items = |end| counts(end, &ITEMS);
    let of_list =
        cx.within(at.saturating_sub(CLOSE)..at).iter().any(|t| is!(t, "list lists array comma-separated"));
    if (listed || things && !measured && !parts) && found.limits() || (holds || of_list) && ends().any(items)
    {
        return Some(Found::problem(
            cx,
            at,
            found.next,
            "is told how many items its list has, which no rule of a contract states",
            "count the items in code, or describe the whole value: `{name} SHALL match the regular expression \"^[^,]+(,[^,]+)+$\"`",
        ));
    }
    if parts && found.limits() {
        return Some(Found::problem(cx, at, found.next, FORM, &pattern("^.*[0-9].*$")));
    }
    let digits = found.limits() && ends().any(|end| !end.length && counts(end, &["digit", "digits"]));
    if digits {
        return Some(Found::problem(cx, at, found.next, FORM, &pattern("^[0-9]{6,}$")));
    }
    let secret = |at: usize| {
        let last = cx.inner(at).rsplit('_').next();
        cx.candidate(at).is_some() && last.is_some_and(looks_secret)
    };
    let text = || (at.saturating_sub(CLOSE)..at).any(secret);
    let bits = ends().any(|end| counts(end, &["bit", "bits"]) && (end.length || text()));
    bits.then(|| {
        Found::problem(
            cx,
            at,
            found.next,
            "is told a length in bits, which depends on how the value is written",
            "state the length of the text as it stands in the environment: `{name} SHALL be at least 32 characters long`",
        )
    })
}
