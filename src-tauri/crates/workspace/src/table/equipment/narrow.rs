//! What a filter means in SQL. `?1` is today, `?2` the last of the days looked ahead, `?3` the
//! Reserved label; the words follow.

use chrono::Days;
use domain::equipment::{AHEAD, EquipmentFilter, EquipmentGroup};
use rusqlite::types::Value;

use super::Moment;
use crate::table::mirror::words::long_and_short;
use crate::table::{each_like, pattern};
use crate::{Error, Read};

/// A question, narrowed down.
pub struct Narrowed {
    /// The condition on `a`.
    pub matching: String,
    /// The values of the parameters.
    pub values: Vec<Value>,
    /// Whether words were typed, so that no order of ours is the quickest way.
    pub typed: bool,
}

/// Which assets somebody claims here, and which were asked for in the days ahead; both are few. A
/// label on its way back claims its asset until it is there.
pub const WITH: &str = "WITH claimed (asset) AS MATERIALIZED (
        SELECT asset FROM units WHERE state IN ('reserved', 'checked_out')
        UNION SELECT asset FROM operations WHERE asset IS NOT NULL
            AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated')),
    asked (asset) AS MATERIALIZED (
        SELECT u.asset FROM units u JOIN requisitions r ON r.id = u.requisition
        WHERE u.state IN ('pending', 'reserved') AND u.asset IS NOT NULL
            AND r.starts <= ?2 AND r.ends >= ?1)";

/// Labelled Reserved, or claimed here; of what lies on the shelf.
const RESERVED: &str =
    "(a.shelf = 'shelf' AND (a.label = ?3 OR a.id IN (SELECT asset FROM claimed)))";
/// With somebody past the day it was expected.
const OVERDUE: &str = "(a.shelf = 'held' AND COALESCE(a.expected_checkin < ?1, 0))";
/// Free now and not asked for in the days ahead.
const FREE_THROUGHOUT: &str = "(a.shelf = 'shelf' AND a.label <> ?3
    AND a.id NOT IN (SELECT asset FROM claimed) AND a.id NOT IN (SELECT asset FROM asked))";
/// The most urgent first: overdue, due today, with somebody, reserved, free, not lendable, gone.
pub const URGENCY: &str = "CASE a.shelf
    WHEN 'held' THEN CASE WHEN a.expected_checkin < ?1 THEN 0 WHEN a.expected_checkin = ?1 THEN 1
        ELSE 2 END
    WHEN 'shelf' THEN CASE WHEN a.label = ?3 OR a.id IN (SELECT asset FROM claimed) THEN 3
        ELSE 4 END
    WHEN 'unlendable' THEN 5 ELSE 6 END";

const FREE: &str = "(a.shelf = 'shelf' AND a.label <> ?3
    AND a.id NOT IN (SELECT asset FROM claimed))";

/// What was typed alone: the facets are counted from all that it lets through. A rare word is looked
/// up; a common one is looked for in the order of the answer, where there are soon enough.
pub fn words(read: &Read<'_>, filter: &EquipmentFilter, moment: Moment) -> Result<Narrowed, Error> {
    let ahead = moment.today.checked_add_days(Days::new(AHEAD - 1)).unwrap_or(moment.today);
    let mut values = vec![
        Value::Text(moment.today.to_string()),
        Value::Text(ahead.to_string()),
        Value::Integer(moment.reserved.0.into()),
    ];
    // Each parameter is named, since SQLite refuses values that nothing asks for.
    let mut matching = "?1 <= ?2 AND ?3 IS NOT NULL".to_owned();
    let (long, mut sought) = long_and_short(&filter.text);
    let typed = !long.is_empty() || !sought.is_empty();
    match read.few_with(&long)? {
        Some(few) => {
            matching += " AND a.id IN (SELECT value FROM json_each(?))";
            values.push(Value::Text(serde_json::to_string(&few)?));
        }
        None => sought.extend(long),
    }
    let patterns: Vec<_> = sought.iter().map(|word| pattern(word)).collect();
    matching += &each_like("a.search", &patterns);
    values.extend(patterns.into_iter().map(Value::Text));
    Ok(Narrowed { matching, values, typed })
}

/// The whole filter.
pub fn rows(read: &Read<'_>, filter: &EquipmentFilter, moment: Moment) -> Result<Narrowed, Error> {
    let mut narrowed = words(read, filter, moment)?;
    let group = match filter.group {
        None => "a.shelf <> 'gone'",
        Some(EquipmentGroup::Available) => FREE,
        Some(EquipmentGroup::Reserved) => RESERVED,
        Some(EquipmentGroup::CheckedOut) => "a.shelf = 'held'",
        Some(EquipmentGroup::Overdue) => OVERDUE,
        Some(EquipmentGroup::NotLendable) => "a.shelf = 'unlendable'",
        Some(EquipmentGroup::Gone) => "a.shelf = 'gone'",
    };
    let categories = filter.categories.iter().map(|id| id.0);
    let locations = filter.locations.iter().map(|id| id.0);
    narrowed.matching += &format!(" AND {group}");
    narrowed.matching += &one_of("a.category", categories);
    narrowed.matching += &one_of("a.home", locations);
    if filter.free_throughout {
        narrowed.matching += &format!(" AND {FREE_THROUGHOUT}");
    }
    Ok(narrowed)
}

/// ` AND column IN (…)`, unless any will do. The ids are numbers, so they need no parameters.
fn one_of(column: &str, ids: impl Iterator<Item = u32>) -> String {
    let ids: Vec<_> = ids.map(|id| id.to_string()).collect();
    if ids.is_empty() { String::new() } else { format!(" AND {column} IN ({})", ids.join(", ")) }
}
