//! The commands of the window, by name: what Tauri does in the product.

use desk::Desk;
use desk::api::DeskError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Why a command gave no answer.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Failure {
    /// The desk says so, in the window's own terms.
    Desk(DeskError),
    /// The window asked for something that is not there.
    Call {
        /// What.
        wrong: String,
    },
}

/// What the window passed.
pub type Arguments = Map<String, Value>;

macro_rules! commands {
    ($($name:ident($($argument:ident),*)),* $(,)?) => {
        /// The names there are.
        #[cfg(test)]
        const NAMES: &[&str] = &["open_asset_page", $(stringify!($name)),*];

        /// Carries a command out.
        ///
        /// # Errors
        /// The desk's own, or a call that does not fit.
        pub async fn call(
            desk: &Desk,
            name: &str,
            arguments: &Arguments,
        ) -> Result<Value, Failure> {
            match name {
                // The desk knows the address; opening it is the host's, and nobody watches here.
                "open_asset_page" => {
                    desk.asset_page(take(arguments, "id")?).await.map_err(Failure::Desk)?;
                    Ok(Value::Null)
                }
                $(stringify!($name) => {
                    answer(desk.$name($(take(arguments, stringify!($argument))?),*).await)
                })*
                _ => Err(wrong(format!("there is no command {name}"))),
            }
        }
    };
}

commands! {
    session(),
    painted(),
    start_demo(language),
    leave_demo(),
    check_address(address, trust),
    check_token(address, trust, token),
    finish_setup(choice),
    create_label(role, name),
    server_trust(),
    trust_server(trust),
    equipment(query),
    equipment_rows(ids),
    equipment_facets(filter),
    asset(id),
    scan(code),
    scan_asked(code),
    scan_card(id),
    read_asset(id),
    search(query),
    mirror_lists(),
    zones(),
    settings(),
    save_settings(change),
    replace_token(token, keep),
    check_rights(),
    rights(),
    health(),
    refresh(),
    pause(paused),
    notifications(),
    read_notifications(),
    people(text, limit),
    create_person(draft),
    people_table(query),
    person(id),
    change_person(id, draft),
    block_person(id, reason),
    find_users(text, limit),
    projects(query),
    project(id),
    create_project(draft, activate),
    decide_project(id, state),
    change_project(id, draft),
    set_member(project, person, role),
    project_timeline(id, limit),
    project_usage(id),
    today(),
    inbox(query),
    requisitions(query),
    requisition(id),
    create_requisition(draft),
    add_note(id, note),
    find_equipment(text, limit),
    approve(approvals),
    reject(units, reason),
    cancel(units, reason),
    release(units),
    hand_over(loans),
    take_back(units),
    change_due(unit, due),
    restore_labels(units),
    withdraw(operations),
    check_operation(operation),
    discrepancies(query),
    discrepancy(id),
    resolve(id, answer),
    activity(query),
}

fn answer<T: Serialize>(answer: Result<T, DeskError>) -> Result<Value, Failure> {
    let answer = answer.map_err(Failure::Desk)?;
    serde_json::to_value(answer).map_err(|error| wrong(error.to_string()))
}

/// The window writes names as JavaScript does.
fn take<T: DeserializeOwned>(arguments: &Arguments, name: &str) -> Result<T, Failure> {
    let value = arguments.get(&camel(name)).cloned().unwrap_or(Value::Null);
    serde_json::from_value(value).map_err(|error| wrong(format!("{name}: {error}")))
}

fn wrong(wrong: String) -> Failure {
    Failure::Call { wrong }
}

fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut joined, word| {
        let mut letters = word.chars();
        joined.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        joined.push_str(letters.as_str());
        joined
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{NAMES, camel};

    const BINDINGS: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/lib/bindings.ts"));

    #[test]
    fn the_browser_may_call_what_the_window_may() {
        let calls = BINDINGS.split("__TAURI_INVOKE(\"").skip(1);
        let commands: BTreeSet<_> = calls.filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(commands, NAMES.iter().copied().collect());
    }

    #[test]
    fn names_are_written_as_the_window_writes_them() {
        assert_eq!(camel("keep_token_here"), "keepTokenHere");
        assert_eq!(camel("id"), "id");
    }
}
