//! The scenario in the order of time: every step that somebody or something took.

use chrono::{DateTime, TimeDelta, Utc};
use domain::operation::OperationKind;

use super::calendar::{Calendar, Moment, hour};
use super::scenario::{ProjectFate, Scenario, StoryLine};

/// How long a decision can be undone, and then takes to be carried out.
const SETTLED_AFTER: TimeDelta = TimeDelta::seconds(6);
/// How long after a return the label is put back.
const RESTORED_AFTER: TimeDelta = TimeDelta::seconds(14);

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A requisition was asked for.
    Ask,
    /// A technician decided.
    Decide(OperationKind),
    /// A decision was carried out.
    Settle(OperationKind),
    /// Nobody collected it, and it was put back.
    Expire,
    /// It was handed over.
    CheckOut,
    /// It came back.
    CheckIn,
    /// Something was lent without a requisition.
    Lend,
    /// It came back.
    Return,
    /// A project ended.
    Complete,
    /// The technician looked at the bell's list.
    ReadMessages,
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub deed: Deed,
    /// The number of the story, the errand or the project in the scenario.
    pub subject: usize,
    /// The number of the story's line.
    pub line: usize,
}

/// All steps in the order of time.
pub fn steps(scenario: &Scenario, calendar: &Calendar) -> Vec<Step> {
    let at = |moment| calendar.moment(moment);
    let morning = at(Moment::new(0, hour(9)));
    let mut steps = vec![Step { at: morning, deed: Deed::ReadMessages, subject: 0, line: 0 }];
    for (subject, story) in scenario.stories.iter().enumerate() {
        steps.push(Step { at: at(story.asked), deed: Deed::Ask, subject, line: 0 });
        for (line, told) in story.lines.iter().enumerate() {
            let deeds = line_deeds(told, at).into_iter();
            steps.extend(deeds.map(|(at, deed)| Step { at, deed, subject, line }));
        }
    }
    steps.extend(beside(scenario, at));
    steps.sort_by_key(|step| step.at);
    steps
}

fn line_deeds(
    line: &StoryLine,
    at: impl Fn(Moment) -> DateTime<Utc>,
) -> Vec<(DateTime<Utc>, Deed)> {
    let decisions = [
        (line.rejected, OperationKind::Reject),
        (line.cancelled, OperationKind::Cancel),
        (line.approved, OperationKind::Reserve),
        (line.released, OperationKind::Release),
    ];
    let mut deeds = Vec::new();
    for (decided, kind) in decisions {
        if let Some(decided) = decided.map(&at) {
            deeds.push((decided, Deed::Decide(kind)));
            deeds.push((decided + SETTLED_AFTER, Deed::Settle(kind)));
        }
    }
    deeds.extend(line.expired.map(|moment| (at(moment), Deed::Expire)));
    deeds.extend(line.collected.map(|moment| (at(moment), Deed::CheckOut)));
    if let Some(back) = line.back.map(&at) {
        deeds.push((back, Deed::CheckIn));
        deeds.push((back + RESTORED_AFTER, Deed::Settle(OperationKind::RestoreLabel)));
    }
    deeds
}

/// What has nothing to do with a requisition.
fn beside(scenario: &Scenario, at: impl Fn(Moment) -> DateTime<Utc>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut add = |at, deed, subject| steps.push(Step { at, deed, subject, line: 0 });
    for (subject, errand) in scenario.errands.iter().enumerate() {
        add(at(errand.out), Deed::Lend, subject);
        if let Some(back) = errand.back {
            add(at(back), Deed::Return, subject);
        }
    }
    for (subject, project) in scenario.projects.iter().enumerate() {
        if let ProjectFate::Completed(moment) = project.fate {
            add(at(moment), Deed::Complete, subject);
        }
    }
    steps
}
