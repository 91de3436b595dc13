//! The activity log as read: where the feed stands, and what each row did.

use chrono::{DateTime, Utc};
use domain::activity::Movement;
use domain::decide::unit::{Disagreement, Ignored};
use domain::ids::{ActivityId, AssetId, UnitId};
use domain::unit::UnitState;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{all, first};
use crate::value::{Columns, word};
use crate::{Entity, Error, Read, Write};

/// Where the feed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedPosition {
    /// Nothing at or below it is ever read: what happened before Toolcrib came.
    pub start: ActivityId,
    /// Everything up to it was applied.
    pub cursor: ActivityId,
}

/// What a row did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// It moved a unit.
    Moved {
        /// To this state.
        to: UnitState,
    },
    /// It moved nothing.
    Ignored {
        /// Why.
        why: Ignored,
    },
    /// It raised a disagreement.
    Raised {
        /// About what.
        about: Disagreement,
    },
    /// It could not be understood.
    Unreadable {
        /// Why.
        problem: String,
    },
}

/// A row and what it did.
#[derive(Debug, Clone)]
pub struct FeedRow {
    /// The row's id.
    pub activity: ActivityId,
    /// Which filter found it.
    pub movement: Movement,
    /// Its asset.
    pub asset: Option<AssetId>,
    /// The row as read.
    pub row: serde_json::Value,
    /// What it did.
    pub effect: Effect,
    /// The unit it was compared with.
    pub unit: Option<UnitId>,
}

impl Read<'_> {
    /// Where the feed stands; `None` before the first connection.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn feed_position(&self) -> Result<Option<FeedPosition>, Error> {
        first(self.0, "SELECT start, cursor FROM feed", [], |row| {
            let start = ActivityId(row.get("start")?);
            Ok(FeedPosition { start, cursor: ActivityId(row.get("cursor")?) })
        })
    }

    /// Whether a row was applied already.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn feed_has(&self, activity: ActivityId) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM feed_rows WHERE activity = ?";
        Ok(first(self.0, sql, [activity.0], |_| Ok(()))?.is_some())
    }

    /// What a row did, if it was read.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn feed_effect(&self, activity: ActivityId) -> Result<Option<Effect>, Error> {
        let sql = "SELECT effect FROM feed_rows WHERE activity = ?";
        let text = first(self.0, sql, [activity.0], |row| Ok(row.get::<_, String>(0)?))?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }
}

/// A stretch in which Snipe-IT did not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage<P> {
    /// When it began.
    pub began_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// What was wrong at first.
    pub problem: P,
    /// The newest applied row when it began.
    pub cursor: Option<ActivityId>,
}

/// A row as the Activity room shows it.
#[derive(Debug, Clone)]
pub struct ReadRow {
    /// The row's id.
    pub activity: ActivityId,
    /// Which filter found it.
    pub movement: Movement,
    /// Its asset.
    pub asset: Option<AssetId>,
    /// The row as read.
    pub row: serde_json::Value,
    /// What it did.
    pub effect: Effect,
    /// The unit it was compared with.
    pub unit: Option<UnitId>,
    /// When it was read.
    pub read_at: DateTime<Utc>,
}

impl Read<'_> {
    /// Rows that did one of `outcomes` (all, when none is named), the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn feed_rows(
        &self,
        outcomes: &[&str],
        offset: u32,
        limit: u32,
    ) -> Result<Vec<ReadRow>, Error> {
        let sql = format!(
            "SELECT * FROM feed_rows {} ORDER BY activity DESC LIMIT {limit} OFFSET {offset}",
            outcome_is(outcomes)
        );
        all(self.0, &sql, params_from_iter(outcomes), read_row)
    }

    /// How many rows did what.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn feed_outcomes(&self) -> Result<Vec<(String, u32)>, Error> {
        let sql = "SELECT outcome, count(*) AS rows FROM feed_rows GROUP BY outcome";
        all(self.0, sql, [], |row| Ok((row.get("outcome")?, row.get("rows")?)))
    }

    /// The last outages, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn outages<P: DeserializeOwned>(&self, limit: u32) -> Result<Vec<Outage<P>>, Error> {
        let sql = "SELECT * FROM outages ORDER BY id DESC LIMIT ?";
        all(self.0, sql, [limit], |row| {
            Ok(Outage {
                began_at: row.time("began_at")?,
                ended_at: row.maybe_time("ended_at")?,
                problem: row.json("problem")?,
                cursor: row.get::<_, Option<u32>>("cursor")?.map(ActivityId),
            })
        })
    }
}

