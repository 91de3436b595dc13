//! What a token may do, and what the server has: found out by reading only.

use domain::asset::LabelKind;
use domain::catalogue::User;
use domain::ids::LabelId;
use domain::text::fold;
use snipeit::{AssetQuery, Client, Listing, Sort};

use crate::api::{DeskError, LabelChoice, LabelSuggestion, Language, Right, Rights, TokenReport};
use crate::settings;

/// What the token of this client may do.
pub async fn report(client: &Client) -> Result<TokenReport, DeskError> {
    let rights = client.probe().await?;
    let readable = |right| right != snipeit::Right::Missing;
    let labels = if readable(rights.read_labels) { labels(client).await? } else { Vec::new() };
    let assets = if readable(rights.read_assets) { assets(client).await? } else { 0 };
    let end = match readable(rights.read_activity) {
        true => client.end_of_log().await?,
        false => None,
    };
    Ok(TokenReport {
        models: rights.models,
        language: rights.me.locale.as_deref().and_then(language),
        version: known(client.version().await)?.map(|version| version.to_string()),
        technician: rights.me.name.clone(),
        username: rights.me.username.clone(),
        rights: view(&rights),
        assets,
        people: known(client.page_of::<User>(0, 1).await)?.map(|page| page.total),
        activity: end.map(|end| end.id),
        activity_at: end.and_then(|end| end.at),
        suggested: suggest(&labels),
        labels,
        zone: client.server().zone.name().to_owned(),
    })
}

/// The labels there are, as they can be chosen.
pub async fn labels(client: &Client) -> Result<Vec<LabelChoice>, DeskError> {
    Ok(client
        .labels()
        .await?
        .into_iter()
        .map(|known| settings::choice(known.label, known.assets))
        .collect())
}

async fn assets(client: &Client) -> Result<u32, DeskError> {
    let one = AssetQuery { listing: Listing::Plain, sort: Sort::Id, offset: 0, limit: 1 };
    Ok(client.assets(&one).await?.total)
}

/// Being forbidden to know is an answer here.
fn known<T>(answer: Result<T, snipeit::Error>) -> Result<Option<T>, DeskError> {
    match answer {
        Err(snipeit::Error::Forbidden) => Ok(None),
        answer => Ok(Some(answer?)),
    }
}

/// What the token of this client may do, and nothing else.
pub async fn rights(client: &Client) -> Result<Rights, DeskError> {
    Ok(view(&client.probe().await?))
}

fn view(rights: &snipeit::Rights) -> Rights {
    let right = |right| match right {
        snipeit::Right::Allowed => Right::Allowed,
        snipeit::Right::Missing => Right::Missing,
        snipeit::Right::Unknown => Right::Unknown,
    };
    Rights {
        read_equipment: right(rights.read_assets),
        read_labels: right(rights.read_labels),
        change_labels: right(rights.edit_assets),
        read_activity: right(rights.read_activity),
        read_people: right(rights.read_people),
        check_out: right(rights.checkout),
        check_in: right(rights.checkin),
        create_labels: right(rights.create_labels),
        delete_equipment: right(rights.delete_assets),
    }
}

/// The language of a locale such as `pt-PT` or `en-GB`, if Toolcrib speaks it.
fn language(locale: &str) -> Option<Language> {
    let language = locale.split(['-', '_']).next().unwrap_or_default();
    match language.to_ascii_lowercase().as_str() {
        "en" => Some(Language::English),
        "pt" => Some(Language::Portuguese),
        _ => None,
    }
}

/// Labels whose names say what they are for, in the languages of our labs. Only a suggestion: the
/// name proves nothing, so only deployable ones are offered.
fn suggest(labels: &[LabelChoice]) -> LabelSuggestion {
    let named = |names: &[&str]| -> Option<LabelId> {
        let mut deployable = labels.iter().filter(|label| label.kind == LabelKind::Deployable);
        let label = deployable.find(|label| names.contains(&fold(&label.name).as_str()));
        label.map(|label| label.id)
    };
    LabelSuggestion {
        available: named(&["available", "ready to deploy", "disponivel", "pronto a requisitar"]),
        reserved: named(&["reserved", "reservado"]),
        checked_out: named(&["checked out", "deployed", "entregue", "emprestado"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(id: u32, name: &str, kind: LabelKind) -> LabelChoice {
        LabelChoice { id: LabelId(id), name: name.to_owned(), kind, assets: None }
    }

    #[test]
    fn a_label_whose_assets_nobody_can_check_out_is_not_suggested_whatever_its_name() {
        use LabelKind::{Archived, Deployable, Pending, Undeployable, Unknown};
        let unfit = [Pending, Undeployable, Archived, Unknown];
        let mut labels: Vec<_> =
            (1..).zip(unfit).map(|(id, kind)| label(id, "Reserved", kind)).collect();
        assert_eq!(suggest(&labels).reserved, None);
        labels.push(label(9, "RESERVADO", Deployable));
        assert_eq!(suggest(&labels).reserved, Some(LabelId(9)));
    }

    #[test]
    fn a_locale_names_a_language_if_toolcrib_speaks_it() {
        for (locale, expected) in [
            ("pt-PT", Some(Language::Portuguese)),
            ("pt_BR", Some(Language::Portuguese)),
            ("en-GB", Some(Language::English)),
            ("EN", Some(Language::English)),
            ("fr-FR", None),
            ("", None),
        ] {
            assert_eq!(language(locale), expected, "{locale:?}");
        }
    }
}
