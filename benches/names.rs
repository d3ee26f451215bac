// Included by the build script and by the program, so that both speak of the same variables.

/// The name of a variable of a large configuration: each part of a service has some.
fn name(at: usize) -> String {
    let parts = ["DB", "CACHE", "AUTH", "HTTP", "SMTP", "QUEUE", "LOG", "S3", "SEARCH", "BILLING", "METRICS", "FEATURE"];
    format!("{}_SETTING_{at:04}", parts[at % parts.len()])
}
