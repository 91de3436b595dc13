//! The ten lists: kept whole, followed by the assets that name them, and never older than they say.

use domain::asset::{AssetDetails, AssetSnapshot, Holder, Label, LabelKind, Named};
use domain::catalogue::*;
use domain::ids::*;
use tokio::sync::broadcast::error::TryRecvError;
use workspace::Entity;
use workspace::table::mirror::{ListPosition, ListTrouble, Listed, ListingSizes};

use crate::common::{
    AVAILABLE, Lab, RESERVED, asset, broken, count, held_by, label, model, nine, status_label, user,
};

const SCOPE: u32 = 10;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn called<I>(id: I, name: &str) -> Option<Named<I>> {
    Some(Named { id, name: name.to_owned() })
}

fn times() -> Times {
    Times { created_at: Some(nine()), updated_at: Some(nine() + chrono::TimeDelta::minutes(1)) }
}

fn comes_back<T: Listed + Clone + PartialEq + std::fmt::Debug>(lab: &Lab, record: T) {
    let rows = std::slice::from_ref(&record);
    assert_eq!(lab.write(|w| w.mirror_rows(rows)), 1, "{record:?} is new");
    assert_eq!(lab.read(|r| r.mirrored_rows::<T>()), rows);
    let mut commits = lab.workspace.commits();
    assert_eq!(lab.write(|w| w.mirror_rows(rows)), 0, "the same again");
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty), "the same again is no news");
}

#[test]
fn people_and_places_come_back_whole() {
    let lab = Lab::new();
    comes_back(
        &lab,
        User {
            first_name: some("Zoë"),
            last_name: some("O'Neill"),
            employee_number: some("98123"),
            job_title: some("Técnica"),
            phone: some("+351 234"),
            department: called(DepartmentId(3), "DETI"),
            company: called(CompanyId(2), "UA & Co"),
            activated: false,
            times: times(),
            ..user(7, "Zoë O'Neill")
        },
    );
    comes_back(
        &lab,
        Company {
            id: CompanyId(2),
            name: "UA & Co".to_owned(),
            phone: some("1"),
            email: some("ua@ua.pt"),
            assets: Some(1),
            licenses: Some(2),
            accessories: Some(3),
            users: Some(4),
            times: times(),
        },
    );
    comes_back(
        &lab,
        Location {
            id: LocationId(4),
            name: "Armazém <A>".to_owned(),
            address: some("Campus"),
            city: some("Aveiro"),
            state: some("AV"),
            country: some("PT"),
            zip: some("3810"),
            assets: Some(9),
            assigned_assets: Some(1),
            users: Some(0),
            times: times(),
        },
    );
    comes_back(
        &lab,
        Department {
            id: DepartmentId(3),
            name: "DETI".to_owned(),
            company: called(CompanyId(2), "UA & Co"),
            users: Some(12),
            times: times(),
        },
    );
}

#[test]
fn kinds_of_equipment_come_back_whole() {
    let lab = Lab::new();
    comes_back(
        &lab,
        Category {
            id: CategoryId(5),
            name: "Osciloscópios".to_owned(),
            kind: some("Ativo"),
            assets: Some(6),
            accessories: Some(0),
            consumables: None,
            times: times(),
        },
    );
    comes_back(
        &lab,
        Manufacturer {
            id: ManufacturerId(6),
            name: "Rigol".to_owned(),
            url: some("https://rigol.example"),
            support_url: some("https://help.example"),
            support_phone: some("2"),
            support_email: some("help@rigol.example"),
            assets: Some(6),
            times: times(),
        },
    );
    comes_back(
        &lab,
        Supplier {
            id: SupplierId(8),
            name: "Mouser".to_owned(),
            address: some("Mansfield"),
            phone: some("3"),
            email: some("m@mouser.example"),
            contact: some("Ms. M"),
            url: some("https://mouser.example"),
            assets: Some(2),
            licenses: Some(0),
            times: times(),
        },
    );
    comes_back(
        &lab,
        Model {
            model_number: some("DS1054Z"),
            manufacturer: called(ManufacturerId(6), "Rigol"),
            category: called(CategoryId(5), "Osciloscópios"),
            eol: some("60 months"),
            assets: Some(6),
            times: times(),
            ..model(SCOPE, "Oscilloscope")
        },
    );
    comes_back(&lab, StatusLabel { times: times(), ..status_label(RESERVED, 3) });
}

