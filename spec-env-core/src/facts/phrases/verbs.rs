//! What responses do.

use crate::ears::phrase::{Phrases, phrases};

/// What a response does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// The service does not go on.
    Fail,
    /// It asks for what is named.
    Require,
    /// It makes sure of what a clause says.
    Check,
    /// It shows something.
    Show,
    /// It keeps something from view.
    Hide,
    /// It sees something as something.
    Treat,
    /// It turns something down.
    Reject,
    /// It does away with something, or does without it.
    Drop,
}

pub(crate) static VERBS: Phrases<Verb> = phrases!(
    Verb,
    [
        (
            Verb::Fail,
            &[
                "refuse|refuses|decline|declines to start|run|boot|launch|listen|initialize|initialise|proceed|continue|deploy|serve|operate|begin",
                "fail|fails|failing",
                "fail-fast",
                "exit|exits|exiting",
                "quit|quits",
                "terminate|terminates|terminating",
                "abort|aborts|aborting",
                "halt|halts",
                "bail|bails out?",
                "give|gives up",
                "die|dies",
                "crash|crashes",
                "panic|panics",
                "stop|stops",
                "shut|shuts down",
                "shutdown|shutdowns",
                "throw|throws",
                "raise|raises",
                "return|returns with? a? non-zero|nonzero",
                "not start|boot|launch|run|proceed|continue|initialize|initialise|listen",
                "cannot|can't|won't|doesn't start|boot|launch",
                "not commence|begin operation|operations|processing|work|startup",
                "not operate",
                "not come up",
                "be unable to start|boot|launch|continue",
                "end|ends with an? exit|error? code|status",
                "return|returns an? exit code|status",
                "treat|treats this|that|it as a|an fatal|hard|startup|configuration|critical? error|failure",
                "not be started|launched|initialized|initialised",
                "prevent|prevents|block|blocks startup|start-up|start|launch|deployment",
                "prevent|prevents the application|app|server|service|system from starting",
                "reject|rejects|refuse|refuses the? invalid? configuration|setup|deployment|combination",
                "error out?",
                "call|calls|invoke|invokes process.exit|sys.exit|os.exit|exit|panic",
                "reject|rejects startup|start-up",
                "be considered? an error",
                "be a|an? fatal|hard|startup|configuration|critical error|failure",
                "be fatal",
                "result|results in a|an? fatal|hard|startup|configuration|critical? error|failure",
                "lead|leads to a|an? fatal|hard|startup|configuration|critical? error|failure",
                "cause|causes a|an fatal|hard|startup|configuration|critical? error|failure",
                "be treated|handled|regarded as a|an fatal|hard|startup|configuration|critical? error|failure",
            ],
        ),
        (
            Verb::Require,
            &[
                "require|requires",
                "demand|demands",
                "mandate|mandates",
                "need|needs",
                "insist on",
                "expect|expects",
            ],
        ),
        (
            Verb::Check,
            &[
                "insist|insists that",
                "validate|validates that?",
                "verify|verifies that?",
                "ensure|ensures that?",
                "check|checks that?",
                "check|checks for",
                "confirm|confirms that?",
                "assert|asserts that?",
                "make|makes sure that?",
                "enforce|enforces that?",
                "guarantee|guarantees that?",
            ],
        ),
        (
            Verb::Show,
            &[
                "log|logs",
                "expose|exposes",
                "print|prints",
                "reveal|reveals",
                "leak|leaks",
                "disclose|discloses",
                "display|displays",
                "output|outputs",
                "echo|echoes",
                "dump|dumps",
                "include|includes in? logs",
                "be logged|exposed|printed|revealed|leaked|disclosed|displayed|echoed",
                "be shown in the|any? log|logs|output|console",
                "appear in",
                "write|writes to? logs",
                "show|shows",
                "be written to|into",
                "be written|visible|recorded|found|present|stored in the|any? log|logs",
                "be included in",
            ],
        ),
        (
            Verb::Hide,
            &[
                "redact|redacts",
                "mask|masks",
                "conceal|conceals",
                "be redacted|masked|concealed|hidden",
                "hide|hides",
                "be kept secret|confidential",
                "be kept|left out of the|any? log|logs",
                "keep|keeps",
                "exclude|excludes",
                "obfuscate|obfuscates",
                "avoid|avoids logging|printing|exposing|displaying|showing",
            ],
        ),
        (
            Verb::Treat,
            &[
                "treat|treats",
                "be treated|handled|considered|marked",
                "consider|considers",
                "handle|handles",
                "mark|marks",
            ],
        ),
        (
            Verb::Reject,
            &[
                "reject|rejects",
                "refuse|refuses",
                "forbid|forbids|prohibit|prohibits",
                "be? rejected|refused|disallowed|denied",
                "not|never accept|allow|permit",
                "deny|denies",
                "disallow|disallows",
            ],
        ),
        (
            Verb::Drop,
            &[
                "remove|removes",
                "delete|deletes",
                "drop|drops",
                "eliminate|eliminates",
                "deprecate|deprecates",
                "no longer",
                "not require|include|contain|need|use|depend|read|reference|accept|set|define",
                "be removed|deleted|dropped|eliminated",
                "ignore|ignores",
                "be ignored",
                "unset|unsets",
                "not be required|needed|included|used|read",
            ],
        ),
    ]
);

/// What is said of a value that stands in: "8080 is used".
pub(crate) static USED: Phrases<()> =
    phrases!((), [((), &["is|are|be|being used|applied|taken|assumed|chosen"])]);

/// Verbs that put an error before somebody: "return a 500 error", "log an error".
pub(crate) static REPORTS: Phrases<()> = phrases!(
    (),
    [(
        (),
        &[
            "return|returns|respond|responds with?",
            "report|reports|signal|signals|issue|issues|raise|raises",
            "emit|emits|produce|produces|give|gives",
            "print|prints|log|logs|write|writes|output|outputs",
            "display|displays|show|shows",
        ],
    )]
);

/// What stands behind a verb that puts a value somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Puts {
    /// The value.
    Value,
    /// What has it, and "to" in front of it.
    Thing,
    /// What is put there, and "in" in front of the path.
    Place,
}

pub(crate) static PUTS: Phrases<Puts> = phrases!(
    Puts,
    [
        (
            Puts::Value,
            &["connect|connects to", "run|runs|start|starts with", "write|writes|store|stores files to"],
        ),
        (Puts::Thing, &["set|sets", "default|defaults"]),
        (
            Puts::Place,
            &[
                "store|stores|write|writes|save|saves|keep|keeps|put|puts|place|places",
                "be|is|are stored|written|saved|kept|put|placed",
            ],
        ),
    ]
);

/// How one name took the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Succession {
    /// The former name follows.
    Formerly,
    /// As that, where it is still accepted.
    Replaces,
    /// The name of today follows, where the other is still accepted.
    By,
    /// As that, where what stands in front is accepted.
    Instead,
    /// As that, where something is said to be old.
    Means,
}

pub(crate) static SUCCESSIONS: Phrases<Succession> = phrases!(
    Succession,
    [
        (Succession::Formerly, &["formerly", "previously", "renamed from"]),
        (Succession::Replaces, &["replaces|supersedes"]),
        (
            Succession::By,
            &[
                "rename|renames|renamed to?",
                "deprecated in favour|favor of",
                "deprecated? and? replaced|superseded by",
            ],
        ),
        (Succession::Instead, &["in place of"]),
        (Succession::Means, &["treat it as"]),
    ]
);
