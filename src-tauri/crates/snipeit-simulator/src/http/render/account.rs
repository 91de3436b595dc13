//! Tokens and audits as the API shows them.

use chrono::{DateTime, NaiveTime, Utc};
use serde_json::{Value, json};

use super::Scribe;
use super::raw::utc;
use crate::lab::model::Asset;
use crate::lab::rights::Token;

/// How long a token is good, in days.
const GOOD_FOR: i64 = 15 * 365;

impl Scribe<'_> {
    /// A token without its text.
    pub(crate) fn token(&self, token: &Token) -> Value {
        let made = self.lab.users.get(&token.user).map_or(self.now, |user| user.created_at);
        json!({
            "id": format!("{:x}", made.timestamp()),
            "user_id": token.user,
            "client_id": 1,
            "name": format!("token of user {}", token.user),
            "scopes": [],
            "revoked": false,
            "created_at": utc(made),
            "updated_at": utc(made),
            "expires_at": utc(made + chrono::Duration::days(GOOD_FOR)),
            "client": client(made),
        })
    }

    /// The reply to an audit: the next one is a whole date-time here.
    pub(crate) fn audited(&self, asset: &Asset, note: Option<&str>) -> Value {
        let next = asset.next_audit.map(|day| {
            let start = day.and_time(NaiveTime::MIN);
            let formatted = start.format("%a %b %d, %Y %-I:%M%p").to_string();
            json!({ "datetime": start.to_string(), "formatted": formatted })
        });
        json!({
            "id": asset.id,
            "asset_tag": asset.tag,
            "note": note,
            "next_audit_date": next,
        })
    }
}

fn client(made: DateTime<Utc>) -> Value {
    json!({
        "id": 1,
        "user_id": null,
        "name": "Snipe-IT Personal Access Client",
        "provider": null,
        "redirect": "http://localhost",
        "personal_access_client": true,
        "password_client": false,
        "revoked": false,
        "created_at": utc(made),
        "updated_at": utc(made),
    })
}
