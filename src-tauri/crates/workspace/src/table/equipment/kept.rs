//! What is kept of each asset, and the orders of the table.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use chrono::NaiveDate;
use domain::ids::AssetId;
use memchr::memmem::Finder;

/// How an asset stands as far as neither today nor the settings matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// On the shelf.
    There,
    /// Somebody has it.
    Held,
    /// Its label does not let it be lent.
    Unlendable,
    /// Deleted or vanished.
    Gone,
}

/// What the filters look at.
#[derive(Debug, Clone, Copy)]
pub struct KeptAsset {
    /// Snipe-IT's id.
    pub id: AssetId,
    /// How it stands.
    pub shelf: Shelf,
    /// Its category, and where it belongs.
    pub place: Place,
    /// Its label.
    pub label: Option<u32>,
    /// When it is expected back.
    pub due: Option<NaiveDate>,
}

/// A category and a home.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The category.
    pub category: Option<u32>,
    /// The home.
    pub home: Option<u32>,
}

/// What the orders and the search look at.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// The tag.
    pub tag: &'a str,
    /// The folded title.
    pub title: &'a str,
    /// What words are looked for in.
    pub search: &'a str,
}

/// Where an asset stands in what is kept.
pub type Slot = u32;

/// A column in which there is an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// By tag.
    Tag,
    /// By title, then tag.
    Title,
    /// By day, those without one last; then by tag.
    Due,
}

/// Everything that is kept. An asset that changed gets a new slot; its old one is in no order any
/// more.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The edition of the mirror that this is.
    pub edition: i64,
    /// What categories are called.
    pub categories: HashMap<u32, String>,
    /// What homes are called.
    pub homes: HashMap<u32, String>,
    assets: Vec<KeptAsset>,
    /// Places are few and numbered, so that they are counted without looking each up.
    places: Vec<Place>,
    place_numbers: HashMap<Place, u32>,
    /// The number of each slot's place.
    placed: Vec<u32>,
    keys: String,
    /// Where tag and title of each slot end in `keys`.
    key_ends: Vec<(u32, u32)>,
    /// The searched texts one after another, a line each: one search goes through all of them.
    lines: String,
    line_ends: Vec<u32>,
    by_tag: Vec<Slot>,
    by_title: Vec<Slot>,
    by_due: Vec<Slot>,
}

impl Kept {
    /// The slots in an order.
    pub fn order(&self, column: Column) -> &[Slot] {
        match column {
            Column::Tag => &self.by_tag,
            Column::Title => &self.by_title,
            Column::Due => &self.by_due,
        }
    }

    /// The asset in a slot.
    pub fn asset(&self, slot: Slot) -> &KeptAsset {
        &self.assets[slot as usize]
    }

    /// The number of an asset's place.
    pub fn place(&self, slot: Slot) -> usize {
        self.placed[slot as usize] as usize
    }

    /// All places, by number.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// How many slots there are, those of old among them.
    pub fn slots(&self) -> usize {
        self.assets.len()
    }

    /// The slots that have every word, in no order that means anything; old ones among them.
    pub fn having(&self, words: &[String]) -> Vec<Slot> {
        let Some((longest, others)) = longest_first(words) else { return Vec::new() };
        let mut found = self.with(longest);
        for word in others {
            let finder = Finder::new(word.as_bytes());
            found.retain(|slot| finder.find(self.line(*slot)).is_some());
        }
        found
    }

    fn with(&self, word: &str) -> Vec<Slot> {
        let (finder, lines) = (Finder::new(word.as_bytes()), self.lines.as_bytes());
        let (mut found, mut slot, mut from) = (Vec::new(), 0, 0);
        while let Some(ahead) = finder.find(&lines[from..]) {
            while self.line_ends[slot] as usize <= from + ahead {
                slot += 1;
            }
            found.push(number(slot));
            from = self.line_ends[slot] as usize;
        }
        found
    }

    /// Takes an asset in, at no place in the orders yet.
    pub fn push(&mut self, asset: KeptAsset, texts: Texts<'_>) {
        self.assets.push(asset);
        let next = number(self.places.len());
        let place = *self.place_numbers.entry(asset.place).or_insert(next);
        if place == next {
            self.places.push(asset.place);
        }
        self.placed.push(place);
        self.keys.push_str(texts.tag);
        let tag_end = number(self.keys.len());
        self.keys.push_str(texts.title);
        self.key_ends.push((tag_end, number(self.keys.len())));
        self.lines.push_str(texts.search);
        self.lines.push('\n');
        self.line_ends.push(number(self.lines.len()));
    }

