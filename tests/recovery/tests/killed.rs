//! Nothing is lost, sent twice or claimed without evidence, wherever the core is killed.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

use recovery::kill::{Scenario, prove, scenarios};

async fn survives(scenario: Scenario) {
    let survived = prove(Path::new(env!("CARGO_BIN_EXE_victim")), &scenario).await;
    match survived {
        Ok(survived) => println!("{survived}"),
        Err(failures) => panic!("{failures:#}"),
    }
}

macro_rules! killed {
    ($($scenario:ident),+ $(,)?) => {$(
        #[tokio::test]
        async fn $scenario() {
            survives(scenarios::$scenario()).await;
        }
    )+};
}

killed!(
    reserving,
    picking,
    releasing,
    rejecting,
    cancelling,
    doubting,
    repeating,
    connecting,
    collecting,
    returning,
    catching_up,
    misreading,
    restoring,
    handing_over,
    taking_back,
    doubting_a_loan,
    expiring,
    comparing,
    returning_silently,
    correcting_the_person,
    taking_another,
    adding_a_member,
    giving_the_unit_up,
    labelling_again,
    accepting_a_loan,
    believing_a_return,
    lending_again,
    bringing_back,
    freeing_a_label,
    keeping,
    sending_again,
    giving_up,
);
