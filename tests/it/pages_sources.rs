//! Stories of sources: the list, and one with its record.

use crate::support::{
    app::{SHIPPED, TestApp, specimen},
    page::assert_whole_in_both_languages,
    records::{both, case},
};
use counterpoint::domain::source::Reliability;

#[tokio::test]
async fn every_source_of_the_shipped_case_renders_in_both_languages() {
    let pages = TestApp::with_specimen().await;
    assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/sources")).await;
    for source in specimen().sources {
        assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/sources/{}", source.id)).await;
    }
}

#[tokio::test]
async fn the_list_keeps_roots_outlets_and_what_cannot_be_traced_apart() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/sources?lang=en")).await;
    let roles = ["Roots", "Outlets", "Cannot be traced", "Named, but not heard here"];
    assert_eq!(answer.texts("main section h2"), roles);
    assert_eq!(answer.texts(".lede"), ["20 sources; 8 of them are roots of claims."]);
    let first = answer.texts("main section:first-of-type li:first-child");
    assert_eq!(first, ["Jumah Hamdi HamdanEyewitness, named23 claims as rootalone on 2 questions"]);
}

#[tokio::test]
async fn a_source_shows_what_falls_with_it_and_how_it_fares() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/sources/hamdan?lang=en")).await;
    assert_eq!(answer.texts("h1"), ["Jumah Hamdi Hamdan"]);
    assert_eq!(answer.texts(".figs dd"), ["8", "2", "3", "4"]);
    let falls = answer.texts(".falls b");
    assert!(falls.contains(&"al-Keshma".to_owned()) && falls.contains(&"Many".to_owned()), "{falls:?}");
    assert!(!falls.contains(&"September 2018".to_owned()), "an SDF official says so too");
}

#[tokio::test]
async fn an_outlet_shows_what_passed_through_it() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/sources/mee?lang=en")).await;
    assert_eq!(answer.texts("#relayed"), ["What it relayed"]);
    assert_eq!(answer.texts(".said").len(), 9);
    assert!(answer.texts("#said").is_empty());
}

#[tokio::test]
async fn a_protected_source_is_shown_by_its_public_name_alone() {
    let mut records = case("hidden");
    let source = &mut records.sources[0];
    source.is_protected = true;
    source.name = both("Omar the driver", "عمر السائق");
    source.public_name = Some(both("A resident", "أحد السكان"));
    source.note = Some(crate::support::records::note("Omar lives by the bridge."));
    source.reliability = Some(Reliability::B);
    let id = source.id.clone();
    let documents: Vec<String> =
        records.documents.iter().map(|document| format!("/documents/{}", document.id)).collect();
    let pages = TestApp::of(records).await;
    let mut paths = vec![format!("/sources/{id}"), "/sources".to_owned(), "/matrix".to_owned()];
    paths.extend(documents);
    for path in paths {
        for language in ["en", "ar"] {
            let answer = pages.get(&format!("/cases/hidden{path}?lang={language}")).await;
            assert_eq!(answer.status, 200, "{path}");
            for secret in ["Omar", "عمر"] {
                assert!(!answer.body.contains(secret), "{path} tells {secret}");
            }
        }
    }
    let answer = pages.get(&format!("/cases/hidden/sources/{id}?lang=en")).await;
    assert_eq!(answer.texts("h1"), ["A resident"]);
    assert!(!answer.joined(".meta dd").contains("usually reliable"), "the grade is for those who may know the source");
}

#[tokio::test]
async fn an_unknown_source_is_not_found() {
    let pages = TestApp::with_specimen().await;
    for id in ["nobody", "NOT%20A%20SLUG"] {
        assert_eq!(pages.get(&format!("{SHIPPED}/sources/{id}")).await.status, 404);
    }
}

#[tokio::test]
async fn a_page_as_known_on_a_day_says_so_and_leads_back() {
    let answer =
        TestApp::with_specimen().await.get(&format!("{SHIPPED}/sources/hamdan?lang=en&as_of=2019-02-10")).await;
    assert_eq!(answer.texts(".known b"), ["As known on 10 February 2019."]);
    assert_eq!(answer.attributes(".known a", "href"), [format!("{SHIPPED}/sources/hamdan?lang=en")]);
    assert_eq!(answer.texts(".lede"), ["No claim of this case goes back to it or passed through it."]);
}
