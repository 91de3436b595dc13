//! Handing over, taking back, and keeping papers with an asset. None of these may be sent twice:
//! after an error whose [`Error::answer_lost`] is true, only reading tells what happened.

use chrono::NaiveDate;
use domain::ids::{AssetId, LabelId, UserId};
use serde_json::{Map, Value, json};

use super::Client;
use crate::error::Error;
use crate::request::{Change, Upload};

/// A check-out to a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckOut {
    /// Who gets it.
    pub to: UserId,
    /// When it is expected back.
    pub expected: Option<NaiveDate>,
    /// A note; some servers insist on one.
    pub note: Option<String>,
    /// The label to set with it; without one the label stays.
    pub label: Option<LabelId>,
}

/// A check-in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckIn {
    /// A note; some servers insist on one.
    pub note: Option<String>,
    /// The label to set with it; without one the label stays.
    pub label: Option<LabelId>,
}

impl Client {
    /// Checks an asset out. That this succeeded proves little: of two at the same time both may
    /// be told so. Read the asset back.
    ///
    /// # Errors
    /// [`Error::Refused`] when somebody has it or its label forbids; otherwise as any request.
    pub async fn check_out(&self, asset: AssetId, check_out: &CheckOut) -> Result<(), Error> {
        self.done(asset, "checkout", check_out.body()).await
    }

    /// Checks an asset in.
    ///
    /// # Errors
    /// [`Error::Refused`] when nobody has it; otherwise as any request.
    pub async fn check_in(&self, asset: AssetId, check_in: &CheckIn) -> Result<(), Error> {
        self.done(asset, "checkin", check_in.body()).await
    }

    /// Keeps a file with an asset.
    ///
    /// # Errors
    /// [`Error::Refused`] when the server does not take such files; otherwise as any request.
    pub async fn upload(&self, asset: AssetId, file: Upload) -> Result<(), Error> {
        let change = Change::upload(&["hardware", &asset.to_string(), "files"], file);
        self.write(change).await.map(drop)
    }

    async fn done(&self, asset: AssetId, verb: &str, body: Value) -> Result<(), Error> {
        let change = Change::post(&["hardware", &asset.to_string(), verb], body);
        self.write(change).await.map(drop)
    }
}

impl CheckOut {
    /// The time of either is the server's to say: a date in the past is logged out of order, and
    /// breaks check-ins.
    fn body(&self) -> Value {
        let mut body = common(self.note.as_deref(), self.label);
        body.insert("checkout_to_type".into(), json!("user"));
        body.insert("assigned_user".into(), json!(self.to));
        if let Some(expected) = self.expected {
            body.insert("expected_checkin".into(), json!(expected));
        }
        body.into()
    }
}

impl CheckIn {
    fn body(&self) -> Value {
        common(self.note.as_deref(), self.label).into()
    }
}

fn common(note: Option<&str>, label: Option<LabelId>) -> Map<String, Value> {
    let note = note.map(|note| ("note".to_owned(), json!(note)));
    let label = label.map(|label| ("status_id".to_owned(), json!(label)));
    note.into_iter().chain(label).collect()
}
