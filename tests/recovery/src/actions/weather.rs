//! What goes wrong between the desk and the server.

use chrono::TimeDelta;
use snipeit_simulator::{Faults, Matching, Times, WrongType};

use crate::world::World;

/// The kinds of bad weather that a request can meet.
const FAULTS: [Fault; 11] = [
    Fault::CutBefore,
    Fault::Lingers,
    Fault::AnswerLost,
    Fault::Truncated,
    Fault::ServerError,
    Fault::BadGateway,
    Fault::Maintenance,
    Fault::TooManyRequests,
    Fault::Redirect,
    Fault::WrongType,
    Fault::FirstPage,
];

/// Fields whose loss must be noticed, and what they may become without being a lie.
const FIELDS: [(&str, WrongType); 6] = [
    ("id", WrongType::List),
    ("id", WrongType::Missing),
    ("assigned_to", WrongType::Missing),
    ("status_label", WrongType::Text),
    ("rows", WrongType::Null),
    ("item", WrongType::List),
];

#[derive(Debug, Clone, Copy)]
enum Fault {
    CutBefore,
    Lingers,
    AnswerLost,
    Truncated,
    ServerError,
    BadGateway,
    Maintenance,
    TooManyRequests,
    Redirect,
    WrongType,
    FirstPage,
}

/// Bad weather for the next requests of some kind.
pub fn fault(world: &mut World<'_>) -> String {
    let Some(fault) = world.chance.pick(&FAULTS).copied() else { return String::new() };
    let (words, matching) = requests(world, fault);
    let times = world.chance.between(1, 3);
    plan(world, fault, matching, Times::Next(times));
    format!("{fault:?} for the next {times} of {words}")
}

/// Bad weather for whatever comes next, of every kind that has not struck yet.
pub fn strike(world: &mut World<'_>) -> String {
    let Some(fault) = world.chance.pick(&FAULTS[2..8]).copied() else { return String::new() };
    world.offline = false;
    world.server().faults().clear();
    plan(world, fault, Matching::any(), Times::Next(1));
    format!("{fault:?} for the next request")
}

/// Writes are met more often than their share.
fn requests(world: &mut World<'_>, fault: Fault) -> (&'static str, Matching) {
    if matches!(fault, Fault::Lingers) {
        return ("PATCH", Matching::new("PATCH", "/hardware/"));
    }
    match world.chance.between(0, 5) {
        0 | 1 => ("PATCH", Matching::new("PATCH", "/hardware/")),
        2 => ("POST", Matching::new("POST", "/hardware/")),
        3 => ("the log", Matching::path("reports/activity")),
        4 => ("assets", Matching::new("GET", "/hardware/")),
        _ => ("all", Matching::any()),
    }
}

fn plan(world: &mut World<'_>, fault: Fault, matching: Matching, times: Times) {
    let (wait, after) = (world.chance.one_in(2), world.chance.between(1, 55));
    let (field, becomes) = *world.chance.pick(&FIELDS).unwrap_or(&FIELDS[0]);
    let retry_after = wait.then_some(30);
    if matches!(fault, Fault::Lingers) {
        world.watcher.sight().lingers = Some(TimeDelta::seconds(after.into()));
    }
    let faults: &Faults = world.server().faults();
    match fault {
        Fault::CutBefore | Fault::Lingers => faults.cut_before(matching, times),
        Fault::AnswerLost => faults.lose_answer(matching, times),
        Fault::Truncated => faults.truncate(matching, times),
        Fault::ServerError => faults.server_error(matching, times),
        Fault::BadGateway => faults.bad_gateway(matching, times),
        Fault::Maintenance => faults.maintenance(matching, times),
        Fault::TooManyRequests => faults.too_many_requests(matching, times, retry_after),
        Fault::Redirect => faults.redirect_to_setup(matching, times),
        Fault::WrongType => faults.wrong_type(matching, times, field, becomes),
        Fault::FirstPage => faults.repeat_first_page(matching, times),
    }
}

/// The server goes away.
pub fn go_away(world: &mut World<'_>) -> String {
    world.offline = true;
    world.server().faults().go_offline();
    "the server goes away".to_owned()
}

/// The server comes back.
pub fn come_back(world: &mut World<'_>) -> String {
    world.offline = false;
    world.server().faults().come_back();
    "the server comes back".to_owned()
}
