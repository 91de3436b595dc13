//! What changed is announced after commit, and only then.

use domain::ids::PersonId;
use tokio::sync::broadcast::error::TryRecvError;
use uuid::Uuid;
use workspace::{Entity, Error};

use crate::common::{Lab, asset, count, named, person, requisition, stored};

#[test]
fn a_commit_announces_each_entity_it_touched_once() {
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let drone = lab.project("Drone", rita);
    let mut commits = lab.workspace.commits();
    let two = [named(1), named(2)];
    lab.write(|w| w.add_requisition(&requisition(drone, rita, &two)));
    let touched = [Entity::Requisition, Entity::Line, Entity::Unit, Entity::History];
    assert_eq!(commits.try_recv().unwrap().as_ref(), touched);
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn who_hears_of_a_commit_can_read_it() {
    let lab = Lab::new();
    let mut commits = lab.workspace.commits();
    std::thread::scope(|scope| {
        let listener = scope.spawn(|| {
            commits.blocking_recv().unwrap();
            lab.workspace.read(|r| r.person_by_email("rita@uni.pt")).unwrap()
        });
        let write = lab.workspace.write(&lab.stamp(), |w| w.add_person(&person("Rita")));
        assert_eq!(listener.join().unwrap().unwrap().person.id, write.unwrap());
    });
}

#[test]
fn before_the_commit_nothing_is_announced_and_readers_see_the_old_state() {
    let lab = Lab::new();
    let mut commits = lab.workspace.commits();
    lab.write(|w| {
        w.add_person(&person("Rita"))?;
        assert_eq!(commits.try_recv(), Err(TryRecvError::Empty));
        assert!(lab.workspace.read(|r| r.people("", 10))?.is_empty());
        assert_eq!(w.read().people("", 10)?.len(), 1);
        Ok(())
    });
    assert_eq!(commits.try_recv().unwrap().as_ref(), [Entity::Person]);
}

#[test]
fn a_failed_write_leaves_neither_row_nor_journal_nor_announcement() {
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let mut commits = lab.workspace.commits();
    let before = (stored(&lab.path(), "people"), count(&lab.path(), "journal"));
    let nobody = PersonId(Uuid::nil());
    let failed = lab.try_write(|w| {
        w.block_person(rita, Some("late"))?;
        w.add_person(&person("Ana"))?;
        w.mirror_assets(&[asset(1, 9, "Oscilloscope")])?;
        w.block_person(nobody, None)
    });
    assert!(matches!(failed, Err(Error::Rule(_))), "{failed:?}");
    let after = (stored(&lab.path(), "people"), count(&lab.path(), "journal"));
    assert_eq!(before, after);
    assert_eq!(count(&lab.path(), "mirror_assets"), 0);
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn a_write_that_panics_is_undone_and_the_next_one_works() {
    let lab = Lab::new();
    let mut commits = lab.workspace.commits();
    std::thread::scope(|scope| {
        let panics = scope.spawn(|| {
            lab.workspace.write(&lab.stamp(), |w| -> Result<(), Error> {
                w.add_person(&person("Rita"))?;
                panic!("a defect in a caller")
            })
        });
        assert!(panics.join().is_err());
    });
    assert_eq!(count(&lab.path(), "people"), 0);
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty));
    lab.person("Rita");
    assert_eq!(commits.try_recv().unwrap().as_ref(), [Entity::Person]);
}

#[test]
fn a_write_that_changes_nothing_is_no_news() {
    let lab = Lab::new();
    let mut commits = lab.workspace.commits();
    lab.write(|w| w.read().people("", 1));
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty));
}
