//! The one search over everything finds by whatever is typed.

use domain::asset::{AssetSnapshot, Named};
use domain::ids::LocationId;
use workspace::table::requisitions::NewLine;

use crate::common::{Lab, asset, broken, named};

fn found(lab: &Lab, typed: &str) -> Vec<u32> {
    lab.read(|r| r.find_assets(typed, 5)).iter().map(|id| id.0).collect()
}

fn shelf() -> Lab {
    let lab = Lab::new();
    let at = |id, name: &str, place: &str| AssetSnapshot {
        location: Some(Named { id: LocationId(id), name: place.to_owned() }),
        ..asset(id, 10 + id, name)
    };
    let assets = [
        at(1, "Osciloscópio Rigol", "Sala 2.14"),
        broken(at(2, "Raspberry Pi 5", "Sala B")),
        at(3, "Raspberry Pi 4", "Bancada zq"),
        AssetSnapshot { deleted: true, ..at(4, "Raspberry Pi 5", "Sala B") },
    ];
    lab.write(|w| w.mirror_assets(&assets));
    lab
}

#[test]
fn one_letter_two_letters_and_words_are_found_wherever_they_stand() {
    let lab = shelf();
    let none: [u32; 0] = [];
    assert_eq!(found(&lab, "raspberry"), [3, 2], "lendable ones first, deleted ones never");
    assert_eq!(found(&lab, "pi"), [1, 3, 2], "within a word, too");
    assert_eq!(found(&lab, "zq"), [3], "the last letters of all");
    assert_eq!(found(&lab, "14"), [1], "the last letters of all");
    assert_eq!(found(&lab, "q"), [3], "the last letter of all");
    assert_eq!(found(&lab, "Oscilosc\u{f3}pio 2"), [1], "accents and capitals aside");
    assert_eq!(found(&lab, "pi 5 rasp"), [2]);
    for typed in ["xw", "osciloscopio 9x", "", "%", "_", "\"", "*", "\u{10FFFF}"] {
        assert_eq!(found(&lab, typed), none, "{typed}");
    }
}

#[test]
fn what_thousands_share_is_found_with_a_word_that_few_have() {
    let lab = Lab::new();
    let many: Vec<_> = (1..=2000).map(|id| asset(id, 11, "Raspberry Pi 5")).collect();
    lab.write(|w| w.mirror_assets(&many));
    assert_eq!(found(&lab, "raspberry"), [1, 2, 3, 4, 5]);
    assert_eq!(found(&lab, "pi"), [1, 2, 3, 4, 5]);
    assert_eq!(found(&lab, "raspberry 1999"), [1999]);
    assert_eq!(found(&lab, "pi 99"), [99, 199, 299, 399, 499]);
    assert_eq!(found(&lab, "rasp 19 99"), [199, 1199, 1990, 1991, 1992], "beyond the first met");
}

#[test]
fn a_renamed_asset_is_found_by_its_new_letters_alone() {
    let lab = shelf();
    lab.write(|w| w.mirror_assets(&[asset(3, 13, "Zynq")]));
    assert_eq!(found(&lab, "nq"), [3]);
    assert_eq!(found(&lab, "zq"), [] as [u32; 0]);
}

#[test]
fn requisitions_and_projects_are_found_by_the_names_they_point_to() {
    let lab = Lab::new();
    let ana = lab.person("Ana Conceição");
    let drone = lab.project("Drone de inspeção", ana);
    let scope = NewLine { title: "Osciloscópio Rigol".to_owned(), ..named(1) };
    let asked = lab.ask_for(drone, ana, &[scope]);
    let other = lab.ask(&[named(2)]);
    let requisitions = |typed: &str| lab.read(|r| r.find_requisitions(typed, 9));
    for typed in ["inspecao", "conceicao", "RIGOL", "drone rigol ana", "R-1001"] {
        assert_eq!(requisitions(typed), [asked.id], "{typed}");
    }
    assert_eq!(requisitions("R-"), [other.id, asked.id], "newest first");
    assert_eq!(lab.read(|r| r.find_requisitions("r-", 1)), [other.id], "no more than asked for");
    assert_eq!(requisitions("drone 100%"), []);
    let projects = |typed: &str| lab.read(|r| r.find_projects(typed, 9));
    for typed in ["drone", "conceicao", "dr in", "ana drone"] {
        assert_eq!(projects(typed), [drone], "{typed}");
    }
    assert_eq!(projects("drone zz"), []);
    let number = domain::requisition::RequisitionNumber(1001);
    assert_eq!(lab.read(|r| r.requisition_by_number(number)), Some(asked.id));
}
