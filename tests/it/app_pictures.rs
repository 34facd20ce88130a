//! Stories of what a case amounted to on a day: found once for everybody who asks, beside the tasks of the server.

use std::sync::Arc;

use counterpoint::{
    app::{App, OpenCase},
    clock::Clock,
    domain::{access::Viewer, calendar::Day, dossier::Records},
    store::{Editor, ImportMode, Store},
};

use crate::support::{
    app::specimen,
    records::{case_of_claims, moment, plain},
};

const AT: &str = "2019-03-03T09:00:00Z";

async fn import(store: &Store, records: Records) {
    store.import_case(&Editor::system("import", moment(AT)), records, ImportMode::Merge).await.unwrap();
}

async fn opened(app: &App, id: &str) -> Arc<OpenCase> {
    app.open_case(&Viewer::Anonymous, &id.parse().unwrap()).await.unwrap().unwrap().0
}

#[tokio::test]
async fn what_was_known_on_a_day_is_found_once_for_a_revision() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, specimen()).await;
    let app = App::new(store.clone(), Clock::fixed(moment(AT)));
    let open = opened(&app, "baghdadi-2019").await;
    let day = Day::from_civil(2019, 2, 10);
    let first = open.picture(day).await;
    assert_eq!(first.analysis, open.study().analysis(day));
    assert!(Arc::ptr_eq(&first, &opened(&app, "baghdadi-2019").await.picture(day).await));
    assert_ne!(first.analysis.as_of, open.picture(Day::from_civil(2019, 2, 11)).await.analysis.as_of);

    let mut changed = specimen();
    changed.case.title = plain("Another title");
    import(&store, changed).await;
    assert!(!Arc::ptr_eq(&first, &opened(&app, "baghdadi-2019").await.picture(day).await));
}

#[tokio::test]
async fn the_voices_of_a_timeline_are_found_once_for_all_its_readers() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, specimen()).await;
    let open = opened(&App::new(store, Clock::fixed(moment(AT))), "baghdadi-2019").await;
    for day in [None, Day::from_civil(2019, 2, 10)] {
        let picture = open.picture(day).await;
        assert_eq!(open.voices(&picture), open.material(&picture).voices());
        assert!(std::ptr::eq(open.voices(&picture), open.voices(&picture)));
    }
}

/// The test is the only thread that takes requests.
#[tokio::test(flavor = "current_thread")]
async fn only_a_large_case_is_worked_on_beside_the_tasks_of_the_server() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, specimen()).await;
    import(&store, case_of_claims("large", 1_000)).await;
    let app = App::new(store, Clock::fixed(moment(AT)));
    let here = std::thread::current().id();
    for (case, is_beside) in [("baghdadi-2019", false), ("large", true)] {
        let there = opened(&app, case).await.work(async { std::thread::current().id() }).await;
        assert_eq!(there != here, is_beside, "{case}");
    }
}
