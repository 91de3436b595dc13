//! Status labels: read them all, create one.

use domain::asset::LabelKind;
use domain::catalogue::StatusLabel;
use serde_json::{Value, json};

use super::Client;
use super::pages::Position;
use crate::error::Error;
use crate::request::{Change, Query};
use crate::wire::field::Number;
use crate::wire::listed::{Listed, ReadRow};
use crate::wire::read;

#[derive(serde::Deserialize)]
struct Created {
    payload: Record,
}

#[derive(serde::Deserialize)]
struct Record {
    id: Number,
}

impl Client {
    /// Reads all status labels, by id.
    ///
    /// # Errors
    /// As any request.
    pub async fn labels(&self) -> Result<Vec<StatusLabel>, Error> {
        let mut pages = self.rows_of::<StatusLabel>(Position::default());
        let mut labels = Vec::new();
        while let Some(batch) = pages.next().await? {
            for row in &batch.unreadable {
                tracing::warn!(id = row.id, problem = row.problem, "status label left out");
            }
            labels.extend(batch.rows);
        }
        labels.sort_by_key(Listed::number);
        labels.dedup_by_key(|label| label.number());
        Ok(labels)
    }

    /// Creates a status label and reads it back: a type that the server does not know makes an
    /// undeployable label without a word. Sent once.
    ///
    /// # Errors
    /// [`Error::Refused`] when the name is taken; [`Error::Malformed`] when the label came out
    /// with another type, or is asked for with an unknown one.
    pub async fn create_label(&self, name: &str, kind: LabelKind) -> Result<StatusLabel, Error> {
        let word = word(kind).ok_or_else(|| wrong_kind("no type that labels can have"))?;
        let body = json!({ "name": name, "type": word });
        let answer = self.write(Change::post(&["statuslabels"], body)).await?;
        let Created { payload } = read(&answer)?;
        let label = self.label(payload.id.0).await?;
        if label.label.kind == kind { Ok(label) } else { Err(wrong_kind("not the one asked for")) }
    }

    async fn label(&self, id: u32) -> Result<StatusLabel, Error> {
        let answer: Value = self.read(Query::one(&["statuslabels", &id.to_string()])).await?;
        StatusLabel::read_row(&answer, self.zone())
    }
}

fn word(kind: LabelKind) -> Option<&'static str> {
    match kind {
        LabelKind::Deployable => Some("deployable"),
        LabelKind::Pending => Some("pending"),
        LabelKind::Undeployable => Some("undeployable"),
        LabelKind::Archived => Some("archived"),
        LabelKind::Unknown => None,
    }
}

fn wrong_kind(problem: &str) -> Error {
    Error::Malformed { path: "type".to_owned(), problem: problem.to_owned() }
}
