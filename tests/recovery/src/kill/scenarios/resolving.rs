//! Answers to what Snipe-IT and the workspace disagree about.

use chrono::{DateTime, Utc};
use domain::decide::answer::Answer;
use snipeit_simulator::{Lab, Matching, Times};

use super::lending::moving;
use super::{CONNECTED, FEED, HANDED_OUT, SETTLE, UNDO_TIME, decided, plain, reserve, reserved};
use crate::kill::script::{Scenario, Step};
use crate::kill::wire::{Act, Place};

const COMPARE: Step = Step::Desk(Act::Reconcile);

/// What is disagreed about the first asset is answered, and carried out.
fn answered(name: &'static str, given: Vec<Step>, answer: Answer) -> Scenario {
    plain(name, given, decided(Act::Answer { asset: 0, answer }))
}

/// The reserved asset goes to somebody outside the project.
fn given_to_a_stranger() -> Vec<Step> {
    let stranger = Step::Lab("somebody outside the project gets it", |lab, place, at| {
        // The lab is ours: the asset is there and free.
        let _ = lab.check_out(place.assets[0], place.stranger, None, None, at);
    });
    reserved(&[stranger, FEED])
}

/// It is checked in from the wrong person and out to the right one.
#[must_use]
pub fn correcting_the_person() -> Scenario {
    let act = Act::Answer { asset: 0, answer: Answer::WrongPerson };
    let steps = [decided(act), vec![UNDO_TIME, SETTLE]].concat();
    moving(plain("correcting_the_person", given_to_a_stranger(), steps))
}

/// It stays where it is, and the requester gets another one.
#[must_use]
pub fn taking_another() -> Scenario {
    answered("taking_another", given_to_a_stranger(), Answer::AnotherAsset)
}

/// Who has it becomes a member.
#[must_use]
pub fn adding_a_member() -> Scenario {
    answered("adding_a_member", given_to_a_stranger(), Answer::AddMember)
}

/// Somebody takes the Reserved label off.
fn unlabelled() -> Vec<Step> {
    let changed = Step::Lab("the Reserved label is taken off", |lab, place, at| {
        let _ = lab.set_label(place.assets[0], 2, at);
    });
    reserved(&[changed, COMPARE])
}

/// The reservation ends here.
#[must_use]
pub fn giving_the_unit_up() -> Scenario {
    answered("giving_the_unit_up", unlabelled(), Answer::ReleaseUnit)
}

/// The Reserved label is set again.
#[must_use]
pub fn labelling_again() -> Scenario {
    answered("labelling_again", unlabelled(), Answer::PutReserved)
}

/// What nobody approved and is out is this loan.
#[must_use]
pub fn accepting_a_loan() -> Scenario {
    answered("accepting_a_loan", vec![CONNECTED, HANDED_OUT, FEED], Answer::AcceptLoan)
}

/// What is out here is on the shelf there.
fn freed() -> Vec<Step> {
    let freed = Step::Lab("nobody holds it any more, without a word", |lab, place, at| {
        let _ = lab.free_silently(place.assets[0], at);
    });
    reserved(&[HANDED_OUT, FEED, freed, COMPARE])
}

/// It came back.
#[must_use]
pub fn believing_a_return() -> Scenario {
    answered("believing_a_return", freed(), Answer::Returned)
}

/// They still have it.
#[must_use]
pub fn lending_again() -> Scenario {
    moving(answered("lending_again", freed(), Answer::LendAgain))
}

/// The log says that it came back, and the asset says that it did not: it did.
#[must_use]
pub fn bringing_back() -> Scenario {
    let row = Step::Lab("the log says that it came back", say_that_it_came_back);
    moving(answered("bringing_back", reserved(&[HANDED_OUT, FEED, row, FEED]), Answer::TakeBack))
}

/// Writes the row of a check-in that never was.
fn say_that_it_came_back(lab: &mut Lab, place: &Place, at: DateTime<Utc>) {
    let mut elsewhere = lab.clone();
    let row = elsewhere.check_in(place.assets[0], None, at);
    if let Some(row) = row.ok().and_then(|row| elsewhere.withhold(row)) {
        lab.release(row);
    }
}

/// An asset wears Reserved for nobody.
fn unclaimed() -> Vec<Step> {
    let labelled = Step::Lab("an asset is labelled Reserved for nobody", |lab, place, at| {
        let _ = lab.set_label(place.assets[0], 7, at);
    });
    vec![CONNECTED, labelled, COMPARE]
}

/// It is free.
#[must_use]
pub fn freeing_a_label() -> Scenario {
    answered("freeing_a_label", unclaimed(), Answer::PutAvailable)
}

/// It is right as it is.
#[must_use]
pub fn keeping() -> Scenario {
    answered("keeping", unclaimed(), Answer::Keep)
}

/// A hand-over that nobody could tell the fate of.
fn unknown() -> Vec<Step> {
    let weather = Step::Weather("the request will not arrive", |faults| {
        faults.cut_before(Matching::new("POST", "checkout"), Times::Next(1));
    });
    let over = [vec![weather], decided(Act::HandOver { unit: 0 })].concat();
    let readings = [15, 45, 240, 900, 60].into_iter().flat_map(|wait| [Step::Pass(wait), SETTLE]);
    [vec![CONNECTED], reserve(0).to_vec(), over, readings.collect()].concat()
}

/// It was not done, and is sent again because a person says so.
#[must_use]
pub fn sending_again() -> Scenario {
    moving(answered("sending_again", unknown(), Answer::SendAgain))
}

/// It was not done and shall not be.
#[must_use]
pub fn giving_up() -> Scenario {
    answered("giving_up", unknown(), Answer::GiveUp)
}
