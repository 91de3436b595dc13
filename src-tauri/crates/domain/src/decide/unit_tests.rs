//! Every cell of the table, written out: a row per input, a column per state.

use super::*;
use Action::{Agree, Become, Ignore, Open, Raise, Refuse, Return, ReturnAndRaise};
use Disagreement as D;
use Ignored::{AlreadyOut, BelowFence, NotOut, OnlyWanted, Over};
use OperationKind as Kind;
use UnitState as State;

/// Pending, reserved, checked out, returned, and what the other four final states answer alike.
type Row = (Input, [Action; 5]);

const COMMANDS: [Row; 7] = [
    (Input::Approve, [Open(Kind::Reserve), Refuse, Refuse, Refuse, Refuse]),
    (Input::Reject, [Open(Kind::Reject), Refuse, Refuse, Refuse, Refuse]),
    (Input::Cancel, [Open(Kind::Cancel), Refuse, Refuse, Refuse, Refuse]),
    (Input::Release, [Refuse, Open(Kind::Release), Refuse, Refuse, Refuse]),
    (Input::HandOver, [Refuse, Open(Kind::HandOver), Refuse, Refuse, Refuse]),
    (Input::TakeBack, [Refuse, Refuse, Open(Kind::TakeBack), Refuse, Refuse]),
    (Input::HoldOver, [Refuse, Open(Kind::Expire), Refuse, Refuse, Refuse]),
];

const SETTLED: [Row; 10] = [
    settled_row(Kind::Reserve, [Become(State::Reserved), Refuse, Refuse, Refuse, Refuse]),
    settled_row(Kind::Release, [Refuse, Become(State::Released), Refuse, Refuse, Refuse]),
    settled_row(Kind::Expire, [Refuse, Become(State::Expired), Refuse, Refuse, Refuse]),
    settled_row(Kind::Relabel, [Refuse, Agree, Refuse, Refuse, Refuse]),
    settled_row(Kind::HandOver, [Refuse, Become(State::CheckedOut), Agree, Ignore(Over), Refuse]),
    settled_row(Kind::TakeBack, [Refuse, Refuse, Return, Ignore(Over), Refuse]),
    settled_row(Kind::Retrieve, [Refuse, Agree, Agree, Refuse, Refuse]),
    settled_row(Kind::RestoreLabel, [Refuse, Refuse, Refuse, Ignore(Over), Ignore(Over)]),
    settled_row(Kind::Reject, [Become(State::Rejected), Refuse, Refuse, Refuse, Refuse]),
    settled_row(Kind::Cancel, [Become(State::Cancelled), Refuse, Refuse, Refuse, Refuse]),
];

const CHECK_OUTS: [Row; 3] = [
    (
        Input::CheckOut(CheckOut::BelowFence),
        [Ignore(BelowFence), Ignore(BelowFence), Ignore(BelowFence), Ignore(Over), Ignore(Over)],
    ),
    (
        Input::CheckOut(CheckOut::Insider),
        [
            Raise(D::OutWhilePending),
            Become(State::CheckedOut),
            Ignore(AlreadyOut),
            Ignore(Over),
            Ignore(Over),
        ],
    ),
    (
        Input::CheckOut(CheckOut::Outsider),
        [
            Ignore(OnlyWanted),
            Raise(D::OutsideProject),
            Raise(D::OutsideProject),
            Ignore(Over),
            Ignore(Over),
        ],
    ),
];

const CHECK_INS: [Row; 7] = [
    (
        Input::CheckIn(CheckIn::BelowFence),
        [Ignore(NotOut), Ignore(BelowFence), Ignore(BelowFence), Ignore(Over), Ignore(Over)],
    ),
    check_in_row(CheckIn::Back, Return),
    check_in_row(CheckIn::BackAndOutAgain, Become(State::Returned)),
    check_in_row(CheckIn::BackAndOutToInsider, ReturnAndRaise(D::OutAgain)),
    check_in_row(CheckIn::Unlendable, Raise(D::AutomaticCheckIn)),
    check_in_row(CheckIn::StillHeld, Raise(D::StillHeld)),
    check_in_row(CheckIn::Gone, Raise(D::DeletedWhileOut)),
];

const READINGS: [Row; 14] = [
    read_row(Reading::Gone, Raise(D::AssetGone), Raise(D::DeletedWhileOut)),
    (
        Input::Read(Reading::Insider),
        [Raise(D::OutWhilePending), Become(State::CheckedOut), Agree, Ignore(Over), Ignore(Over)],
    ),
    read_row(Reading::InsiderBefore, Become(State::CheckedOut), Agree),
    read_row(Reading::Outsider, Raise(D::OutsideProject), Raise(D::OutsideProject)),
    read_row(Reading::Back(Worn::Reserved), Agree, Return),
    read_row(Reading::Back(Worn::Available), Raise(D::FreeThere), Return),
    read_row(Reading::Back(Worn::CheckedOut), Raise(D::LabelChanged), Return),
    read_row(Reading::Back(Worn::Other), Raise(D::LabelChanged), Return),
    read_row(Reading::Back(Worn::Unlendable), Raise(D::LabelChanged), Raise(D::AutomaticCheckIn)),
    read_row(Reading::Free(Worn::Reserved), Agree, Raise(D::OutHereInThere)),
    read_row(Reading::Free(Worn::Available), Raise(D::FreeThere), Raise(D::OutHereInThere)),
    read_row(Reading::Free(Worn::CheckedOut), Raise(D::LabelChanged), Raise(D::OutHereInThere)),
    read_row(Reading::Free(Worn::Other), Raise(D::LabelChanged), Raise(D::OutHereInThere)),
    read_row(Reading::Free(Worn::Unlendable), Raise(D::LabelChanged), Raise(D::OutHereInThere)),
];

