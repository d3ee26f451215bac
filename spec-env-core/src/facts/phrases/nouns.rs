//! Nouns: for variables, kinds of value, separators and units.

use crate::contract::Kind;
use crate::ears::phrase::{Phrases, phrases};

/// The words for an environment variable itself.
pub(crate) static VARIABLE: Phrases<()> = phrases!(
    (),
    [(
        (),
        &[
            "environment|environmental|env variable|variables|var|vars",
            "environment-variable|environment-variables|env-var|env-vars|envvar|envvars",
            "environment_variable|environment_variables",
        ],
    )]
);

/// Where the variables are listed that a statement speaks of.
pub(crate) static BELOW: Phrases<()> = phrases!(
    (),
    [(
        (),
        &[
            "listed|named|shown|given|defined|described|enumerated? below",
            "listed|named|shown|given|defined|described? in the following list|table",
            "listed|named|shown|given|defined|described? in the|this list|table below?",
        ]
    )]
);

/// Words for a name that was in use before.
pub(crate) static OLD: Phrases<()> = phrases!(
    (),
    [(
        (),
        &["deprecated|legacy|former|old|older|previous|obsolete|outdated name|alias|spelling|predecessor?"],
    )]
);

/// A noun for a kind of value.
pub(crate) static TYPES: Phrases<Kind> = phrases!(
    Kind,
    [
        (
            Kind::Integer,
            &[
                "integer|integers|int|ints",
                "whole number|numbers",
                "integer|int value|values|number|numbers|string",
                "count",
                "i32|i64|u32|u64|u16|u8|usize|int32|int64|uint8|uint16|uint32|uint64|uint",
            ],
        ),
        (
            Kind::Number,
            &[
                "number|numbers|float|floats|decimal|decimals|double|numeric|float32|float64",
                "floating point number|value|numbers",
                "floating-point number|value|numbers",
                "decimal|numeric|float number|numbers|value|values",
                "percentage",
            ],
        ),
        (
            Kind::Boolean,
            &["boolean|booleans|bool|bools", "boolean|bool value|values|flag|flags|string|switch", "flag",],
        ),
        (Kind::Url, &["url|urls|uri|uris", "url|uri string|strings", "connection uri|url|uris|urls"]),
        (Kind::Port, &["port|ports", "port number|numbers", "tcp|udp|network port|ports number?"]),
        (
            Kind::Duration,
            &[
                "duration|durations",
                "duration string|strings|value|values",
                "go duration string?",
                "time duration",
                "time span",
                "timespan",
            ],
        ),
        (
            Kind::Size,
            &[
                "byte size|sizes",
                "byte-size|bytesize",
                "data|memory|file size|sizes",
                "size string|strings",
                "size|sizes",
            ],
        ),
        (Kind::IpAddress, &["ip address|addresses", "ip|ips", "ipv4|ipv6 address|addresses?"]),
        (
            Kind::SocketAddress,
            &[
                "socket address|addresses",
                "host|hostname|address name|address? and a? port number?",
                "host:port|ip:port pair?"
            ]
        ),
        (Kind::Host, &["host name|names", "hostname|hostnames", "host|hosts", "domain name|names", "fqdn"]),
        (
            Kind::Email,
            &["e-mail address|addresses", "email address|addresses", "email|emails|e-mail|e-mails"],
        ),
        (
            Kind::Path,
            &[
                "file|directory|filesystem|folder path|paths",
                "path|paths",
                "file system path",
                "file name|names",
                "filename",
                "directory",
                "absolute path",
            ],
        ),
        (Kind::Uuid, &["uuid|uuids|guid|guids|uuidv4|uuidv7 v4|v7? string|strings?"]),
        (
            Kind::Text,
            &[
                "string|strings|text|str|varchar",
                "text|string value|values",
                "token|tokens",
                "identifier",
                "word"
            ],
        ),
    ]
);

/// The separators that lists are written with.
pub(crate) static SEPARATORS: Phrases<&'static str> = phrases!(
    &'static str,
    [
        (
            ",",
            &[
                "comma-separated|comma-delimited",
                "comma separated|delimited",
                "csv",
                "separated|delimited by|with a? commas|comma",
                "commas|comma",
            ],
        ),
        (
            ";",
            &[
                "semicolon-separated|semicolon-delimited",
                "semicolon separated|delimited",
                "separated|delimited by|with a? semicolons|semicolon",
                "semicolons|semicolon",
            ],
        ),
        (
            ":",
            &[
                "colon-separated|colon-delimited",
                "colon separated|delimited",
                "separated|delimited by|with a? colons|colon",
                "colons|colon",
            ],
        ),
        (
            "|",
            &[
                "pipe-separated|pipe-delimited",
                "pipe separated|delimited",
                "separated|delimited by|with a? pipes|pipe",
                "separated|delimited by|with a|the? vertical bars|bar",
                "pipes|pipe",
            ],
        ),
        (
            " ",
            &[
                "space-separated|space-delimited|whitespace-separated",
                "space|whitespace separated|delimited",
                "separated|delimited by|with a? spaces|space|whitespace|blanks",
                "spaces|whitespace",
            ],
        ),
        (
            "\n",
            &[
                "newline-separated|newline-delimited|line-separated",
                "newline separated|delimited",
                "separated|delimited by|with newlines|line",
                "separated|delimited by line breaks",
                "newlines|newline",
            ],
        ),
    ]
);

/// Words for a noun that only qualify it: what stands between the article and the noun may be any of these or none.
pub(crate) static LIST_NOUNS: Phrases<()> = phrases!(
    (),
    [((), &["list|lists", "set|sets", "sequence", "array|arrays", "values|value", "string|strings"],)]
);

/// Units of time and of size, by the suffix of a literal.
pub(crate) static UNITS: Phrases<&'static str> = phrases!(
    &'static str,
    [
        ("ms", &["ms|msec|msecs|millisecond|milliseconds|millis"]),
        ("s", &["s|sec|secs|second|seconds"]),
        ("m", &["m|min|mins|minute|minutes"]),
        ("h", &["h|hr|hrs|hour|hours"]),
        ("d", &["d|day|days"]),
        ("B", &["b|byte|bytes"]),
        ("KB", &["kb|kilobyte|kilobytes|k"]),
        ("MB", &["mb|megabyte|megabytes"]),
        ("GB", &["gb|gigabyte|gigabytes|g"]),
        ("KiB", &["kib|kibibyte|kibibytes"]),
        ("MiB", &["mib|mebibyte|mebibytes"]),
        ("GiB", &["gib|gibibyte|gibibytes"]),
    ]
);
