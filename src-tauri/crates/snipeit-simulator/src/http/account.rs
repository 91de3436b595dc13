//! What belongs to the asking user alone.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::Value;

use super::ask::Ask;
use super::errors;
use super::render::Scribe;
use crate::server::Shared;

/// `GET account/personal-access-tokens`: their names and times, never the tokens.
pub(crate) async fn tokens(State(shared): State<Arc<Shared>>, ask: Ask) -> Response {
    shared.read(|lab| {
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        let own = lab.tokens.iter().filter(|token| token.user == ask.token.user);
        let rows: Vec<Value> = own.map(|token| scribe.token(token)).collect();
        errors::success(Value::Null, rows.into())
    })
}