fn outcome_is(outcomes: &[&str]) -> String {
    match outcomes.len() {
        0 => String::new(),
        count => format!("WHERE outcome IN ({})", vec!["?"; count].join(", ")),
    }
}

fn read_row(row: &Row<'_>) -> Result<ReadRow, Error> {
    Ok(ReadRow {
        activity: ActivityId(row.get("activity")?),
        movement: row.word("movement")?,
        asset: row.get::<_, Option<u32>>("asset")?.map(AssetId),
        row: row.json("row")?,
        effect: row.json("effect")?,
        unit: row.maybe_uuid("unit")?.map(UnitId),
        read_at: row.time("read_at")?,
    })
}

impl Write<'_> {
    /// Notes that Snipe-IT does not answer, unless that is noted already.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin_outage<P: Serialize>(&self, problem: &P) -> Result<(), Error> {
        let cursor = self.read().feed_position()?.map(|position| position.cursor.0);
        let row = (self.at().timestamp_millis(), serde_json::to_string(problem)?, cursor);
        self.cache(Entity::Feed).execute(
            "INSERT INTO outages (began_at, problem, cursor) SELECT ?, ?, ?
             WHERE NOT EXISTS (SELECT 1 FROM outages WHERE ended_at IS NULL)",
            row,
        )?;
        Ok(())
    }

    /// Notes that Snipe-IT answers again; says whether it did not before.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn end_outage(&self) -> Result<bool, Error> {
        let sql = "UPDATE outages SET ended_at = ? WHERE ended_at IS NULL";
        let ended = self.cache(Entity::Feed).execute(sql, [self.at().timestamp_millis()])?;
        Ok(ended > 0)
    }

    /// Starts the feed at `newest`: nothing older is ever read.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn start_feed(&self, newest: ActivityId) -> Result<(), Error> {
        self.cache(Entity::Feed).execute(
            "INSERT INTO feed (id, start, cursor) VALUES (1, ?1, ?1)
             ON CONFLICT (id) DO UPDATE SET start = ?1, cursor = ?1",
            [newest.0],
        )?;
        Ok(())
    }

    /// Starts the feed anew on a log that ends before the cursor. The ids above `newest` will be
    /// given again, to other rows: what was read under them is forgotten, and fences come down.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn restart_feed(&self, newest: ActivityId) -> Result<(), Error> {
        let sql = "DELETE FROM feed_rows WHERE activity > ?";
        self.cache(Entity::Feed).execute(sql, [newest.0])?;
        self.lower_fences(Entity::Unit, "SELECT id FROM units WHERE fence > ?", newest)?;
        let sql = "SELECT id FROM operations WHERE fence > ?
             AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated')";
        self.lower_fences(Entity::Operation, sql, newest)?;
        self.start_feed(newest)
    }

    fn lower_fences(&self, of: Entity, ahead: &str, to: ActivityId) -> Result<(), Error> {
        for id in all(self.read().0, ahead, [to.0], |row| row.uuid("id"))? {
            self.update(of, &id.to_string(), &[("fence", Value::Integer(to.0.into()))])?;
        }
        Ok(())
    }

    /// Moves the cursor. In the same transaction as the rows it covers.
    ///
    /// # Errors
    /// The feed was not started, or would run backwards past its start.
    pub fn advance_feed(&self, cursor: ActivityId) -> Result<(), Error> {
        let changed = self.cache(Entity::Feed).execute("UPDATE feed SET cursor = ?", [cursor.0])?;
        if changed == 1 { Ok(()) } else { Err(Error::Rule("the feed was not started".to_owned())) }
    }

    /// Stores a row with its effect.
    ///
    /// # Errors
    /// [`Error::Rule`] when the row was applied already.
    pub fn add_feed_row(&self, row: &FeedRow, read_at: DateTime<Utc>) -> Result<(), Error> {
        self.cache(Entity::Feed)
            .prepare_cached(
                "INSERT INTO feed_rows (activity, movement, asset, row, effect, unit, read_at)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute((
                row.activity.0,
                word(&row.movement)?,
                row.asset.map(|asset| asset.0),
                row.row.to_string(),
                serde_json::to_string(&row.effect)?,
                row.unit.map(|unit| unit.0.to_string()),
                read_at.timestamp_millis(),
            ))?;
        Ok(())
    }
}
