//! Stories of documents: the list, and one with the claims taken from it.

use crate::support::{
    app::{SHIPPED, TestApp, specimen},
    page::assert_whole_in_both_languages,
    records::{case, note},
};
use counterpoint::{
    domain::{document::LanguageTag, text::Text},
    paths,
};

#[tokio::test]
async fn every_document_of_the_shipped_case_renders_in_both_languages() {
    let pages = TestApp::with_specimen().await;
    assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/documents")).await;
    for document in specimen().documents {
        assert_whole_in_both_languages(&pages, &format!("{SHIPPED}/documents/{}", document.id)).await;
    }
}

#[tokio::test]
async fn every_claim_is_anchored_where_links_into_its_document_lead() {
    let app = TestApp::with_specimen().await;
    let (case, shipped) = (specimen().case.id, specimen());
    for claim in shipped.claims {
        let address = paths::document_claim(&case, &claim.document, &claim.id);
        let (page, anchor) = address.split_once('#').unwrap();
        for query in ["lang=en", "lang=ar"] {
            let answer = app.page(&format!("{page}?{query}")).await;
            assert_eq!(answer.count(&format!("[id={anchor}]")), 1, "{address}");
        }
        let page = app.page(&format!("{}?lang=en", paths::claim(&case, &claim.id))).await;
        let link = address.replace('#', "?lang=en#");
        assert!(page.attributes(".words a", "href").contains(&link), "{link}");
    }
}

#[tokio::test]
async fn without_a_stored_text_the_excerpts_stand_under_who_says_them() {
    let answer = TestApp::with_specimen().await.get(&format!("{SHIPPED}/documents/guardian-2?lang=en")).await;
    let speakers = answer.texts(".onq h3");
    assert!(speakers.contains(&"According to Jumah Hamdi Hamdan".to_owned()), "{speakers:?}");
    assert_eq!(answer.texts(".exq").len(), 12);
    assert!(answer.texts(".exq .stamp").iter().all(|tag| tag == "In our words"));
    assert!(answer.texts("mark").is_empty());
}

#[tokio::test]
async fn a_document_names_what_it_cites_and_how_much_later_it_is() {
    let pages = TestApp::with_specimen().await;
    let answer = pages.get(&format!("{SHIPPED}/documents/week-1?lang=en")).await;
    assert_eq!(answer.texts("#ci"), ["What it cites"]);
    assert_eq!(answer.texts(".ls .fg"), ["1 day later"]);
    let cited = pages.get(&format!("{SHIPPED}/documents/guardian-1?lang=en")).await;
    assert_eq!(cited.texts("#cb"), ["Who cites it"]);
    let link = cited.attributes(".head a", "rel");
    assert_eq!(link, ["noopener noreferrer external"]);
}

#[tokio::test]
async fn citing_a_later_document_is_warned_of() {
    let mut records = specimen();
    let first = records.documents.iter_mut().find(|document| document.id.as_str() == "guardian-1").unwrap();
    first.cites.push("guardian-2".parse().unwrap());
    let answer = TestApp::of(records).await.get(&format!("{SHIPPED}/documents/guardian-1?lang=en")).await;
    assert_eq!(answer.texts(".ls .hot"), ["dated before what it cites"]);
}

#[tokio::test]
async fn excerpts_are_marked_in_a_stored_arabic_text_one_inside_the_other() {
    let mut records = case("stored");
    let text = "وقال إن البغدادي انتقل إلى الباغوز، ثم  فرّ إلى\nالصحراء مطلع كانون الثاني.\n\nولم يُعرف مصيره.";
    let document = records.claims[0].document.clone();
    let held = records.documents.iter_mut().find(|held| held.id == document).unwrap();
    held.text = Some(Text::document(text).unwrap());
    held.language = LanguageTag::parse("ar").unwrap();
    for claim in &mut records.claims {
        claim.is_paraphrase = false;
        claim.document = document.clone();
        let publisher = records.documents.iter().find(|held| held.id == document).unwrap().publisher.clone();
        claim.chain = counterpoint::domain::chain::Chain::new(vec![publisher]).unwrap();
        claim.relays = None;
    }
    let excerpts = ["فرّ إلى الصحراء مطلع كانون الثاني", "مطلع كانون الثاني", "الباغوز", "not there", "ولم يُعرف مصيره"];
    for (claim, excerpt) in records.claims.iter_mut().zip(excerpts) {
        claim.excerpt = note(excerpt);
    }
    let pages = TestApp::of(records).await;
    assert_whole_in_both_languages(&pages, &format!("/cases/stored/documents/{document}")).await;
    let answer = pages.get(&format!("/cases/stored/documents/{document}?lang=en")).await;
    assert_eq!(answer.attributes(".orig", "dir"), ["rtl", "rtl", "rtl"]);
    assert_eq!(answer.texts("mark[id] > a"), ["1", "3", "4"], "the mark over two lines has its number at its end");
    assert_eq!(answer.texts("mark mark").len(), 1);
    assert_eq!(answer.attributes("mark a", "href"), ["#n1", "#n3", "#n2", "#n4"]);
    let anchors: Vec<String> = answer.attributes("mark[id]", "id").iter().map(|anchor| format!("#{anchor}")).collect();
    let mut back = answer.attributes(".nt .cn", "href");
    back.sort_by_key(|link| anchors.iter().position(|anchor| anchor == link));
    assert_eq!(back, anchors, "numbers lead both ways");
    assert_eq!(answer.texts("#ms"), ["Not found in the stored text"]);
    assert!(answer.texts(".meta dd").iter().any(|fact| fact.starts_with("sha256 ") && fact.len() == 7 + 64));
}

#[tokio::test]
async fn an_unknown_document_is_not_found() {
    assert_eq!(TestApp::with_specimen().await.get(&format!("{SHIPPED}/documents/nothing")).await.status, 404);
}
