//! The settings.

use chrono_tz::Tz;
use domain::asset::{Label, LabelKind};
use domain::catalogue::StatusLabel;
use domain::ids::LabelId;
use domain::labels::LabelMap;
use domain::validate::{FieldError, Problem};
use snipeit::Lane;

use crate::api::{DeskError, LabelChoice, Settings, SettingsChange};
use crate::configuration::{Configuration, Connection};
use crate::counter::Counter;
use crate::setup;

const UNDO_SECONDS: [u32; 3] = [5, 10, 20];

/// The settings as shown.
pub async fn show(counter: &Counter, demo: bool) -> Result<Settings, DeskError> {
    let configuration = counter.configuration();
    let labels = counter.db.read(|read| read.mirrored_labels()).await?;
    let folder = counter.db.path().parent().map(|folder| folder.display().to_string());
    Ok(Settings {
        demo,
        address: configuration.connection.address,
        technician: configuration.connection.technician,
        token: counter.token(),
        labels: configuration.labels,
        label_choices: labels.into_iter().map(|known| choice(known.label, known.assets)).collect(),
        zone: configuration.zone.name().to_owned(),
        public_address: configuration.connection.public_address,
        language: configuration.connection.language,
        trust: configuration.connection.trust.shown(),
        undo_seconds: configuration.undo_seconds,
        after_return: configuration.after_return,
        holds: configuration.holds,
        folder: folder.unwrap_or_default(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Changes the settings, or says what is wrong with them.
pub async fn save(counter: &Counter, change: SettingsChange) -> Result<(), DeskError> {
    let before = counter.configuration();
    let known = counter.db.read(|read| read.mirrored_labels()).await?;
    let choices: Vec<_> =
        known.into_iter().map(|known| choice(known.label, known.assets)).collect();
    let mut fields = Vec::new();
    if change.labels != before.labels {
        fields.extend(label_problems(change.labels, &choices));
    }
    let zone = zone(&change.zone, &mut fields);
    let public_address = setup::public_address(change.public_address.as_deref(), &mut fields);
    if !UNDO_SECONDS.contains(&change.undo_seconds) {
        let problem = Problem::OutOfRange { min: UNDO_SECONDS[0], max: UNDO_SECONDS[2] };
        fields.push(FieldError { field: "undo_seconds".to_owned(), problem });
    }
    let (Some(zone), true) = (zone, fields.is_empty()) else {
        return Err(DeskError::Invalid { fields });
    };
    let connection = Connection { public_address, language: change.language, ..before.connection };
    let after = Configuration {
        connection,
        labels: change.labels,
        zone,
        undo_seconds: change.undo_seconds,
        after_return: change.after_return,
        holds: change.holds,
    };
    store(counter, after).await
}

async fn store(counter: &Counter, after: Configuration) -> Result<(), DeskError> {
    let stored = after.clone();
    counter.db.write(counter.technician(), move |write| stored.save(write)).await?;
    let zone_changed = counter.configuration().zone != after.zone;
    counter.set_configuration(after.clone());
    if let (true, Some(client)) = (zone_changed, counter.client(Lane::Background)) {
        counter.health.zone_chosen();
        counter.connect(Some(client.in_zone(after.zone)), counter.token());
    }
    Ok(())
}

/// Takes in the labels that Snipe-IT has now, before the mirror reads them.
pub async fn know_labels(counter: &Counter, labels: Vec<StatusLabel>) -> Result<(), DeskError> {
    counter.db.write(counter.technician(), move |write| write.mirror_rows(&labels)).await?;
    Ok(())
}

/// Reads a time zone's name.
pub fn zone(name: &str, fields: &mut Vec<FieldError>) -> Option<Tz> {
    let zone = name.parse().ok();
    if zone.is_none() {
        fields.push(FieldError { field: "zone".to_owned(), problem: Problem::NotAZone });
    }
    zone
}

/// Everything wrong with a choice of labels: each must exist, be deployable, and mean one thing.
pub fn label_problems(labels: LabelMap, choices: &[LabelChoice]) -> Vec<FieldError> {
    let chosen = [
        ("labels.available", Some(labels.available)),
        ("labels.reserved", Some(labels.reserved)),
        ("labels.checked_out", labels.checked_out),
    ];
    let mut problems = Vec::new();
    let mut seen: Vec<LabelId> = Vec::new();
    for (field, label) in chosen {
        let Some(label) = label else { continue };
        if let Some(problem) = label_problem(label, choices, &seen) {
            problems.push(FieldError { field: field.to_owned(), problem });
        }
        seen.push(label);
    }
    problems
}

fn label_problem(label: LabelId, choices: &[LabelChoice], seen: &[LabelId]) -> Option<Problem> {
    match choices.iter().find(|choice| choice.id == label) {
        None => Some(Problem::Unknown),
        Some(choice) if choice.kind != LabelKind::Deployable => Some(Problem::NotDeployable),
        Some(_) if seen.contains(&label) => Some(Problem::Repeated),
        Some(_) => None,
    }
}

/// A label to choose.
pub fn choice(label: Label, assets: Option<u32>) -> LabelChoice {
    LabelChoice { id: label.id, name: label.name, kind: label.kind, assets }
}