/// Held by user 7, at location 4, of category 5, by manufacturer 6, sold by 8, of company 2.
fn whole(id: u32) -> AssetSnapshot {
    AssetSnapshot {
        category: called(CategoryId(5), "Scopes"),
        location: called(LocationId(4), "Room 2"),
        details: AssetDetails {
            manufacturer: called(ManufacturerId(6), "Rigol"),
            supplier: called(SupplierId(8), "Mouser"),
            company: called(CompanyId(2), "UA"),
            home: called(LocationId(4), "Room 2"),
            ..AssetDetails::default()
        },
        ..held_by(asset(id, SCOPE, "Oscilloscope"), "Ana")
    }
}

/// One of its list, then the same under another name.
fn renamed<T: Listed>(lab: &Lab, before: T, after: T) -> AssetSnapshot {
    lab.write(|w| w.mirror_assets(&[whole(1), asset(2, SCOPE + 1, "Bystander")]));
    lab.write(|w| w.mirror_rows(&[before]));
    lab.write(|w| w.mirror_rows(&[after]));
    lab.read(|r| r.mirrored(AssetId(1))).unwrap().snapshot
}

#[test]
fn assets_follow_a_renamed_model_and_are_found_by_its_new_name() {
    let lab = Lab::new();
    let now = Model {
        model_number: some("DS1"),
        manufacturer: called(ManufacturerId(9), "Keysight"),
        category: called(CategoryId(6), "Digital"),
        ..model(SCOPE, "Digital scope")
    };
    let asset = renamed(&lab, model(SCOPE, "Oscilloscope"), now);
    assert_eq!(asset.model, called(ModelId(SCOPE), "Digital scope"));
    assert_eq!(asset.category, called(CategoryId(6), "Digital"));
    assert_eq!(asset.details.manufacturer, called(ManufacturerId(9), "Keysight"));
    assert_eq!(asset.details.model_number, some("DS1"));
    let found = |typed| lab.read(|r| r.search_assets(typed, 9)).len();
    assert_eq!((found("digital"), found("oscilloscope")), (1, 0));
    assert_eq!(count(&lab.path(), "asset_changes"), 0, "nobody moved it");
}

#[test]
fn assets_follow_a_label_that_is_renamed_or_of_another_kind() {
    let lab = Lab::new();
    let kind = LabelKind::Archived;
    let gone = Label { name: "Attic".to_owned(), kind, ..label(AVAILABLE) };
    let after = StatusLabel { label: gone.clone(), ..status_label(AVAILABLE, 1) };
    let asset = renamed(&lab, status_label(AVAILABLE, 1), after);
    assert_eq!(asset.label, Some(gone));
    let sizes = lab.read(|r| r.listing_sizes());
    assert_eq!(sizes, ListingSizes { archived: 2, ..ListingSizes::default() });
    assert_eq!(lab.read(|r| r.free_of_model(ModelId(SCOPE + 1), RESERVED, 9)), []);
}

#[test]
fn assets_follow_a_renamed_user_place_category_maker_seller_and_company() {
    let lab = Lab::new();
    let asset = renamed(&lab, user(7, "Ana"), user(7, "Ana Silva"));
    assert_eq!(asset.holder.unwrap().name(), "Ana Silva");
    let place = |name: &str| Location {
        id: LocationId(4),
        name: name.to_owned(),
        address: None,
        city: None,
        state: None,
        country: None,
        zip: None,
        assets: None,
        assigned_assets: None,
        users: None,
        times: Times::default(),
    };
    let asset = renamed(&lab, place("Room 2"), place("Attic"));
    assert_eq!(asset.location, called(LocationId(4), "Attic"));
    assert_eq!(asset.details.home, called(LocationId(4), "Attic"));
    assert_eq!(lab.read(|r| r.search_assets("attic", 9)).len(), 1);
    let category = |name: &str| Category {
        id: CategoryId(5),
        name: name.to_owned(),
        kind: None,
        assets: None,
        accessories: None,
        consumables: None,
        times: Times::default(),
    };
    let asset = renamed(&lab, category("Scopes"), category("Osciloscópios"));
    assert_eq!(asset.category, called(CategoryId(5), "Osciloscópios"));
    assert_eq!(lab.read(|r| r.search_assets("osciloscopios", 9)).len(), 1);
    let maker = |name: &str| Manufacturer {
        id: ManufacturerId(6),
        name: name.to_owned(),
        url: None,
        support_url: None,
        support_phone: None,
        support_email: None,
        assets: None,
        times: Times::default(),
    };
    let asset = renamed(&lab, maker("Rigol"), maker("RIGOL"));
    assert_eq!(asset.details.manufacturer, called(ManufacturerId(6), "RIGOL"));
    let seller = |name: &str| Supplier {
        id: SupplierId(8),
        name: name.to_owned(),
        address: None,
        phone: None,
        email: None,
        contact: None,
        url: None,
        assets: None,
        licenses: None,
        times: Times::default(),
    };
    let asset = renamed(&lab, seller("Mouser"), seller("Mouser PT"));
    assert_eq!(asset.details.supplier, called(SupplierId(8), "Mouser PT"));
    let company = |name: &str| Company {
        id: CompanyId(2),
        name: name.to_owned(),
        phone: None,
        email: None,
        assets: None,
        licenses: None,
        accessories: None,
        users: None,
        times: Times::default(),
    };
    let asset = renamed(&lab, company("UA"), company("Universidade"));
    assert_eq!(asset.details.company, called(CompanyId(2), "Universidade"));
}

