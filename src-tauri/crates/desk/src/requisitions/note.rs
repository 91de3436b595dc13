//! What technicians write down about a requisition, for each other.

use domain::ids::RequisitionId;
use domain::validate::note_problems;

use crate::api::DeskError;
use crate::counter::Counter;
use crate::db::found;

/// Keeps a note, or says what is wrong with it. Notes are never changed or taken away.
pub async fn add(counter: &Counter, id: RequisitionId, note: String) -> Result<(), DeskError> {
    let fields = note_problems(&note);
    if !fields.is_empty() {
        return Err(DeskError::Invalid { fields });
    }
    counter
        .db
        .write(counter.technician(), move |write| {
            found(write.read().requisition(id)?)?;
            Ok(write.add_note(id, note.trim())?)
        })
        .await
}
