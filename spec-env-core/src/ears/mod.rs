//! EARS: statements → tokens → sentences with preconditions, triggers, an actor and responses.

pub(crate) mod characters;
mod clauses;
pub(crate) mod ellipsis;
mod keyword;
pub(crate) mod lexer;
pub(crate) mod phrase;
mod plain;
pub(crate) mod pronoun;
pub(crate) mod reworded;
pub(crate) mod seam;
pub(crate) mod sentence;
pub(crate) mod token;
pub(crate) mod word;
