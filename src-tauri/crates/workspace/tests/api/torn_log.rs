//! Killed at any byte of a commit, or between a commit and its move into the file: the workspace
//! opens with exactly the transactions that were written whole, one after another from the first.

use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};

use domain::ids::ActivityId;
use domain::operation::OperationKind;
use domain::unit::UnitState;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use tempfile::TempDir;
use workspace::Workspace;
use workspace::table::operations::Step;

use crate::common::{Lab, agrees_with_itself, everything, named, raw};

/// The header of the log, and that of each of its frames, which stands before a page.
const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;
const PAGE: usize = 4096;

/// A workspace that was killed: its file, its log, and what there was after each transaction.
struct Killed {
    file: Vec<u8>,
    log: Vec<u8>,
    states: Vec<Vec<String>>,
    journaled: Vec<u32>,
}

impl Killed {
    /// A unit was decided upon, reserved and told of: each step one transaction.
    fn after_a_reservation() -> Self {
        let lab = Lab::new();
        let asked = lab.ask(&[named(1)]);
        lab.write(|w| w.start_feed(ActivityId(40)));
        let lab = Lab::at(lab.close());
        let mut killed = Self::now(&lab);
        let unit = || lab.unit(asked.unit().id);
        let reserve = lab.decide(&unit(), OperationKind::Reserve).unwrap();
        killed.committed(&lab);
        lab.steps(&unit(), reserve, &[Step::Done(None)]);
        killed.committed(&lab);
        lab.moved(&unit(), UnitState::Reserved).unwrap();
        killed.committed(&lab);
        lab.write(|w| w.notify(&"reserved", Some(asked.id)));
        killed.committed(&lab);
        killed
    }

    fn now(lab: &Lab) -> Self {
        let [file, log] =
            [lab.path(), log_of(&lab.path())].map(|path| std::fs::read(path).unwrap());
        let states = vec![everything(&lab.path())];
        Self { file, log, states, journaled: vec![journaled(&raw(&lab.path()))] }
    }

    fn committed(&mut self, lab: &Lab) {
        let Self { file, log, states, journaled } = Self::now(lab);
        assert_eq!(file, self.file, "nothing was moved into the file");
        self.log = log;
        self.states.extend(states);
        self.journaled.extend(journaled);
    }

    /// Where each frame lies.
    fn frames(&self) -> impl Iterator<Item = Range<usize>> {
        let size = FRAME_HEAD + PAGE;
        (HEAD..self.log.len()).step_by(size).map(move |at| at..at + size)
    }

    /// How many transactions are whole within the first so many bytes: the frame that ends one says
    /// how many pages the file has then.
    fn whole_within(&self, bytes: usize) -> usize {
        let ends = |frame: &Range<usize>| self.log[frame.start + 4..frame.start + 8] != [0; 4];
        self.frames().filter(|frame| frame.end <= bytes).filter(ends).count()
    }

    /// Around the end of each frame and of its header, and in the middle of its page.
    fn edges(&self) -> Vec<usize> {
        let of_frame = |frame: Range<usize>| {
            let page = frame.start + FRAME_HEAD;
            [frame.start - 1, frame.start, frame.start + 1, page, page + PAGE / 2]
        };
        let mut edges: Vec<_> = self.frames().flat_map(of_frame).collect();
        edges.extend([0, 1, HEAD / 2, self.log.len() - 1, self.log.len()]);
        edges
    }
}

fn log_of(path: &Path) -> PathBuf {
    path.with_extension("db-wal")
}

/// How many changes the journal tells of: each transaction adds some.
fn journaled(file: &Connection) -> u32 {
    file.query_row("SELECT count(*) FROM journal", [], |row| row.get(0)).unwrap()
}

