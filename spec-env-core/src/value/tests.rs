use super::*;
use crate::contract::{Pattern, Presence, Text, Variable};

fn of(kind: Kind) -> Type {
    Type { kind: Some(kind), stated: true, ..Type::ANY }
}

fn whole(text: &'static str, value: i128) -> Bound {
    Bound { text: text.into(), value: Amount::Whole(value), exclusive: false }
}

fn characters(count: u64) -> Length {
    Length { count, bytes: false }
}

fn texts(values: &[&'static str]) -> crate::contract::List<Text> {
    values.iter().map(|&v| Text::Borrowed(v)).collect()
}

#[track_caller]
fn assert_fault(ty: &Type, text: &str, kind: FaultKind) {
    assert_eq!(check(ty, text).map_err(|f| (f.kind, f.item)), Err((kind, None)), "{text:?}");
}

#[test]
fn ranges_hold_at_both_ends() {
    let ty = Type { min: Some(whole("1", 1)), max: Some(whole("100", 100)), ..of(Kind::Integer) };
    assert!(["1", "100"].iter().all(|t| check(&ty, t).is_ok()));
    assert_fault(&ty, "0", FaultKind::Range);
    assert_fault(&ty, "101", FaultKind::Range);
    assert_fault(&ty, "ten", FaultKind::Kind);

    let above = Bound { text: "0".into(), value: Amount::Whole(0), exclusive: true };
    let ty = Type { min: Some(above), ..of(Kind::Number) };
    assert!(check(&ty, "0.1").is_ok());
    assert_fault(&ty, "0", FaultKind::Range);

    let ty = Type { max: Some(whole("1m", 60_000_000_000)), ..of(Kind::Duration) };
    assert!(check(&ty, "60s").is_ok());
    assert_fault(&ty, "61s", FaultKind::Range);
}

#[test]
fn ports_have_a_range_of_their_own() {
    assert!(check(&of(Kind::Port), "65535").is_ok());
    assert_fault(&of(Kind::Port), "70000", FaultKind::Range);
    assert_fault(&of(Kind::Port), "0", FaultKind::Range);
    assert_fault(&of(Kind::Port), "http", FaultKind::Kind);
    let ty = Type { min: Some(whole("1024", 1024)), ..of(Kind::Port) };
    assert_fault(&ty, "80", FaultKind::Range);
}

#[test]
fn urls_keep_to_the_stated_schemes() {
    let ty = Type { schemes: texts(&["https"]), authority: true, ..of(Kind::Url) };
    assert!(check(&ty, "HTTPS://a").is_ok());
    for text in ["http://a", "https:a", "https:///"] {
        assert_eq!(check(&ty, text).is_err(), text != "https:///", "{text}");
    }
    assert!(check(&of(Kind::Url), "https:a").is_ok());
    assert!(url("https://ä").is_some() && url("https://ä\u{1}").is_none() && url("https://ä ").is_none());
}

#[test]
fn text_rules_come_after_the_kind() {
    let ty = Type { one_of: texts(&["debug", "info"]), ..Type::ANY };
    assert!(check(&ty, "info").is_ok());
    assert_fault(&ty, "Info", FaultKind::NotAllowed);

    let ty = Type { pattern: Some(Pattern::new("[a-z]+").unwrap()), ..Type::ANY };
    assert!(check(&ty, "abc").is_ok());
    assert_fault(&ty, "abc1", FaultKind::Pattern);

    let ty = Type {
        min_length: Some(characters(3)),
        max_length: Some(Length { count: 6, bytes: true }),
        ..Type::ANY
    };
    assert!(check(&ty, "äöü").is_ok());
    assert_fault(&ty, "äö", FaultKind::Length);
    assert_fault(&ty, "äöüä", FaultKind::Length);
    assert!(!check(&ty, "ab").unwrap_err().above && check(&ty, "abcdefg").unwrap_err().above);
}

#[test]
fn every_item_of_a_list_is_checked() {
    let ty = Type { item: Some(Kind::Integer), max: Some(whole("9", 9)), ..of(Kind::List) };
    assert!(check(&ty, "1, 2 ,3").is_ok());
    assert_eq!(check(&ty, "1,10").map_err(|f| (f.kind, f.item)), Err((FaultKind::Range, Some(1))));
    assert_eq!(check(&ty, "1,10,11,x").map_err(|f| (f.item, f.others)), Err((Some(1), 2)));
    assert_eq!(check(&ty, "1,,2").map_err(|f| (f.kind, f.item)), Err((FaultKind::Kind, Some(1))));
    assert_eq!(check(&of(Kind::List), "a,").map_err(|f| (f.kind, f.item)), Err((FaultKind::Kind, Some(1))));
    let blank = Type { separator: Some(" ".into()), ..ty.clone() };
    assert!(check(&blank, "1  2 3").is_ok());
    let colons = Type { separator: Some("::".into()), ..ty };
    assert!(check(&colons, "1::2").is_ok());
    assert_eq!(check(&colons, "1:2::3").map_err(|f| f.item), Err(Some(0)));
}

#[test]
fn other_kinds() {
    let good = [
        (Kind::Boolean, "ON"),
        (Kind::Uuid, "67e55044-10b1-426f-9247-bb680e5fe0c8"),
        (Kind::Path, "/does/not exist"),
        (Kind::Text, ""),
    ];
    assert!(good.iter().all(|&(kind, text)| check(&of(kind), text).is_ok()));
    let bad = [
        (Kind::Boolean, "2"),
        (Kind::Boolean, "flase"),
        (Kind::Uuid, "67e5504410b1426f9247bb680e5fe0c8"),
        (Kind::Uuid, "67e55044-10b1-426f-9247-bb680e5fe0cg"),
        (Kind::Path, ""),
    ];
    assert!(bad.iter().all(|&(kind, text)| check(&of(kind), text).is_err()));
}

#[test]
fn booleans_are_the_listed_words() {
    for (words, value) in [(TRUE, true), (FALSE, false)] {
        for word in words {
            assert_eq!(boolean(word), Some(value), "{word}");
            assert_eq!(boolean(&word.to_uppercase()), Some(value), "{word}");
        }
    }
    for text in ["", "y", "2", "ok", "tree", "truth", "no ", "\u{11}", "falsehood"] {
        assert_eq!(boolean(text), None, "{text:?}");
    }
}

#[test]
fn values_compare_by_kind() {
    assert!(same(&of(Kind::Boolean), "yes", "TRUE"));
    assert!(same(&of(Kind::Duration), "60s", "1m"));
    assert!(same(&of(Kind::Integer), "007", "7"));
    assert!(!same(&Type::ANY, "yes", "true") && same(&Type::ANY, "yes", "yes"));
    assert!(!same(&of(Kind::Boolean), "yes", "perhaps"));
}

#[test]
fn expectations_read_as_phrases() {
    let secret_url = Type { schemes: texts(&["https"]), ..of(Kind::Url) };
    let length = Type { min_length: Some(characters(32)), ..Type::ANY };
    let range = Type { min: Some(whole("1", 1)), max: Some(whole("100", 100)), ..of(Kind::Integer) };
    let at_least = Type { min: Some(whole("1s", 1_000_000_000)), ..of(Kind::Duration) };
    let list = Type { item: Some(Kind::Url), ..of(Kind::List) };
    let bytes = |count| Some(Length { count, bytes: true });
    let lengths = |min, max| Type { min_length: min, max_length: max, ..Type::ANY };
    let cases = [
        (false, lengths(bytes(3), bytes(6)), "text of 3 to 6 bytes"),
        (false, lengths(bytes(1), None), "text of at least 1 byte"),
        (false, lengths(bytes(6), bytes(6)), "text of exactly 6 bytes"),
        (false, lengths(Some(characters(1)), bytes(6)), "text of at least 1 character and at most 6 bytes"),
        (false, of(Kind::Port), "a port (an integer from 1 to 65535)"),
        (false, of(Kind::Url), "a URL"),
        (true, of(Kind::Url), "a secret URL"),
        (true, secret_url.clone(), "a secret https URL"),
        (false, secret_url, "an https URL"),
        (false, length.clone(), "text of at least 32 characters"),
        (true, length, "a secret of at least 32 characters"),
        (false, range, "an integer from 1 to 100"),
        (false, at_least, "a duration such as `30s` or `1h30m` of at least 1s"),
        (false, list, "a comma-separated list of URLs"),
        (false, Type { one_of: texts(&["debug", "info"]), ..Type::ANY }, "one of `debug`, `info`"),
        (false, Type::ANY, "text"),
    ];
    for (secret, ty, words) in cases {
        let variable = Variable {
            name: "X".into(),
            presence: Presence::Required,
            default: None,
            unit: None,
            ty,
            secret,
            empty_allowed: false,
            on_invalid: crate::contract::OnInvalid::Fail,
            former_names: texts(&[]),
            file_variable: None,
            forbidden: texts(&[]),
            guards: Vec::new().into(),
            description: None,
            citations: Vec::new().into(),
            finder: crate::verdict::ANYWHERE,
        };
        assert_eq!(expected(&variable).to_string(), words);
    }
}

#[test]
fn ports_beyond_the_range_tell_on_which_side() {
    for (text, above) in [("0", false), ("-1", false), ("65536", true)] {
        let fault = check(&of(Kind::Port), text).unwrap_err();
        assert_eq!((fault.kind, fault.above), (FaultKind::Range, above), "{text}");
    }
}

#[test]
fn measures_are_written_in_their_largest_units() {
    for (text, compacted) in [("90s", "1m30s"), ("0s", "0s"), ("1.5ms", "1ms0.5ms"), ("24h", "1d")] {
        assert_eq!(compact(Kind::Duration, text).as_deref(), Some(compacted));
        assert_eq!(duration(compacted), duration(text));
    }
}

#[test]
fn a_decimal_has_digits_wherever_it_begins_to_have_them() {
    for text in ["1", "-1", "1.5", "1e3", "1.5E-3", "1e+3"] {
        assert!(is_decimal(text), "{text}");
    }
    for text in ["", "-", ".5", "1.", "1e", "1e+", "e3", "1x"] {
        assert!(!is_decimal(text), "{text}");
    }
}
