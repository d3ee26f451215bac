//! Behaviour tests of the whole project: a test a file, named after what it guards.

pub mod contracts;
pub mod fixture;
pub mod listener;
