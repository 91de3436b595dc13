//! Projects and requisitions, told before they happen. Chance decides, in the same way in every
//! run.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use domain::ids::AssetId;
use domain::validate::Wanted;
use fastrand::Rng;

use super::crowd::Someone;
use super::lives::{Event, Fate, Life, fate, life, office_hour};
use super::shelves::Shelf;
use super::{DAYS, REQUISITIONS};

/// Projects of earlier terms, which have ended.
const OLD: usize = 1_300;

/// Projects of this term.
const NEW: usize = 630;

/// Projects that nobody has decided.
const UNDECIDED: usize = 70;

/// Days ago on which this term began.
const TERM: i64 = 210;

/// Only loans of these days are kept beyond their time.
const KEPT_SINCE: i64 = 150;

/// Requisitions of these days may not have been looked at yet.
const FRESH: i64 = 14;

const WHY: [&str; 4] = [
    "Todas as unidades estão reservadas para as aulas.",
    "Pedido em duplicado.",
    "O equipamento está em calibração.",
    "Falta o acordo de quem orienta.",
];

/// What is told.
pub(super) struct Plot {
    pub(super) projects: Vec<Team>,
    pub(super) requisitions: Vec<Asked>,
    /// In the order of time.
    pub(super) steps: Vec<(DateTime<Utc>, Deed)>,
}

/// Who works in a project, as numbers of the crowd; the first leads it.
pub(super) struct Team {
    pub(super) students: Vec<usize>,
    pub(super) supervisor: usize,
    founded: DateTime<Utc>,
}

/// A requisition.
pub(super) struct Asked {
    pub(super) project: usize,
    pub(super) requester: usize,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) lines: Vec<Line>,
    lives: Vec<Life>,
}

/// A line, the assets that will serve it, and the reason if it is not served.
pub(super) struct Line {
    pub(super) wanted: Wanted,
    pub(super) title: String,
    pub(super) assets: Vec<AssetId>,
    pub(super) why: &'static str,
}

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Found(usize),
    Activate(usize),
    Complete(usize),
    Ask(usize),
    /// Something happens to a line of a requisition.
    Line(usize, usize, Event),
}

/// Everything until now.
pub(super) fn plot(crowd: &[Someone], shelves: &mut [Shelf], now: DateTime<Utc>) -> Plot {
    let mut rng = Rng::with_seed(1);
    let projects = projects(&mut rng, crowd, now);
    let mut steps = project_steps(&projects, now);
    let mut requisitions = Vec::new();
    for (number, asked) in moments(&mut rng, now).into_iter().enumerate() {
        steps.push((asked, Deed::Ask(number)));
        let mut told = requisition(&mut rng, &projects, shelves, asked, now);
        for (place, life) in told.lives.drain(..).enumerate() {
            steps
                .extend(life.into_iter().map(|(at, event)| (at, Deed::Line(number, place, event))));
        }
        requisitions.push(told);
    }
    steps.retain(|(at, _)| *at <= now);
    // What is decided before it is settled stays so: the sort is stable.
    steps.sort_by_key(|(at, _)| *at);
    Plot { projects, requisitions, steps }
}

/// When requisitions are asked for: in office hours, the first a few days after the opening.
fn moments(rng: &mut Rng, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let between = Duration::days(DAYS - 5) / REQUISITIONS as i32;
    let mut moments: Vec<_> = (0..REQUISITIONS as i32)
        .map(|back| office_hour(rng, (now - between * back).date_naive()).min(now))
        .collect();
    moments.sort();
    moments
}

fn projects(rng: &mut Rng, crowd: &[Someone], now: DateTime<Utc>) -> Vec<Team> {
    let (teaching, students): (Vec<_>, Vec<_>) =
        (1..crowd.len()).partition(|&number| crowd[number].teaches);
    let mut team = |founded| {
        let size = rng.usize(2..6);
        let students = rng.choose_multiple(students.iter().copied(), size);
        let supervisor = teaching[rng.usize(..teaching.len())];
        Team { students, supervisor, founded }
    };
    let spread = |first: i64, last: i64, count: usize| {
        let span = Duration::days(first - last).num_seconds();
        (0..count).map(move |number| {
            let after = span * number as i64 / count as i64;
            now - Duration::days(first) + Duration::seconds(after)
        })
    };
    let old = spread(DAYS, TERM + 20, OLD);
    let new = spread(TERM + 15, TERM + 2, NEW);
    old.chain(new).chain(spread(9, 0, UNDECIDED)).map(&mut team).collect()
}

fn project_steps(projects: &[Team], now: DateTime<Utc>) -> Vec<(DateTime<Utc>, Deed)> {
    let mut steps = Vec::new();
    for (number, team) in projects.iter().enumerate() {
        steps.push((team.founded, Deed::Found(number)));
        if number < OLD + NEW {
            steps.push((team.founded + Duration::hours(20), Deed::Activate(number)));
        }
        if number < OLD {
            let over = now - Duration::days(TERM - 60) + Duration::minutes(number as i64);
            steps.push((over, Deed::Complete(number)));
        }
    }
    steps
}

fn requisition(
    rng: &mut Rng,
    projects: &[Team],
    shelves: &mut [Shelf],
    asked: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Asked {
    let project = project(rng, projects, asked, now);
    let from = asked.date_naive() + Days::new(rng.u64(2..15));
    let until = from + Days::new(rng.u64(5..28));
    let undecided = asked > now - Duration::days(FRESH) && rng.u8(..100) < 60;
    let (mut lines, mut lives) = (Vec::new(), Vec::new());
    for _ in 0..[1, 1, 1, 1, 2, 2, 2, 3, 3, 4][rng.usize(..10)] {
        let fate = fate(rng, asked > now - Duration::days(KEPT_SINCE));
        let busy = match fate {
            Fate::Kept => DateTime::<Utc>::MAX_UTC,
            _ => office_hour(rng, until + Days::new(8)),
        };
        lines.push(line(rng, shelves, asked, busy));
        lives.push(if undecided { Life::new() } else { life(rng, fate, asked, from, until) });
    }
    let students = &projects[project].students;
    Asked { project, requester: students[rng.usize(..students.len())], from, until, lines, lives }
}

/// A project that runs at that time.
fn project(rng: &mut Rng, projects: &[Team], asked: DateTime<Utc>, now: DateTime<Utc>) -> usize {
    if asked > now - Duration::days(TERM) {
        return rng.usize(OLD..OLD + NEW);
    }
    let day_before = asked - Duration::days(1);
    let running = projects[..OLD].partition_point(|team| team.founded < day_before);
    rng.usize(..running.max(1))
}

/// One named asset, or some of a model.
fn line(rng: &mut Rng, shelves: &mut [Shelf], from: DateTime<Utc>, until: DateTime<Utc>) -> Line {
    let quantity = [1, 1, 1, 1, 1, 1, 1, 1, 2, 3][rng.usize(..10)];
    let why = WHY[rng.usize(..WHY.len())];
    loop {
        let shelf = &mut shelves[rng.usize(..shelves.len())];
        let assets = shelf.take(quantity, from, until);
        let wanted = match assets.as_slice() {
            [] => continue,
            [one] if rng.u8(..100) < 60 => Wanted::Asset { id: *one },
            _ => Wanted::Model { id: shelf.model },
        };
        return Line { wanted, title: shelf.title.clone(), assets, why };
    }
}
