use chrono::DateTime;
use desk::api::{Language, News, NotificationView};
use domain::decide::unit::Disagreement;
use domain::ids::{ActivityId, NotificationId};
use domain::operation::Refusal;
use domain::requisition::RequisitionNumber;
use uuid::Uuid;

use super::{Catalogue, Message, fill};

fn said(news: News) -> Option<Message> {
    said_of(news, Some(RequisitionNumber(1042)))
}

fn said_of(news: News, number: Option<RequisitionNumber>) -> Option<Message> {
    said_in(Language::English, news, number)
}

fn said_in(language: Language, news: News, number: Option<RequisitionNumber>) -> Option<Message> {
    let view = NotificationView {
        id: NotificationId(Uuid::nil()),
        at: DateTime::UNIX_EPOCH,
        news,
        requisition: None,
        number,
        read: false,
    };
    Catalogue::of(language).expect("the catalogue is flat").message(&view)
}

fn rigol() -> (String, String) {
    (r#"Osciloscópio "Rigol" <DS1054Z> & sondas"#.into(), "ML-0412".into())
}

#[test]
fn a_check_out_names_the_thing_and_who_has_it() {
    let (asset, tag) = rigol();
    let activity = Some(ActivityId(8811));
    let message = said(News::CheckedOut { asset, tag, holder: "Ana Silva".into(), activity });
    assert_eq!(
        message,
        Some(Message {
            title: r#"Osciloscópio "Rigol" <DS1054Z> & sondas checked out"#.into(),
            body: "ML-0412 went to Ana Silva (activity #8811).".into(),
        })
    );
}

#[test]
fn the_words_are_those_of_the_language() {
    let (asset, tag) = rigol();
    let news = News::Expired { asset, tag };
    let message = said_in(Language::Portuguese, news, Some(RequisitionNumber(1042)));
    let message = message.expect("it is told");
    assert!(message.title.ends_with("libertado"), "{}", message.title);
    assert!(message.body.contains("ML-0412") && message.body.contains("R-1042"), "{message:?}");
}

#[test]
fn everything_told_is_in_words_with_every_placeholder_filled() {
    let (asset, tag) = rigol();
    let activity = Some(ActivityId(1));
    let holder = "Ana Silva".to_owned();
    let (a, t) = (asset.clone(), tag.clone());
    let named = || (a.clone(), t.clone());
    let (b, u) = named();
    let (c, v) = named();
    let (d, w) = named();
    let told = [
        News::Returned { asset: a.clone(), tag: t.clone(), holder: None, activity },
        News::Returned { asset: b, tag: u, holder: None, activity: None },
        News::CheckedOut { asset: c, tag: v, holder, activity: None },
        News::Expired { asset: d, tag: w },
        News::Refused { asset: a, tag: t, refusal: Refusal::AssetGone },
        News::Disagreement { asset, tag, about: Disagreement::StillHeld, discrepancy: None },
    ];
    let languages = [Language::English, Language::Portuguese];
    for (news, language) in told.iter().flat_map(|news| languages.map(|one| (news, one))) {
        let number = Some(RequisitionNumber(1042));
        let message = said_in(language, news.clone(), number).expect("it is told");
        assert!(message.title.contains("Osciloscópio"), "{news:?}: {}", message.title);
        assert!(message.body.contains("ML-0412"), "{news:?}: {}", message.body);
        assert!(!message.body.contains(['{', '}']), "{news:?}: {}", message.body);
    }
}

#[test]
fn what_belongs_to_no_requisition_names_none() {
    let (asset, tag) = rigol();
    let news = News::Disagreement { asset, tag, about: Disagreement::Unclaimed, discrepancy: None };
    let unclaimed = said_of(news, None).expect("it is told");
    assert!(unclaimed.title.contains("for nobody here"), "{}", unclaimed.title);
    assert_eq!(unclaimed.body, "ML-0412 needs a decision.");
    let restored = said_of(News::LogRestored, None).expect("it is told");
    assert!(restored.title.contains("activity log was reset"), "{}", restored.title);
    assert!(!restored.body.is_empty());
}

#[test]
fn what_the_technician_just_did_is_not_told() {
    let (asset, tag) = rigol();
    assert_eq!(said(News::Reserved { asset, tag }), None);
}

#[test]
fn several_are_counted_and_can_be_opened() {
    for language in [Language::English, Language::Portuguese] {
        let catalogue = Catalogue::of(language).expect("the catalogue is flat");
        let message = catalogue.grouped(7);
        assert!(message.title.contains('7'), "{}", message.title);
        assert!(!message.body.is_empty());
        assert!(!catalogue.open().is_empty());
    }
}

#[test]
fn a_name_that_looks_like_a_placeholder_stays_a_name() {
    let values = [("asset", "{tag} {"), ("tag", "ML-0412")];
    assert_eq!(fill("{asset} is {tag}, {unknown}{", &values), "{tag} { is ML-0412, {");
}
