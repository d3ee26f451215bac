//! Runs the loaders and prints what they cost.

use std::process::Command;

include!("names.rs");

const LOADERS: [&str; 5] = ["by-hand", "one-pass", "spec-env", "confique", "envy"];
const FIELDS: [usize; 4] = [12, 100, 300, 1000];
const OTHERS: [usize; 3] = [20, 200, 5000];

/// Prints instructions per load, and how many times those of the better of the two loaders written by hand.
pub(crate) fn print(sizes: &[String]) {
    println!(
        "instructions per load, warm, under a subscriber that discards; × the better of by-hand and one-pass"
    );
    println!("{:>9} {:>7} {}", "variables", "others", LOADERS.map(|name| format!("{name:>18}")).join(""));
    let wanted = |fields: &usize| sizes.is_empty() || sizes.contains(&fields.to_string());
    for (fields, others) in
        FIELDS.into_iter().filter(wanted).flat_map(|fields| OTHERS.map(|others| (fields, others)))
    {
        let costs = LOADERS.map(|loader| cost(loader, fields, others, Outcome::Succeeds));
        let floor = costs[0].min(costs[1]);
        let cells = costs.map(|cost| match (cost, floor) {
            (Some(cost), Some(floor)) => format!("{cost:>11} {:>6.2}", ratio(cost, floor)),
            _ => format!("{:>18}", "–"),
        });
        println!("{fields:>9} {others:>7} {}", cells.join(""));
    }
    println!(
        "\ninstructions per load that fails, with the text of what it says: no variable is set, with 20 others"
    );
    for fields in FIELDS.into_iter().filter(wanted) {
        let counts = LOADERS.map(|loader| {
            cost(loader, fields, 20, Outcome::Fails)
                .map_or_else(|| format!("{:>18}", "–"), |count| format!("{count:>18}"))
        });
        println!("{fields:>9} {:>7} {}", "", counts.join(""));
    }
    println!("\nallocations per load, with 20 others");
    for fields in FIELDS.into_iter().filter(wanted) {
        let counts = LOADERS.map(|loader| {
            per_load(loader, fields, |loads| allocations(loader, fields, loads))
                .map_or_else(|| format!("{:>18}", "–"), |count| format!("{count:>18}"))
        });
        println!("{fields:>9} {:>7} {}", "", counts.join(""));
    }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(cost: u64, floor: u64) -> f64 {
    cost as f64 / floor as f64
}

fn cost(loader: &str, fields: usize, others: usize, outcome: Outcome) -> Option<u64> {
    per_load(loader, fields, |loads| instructions(&Run { loader, fields, others, loads, outcome }))
}

/// What a load costs once the process is warm: the difference of many loads and few.
fn per_load(loader: &str, fields: usize, count: impl Fn(u32) -> Option<u64>) -> Option<u64> {
    if fields > 100 && matches!(loader, "confique" | "envy") {
        return None;
    }
    // Few enough that callgrind is done within seconds; the figures repeat to the instruction anyway.
    let (few, many) = if fields > 100 { (2, 12) } else { (10, 110) };
    Some((count(many)? - count(few)?) / u64::from(many - few))
}

/// The instructions of a whole process, by the hardware's counter where there is one, else under callgrind.
fn instructions(run: &Run<'_>) -> Option<u64> {
    let under = |tool: &[&str]| run.under(tool);
    let counted = under(&["perf", "stat", "-x,", "-e", "instructions:u", "--"])
        .and_then(|text| text.lines().last()?.split(',').next()?.parse().ok());
    // Some systems have a script under the plain name, and it reorders the environment.
    let simulated = |name| under(&[name, "--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    counted.or_else(|| {
        let text = ["valgrind.bin", "valgrind"].into_iter().find_map(simulated)?;
        text.lines().find_map(|line| line.split("Collected : ").nth(1)?.trim().parse().ok())
    })
}

/// The allocations of a whole process.
fn allocations(loader: &str, fields: usize, loads: u32) -> Option<u64> {
    let run = Run { loader, fields, others: 20, loads, outcome: Outcome::Succeeds };
    let count = |name| run.under(&[name, "--tool=memcheck", "--leak-check=no"]);
    let text = ["valgrind.bin", "valgrind"].into_iter().find_map(count)?;
    let usage = text.lines().find_map(|line| line.split("total heap usage: ").nth(1))?;
    usage.split(' ').next()?.replace(',', "").parse().ok()
}

/// Whether the variables are there.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Succeeds,
    Fails,
}

/// A process that loads a configuration again and again.
struct Run<'a> {
    loader: &'a str,
    fields: usize,
    others: usize,
    loads: u32,
    outcome: Outcome,
}

impl Run<'_> {
    /// What a tool writes about it.
    fn under(&self, tool: &[&str]) -> Option<String> {
        let Self { loader, fields, others, loads, outcome } = self;
        let program = std::env::current_exe().expect("the path of this program");
        let (outcome, own) = match outcome {
            Outcome::Succeeds => ("succeeds", *fields),
            Outcome::Fails => ("fails", 0),
        };
        let output = Command::new(tool[0])
            .args(&tool[1..])
            .arg(program)
            .args([loader, &*fields.to_string(), &loads.to_string(), outcome])
            .env_clear()
            .envs(environment(own, *others))
            .output()
            .ok()
            .filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// The variables of a struct among others such as Kubernetes injects, and what the tools of the measurement need. A
/// process is given its environment in the order of the names, so the others' begin with every letter.
fn environment(fields: usize, others: usize) -> Vec<(String, String)> {
    let other = |at: usize| {
        let service = format!("{}_{}", char::from(b'A' + u8::try_from(at / 8 % 26).unwrap_or(0)), at / 8);
        match at % 8 {
            0 => (format!("{service}_SERVICE_HOST"), "10.0.48.109".to_owned()),
            1 => (format!("{service}_SERVICE_PORT"), "9106".to_owned()),
            part => (format!("{service}_PORT_9106_TCP_{part}"), "tcp://10.0.48.109:9106".to_owned()),
        }
    };
    let tools = [("PATH", "/usr/bin"), ("VALGRIND_LIB", "/usr/libexec/valgrind")]
        .map(|(name, usual)| (name.to_owned(), std::env::var(name).unwrap_or_else(|_| usual.to_owned())));
    let own = if fields == 12 { service() } else { many(fields) };
    own.into_iter().chain((0..others).map(other)).chain(tools).collect()
}

fn service() -> Vec<(String, String)> {
    [
        ("PORT", "8080"),
        ("DATABASE_URL", "postgres://app@db.internal:5432/app"),
        ("TLS", "true"),
        ("TIMEOUT_MS", "30000"),
        ("LOG_LEVEL", "info"),
        ("BIND_ADDR", "0.0.0.0"),
        ("ALLOWED_ORIGINS", "https://a.example,https://b.example,https://c.example"),
        ("SAMPLE_RATE", "0.25"),
        ("DATA_DIR", "/var/lib/app"),
        ("API_KEY", "0123456789abcdef0123456789abcdef"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

fn many(count: usize) -> Vec<(String, String)> {
    let value = |at: usize| match at % 3 {
        0 => format!("text of setting {at}"),
        1 => (at * 7).to_string(),
        _ => (if at.is_multiple_of(2) { "true" } else { "false" }).to_owned(),
    };
    (0..count).filter(|at| at % 8 != 7).map(|at| (name(at), value(at))).collect()
}
