# What the workflows run, each by its name. `just` alone lists the recipes.

msrv := `sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml`
static := "x86_64-unknown-linux-musl"

_recipes:
    @just --list --unsorted

# Everything that must hold before a change is merged
all:
    .ci/run

# The oldest Rust that is promised
msrv:
    rustup toolchain install {{ msrv }} --profile minimal
    cargo +{{ msrv }} check --workspace --all-features --locked --target-dir target/msrv

# The oldest versions of the dependencies that the manifests allow
minimal-versions:
    rustup toolchain install nightly --profile minimal
    .ci/minimal-versions

# What the published crates promise, against the last release, or what was merged where there is none
semver:
    cargo semver-checks --version || cargo install --locked cargo-semver-checks@0.51.0
    cargo semver-checks -p spec-env --all-features --baseline-rev "$(git describe --tags --abbrev=0 --match 'v*' 2>/dev/null || git rev-parse origin/main)"

# The crates as they are published, built from their archives
package:
    cargo package --workspace --locked

# The guide, as HTML in target/guide
book:
    mdbook --version || cargo install --locked mdbook@0.5.4
    mdbook build docs/guide

# Lines of core and of the library that tests reach; 95 of 100 at least. The pages are left out: their programs are not built
coverage:
    cargo llvm-cov --version || cargo install --locked cargo-llvm-cov@0.9.1
    rustup component add llvm-tools
    cargo llvm-cov --workspace --exclude user-service --all-features --ignore-filename-regex '(spec-env-(cli|derive)|tests|benches|examples)/' --fail-under-lines 95 -- --skip pages_print_what_they_say

# Mutations that no test notices, in a sample: `just mutants 200 1`
mutants sample="200" seed="1":
    cargo mutants --version || cargo install --locked cargo-mutants@27.1.0
    .ci/mutants {{ sample }} {{ seed }}

# Ten minutes of arbitrary bytes as a specification
fuzz:
    cd fuzz && cargo +nightly fuzz run specification -- -max_total_time=600

# The library beside its peers: loads, builds, dependencies, sizes of programs; half an hour
bench:
    cargo run --release --package spec-env-benches --bin load
    cargo run --release --package spec-env-benches --bin cost

# The command as one static program, in target/{{ static }}/release
static target=static:
    rustup target add {{ target }}
    RUSTFLAGS="-C target-feature=+crt-static" cargo build --release --locked --package spec-env-cli --target {{ target }}
