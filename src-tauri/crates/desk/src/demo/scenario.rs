//! What happened in the two weeks before the demo is opened: data, and its shape.

use serde::Deserialize;

use super::calendar::{Day, Moment};

const SCENARIO: &str = include_str!("scenario.json");

/// Everything that happened.
#[derive(Debug, Deserialize)]
pub struct Scenario {
    /// The projects.
    pub projects: Vec<Project>,
    /// The requisitions in the order in which they were asked for.
    pub stories: Vec<Story>,
    /// Loans that no requisition asked for.
    pub errands: Vec<Errand>,
}

/// A project.
#[derive(Debug, Deserialize)]
pub struct Project {
    /// Name.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Course.
    pub course: String,
    /// Group number.
    pub group: Option<u32>,
    /// Tags.
    pub tags: Vec<String>,
    /// Working days ago on which it was asked for.
    pub age: u32,
    /// Where its life has led.
    pub fate: ProjectFate,
    /// Who speaks for it.
    pub leader: String,
    /// Who works in it.
    #[serde(default)]
    pub members: Vec<String>,
    /// Who follows it.
    pub observer: Option<String>,
    /// Who advises it.
    pub advisor: Option<String>,
    /// Who answers for it.
    pub supervisor: String,
}

/// Where a project's life has led.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectFate {
    /// Not decided.
    Pending,
    /// Runs.
    Active,
    /// Declined.
    Rejected,
    /// Ended then.
    Completed(Moment),
}

/// A requisition.
#[derive(Debug, Deserialize)]
pub struct Story {
    /// For which project.
    pub project: String,
    /// Who asks.
    pub by: String,
    /// When.
    pub asked: Moment,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// What for.
    pub purpose: String,
    /// What is asked for, and what became of it.
    pub lines: Vec<StoryLine>,
}

/// A line, and what became of its units; with nothing told they are pending.
#[derive(Debug, Deserialize)]
pub struct StoryLine {
    /// The thing.
    #[serde(flatten)]
    pub thing: Thing,
    /// How many.
    #[serde(default = "one")]
    pub units: u32,
    /// Declined then.
    pub rejected: Option<Moment>,
    /// Withdrawn then.
    pub cancelled: Option<Moment>,
    /// The reason given for either.
    pub why: Option<String>,
    /// Approved then, and reserved.
    pub approved: Option<Moment>,
    /// Given up then.
    pub released: Option<Moment>,
    /// Not collected, and put back then.
    pub expired: Option<Moment>,
    /// Checked out then.
    pub collected: Option<Moment>,
    /// To whom, if not to the requester.
    pub to: Option<String>,
    /// Due then, if not on the last day.
    pub due: Option<Day>,
    /// Checked in then.
    pub back: Option<Moment>,
    /// All but so many units.
    #[serde(default)]
    pub kept: usize,
}

/// What a line names.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// An asset, by tag.
    Asset(String),
    /// A model, by name.
    Model(String),
}

/// A loan that no requisition asked for.
#[derive(Debug, Deserialize)]
pub struct Errand {
    /// The asset's tag.
    pub asset: String,
    /// Who has it.
    pub to: String,
    /// Since when.
    pub out: Moment,
    /// When it is due.
    pub due: Day,
    /// When it came back.
    pub back: Option<Moment>,
}

fn one() -> u32 {
    1
}

/// Reads the scenario.
pub fn read() -> Result<Scenario, serde_json::Error> {
    serde_json::from_str(SCENARIO)
}
