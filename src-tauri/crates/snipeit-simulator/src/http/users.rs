//! Users.

use std::sync::Arc;

use axum::extract::{Path, State};
use serde_json::Value;

use super::ask::{Ask, Query};
use super::errors::{self, Answer, Refusal};
use super::listing::{Column, Key, choices, paged, sorted};
use super::render::Scribe;
use crate::lab::Lab;
use crate::lab::find::folded;
use crate::lab::model::{Asset, Holder, User};
use crate::lab::rights::Permission;
use crate::server::Shared;

const COLUMNS: &[Column<User>] = &[
    ("first_name", |user| Key::Text(folded(&user.first_name))),
    ("last_name", |user| Key::Text(folded(&user.last_name))),
    ("id", |user| Key::Number(user.id.into())),
    ("username", |user| Key::Text(folded(&user.username))),
    ("email", |user| Key::Text(folded(user.email.as_deref().unwrap_or_default()))),
    ("created_at", |user| Key::Number(user.created_at.timestamp())),
    ("updated_at", |user| Key::Number(user.updated_at.timestamp())),
];

/// `GET users`: with `deleted=true` only deleted ones.
pub(crate) async fn list(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    ask.needs(Permission::UsersView)?;
    Ok(shared.read(|lab| {
        let deleted = ask.query.get("deleted") == Some("true");
        let rows = lab.users.values().filter(|user| user.deleted_at.is_some() == deleted);
        let rows = rows.filter(|user| fits(lab, user, &ask.query)).collect();
        let rows = sorted(&ask.query, rows, COLUMNS);
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        paged(&ask.query, &rows, |user| scribe.user(user))
    }))
}

fn fits(lab: &Lab, user: &User, query: &Query) -> bool {
    let same = |name: &str, value: Option<&str>| {
        query
            .get(name)
            .is_none_or(|wanted| value.is_some_and(|value| folded(value) == folded(wanted)))
    };
    same("email", user.email.as_deref())
        && same("username", Some(&user.username))
        && same("employee_num", user.employee_number.as_deref())
        && query.get("search").is_none_or(|text| mentions(user, text) || belongs(lab, user, text))
}

/// The list, unlike the select list, also looks at where a user belongs.
fn belongs(lab: &Lab, user: &User, text: &str) -> bool {
    let text = folded(text);
    let names = [
        user.location.and_then(|id| lab.locations.get(&id)).map(|place| &place.name),
        user.department.and_then(|id| lab.departments.get(&id)).map(|department| &department.name),
        user.company.and_then(|id| lab.companies.get(&id)).map(|company| &company.name),
    ];
    names.into_iter().flatten().any(|name| folded(name).contains(&text))
}

fn mentions(user: &User, text: &str) -> bool {
    let text = folded(text);
    let known = [Some(&user.username), user.email.as_ref(), user.employee_number.as_ref()];
    known.into_iter().flatten().any(|value| folded(value).contains(&text))
        || folded(&user.full_name()).contains(&text)
}

/// `GET users/{id}`
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::UsersView)?;
    one(&shared, &ask, id.parse().unwrap_or(0))
}

/// `GET users/me`: everybody may.
pub(crate) async fn me(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    one(&shared, &ask, ask.token.user)
}

fn one(shared: &Shared, ask: &Ask, id: u32) -> Answer {
    shared.read(|lab| {
        let user = lab.user(id).ok_or_else(missing)?;
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        Ok(errors::json(200, scribe.user(user)))
    })
}

/// `GET users/selectlist`: everybody may.
pub(crate) async fn select_list(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    Ok(shared.read(|lab| {
        let text = ask.query.get("search").unwrap_or_default();
        let found: Vec<&User> = lab.users().filter(|user| mentions(user, text)).collect();
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        choices(&ask.query, &found, |user| scribe.choice(user))
    }))
}

/// `GET users/{id}/assets`
pub(crate) async fn assets(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::UsersView)?;
    shared.read(|lab| {
        let user = id.parse().ok().and_then(|id| lab.user(id)).ok_or_else(missing)?;
        let holder = Some(Holder::User(user.id));
        let rows = lab.assets().filter(|asset| asset.holder == holder);
        let rows: Vec<&Asset> = rows.filter(|asset| lab.shows(&ask.token, asset)).collect();
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        Ok(paged(&ask.query, &rows, |asset| scribe.asset_of_user(asset)))
    })
}

fn missing() -> Refusal {
    const MISSING: &str = "User does not exist or you do not have permission view them.";
    Refusal::said(MISSING, Value::Null)
}
