//! What something cost, and the budgets of the design beside it.

use std::fmt;
use std::time::Duration;

/// What something cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) requests: usize,
    pub(super) hardware: usize,
    pub(super) bytes: u64,
    pub(super) wall: Duration,
    /// This process's processor time.
    pub(super) own: Duration,
    /// The server's processor time.
    pub(super) server: Duration,
}

/// A table that is printed when it is complete.
pub(super) struct Table {
    lines: Vec<String>,
}

impl Table {
    pub(super) fn new(title: &str) -> Table {
        let heads = ["requests", "hardware", "MB", "seconds", "CPU s", "server CPU s"];
        let heads: String = heads.iter().map(|head| format!("{head:>13}")).collect();
        Table { lines: vec![String::new(), title.to_owned(), format!("{:30}{heads}", "")] }
    }

    /// The first mirror, beside its requests made one after another and thrown away.
    pub(super) fn first(&mut self, mirror: &Cost, alone: &Cost) {
        self.line("first mirror", mirror, "");
        self.line("the same requests alone", alone, "");
        let added = (mirror.wall.as_secs_f64() / alone.wall.as_secs_f64() - 1.0) * 100.0;
        self.lines
            .push(format!("{:30}{added:>+12.0} %   budget: at most +30 %", "  the client adds"));
    }

    pub(super) fn update(&mut self, changes: usize, cost: &Cost) {
        let name = format!("update after {changes} changes");
        self.line(&name, cost, "budget: at most 4 hardware requests");
    }

    /// Polls with nothing new, shown as one of them.
    pub(super) fn poll(&mut self, cost: &Cost, polls: u32) {
        let requests = cost.requests as f64 / f64::from(polls);
        let own = cost.own.as_secs_f64() * 1_000.0 / f64::from(polls);
        self.lines.push(format!(
            "{:30}{requests:>13.2}   {own:.2} ms CPU   budget: 1 request, under 5 ms CPU",
            "a poll with nothing new"
        ));
    }

    fn line(&mut self, name: &str, cost: &Cost, budget: &str) {
        let Cost { requests, hardware, bytes, .. } = cost;
        let megabytes = *bytes as f64 / 1e6;
        let [wall, own, server] = [cost.wall, cost.own, cost.server].map(|time| time.as_secs_f64());
        self.lines.push(format!(
            "{name:30}{requests:>13}{hardware:>13}{megabytes:>13.2}{wall:>13.3}{own:>13.3}{server:>13.3}   {budget}"
        ));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{}", line.trim_end()))
    }
}
