//! Bad weather on demand: what can go wrong between a client and the server, as verbs.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Which requests a fault is for.
#[derive(Debug, Clone, Default)]
pub struct Matching {
    method: Option<String>,
    path: String,
}

impl Matching {
    /// Every request.
    pub fn any() -> Matching {
        Matching::default()
    }

    /// Requests with this method whose path and query contain this text.
    pub fn new(method: &str, path: &str) -> Matching {
        Matching { method: Some(method.to_owned()), path: path.to_owned() }
    }

    /// Requests of any method whose path and query contain this text.
    pub fn path(path: &str) -> Matching {
        Matching { method: None, path: path.to_owned() }
    }

    fn fits(&self, method: &str, path: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted == method) && path.contains(&self.path)
    }
}

/// How long a fault lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// For the next so many matching requests.
    Next(u32),
    /// Until [`Faults::clear`].
    UntilCleared,
}

/// What a field of an answer becomes, as plugins, proxies and other versions have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongType {
    /// A number or truth value comes as text.
    Text,
    /// The value comes as the only entry of a list.
    List,
    /// The value comes as an object: a list with its indexes for keys, as PHP writes lists with
    /// gaps.
    Object,
    /// There is nothing in it.
    Null,
    /// The field is not there.
    Missing,
}

/// What happens to a matching request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    Delay(Duration),
    CutBefore,
    CutAfter,
    Truncate,
    Bloat { bytes: u64 },
    WrongType { field: String, becomes: WrongType },
    RepeatFirstPage,
    ServerError,
    BadGateway,
    Maintenance,
    TooManyRequests { retry_after: Option<u32> },
    RedirectToSetup,
}

impl Fault {
    /// Its name in a count of what struck.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Fault::Delay(_) => "delay",
            Fault::CutBefore => "cut before",
            Fault::CutAfter => "answer lost",
            Fault::Truncate => "truncated",
            Fault::Bloat { .. } => "bloated",
            Fault::WrongType { .. } => "wrong type",
            Fault::RepeatFirstPage => "first page repeated",
            Fault::ServerError => "500",
            Fault::BadGateway => "502",
            Fault::Maintenance => "503",
            Fault::TooManyRequests { .. } => "429",
            Fault::RedirectToSetup => "redirect",
        }
    }
}

struct Planned {
    matching: Matching,
    times: Times,
    fault: Fault,
}

/// The faults of one simulator. Several may be planned; a delay combines with any other.
#[derive(Default)]
pub struct Faults {
    planned: Mutex<VecDeque<Planned>>,
    struck: Mutex<BTreeMap<&'static str, u64>>,
    offline: AtomicBool,
}

impl Faults {
    /// Answers come later by this much.
    pub fn delay(&self, matching: Matching, times: Times, by: Duration) {
        self.plan(matching, times, Fault::Delay(by));
    }

    /// The connection breaks before anything was done.
    pub fn cut_before(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::CutBefore);
    }

    /// The work is done and the connection breaks before the answer: the answer is lost.
    pub fn lose_answer(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::CutAfter);
    }

    /// The work is done and the answer breaks off in the middle of its body.
    pub fn truncate(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::Truncate);
    }

    /// The work is done and the answer does not end before it has so many bytes more: an
    /// unannounced flood of blanks, which a JSON reader would accept.
    pub fn bloat(&self, matching: Matching, times: Times, bytes: u64) {
        self.plan(matching, times, Fault::Bloat { bytes });
    }

    /// The work is done and a field of the answer comes in another type, wherever it stands.
    pub fn wrong_type(&self, matching: Matching, times: Times, field: &str, becomes: WrongType) {
        self.plan(matching, times, Fault::WrongType { field: field.to_owned(), becomes });
    }

    /// Every offset shows the first page.
    pub fn repeat_first_page(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::RepeatFirstPage);
    }

    /// 500 with the server's JSON, nothing done.
    pub fn server_error(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::ServerError);
    }

    /// 502 with the web server's HTML: PHP is dead.
    pub fn bad_gateway(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::BadGateway);
    }

    /// 503: maintenance.
    pub fn maintenance(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::Maintenance);
    }

    /// 429, with `Retry-After` in seconds if one is given; Snipe-IT 8.1.4 sends none.
    pub fn too_many_requests(&self, matching: Matching, times: Times, retry_after: Option<u32>) {
        self.plan(matching, times, Fault::TooManyRequests { retry_after });
    }

    /// 302 to `/setup`, as when the server's database is down.
    pub fn redirect_to_setup(&self, matching: Matching, times: Times) {
        self.plan(matching, times, Fault::RedirectToSetup);
    }

    /// Every connection is dropped until [`Faults::come_back`].
    pub fn go_offline(&self) {
        self.offline.store(true, Ordering::SeqCst);
    }

    /// Connections are accepted again.
    pub fn come_back(&self) {
        self.offline.store(false, Ordering::SeqCst);
    }

    /// Forgets all planned faults and comes back online.
    pub fn clear(&self) {
        self.queue().clear();
        self.come_back();
    }

    /// How often each kind of fault really befell a request, since the start.
    pub fn struck(&self) -> BTreeMap<&'static str, u64> {
        lock(&self.struck).clone()
    }

    /// Whether whatever comes now is dropped; counts it if so.
    pub(crate) fn turns_away(&self) -> bool {
        let offline = self.offline.load(Ordering::SeqCst);
        if offline {
            self.strike("offline");
        }
        offline
    }

    fn strike(&self, name: &'static str) {
        *lock(&self.struck).entry(name).or_default() += 1;
    }

    /// Takes what is planned for this request: a delay, and at most one other fault.
    pub(crate) fn take(&self, method: &str, path: &str) -> (Option<Duration>, Option<Fault>) {
        let mut queue = self.queue();
        let delay = take_first(&mut queue, method, path, |f| matches!(f, Fault::Delay(_)));
        let other = take_first(&mut queue, method, path, |f| !matches!(f, Fault::Delay(_)));
        drop(queue);
        for fault in delay.iter().chain(&other) {
            self.strike(fault.name());
        }
        let delay = match delay {
            Some(Fault::Delay(by)) => Some(by),
            _ => None,
        };
        (delay, other)
    }

    fn plan(&self, matching: Matching, times: Times, fault: Fault) {
        self.queue().push_back(Planned { matching, times, fault });
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<Planned>> {
        lock(&self.planned)
    }
}

/// A panic elsewhere leaves the data usable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take_first(
    queue: &mut VecDeque<Planned>,
    method: &str,
    path: &str,
    kind: impl Fn(&Fault) -> bool,
) -> Option<Fault> {
    queue.retain(|planned| planned.times != Times::Next(0));
    let planned = queue.iter_mut().find(|p| kind(&p.fault) && p.matching.fits(method, path))?;
    if let Times::Next(left) = &mut planned.times {
        *left -= 1;
    }
    Some(planned.fault.clone())
}
