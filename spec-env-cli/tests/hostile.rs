//! Inputs that are broken, huge or meant ill get an answer that says where, and soon.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const SPEC: &str = "1. THE App SHALL require the `APP_PORT` environment variable, a port.\n";

/// Long enough for any machine; a run-away takes for ever.
const SOON: Duration = Duration::from_secs(60);

fn check(directory: &Path, arguments: &[&str]) -> Output {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    let output = command.arg("check").args(arguments).arg("requirements.md").current_dir(directory).output();
    assert!(start.elapsed() < SOON, "{arguments:?} took {:?}", start.elapsed());
    output.expect("the command starts")
}

/// Every source refuses the bytes with a place in the file, or reads them; it never dies.
fn refused(name: &str, bytes: &[u8], place: &str) {
    let directory = tempfile::tempdir().expect("a directory can be made");
    fs::write(directory.path().join("requirements.md"), SPEC).expect("it can be written");
    fs::write(directory.path().join("input"), bytes).expect("it can be written");
    for source in ["--compose", "--kubernetes", "--dockerfile", "--env-file"] {
        let output = check(directory.path(), &[source, "input"]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("it prints UTF-8");
        let code = output.status.code();
        assert!(matches!(code, Some(1 | 2)), "{name}, {source}: {code:?}\n{said}");
        assert!(!said.contains("panicked"), "{name}, {source}: {said}");
        if source == "--compose" || source == "--kubernetes" {
            assert!(said.contains(place), "{name}, {source}: {place} is not in\n{said}");
        }
    }
}

#[test]
fn broken_inputs_are_refused_with_a_place() {
    refused("a tab", b"services:\n  web:\n\timage: x\n", "input:3:");
    refused("no end of a quote", b"services:\n  web: \"x\n", "input:2:");
    refused("no UTF-8", b"services:\n  web: \xff\n", "input:2: the file");
    refused("a cycle", b"a: &a [*a]\n", "input:1:");
    refused("an unknown alias", b"a: *b\n", "input:1:");
    refused("twice the same", b"services:\n  web: {}\n  web: {}\n", "input:3:3");
    refused("deep", "[".repeat(100_000).as_bytes(), "input:1:");
    refused("deep and closed", ["{a: ".repeat(5_000), "}".repeat(5_000)].concat().as_bytes(), "input:1:");
    refused("zeros", &[0; 1000], "input");
    refused("empty", b"", "input");
}

/// A thousand million nodes, had each alias a copy of what it stands for.
#[test]
fn aliases_of_aliases_cost_nothing() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(text, "a{level}: &a{level} [{items}]");
    }
    refused("aliases", text.as_bytes(), "input");
    refused("merged", format!("{text}services:\n  web:\n    environment: *a9\n").as_bytes(), "input");
}

/// Code is read by a parser that recurses: what nests is refused or read, and the rest is audited all the same.
#[test]
fn code_that_nests_is_no_end_of_the_audit() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    fs::write(directory.path().join("requirements.md"), SPEC).expect("it can be written");
    let function = |body: &str| format!("fn f() {{ let _ = {body}; }}\n");
    let files = [
        ("brackets.rs", function(&["(".repeat(50_000), "1".to_owned(), ")".repeat(50_000)].concat())),
        ("signs.rs", function(&["!".repeat(100_000).as_str(), "x"].concat())),
        ("sums.rs", function(&["1+".repeat(100_000).as_str(), "1"].concat())),
        ("calls.rs", function(&["x", &".a()".repeat(50_000)].concat())),
        ("types.rs", format!("type T = {}u8{};", "A<".repeat(200), ">".repeat(200))),
        ("chains.rs", format!("fn f() {{ {} {{}} }}", "if a {} else ".repeat(20_000))),
        ("paths.rs", format!("use {}a;", "a::".repeat(20_000))),
        ("unbalanced.rs", "}".repeat(1000)),
        ("large.rs", "// x\n".repeat(500_000)),
    ];
    for (name, text) in files {
        fs::write(directory.path().join(name), text).expect("it can be written");
    }
    fs::write(directory.path().join("bytes.rs"), b"fn f() { \xff }").expect("it can be written");
    fs::write(directory.path().join("main.rs"), "fn main() { std::env::var(\"APP_PORT\"); }")
        .expect("it can be written");
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    let output = command.arg("audit").current_dir(directory.path()).output().expect("the command starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&output.stderr));
    for name in ["brackets.rs", "unbalanced.rs", "large.rs", "bytes.rs"] {
        assert!(said.contains(&format!("({name}:")), "{name} is not said to be unread:\n{said}");
    }
    assert!(start.elapsed() < SOON);
}

