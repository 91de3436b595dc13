//! Furnishing the demo: people, projects, and requisitions in every state, with the history that
//! would have led there.
//!
//! Workspace and lab are played side by side, so that each says what the other says. Nobody works
//! at the simulated counter afterwards: what is reserved in the demo stays reserved until somebody
//! checks it out over the simulated Snipe-IT's API.

use chrono::{DateTime, Utc};
use domain::evidence::Actor;
use domain::labels::LabelMap;
use snipeit_simulator::Lab;
use workspace::{Stamp, Workspace};

use super::calendar::{Calendar, Moment, hour};
use super::people::{self, Everyone};
use super::scene::Scene;
use super::{play, plot, projects, scenario};
use crate::api::{DeskError, Language, StorageProblem};
use crate::configuration::{Configuration, Connection};

/// Working days ago on which the counter began to use Toolcrib.
const OPENED: u32 = 33;

/// Furnishes an empty workspace, and gives the lab it belongs to.
pub fn furnish(
    workspace: &Workspace,
    labels: LabelMap,
    language: Language,
    now: DateTime<Utc>,
) -> Result<Lab, DeskError> {
    let lab = Lab::demo(now);
    let scenario = scenario::read().map_err(unreadable)?;
    let calendar = Calendar::around(now, lab.zone());
    let name = lab.user(1).map(|user| user.full_name()).unwrap_or_default();
    let technician = Actor::Technician { name: name.clone() };
    let at = calendar.moment(Moment::new(OPENED, hour(9)));
    let opened = Stamp { actor: technician.clone(), at };
    let everyone = open(workspace, &lab, labels, (name, language), &opened)?;
    let projects =
        projects::establish(workspace, &scenario.projects, &everyone, &technician, &calendar)?;
    let steps = plot::steps(&scenario, &calendar);
    let requisitions = Vec::new();
    let mut scene = Scene { scenario, calendar, everyone, projects, requisitions, lab, labels };
    play::play(workspace, &mut scene, &steps, &technician)?;
    let read = Stamp { actor: technician, at: now };
    workspace.write(&read, |write| write.advance_feed(scene.newest()))?;
    Ok(scene.lab)
}

/// Settings, people, and the place in the log from which it is read.
fn open(
    workspace: &Workspace,
    lab: &Lab,
    labels: LabelMap,
    (technician, language): (String, Language),
    stamp: &Stamp,
) -> Result<Everyone, DeskError> {
    let connection = Connection::new(String::new(), "demo".to_owned(), technician);
    let connection = Connection { language, ..connection };
    let configuration = Configuration::new(connection, labels, lab.zone());
    workspace.write(stamp, |write| {
        configuration.save(write)?;
        write.start_feed(domain::ids::ActivityId(lab.newest_activity()))?;
        people::enrol(write, lab)
    })
}

fn unreadable(error: serde_json::Error) -> DeskError {
    tracing::error!(%error, "the scenario cannot be read");
    DeskError::Storage { problem: StorageProblem::Corrupt }
}
