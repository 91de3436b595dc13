//! A user as the API shows them.

use serde_json::{Map, Value, json};

use super::{Scribe, escaped, escaped_or_null, named, reference};
use crate::lab::model::User;
use crate::lab::rights::{Locale, Rights};

impl Scribe<'_> {
    pub(crate) fn user(&self, user: &User) -> Value {
        let mut all = self.person(user);
        for part in [self.membership(user), account(user), self.record(user)] {
            if let (Value::Object(all), Value::Object(part)) = (&mut all, part) {
                all.extend(part);
            }
        }
        all
    }

    fn person(&self, user: &User) -> Value {
        json!({
            "id": user.id,
            "avatar": self.avatar(),
            "name": escaped(&user.full_name()),
            "first_name": escaped(&user.first_name),
            "last_name": escaped(&user.last_name),
            "username": escaped(&user.username),
            "employee_num": escaped_or_null(user.employee_number.as_deref()),
            "email": escaped_or_null(user.email.as_deref()),
            "manager": null, "jobtitle": null, "phone": null, "website": null, "address": null,
            "city": null, "state": null, "country": null, "zip": null, "notes": null,
        })
    }

    fn membership(&self, user: &User) -> Value {
        let department = user.department.and_then(|id| self.lab.departments.get(&id));
        json!({
            "department": department.map(|d| reference(d.id, &d.name)),
            "location": self.location(user.location),
            "company": named(user.company.and_then(|id| self.lab.companies.get(&id))),
            "permissions": self.permissions_of(user),
            "groups": null,
        })
    }

    fn record(&self, user: &User) -> Value {
        let held = self.tally().held.get(user.id);
        let boss = self.rights.is_superuser();
        let alive = user.deleted_at.is_none();
        json!({
            "assets_count": held,
            "licenses_count": 0, "accessories_count": 0, "consumables_count": 0,
            "manages_users_count": 0, "manages_locations_count": 0,
            "created_by": self.user_name(crate::lab::ADMIN),
            "created_at": self.time(user.created_at),
            "updated_at": self.time(user.updated_at),
            "start_date": null, "end_date": null, "last_login": null,
            "deleted_at": self.time_or_null(user.deleted_at),
            "available_actions": {
                "update": boss && alive,
                "delete": boss && alive && held == 0,
                "clone": boss && alive,
                "restore": boss && !alive,
            },
        })
    }

    /// What a user's tokens may do; users without one have no permissions of their own.
    fn permissions_of(&self, user: &User) -> Value {
        if user.id == self.reader {
            return permissions(self.rights);
        }
        let rights = self.lab.tokens.iter().find(|token| token.user == user.id);
        rights.map_or_else(|| json!({}), |token| permissions(&token.rights))
    }

    fn avatar(&self) -> String {
        format!("{}/uploads/default.png", self.address)
    }

    /// An entry of a select list, which is not escaped.
    pub(crate) fn choice(&self, user: &User) -> Value {
        let number = user.employee_number.as_ref().map(|n| format!(" - #{n}")).unwrap_or_default();
        let text = format!("{}, {} ({}){number}", user.last_name, user.first_name, user.username);
        json!({ "id": user.id, "text": text, "image": self.avatar() })
    }
}

/// A set of rights as a user's record shows it.
fn permissions(rights: &Rights) -> Value {
    let keys: Map<String, Value> =
        rights.keys().into_iter().map(|key| (key.to_owned(), json!(1))).collect();
    Value::Object(keys)
}

fn account(user: &User) -> Value {
    json!({
        "remote": false,
        "locale": user.locale.map(Locale::code),
        "vip": false,
        "activated": user.activated,
        "autoassign_licenses": true,
        "ldap_import": false,
        "two_factor_enrolled": false,
        "two_factor_optin": false,
    })
}
