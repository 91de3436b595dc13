//! The ten lists: all known, each for itself, and followed by the assets that name them.

use crate::common::{Scene, options};
use desk::api::*;
use desk::{Announcement, Desk};
use domain::catalogue::List;
use snipeit_simulator::{Lab, Locale, Matching, NewAsset, Permission, Rights, Times, WrongType};

fn furnish(lab: &mut Lab) {
    let at = chrono::Utc::now() - chrono::TimeDelta::days(30);
    lab.add_manufacturer("Rigol", at);
    lab.add_supplier("Mouser", at);
    lab.add_supplier("Farnell", at);
    let company = lab.add_company("UA & Co", at);
    lab.add_department("DETI", Some(company), None, at);
}

async fn list(scene: &Scene, list: List) -> ListView {
    let lists = scene.desk.mirror_lists().await.unwrap();
    lists.into_iter().find(|view| view.list == list).unwrap()
}

async fn until_all_are_read(scene: &Scene) {
    scene
        .until("all ten lists are read", async || {
            let lists = scene.desk.mirror_lists().await.unwrap();
            lists.iter().all(|view| view.at.is_some())
        })
        .await;
}

#[tokio::test]
async fn all_ten_lists_are_mirrored_whole() {
    let scene = Scene::set_with(furnish).await;
    until_all_are_read(&scene).await;
    let lists = scene.desk.mirror_lists().await.unwrap();
    let rows: Vec<_> = lists.iter().map(|view| (view.list, view.rows)).collect();
    let expected = [4, 3, 1, 1, 1, 1, 2, 1, 6, 1];
    assert_eq!(rows, List::ALL.into_iter().zip(expected).collect::<Vec<_>>());
    assert!(lists.iter().all(|view| view.problem.is_none() && view.reading.is_none()), "{lists:?}");
    assert_eq!(scene.desk.health().await.unwrap().mirror.troubled, 0);
    scene.end().await;
}

#[tokio::test]
async fn a_start_reads_again_only_what_is_due() {
    let mut scene = Scene::set_with(furnish).await;
    until_all_are_read(&scene).await;
    let amiss = Matching::path("/suppliers");
    scene.simulator.faults().wrong_type(amiss, Times::UntilCleared, "rows", WrongType::Text);
    scene
        .until("one list is in trouble", async || {
            list(&scene, List::Suppliers).await.problem.is_some()
        })
        .await;
    scene.desk.stop().await;
    scene.simulator.faults().clear();
    scene.simulator.forget_requests();
    scene.restart_with_slow_lists().await;
    scene
        .until("it is read again", async || list(&scene, List::Suppliers).await.problem.is_none())
        .await;
    let asked = |list: &str| scene.simulator.requests().iter().any(|r| r.path.contains(list));
    scene.until("the assets are read, as in each round", async || asked("/hardware")).await;
    assert!(!asked("/departments"), "what was read a moment ago is left in peace");
    scene.end().await;
}

#[tokio::test]
async fn a_record_that_is_gone_from_its_list_is_forgotten() {
    let scene = Scene::set_with(furnish).await;
    until_all_are_read(&scene).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| {
        lab.delete_user(scene.stranger, at);
        lab.purge_location(1);
    });
    scene
        .until("the user and the place are forgotten", async || {
            let (users, places) =
                (list(&scene, List::Users).await, list(&scene, List::Locations).await);
            (users.rows, places.rows) == (2, 0)
        })
        .await;
    assert_eq!(scene.desk.find_users("marques".to_owned(), 9).await.unwrap(), []);
    scene.end().await;
}

#[tokio::test]
async fn a_list_that_cannot_be_read_is_shown_and_stops_no_other() {
    let scene = Scene::set_with(furnish).await;
    until_all_are_read(&scene).await;
    let before = list(&scene, List::Users).await.at;
    let no_rows = WrongType::Missing;
    scene.simulator.faults().wrong_type(
        Matching::path("/models"),
        Times::UntilCleared,
        "rows",
        no_rows,
    );
    scene
        .until("the trouble with the models is shown", async || {
            list(&scene, List::Models).await.problem.is_some()
        })
        .await;
    let trouble = list(&scene, List::Models).await;
    assert_eq!(trouble.problem.unwrap().problem, ServerProblem::Malformed);
    assert_eq!(trouble.rows, 1, "what was known is kept");
    scene
        .until("the others are read all the same", async || {
            list(&scene, List::Users).await.at > before
                && scene.desk.health().await.unwrap().mirror.troubled == 1
        })
        .await;
    scene.simulator.faults().clear();
    scene
        .until("the trouble is over", async || {
            let health = scene.desk.health().await.unwrap();
            list(&scene, List::Models).await.problem.is_none() && health.mirror.troubled == 0
        })
        .await;
    scene.end().await;
}

