//! The words the server translates into its reader's language.

use crate::lab::activity::{Action, Change};
use crate::lab::rights::Locale;

/// The untranslated name of an action, as the filter takes it.
pub(crate) fn raw_action(action: Action) -> &'static str {
    match action {
        Action::Create => "create",
        Action::Update => "update",
        Action::CheckOut => "checkout",
        Action::CheckIn => "checkin from",
        Action::Delete => "delete",
        Action::Restore => "restore",
        Action::Audit => "audit",
        Action::Upload => "uploaded",
    }
}

/// The name of an action in a reply.
pub(crate) fn action(action: Action, locale: Locale) -> &'static str {
    match (locale, action) {
        (Locale::English, Action::Create) => "create new",
        (Locale::English, action) => raw_action(action),
        (Locale::Portuguese, Action::Create) => "criar novo",
        (Locale::Portuguese, Action::Update) => "atualizar",
        (Locale::Portuguese, Action::CheckOut) => "alocar",
        (Locale::Portuguese, Action::CheckIn) => "devolver de",
        (Locale::Portuguese, Action::Delete) => "remover",
        (Locale::Portuguese, Action::Restore) => "restaurar",
        (Locale::Portuguese, Action::Audit) => "auditoria",
        (Locale::Portuguese, Action::Upload) => "carregado",
    }
}

/// The key of an entry of `log_meta`; the server translates only some of them.
pub(crate) fn change(change: &Change, locale: Locale) -> &'static str {
    match (change, locale) {
        (Change::ActionDate { .. }, _) => "action_date",
        (Change::Name { .. }, _) => "name",
        (Change::Notes { .. }, _) => "notes",
        (Change::ExpectedCheckin { .. }, _) => "expected_checkin",
        (Change::NextAudit { .. }, _) => "next_audit_date",
        (Change::Label { .. }, _) => "Status Label",
        (Change::Location { .. }, Locale::English) => "Current Location",
        (Change::Location { .. }, Locale::Portuguese) => "Localização atual",
    }
}

/// What the server says of an asset that is not there.
pub(crate) fn no_such_asset(locale: Locale) -> &'static str {
    match locale {
        Locale::English => "Asset does not exist.",
        Locale::Portuguese => "Artigo não existente.",
    }
}

/// What an age is counted in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unit {
    Year,
    Month,
    Week,
    Day,
}

/// "5 months ago", in the reader's language.
pub(crate) fn ago(count: i64, unit: Unit, locale: Locale) -> String {
    let one = count == 1;
    let plural = if one { "" } else { "s" };
    match (locale, unit) {
        (Locale::English, Unit::Year) => format!("{count} year{plural} ago"),
        (Locale::English, Unit::Month) => format!("{count} month{plural} ago"),
        (Locale::English, Unit::Week) => format!("{count} week{plural} ago"),
        (Locale::English, Unit::Day) => format!("{count} day{plural} ago"),
        (Locale::Portuguese, Unit::Year) => format!("há {count} ano{plural}"),
        (Locale::Portuguese, Unit::Month) if one => "há 1 mês".to_owned(),
        (Locale::Portuguese, Unit::Month) => format!("há {count} meses"),
        (Locale::Portuguese, Unit::Week) => format!("há {count} semana{plural}"),
        (Locale::Portuguese, Unit::Day) => format!("há {count} dia{plural}"),
    }
}
