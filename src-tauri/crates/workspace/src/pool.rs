//! One writer by construction; readers cannot write.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, InterruptHandle, OpenFlags, TransactionBehavior};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::held::hold;
use crate::write::{Entity, Stamp, Write, named};
use crate::writer::{Writer, keep_the_log};
use crate::{Error, disk, migrate};

const READERS: usize = 3;
/// A screen asks some twenty different questions, each many times: none is prepared anew.
const STATEMENTS: usize = 64;
const ANNOUNCEMENTS: usize = 256;
/// How long another process may hold the file before we give up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// How long another desk, which may be closing, is waited for.
const HANDOVER: Duration = Duration::from_secs(2);

/// An open workspace file. Calls block: an asynchronous caller uses a blocking thread.
pub struct Workspace {
    path: PathBuf,
    desk: String,
    readers: Vec<Mutex<Connection>>,
    /// Closed after the readers: who comes last moves the log into the file.
    writer: Mutex<Writer>,
    interrupt: InterruptHandle,
    commits: broadcast::Sender<Arc<[Entity]>>,
    /// Given back last: the next desk finds everything in the file.
    _held: File,
}

/// A consistent view of the workspace; the tables' modules have the questions.
pub struct Read<'a>(pub(crate) &'a Connection);

impl Workspace {
    /// Opens the file at `path`, makes it if there is none, and brings it to this version's schema.
    /// Only its owner may read it, and nobody else opens it meanwhile. `desk` names this computer
    /// in the journal. A large file can be read at once; see [`Workspace::check`].
    ///
    /// # Errors
    /// The file is damaged, newer, held, or may not be written; it is left as it was.
    pub fn open(path: &Path, desk: &str) -> Result<Self, Error> {
        let held = hold(path, HANDOVER)?;
        let (writer, readers) =
            connections(path).map_err(|error| disk::explained(error, &disk::log(path)))?;
        Ok(Self {
            path: path.to_owned(),
            desk: desk.to_owned(),
            readers,
            interrupt: writer.interrupt(),
            writer: Mutex::new(writer),
            commits: broadcast::Sender::new(ANNOUNCEMENTS),
            _held: held,
        })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the whole file was read for damage.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        lock(&self.writer).is_checked()
    }

    /// Reads the whole file for damage, unless that was done; the first write does so by itself.
    /// Seconds for a large file. Readers go on meanwhile.
    ///
    /// # Errors
    /// The file is damaged: nothing was written, and nothing will be.
    pub fn check(&self) -> Result<(), Error> {
        lock(&self.writer).check()
    }

    /// Ends a [`Workspace::check`] that is under way: it fails, and says nothing of the file.
    pub fn stop_check(&self) {
        self.interrupt.interrupt();
    }

    /// What changed, after each commit.
    #[must_use]
    pub fn commits(&self) -> broadcast::Receiver<Arc<[Entity]>> {
        self.commits.subscribe()
    }

    /// Reads within one snapshot.
    ///
    /// # Errors
    /// Whatever `work` fails with.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Read<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.idle_reader();
        let snapshot = connection.unchecked_transaction().map_err(Error::from)?;
        let answer = work(&Read(&snapshot))?;
        snapshot.commit().map_err(Error::from)?;
        Ok(answer)
    }

    /// Writes in one transaction: everything or nothing. What changed is announced after commit.
    ///
    /// # Errors
    /// Whatever `work` fails with, or the file is damaged; nothing was written then.
    pub fn write<T, E: From<Error>>(
        &self,
        stamp: &Stamp,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = lock(&self.writer);
        let transaction = writer
            .checked()?
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| self.not_written(error))?;
        let write = Write::new(&transaction, stamp, &self.desk);
        let answer = work(&write)?;
        let touched = write.into_touched();
        probe::point(|| format!("before commit of {}", named(&touched, stamp)));
        transaction.commit().map_err(|error| self.not_written(error))?;
        probe::point(|| format!("after commit of {}", named(&touched, stamp)));
        drop(writer);
        if !touched.is_empty() {
            // Nobody listening is no failure: a test, or a window that has not opened yet.
            let _ = self.commits.send(touched.into_iter().collect());
        }
        Ok(answer)
    }

    fn not_written(&self, error: rusqlite::Error) -> Error {
        disk::explained(error.into(), &disk::log(&self.path))
    }

    fn idle_reader(&self) -> MutexGuard<'_, Connection> {
        let idle = self.readers.iter().find_map(|reader| reader.try_lock().ok());
        idle.unwrap_or_else(|| {
            // All are busy: stand in one queue, chosen by chance.
            let queue = Uuid::now_v7().as_u128() as usize % self.readers.len();
            lock(&self.readers[queue])
        })
    }
}

/// A poisoned lock only says that a closure panicked; its transaction was rolled back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

type Pool = (Writer, Vec<Mutex<Connection>>);

/// The writer, and the readers.
fn connections(path: &Path) -> Result<Pool, Error> {
    create_private(path)?;
    let mut writer = Writer::open(path)?;
    close_to_others(path)?;
    let connection = writer.unchecked();
    configure(connection)?;
    migrate::migrate(connection, path)?;
    let readers = (0..READERS).map(|_| reader(path)).collect::<Result<_, _>>()?;
    Ok((writer, readers))
}

fn configure(connection: &Connection) -> Result<(), Error> {
    // WAL lets readers go on while the writer writes. FULL makes a commit survive a power cut: a
    // decision that was shown as stored is stored.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A transaction stays in memory until it is committed: that it does not fit is found then.
    connection.pragma_update(None, "cache_spill", false)?;
    only_in_memory(connection)
}

/// Sorting takes no room on the disk: one that is full can still be read.
fn only_in_memory(connection: &Connection) -> Result<(), Error> {
    Ok(connection.pragma_update(None, "temp_store", "MEMORY")?)
}

fn reader(path: &Path) -> Result<Mutex<Connection>, Error> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "query_only", true)?;
    keep_the_log(&connection, true)?;
    only_in_memory(&connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(Mutex::new(connection))
}

/// Makes an empty file that only its owner may read, before SQLite writes into it.
pub(crate) fn create_private(path: &Path) -> Result<(), Error> {
    if !path.exists() {
        open_private(path)?;
    }
    Ok(())
}

/// Opens a file, makes it if there is none, for its owner alone.
pub(crate) fn open_private(path: &Path) -> Result<File, Error> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// A file that was copied here may be open to others. Not every file system knows owners.
#[cfg(unix)]
fn close_to_others(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;

    let mut permissions = std::fs::metadata(path)?.permissions();
    let mode = permissions.mode();
    if mode & 0o077 != 0 {
        permissions.set_mode(mode & 0o700);
        if let Err(error) = std::fs::set_permissions(path, permissions) {
            tracing::warn!(%error, "others may read the workspace file");
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> Result<(), Error> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_cannot_write() {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::open(&folder.path().join("lab.db"), "desk").expect("opens");
        for sql in ["DELETE FROM people", "CREATE TABLE more (id)", "PRAGMA user_version = 9"] {
            let wrote = workspace.read(|read| Ok::<_, Error>(read.0.execute_batch(sql)?));
            assert!(matches!(wrote, Err(Error::ReadOnly(_))), "{sql}: {wrote:?}");
        }
    }
}
