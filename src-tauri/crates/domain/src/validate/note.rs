//! What a technician writes about a requisition.

use super::{FieldError, Problem, complaint, fields};

/// Longer than what anybody writes at a counter.
const LONGEST: u32 = 2000;

/// What is wrong with a note: it may have several lines, and must say something.
#[must_use]
pub fn note_problems(note: &str) -> Vec<FieldError> {
    let mut problems = Vec::new();
    if note.trim().is_empty() {
        problems.push(complaint("note", Problem::Required));
    }
    fields::text("note", note, LONGEST, &mut problems);
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(note: &str) -> Option<Problem> {
        note_problems(note).into_iter().next().map(|error| error.problem)
    }

    #[test]
    fn a_note_says_something_and_ends() {
        assert_eq!(problem("A antena está partida.\nFica no armário B."), None);
        assert_eq!(problem(" \n "), Some(Problem::Required));
        assert_eq!(problem("\u{7}"), Some(Problem::Unreadable));
        let endless = "a".repeat(2001);
        assert_eq!(problem(&endless), Some(Problem::TooLong { max: 2000 }));
    }
}
