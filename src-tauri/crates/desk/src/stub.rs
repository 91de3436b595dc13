//! Stub
use crate::api::*;
use domain::{ids::*, project::ProjectState, validate::*};
#[derive(Clone)]
pub struct Desk;
type R<T> = Result<T, DeskError>;
impl Desk {
    pub async fn session(&self) -> R<Session> {
        todo!()
    }
    pub async fn start_demo(&self) -> R<()> {
        todo!()
    }
    pub async fn leave_demo(&self) -> R<()> {
        todo!()
    }
    pub async fn check_address(&self, address: String) -> R<AddressReport> {
        todo!()
    }
    pub async fn check_token(&self, address: String, token: String) -> R<TokenReport> {
        todo!()
    }
    pub async fn finish_setup(&self, choice: SetupChoice) -> R<()> {
        todo!()
    }
    pub async fn zones(&self) -> R<Vec<String>> {
        todo!()
    }
    pub async fn settings(&self) -> R<Settings> {
        todo!()
    }
    pub async fn save_settings(&self, change: SettingsChange) -> R<()> {
        todo!()
    }
    pub async fn replace_token(&self, token: String, keep: KeepToken) -> R<()> {
        todo!()
    }
    pub async fn check_rights(&self) -> R<TokenReport> {
        todo!()
    }
    pub async fn health(&self) -> R<Health> {
        todo!()
    }
    pub async fn refresh(&self) -> R<()> {
        todo!()
    }
    pub async fn notifications(&self) -> R<Vec<NotificationView>> {
        todo!()
    }
    pub async fn read_notifications(&self) -> R<()> {
        todo!()
    }
    pub async fn people(&self, text: String, limit: u32) -> R<Vec<PersonRow>> {
        todo!()
    }
    pub async fn create_person(&self, draft: PersonDraft) -> R<PersonRow> {
        todo!()
    }
    pub async fn find_users(&self, text: String, limit: u32) -> R<Vec<UserHit>> {
        todo!()
    }
    pub async fn projects(&self, query: ProjectQuery) -> R<ProjectList> {
        todo!()
    }
    pub async fn project(&self, id: ProjectId) -> R<ProjectView> {
        todo!()
    }
    pub async fn create_project(&self, draft: ProjectDraft, activate: bool) -> R<ProjectId> {
        todo!()
    }
    pub async fn decide_project(&self, id: ProjectId, state: ProjectState) -> R<()> {
        todo!()
    }
    pub async fn inbox(&self) -> R<Inbox> {
        todo!()
    }
    pub async fn requisitions(&self, query: RequisitionQuery) -> R<RequisitionList> {
        todo!()
    }
    pub async fn requisition(&self, id: RequisitionId) -> R<RequisitionView> {
        todo!()
    }
    pub async fn create_requisition(&self, draft: RequisitionDraft) -> R<NewRequisition> {
        todo!()
    }
    pub async fn find_equipment(&self, text: String, limit: u32) -> R<Vec<EquipmentHit>> {
        todo!()
    }
    pub async fn approve(&self, approvals: Vec<Approval>) -> R<Vec<Decided>> {
        todo!()
    }
    pub async fn reject(&self, units: Vec<UnitId>, reason: String) -> R<Vec<Decided>> {
        todo!()
    }
    pub async fn cancel(&self, units: Vec<UnitId>, reason: String) -> R<Vec<Decided>> {
        todo!()
    }
    pub async fn release(&self, units: Vec<UnitId>) -> R<Vec<Decided>> {
        todo!()
    }
    pub async fn restore_labels(&self, units: Vec<UnitId>) -> R<Vec<Decided>> {
        todo!()
    }
    pub async fn withdraw(&self, operations: Vec<OperationId>) -> R<()> {
        todo!()
    }
    pub async fn check_operation(&self, operation: OperationId) -> R<()> {
        todo!()
    }
}
