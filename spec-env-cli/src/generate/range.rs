//! Regular expressions for ranges of whole numbers, which JSON Schema cannot say of text otherwise.

/// An expression for the whole numbers from `min` to `max`, as the value rules read them: without blanks and plus
/// signs, with zeros in front where people write them.
pub(super) fn expression(min: Option<i128>, max: Option<i128>) -> String {
    let mut parts = Vec::new();
    // Below zero, the larger number has the smaller digits.
    if min.is_none_or(|min| min < 0) {
        let low = max.filter(|max| *max < 0).map_or(1, i128::unsigned_abs);
        parts.extend(digits(low, min.map(i128::unsigned_abs)).into_iter().map(|part| format!("-0*{part}")));
    }
    if max.is_none_or(|max| max >= 0) {
        let low = min.map_or(0, |min| min.max(0).unsigned_abs());
        let high = max.map(i128::unsigned_abs);
        parts.extend(digits(low.max(1), high).into_iter().map(|part| format!("0*{part}")));
        if low == 0 {
            parts.push("-?0+".to_owned());
        }
    }
    format!("^(?:{})$", parts.join("|"))
}

/// Expressions for numbers without zeros in front, from `low` (at least 1) to `high`.
fn digits(low: u128, high: Option<u128>) -> Vec<String> {
    let Some(high) = high else {
        let text = low.to_string();
        let mut parts = between(&text, &"9".repeat(text.len()));
        parts.push(format!("[1-9][0-9]{{{},}}", text.len()));
        return parts;
    };
    if low > high {
        return Vec::new();
    }
    let (low, high) = (low.to_string(), high.to_string());
    let mut parts = Vec::new();
    for length in low.len()..=high.len() {
        let from = if length == low.len() { low.clone() } else { format!("1{}", "0".repeat(length - 1)) };
        let to = if length == high.len() { high.clone() } else { "9".repeat(length) };
        parts.extend(between(&from, &to));
    }
    parts
}

/// Expressions for numbers between two of the same length.
fn between(low: &str, high: &str) -> Vec<String> {
    let Some((first, low_rest)) = low.split_at_checked(1) else { return vec![String::new()] };
    let (last, high_rest) = high.split_at(1);
    let rest = low_rest.len();
    let any = |from: u8, to: u8| {
        let class = if from == to {
            char::from(from).to_string()
        } else {
            format!("[{}-{}]", char::from(from), char::from(to))
        };
        match rest {
            0 => class,
            1 => format!("{class}[0-9]"),
            _ => format!("{class}[0-9]{{{rest}}}"),
        }
    };
    let (from, to) = (first.as_bytes()[0], last.as_bytes()[0]);
    let (is_lowest, is_highest) = (low_rest.bytes().all(|b| b == b'0'), high_rest.bytes().all(|b| b == b'9'));
    if from == to {
        if is_lowest && is_highest {
            return vec![any(from, to)];
        }
        return between(low_rest, high_rest).into_iter().map(|part| format!("{first}{part}")).collect();
    }
    let mut parts = Vec::new();
    let (mut middle_from, mut middle_to) = (from, to);
    if !is_lowest {
        parts.extend(between(low_rest, &"9".repeat(rest)).into_iter().map(|part| format!("{first}{part}")));
        middle_from += 1;
    }
    let mut tail = Vec::new();
    if !is_highest {
        tail.extend(between(&"0".repeat(rest), high_rest).into_iter().map(|part| format!("{last}{part}")));
        middle_to -= 1;
    }
    if middle_from <= middle_to {
        parts.push(any(middle_from, middle_to));
    }
    parts.extend(tail);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec_env_core::contract::Pattern;
    use spec_env_core::value::integer;

    #[test]
    fn exactly_the_numbers_of_a_range_match() {
        let ends = [
            None,
            Some(-1205),
            Some(-100),
            Some(-9),
            Some(-1),
            Some(0),
            Some(1),
            Some(5),
            Some(80),
            Some(99),
            Some(1024),
        ];
        for (min, max) in ends.iter().flat_map(|min| ends.iter().map(move |max| (*min, *max))) {
            if min.zip(max).is_some_and(|(min, max)| min > max) {
                continue;
            }
            let expression = expression(min, max);
            let pattern = Pattern::new(expression.clone()).expect("it is an expression");
            let written =
                (-1300..1300).flat_map(|n: i128| [n.to_string(), format!("{n:+}"), format!("{n:05}")]);
            for text in written.chain(["", "-", "+", "1.0", " 1", "x", "-0", "00"].map(str::to_owned)) {
                let expected =
                    integer(&text).is_some_and(|n| min.is_none_or(|m| n >= m) && max.is_none_or(|m| n <= m));
                assert_eq!(
                    (pattern.matches.0)(&pattern.text, &text),
                    expected,
                    "{text:?} {min:?} {max:?} {expression}"
                );
            }
        }
    }
}
