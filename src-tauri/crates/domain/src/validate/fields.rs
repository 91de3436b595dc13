//! Judgements that several forms share.

use super::{FieldError, Problem, complaint};

/// Names and addresses: one line, not empty, not endless.
pub fn required_line(field: &str, text: &str, max: u32, errors: &mut Vec<FieldError>) {
    if text.trim().is_empty() {
        errors.push(complaint(field, Problem::Required));
    } else {
        line(field, text, max, errors);
    }
}

/// One line that may be empty.
pub fn line(field: &str, text: &str, max: u32, errors: &mut Vec<FieldError>) {
    if text.chars().any(char::is_control) {
        errors.push(complaint(field, Problem::Unreadable));
    } else {
        length(field, text, max, errors);
    }
}

/// Several lines that may be empty.
pub fn text(field: &str, text: &str, max: u32, errors: &mut Vec<FieldError>) {
    if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        errors.push(complaint(field, Problem::Unreadable));
    } else {
        length(field, text, max, errors);
    }
}

/// An address somebody can be written to: something, an at sign, a domain with a dot.
pub fn email(field: &str, text: &str, errors: &mut Vec<FieldError>) {
    required_line(field, text, 254, errors);
    if !text.trim().is_empty() && !looks_like_email(text.trim()) {
        errors.push(complaint(field, Problem::NotAnEmail));
    }
}

fn looks_like_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && !text.contains(char::is_whitespace)
        && !local.contains('@')
        && domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
}

fn length(field: &str, text: &str, max: u32, errors: &mut Vec<FieldError>) {
    if text.trim().chars().count() > max as usize {
        errors.push(complaint(field, Problem::TooLong { max }));
    }
}
