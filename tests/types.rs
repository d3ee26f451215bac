//! Field types: what holds which kind, how a type of one's own joins, and how structs are put together.

use std::collections::{BTreeSet, HashSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use spec_env::{
    ExposeSecret, Field, Kind, Options, Pairs, Refusal, SecretBox, SecretString, SpecEnv, SpecEnvValues,
    Type, Warning, WarningKind,
};

type Port = u16;
type Perhaps<T> = core::option::Option<T>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, SpecEnvValues)]
enum Level {
    Info,
    #[spec_env(value = "WARN")]
    Warning,
    ReadOnly,
}

#[derive(SpecEnv)]
#[spec_env(inline = "
1. THE Zoo SHALL require the `A_PORT`, `A_NON_ZERO` environment variables; `A_PORT` SHALL be a port; `A_NON_ZERO` SHALL be an integer between 1 and 9.
2. The `A_RATIO` environment variable SHALL be a number (required).
3. The `A_FLAG` environment variable SHALL be a boolean (required).
4. The `A_WAIT` environment variable SHALL be a duration (required).
5. The `A_SIZE` environment variable SHALL be a byte size (required).
6. The `AN_IP` environment variable SHALL be an IP address (required).
7. The `AN_ADDRESS` environment variable SHALL be a socket address (required).
8. The `A_PATH` environment variable SHALL be a file path (required).
9. The `A_LIST` environment variable SHALL be a comma-separated list of integers (required).
10. The `A_SET` environment variable SHALL be a semicolon-separated list of host names (required).
11. The `A_HASH` environment variable SHALL be a comma-separated list of IP addresses (required).
12. THE Zoo SHALL read the `A_TEXT` environment variable (required), the `A_BOX` environment variable (required), the `AN_ARC` environment variable (required) and the `A_CHAR` environment variable (required).
13. The `A_LEVEL` environment variable SHALL be one of `info`, `WARN` or `read-only` (required).
14. The `LEVELS` environment variable SHALL be a comma-separated list of levels (optional).
15. The `A_SECRET` environment variable SHALL be a secret (required).
16. THE Zoo SHALL read the `A_PIN` environment variable as an optional integer and SHALL NOT log `A_PIN`; `A_PIN` is optional.
17. THE Zoo SHALL read the `PERHAPS` environment variable as an integer (optional).
")]
struct Zoo {
    a_port: Port,
    a_non_zero: NonZeroU16,
    a_ratio: f64,
    a_flag: bool,
    a_wait: Duration,
    a_size: u64,
    an_ip: IpAddr,
    an_address: SocketAddr,
    a_path: PathBuf,
    a_list: Vec<i32>,
    a_set: BTreeSet<String>,
    a_hash: HashSet<Ipv4Addr>,
    a_text: String,
    a_box: Box<str>,
    an_arc: Arc<str>,
    a_char: char,
    a_level: Level,
    levels: Option<Vec<Level>>,
    a_secret: SecretString,
    a_pin: Option<SecretBox<u32>>,
    perhaps: Perhaps<NonZeroU32>,
}

const GOOD: &[(&str, &str)] = &[
    ("A_PORT", "8080"),
    ("A_NON_ZERO", "9"),
    ("A_RATIO", "0.5"),
    ("A_FLAG", "Yes"),
    ("A_WAIT", "1h30m"),
    ("A_SIZE", "2KiB"),
    ("AN_IP", "::1"),
    ("AN_ADDRESS", "127.0.0.1:80"),
    ("A_PATH", "/var/zoo"),
    ("A_LIST", "1, -2,3"),
    ("A_SET", "b.example;a.example"),
    ("A_HASH", "10.0.0.1"),
    ("A_TEXT", "12345"),
    ("A_BOX", "box"),
    ("AN_ARC", "arc"),
    ("A_CHAR", "ß"),
    ("A_LEVEL", "WARN"),
    ("LEVELS", "info,read-only"),
    ("A_SECRET", "hush"),
    ("A_PIN", "0042"),
];