/// A place where what a killed process left behind is laid out, again and again.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        Self { folder: folder.unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("lab.db")
    }

    fn lay_out(&self, file: &[u8], log: &[u8]) {
        self.forget_the_index();
        std::fs::write(self.path(), file).unwrap();
        std::fs::write(log_of(&self.path()), log).unwrap();
    }

    /// The log's index lives in memory: none is left where the power failed, and where only the
    /// process was killed the first to open the file makes it anew.
    fn forget_the_index(&self) {
        let _ = std::fs::remove_file(self.path().with_extension("db-shm"));
    }

    /// What a workspace that is opened here has, and that it is sound.
    fn opened(&self) -> Vec<String> {
        let workspace = Workspace::open(&self.path(), "desk-1").unwrap();
        let found = everything(&self.path());
        drop(workspace);
        found
    }

    /// How many changes are found here; nothing is moved from the log into the file.
    fn journaled(&self) -> u32 {
        self.forget_the_index();
        let file = raw(&self.path());
        file.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
        journaled(&file)
    }
}

#[test]
fn a_log_cut_at_the_edges_of_any_frame_opens_with_its_whole_transactions() {
    let (killed, bench) = (Killed::after_a_reservation(), Bench::new());
    let mut seen = vec![false; killed.states.len()];
    for cut in killed.edges() {
        let whole = killed.whole_within(cut);
        bench.lay_out(&killed.file, &killed.log[..cut]);
        assert!(bench.opened() == killed.states[whole], "cut at {cut}: not {whole} transactions");
        if !std::mem::replace(&mut seen[whole], true) {
            agrees_with_itself(&bench.path());
        }
    }
    assert!(seen.iter().all(|seen| *seen), "{seen:?}");
}

#[test]
fn a_log_cut_anywhere_is_read_up_to_its_last_whole_transaction() {
    let (killed, bench) = (Killed::after_a_reservation(), Bench::new());
    bench.lay_out(&killed.file, &killed.log);
    let log = File::options().write(true).open(log_of(&bench.path())).unwrap();
    for cut in (0..=killed.log.len()).rev().step_by(61) {
        log.set_len(cut as u64).unwrap();
        let whole = killed.whole_within(cut);
        assert_eq!(
            bench.journaled(),
            killed.journaled[whole],
            "cut at {cut}: {whole} transactions"
        );
    }
}

/// Where a frame can be damaged: its page's number, the size of the file, both salts, both sums, and
/// the page.
const WITHIN_A_FRAME: [usize; 9] = [0, 4, 8, 12, 16, 20, FRAME_HEAD, 2_000, FRAME_HEAD + PAGE - 1];

#[test]
fn a_damaged_log_is_read_up_to_the_damage() {
    let (killed, bench) = (Killed::after_a_reservation(), Bench::new());
    let in_head = (0..HEAD).map(|at| (at, 0));
    let in_frames = killed.frames().enumerate().map(|(number, frame)| {
        let at = frame.start + WITHIN_A_FRAME[number % WITHIN_A_FRAME.len()];
        (at, killed.whole_within(frame.start))
    });
    for (at, whole) in in_head.chain(in_frames) {
        let mut log = killed.log.clone();
        log[at] ^= 0x10;
        bench.lay_out(&killed.file, &log);
        assert!(bench.opened() == killed.states[whole], "byte {at}: not {whole} transactions");
    }
}

#[test]
fn a_log_that_was_being_moved_into_the_file_loses_nothing() {
    let (killed, bench) = (Killed::after_a_reservation(), Bench::new());
    let all = killed.states.last().unwrap();
    bench.lay_out(&killed.file, &killed.log);
    bench.opened();
    let moved = std::fs::read(bench.path()).unwrap();
    for pages in 0..=moved.len() / PAGE {
        let mut file = killed.file.clone();
        file.resize(file.len().max(pages * PAGE), 0);
        file[..pages * PAGE].copy_from_slice(&moved[..pages * PAGE]);
        bench.lay_out(&file, &killed.log);
        assert!(&bench.opened() == all, "{pages} pages were moved");
    }
}

#[test]
fn a_first_start_that_was_killed_is_finished_by_the_second() {
    let lab = Lab::new();
    let killed = Killed::now(&lab);
    let bench = Bench::new();
    for frame in killed.frames().step_by(9) {
        bench.lay_out(&killed.file, &killed.log[..frame.start + 1]);
        assert!(bench.opened() == killed.states[0], "killed at {}", frame.start);
    }
}
