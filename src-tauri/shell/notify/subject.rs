//! What a message is about, and where a click on it leads.

use desk::api::{News, NotificationView, Show};
use serde_json::Value;

/// Where a click on the message leads: to the discrepancy that it tells of, else to the
/// requisition. `None` brings the window to the front and no more.
pub fn of(view: &NotificationView) -> Option<Show> {
    match view.news {
        News::Disagreement { discrepancy, .. } => Some(Show::Discrepancies { id: discrepancy }),
        _ => view.requisition.map(|id| Show::Requisition { id }),
    }
}

/// What a message on the screen carries; one of an earlier version carries something else.
pub fn read(carried: &Value) -> Option<Show> {
    serde_json::from_value(carried.clone()).ok()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use desk::api::{News, NotificationView, Show};
    use domain::decide::unit::Disagreement;
    use domain::ids::{DiscrepancyId, NotificationId, RequisitionId};
    use serde_json::json;
    use uuid::Uuid;

    use super::{of, read};

    const REQUISITION: RequisitionId = RequisitionId(Uuid::from_u128(1));
    const DISCREPANCY: DiscrepancyId = DiscrepancyId(Uuid::from_u128(2));

    fn told(news: News, requisition: Option<RequisitionId>) -> NotificationView {
        let id = NotificationId(Uuid::nil());
        NotificationView {
            id,
            at: DateTime::UNIX_EPOCH,
            news,
            requisition,
            number: None,
            read: false,
        }
    }

    fn disagreement(discrepancy: Option<DiscrepancyId>) -> News {
        let about = Disagreement::OutsideProject;
        News::Disagreement { asset: "Rigol".into(), tag: "ML-0412".into(), about, discrepancy }
    }

    #[test]
    fn a_disagreement_leads_to_itself_and_not_to_its_requisition() {
        let view = told(disagreement(Some(DISCREPANCY)), Some(REQUISITION));
        assert_eq!(of(&view), Some(Show::Discrepancies { id: Some(DISCREPANCY) }));
    }

    #[test]
    fn a_disagreement_of_an_earlier_version_leads_to_all_of_them() {
        let view = told(disagreement(None), Some(REQUISITION));
        assert_eq!(of(&view), Some(Show::Discrepancies { id: None }));
    }

    #[test]
    fn other_news_lead_to_the_requisition_if_there_is_one() {
        let expired = News::Expired { asset: "Rigol".into(), tag: "ML-0412".into() };
        let show = Show::Requisition { id: REQUISITION };
        assert_eq!(of(&told(expired, Some(REQUISITION))), Some(show));
        assert_eq!(of(&told(News::LogRestored, None)), None);
    }

    #[test]
    fn what_a_message_carries_is_read_back_and_anything_else_leads_nowhere() {
        let show = Show::Discrepancies { id: Some(DISCREPANCY) };
        let carried = serde_json::to_value(Some(show)).expect("it is plain data");
        assert_eq!(read(&carried), Some(show));
        assert_eq!(read(&json!(null)), None);
        assert_eq!(read(&json!(REQUISITION)), None, "what earlier versions carried");
    }
}
