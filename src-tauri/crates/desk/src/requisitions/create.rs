//! Making a requisition.

use chrono::NaiveDate;
use domain::validate::{RequisitionDraft, RequisitionFacts, Wanted};
use workspace::table::requisitions::{NewLine, NewRequisition};
use workspace::{Read, Write};

use crate::api::{self, DeskError};
use crate::counter::Counter;
use crate::db::found;

/// Makes a requisition, or says what is wrong with the form.
pub async fn create(
    counter: &Counter,
    draft: RequisitionDraft,
) -> Result<api::NewRequisition, DeskError> {
    let today = counter.today();
    counter.db.write(counter.technician(), move |write| add(write, &draft, today)).await
}

/// Makes a requisition within a transaction.
pub fn add(
    write: &Write<'_>,
    draft: &RequisitionDraft,
    today: NaiveDate,
) -> Result<api::NewRequisition, DeskError> {
    let titles = titles(&write.read(), draft)?;
    let fields = draft.problems(&facts(&write.read(), draft, &titles)?, today);
    let (Some(project), Some(requester), Some(from), Some(until), true) =
        (draft.project, draft.requester, draft.from, draft.until, fields.is_empty())
    else {
        return Err(DeskError::Invalid { fields });
    };
    let purpose = draft.purpose.trim().to_owned();
    let lines = lines(draft, titles)?;
    let new = NewRequisition { project, requester, from, until, purpose, lines };
    let (id, number) = write.add_requisition(&new)?;
    Ok(api::NewRequisition { id, number })
}

fn facts(
    read: &Read<'_>,
    draft: &RequisitionDraft,
    titles: &[Option<String>],
) -> Result<RequisitionFacts, DeskError> {
    let mut facts = RequisitionFacts {
        known: titles.iter().map(Option::is_some).collect(),
        ..RequisitionFacts::default()
    };
    if let Some(project) = draft.project {
        facts.project = read.project(project)?.map(|project| project.state);
    }
    if let Some(requester) = draft.requester {
        facts.blocked = read.person(requester)?.and_then(|known| known.person.blocked);
        if let Some(project) = draft.project {
            facts.membership = read.membership(project, requester)?;
        }
    }
    Ok(facts)
}

/// What the mirror calls each thing; `None` for one it does not know.
fn titles(read: &Read<'_>, draft: &RequisitionDraft) -> Result<Vec<Option<String>>, DeskError> {
    let title = |wanted: Wanted| -> Result<Option<String>, DeskError> {
        Ok(match wanted {
            Wanted::Model { id } => read.model_name(id)?,
            Wanted::Asset { id } => read
                .mirrored(id)?
                .filter(|known| !known.snapshot.deleted)
                .map(|known| known.snapshot.title().to_owned()),
        })
    };
    draft.lines.iter().map(|line| title(line.wanted)).collect()
}

fn lines(draft: &RequisitionDraft, titles: Vec<Option<String>>) -> Result<Vec<NewLine>, DeskError> {
    let line = |(line, title): (&domain::validate::LineDraft, Option<String>)| {
        Ok(NewLine { wanted: line.wanted, title: found(title)?, quantity: line.quantity })
    };
    draft.lines.iter().zip(titles).map(line).collect()
}
