//! The proof is proved: each flaw that the core can be given is caught by simulated lives, under
//! the name of the rule that it breaks, and without it the same lives break none.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::process::Command;

/// The simulation finds each flaw within so many seeds.
const SEEDS: &str = "20";

/// Runs lives with this flaw and expects one of these rules among what the first failing seed
/// broke.
fn caught(flaw: &str, rules: &[&str]) {
    let (told, failed) = lives(Some(flaw));
    assert!(failed, "{flaw}: {SEEDS} seeds noticed nothing:\n{told}");
    let broken = |rule: &&&str| told.lines().any(|line| line.trim_start().starts_with(**rule));
    let Some(rule) = rules.iter().find(broken) else {
        panic!("{flaw} is not called {rules:?}:\n{told}");
    };
    let step = told.lines().find(|line| line.starts_with("seed ")).unwrap();
    println!("{flaw:<20} caught as \"{rule}\": {step}");
}

#[test]
fn without_a_flaw_the_same_lives_break_no_rule() {
    let (told, failed) = lives(None);
    assert!(!failed, "{told}");
}

/// What was told of the lives with this flaw, up to the first that failed, and whether one did.
fn lives(flaw: Option<&str>) -> (String, bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
    command.args(["--seeds", SEEDS, "--failures", "1", "--threads", "1"]);
    command.env_remove("TOOLCRIB_FLAW");
    if let Some(flaw) = flaw {
        command.env("TOOLCRIB_FLAW", flaw);
    }
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), !output.status.success())
}

macro_rules! sabotages {
    ($($name:ident: $flaw:literal => $($rule:literal)|+;)+) => {
        $(#[test]
        fn $name() {
            caught($flaw, &[$($rule),+]);
        })+

        #[test]
        fn every_flaw_is_tried() {
            let tried = [$($flaw),+];
            let untried: Vec<_> = probe::Flaw::ALL.map(probe::Flaw::word).into_iter()
                .filter(|flaw| !tried.contains(flaw)).collect();
            assert!(untried.is_empty(), "no proof is proved by {untried:?}");
        }
    };
}

sabotages! {
    a_row_below_the_fence: "fence-ignored" => "moved from below the fence";
    a_repeated_check_in: "post-repeated" => "POST repeated";
    a_cursor_before_its_rows: "cursor-first" => "cursor ahead of what was applied";
    rows_applied_newest_first: "newest-first" => "applied out of order";
    a_write_that_is_not_read_back: "read-back-skipped" => "false evidence";
    a_change_that_is_not_journaled: "journal-skipped" => "journal broken";
    a_label_that_stays_behind: "label-not-restored" => "false evidence";
    a_doubt_that_nobody_is_told_of: "escalation-dropped" => "escalated and nobody told";
    a_loan_to_somebody_else: "target-ignored" => "false evidence";
    a_check_in_that_is_no_return: "check-in-trusted" =>
        "false evidence" | "moved from below the fence";
    a_row_that_appears_late: "late-rows-ignored" => "late row missed";
    an_asset_that_others_reserved: "reserved-twice" => "reserved over Reserved";
    a_difference_that_is_not_told: "reconciliation-mute" =>
        "reserved here, not there" | "Reserved there, unclaimed here" | "out here, not there";
    a_write_before_its_decision: "sent-before-stored" => "sent before stored";
    a_write_repeated_within_a_minute: "minute-ignored" => "repeated too soon";
}
