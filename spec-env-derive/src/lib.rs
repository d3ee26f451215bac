//! The derive macros of `spec-env`.