/// Beginning, what is repeated, end: forms that the parser reads by recursion.
const FORMS: [(&str, &str, &str); 26] = [
    ("fn f(){let _=", "!", "x;}"),
    ("fn f(){let _=", "- ", "x;}"),
    ("fn f(){let _=", "& ", "x;}"),
    ("fn f(){let _=", "*", "x;}"),
    ("fn f(){let _=", "||", "x;}"),
    ("fn f(){let _=", "|a|", "x;}"),
    ("fn f(){let _=", "move||", "x;}"),
    ("fn f(){let _=", "return ", "x;}"),
    ("fn f(){let _=", "break ", "x;}"),
    ("fn f(){let _=", "yield ", "x;}"),
    ("fn f(){let _=", "a=", "b;}"),
    ("fn f(){let _=", "1+", "1;}"),
    ("fn f(){let _=x", ".a()", ";}"),
    ("fn f(){let _=x", "?", ";}"),
    ("fn f(){let _=x", " as u8", ";}"),
    ("fn f(){", "if a{}else ", "{}}"),
    ("fn f(){if ", "let a=b&&", "c{}}"),
    ("fn f(){let ", "& ", "x=y;}"),
    ("fn f(){let ", "a@", "b=c;}"),
    ("type T=", "*const ", "u8;"),
    ("type T=", "&", "u8;"),
    ("type T=", "fn()->", "u8;"),
    ("type T=", "impl Fn()->", "u8;"),
    ("type T=", "A<", "u8;"),
    ("type T=", "Box<dyn Fn()->", "u8;"),
    ("use ", "a::", "b;"),
];

/// As long as a file may be, and as long as one may be that is parsed: both leave the command alive.
#[test]
fn no_form_of_code_exhausts_the_stack() {
    for length in [1 << 20, 12_000] {
        let directory = tempfile::tempdir().expect("a directory can be made");
        fs::write(directory.path().join("requirements.md"), "").expect("it can be written");
        for (at, (begin, piece, end)) in FORMS.iter().enumerate() {
            let count = (length - begin.len() - end.len()) / piece.len();
            let closed = if piece.ends_with('<') { ">".repeat(count / 2) } else { String::new() };
            let count = if closed.is_empty() { count } else { count / 2 };
            let text = format!("{begin}{}{}{end}", piece.repeat(count), closed);
            fs::write(directory.path().join(format!("form{at}.rs")), text).expect("it can be written");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
        let output = command.arg("audit").current_dir(directory.path()).output().expect("the command starts");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn long_lines_and_many_lines_are_read() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    fs::write(directory.path().join("requirements.md"), SPEC).expect("it can be written");
    let many: String = (0..200_000).fold(String::new(), |text, at| text + "V" + &at.to_string() + "=x\n");
    fs::write(directory.path().join("many.env"), many + "APP_PORT=8080\n").expect("it can be written");
    let long = format!("LONG={}\nAPP_PORT=8080\n", "x".repeat(5_000_000));
    fs::write(directory.path().join("long.env"), long).expect("it can be written");
    for name in ["many.env", "long.env"] {
        let output = check(directory.path(), &["--env-file", name]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}
