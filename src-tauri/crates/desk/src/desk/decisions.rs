//! What a person decides: about units, about operations of theirs, about discrepancies.

use domain::decide::answer::Answer as ResolveAnswer;
use domain::ids::{DiscrepancyId, OperationId, UnitId};

use super::{Answer, Desk};
use crate::api::*;
use crate::{decisions, discrepancies, lending};

impl Desk {
    /// Approves units; each reports for itself.
    pub async fn approve(&self, approvals: Vec<Approval>) -> Answer<Vec<Decided>> {
        decisions::approve(&*self.counter().await?, approvals).await
    }

    /// Rejects units.
    pub async fn reject(&self, units: Vec<UnitId>, reason: String) -> Answer<Vec<Decided>> {
        decisions::reject(&*self.counter().await?, units, reason).await
    }

    /// Cancels units for their requester.
    pub async fn cancel(&self, units: Vec<UnitId>, reason: String) -> Answer<Vec<Decided>> {
        decisions::cancel(&*self.counter().await?, units, reason).await
    }

    /// Gives reservations up.
    pub async fn release(&self, units: Vec<UnitId>) -> Answer<Vec<Decided>> {
        decisions::release(&*self.counter().await?, units).await
    }

    /// Checks reserved units out to their borrowers; sent at once.
    pub async fn hand_over(&self, loans: Vec<HandOver>) -> Answer<Vec<Decided>> {
        lending::hand_over(&*self.counter().await?, loans).await
    }

    /// Checks lent units in; sent at once.
    pub async fn take_back(&self, units: Vec<UnitId>) -> Answer<Vec<Decided>> {
        lending::take_back(&*self.counter().await?, units).await
    }

    /// Puts Available back on returned assets.
    pub async fn restore_labels(&self, units: Vec<UnitId>) -> Answer<Vec<Decided>> {
        decisions::restore_labels(&*self.counter().await?, units).await
    }

    /// Takes decisions back of which nothing was sent.
    pub async fn withdraw(&self, operations: Vec<OperationId>) -> Answer<()> {
        decisions::withdraw(&*self.counter().await?, operations).await
    }

    /// Reads the asset of a doubtful operation now.
    pub async fn check_operation(&self, operation: OperationId) -> Answer<()> {
        decisions::check(&*self.counter().await?, operation).await
    }

    /// Where Snipe-IT and the workspace disagree.
    pub async fn discrepancies(&self, query: DiscrepancyQuery) -> Answer<DiscrepancyList> {
        discrepancies::list(&*self.counter().await?, query).await
    }

    /// One discrepancy.
    pub async fn discrepancy(&self, id: DiscrepancyId) -> Answer<DiscrepancyView> {
        let has_page = !self.is_demo().await;
        discrepancies::one(&*self.counter().await?, id, has_page).await
    }

    /// Settles a discrepancy, after checking again in Snipe-IT.
    pub async fn resolve(&self, id: DiscrepancyId, answer: ResolveAnswer) -> Answer<Resolved> {
        discrepancies::resolve(&*self.counter().await?, id, answer).await
    }
}
