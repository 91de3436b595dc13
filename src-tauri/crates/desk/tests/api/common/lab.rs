//! What there is in Snipe-IT.

use chrono::{DateTime, TimeDelta, Utc};
use snipeit_simulator::{Lab, NewAsset, NewUser};

/// Four assets of one model, whose id comes with them.
pub fn lab(now: DateTime<Utc>) -> (Lab, u32) {
    let mut lab = Lab::empty(chrono_tz::Europe::Lisbon);
    let long_ago = now - TimeDelta::days(60);
    let category = lab.add_category("Osciloscópios", long_ago);
    let name = "Osciloscópio \"Rigol\" <DS1054Z> & sondas";
    let model = lab.add_model(name, None, None, category, long_ago);
    let location = lab.add_location("Lab 2.14", None, long_ago);
    let asset = |tag: &str| NewAsset {
        tag: tag.to_owned(),
        name: None,
        serial: Some(format!("SN-{tag}")),
        model,
        label: 2,
        home: Some(location),
        ..NewAsset::default()
    };
    let tags = ["ML-0001", "ML-0002", "ML-0003", "ML-0004"];
    for tag in tags {
        lab.add_asset(asset(tag), long_ago);
    }
    (lab, model)
}

pub fn add_user(lab: &mut Lab, first: &str, last: &str, at: DateTime<Utc>) -> u32 {
    let email = format!("{}.{}@uni.example", first.to_lowercase(), last.to_lowercase());
    lab.add_user(NewUser { email: Some(email), ..NewUser::named(first, last) }, at)
}
