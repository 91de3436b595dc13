//! Messages are stored with their cause and shown once.

use workspace::table::notifications::NotificationRecord;

use crate::common::{Lab, named};

fn told(messages: &[NotificationRecord<u32>]) -> Vec<u32> {
    messages.iter().map(|message| message.news).collect()
}

#[test]
fn messages_are_shown_in_the_order_they_were_raised_even_within_one_write() {
    let lab = Lab::new();
    lab.write(|w| (0..20_u32).try_for_each(|n| w.notify(&n, None).map(drop)));
    lab.write(|w| w.notify(&20_u32, None));
    let to_show = lab.read(|r| r.notifications_to_show());
    assert_eq!(told(&to_show), (0..=20).collect::<Vec<_>>());
    let newest = lab.read(|r| r.notifications(3));
    assert_eq!(told(&newest), [20, 19, 18]);
}

#[test]
fn a_message_is_handed_over_once_and_read_when_the_window_says_so() {
    let lab = Lab::new();
    let asked = lab.ask(&[named(1)]);
    let id = lab.write(|w| w.notify(&7_u32, Some(asked.id)));
    lab.write(|w| w.mark_shown(id));
    assert!(lab.read(|r| r.notifications_to_show::<u32>()).is_empty());
    let message = lab.read(|r| r.notifications::<u32>(9)).remove(0);
    assert_eq!((message.requisition, message.number), (Some(asked.id), Some(asked.number)));
    assert!(!message.read);
    lab.write(|w| w.mark_all_read());
    assert!(lab.read(|r| r.notifications::<u32>(9))[0].read);
}
