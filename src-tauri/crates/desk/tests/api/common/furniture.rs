//! What is set up in a workspace before anything is asked for.

use desk::Desk;
use desk::api::*;
use domain::ids::*;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::validate::*;
use snipeit_simulator::Simulator;

use super::LABELS;

pub async fn connect(desk: &Desk, simulator: &Simulator) {
    let address =
        desk.check_address(simulator.address(), TrustChoice::System).await.unwrap().address;
    desk.check_token(address, TrustChoice::System, simulator.token()).await.unwrap();
    let zone = "Europe/Lisbon".to_owned();
    let choice = SetupChoice {
        labels: LABELS,
        zone,
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    };
    desk.finish_setup(choice).await.unwrap();
}

/// Changes some of the settings and leaves the others.
pub async fn set(desk: &Desk, change: impl FnOnce(SettingsChange) -> SettingsChange) {
    try_to_set(desk, change).await.unwrap();
}

/// The same, where it may be refused.
pub async fn try_to_set(
    desk: &Desk,
    change: impl FnOnce(SettingsChange) -> SettingsChange,
) -> Result<(), DeskError> {
    let present = desk.settings().await.unwrap().changeable();
    desk.save_settings(change(present)).await
}

pub async fn add_person(desk: &Desk, name: &str, email: &str, user: Option<u32>) -> PersonId {
    let draft = PersonDraft {
        name: name.to_owned(),
        email: email.to_owned(),
        role: PersonRole::Student,
        student_number: String::new(),
        user: user.map(UserId),
    };
    desk.create_person(draft).await.unwrap().id
}

pub fn project_draft(leader: PersonId) -> ProjectDraft {
    ProjectDraft {
        name: "Estação meteorológica LoRa".to_owned(),
        description: String::new(),
        course: "Engenharia de Computadores e Informática".to_owned(),
        academic_year: "2026/2027".to_owned(),
        group_number: Some(4),
        tags: vec![],
        links: vec![],
        members: vec![MemberDraft { person: leader, role: MemberRole::Leader }],
    }
}

/// An active one.
pub async fn add_project(desk: &Desk, leader: PersonId) -> ProjectId {
    desk.create_project(project_draft(leader), true).await.unwrap()
}