#[tokio::test]
async fn lists_that_the_token_may_not_read_are_named_and_the_equipment_stays_fresh() {
    let scene = Scene::set_with(furnish).await;
    until_all_are_read(&scene).await;
    let token = scene.simulator.with_lab(|lab| {
        let rights = Rights::admin()
            .without(Permission::SuppliersView)
            .without(Permission::DepartmentsView)
            .without(Permission::CompaniesView);
        lab.add_token(1, rights, Locale::English)
    });
    scene.desk.replace_token(token, KeepToken::InKeyring).await.unwrap();
    scene
        .until("the three lists say that they are forbidden", async || {
            scene.desk.health().await.unwrap().mirror.troubled == 3
        })
        .await;
    for name in [List::Suppliers, List::Departments, List::Companies] {
        let problem = list(&scene, name).await.problem.unwrap().problem;
        assert_eq!(problem, ServerProblem::Forbidden, "{name:?}");
    }
    let before = scene.desk.health().await.unwrap().mirror.at;
    scene
        .until("the equipment is read all the same", async || {
            scene.desk.health().await.unwrap().mirror.at > before
        })
        .await;
    scene.end().await;
}

#[tokio::test]
async fn assets_follow_a_renamed_model_and_a_renamed_label() {
    let scene = Scene::set().await;
    until_all_are_read(&scene).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| {
        lab.rename_model(scene.model, "Multímetro de bancada", at);
        lab.rename_label(9, "Na oficina", at);
        lab.set_label(scene.assets[0], 9, at).unwrap();
    });
    scene
        .until("the assets go by the new name of their model", async || {
            let hits = scene.desk.find_equipment("multimetro".to_owned(), 9).await.unwrap();
            hits.len() == 1 + scene.assets.len()
        })
        .await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.rename_label(9, "Em reparação", at));
    scene
        .until("the asset wears the new name of its label", async || {
            let hits = scene.desk.find_equipment("ML-0001".to_owned(), 9).await.unwrap();
            format!("{hits:?}").contains("Em reparação")
        })
        .await;
    scene.end().await;
}

#[tokio::test]
async fn a_mirror_that_finds_nothing_new_wakes_no_screen() {
    let scene = Scene::set_with(furnish).await;
    until_all_are_read(&scene).await;
    let turns = async |times: u32| {
        for _ in 0..times {
            let before = list(&scene, List::Departments).await.at;
            scene
                .until("all lists are read again", async || {
                    list(&scene, List::Departments).await.at > before
                })
                .await;
        }
    };
    turns(2).await;
    let mut announcements = scene.desk.announcements();
    turns(1).await;
    while let Ok(announcement) = announcements.try_recv() {
        if let Announcement::Changed(changed) = announcement {
            assert!(!changed.topics.contains(&Topic::Mirror), "nothing had changed");
        }
    }
    scene.end().await;
}

#[tokio::test]
async fn another_zone_is_read_anew_so_that_all_times_are_right() {
    let scene = Scene::set_with(|lab| {
        let at = chrono::Utc::now() - chrono::TimeDelta::days(3);
        let model = lab.models().next().unwrap().id;
        let tag = "ML-0005".to_owned();
        lab.add_asset(NewAsset { tag, model, label: 2, ..NewAsset::default() }, at);
    })
    .await;
    until_all_are_read(&scene).await;
    scene.simulator.forget_requests();
    let zone = "America/New_York".to_owned();
    crate::common::set(&scene.desk, |settings| SettingsChange { zone, ..settings }).await;
    scene
        .until("the assets are read whole", async || {
            let seen = scene.simulator.requests();
            seen.iter().any(|request| request.path.contains("hardware?offset=0&limit=500"))
        })
        .await;
    scene.end().await;
}

#[tokio::test]
async fn the_demo_begins_with_all_ten_lists() {
    let folder = tempfile::TempDir::new().unwrap();
    let desk = Desk::new(options(&folder, &Default::default(), &Default::default()));
    desk.start().await;
    desk.start_demo(Language::English).await.unwrap();
    for view in desk.mirror_lists().await.unwrap() {
        assert!(view.at.is_some() && view.rows > 0, "{view:?}");
    }
    desk.stop().await;
}
