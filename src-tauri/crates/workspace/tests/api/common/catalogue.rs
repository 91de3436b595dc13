//! What Snipe-IT could say of its other lists.

use domain::catalogue::{Model, StatusLabel, Times, User};
use domain::ids::{LabelId, ModelId, UserId};

use super::assets::label;

pub fn user(id: u32, name: &str) -> User {
    User {
        id: UserId(id),
        name: name.to_owned(),
        username: format!("u{id}"),
        first_name: None,
        last_name: None,
        email: Some(format!("u{id}@uni.pt")),
        employee_number: None,
        job_title: None,
        phone: None,
        department: None,
        company: None,
        activated: true,
        times: Times::default(),
    }
}

pub fn model(id: u32, name: &str) -> Model {
    Model {
        id: ModelId(id),
        name: name.to_owned(),
        model_number: None,
        manufacturer: None,
        category: None,
        eol: None,
        assets: None,
        times: Times::default(),
    }
}

pub fn status_label(id: LabelId, assets: u32) -> StatusLabel {
    StatusLabel { label: label(id), assets: Some(assets), times: Times::default() }
}