#[test]
fn a_renamed_place_is_followed_by_what_is_checked_out_to_it() {
    let lab = Lab::new();
    let holder = Some(Holder::User { id: UserId(7), name: "Ana".to_owned() });
    lab.write(|w| w.mirror_assets(&[whole(1)]));
    let moved = Some(Holder::User { id: UserId(7), name: "Ana S.".to_owned() });
    lab.write(|w| w.mirror_assets(&[AssetSnapshot { holder: moved, ..whole(1) }]));
    assert_eq!(count(&lab.path(), "asset_changes"), 0, "the same person under another name");
    lab.write(|w| w.mirror_assets(&[AssetSnapshot { holder: None, ..whole(1) }]));
    lab.write(|w| w.mirror_assets(&[AssetSnapshot { holder, ..whole(1) }]));
    assert_eq!(count(&lab.path(), "asset_changes"), 2, "brought back, and taken again");
}

fn pass(lab: &Lab, list: List, pass: u32) {
    let position = ListPosition { pass, ..ListPosition::default() };
    lab.write(|w| w.set_list_position(list, &position));
}

#[test]
fn records_that_a_full_pass_did_not_meet_are_removed() {
    let lab = Lab::new();
    pass(&lab, List::Users, 1);
    lab.write(|w| w.mirror_rows(&[user(1, "Ana"), user(2, "Rui"), user(3, "Eva")]));
    pass(&lab, List::Users, 2);
    lab.write(|w| w.mirror_rows(&[user(1, "Ana"), user(3, "Eva M.")]));
    assert_eq!(lab.write(|w| w.forget_unmet::<User>()), 1);
    let ids: Vec<_> = lab.read(|r| r.mirrored_rows::<User>()).iter().map(|u| u.id.0).collect();
    assert_eq!(ids, [1, 3]);
    assert_eq!(lab.read(|r| r.list_rows(List::Users)), 2);
}

#[test]
fn a_record_that_can_no_longer_be_read_keeps_what_was_known_of_it() {
    let lab = Lab::new();
    pass(&lab, List::Users, 1);
    lab.write(|w| w.mirror_rows(&[user(1, "Ana")]));
    lab.write(|w| w.mirror_assets(&[asset(5, SCOPE, "Oscilloscope")]));
    for list in [List::Users, List::Hardware] {
        pass(&lab, list, 2);
        lab.write(|w| w.meet_unreadable(list, &[1, 5]));
    }
    assert_eq!(lab.write(|w| w.forget_unmet::<User>()), 0);
    assert_eq!(lab.read(|r| r.unmet_assets(9)), []);
}

#[test]
fn an_asset_that_no_pass_meets_is_asked_for_and_only_then_has_vanished() {
    let lab = Lab::new();
    pass(&lab, List::Hardware, 1);
    let three = [1, 2, 3].map(|id| asset(id, SCOPE, "Oscilloscope"));
    lab.write(|w| w.mirror_assets(&three));
    pass(&lab, List::Hardware, 2);
    lab.write(|w| w.mirror_assets(&three[..1]));
    assert_eq!(lab.read(|r| r.unmet_assets(9)), [AssetId(2), AssetId(3)]);
    assert_eq!(lab.read(|r| r.mirrored_count()), 3, "unmet is not gone");
    lab.write(|w| w.asset_vanished(AssetId(2)));
    lab.write(|w| w.mirror_assets(&three[2..]));
    assert_eq!(lab.read(|r| r.unmet_assets(9)), []);
    assert_eq!(lab.read(|r| r.mirrored_count()), 2);
    assert!(lab.read(|r| r.vanished_at(AssetId(2))).is_some());
    assert!(lab.read(|r| r.mirrored(AssetId(2))).unwrap().snapshot.deleted);
    assert_eq!(lab.read(|r| r.search_assets("LAB-0002", 9)), []);
    assert_eq!(lab.read(|r| r.free_of_model(ModelId(SCOPE), RESERVED, 9)).len(), 2);
    lab.write(|w| w.mirror_assets(&three[1..2]));
    assert_eq!(lab.read(|r| r.vanished_at(AssetId(2))), None, "it is there again");
    assert_eq!(lab.read(|r| r.mirrored_count()), 3);
}

