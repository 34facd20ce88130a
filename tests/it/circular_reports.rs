//! Reports that only lead back to each other have no origin: nobody is named as their root.

use counterpoint::domain::{dossier::Records, question::AnswerKind, source::SourceKind};
use serde_json::json;

use crate::support::{app::TestApp, sketch::Sketch};

/// Two claims that relay each other.
fn circle() -> Records {
    let mut sketch = Sketch::new();
    for person in ["p1", "p2"] {
        sketch.source(person, SourceKind::Person, |_| ());
    }
    sketch.outlets(&["o1", "o2"]);
    sketch.document("d1", "o1", "2020-06-01", &[]);
    sketch.document("d2", "o2", "2020-06-02", &[]);
    sketch.question("a", AnswerKind::Count, |_| ());
    sketch.claim("x1", "a", "2", (&["p1", "o1"], "d1"), |claim| claim.relays = Some("x2".parse().unwrap()));
    sketch.claim("x2", "a", "5", (&["p2", "o2"], "d2"), |claim| claim.relays = Some("x1".parse().unwrap()));
    sketch.records
}

#[tokio::test]
async fn a_circle_of_relays_is_nobodys_word_on_every_page() {
    let app = TestApp::of(circle()).await;
    for path in ["", "?lanes=source", "/questions/a", "/matrix", "/claims/x2"] {
        let path = format!("/cases/case{path}");
        let answer = app.page(&path).await;
        assert!(answer.body.contains("circular, no origin"), "{path}");
        let glue = if path.contains('?') { '&' } else { '?' };
        let answer = app.page(&format!("{path}{glue}lang=ar")).await;
        assert!(answer.body.contains("تقارير تدور على نفسها، بلا أصل"), "{path}");
    }
    let question = app.page("/cases/case/questions/a").await;
    assert_eq!(question.texts(".roots li"), ["circular, no origin", "circular, no origin"]);
    let roots = app.page("/cases/case").await.texts(".roots-l .root div");
    assert_eq!(roots, ["circular, no origin", "circular, no origin"]);
    let rows = app.page("/cases/case/matrix").await.joined("tbody th");
    assert!(rows.contains("circular, no origin") && !rows.contains("p1"), "{rows}");
}

#[tokio::test]
async fn a_source_is_not_said_to_have_said_what_goes_round_in_a_circle() {
    let app = TestApp::of(circle()).await;
    let source = app.page("/cases/case/sources/p1").await;
    assert!(!source.body.contains("/claims/x2"), "{}", source.body);
}

#[tokio::test]
async fn a_circle_is_marked_in_the_analysis_and_in_the_claim() {
    let app = TestApp::of(circle()).await;
    let analysis = app.get("/api/v1/cases/case/analysis").await.found();
    for position in analysis["questions"][0]["positions"].as_array().unwrap() {
        assert_eq!(position["support"]["circular"], json!(true), "{position:#}");
    }
    assert_eq!(app.get("/api/v1/cases/case/claims/x2").await.found()["circular"], json!(true));
}
