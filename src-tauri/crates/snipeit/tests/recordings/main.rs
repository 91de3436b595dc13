//! Every recorded reply of a real Snipe-IT through the client: what it was taken for is kept beside
//! it, in `snapshots/`, under the recording's name.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod collection;
mod outcome;
mod question;
#[path = "../api/support/mod.rs"]
#[allow(dead_code, unused_imports, reason = "shared with the tests of the calls")]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use collection::Recording;
use outcome::Outcome;

async fn outcomes(recording: &Recording) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for part in &recording.parts {
        for question in question::questions(part) {
            outcomes.push(outcome::of(part, question, recording.zone).await);
        }
    }
    outcomes
}

fn told(outcomes: &[Outcome]) -> String {
    outcomes.iter().map(Outcome::to_string).collect::<Vec<_>>().join("\n\n")
}

fn is_as_read_before(name: &str, told: &str) -> bool {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let compare = || settings.bind(|| insta::assert_snapshot!(name, told));
    catch_unwind(AssertUnwindSafe(compare)).is_ok()
}

#[tokio::test]
async fn every_recorded_reply_is_taken_for_what_it_is() {
    let (mut replies, mut classes, mut changed) = (0, BTreeMap::<_, u32>::new(), Vec::new());
    let recordings = collection::all();
    for recording in &recordings {
        let outcomes = outcomes(recording).await;
        assert!(!outcomes.is_empty() || recording.without_replies(), "{}", recording.name);
        replies += recording.parts.len();
        for outcome in &outcomes {
            *classes.entry(outcome.class()).or_default() += 1;
            assert!(!outcome.is_taken_for_another(), "{}: {outcome}", recording.name);
        }
        if !is_as_read_before(&recording.name, &told(&outcomes)) {
            changed.push(&recording.name);
        }
    }
    println!("{} recordings, {replies} replies: {classes:?}", recordings.len());
    assert!(changed.is_empty(), "read otherwise than before: {changed:?}");
}

#[test]
fn recordings_their_index_and_what_was_read_are_the_same_names() {
    let index: BTreeSet<_> = collection::index().into_iter().collect();
    let recorded = names(&collection::folder(), ".json");
    assert_eq!(recorded, index, "the recordings and INDEX.tsv");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/snapshots");
    assert_eq!(names(&here, ".snap"), index, "the snapshots and INDEX.tsv");
}

fn names(folder: &Path, ending: &str) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let files = files.map(|name| name.into_string().unwrap());
    files.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}
