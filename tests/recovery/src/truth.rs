//! What really was so in the lab, moment by moment: the measure of all evidence.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use snipeit_simulator::{Action, Activity, Asset, Holder, Item, Lab, LabelKind};

/// How an asset was for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// In which step it began.
    pub step: usize,
    /// Its label.
    pub label: u32,
    /// Whether that label lets it be lent.
    pub lendable: bool,
    /// Who had it.
    pub holder: Option<Holder>,
    /// Whether it was deleted.
    pub deleted: bool,
    /// When it last came back.
    pub last_checkin: Option<DateTime<Utc>>,
}

/// A check-out or check-in of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// Out, or back.
    pub out: bool,
    /// Which asset.
    pub asset: u32,
    /// To or from whom.
    pub target: Option<Holder>,
    /// When, as the log says.
    pub at: DateTime<Utc>,
}

/// Everything that was so.
#[derive(Default)]
pub struct Truth {
    step: usize,
    moments: BTreeMap<u32, Vec<Moment>>,
    movements: BTreeMap<u32, Movement>,
    seen: u32,
    late: BTreeSet<u32>,
    were_late: BTreeSet<u32>,
}

impl Truth {
    /// What happens from now on belongs to this step.
    pub fn begin(&mut self, step: usize, lab: &Lab) {
        self.step = step;
        self.observe(lab);
    }

    /// Takes note of how the lab is.
    pub fn observe(&mut self, lab: &Lab) {
        for asset in all_assets(lab) {
            self.note(asset.id, moment(self.step, asset, lab));
        }
        let fresh = lab.activity().rev().take_while(|row| row.id > self.seen);
        let fresh: Vec<_> = fresh.filter_map(|row| Some((row.id, movement(row)?))).collect();
        self.movements.extend(fresh);
        self.seen = self.seen.max(lab.newest_activity());
    }

    fn note(&mut self, asset: u32, now: Moment) {
        let moments = self.moments.entry(asset).or_default();
        let last = moments.last().map(|last| Moment { step: now.step, ..last.clone() });
        if last.as_ref() != Some(&now) {
            moments.push(now);
        }
    }

    /// A backup was put back: numbers above its newest row are given out again.
    pub fn restored(&mut self, lab: &Lab) {
        self.seen = lab.newest_activity();
        let _ = self.movements.split_off(&(self.seen + 1));
        self.late.clear();
        self.were_late.clear();
        self.observe(lab);
    }

    /// A row appeared late: until the next poll nobody can know of it.
    pub fn appeared(&mut self, row: u32) {
        self.late.insert(row);
        self.were_late.insert(row);
    }

    /// The feed was read to its end.
    pub fn feed_read(&mut self) {
        self.late.clear();
    }

    /// Whether the row appeared since the feed was last read.
    #[must_use]
    pub fn is_late(&self, row: u32) -> bool {
        self.late.contains(&row)
    }

    /// Whether the row ever appeared late.
    #[must_use]
    pub fn was_late(&self, row: u32) -> bool {
        self.were_late.contains(&row)
    }

    /// How the asset was when the present step began and everything it was since.
    #[must_use]
    pub fn during(&self, asset: u32) -> &[Moment] {
        let Some(moments) = self.moments.get(&asset) else { return &[] };
        let within = moments.partition_point(|moment| moment.step < self.step);
        &moments[within.saturating_sub(1)..]
    }

    /// A row of the log that there is, or that is withheld.
    #[must_use]
    pub fn movement(&self, row: u32) -> Option<&Movement> {
        self.movements.get(&row)
    }

    /// Whether the asset was handed out again after this row.
    #[must_use]
    pub fn out_again(&self, row: u32, asset: u32) -> bool {
        self.movements.range(row + 1..).any(|(_, later)| later.out && later.asset == asset)
    }
}

/// Deleted ones included.
pub fn all_assets(lab: &Lab) -> impl Iterator<Item = &Asset> {
    (1..).map_while(|id| lab.asset(id))
}

fn moment(step: usize, asset: &Asset, lab: &Lab) -> Moment {
    let lendable = lab.label_of(asset.id).is_some_and(|label| label.kind == LabelKind::Deployable);
    Moment {
        step,
        label: asset.label,
        lendable,
        holder: asset.holder,
        deleted: asset.deleted_at.is_some(),
        last_checkin: asset.last_checkin,
    }
}

fn movement(row: &Activity) -> Option<Movement> {
    let Item::Asset(asset) = row.item else { return None };
    let out = match row.action {
        Action::CheckOut => true,
        Action::CheckIn => false,
        _ => return None,
    };
    Some(Movement { out, asset, target: row.target, at: row.action_date })
}
