//! When Snipe-IT did not answer, and from which row the feed went on.

use serde_json::Value;
use snipeit::Error;
use workspace::table::feed::Outage;

use super::actor;
use crate::api::{DeskError, ServerProblem};
use crate::counter::Counter;
use crate::fault::Fault;

/// Notes the beginning of an outage, or its end.
pub async fn note(counter: &Counter, polled: &Result<(), Fault>) -> Result<(), DeskError> {
    let known = counter.db.read(|read| read.outages::<Value>(1)).await?;
    let out = known.first().is_some_and(|last: &Outage<Value>| last.ended_at.is_none());
    match polled {
        Ok(()) if out => counter.db.write(actor(), |write| write.end_outage()).await.map(drop)?,
        Err(Fault::Server(error)) if !out && is_no_answer(error) => {
            let problem = ServerProblem::from(error);
            counter.db.write(actor(), move |write| write.begin_outage(&problem)).await?;
        }
        _ => {}
    }
    Ok(())
}

/// A server that says no, or asks for patience, has answered.
fn is_no_answer(error: &Error) -> bool {
    matches!(
        error,
        Error::Unreachable { .. } | Error::ServerTrouble { .. } | Error::NotSnipeIt { .. }
    )
}
