//! The facets of the Equipment room, counted from cells: so many assets of one category, at home in
//! one place, of each group. Each facet counts what the others let through.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{EquipmentFilter, EquipmentGroup};
use crate::asset::Named;
use crate::ids::{CategoryId, LocationId};

/// The assets of one category that are at home in one place, counted. What was typed is taken into
/// account already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Their category.
    pub category: Option<Named<CategoryId>>,
    /// Their home.
    pub home: Option<Named<LocationId>>,
    /// Free on the shelf.
    pub available: u32,
    /// Of the free ones, those that nobody asked for in the next days.
    pub free_throughout: u32,
    /// Reserved.
    pub reserved: u32,
    /// With somebody, overdue ones included.
    pub checked_out: u32,
    /// Of those, the overdue ones.
    pub overdue: u32,
    /// Not lendable.
    pub not_lendable: u32,
    /// Deleted or vanished.
    pub gone: u32,
}

impl Cell {
    fn count(&self, group: Option<EquipmentGroup>, free_throughout: bool) -> u32 {
        match group {
            None | Some(EquipmentGroup::Available) if free_throughout => self.free_throughout,
            Some(_) if free_throughout => 0,
            None => self.available + self.reserved + self.checked_out + self.not_lendable,
            Some(EquipmentGroup::Available) => self.available,
            Some(EquipmentGroup::Reserved) => self.reserved,
            Some(EquipmentGroup::CheckedOut) => self.checked_out,
            Some(EquipmentGroup::Overdue) => self.overdue,
            Some(EquipmentGroup::NotLendable) => self.not_lendable,
            Some(EquipmentGroup::Gone) => self.gone,
        }
    }

    fn is_of(&self, categories: &[CategoryId]) -> bool {
        let own = self.category.as_ref().map(|category| category.id);
        categories.is_empty() || own.is_some_and(|own| categories.contains(&own))
    }

    fn is_at(&self, locations: &[LocationId]) -> bool {
        let own = self.home.as_ref().map(|home| home.id);
        locations.is_empty() || own.is_some_and(|own| locations.contains(&own))
    }
}

/// The facets with their counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    /// Assets that the facets other than availability let through and that are not gone.
    pub all: u32,
    /// By group, in the groups' order.
    pub groups: Vec<(EquipmentGroup, u32)>,
    /// By category, the largest first.
    pub categories: Vec<(Named<CategoryId>, u32)>,
    /// By home, the largest first.
    pub locations: Vec<(Named<LocationId>, u32)>,
    /// Free throughout the next days.
    pub free_throughout: u32,
}

/// How many assets the whole filter lets through.
#[must_use]
pub fn count_matching(cells: &[Cell], filter: &EquipmentFilter) -> u32 {
    let fitting = cells.iter().filter(|cell| fits(cell, filter));
    fitting.map(|cell| cell.count(filter.group, filter.free_throughout)).sum()
}

/// The counts of each facet.
#[must_use]
pub fn facets(cells: &[Cell], filter: &EquipmentFilter) -> Facets {
    let sum = |group, free| {
        let fitting = cells.iter().filter(|cell| fits(cell, filter));
        fitting.map(|cell| cell.count(group, free)).sum::<u32>()
    };
    let count = |cell: &Cell| cell.count(filter.group, filter.free_throughout);
    let by_category = cells.iter().filter_map(|cell| {
        let counts = cell.is_at(&filter.locations);
        Some((cell.category.as_ref()?, if counts { count(cell) } else { 0 }))
    });
    let by_home = cells.iter().filter_map(|cell| {
        let counts = cell.is_of(&filter.categories);
        Some((cell.home.as_ref()?, if counts { count(cell) } else { 0 }))
    });
    Facets {
        all: sum(None, filter.free_throughout),
        groups: EquipmentGroup::ALL
            .map(|group| (group, sum(Some(group), filter.free_throughout)))
            .to_vec(),
        categories: largest_first(by_category),
        locations: largest_first(by_home),
        free_throughout: sum(filter.group, true),
    }
}

