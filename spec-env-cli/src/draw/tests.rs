//! What diagnostics look like, and that nothing makes drawing them fail.

use spec_env_core::diagnostic::Code;

use super::*;

fn label(text: &str, words: &str, message: &str) -> Label {
    let start = text.find(words).expect(words);
    Label { place: Place { source: 0, span: start..start + words.len() }, message: message.to_owned() }
}

#[test]
fn statements_are_drawn_with_carets_related_places_and_help() {
    let text = "# Requirements\n\n1. WHEN PORT is not set, THE SYSTEM SHALL use 8080\n2. THE SYSTEM SHALL read \
            the PORT environment variable\u{1b}[31m\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nWHEN PORT is not set, THE SYSTEM SHALL default to 80\n";
    let mut specification = Specification::read(vec![Source::new("requirements.md", text)], None);
    specification.diagnostics = vec![Diagnostic {
        level: diagnostic::Level::Error,
        code: Code::ALL[0],
        message: "`PORT` has two defaults\u{1b}[0m".to_owned(),
        help: Some("keep one of them".to_owned()),
        id: None,
        primary: label(text, "default to 80\n", "80 is stated here"),
        related: vec![label(text, "use 8080", "8080 is stated here"), label(text, "read", "")],
    }];
    let drawn = anstream::adapter::strip_str(&diagnostics(&specification)).to_string();
    let expected = format!(
        "\
error[{}]: `PORT` has two defaults\\u{{1b}}[0m
  --> requirements.md:19:40
   |
19 | WHEN PORT is not set, THE SYSTEM SHALL default to 80
   |                                        ^^^^^^^^^^^^^ 80 is stated here
   |
  ::: requirements.md:3:43
   |
 3 | 1. WHEN PORT is not set, THE SYSTEM SHALL use 8080
   |                                           -------- 8080 is stated here
 4 | 2. THE SYSTEM SHALL read the PORT environment variable\\u{{1b}}[31m
   |                     ----
   |
   = help: keep one of them

",
        Code::ALL[0].name()
    );
    assert_eq!(drawn, expected, "{drawn}");
}

/// Text that is likely to go wrong.
fn text() -> impl proptest::strategy::Strategy<Value = String> {
    "([ -~]|\\PC|[\\n\\r\\t\\x00-\\x1f\\u{200b}-\\u{202e}\\u{feff}`äé漢👩‍👩‍👧]|THE SYSTEM SHALL |`A_B` environment variable |\n1. ){0,120}"
}

proptest::proptest! {
    #[test]
    fn any_place_of_any_text_can_be_drawn(text in text(), places in proptest::collection::vec((0_usize..400, 0_usize..60), 1..5)) {
        let mut specification = Specification::read(vec![Source::new("r.md", text.clone())], None);
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let mut labels: Vec<_> = places
            .iter()
            .map(|(start, length)| {
                let span = boundary(*start)..boundary(start + length);
                Label { place: Place { source: 0, span }, message: text.chars().take(9).collect() }
            })
            .collect();
        let primary = labels.remove(0);
        specification.diagnostics.push(Diagnostic {
            level: diagnostic::Level::Warning,
            code: Code::NotUnderstood,
            message: text.clone(),
            help: Some(text.clone()),
            id: None,
            primary,
            related: labels,
        });
        let drawn = anstream::adapter::strip_str(&diagnostics(&specification)).to_string();
        let steers = |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        proptest::prop_assert!(!drawn.contains(steers), "{drawn:?}");
    }
}
