//! Adding a user over HTTP.

use std::sync::Arc;

use axum::extract::State;
use serde_json::Value;

use super::ask::{Ask, Fields, as_id};
use super::errors::{self, Answer, Refusal, Wrong};
use super::render::Scribe;
use crate::lab::Lab;
use crate::lab::find::folded;
use crate::lab::model::NewUser;
use crate::lab::rights::Permission;
use crate::server::Shared;

/// The shortest password.
const SHORTEST: usize = 8;

/// `POST users`: inactive unless `activated` is sent; a known e-mail address is no obstacle.
pub(crate) async fn create(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    ask.needs(Permission::UsersCreate)?;
    let now = shared.now();
    shared.with_lab(|lab| {
        validate(lab, &ask.fields)?;
        let id = lab.add_user_by(&ask.hand(), wished(&ask.fields), now);
        if let Some(user) = lab.users.get_mut(&id) {
            user.activated = truthy(ask.fields.raw("activated"));
            user.locale = None;
        }
        let scribe = Scribe::new(lab, &ask.token, &shared.address, now);
        let payload = lab.user(id).map_or(Value::Null, |user| scribe.user(user));
        Ok(errors::success("User was successfully created.", payload))
    })
}

fn validate(lab: &Lab, fields: &Fields) -> Result<(), Refusal> {
    let username = fields.text("username").map(folded);
    let taken = lab.users().any(|user| Some(folded(&user.username)) == username);
    let email = fields.text("email");
    let bad_email = email.is_some_and(|email| !email.contains('@'));
    let wrong = Wrong::default()
        .when(
            fields.text("first_name").is_none(),
            "first_name",
            "The first name field is required.",
        )
        .when(
            username.is_none(),
            "username",
            "The username field is required unless ldap import is in 1.",
        )
        .when(taken, "username", "The username must be unique.")
        .when(bad_email, "email", "The email field must be a valid email address.");
    validate_password(fields, wrong).finish()
}

fn validate_password(fields: &Fields, wrong: Wrong) -> Wrong {
    let Some(password) = fields.text("password") else {
        return wrong.field("password", "The password field is required.");
    };
    let confirmed = fields.text("password_confirmation") == Some(password);
    let short = password.chars().count() < SHORTEST;
    wrong.when(!confirmed, "password", "The password field confirmation does not match.").when(
        short,
        "password",
        "The password field must be at least 8 characters.",
    )
}

fn wished(fields: &Fields) -> NewUser {
    let text = |name| fields.text(name).map(str::to_owned);
    let id = |name| fields.filled(name).and_then(as_id);
    NewUser {
        first_name: text("first_name").unwrap_or_default(),
        last_name: text("last_name").unwrap_or_default(),
        username: text("username").unwrap_or_default(),
        email: text("email"),
        employee_number: text("employee_num"),
        location: id("location_id"),
        department: id("department_id"),
        company: id("company_id"),
    }
}

/// As PHP sees it.
fn truthy(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::Number(number)) => number.as_i64() != Some(0),
        Some(Value::String(text)) => !matches!(text.as_str(), "" | "0" | "false"),
        _ => false,
    }
}