#[test]
fn every_type_holds_its_kind() {
    let zoo = Zoo::load_from(GOOD.iter().copied()).unwrap();
    assert_eq!((zoo.a_port, zoo.a_non_zero.get(), zoo.a_flag), (8080, 9, true));
    assert!((zoo.a_ratio - 0.5).abs() < f64::EPSILON);
    assert_eq!((zoo.a_wait, zoo.a_size), (Duration::from_secs(5400), 2048));
    assert_eq!((zoo.an_ip.to_string(), zoo.an_address.port()), ("::1".to_owned(), 80));
    assert_eq!(zoo.a_path, PathBuf::from("/var/zoo"));
    assert_eq!(zoo.a_list, [1, -2, 3]);
    assert_eq!(zoo.a_set.into_iter().collect::<Vec<_>>(), ["a.example", "b.example"]);
    assert_eq!(zoo.a_hash.len(), 1);
    assert_eq!((&*zoo.a_text, &*zoo.a_box, &*zoo.an_arc, zoo.a_char), ("12345", "box", "arc", 'ß'));
    assert_eq!((zoo.a_level, zoo.levels), (Level::Warning, Some(vec![Level::Info, Level::ReadOnly])));
    assert_eq!(zoo.a_secret.expose_secret(), "hush");
    assert_eq!(zoo.a_pin.map(|pin| *pin.expose_secret()), Some(42));
    assert_eq!(zoo.perhaps, None);
}

#[test]
fn what_a_type_refuses_is_reported_with_the_rest() {
    let wrong = [
        ("A_CHAR", "two"),
        ("A_HASH", "::1"),
        ("A_LEVEL", "warn"),
        ("LEVELS", "info,debug"),
        ("PERHAPS", "0"),
    ];
    let pairs = GOOD.iter().filter(|(name, _)| wrong.iter().all(|(w, _)| w != name)).chain(&wrong).copied();
    let report = Zoo::load_from(pairs).err().expect("five values are wrong");
    let names: Vec<&str> = report.violations().iter().map(spec_env::Violation::variable).collect();
    assert_eq!(names, ["A_HASH", "A_CHAR", "A_LEVEL", "LEVELS", "PERHAPS"], "{report}");
}

/// A type of one's own.
#[derive(Debug, PartialEq, Eq)]
struct Percent(u8);

impl Field for Percent {
    const KINDS: &'static [Kind] = &[Kind::Integer];
    const RANGE: Option<(i128, i128)> = Some((0, 100));

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        text.parse().ok().filter(|n| *n <= 100).map(Self).ok_or(Refusal::new("an integer from 0 to 100"))
    }
}

fn shout(text: &str) -> Result<String, String> {
    if text.is_ascii() { Ok(text.to_uppercase()) } else { Err(format!("{text} is not ASCII")) }
}

#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Season {
    Summer,
    Winter,
}

#[derive(SpecEnv)]
#[spec_env(inline = "
1. THE Zoo SHALL read the `FILL` environment variable as an integer between 0 and 100 (default 50).
2. THE Zoo SHALL require the `SIGN` environment variable.
3. THE Zoo SHALL read the `MOTTO` environment variable (optional).
4. THE Zoo SHALL require the `SEASON` environment variable.
5. THE Zoo SHALL read the `NEXT_SEASON` environment variable (optional).
6. THE Zoo SHALL read the `UNUSED` environment variable.
")]
#[spec_env(ignore("UNUSED"))]
struct Own {
    fill: Percent,
    #[spec_env(var = "SIGN", with = shout)]
    board: String,
    #[spec_env(with = shout)]
    motto: Option<String>,
    #[spec_env(serde)]
    season: Season,
    #[spec_env(serde)]
    next_season: Option<Season>,
}

#[test]
fn own_types_functions_and_serde_join() {
    let own = Own::load_from([("SIGN", "keep out"), ("SEASON", "winter")]).unwrap();
    assert_eq!((own.fill, own.board.as_str(), own.motto), (Percent(50), "KEEP OUT", None));
    assert_eq!((own.season, own.next_season), (Season::Winter, None));
    let report = Own::load_from([("SIGN", "ünique"), ("SEASON", "autumnal")]).err().unwrap();
    let text = report.to_string();
    assert_eq!(report.violations().len(), 2, "{text}");
    assert!(!text.contains("autumnal") && !text.contains("ünique"), "{text}");
}

#[derive(Debug, SpecEnv)]
#[spec_env(inline = "
1. THE Zoo SHALL read the `CRY` environment variable (default `moo`).
2. IF the `CRY` environment variable is invalid, THEN THE Zoo SHALL use `baa` instead.
")]
struct Cry {
    #[spec_env(with = shout)]
    cry: String,
}

#[test]
fn what_a_field_refuses_falls_back_where_the_specification_says_so() {
    let pairs: Pairs = [("CRY", "mäh")].into_iter().collect();
    let loaded = Cry::load_with(Options::new().source(pairs)).unwrap();
    assert_eq!(loaded.config.cry, "BAA");
    assert_eq!(loaded.warnings.iter().map(Warning::kind).collect::<Vec<_>>(), [WarningKind::Fallback]);
}

