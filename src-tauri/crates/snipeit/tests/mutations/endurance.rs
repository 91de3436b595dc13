//! Whatever comes, there is an answer, and soon.

use domain::asset::AssetSnapshot;
use domain::catalogue::{Supplier, User};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use snipeit::{Listed, Position};

use super::collection;
use super::mutation::Mutation;
use super::question::{self, Question};
use super::support::{FakeServer, ZONE, recorded};
use super::{outcome, soon};

/// Reads a list to its end, or to where the client gives up; the pages are always the same.
async fn requests_to_the_end<T: Listed>(server: &FakeServer) -> usize {
    let mut pages = outcome::client(server, ZONE).rows_of::<T>(Position::default());
    while let Ok(Some(_)) = pages.next().await {}
    server.seen().len()
}

async fn requests_for(list: &str, server: &FakeServer) -> usize {
    match list {
        "hardware-limit-500" => requests_to_the_end::<AssetSnapshot>(server).await,
        "suppliers-list" => requests_to_the_end::<Supplier>(server).await,
        _ => requests_to_the_end::<User>(server).await,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_reply_makes_the_client_panic_or_go_on_for_ever(
        name in select(collection::index()),
        which in any::<Index>(),
        mutation in Mutation::any(),
    ) {
        let recording = collection::recording(name);
        prop_assume!(!recording.without_replies());
        let part = which.get(&recording.parts);
        for Question { call, .. } in question::questions(part) {
            let replies = outcome::replies(part, &call);
            let spoiled = replies.iter().map(|reply| mutation.of(reply)).collect();
            let _ = soon(outcome::answer(spoiled, &call, recording.zone));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_list_ends_whatever_its_pages_say(
        list in select(&["hardware-limit-500", "users-list", "suppliers-list"]),
        mutation in Mutation::any(),
    ) {
        let requests = soon(async {
            let server = FakeServer::start([mutation.of(&recorded(list))]).await;
            requests_for(list, &server).await
        });
        prop_assert!(requests <= 60, "{requests} requests for one page of rows");
    }
}
