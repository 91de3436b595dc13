//! Settings: a name and a JSON value each.

use rusqlite::types::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::first;
use crate::value::json;
use crate::{Entity, Error, Read, Write};

impl Read<'_> {
    /// A setting, if it was ever set.
    ///
    /// # Errors
    /// The stored value is of another shape.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        let sql = "SELECT value FROM settings WHERE id = ?";
        let text = first(self.0, sql, [name], |row| Ok(row.get::<_, String>(0)?))?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }
}

impl Write<'_> {
    /// Sets a setting.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_setting<T: Serialize>(&self, name: &str, value: &T) -> Result<(), Error> {
        let values: [(&str, Value); 1] = [("value", json(value)?)];
        match self.read().setting::<serde_json::Value>(name)? {
            Some(_) => self.update(Entity::Setting, name, &values),
            None => self.insert(Entity::Setting, name, &values),
        }
    }
}