const SHARED: &str = "tests/shared.md";

#[derive(Debug, SpecEnv)]
#[spec_env(part, path = "shared.md")]
struct Cage {
    cage_count: u32,
    cage_label: Option<String>,
}

#[derive(Debug, SpecEnv)]
#[spec_env(path = "shared.md")]
struct Park {
    park_port: u16,
    #[spec_env(nested)]
    cage: Cage,
}

#[test]
fn parts_are_filled_and_reported_together() {
    let park = Park::load_from([("PARK_PORT", "80")]).unwrap();
    assert_eq!((park.park_port, park.cage.cage_count, park.cage.cage_label), (80, 3, None));
    let report = Park::load_from([("CAGE_COUNT", "many")]).unwrap_err();
    let names: Vec<&str> = report.violations().iter().map(spec_env::Violation::variable).collect();
    assert_eq!(names, ["PARK_PORT", "CAGE_COUNT"], "{SHARED}: {report}");
}

spec_env::config! {
    /// Written from the specification.
    #[derive(Debug)]
    pub struct Written from "shared.md";
}

#[test]
fn a_written_struct_is_one_that_the_derive_accepts() {
    let written = Written::load_from([("PARK_PORT", "80"), ("CAGE_LABEL", "lions")]).unwrap();
    assert_eq!((written.park_port, written.cage_label.as_deref()), (80, Some("lions")));
    assert_eq!(Written::contract().hash, Park::contract().hash);
}

#[derive(Debug, SpecEnv)]
#[spec_env(
    system = "Gift_Shop",
    inline = "
1. THE Gift_Shop SHALL require the `TILL_ID` environment variable.
2. THE Ticket_Office SHALL require the `GATE_ID` environment variable.
3. THE SYSTEM SHALL read the `LOG_TONE` environment variable (optional).
"
)]
struct Shop {
    till_id: String,
    log_tone: Option<String>,
}

#[test]
fn a_system_is_held_to_its_own_statements() {
    let shop = Shop::load_from([("TILL_ID", "1")]).unwrap();
    assert_eq!((shop.till_id.as_str(), shop.log_tone), ("1", None));
}

#[test]
fn a_configuration_is_loaded_once_and_for_all_threads() {
    #[derive(Debug, SpecEnv)]
    #[spec_env(inline = "WHEN the `ONCE_ONLY` environment variable is not set, THE Zoo SHALL default to 7.")]
    struct Once {
        once_only: u8,
    }
    let first = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| std::ptr::from_ref(Once::get().unwrap()) as usize)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<HashSet<_>>()
    });
    assert_eq!(first.len(), 1);
    assert_eq!(Once::get().unwrap().once_only, 7);
}

#[derive(Debug, SpecEnv)]
#[spec_env(inline = "
1. WHERE `FEEDING_PLAN` is `nightly`, THE Zoo SHALL require the `KEEPER_NAME` environment variable.
2. THE Zoo SHALL read the `FEEDING_PLAN` environment variable (optional).
3. THE Zoo SHALL read the `VET_CODE` environment variable (optional), and SHALL accept `VET_CODE` from the file named by `VET_CODE_FILE`.
4. THE Zoo SHALL accept `OPEN_HOURS` as a deprecated alias for the `OPEN_TIME` environment variable, which is a duration (optional).
")]
struct Connected {
    feeding_plan: Option<String>,
    keeper_name: Option<String>,
    vet_code: Option<String>,
    open_time: Option<Duration>,
}

#[test]
fn rules_that_few_services_have_are_in_those_that_have_them() {
    let loaded = Connected::load_from([("OPEN_HOURS", "8h"), ("VET_CODE_FILE", "shared.md")]).unwrap();
    assert_eq!((loaded.open_time, loaded.keeper_name), (Some(Duration::from_secs(8 * 3600)), None));
    assert!(loaded.vet_code.unwrap().starts_with("# Requirements") && loaded.feeding_plan.is_none());
    let report = Connected::load_from([("FEEDING_PLAN", "nightly"), ("OPEN_HOURS", "long")]).unwrap_err();
    let names: Vec<&str> = report.violations().iter().map(spec_env::Violation::variable).collect();
    assert_eq!(names, ["KEEPER_NAME", "OPEN_TIME"], "{report}");
}
