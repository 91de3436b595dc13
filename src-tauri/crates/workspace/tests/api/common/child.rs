//! The same test once more, in a process of its own.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

/// What the process was started for.
const CHILD: &str = "WORKSPACE_TEST_CHILD";

/// What this process was started for, if it is a child.
pub fn calling() -> Option<String> {
    std::env::var(CHILD).ok()
}

/// Starts `test` once more, to do what it does for `calling`. A write beyond the largest size of a
/// file fails there, and does not end the process.
pub fn again(test: &str, calling: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#]);
    command.arg(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]).env(CHILD, calling);
    command
}

/// Runs `body` in a process of its own.
pub fn apart(test: &str, body: impl FnOnce()) {
    if calling().is_some() {
        return body();
    }
    let run = again(test, "").output().unwrap();
    let said = [run.stdout, run.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(run.status.success() && said[0].contains("1 passed"), "{}", said.concat());
}

/// A process that does something to a file and goes on doing it until it is killed.
pub struct Meanwhile(Child);

impl Meanwhile {
    /// Starts it, and waits until it says that it has begun.
    pub fn begun(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let begun = lines.any(|line| line.is_ok_and(|line| line.contains(BEGUN)));
        assert!(begun, "the other process did not begin");
        Self(child)
    }

    /// Kills it, as the system would.
    pub fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Meanwhile {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const BEGUN: &str = "it has begun";

/// Says that it has begun, and goes on until this process is killed or its parent is gone.
#[allow(clippy::print_stdout)]
pub fn go_on() {
    println!("{BEGUN}");
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}
