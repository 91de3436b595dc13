//! One search over everything: every keystroke is answered, whatever is typed.
//!
//! The kinds are looked through side by side, by a reader each, and counted only as far as a person
//! counts.

mod asked;
mod assets;

use workspace::table::equipment::Moment;

use crate::api::{DeskError, Found, Matches, SearchKind, SearchQuery};
use crate::counter::Counter;
use crate::equipment;

/// So many of a kind are counted; beyond, there are more.
const COUNTED: usize = 50;
/// As many are asked for, to know whether there are more.
const MOST: u32 = 51;
/// The longest text that is looked for: names are shorter.
const LONGEST: usize = 500;

/// What matches what was typed.
pub async fn search(counter: &Counter, query: SearchQuery) -> Result<Found, DeskError> {
    let search = Search {
        text: query.text.trim().chars().take(LONGEST).collect(),
        only: query.only,
        shown: query.limit.min(MOST) as usize,
        moment: equipment::moment(counter),
    };
    if search.text.is_empty() {
        return Ok(Found::default());
    }
    let (things, requests, names) = (search.clone(), search.clone(), search);
    let ((equipment, models), requisitions, (people, projects)) = tokio::try_join!(
        counter.db.read(move |read| things.equipment_and_models(read)),
        counter.db.read(move |read| requests.requisitions(read)),
        counter.db.read(move |read| names.people_and_projects(read)),
    )?;
    Ok(Found { equipment, models, people, requisitions, projects })
}

/// What is looked for, and when.
#[derive(Clone)]
struct Search {
    text: String,
    only: Option<SearchKind>,
    shown: usize,
    moment: Moment,
}

impl Search {
    fn wants(&self, kind: SearchKind) -> bool {
        self.only.is_none_or(|only| only == kind)
    }

    /// The first of those found, each as its row shows it.
    fn matches<I, T>(
        &self,
        found: Vec<I>,
        row: impl FnMut(I) -> Result<T, DeskError>,
    ) -> Result<Matches<T>, DeskError> {
        let counted = found.len().min(COUNTED);
        Ok(Matches {
            total: u32::try_from(counted).unwrap_or(MOST),
            more: found.len() > counted,
            rows: found.into_iter().take(self.shown).map(row).collect::<Result<_, _>>()?,
        })
    }
}

/// Puts what was named exactly before what else matches.
fn first<I: PartialEq>(exact: Vec<I>, others: Vec<I>) -> Vec<I> {
    let mut found = exact;
    for other in others {
        if !found.contains(&other) {
            found.push(other);
        }
    }
    found
}
