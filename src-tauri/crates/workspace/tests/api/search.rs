//! What people type finds what they mean, and never fails.

use domain::asset::{AssetSnapshot, Named};
use domain::catalogue::User;
use domain::ids::{CategoryId, LocationId, ModelId, UserId};
use domain::people::PersonRole;
use domain::project::ProjectState;
use domain::validate::PersonDraft;
use workspace::table::requisitions::{Among, NewLine, Of};

use crate::common::{Lab, asset, broken, day, held_by, named, person, requisition, user};

/// Typed by mistake, by malice, or by a barcode scanner; each is also stored as a name below.
const ODD: [&str; 14] = [
    "\"",
    "'",
    "%",
    "_",
    "\\",
    "100%_\\",
    "\"quoted\" 'name'",
    "<img src=x onerror=alert(1)>",
    "AND OR NOT NEAR(",
    "search: ^osci* -x {a b} + c",
    "'; DROP TABLE people; --",
    "(((",
    "*",
    "日本語",
];

fn shelf() -> Lab {
    let lab = Lab::new();
    let full = AssetSnapshot {
        name: Some("Banco de Ótica".to_owned()),
        serial: Some("SN-99/x".to_owned()),
        category: Some(Named { id: CategoryId(1), name: "Medição".to_owned() }),
        location: Some(Named { id: LocationId(1), name: "Laboratório 3".to_owned() }),
        ..asset(3, 12, "Rigol DS1054Z")
    };
    let assets = [
        asset(1, 10, "Osciloscópio Tektronix"),
        asset(2, 11, "Raspberry Pi 5"),
        full,
        broken(asset(4, 11, "Raspberry Pi 5")),
        held_by(asset(5, 11, "Raspberry Pi 5"), "Ana"),
        AssetSnapshot { deleted: true, ..asset(6, 11, "Raspberry Pi 5") },
    ];
    lab.write(|w| w.mirror_assets(&assets));
    lab
}

fn found(lab: &Lab, typed: &str) -> Vec<u32> {
    lab.read(|r| r.search_assets(typed, 50)).iter().map(|hit| hit.snapshot.id.0).collect()
}

#[test]
fn accents_case_and_spacing_do_not_matter() {
    let lab = shelf();
    for typed in ["osciloscopio", "OSCILOSCÓPIO", "  Oscilosco\u{301}pio \t tektr ", "tek oscil"] {
        assert_eq!(found(&lab, typed), [1], "{typed}");
    }
}

#[test]
fn every_field_that_people_know_a_thing_by_is_searched() {
    let lab = shelf();
    for typed in ["otica", "sn-99/x", "1054", "medicao", "laboratorio 3", "lab-0003"] {
        assert_eq!(found(&lab, typed), [3], "{typed}");
    }
}

#[test]
fn short_words_are_found_alone_and_beside_long_ones() {
    let lab = shelf();
    assert_eq!(found(&lab, "pi"), [1, 2, 5, 4]);
    assert_eq!(found(&lab, "5"), [2, 3, 5, 4]);
    assert_eq!(found(&lab, "rasp pi 2"), [2]);
    assert_eq!(found(&lab, "tek 5"), [] as [u32; 0]);
}

#[test]
fn lendable_ones_come_first_by_tag_and_deleted_ones_never() {
    assert_eq!(found(&shelf(), "raspberry"), [2, 5, 4]);
    assert_eq!(found(&shelf(), ""), [1, 2, 3, 5, 4]);
}

#[test]
fn no_more_than_asked_for() {
    let lab = shelf();
    assert_eq!(lab.read(|r| r.search_assets("raspberry", 2)).len(), 2);
}

#[test]
fn a_word_that_thousands_share_is_answered_in_the_same_order() {
    let lab = Lab::new();
    let shelf: Vec<_> = (1..=5000)
        .rev()
        .map(|id| asset(id, 11, "Raspberry Pi 5"))
        .map(|asset| if asset.id.0 % 1000 == 1 { broken(asset) } else { asset })
        .collect();
    lab.write(|w| w.mirror_assets(&shelf));
    for typed in ["raspberry", "rasp berry pi", "pi"] {
        assert_eq!(found(&lab, typed)[..4], [2, 3, 4, 5], "{typed}");
        let all = lab.read(|r| r.search_assets(typed, 6000));
        let last = all[4995..].iter().map(|hit| hit.snapshot.id.0);
        assert_eq!(last.collect::<Vec<_>>(), [1, 1001, 2001, 3001, 4001], "{typed}");
    }
    assert_eq!(found(&lab, "raspberry 0613"), [613]);
    assert_eq!(found(&lab, "rasp% 06"), [] as [u32; 0]);
}

#[test]
fn search_follows_a_renamed_a_deleted_and_a_restored_asset() {
    let lab = shelf();
    let renamed = AssetSnapshot { name: Some("Nave-mãe".to_owned()), ..asset(2, 13, "Zynq") };
    lab.write(|w| w.mirror_assets(std::slice::from_ref(&renamed)));
    assert_eq!(found(&lab, "nave-mae zynq"), [2]);
    assert_eq!(found(&lab, "raspberry"), [5, 4]);
    lab.write(|w| w.mirror_assets(&[AssetSnapshot { deleted: true, ..renamed.clone() }]));
    assert_eq!(found(&lab, "zynq"), [] as [u32; 0]);
    lab.write(|w| w.mirror_assets(&[renamed]));
    assert_eq!(found(&lab, "zynq"), [2]);
}

