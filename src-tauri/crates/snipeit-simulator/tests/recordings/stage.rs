//! The recorded server's state before each exchange.

use chrono::{DateTime, Utc};
use serde_json::Value;
use snipeit_simulator::{Asset, Condition, Holder, Lab, Matching, NewUser, Options, Times, User};

use crate::common::Desk;
use crate::image::{self, LOWPRIV};
use crate::{exchange, read_back};

/// A server in the state in which it answered.
pub async fn set(name: &str, recording: &Value, call: &Value) -> Desk {
    let mut lab = image::lab();
    prepare(&mut lab, name, recording);
    if recording["before"].is_object() {
        read_back::put_asset(&mut lab, &recording["before"]);
    }
    read_back::put_everything(&mut lab, &call["response"]["body"]);
    arrange(&mut lab, name);
    let desk = Desk::with(lab, options(name, moment(recording, call))).await;
    befall(&desk, name).await;
    desk
}

/// Names that only the log, or what comes after, tells.
fn prepare(lab: &mut Lab, name: &str, recording: &Value) {
    for row in recording["new_activity_rows"].as_array().into_iter().flatten() {
        read_back::put_names(lab, row);
    }
    if recording["after"].is_object() {
        read_back::put_holder(lab, &recording["after"]["assigned_to"]);
    }
    match name {
        "create-asset-assigned" => {
            let newest = lab.asset(2150).unwrap().clone();
            lab.put_asset(Asset { id: 2151, tag: "LAB-02151".to_owned(), ..newest });
        }
        "users-create-duplicate-email" => {
            lab.add_user(NewUser::named("Novo", "Utilizador"), crate::common::now());
        }
        _ => {}
    }
}

/// When the server wrote, which may be a second before it answered.
fn moment(recording: &Value, call: &Value) -> DateTime<Utc> {
    let written = read_back::time(&recording["new_activity_rows"][0]["created_at"]);
    let changed = (recording["before"]["updated_at"] != recording["after"]["updated_at"])
        .then(|| read_back::time(&recording["after"]["updated_at"]));
    written.or(changed.flatten()).unwrap_or_else(|| exchange::moment(&call["response"]))
}

/// What the administrator had set.
fn arrange(lab: &mut Lab, name: &str) {
    match name {
        _ if name.ends_with("note-required-setting") => lab.require_notes(true),
        _ if name.starts_with("fmcs") => {
            lab.keep_companies_apart(true);
            let user = lab.user(LOWPRIV).unwrap().clone();
            lab.put_user(User { company: Some(2), ..user });
        }
        _ if name.starts_with("maintenance") => lab.set_condition(Condition::Maintenance),
        "users-id-assets" => {
            for asset in [306, 891, 1596] {
                let held = lab.asset(asset).unwrap().clone();
                lab.put_asset(Asset { holder: Some(Holder::User(141)), ..held });
            }
        }
        _ if name.starts_with("database-down") => lab.set_condition(Condition::NoDatabase),
        _ => {}
    }
}

fn options(name: &str, at: DateTime<Utc>) -> Options {
    let rate_limit = if name.starts_with("throttle") { Some(1) } else { Some(120) };
    Options { rate_limit, ..exchange::options(at) }
}

/// What happened to tokens, to the web server behind it, and to the limit.
async fn befall(desk: &Desk, name: &str) {
    match name {
        "token-of-deactivated-user" => desk.simulator.with_lab(|lab| lab.deactivate_user(LOWPRIV)),
        "token-of-deleted-user" => {
            desk.simulator.with_lab(|lab| lab.delete_user(LOWPRIV, crate::common::now()));
        }
        "token-revoked" => desk.simulator.with_lab(|lab| lab.revoke_token(&desk.lowpriv)),
        "php-fpm-down-502" => {
            desk.simulator.faults().bad_gateway(Matching::any(), Times::UntilCleared);
        }
        _ if name.starts_with("throttle-429") => {
            desk.get("statuslabels?limit=1").await;
        }
        _ => {}
    }
}
