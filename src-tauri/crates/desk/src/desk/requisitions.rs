//! What waits today, and requisitions.

use chrono::NaiveDate;
use domain::ids::{RequisitionId, UnitId};
use domain::validate::RequisitionDraft;

use super::{Answer, Desk};
use crate::api::*;
use crate::{requisitions, today};

impl Desk {
    /// What waits for a person today.
    pub async fn today(&self) -> Answer<Today> {
        today::today(&*self.counter().await?).await
    }

    /// What waits for a decision.
    pub async fn inbox(&self, query: InboxQuery) -> Answer<Inbox> {
        requisitions::inbox(&*self.counter().await?, query).await
    }

    /// Requisitions.
    pub async fn requisitions(&self, query: RequisitionQuery) -> Answer<RequisitionList> {
        requisitions::list(&*self.counter().await?, query).await
    }

    /// One requisition.
    pub async fn requisition(&self, id: RequisitionId) -> Answer<RequisitionView> {
        requisitions::one(&*self.counter().await?, id).await
    }

    /// Creates a requisition.
    pub async fn create_requisition(&self, draft: RequisitionDraft) -> Answer<NewRequisition> {
        requisitions::create(&*self.counter().await?, draft).await
    }

    /// Writes something down about a requisition.
    pub async fn add_note(&self, id: RequisitionId, note: String) -> Answer<()> {
        requisitions::add_note(&*self.counter().await?, id, note).await
    }

    /// Changes the day on which a reserved unit will be due back.
    pub async fn change_due(&self, unit: UnitId, due: NaiveDate) -> Answer<()> {
        requisitions::change_due(&*self.counter().await?, unit, due).await
    }
}
