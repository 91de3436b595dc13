//! Who stands beside the server: sees every request before it is carried out, judges every write,
//! and lets happen in between what others do just then.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use snipeit_simulator::{Lab, SeenRequest};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::meddling::Meddling;
use crate::truth::Truth;
use crate::violation::{Rule, Violation};

/// A request may be at work on the server this long after it was sent.
const AT_WORK: TimeDelta = TimeDelta::seconds(60);
/// Reserved, in every lab here.
const RESERVED: u32 = 7;

/// A write as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sent {
    operation: String,
    what: Write,
    at: DateTime<Utc>,
    /// Whether whoever sent it must reckon with its being carried out.
    counts: bool,
}

/// What a write is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// A label.
    Label(u32),
    /// A check-out or check-in.
    Post,
}

/// A write that the server carries out later than anybody waited for it.
pub struct Lingering {
    /// When it is carried out.
    pub at: DateTime<Utc>,
    /// What.
    pub meddling: Meddling,
}

/// Something that happens just before a request.
pub struct Ambush {
    /// Before which: its method …
    pub method: &'static str,
    /// … and how its path ends.
    pub path: String,
    /// What happens.
    pub what: Meddling,
}

/// What the one beside the server knows and has in mind.
pub struct Sight {
    /// What really was so.
    pub truth: Truth,
    /// What somebody else does before a request that is to come.
    pub ambush: Vec<Ambush>,
    /// Whether the next write that is cut off is carried out all the same, after so long.
    pub lingers: Option<TimeDelta>,
    /// Writes still at work.
    pub lingering: Vec<Lingering>,
    /// At which request from now on the desk crashes, and who is told.
    pub crash: Option<(u32, Arc<Notify>)>,
    clock: Clock,
    workspace: Option<Connection>,
    sent: Vec<Sent>,
    broken: Vec<Violation>,
    ambushed: Vec<String>,
}

/// The sight of one life, shared with the server.
#[derive(Clone)]
pub struct Watcher(Arc<Mutex<Sight>>);

impl Watcher {
    /// Stands beside the server of a life that begins.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self(Arc::new(Mutex::new(Sight {
            truth: Truth::default(),
            ambush: Vec::new(),
            lingers: None,
            lingering: Vec::new(),
            crash: None,
            clock,
            workspace: None,
            sent: Vec::new(),
            broken: Vec::new(),
            ambushed: Vec::new(),
        })))
    }

    /// Knows from now on what the workspace has stored.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn look_into(&self, workspace: &Path) -> rusqlite::Result<()> {
        self.sight().workspace = Some(open_to_read(workspace)?);
        Ok(())
    }

    /// What the one beside the server knows.
    pub fn sight(&self) -> MutexGuard<'_, Sight> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For the simulator.
    #[must_use]
    pub fn watch(&self) -> snipeit_simulator::Watch {
        let watcher = self.clone();
        Arc::new(move |request, fault, lab| watcher.sight().see(request, fault, lab))
    }
}

impl Sight {
    /// The rules that writes broke since this was asked last.
    pub fn broken(&mut self) -> Vec<Violation> {
        std::mem::take(&mut self.broken)
    }

    /// A person looked and said that it was not done: it is sent anew, and not a second time.
    pub fn sent_anew(&mut self, operation: &str) {
        self.sent.retain(|sent| sent.operation != operation);
    }

    /// What happened between requests since this was asked last.
    pub fn ambushed(&mut self) -> Vec<String> {
        std::mem::take(&mut self.ambushed)
    }

    fn see(&mut self, request: &SeenRequest, fault: Option<&'static str>, lab: &mut Lab) {
        self.truth.observe(lab);
        if let Some((asset, write)) = write(request) {
            // What happens just now cannot be known to whoever sent this.
            self.judge(asset, write, fault, lab);
            self.keep_lingering(asset, write, fault);
        }
        self.spring(request, lab);
        if let Some((left, crash)) = &mut self.crash {
            match left.checked_sub(1) {
                Some(fewer) => *left = fewer,
                None => crash.notify_one(),
            }
        }
    }

