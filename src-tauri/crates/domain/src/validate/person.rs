//! A person as typed.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FieldError, fields};
use crate::ids::UserId;
use crate::people::PersonRole;

/// A person as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonDraft {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role.
    pub role: PersonRole,
    /// Student number; empty when there is none.
    pub student_number: String,
    /// The Snipe-IT user this person is.
    pub user: Option<UserId>,
}

impl PersonDraft {
    /// Everything wrong with it that can be told from itself.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        fields::required_line("name", &self.name, 150, &mut errors);
        fields::email("email", &self.email, &mut errors);
        fields::line("student_number", &self.student_number, 50, &mut errors);
        errors
    }

    /// The draft without the spaces around what was typed.
    #[must_use]
    pub fn trimmed(self) -> Self {
        Self {
            name: self.name.trim().to_owned(),
            email: self.email.trim().to_owned(),
            student_number: self.student_number.trim().to_owned(),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::{Problem, complaint};

    fn draft(name: &str, email: &str) -> PersonDraft {
        PersonDraft {
            name: name.into(),
            email: email.into(),
            role: PersonRole::Student,
            student_number: String::new(),
            user: None,
        }
    }

    #[test]
    fn markup_quotes_and_accents_are_names_like_any_other() {
        for name in ["<img src=x onerror=alert(1)>", "Osciloscópio \"Rigol\" <DS1054Z> & sondas"] {
            assert_eq!(draft(name, "ana.silva@ua.pt").problems(), []);
        }
    }

    #[test]
    fn each_field_is_judged_for_itself() {
        let problems = draft("  ", "ana@").problems();
        assert_eq!(
            problems,
            [complaint("name", Problem::Required), complaint("email", Problem::NotAnEmail)]
        );
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for email in ["ana", "@ua.pt", "ana@ua", "ana silva@ua.pt", "a@b@ua.pt", "ana@ua..pt"] {
            assert_eq!(draft("Ana", email).problems(), [complaint("email", Problem::NotAnEmail)]);
        }
    }
}
