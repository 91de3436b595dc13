//! Everything about one asset: who has it or wants it, and what happened to it.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::activity::ActivityRow;
use domain::evidence::{Actor, Evidence};
use domain::ids::{AssetId, ProjectId, RequisitionId};
use domain::requisition::RequisitionNumber;
use domain::unit::UnitState;
use rusqlite::Row;

use crate::table::all;
use crate::table::units::{UNIT, UnitRecord, record as unit};
use crate::value::Columns;
use crate::{Error, Read};

/// A unit that has an asset, is about to, or wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetUnit {
    /// The unit.
    pub unit: UnitRecord,
    /// Its requisition's number.
    pub number: RequisitionNumber,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The project.
    pub project: ProjectId,
    /// Its name.
    pub project_name: String,
    /// Who asked.
    pub requester: String,
    /// When its open operation goes on.
    pub check_at: Option<DateTime<Utc>>,
}

/// A move of a unit that had the asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetMove {
    /// The state it came to.
    pub to: UnitState,
    /// Who acted.
    pub actor: Actor,
    /// When.
    pub at: DateTime<Utc>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// Its requisition.
    pub requisition: RequisitionId,
    /// That requisition's number.
    pub number: RequisitionNumber,
}

/// A change that the mirror saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetChange {
    /// When it was seen.
    pub at: DateTime<Utc>,
    /// The label's names before and after, where it changed. A label that is gone has none.
    pub label: Option<(Option<String>, Option<String>)>,
    /// The holder's names before and after, where it changed.
    pub holder: Option<(Option<String>, Option<String>)>,
}

impl Read<'_> {
    /// The assets of which [`Read::asset_units`] has something to tell: few among all.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn assets_with_units(&self) -> Result<HashSet<AssetId>, Error> {
        let sql = "SELECT asset FROM units INDEXED BY one_claim_per_asset
                 WHERE state IN ('reserved', 'checked_out')
             UNION ALL SELECT asset FROM units INDEXED BY units_asked_for
                 WHERE state IN ('pending', 'reserved') AND asset IS NOT NULL
             UNION ALL SELECT asset FROM operations INDEXED BY one_open_per_asset
                 WHERE asset IS NOT NULL
                 AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated')
             UNION ALL SELECT asset FROM discrepancies INDEXED BY discrepancies_open
                 WHERE closed_at IS NULL";
        Ok(all(self.0, sql, [], |row| Ok(AssetId(row.get(0)?)))?.into_iter().collect())
    }

    /// The units that have an asset, are about to, or want it: claims first, then by first day.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn asset_units(&self, asset: AssetId) -> Result<Vec<AssetUnit>, Error> {
        let sql = format!(
            "SELECT c.*, r.number, r.starts, r.ends, r.project, p.name AS project_name,
                 b.name AS requester, o.due_at AS check_at
             FROM ({UNIT} WHERE u.id IN (SELECT id FROM units WHERE asset = ?1
                       AND state IN ('pending', 'reserved', 'checked_out')
                   UNION SELECT unit FROM operations WHERE asset = ?1
                       AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated')
                   UNION SELECT unit FROM discrepancies
                       WHERE closed_at IS NULL AND asset = ?1)) c
             JOIN requisitions r ON r.id = c.requisition JOIN projects p ON p.id = r.project
             JOIN people b ON b.id = r.requester
             LEFT JOIN operations o ON o.unit = c.id AND o.phase = 'in_doubt'
             ORDER BY c.state = 'pending' AND c.operation_kind IS NULL, r.starts, r.number"
        );
        all(self.0, &sql, [asset.0], |row| {
            Ok(AssetUnit {
                unit: unit(row)?,
                number: RequisitionNumber(row.get("number")?),
                from: row.day("starts")?,
                until: row.day("ends")?,
                project: ProjectId(row.uuid("project")?),
                project_name: row.get("project_name")?,
                requester: row.get("requester")?,
                check_at: row.maybe_time("check_at")?,
            })
        })
    }

    /// The newest moves of the units that had an asset.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn asset_moves(&self, asset: AssetId, limit: u32) -> Result<Vec<AssetMove>, Error> {
        let sql = format!(
            "SELECT h.new_status, h.actor, h.at, h.evidence, r.id AS requisition, r.number
             FROM units u JOIN status_history h ON h.entity_id = u.id AND h.entity = 'unit'
                 AND h.old_status IS NOT NULL
             JOIN requisitions r ON r.id = u.requisition
             WHERE u.asset = ? ORDER BY h.seq DESC LIMIT {limit}"
        );
        all(self.0, &sql, [asset.0], |row| {
            Ok(AssetMove {
                to: row.word("new_status")?,
                actor: row.json("actor")?,
                at: row.time("at")?,
                evidence: row.maybe_json("evidence")?,
                requisition: RequisitionId(row.uuid("requisition")?),
                number: RequisitionNumber(row.get("number")?),
            })
        })
    }

    /// The newest rows of the activity log about an asset, as far as they could be read.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn asset_rows(&self, asset: AssetId, limit: u32) -> Result<Vec<ActivityRow>, Error> {
        let sql = format!(
            "SELECT row FROM feed_rows WHERE asset = ? ORDER BY activity DESC LIMIT {limit}"
        );
        let rows = all(self.0, &sql, [asset.0], |row| row.json::<serde_json::Value>("row"))?;
        Ok(rows.into_iter().filter_map(|row| serde_json::from_value(row).ok()).collect())
    }

    /// The newest changes of an asset's label or holder that the mirror saw.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn asset_changes(&self, asset: AssetId, limit: u32) -> Result<Vec<AssetChange>, Error> {
        let sql = format!(
            "SELECT c.*, b.name AS old_label_name, n.name AS new_label_name FROM asset_changes c
             LEFT JOIN mirror_labels b ON b.id = c.old_label
             LEFT JOIN mirror_labels n ON n.id = c.new_label
             WHERE c.asset = ? ORDER BY c.seq DESC LIMIT {limit}"
        );
        all(self.0, &sql, [asset.0], change)
    }
}

fn change(row: &Row<'_>) -> Result<AssetChange, Error> {
    let label = |column: &str| row.get::<_, Option<u32>>(column);
    let name = |column: &str| row.get::<_, Option<String>>(column);
    let relabelled = label("old_label")? != label("new_label")?;
    let labels = (name("old_label_name")?, name("new_label_name")?);
    let holders = (name("old_holder")?, name("new_holder")?);
    Ok(AssetChange {
        at: row.time("at")?,
        label: relabelled.then_some(labels),
        holder: (holders.0 != holders.1).then_some(holders),
    })
}
