//! Requisitions, and the people and projects behind them.

use domain::ids::{ProjectId, RequisitionId};
use domain::requisition::RequisitionNumber;
use domain::text::fold;
use workspace::Read;
use workspace::table::people::PersonRecord;
use workspace::table::requisitions::LineRecord;

use super::{MOST, Search, first};
use crate::api::{DeskError, Matches, PersonMatch, ProjectMatch, RequisitionMatch, SearchKind};
use crate::db::found;

impl Search {
    pub(super) fn requisitions(
        &self,
        read: &Read<'_>,
    ) -> Result<Matches<RequisitionMatch>, DeskError> {
        if !self.wants(SearchKind::Requisitions) {
            return Ok(Matches::default());
        }
        let exact = match number(&self.text) {
            Some(number) => read.requisition_by_number(number)?,
            None => None,
        };
        let found = read.find_requisitions(&self.text, MOST)?;
        self.matches(first(exact.into_iter().collect(), found), |id| self.requisition(read, id))
    }

    fn requisition(
        &self,
        read: &Read<'_>,
        id: RequisitionId,
    ) -> Result<RequisitionMatch, DeskError> {
        let record = found(read.requisition(id)?)?;
        let line = matching_line(&read.lines(id)?, &self.text);
        let units = read.units_of(id)?;
        let of_line =
            units.iter().filter(|unit| line.is_none_or(|line| unit.line_position == line));
        Ok(RequisitionMatch {
            id,
            number: record.number,
            project: record.project_name,
            requester: record.requester_name,
            line,
            standing: of_line.map(|unit| unit.standing(self.moment.today)).min(),
        })
    }

    pub(super) fn people_and_projects(
        &self,
        read: &Read<'_>,
    ) -> Result<(Matches<PersonMatch>, Matches<ProjectMatch>), DeskError> {
        Ok((self.people(read)?, self.projects(read)?))
    }

    fn people(&self, read: &Read<'_>) -> Result<Matches<PersonMatch>, DeskError> {
        if !self.wants(SearchKind::People) {
            return Ok(Matches::default());
        }
        self.matches(read.people(&self.text, MOST)?, |known| self.person(read, known))
    }

    fn person(&self, read: &Read<'_>, known: PersonRecord) -> Result<PersonMatch, DeskError> {
        let person = known.person;
        let due = read.loans_of(person.id)?;
        let overdue = due.iter().filter(|day| **day < self.moment.today).count();
        let count = |units: usize| u32::try_from(units).unwrap_or(u32::MAX);
        Ok(PersonMatch {
            id: person.id,
            name: person.name,
            email: person.email,
            role: person.role,
            blocked: person.blocked,
            on_loan: count(due.len()),
            overdue: count(overdue),
        })
    }

    fn projects(&self, read: &Read<'_>) -> Result<Matches<ProjectMatch>, DeskError> {
        if !self.wants(SearchKind::Projects) {
            return Ok(Matches::default());
        }
        self.matches(read.find_projects(&self.text, MOST)?, |id| project(read, id))
    }
}

fn project(read: &Read<'_>, id: ProjectId) -> Result<ProjectMatch, DeskError> {
    let summary = found(read.project_summary(id)?)?;
    Ok(ProjectMatch {
        id,
        name: summary.project.name,
        state: summary.project.state,
        course: summary.project.course,
        leader: summary.leader,
    })
}

/// "1042", "r-1042" and "R 1042" name a requisition.
fn number(text: &str) -> Option<RequisitionNumber> {
    let digits = text.trim_start_matches(['r', 'R']).trim_start_matches(['-', ' ']);
    digits.parse().ok().map(RequisitionNumber)
}

/// The first line whose equipment has most of the words, if any has one.
fn matching_line(lines: &[LineRecord], text: &str) -> Option<u32> {
    let text = fold(text);
    let matching = |line: &LineRecord| {
        let title = fold(&line.title);
        text.split(' ').filter(|word| title.contains(word)).count()
    };
    let scored = lines.iter().map(|line| (matching(line), line.position));
    let best = scored.max_by_key(|(words, position)| (*words, std::cmp::Reverse(*position)));
    best.filter(|(words, _)| *words > 0).map(|(_, position)| position)
}
