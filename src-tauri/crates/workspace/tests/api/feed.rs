//! A row of the activity log is applied once, and the cursor commits with its rows.

use domain::activity::Movement;
use domain::decide::unit::Ignored;
use domain::ids::{ActivityId, AssetId};
use serde_json::json;
use tokio::sync::broadcast::error::TryRecvError;
use workspace::table::feed::{Effect, FeedPosition, FeedRow};
use workspace::{Entity, Error};

use crate::common::{Lab, nine};

fn row(id: u32) -> FeedRow {
    FeedRow {
        activity: ActivityId(id),
        movement: Movement::CheckOut,
        asset: Some(AssetId(1)),
        row: json!({ "id": id, "note": "<b>bold</b>" }),
        effect: Effect::Ignored { why: Ignored::NoUnit },
        unit: None,
    }
}

fn position(lab: &Lab) -> Option<(u32, u32)> {
    let position = lab.read(|r| r.feed_position());
    position.map(|FeedPosition { start, cursor }| (start.0, cursor.0))
}

#[test]
fn the_feed_starts_at_the_newest_row_and_moves_on_from_there() {
    let lab = Lab::new();
    assert_eq!(position(&lab), None);
    lab.write(|w| w.start_feed(ActivityId(40)));
    assert_eq!(position(&lab), Some((40, 40)));
    lab.write(|w| w.advance_feed(ActivityId(42)));
    assert_eq!(position(&lab), Some((40, 42)));
    lab.write(|w| w.start_feed(ActivityId(7)));
    assert_eq!(position(&lab), Some((7, 7)), "another server");
}

#[test]
fn the_cursor_neither_moves_before_the_start_nor_without_one() {
    let lab = Lab::new();
    let advance = |id| lab.try_write(|w| w.advance_feed(ActivityId(id)));
    assert!(matches!(advance(5), Err(Error::Rule(_))));
    lab.write(|w| w.start_feed(ActivityId(40)));
    assert!(matches!(advance(39), Err(Error::Rule(_))));
    assert_eq!(position(&lab), Some((40, 40)));
}

#[test]
fn a_row_is_applied_once_ever() {
    let lab = Lab::new();
    lab.write(|w| w.add_feed_row(&row(41), nine()));
    let again = FeedRow { movement: Movement::CheckIn, ..row(41) };
    let twice = lab.try_write(|w| w.add_feed_row(&again, nine()));
    assert!(matches!(twice, Err(Error::Rule(_))), "{twice:?}");
    assert!(lab.read(|r| r.feed_has(ActivityId(41))));
    assert!(!lab.read(|r| r.feed_has(ActivityId(42))));
}

#[test]
fn what_a_row_did_can_be_read_back() {
    let lab = Lab::new();
    let unreadable = Effect::Unreadable { problem: "no item".to_owned() };
    let strange = FeedRow { effect: unreadable.clone(), asset: None, ..row(42) };
    lab.write(|w| w.add_feed_row(&row(41), nine()));
    lab.write(|w| w.add_feed_row(&strange, nine()));
    let effect = |id| lab.read(|r| r.feed_effect(ActivityId(id)));
    assert_eq!(effect(41), Some(Effect::Ignored { why: Ignored::NoUnit }));
    assert_eq!(effect(42), Some(unreadable));
    assert_eq!(effect(43), None);
}

#[test]
fn rows_and_cursor_are_stored_together_or_not_at_all() {
    let lab = Lab::new();
    lab.write(|w| w.start_feed(ActivityId(40)));
    let mut commits = lab.workspace.commits();
    let poll = |ids: &[u32]| {
        lab.try_write(|w| {
            ids.iter().try_for_each(|id| w.add_feed_row(&row(*id), nine()))?;
            w.advance_feed(ActivityId(42))
        })
    };
    assert!(poll(&[41, 42, 41]).is_err());
    assert_eq!(position(&lab), Some((40, 40)));
    assert!(!lab.read(|r| r.feed_has(ActivityId(42))));
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty));
    poll(&[41, 42]).unwrap();
    assert_eq!(position(&lab), Some((40, 42)));
    assert_eq!(commits.try_recv().unwrap().as_ref(), [Entity::Feed]);
}
