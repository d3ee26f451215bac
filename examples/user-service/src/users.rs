//! The users, in a database.

use serde::Serialize;
use spec_env::{ExposeSecret, SecretString};
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};

/// A user, as clients see one.
#[derive(Serialize)]
pub(crate) struct User {
    id: i64,
    name: String,
}

/// A pool of connections to the table of users.
#[derive(Clone)]
pub(crate) struct Users(SqlitePool);

impl Users {
    /// Opens the database, with at most `connections` at a time; a new one has a single user, 1.
    pub(crate) async fn open(address: &SecretString, connections: u32) -> Result<Self, sqlx::Error> {
        let pool = SqlitePoolOptions::new()
            .max_connections(connections)
            // A database in memory lives as long as its last connection.
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect(address.expose_secret())
            .await?;
        sqlx::query("CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
            .execute(&pool)
            .await?;
        sqlx::query("INSERT OR IGNORE INTO users (id, name) VALUES (1, 'Ada Lovelace')")
            .execute(&pool)
            .await?;
        Ok(Self(pool))
    }

    /// The user with an id, if there is one.
    pub(crate) async fn find(&self, id: i64) -> Result<Option<User>, sqlx::Error> {
        let row = sqlx::query_as("SELECT id, name FROM users WHERE id = ?").bind(id).fetch_optional(&self.0);
        Ok(row.await?.map(|(id, name)| User { id, name }))
    }
}
