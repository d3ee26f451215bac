//! What a `requirements.md` says about the environment of a service, and what follows from it.
//!
//! The crate is a pipeline in two halves that share one model, the [`Contract`](contract::Contract):
//!
//! ```text
//! source → document → EARS → facts → contract     feature `parser`: the derive and the command
//!                                    contract → values → verdict → report     the running service
//! ```
//!
//! Services depend on `spec-env`, whose API is stable; this crate's own API is not.

pub mod contract;
pub mod edits;
pub mod embedded;
pub mod environment;
pub mod fingerprint;
#[cfg(feature = "serde")]
mod json;
pub mod report;
pub mod text;
pub mod value;
pub mod verdict;
mod words;

#[cfg(feature = "parser")]
pub mod diagnostic;
#[cfg(feature = "parser")]
pub mod document;
#[cfg(feature = "parser")]
mod ears;
#[cfg(feature = "parser")]
mod facts;
#[cfg(feature = "parser")]
pub mod locate;
#[cfg(feature = "parser")]
mod merge;
#[cfg(feature = "parser")]
mod reading;
#[cfg(feature = "parser")]
pub mod rust;
#[cfg(feature = "parser")]
pub mod source;
#[cfg(feature = "parser")]
pub mod specification;