#[test]
fn each_listing_is_counted_as_its_assets_move() {
    let lab = Lab::new();
    let archived = Label { id: LabelId(30), name: "Old".to_owned(), kind: LabelKind::Archived };
    let one = asset(1, SCOPE, "Oscilloscope");
    let old = AssetSnapshot { label: Some(archived), ..one.clone() };
    let deleted = AssetSnapshot { deleted: true, ..old.clone() };
    let sizes = |now: &AssetSnapshot| {
        lab.write(|w| w.mirror_assets(std::slice::from_ref(now)));
        let sizes = lab.read(|r| r.listing_sizes());
        (sizes.plain, sizes.archived, sizes.deleted)
    };
    assert_eq!(sizes(&one), (1, 0, 0));
    assert_eq!(sizes(&broken(one.clone())), (1, 0, 0));
    assert_eq!(sizes(&old), (0, 1, 0));
    assert_eq!(sizes(&deleted), (0, 0, 1));
    assert_eq!(sizes(&one), (1, 0, 0));
}

#[test]
fn a_model_has_the_name_of_its_list_where_there_is_one() {
    let lab = Lab::new();
    lab.write(|w| w.mirror_assets(&[asset(1, SCOPE, "Oscilloscope")]));
    let name = || lab.read(|r| r.model_name(ModelId(SCOPE))).unwrap();
    assert_eq!(name(), "Oscilloscope");
    pass(&lab, List::Models, 1);
    lab.write(|w| w.mirror_rows(&[model(SCOPE, "Digital scope")]));
    lab.write(|w| w.mirror_assets(&[asset(2, SCOPE, "Oscilloscope")]));
    assert_eq!(name(), "Digital scope");
    assert_eq!(lab.read(|r| r.search_models("digital", 9)).len(), 1);
}

#[test]
fn a_list_in_trouble_says_why_and_since_when_until_it_is_read() {
    let lab = Lab::new();
    let trouble = || lab.read(|r| r.list_trouble::<String>(List::Models));
    assert_eq!(trouble(), None);
    let forbidden = "forbidden".to_owned();
    lab.write(|w| w.set_list_trouble(List::Models, Some(&forbidden)));
    let since = nine() + chrono::TimeDelta::minutes(1);
    let expected = ListTrouble { at: since, problem: forbidden.clone() };
    assert_eq!(trouble(), Some(expected.clone()));
    let mut commits = lab.workspace.commits();
    lab.write(|w| w.set_list_trouble(List::Models, Some(&forbidden)));
    assert_eq!(trouble(), Some(expected));
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty), "the same again is no news");
    lab.write(|w| w.set_list_trouble::<String>(List::Models, None));
    assert_eq!(trouble(), None);
    assert_eq!(commits.try_recv().unwrap().as_ref(), [Entity::Mirror]);
}

#[test]
fn progress_of_a_first_pass_is_news_and_a_poll_without_change_is_none() {
    let lab = Lab::new();
    let mut commits = lab.workspace.commits();
    let mut say = |position: &ListPosition| {
        lab.write(|w| w.set_list_position(List::Hardware, position));
        commits.try_recv().is_ok()
    };
    let reading = |rows| ListPosition { pass: 1, position: Some(rows), ..ListPosition::default() };
    assert!(say(&reading(0)));
    assert!(say(&reading(500)));
    let done = ListPosition {
        position: None,
        complete_at: Some(nine()),
        full_at: Some(nine()),
        ..reading(0)
    };
    assert!(say(&done));
    let later = Some(nine() + chrono::TimeDelta::minutes(1));
    assert!(!say(&ListPosition { complete_at: later, ..done.clone() }));
    assert!(!say(&ListPosition { position: Some(500), pass: 2, ..done }), "a daily pass is quiet");
}