    fn spring(&mut self, request: &SeenRequest, lab: &mut Lab) {
        let fits = |ambush: &Ambush| {
            ambush.method == request.method && request.path.ends_with(&ambush.path)
        };
        let Some(found) = self.ambush.iter().position(fits) else { return };
        let ambush = self.ambush.remove(found);
        let words = ambush.what.happen(lab, self.clock.server());
        self.ambushed.push(format!("just before {} {}: {words}", ambush.method, ambush.path));
        self.truth.observe(lab);
    }

    fn judge(&mut self, asset: u32, write: Write, fault: Option<&'static str>, lab: &Lab) {
        let at = self.clock.server();
        let Some(open) = self.open_operation(asset) else {
            return self.blame(Rule::StrayWrite, format!("{write:?} to asset {asset}"));
        };
        if open.phase == "waiting" {
            self.blame(Rule::SentBeforeStored, format!("{write:?} to asset {asset}"));
        }
        if let Some(earlier) = self.earlier(&open, write) {
            self.judge_repetition(asset, write, at - earlier, &open);
        } else if write == Write::Label(RESERVED)
            && open.kind == "reserve"
            && lab.asset(asset).is_some_and(|asset| asset.label == RESERVED)
        {
            self.blame(Rule::ReservedTwice, format!("asset {asset} wore Reserved already"));
        }
        let counts = fault != Some("429");
        self.sent.push(Sent { operation: open.id, what: write, at, counts });
    }

    fn judge_repetition(&mut self, asset: u32, write: Write, after: TimeDelta, open: &Open) {
        if write == Write::Post {
            self.blame(Rule::PostRepeated, format!("{} of asset {asset}", open.kind));
        } else if after < AT_WORK && open.wants(write) {
            let detail = format!("{write:?} to asset {asset} after {after}");
            self.blame(Rule::RepeatedTooSoon, detail);
        }
    }

    /// When the same was last sent for this operation, and possibly arrived.
    fn earlier(&self, open: &Open, write: Write) -> Option<DateTime<Utc>> {
        let same = |sent: &&Sent| sent.operation == open.id && sent.what == write && sent.counts;
        self.sent.iter().rev().find(same).map(|sent| sent.at)
    }

    fn open_operation(&self, asset: u32) -> Option<Open> {
        let sql = "SELECT id, kind, phase, label_wanted FROM operations WHERE asset = ?
                   AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated')";
        let found = self.workspace.as_ref()?.query_row(sql, [asset], |row| {
            Ok(Open { id: row.get(0)?, kind: row.get(1)?, phase: row.get(2)?, wanted: row.get(3)? })
        });
        found.optional().ok().flatten()
    }

    fn keep_lingering(&mut self, asset: u32, write: Write, fault: Option<&'static str>) {
        let Write::Label(label) = write else { return };
        if fault != Some("cut before") {
            return;
        }
        if let Some(after) = self.lingers.take() {
            let meddling = Meddling::Label { asset, label };
            self.lingering.push(Lingering { at: self.clock.server() + after, meddling });
        }
    }

    fn blame(&mut self, rule: Rule, detail: String) {
        self.broken.push(Violation { rule, detail });
    }
}

/// An operation as the workspace has it while a write arrives.
struct Open {
    id: String,
    kind: String,
    phase: String,
    wanted: Option<u32>,
}

impl Open {
    fn wants(&self, write: Write) -> bool {
        matches!(write, Write::Label(label) if Some(label) == self.wanted)
    }
}

fn write(request: &SeenRequest) -> Option<(u32, Write)> {
    let (_, rest) = request.path.split_once("/hardware/")?;
    match (request.method.as_str(), rest.split_once('/')) {
        ("PATCH", None) => {
            let body: serde_json::Value = serde_json::from_str(&request.body).ok()?;
            let label = u32::try_from(body.get("status_id")?.as_u64()?).ok()?;
            Some((rest.parse().ok()?, Write::Label(label)))
        }
        ("POST", Some((asset, "checkout" | "checkin"))) => Some((asset.parse().ok()?, Write::Post)),
        _ => None,
    }
}

/// A connection that cannot write.
///
/// # Errors
/// The file cannot be opened.
pub fn open_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}
