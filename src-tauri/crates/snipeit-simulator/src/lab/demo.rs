//! A believable electronics lab and makerspace of a Portuguese university.
//!
//! The lab depends on the given time alone: the same time gives the same lab. It ends two weeks
//! before that time, so that whoever shows the demo writes the recent history with the verbs.

mod furnish;
mod lend;

use chrono::{DateTime, Duration, SubsecRound, Utc};
use chrono_tz::Europe::Lisbon;

use super::model::{Label, NewUser};
use super::rights::{Locale, Rights};
use super::{ADMIN, LABELS, Lab};

const PEOPLE: &str = include_str!("demo/people.tsv");

/// Everyone but the first four is a student.
const STAFF: usize = 4;

/// The log of a lab of this age was begun long before its oldest row.
const EARLIER_ROWS: u32 = 46_200;

impl Lab {
    /// A lab of about 300 assets of 40 models and 60 people, as it was two weeks before `now`.
    pub fn demo(now: DateTime<Utc>) -> Lab {
        let opened = now.trunc_subsecs(0) - Duration::days(900);
        let mut lab = Lab { last_activity: EARLIER_ROWS, ..Lab::bare(Lisbon) };
        for (id, name, kind) in LABELS {
            lab.labels.insert(id, Label::new(id, name, kind, opened));
        }
        furnish::rooms(&mut lab, opened);
        enrol(&mut lab, opened);
        furnish::shelves(&mut lab, opened);
        lend::everyday(&mut lab, now.trunc_subsecs(0));
        lab.add_token(ADMIN, Rights::admin(), Locale::English);
        lab
    }
}

fn enrol(lab: &mut Lab, at: DateTime<Utc>) {
    let department = lab.departments.keys().next().copied();
    let (office, campus) = (furnish::location(lab, "Office 2.15, cabinet"), furnish::campus(lab));
    for (index, line) in PEOPLE.lines().enumerate() {
        let (first, last) = line.split_once('\t').unwrap_or((line, ""));
        let location = if index < STAFF { office } else { campus };
        let number = Some(format!("{}", 90_412 + index * 37));
        let person = NewUser { department, location, ..person(first, last) };
        lab.add_user(NewUser { employee_number: number, ..person }, at);
    }
}

fn person(first: &str, last: &str) -> NewUser {
    let plain = |text: &str| -> String {
        super::find::folded(text).chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let username = format!("{}.{}", plain(first), plain(last));
    NewUser {
        email: Some(format!("{username}@uni.example")),
        username,
        ..NewUser::named(first, last)
    }
}
