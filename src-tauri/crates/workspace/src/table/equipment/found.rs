//! One question of the Equipment room: what the words let through, counted and in pages.

use std::cell::OnceCell;
use std::sync::Arc;

use domain::asset::Named;
use domain::equipment::{Cell, EquipmentFilter, EquipmentSort};
use domain::ids::{AssetId, CategoryId, LocationId};

use super::Moment;
use super::index::EquipmentIndex;
use super::kept::{Column, Kept, Place, Slot};
use super::spoken_for::{SpokenFor, Standing, is_of};
use crate::table::words;
use crate::{Error, Read};

/// The assets that the words of a filter let through.
#[derive(Debug)]
pub struct EquipmentFound {
    kept: Arc<Kept>,
    /// Of each slot whether it has the words; `None` when nothing was typed.
    typed: Option<Vec<bool>>,
    /// Of each slot whether the whole filter lets it through: judged once, counted and paged often.
    fitting: OnceCell<Vec<bool>>,
    spoken_for: SpokenFor,
    filter: EquipmentFilter,
    moment: Moment,
}

impl Read<'_> {
    /// Looks through all equipment.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn look_through_equipment(
        &self,
        index: &EquipmentIndex,
        filter: &EquipmentFilter,
        moment: Moment,
    ) -> Result<EquipmentFound, Error> {
        let kept = index.at(self)?;
        let words = words(&filter.text);
        let typed = (!words.is_empty()).then(|| marked(&kept, &words));
        let spoken_for = self.spoken_for(moment.today)?;
        let (filter, fitting) = (filter.clone(), OnceCell::new());
        Ok(EquipmentFound { kept, typed, fitting, spoken_for, filter, moment })
    }
}

fn marked(kept: &Kept, words: &[String]) -> Vec<bool> {
    let mut marks = vec![false; kept.slots()];
    for slot in kept.having(words) {
        marks[slot as usize] = true;
    }
    marks
}

impl EquipmentFound {
    /// Counted by category, home and how they stand, whatever the facets are.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let places = self.kept.places();
        let mut cells = vec![Cell::default(); places.len()];
        let slots = self.kept.order(Column::Tag).iter().copied();
        for slot in slots.filter(|slot| self.has_the_words(*slot)) {
            count(&mut cells[self.kept.place(slot)], self.standing(slot));
        }
        let places = places.iter().zip(cells);
        let of_something = places.filter(|(_, cell)| *cell != Cell::default());
        of_something.map(|(place, cell)| self.named(*place, cell)).collect()
    }

    /// How many the whole filter lets through.
    #[must_use]
    pub fn count(&self) -> u32 {
        let fitting = self.fitting();
        let slots = self.kept.order(Column::Tag).iter().filter(|slot| fitting[**slot as usize]);
        u32::try_from(slots.count()).unwrap_or(u32::MAX)
    }

    /// Part of those that the whole filter lets through, in order.
    #[must_use]
    pub fn page(
        &self,
        sort: EquipmentSort,
        descending: bool,
        (offset, limit): (u32, u32),
    ) -> Vec<AssetId> {
        let slots: Box<dyn Iterator<Item = Slot>> = match sort {
            EquipmentSort::Tag => self.in_order(Column::Tag, descending),
            EquipmentSort::Title => self.in_order(Column::Title, descending),
            EquipmentSort::Due if descending => self.latest_due(),
            EquipmentSort::Due => self.in_order(Column::Due, false),
            EquipmentSort::Standing => self.by_urgency(descending),
        };
        let page = slots.skip(offset as usize).take(limit as usize);
        page.map(|slot| self.kept.asset(slot).id).collect()
    }

    fn in_order(&self, column: Column, descending: bool) -> Box<dyn Iterator<Item = Slot> + '_> {
        let fitting = self.fitting();
        let slots = self.kept.order(column).iter().copied().filter(|slot| fitting[*slot as usize]);
        if descending { Box::new(slots.rev()) } else { Box::new(slots) }
    }

    /// What has no day comes last either way.
    fn latest_due(&self) -> Box<dyn Iterator<Item = Slot> + '_> {
        let dated = |slot: &Slot| self.kept.asset(*slot).due.is_some();
        let latest = || self.in_order(Column::Due, true);
        Box::new(latest().filter(dated).chain(latest().filter(move |slot| !dated(slot))))
    }

    /// Among the equally urgent the tag decides.
    fn by_urgency(&self, descending: bool) -> Box<dyn Iterator<Item = Slot> + '_> {
        let mut slots: Vec<_> = self
            .in_order(Column::Tag, false)
            .map(|slot| (self.standing(slot).urgency(), slot))
            .collect();
        slots.sort_by_key(|(urgency, _)| if descending { u8::MAX - urgency } else { *urgency });
        Box::new(slots.into_iter().map(|(_, slot)| slot))
    }

    /// In the order in which they lie in memory, with those of old, which are in no order.
    fn fitting(&self) -> &[bool] {
        self.fitting
            .get_or_init(|| (0..).take(self.kept.slots()).map(|slot| self.fits(slot)).collect())
    }

    /// What costs least is asked first.
    fn fits(&self, slot: Slot) -> bool {
        let asset = self.kept.asset(slot);
        self.has_the_words(slot)
            && is_of(asset, &self.filter)
            && self.standing(slot).fits(&self.filter)
    }

    fn has_the_words(&self, slot: Slot) -> bool {
        self.typed.as_ref().is_none_or(|typed| typed[slot as usize])
    }

    fn standing(&self, slot: Slot) -> Standing {
        self.spoken_for.standing(self.kept.asset(slot), self.moment)
    }

    fn named(&self, Place { category, home }: Place, counted: Cell) -> Cell {
        Cell {
            category: category.map(|id| named(CategoryId(id), self.kept.categories.get(&id))),
            home: home.map(|id| named(LocationId(id), self.kept.homes.get(&id))),
            ..counted
        }
    }
}

fn count(cell: &mut Cell, standing: Standing) {
    match standing {
        Standing::Available { throughout } => {
            cell.available += 1;
            cell.free_throughout += u32::from(throughout);
        }
        Standing::Reserved => cell.reserved += 1,
        Standing::CheckedOut | Standing::DueToday => cell.checked_out += 1,
        Standing::Overdue => {
            cell.checked_out += 1;
            cell.overdue += 1;
        }
        Standing::NotLendable => cell.not_lendable += 1,
        Standing::Gone => cell.gone += 1,
    }
}

fn named<I>(id: I, name: Option<&String>) -> Named<I> {
    Named { id, name: name.cloned().unwrap_or_default() }
}
