mod settings;

use std::env::{self as system, var_os};

fn main() {
    let url = system::var("SHOP_DATABASE_URL");
    let pool = system::var("SHOP_POOL_SZIE");
    let turbo = var_os("SHOP_TURBO");
    let version = env!("CARGO_PKG_VERSION");
    let level = settings::lookup("SHOP_LOG_LEVEL");
    let computed = system::var(format!("SHOP_{}", 1));
    for (name, _) in system::vars() {
        println!("{name}");
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pools() {
        std::env::var("SHOP_TEST_POOL").ok();
    }
}
