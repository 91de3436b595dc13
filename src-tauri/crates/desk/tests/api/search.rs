//! One search over everything: what it finds, in which order, and what can be done next with it.

use crate::common::{Scene, add_person};
use desk::api::*;
use domain::standing::Standing;
use domain::unit::UnitState;

async fn found(scene: &Scene, text: &str) -> Found {
    narrowed(scene, text, None).await
}

async fn narrowed(scene: &Scene, text: &str, only: Option<SearchKind>) -> Found {
    let query = SearchQuery { text: text.to_owned(), only, limit: 5 };
    scene.desk.search(query).await.unwrap()
}

fn tags(found: &Found) -> Vec<&str> {
    found.equipment.rows.iter().map(|of| of.row.asset.tag.as_str()).collect()
}

#[tokio::test]
async fn a_word_finds_assets_models_people_requisitions_and_projects_with_their_totals() {
    let scene = Scene::set_by_hand().await;
    let asked = scene.ask(&[scene.assets[0], scene.assets[1]]).await;

    let rigol = found(&scene, "RÍGOL").await;
    assert_eq!(tags(&rigol), ["ML-0001", "ML-0002", "ML-0003", "ML-0004"]);
    assert_eq!((rigol.equipment.total, rigol.equipment.more), (4, false));
    assert_eq!(rigol.models.rows[0].name, "Osciloscópio \"Rigol\" <DS1054Z> & sondas");
    assert_eq!((rigol.models.rows[0].free, rigol.models.rows[0].total), (4, 4));
    assert_eq!(rigol.requisitions.rows[0].id, asked);
    assert_eq!(rigol.requisitions.rows[0].line, Some(1), "the line that says Rigol");
    assert_eq!(rigol.requisitions.rows[0].standing, Some(Standing::Pending));

    let ana = found(&scene, "silva").await;
    assert_eq!(ana.people.rows[0].id, scene.leader.person);
    assert_eq!(ana.projects.rows[0].id, scene.project, "by its leader");
    assert_eq!(ana.projects.rows[0].leader.as_deref(), Some("Ana Silva"));
    assert_eq!(ana.requisitions.rows[0].line, None, "no line says Silva");
    assert_eq!(ana.equipment.total, 0);
    scene.end().await;
}

#[tokio::test]
async fn the_exact_tag_serial_or_number_comes_first() {
    let scene = Scene::set_by_hand().await;
    let first = scene.ask(&[scene.assets[0]]).await;
    let second = scene.ask(&[scene.assets[1]]).await;
    for typed in ["ml-0003", " ML-0003 ", "SN-ml-0003"] {
        assert_eq!(tags(&found(&scene, typed).await)[0], "ML-0003", "{typed}");
    }
    for typed in ["1001", "R-1001", "r1001"] {
        assert_eq!(found(&scene, typed).await.requisitions.rows[0].id, first, "{typed}");
    }
    let newest = found(&scene, "calibrar").await.requisitions;
    assert_eq!(newest.rows.iter().map(|of| of.id).collect::<Vec<_>>(), [second, first]);
    scene.end().await;
}

#[tokio::test]
async fn an_asset_says_who_has_it_and_through_which_unit() {
    let scene = Scene::set().await;
    let id = scene.assets[0];
    let requisition = scene.reserve(id).await;
    let reserved = found(&scene, "ML-0001").await.equipment.rows.remove(0);
    let unit = reserved.unit.expect("the unit that is reserved");
    assert_eq!(unit.unit, scene.unit(requisition).await.id);
    assert_eq!((unit.standing, unit.line.line), (Standing::Reserved, 1));
    assert_eq!(unit.line.requester, "Ana Silva");
    assert_eq!(reserved.holder, None);

    scene.check_out(id, scene.leader.user);
    scene.until_state(requisition, UnitState::CheckedOut).await;
    scene
        .until("the mirror has the holder", async || {
            found(&scene, "ML-0001").await.equipment.rows[0].holder.is_some()
        })
        .await;
    let lent = found(&scene, "ML-0001").await;
    assert_eq!(lent.equipment.rows[0].holder.as_deref(), Some("Ana Silva"));
    let unit = lent.equipment.rows[0].unit.as_ref().expect("the unit that is out");
    assert_eq!(unit.standing, Standing::CheckedOut);
    assert_eq!(found(&scene, "Rigol").await.models.rows[0].free, 3, "one of four is out");
    let ana = found(&scene, "ana").await.people.rows.remove(0);
    assert_eq!((ana.on_loan, ana.overdue), (1, 0));
    scene.end().await;
}

#[tokio::test]
async fn a_wish_is_shown_with_its_requisition_and_a_free_asset_has_none() {
    let scene = Scene::set_by_hand().await;
    let asked = scene.ask(&[scene.assets[0]]).await;
    let rows = found(&scene, "ml-000").await.equipment.rows;
    let wish = rows[0].unit.as_ref().expect("somebody asked for the first");
    assert_eq!((wish.line.requisition, wish.standing), (asked, Standing::Pending));
    assert_eq!(rows[1].unit, None);
    scene.end().await;
}

#[tokio::test]
async fn one_kind_alone_nothing_typed_and_more_than_are_shown() {
    let scene = Scene::set_by_hand().await;
    for n in 0..60 {
        add_person(&scene.desk, &format!("Rigoberto {n}"), &format!("r{n}@uni.example"), None)
            .await;
    }
    let rigo = found(&scene, "rigo").await;
    assert_eq!((rigo.people.total, rigo.people.more, rigo.people.rows.len()), (50, true, 5));
    assert_eq!(rigo.equipment.total, 4);
    let people = narrowed(&scene, "rigo", Some(SearchKind::People)).await;
    assert_eq!(people.people, rigo.people);
    assert_eq!(people.equipment, Matches::default());
    assert_eq!(people.models, Matches::default());
    for nothing in ["", "  ", "xyz none", "%"] {
        assert_eq!(found(&scene, nothing).await, Found::default(), "{nothing}");
    }
    scene.end().await;
}
