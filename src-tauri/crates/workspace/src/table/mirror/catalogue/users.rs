//! Users.

use domain::asset::{AssetSnapshot, Holder};
use domain::catalogue::{List, User};
use domain::ids::{CompanyId, DepartmentId, UserId};
use domain::text::fold;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::{Record, named, read_times, reference, text, times};
use crate::table::people::email_key;
use crate::table::{all, each_like, first, patterns};
use crate::{Error, Read};

impl Record for User {
    const LIST: List = List::Users;
    const TABLE: &'static str = "mirror_users";
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "username",
        "first_name",
        "last_name",
        "email",
        "email_key",
        "employee_number",
        "job_title",
        "phone",
        "activated",
        "search",
        "department",
        "department_name",
        "company",
        "company_name",
        "created_at",
        "updated_at",
    ];
    const NAMED_BY: Option<&'static str> = Some(
        "a.holder IS NOT NULL AND a.holder ->> 'kind' = 'user'
         AND a.holder ->> 'id' IN (SELECT value FROM json_each(?1))",
    );

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [
            self.name.clone().into(),
            self.username.clone().into(),
            text(self.first_name.as_ref()),
            text(self.last_name.as_ref()),
            text(self.email.as_ref()),
            self.email.as_deref().map(email_key).into(),
            text(self.employee_number.as_ref()),
            text(self.job_title.as_ref()),
            text(self.phone.as_ref()),
            self.activated.into(),
            searched(self).into(),
        ];
        let department = reference(self.department.as_ref(), |id| id.0);
        let company = reference(self.company.as_ref(), |id| id.0);
        Ok([own.as_slice(), &department, &company, &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: UserId(row.get("id")?),
            name: row.get("name")?,
            username: row.get("username")?,
            first_name: row.get("first_name")?,
            last_name: row.get("last_name")?,
            email: row.get("email")?,
            employee_number: row.get("employee_number")?,
            job_title: row.get("job_title")?,
            phone: row.get("phone")?,
            department: named(row, "department", DepartmentId)?,
            company: named(row, "company", CompanyId)?,
            activated: row.get("activated")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.name == other.name
    }

    fn tell(&self, asset: &mut AssetSnapshot) {
        if let Some(Holder::User { id, name }) = &mut asset.holder
            && *id == self.id
        {
            name.clone_from(&self.name);
        }
    }
}

fn searched(user: &User) -> String {
    let email = user.email.as_deref().unwrap_or_default();
    let number = user.employee_number.as_deref().unwrap_or_default();
    fold(&[&user.name, &user.username, email, number].join(" "))
}

impl Read<'_> {
    /// Users who match every word, by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_users(&self, typed: &str, limit: u32) -> Result<Vec<User>, Error> {
        let patterns = patterns(typed);
        let matching = each_like("search", &patterns);
        let sql =
            format!("SELECT * FROM mirror_users WHERE 1{matching} ORDER BY search LIMIT {limit}");
        all(self.0, &sql, params_from_iter(patterns), User::read)
    }

    /// A user.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_user(&self, id: UserId) -> Result<Option<User>, Error> {
        first(self.0, "SELECT * FROM mirror_users WHERE id = ?", [id.0], User::read)
    }

    /// The users with that e-mail, case ignored. Snipe-IT accepts several.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn users_by_email(&self, email: &str) -> Result<Vec<User>, Error> {
        let sql = "SELECT * FROM mirror_users WHERE email_key = ?";
        all(self.0, sql, [email_key(email)], User::read)
    }
}
