//! What an operation sends to Snipe-IT: a label, a check-out or a check-in.

use domain::asset::AssetSnapshot;
use domain::decide::lending::Loan;
use domain::ids::{AssetId, LabelId};
use domain::labels::LabelMap;
use domain::operation::OperationKind;
use domain::requisition::RequisitionNumber;
use snipeit::{CheckIn, CheckOut, Client, Error, LabelWritten};

use crate::api::{AfterReturn, Language};

/// One write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A label is set.
    Label(LabelId),
    /// The asset goes to somebody.
    CheckOut(CheckOut),
    /// The asset comes back.
    CheckIn(CheckIn),
}

impl Change {
    /// The label that it sets, if one.
    pub fn label(&self) -> Option<LabelId> {
        match self {
            Self::Label(label) => Some(*label),
            Self::CheckOut(check_out) => check_out.label,
            Self::CheckIn(check_in) => check_in.label,
        }
    }

    /// Sends it, once. A written label tells the server's clock.
    ///
    /// # Errors
    /// As any write.
    pub async fn send(
        &self,
        client: &Client,
        asset: AssetId,
    ) -> Result<Option<LabelWritten>, Error> {
        match self {
            Self::Label(label) => client.set_label(asset, *label).await.map(Some),
            Self::CheckOut(check_out) => client.check_out(asset, check_out).await.map(|()| None),
            Self::CheckIn(check_in) => client.check_in(asset, check_in).await.map(|()| None),
        }
    }
}

/// What a note in Snipe-IT says, and the lab's habits.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// The labels.
    pub labels: LabelMap,
    /// What happens to a returned asset's label.
    pub after_return: AfterReturn,
    /// The language of notes.
    pub language: Language,
    /// The requisition that a note names.
    pub number: Option<RequisitionNumber>,
}

impl Habits {
    /// The check-out of a loan.
    pub fn check_out(&self, loan: Loan) -> Change {
        Change::CheckOut(CheckOut {
            to: loan.to,
            expected: Some(loan.until),
            note: Some(self.note(OperationKind::HandOver)),
            label: self.labels.checked_out,
        })
    }

    /// A check-in. Available comes back with it where the label is one of ours and the settings
    /// let it: one write less, and no moment in which the asset looks taken.
    pub fn check_in(&self, kind: OperationKind, asset: &AssetSnapshot) -> Change {
        let ours = asset.label_id().is_some_and(|label| self.labels.is_left_behind(label));
        let restores =
            kind == OperationKind::TakeBack && ours && self.after_return == AfterReturn::Automatic;
        let label = restores.then_some(self.labels.available);
        Change::CheckIn(CheckIn { note: Some(self.note(kind)), label })
    }

    /// For people who read Snipe-IT's log.
    fn note(&self, kind: OperationKind) -> String {
        let number = self.number.map(|number| number.to_string()).unwrap_or_default();
        match (self.language, kind) {
            (Language::English, OperationKind::HandOver) => format!("Toolcrib, for {number}"),
            (Language::English, OperationKind::TakeBack) => format!("Toolcrib, back from {number}"),
            (Language::English, _) => format!("Toolcrib, corrected for {number}"),
            (Language::Portuguese, OperationKind::HandOver) => format!("Toolcrib, para {number}"),
            (Language::Portuguese, OperationKind::TakeBack) => {
                format!("Toolcrib, devolvido de {number}")
            }
            (Language::Portuguese, _) => format!("Toolcrib, corrigido para {number}"),
        }
    }
}