#[test]
fn odd_text_is_found_literally_wherever_it_is_a_name() {
    for odd in ODD {
        let lab = Lab::new();
        lab.write(|w| w.mirror_assets(&[asset(1, 10, odd), asset(2, 11, "plain")]));
        assert_eq!(found(&lab, odd), [1], "asset {odd}");
        let models = lab.read(|r| r.search_models(odd, 9));
        assert_eq!(models.iter().map(|m| m.id).collect::<Vec<_>>(), [ModelId(10)], "{odd}");
        let plain = lab.person("plain");
        let id = lab.write(|w| w.add_person(&PersonDraft { name: odd.to_owned(), ..person("x") }));
        let people = lab.read(|r| r.people(odd, 9));
        assert_eq!(people.iter().map(|p| p.person.id).collect::<Vec<_>>(), [id], "{odd}");
        lab.project("plain", plain);
        let project = lab.project(odd, plain);
        let projects = lab.read(|r| r.projects(&[], odd, 0, 9));
        assert_eq!(projects.iter().map(|p| p.project.id).collect::<Vec<_>>(), [project], "{odd}");
        lab.ask(&[named(1)]);
        let line = NewLine { title: odd.to_owned(), ..named(1) };
        let asked = lab.ask(&[line]);
        let hits = lab.read(|r| r.requisitions(Among::All, odd, 0, 9));
        assert_eq!(hits.iter().map(|r| r.id).collect::<Vec<_>>(), [asked.id], "{odd}");
        let counts = lab.read(|r| r.requisition_counts(Of::default(), odd, day("2026-11-16")));
        assert_eq!((counts.all, counts.pending, counts.ended), (1, 1, 0), "{odd}");
        lab.write(|w| w.mirror_rows(&[user(1, odd), user(2, "plain")]));
        let users = lab.read(|r| r.mirrored_users(odd, 9));
        assert_eq!(users.iter().map(|u| u.id).collect::<Vec<_>>(), [UserId(1)], "{odd}");
    }
}

#[test]
fn a_pasted_book_a_nul_and_control_characters_do_not_fail() {
    let lab = shelf();
    let pasted = ["word ".repeat(40_000), "x".repeat(100_000), "ab\0cd efg\0hij".to_owned()];
    for typed in pasted.iter().map(String::as_str).chain(["\0", "\u{7f}\u{1b}[31m", "\u{301}"]) {
        lab.read(|r| {
            r.search_assets(typed, 9)?;
            r.search_models(typed, 9)?;
            r.mirrored_users(typed, 9)?;
            r.people(typed, 9)?;
            r.projects(&[ProjectState::Active], typed, 0, 9)?;
            r.project_counts(typed)?;
            r.requisitions(Among::Ended, typed, 0, 9)?;
            r.requisition_counts(Of::default(), typed, day("2026-11-16"))
        });
    }
    assert_eq!(found(&lab, "rasp\0pi 2"), [2]);
}

#[test]
fn people_are_found_by_name_e_mail_and_number_in_the_order_of_their_names() {
    let lab = Lab::new();
    let numbered = PersonDraft { student_number: "A91234".to_owned(), ..person("Zé Conceição") };
    lab.write(|w| w.add_person(&numbered));
    let professor = PersonDraft { role: PersonRole::Professor, ..person("Álvaro Cunha") };
    lab.write(|w| w.add_person(&professor));
    let names = |typed: &str| -> Vec<String> {
        lab.read(|r| r.people(typed, 9)).into_iter().map(|p| p.person.name).collect()
    };
    assert_eq!(names("conceicao ze"), ["Zé Conceição"]);
    assert_eq!(names("a91234"), ["Zé Conceição"]);
    assert_eq!(names("uni.pt"), ["Álvaro Cunha", "Zé Conceição"]);
    assert_eq!(names("cunha uni"), ["Álvaro Cunha"]);
}

#[test]
fn projects_are_found_by_the_people_in_them() {
    let lab = Lab::new();
    let joao = lab.person("João Pinto");
    let drone = lab.project("Drone", joao);
    lab.project("Weather station", lab.person("Ana"));
    let hits = lab.read(|r| r.projects(&[], "joao dro", 0, 9));
    assert_eq!(hits.iter().map(|p| p.project.id).collect::<Vec<_>>(), [drone]);
    assert_eq!(lab.read(|r| r.project_counts("joao")), [(ProjectState::Pending, 1)]);
}

#[test]
fn requisitions_are_found_by_number_purpose_title_project_and_requester() {
    let lab = Lab::new();
    let joao = lab.person("João Pinto");
    let drone = lab.project("Drone", joao);
    lab.ask(&[named(7)]);
    let mut new = requisition(drone, joao, &[named(77)]);
    new.purpose = "Ensaio de vibração".to_owned();
    let (id, number) = lab.write(|w| w.add_requisition(&new));
    let shown = number.to_string();
    for typed in [&shown, &number.0.to_string(), "vibracao", "asset 77", "drone", "joao"] {
        let hits = lab.read(|r| r.requisitions(Among::All, typed, 0, 9));
        assert_eq!(hits.iter().map(|r| r.id).collect::<Vec<_>>(), [id], "{typed}");
    }
}

#[test]
fn users_are_found_by_name_user_name_e_mail_and_number() {
    let lab = Lab::new();
    let joao = User { employee_number: Some("E-17".to_owned()), ..user(1, "João Pinto") };
    let same = User { email: Some("U1@Uni.pt".to_owned()), ..user(2, "Ana") };
    lab.write(|w| w.mirror_rows(&[joao.clone(), same.clone()]));
    for typed in ["joao", "PINTO j", "e-17"] {
        let hits = lab.read(|r| r.mirrored_users(typed, 9));
        assert_eq!(hits.iter().map(|u| u.id).collect::<Vec<_>>(), [joao.id], "{typed}");
    }
    assert_eq!(lab.read(|r| r.users_by_email(" U1@uni.PT ")), [joao, same]);
}
