//! A scenario: what happens at the counter and in Snipe-IT, step by step.

use chrono::{DateTime, Utc};
use snipeit_simulator::{Faults, Lab};

use super::end::End;
use super::wire::{Act, Place};

/// What somebody else does in Snipe-IT.
pub type Meddling = fn(&mut Lab, &Place, DateTime<Utc>);

/// One step. A second passes before each.
#[derive(Clone, Copy)]
pub enum Step {
    /// The technician, or a loop of the desk.
    Desk(Act),
    /// Somebody in Snipe-IT.
    Lab(&'static str, Meddling),
    /// The server's weather.
    Weather(&'static str, fn(&Faults)),
    /// So many seconds pass.
    Pass(i64),
    /// A backup of the server is made.
    BackUp,
    /// The backup is put back.
    Restore,
}

impl Step {
    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Desk(act) => format!("{act:?}"),
            Self::Lab(words, _) => format!("in Snipe-IT: {words}"),
            Self::Weather(words, _) => format!("the server: {words}"),
            Self::Pass(seconds) => format!("{seconds} s pass"),
            Self::BackUp => "the server is backed up".to_owned(),
            Self::Restore => "the server's backup is put back".to_owned(),
        }
    }
}

/// What a unit is asked as.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// This asset of the lab.
    Asset(usize),
    /// Any of the lab's model.
    Model,
}

/// An end other than that of the unkilled run, and why it is right.
#[derive(Clone, Copy)]
pub struct Allowed {
    /// Why.
    pub because: &'static str,
    /// Whether this is that end, given the end of the unkilled run.
    pub is: fn(&End, &End) -> bool,
}

/// What is carried out, and killed at each of its steps.
pub struct Scenario {
    /// Its name.
    pub name: &'static str,
    /// One requisition each.
    pub wanted: Vec<Wanted>,
    /// What happened before, without a kill.
    pub given: Vec<Step>,
    /// What is killed.
    pub steps: Vec<Step>,
    /// Other ends that are right.
    pub allowed: Vec<Allowed>,
}