    /// Makes the orders of all that was taken in. Many assets share a title or a day: each is
    /// compared once, and the tags keep their order within it.
    pub fn put_in_order(&mut self) {
        let mut slots: Vec<_> = (0..number(self.slots())).collect();
        slots.sort_by(|a, b| self.compare(Column::Tag, *a, *b));
        let mut titled: HashMap<&str, Vec<Slot>> = HashMap::new();
        for slot in &slots {
            titled.entry(self.title(*slot)).or_default().push(*slot);
        }
        let titled: BTreeMap<_, _> = titled.into_iter().collect();
        let by_title = titled.into_values().flatten().collect();
        let mut by_due = slots.clone();
        by_due.sort_by_key(|slot| self.dated(*slot));
        (self.by_tag, self.by_title, self.by_due) = (slots, by_title, by_due);
    }

    /// Takes an asset in, at its place.
    pub fn insert(&mut self, asset: KeptAsset, texts: Texts<'_>) {
        self.push(asset, texts);
        let slot = number(self.slots() - 1);
        for column in [Column::Tag, Column::Title, Column::Due] {
            let before = |other: &Slot| self.compare(column, *other, slot).is_lt();
            let place = self.order(column).partition_point(before);
            self.order_mut(column).insert(place, slot);
        }
    }

    /// Takes an asset out of the orders.
    pub fn remove(&mut self, id: AssetId) {
        for column in [Column::Tag, Column::Title, Column::Due] {
            let found = self.order(column).iter().position(|slot| self.asset(*slot).id == id);
            found.map(|place| self.order_mut(column).remove(place));
        }
    }

    /// An asset for each category and each home: from it they get their names.
    pub fn one_of_each_name(&self) -> Vec<AssetId> {
        let (mut categories, mut homes) = (HashMap::new(), HashMap::new());
        for asset in &self.assets {
            categories.entry(asset.place.category).or_insert(asset.id);
            homes.entry(asset.place.home).or_insert(asset.id);
        }
        categories.into_values().chain(homes.into_values()).collect()
    }

    /// Notes what a category and a home are called.
    pub fn call(&mut self, category: Called, home: Called) {
        let name = |names: &mut HashMap<u32, String>, (id, name): Called| {
            id.map(|id| names.insert(id, name.unwrap_or_default()));
        };
        name(&mut self.categories, category);
        name(&mut self.homes, home);
    }

    fn order_mut(&mut self, column: Column) -> &mut Vec<Slot> {
        match column {
            Column::Tag => &mut self.by_tag,
            Column::Title => &mut self.by_title,
            Column::Due => &mut self.by_due,
        }
    }

    /// Tags and titles are in the order of SQLite: that of their bytes.
    fn compare(&self, column: Column, a: Slot, b: Slot) -> Ordering {
        let by_tag = || (self.tag(a), self.asset(a).id).cmp(&(self.tag(b), self.asset(b).id));
        match column {
            Column::Tag => by_tag(),
            Column::Title => self.title(a).cmp(self.title(b)).then_with(by_tag),
            Column::Due => self.dated(a).cmp(&self.dated(b)).then_with(by_tag),
        }
    }

    /// What has no day comes last.
    fn dated(&self, slot: Slot) -> (bool, Option<NaiveDate>) {
        let due = self.asset(slot).due;
        (due.is_none(), due)
    }

    fn tag(&self, slot: Slot) -> &str {
        let slot = slot as usize;
        let start = slot.checked_sub(1).map_or(0, |before| self.key_ends[before].1);
        &self.keys[range(start, self.key_ends[slot].0)]
    }

    fn title(&self, slot: Slot) -> &str {
        let (tag_end, end) = self.key_ends[slot as usize];
        &self.keys[range(tag_end, end)]
    }

    fn line(&self, slot: Slot) -> &[u8] {
        let slot = slot as usize;
        let start = slot.checked_sub(1).map_or(0, |before| self.line_ends[before]);
        &self.lines.as_bytes()[range(start, self.line_ends[slot])]
    }
}

/// An id, if there is one, and what it is called.
pub type Called = (Option<u32>, Option<String>);

fn longest_first(words: &[String]) -> Option<(&String, impl Iterator<Item = &String>)> {
    let (at, longest) = words.iter().enumerate().max_by_key(|(_, word)| word.len())?;
    let others = words.iter().enumerate().filter(move |(other, _)| *other != at);
    Some((longest, others.map(|(_, word)| word)))
}

fn range(start: u32, end: u32) -> Range<usize> {
    start as usize..end as usize
}

/// What is kept of a mirror is far smaller than four gigabytes.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
