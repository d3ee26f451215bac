//! The routes, and what a client gets when a request fails.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use spec_env::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::users::{User, Users};

/// `GET /users/:id`, for clients that know the key.
pub(crate) fn routes(users: Users, key: SecretString) -> Router {
    Router::new()
        .route("/users/{id}", get(user))
        .route_layer(middleware::from_fn_with_state(Arc::new(key), authorised))
        .with_state(users)
}

async fn user(State(users): State<Users>, Path(id): Path<i64>) -> Result<Json<User>, Failure> {
    tracing::info!(id, "looking up a user");
    match users.find(id).await {
        Ok(Some(user)) => Ok(Json(user)),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => {
            tracing::error!("the user cannot be read: {error}");
            Err(Failure::Internal)
        }
    }
}

async fn authorised(
    State(key): State<Arc<SecretString>>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let header = request.headers().get(AUTHORIZATION).map(HeaderValue::as_bytes);
    let token = header.and_then(|value| value.strip_prefix(b"Bearer ")).unwrap_or_default();
    if bool::from(token.ct_eq(key.expose_secret().as_bytes())) {
        Ok(next.run(request).await)
    } else {
        Err(Failure::Unauthorised)
    }
}

/// Why a request has no answer.
enum Failure {
    Unauthorised,
    NotFound,
    Internal,
}

/// The body of every failure: `{"error": {"code": "…", "message": "…"}}`.
#[derive(Serialize)]
struct Body {
    error: Reason,
}

#[derive(Serialize)]
struct Reason {
    code: &'static str,
    message: &'static str,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, code, message) = match self {
            Self::Unauthorised => {
                (StatusCode::UNAUTHORIZED, "unauthorized", "send a valid bearer token in Authorization")
            }
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", "there is no user with this id"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "the user cannot be read"),
        };
        (status, Json(Body { error: Reason { code, message } })).into_response()
    }
}
