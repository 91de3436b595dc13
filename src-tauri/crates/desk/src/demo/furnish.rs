//! Furnishing the demo: people, projects, and requisitions in every state, with the history that
//! would have led there.

use chrono::{DateTime, Utc};
use domain::evidence::Actor;
use domain::labels::LabelMap;
use snipeit_simulator::Lab;
use workspace::{Stamp, Workspace};

use crate::api::DeskError;
use crate::configuration::{Configuration, Connection};

/// Furnishes an empty workspace, and gives the lab it belongs to.
pub fn furnish(
    workspace: &Workspace,
    labels: LabelMap,
    now: DateTime<Utc>,
) -> Result<Lab, DeskError> {
    let lab = Lab::demo(now);
    let technician = lab.user(1).map(|user| user.full_name()).unwrap_or_default();
    let connection = Connection {
        address: String::new(),
        host: "demo".to_owned(),
        technician: technician.clone(),
    };
    let configuration = Configuration::new(connection, labels, lab.zone());
    let stamp = Stamp { actor: Actor::Technician { name: technician }, at: now };
    workspace.write(&stamp, |write| configuration.save(write))?;
    Ok(lab)
}
