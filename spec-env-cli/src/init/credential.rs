//! What the value of a credential looks like, whatever its variable is called.

/// How the tokens of well-known services begin.
const PREFIXES: &[&str] = &[
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "rk_test_",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "AKIA",
    "AIza",
    "xoxb-",
    "xoxp-",
    "eyJ",
    "-----BEGIN",
    "$2a$",
    "$2b$",
    "$2y$",
    "$argon2",
];

/// What stands before a credential in a connection string or the query of a URL.
const KEYS: &[&str] = &["password=", "passwd=", "pwd=", "secret=", "token=", "key=", "sig="];

/// Whether a text is a URL with somebody's name or password in it.
pub(super) fn has_login(text: &str) -> bool {
    text.split_once("://").is_some_and(|(_, rest)| rest.contains('@'))
}

/// Whether a text is shaped like a credential. What is none and looks like one costs a default that people can add.
pub(super) fn is_one(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    PREFIXES.iter().any(|prefix| text.starts_with(prefix))
        || KEYS.iter().any(|key| lower.contains(key))
        || has_login(text)
        || is_random(text)
}

/// Whether letters and digits are mixed as nobody writes them in something long: tokens, digests, Base64.
fn is_random(text: &str) -> bool {
    let is_separator = |c: char| !c.is_ascii_alphanumeric();
    let is_run = |run: &str| is_long(run) && changes(run, |c| u8::from(c.is_ascii_digit())) > 2;
    // Of words that capitals part, two letters in five at most begin or end one.
    let class = |c: char| u8::from(c.is_ascii_digit()) + 2 * u8::from(c.is_ascii_uppercase());
    let is_base64 = |text: &str| {
        is_long(text)
            && text.contains(|c: char| c.is_ascii_digit())
            && changes(text, class) * 5 > text.len() * 2
    };
    text.split(is_separator).any(is_run)
        || text.split(|c| is_separator(c) && !"+/=_-".contains(c)).any(is_base64)
}

fn is_long(text: &str) -> bool {
    text.len() >= 20
}

/// How often a character is of another class than the one before it.
fn changes(text: &str, class: fn(char) -> u8) -> usize {
    text.chars().zip(text.chars().skip(1)).filter(|(left, right)| class(*left) != class(*right)).count()
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn credentials_are_told_from_what_people_write() {
        for text in [
            "sk_live_canary",
            "ghp_canary",
            "AKIAIOSFODNN7EXAMPLE",
            "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
            "postgres://shop:canary@db/shop",
            "Server=db;Password=canary",
            "https://blob.example/a?sv=1&sig=canary",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "Jx7/aZWqk+Wm3LtRsvYb2Ps/HdpfGc8NeqUi4KoQ",
            "https://hooks.example/services/T0/B0/q3XzN8vKb2LmW7pRt5YcJd1F",
        ] {
            assert!(is_one(text), "{text}");
        }
        for text in [
            "",
            "info",
            "eu-west-1",
            "sk_SK",
            "123e4567-e89b-12d3-a456-426614174000",
            "https://shop.example/orders/2024?page=1#top",
            "/var/lib/shop/uploads2/incoming",
            "10000000000000000000000",
            "registry.example/TeamShop/ImageOfTheShop:1.24.3",
            "OrdersServiceOfTheShop2024",
            "0.0.0.0:8080,127.0.0.1:9090",
        ] {
            assert!(!is_one(text), "{text}");
        }
    }
}
