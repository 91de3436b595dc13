//! The one connection that writes, and only to a file that was found sound.
//!
//! Reading a large file for damage takes seconds, and nobody waits for them at the start: it is
//! read at once, and checked before the first write. Until then nothing is moved from the log into
//! the file either, so a damaged file keeps its bytes.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, InterruptHandle};

use crate::pool::PATIENCE;
use crate::{Error, migrate};

/// A file up to this size is checked when it is opened: that takes no time that anybody notices.
const SMALL: u64 = 16 << 20;

/// The writer's connection, and what is known of its file.
pub struct Writer {
    connection: Connection,
    state: State,
}

enum State {
    Unchecked,
    Sound,
    Damaged(String),
}

impl Writer {
    /// Looks before it touches: a file that is refused keeps its bytes and its log. One that is to
    /// be changed by the opening itself is checked at once.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        keep_the_log(&connection, true)?;
        let later = migrate::is_current(&connection)? && has_wal(&connection)? && is_large(path)?;
        let mut writer = Self { connection, state: State::Unchecked };
        if !later {
            writer.check()?;
        }
        if writer.connection.is_readonly("main")? {
            // SQLite opens such a file all the same, and fails at the first write.
            return Err(Error::ReadOnly("the file is read-only".to_owned()));
        }
        Ok(writer)
    }

    /// What ends its work from another thread.
    pub fn interrupt(&self) -> InterruptHandle {
        self.connection.get_interrupt_handle()
    }

    /// The connection, for what changes nothing in the file.
    pub fn unchecked(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// The connection to a sound file.
    pub fn checked(&mut self) -> Result<&mut Connection, Error> {
        self.check()?;
        Ok(&mut self.connection)
    }

    /// Whether the whole file was read for damage.
    pub fn is_checked(&self) -> bool {
        !matches!(self.state, State::Unchecked)
    }

    /// Reads the whole file for damage, once. A disk that does not let it be read says nothing of
    /// the file: that is tried again.
    pub fn check(&mut self) -> Result<(), Error> {
        match &self.state {
            State::Sound => Ok(()),
            State::Damaged(words) => Err(Error::Corrupt(words.clone())),
            State::Unchecked => {
                let found = migrate::check(&self.connection);
                if let Err(Error::Corrupt(words)) = &found {
                    self.state = State::Damaged(words.clone());
                }
                found?;
                keep_the_log(&self.connection, false)?;
                self.state = State::Sound;
                Ok(())
            }
        }
    }
}

/// Whether closing leaves what is in the log there.
pub fn keep_the_log(connection: &Connection, keep: bool) -> Result<(), Error> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)?;
    Ok(())
}

fn has_wal(connection: &Connection) -> Result<bool, Error> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    Ok(mode == "wal")
}

fn is_large(path: &Path) -> Result<bool, Error> {
    Ok(path.metadata()?.len() > SMALL)
}
