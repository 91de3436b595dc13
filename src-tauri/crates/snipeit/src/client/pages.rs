//! A list page by page, by id.
//!
//! Each page begins with the last row of the one before. Where it begins with a later one, rows
//! before it went away and others moved up unseen: the stream steps back a page until it knows the
//! first row again. One server version answers every offset with the first page, so pages that
//! bring nothing new are counted. A list whose order is not that of its ids is read whole, and is
//! whole when it has as many different ids as the server says it has rows.

use std::collections::HashSet;
use std::marker::PhantomData;

use super::Client;
use crate::error::Error;
use crate::page::Unreadable;
use crate::request::Query;
use crate::wire::RawRows;
use crate::wire::listed::Listed;

/// The most that a server gives at once unless told otherwise; large pages cost it least.
const PAGE: u32 = 500;
/// So many pages without anything new, or readings that are not whole, and the stream gives up.
const MOST_IN_VAIN: u32 = 5;

/// How far a list was read, to go on from there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Position {
    /// Rows read so far.
    pub read: u32,
    /// The id of the last row. Without it, what went away in the meantime cannot be noticed.
    pub last: Option<u32>,
}

impl From<u32> for Position {
    fn from(read: u32) -> Self {
        Self { read, last: None }
    }
}

/// A page's worth of rows. The row that it has in common with the page before is in both.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch<T> {
    /// The rows that could be read.
    pub rows: Vec<T>,
    /// The rows that could not; they stop nothing.
    pub unreadable: Vec<Unreadable>,
    /// How many rows the server says there are.
    pub total: u32,
    /// How far the list is read once this batch is kept.
    pub position: Position,
}

/// A list page by page. What [`Pages::next`] needs is in the stream: the next page may be asked
/// for while the last one is being kept.
#[derive(Debug)]
pub struct Pages<T> {
    client: Client,
    list: Query,
    position: Position,
    in_vain: u32,
    ended: bool,
    rows: PhantomData<fn() -> T>,
}

/// What a page is to the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It begins with a known row and goes on.
    Goes { end: bool },
    /// It begins with an unknown row: others moved up unseen.
    Gap,
    /// It has nothing new although there is more.
    NothingNew,
    /// Its rows do not come by id.
    NotById,
}

impl<T: Listed> Pages<T> {
    pub(super) fn new(client: Client, list: Query, from: Position) -> Self {
        let rows = PhantomData;
        Self { client, list, position: from, in_vain: 0, ended: false, rows }
    }

    /// The next rows; `None` after the last.
    ///
    /// # Errors
    /// As any request; [`Error::Malformed`] when the pages do not follow one another. After an
    /// error the stream may be asked again: it is where it was.
    pub async fn next(&mut self) -> Result<Option<Batch<T>>, Error> {
        while !self.ended {
            let offset = self.offset();
            let rows = self.client.raw_rows(self.part(offset)).await?;
            let ids = rows.ids();
            let end = offset.saturating_add(length(&ids));
            match verdict(&ids, self.position, offset, rows.total) {
                Verdict::NotById => return self.whole().await.map(Some),
                Verdict::Gap => self.position.read = self.position.read.saturating_sub(PAGE),
                Verdict::NothingNew => self.go_on_in_vain(end)?,
                Verdict::Goes { end: ended } => {
                    (self.in_vain, self.ended) = (0, ended);
                    let last = ids.iter().flatten().next_back().copied().or(self.position.last);
                    self.position = Position { read: end, last };
                    return Ok(self.batch(rows));
                }
            }
        }
        Ok(None)
    }

    /// The last row once more, if it is known.
    fn offset(&self) -> u32 {
        self.position.read.saturating_sub(u32::from(self.position.last.is_some()))
    }

    fn part(&self, offset: u32) -> Query {
        self.list.clone().part(offset, PAGE).with("sort", T::ORDER).with("order", "asc")
    }

    fn go_on_in_vain(&mut self, end: u32) -> Result<(), Error> {
        self.position.read = end;
        self.in_vain += 1;
        if self.in_vain < MOST_IN_VAIN { Ok(()) } else { Err(do_not_follow()) }
    }

    fn batch(&self, rows: RawRows) -> Option<Batch<T>> {
        if rows.rows.is_empty() {
            return None;
        }
        let page = self.client.means(rows);
        let (total, position) = (page.total, self.position);
        Some(Batch { rows: page.rows, unreadable: page.unreadable, total, position })
    }

    async fn whole(&mut self) -> Result<Batch<T>, Error> {
        for _ in 0..MOST_IN_VAIN {
            let rows = self.gather().await?;
            let total = rows.total;
            if length(&rows.rows) >= total {
                (self.ended, self.position) = (true, Position::from(total));
                let page = self.client.means(rows);
                let position = self.position;
                return Ok(Batch { rows: page.rows, unreadable: page.unreadable, total, position });
            }
        }
        Err(do_not_follow())
    }

    /// Reads all pages once, each id once.
    async fn gather(&self) -> Result<RawRows, Error> {
        let (mut known, mut rows, mut offset) = (HashSet::new(), Vec::new(), 0);
        loop {
            let page = self.client.raw_rows(self.part(offset)).await?;
            let (ids, before) = (page.ids(), known.len());
            offset = offset.saturating_add(length(&ids));
            let new = ids.iter().map(|id| id.is_none_or(|id| known.insert(id))).collect::<Vec<_>>();
            let new = page.rows.into_iter().zip(new).filter(|(_, new)| *new);
            rows.extend(new.map(|(row, _)| row));
            if offset >= page.total || known.len() == before {
                return Ok(RawRows { total: page.total, rows });
            }
        }
    }
}

fn verdict(ids: &[Option<u32>], from: Position, offset: u32, total: u32) -> Verdict {
    let end = offset.saturating_add(length(ids)) >= total;
    let known: Vec<u32> = ids.iter().flatten().copied().collect();
    if !known.is_sorted() {
        return if offset == 0 && end { Verdict::Goes { end } } else { Verdict::NotById };
    }
    let Some(last) = from.last else { return Verdict::Goes { end: end || ids.is_empty() } };
    match (known.first(), known.last()) {
        (Some(first), _) if *first > last && offset > 0 => Verdict::Gap,
        (None, _) if offset > 0 && offset >= total => Verdict::Gap,
        (_, Some(newest)) if *newest > last => Verdict::Goes { end },
        // The last row alone, or none: there is no more, whatever the total says.
        _ if end || ids.len() <= 1 => Verdict::Goes { end: true },
        _ => Verdict::NothingNew,
    }
}

fn length<R>(rows: &[R]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}

fn do_not_follow() -> Error {
    let problem = "the pages of the list do not follow one another".to_owned();
    Error::Malformed { path: "rows".to_owned(), problem }
}
