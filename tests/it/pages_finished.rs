//! Finished pages: what a browser holds already is not sent again, and nothing but reading is answered from them.

use counterpoint::domain::question::AnswerKind;

use crate::support::{app::TestApp, sketch::Sketch};

fn case(value: &str) -> Sketch {
    let mut sketch = Sketch::new();
    sketch.outlets(&["o1"]);
    sketch.document("d1", "o1", "2020-06-01", &[]);
    sketch.question("a", AnswerKind::Count, |_| ());
    sketch.claim("x1", "a", value, (&["o1"], "d1"), |_| ());
    sketch
}

const PAGE: &str = "/cases/case/sources/o1";

#[tokio::test]
async fn a_finished_page_can_be_read_and_nothing_else() {
    let app = TestApp::of(case("2").records).await;
    for round in 0..2 {
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            assert_eq!(app.send(method, PAGE, &[]).await.status, 405, "{method} in round {round}");
        }
        app.page(PAGE).await;
        assert_eq!(app.send("HEAD", PAGE, &[]).await.status, 200);
    }
}

#[tokio::test]
async fn a_page_that_is_held_is_not_sent_again_until_the_case_changes() {
    let app = TestApp::of(case("2").records).await;
    let tag = app.page(PAGE).await.header("etag").to_owned();
    for held in [tag.as_str(), "*"] {
        let answer = app.send("GET", PAGE, &[("if-none-match", held)]).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (304, ""), "{held}");
    }
    app.import(case("3").records).await;
    let answer = app.send("GET", PAGE, &[("if-none-match", &tag)]).await;
    assert_eq!(answer.status, 200);
    assert_ne!(answer.header("etag"), tag);
}

#[tokio::test]
async fn a_page_that_is_not_there_is_not_found_whatever_is_held() {
    let app = TestApp::of(case("2").records).await;
    for path in ["/cases/case/sources/nobody", "/cases/none", "/cases/case/claims/none"] {
        let answer = app.send("GET", path, &[("if-none-match", "*")]).await;
        assert_eq!(answer.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_clock_that_there_is_not_is_refused_in_words() {
    let app = TestApp::of(case("2").records).await;
    for (language, heading) in [("en", "There is no such clock"), ("ar", "لا توجد ساعة بهذا الاسم")]
    {
        for path in ["/cases/case", "/cases/case/questions/a", "/"] {
            let answer = app.get(&format!("{path}?clock=sundial&lang={language}")).await;
            assert_eq!(answer.status, 400, "{path}");
            assert_eq!(answer.text("h1"), heading);
            assert!(!answer.attributes("main a", "href").iter().any(|url| url.contains("clock")), "{path}");
        }
    }
    app.page("/cases/case?clock=reported").await;
}
