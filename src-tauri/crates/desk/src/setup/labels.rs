//! Creating a missing label because a person asked for it: all that connecting ever writes.

use domain::asset::LabelKind;
use domain::catalogue::StatusLabel;
use domain::text::fold;
use domain::validate::Problem;
use snipeit::Client;

use super::Pending;
use crate::api::{DeskError, LabelChoice, LabelRole};
use crate::counter::Counter;
use crate::settings;
use crate::trust::invalid;

/// As long as Snipe-IT takes them.
const LONGEST_NAME: usize = 255;

impl Pending {
    /// Creates a label while connecting; the last step may choose it.
    pub async fn create_label(
        &mut self,
        role: LabelRole,
        name: &str,
    ) -> Result<LabelChoice, DeskError> {
        let label = create(&self.client, role, name).await?;
        let choice = settings::choice(label.label, label.assets);
        self.report.labels.retain(|known| known.id != choice.id);
        self.report.labels.push(choice.clone());
        Ok(choice)
    }
}

/// Creates a label for an open workspace; the settings may choose it at once.
pub async fn create_label(
    counter: &Counter,
    role: LabelRole,
    name: &str,
) -> Result<LabelChoice, DeskError> {
    let client = counter.client_at_hand()?;
    let label = create(&client, role, name).await?;
    settings::know_labels(counter, client.labels().await?).await?;
    Ok(settings::choice(label.label, label.assets))
}

/// A label of that name which is there already is taken as it is: the answer to an earlier wish
/// may have been lost.
async fn create(client: &Client, role: LabelRole, name: &str) -> Result<StatusLabel, DeskError> {
    let name = checked(name)?;
    let mut known = client.labels().await?.into_iter();
    match known.find(|known| fold(&known.label.name) == fold(name)) {
        Some(known) if known.label.kind == kind(role) => Ok(known),
        Some(_) => Err(invalid("name", Problem::Taken)),
        None => Ok(client.create_label(name, kind(role)).await?),
    }
}

/// Whatever a label is for, its assets must be fit to be checked out.
fn kind(role: LabelRole) -> LabelKind {
    match role {
        LabelRole::Available | LabelRole::Reserved | LabelRole::CheckedOut => LabelKind::Deployable,
    }
}

fn checked(name: &str) -> Result<&str, DeskError> {
    let name = name.trim();
    let problem = match name {
        "" => Some(Problem::Required),
        name if name.chars().any(char::is_control) => Some(Problem::Unreadable),
        name if name.chars().count() > LONGEST_NAME => Some(Problem::TooLong { max: 255 }),
        _ => None,
    };
    problem.map_or(Ok(name), |problem| Err(invalid("name", problem)))
}