const fn settled_row(kind: OperationKind, cells: [Action; 5]) -> Row {
    (Input::Settled(kind), cells)
}

/// A check-in says something only to a unit that is out.
const fn check_in_row(row: CheckIn, out: Action) -> Row {
    let cells = [Ignore(NotOut), Ignore(NotOut), out, Ignore(Over), Ignore(Over)];
    (Input::CheckIn(row), cells)
}

/// A reading says something to units that claim the asset.
const fn read_row(reading: Reading, reserved: Action, out: Action) -> Row {
    let cells = [Ignore(OnlyWanted), reserved, out, Ignore(Over), Ignore(Over)];
    (Input::Read(reading), cells)
}

fn table() -> impl Iterator<Item = Row> {
    COMMANDS.into_iter().chain(SETTLED).chain(CHECK_OUTS).chain(CHECK_INS).chain(READINGS)
}

fn column(state: State) -> usize {
    match state {
        State::Pending => 0,
        State::Reserved => 1,
        State::CheckedOut => 2,
        State::Returned => 3,
        _ => 4,
    }
}

#[test]
fn every_cell_is_as_written() {
    for (input, expected) in table() {
        for state in State::ALL {
            assert_eq!(decide(state, input), expected[column(state)], "{state:?} × {input:?}");
        }
    }
}

#[test]
fn every_kind_of_operation_has_its_row() {
    let rows: Vec<_> = SETTLED.iter().map(|(input, _)| *input).collect();
    assert_eq!(rows, OperationKind::ALL.map(Input::Settled));
}

#[test]
fn no_input_moves_a_unit_whose_life_is_over() {
    for (input, _) in table() {
        for state in State::ALL.into_iter().filter(|state| state.is_final()) {
            let action = decide(state, input);
            assert!(matches!(action, Ignore(_) | Refuse), "{state:?} × {input:?}: {action:?}");
        }
    }
}

#[test]
fn nothing_below_the_fence_moves_a_unit() {
    for state in State::ALL {
        for input in [Input::CheckOut(CheckOut::BelowFence), Input::CheckIn(CheckIn::BelowFence)] {
            assert!(matches!(decide(state, input), Ignore(_)), "{state:?} × {input:?}");
        }
    }
}

#[test]
fn the_table_in_the_architecture_is_this_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ARCHITECTURE.md");
    let text = std::fs::read_to_string(path).expect("the map is there");
    let (before, rest) = text.split_once(BEGIN).expect("the table begins");
    let (_, after) = rest.split_once(END).expect("the table ends");
    let fresh = format!("{before}{BEGIN}\n\n{}\n{END}{after}", printed());
    if std::env::var_os("UPDATE_TABLE").is_some() {
        std::fs::write(path, &fresh).expect("it can be written");
    } else if fresh != text {
        panic!("the table is stale; UPDATE_TABLE=1 cargo test -p domain writes it anew");
    }
}

const BEGIN: &str = "<!-- the table: printed by a test of domain/src/decide/unit_tests.rs -->";
const END: &str = "<!-- the end of the table -->";

fn printed() -> String {
    let mut lines = vec![
        "| Input | pending | reserved | checked out | returned | other ends |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    for (input, cells) in table() {
        let states =
            [State::Pending, State::Reserved, State::CheckedOut, State::Returned, State::Expired];
        assert_eq!(states.map(column), [0, 1, 2, 3, 4]);
        let cells: Vec<_> =
            states.iter().zip(cells).map(|(state, _)| cell(decide(*state, input))).collect();
        lines.push(format!("| {} | {} |", words(&format!("{input:?}")), cells.join(" | ")));
    }
    lines.join("\n") + "\n"
}

fn cell(action: Action) -> String {
    match action {
        Open(kind) => format!("open *{}*", words(&format!("{kind:?}"))),
        Become(state) => format!("→ **{}**", words(&format!("{state:?}"))),
        Return => "→ **returned**, label".to_owned(),
        ReturnAndRaise(about) => {
            format!("→ **returned**, ask: {}", words(&format!("{about:?}")))
        }
        Raise(about) => format!("ask: {}", words(&format!("{about:?}"))),
        Agree => "agrees".to_owned(),
        Ignore(why) => format!("– {}", words(&format!("{why:?}"))),
        Refuse => "refused".to_owned(),
    }
}

/// `CheckIn(BackAndOutAgain)` as "check in: back and out again".
fn words(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        match c {
            '(' => text.push_str(": "),
            ')' => {}
            c if c.is_uppercase() => {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
                text.extend(c.to_lowercase());
            }
            c => text.push(c),
        }
    }
    text
}
