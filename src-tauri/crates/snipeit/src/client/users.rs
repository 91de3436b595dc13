//! Users: look for them, create one.

use std::fmt;

use domain::catalogue::User;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::Client;
use crate::error::Error;
use crate::page::Page;
use crate::request::{Change, Query};
use crate::wire::listed::ReadRow;

/// As many as people look through.
const FOUND: u32 = 50;

/// A user to create.
#[derive(Clone)]
pub struct NewUser {
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: Option<String>,
    /// The name to log in with; unique.
    pub username: String,
    /// The e-mail address; the server does not mind if others have it.
    pub email: Option<String>,
    /// The employee or student number.
    pub employee_number: Option<String>,
    /// The server insists on one, of a length that it sets.
    pub password: SecretString,
    /// Whether they may log in.
    pub activated: bool,
}

impl Client {
    /// Looks for users by any of their texts, in the server's way.
    ///
    /// # Errors
    /// As any request. Rows that cannot be read are in the page, apart.
    pub async fn search_users(&self, text: &str) -> Result<Page<User>, Error> {
        let query = Query::list("users").part(0, FOUND).with("search", text);
        Ok(self.means(self.raw_rows(query.with("sort", "id").with("order", "asc")).await?))
    }

    /// Creates a user. Sent once: a second time would be refused for the user name at best.
    ///
    /// # Errors
    /// [`Error::Refused`] with the fields that the server does not take; otherwise as any
    /// request.
    pub async fn create_user(&self, user: &NewUser) -> Result<User, Error> {
        let answer = self.write(Change::post(&["users"], user.body())).await?;
        User::read_row(answer.get("payload").unwrap_or(&Value::Null), self.zone())
    }
}

impl NewUser {
    fn body(&self) -> Value {
        let password = self.password.expose_secret();
        json!({
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "email": self.email,
            "employee_num": self.employee_number,
            "password": password,
            "password_confirmation": password,
            "activated": self.activated,
        })
    }
}

impl fmt::Debug for NewUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUser").field("username", &self.username).finish_non_exhaustive()
    }
}
