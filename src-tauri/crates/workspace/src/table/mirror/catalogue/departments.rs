//! Departments.

use domain::asset::AssetSnapshot;
use domain::catalogue::{Department, List};
use domain::ids::{CompanyId, DepartmentId};
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, named, read_times, reference, times};
use crate::Error;

impl Record for Department {
    const LIST: List = List::Departments;
    const TABLE: &'static str = "mirror_departments";
    const COLUMNS: &'static [&'static str] =
        &["name", "users", "company", "company_name", "created_at", "updated_at"];
    const NAMED_BY: Option<&'static str> = None;

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [self.name.clone().into(), self.users.into()];
        let company = reference(self.company.as_ref(), |id| id.0);
        Ok([own.as_slice(), &company, &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: DepartmentId(row.get("id")?),
            name: row.get("name")?,
            company: named(row, "company", CompanyId)?,
            users: row.get("users")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.name == other.name
    }

    fn tell(&self, _: &mut AssetSnapshot) {}
}