fn fits(cell: &Cell, filter: &EquipmentFilter) -> bool {
    cell.is_of(&filter.categories) && cell.is_at(&filter.locations)
}

/// Zero counts stay: a value that vanished under the pointer would be a surprise.
fn largest_first<'a, I: Copy + Ord + 'a>(
    counts: impl Iterator<Item = (&'a Named<I>, u32)>,
) -> Vec<(Named<I>, u32)> {
    let mut sums: BTreeMap<I, (&Named<I>, u32)> = BTreeMap::new();
    for (named, count) in counts {
        sums.entry(named.id).or_insert((named, 0)).1 += count;
    }
    let mut sums: Vec<_> = sums.into_values().map(|(named, sum)| (named.clone(), sum)).collect();
    sums.sort_by(|(a, m), (b, n)| (Reverse(m), &a.name).cmp(&(Reverse(n), &b.name)));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCOPES: CategoryId = CategoryId(1);
    const RADIO: CategoryId = CategoryId(2);
    const LAB: LocationId = LocationId(10);

    fn cell(category: CategoryId, home: u32, counts: [u32; 7]) -> Cell {
        let [available, free_throughout, reserved, checked_out, overdue, not_lendable, gone] =
            counts;
        let category = Some(Named { id: category, name: format!("Category {category}") });
        let home = Some(Named { id: LocationId(home), name: format!("Place {home}") });
        Cell {
            category,
            home,
            available,
            free_throughout,
            reserved,
            checked_out,
            overdue,
            not_lendable,
            gone,
        }
    }

    fn lab() -> [Cell; 3] {
        [
            cell(SCOPES, 10, [5, 3, 2, 4, 1, 1, 1]),
            cell(SCOPES, 11, [1, 1, 0, 0, 0, 0, 0]),
            cell(RADIO, 10, [7, 7, 0, 2, 2, 0, 0]),
        ]
    }

    fn numbers<I>(counts: &[(Named<I>, u32)]) -> Vec<(&str, u32)> {
        counts.iter().map(|(named, count)| (named.name.as_str(), *count)).collect()
    }

    #[test]
    fn without_a_filter_everything_that_is_not_gone_counts() {
        let found = facets(&lab(), &EquipmentFilter::default());
        assert_eq!(found.all, 22);
        let counts: Vec<_> = found.groups.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [13, 2, 6, 3, 1, 1]);
        assert_eq!(numbers(&found.categories), [("Category 1", 13), ("Category 2", 9)]);
        assert_eq!(numbers(&found.locations), [("Place 10", 21), ("Place 11", 1)]);
        assert_eq!(found.free_throughout, 11);
        assert_eq!(count_matching(&lab(), &EquipmentFilter::default()), 22);
    }

    #[test]
    fn each_facet_counts_what_the_others_let_through() {
        let filter = EquipmentFilter {
            group: Some(EquipmentGroup::Overdue),
            categories: vec![SCOPES],
            locations: vec![LAB],
            ..EquipmentFilter::default()
        };
        let found = facets(&lab(), &filter);
        assert_eq!(count_matching(&lab(), &filter), 1);
        assert_eq!(found.all, 12, "availability does not narrow itself");
        assert_eq!(numbers(&found.categories), [("Category 2", 2), ("Category 1", 1)]);
        assert_eq!(numbers(&found.locations), [("Place 10", 1), ("Place 11", 0)], "zero stays");
        assert_eq!(found.free_throughout, 0, "nothing overdue is free");
    }

    #[test]
    fn free_throughout_is_a_facet_like_the_others() {
        let filter = EquipmentFilter { free_throughout: true, ..EquipmentFilter::default() };
        assert_eq!(count_matching(&lab(), &filter), 11);
        let found = facets(&lab(), &filter);
        assert_eq!(found.groups[0], (EquipmentGroup::Available, 11));
        assert_eq!(found.groups[2], (EquipmentGroup::CheckedOut, 0));
    }
}
