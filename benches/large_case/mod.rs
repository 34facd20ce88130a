//! A large case for measurements: the same for every run.

use serde_json::{Value, json};

use crate::lcg::Lcg;

/// The bytes of a case file with `claims` claims on `questions` questions: a third about times, a third about counts,
/// the rest about places and choices; chains of one to three hops, a fortieth as many roots as claims.
pub fn case_file(claims: usize, questions: usize) -> Vec<u8> {
    let mut random = Lcg::new(7);
    let roots = (claims / 40).max(3);
    let outlets = 30;
    let documents = (claims / 10).max(3);
    let name = |text: String| json!({ "en": text, "ar": text });
    let sources: Vec<Value> = (0..roots)
        .map(|n| json!({ "id": format!("root-{n}"), "kind": "official", "name": name(format!("Official {n}")), "anonymous": n % 3 == 0 }))
        .chain((0..outlets).map(|n| json!({ "id": format!("outlet-{n}"), "kind": "outlet", "name": name(format!("Outlet {n}")) })))
        .collect();
    let document = |n: usize| {
        json!({
            "id": format!("document-{n}"), "publisher": format!("outlet-{}", n % outlets), "language": "en",
            "title": format!("Report {n}"), "published": format!("2019-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
        })
    };
    let places: Vec<Value> = (0..50)
        .map(|n| json!({ "id": format!("place-{n}"), "name": name(format!("Place {n}")), "lat": 34.0 + f64::from(n) / 50.0, "lon": 40.0, "radius_km": 2 }))
        .collect();
    let kinds = ["time", "count", "time", "count", "place", "choice"];
    let question = |n: usize| {
        let answer = kinds[n % kinds.len()];
        let mut question = json!({
            "id": format!("question-{n}"), "event": "event", "text": name(format!("Question {n}?")), "answer": answer,
        });
        if answer == "choice" {
            question["options"] =
                (0..4).map(|o| json!({ "id": format!("option-{o}"), "name": format!("Option {o}") })).collect();
        }
        question
    };
    let claim_list: Vec<Value> = (0..claims)
        .map(|n| claim(n, questions, roots, documents, outlets, kinds[n % questions % kinds.len()], &mut random))
        .collect();
    let file = json!({
        "format": "counterpoint/1",
        "case": { "id": "large", "title": "A large case", "visibility": "public" },
        "places": places,
        "sources": sources,
        "documents": (0..documents).map(document).collect::<Vec<_>>(),
        "events": [{ "id": "event", "title": "An event" }],
        "questions": (0..questions).map(question).collect::<Vec<_>>(),
        "claims": claim_list,
    });
    serde_json::to_vec(&file).expect("JSON can be written")
}

fn claim(
    number: usize,
    questions: usize,
    roots: usize,
    documents: usize,
    outlets: usize,
    kind: &str,
    random: &mut Lcg,
) -> Value {
    let document = random.below(documents);
    let publisher = document % outlets;
    let mut chain = vec![format!("root-{}", random.below(roots))];
    let relay = random.below(outlets);
    if random.below(2) == 0 && relay != publisher {
        chain.push(format!("outlet-{relay}"));
    }
    chain.push(format!("outlet-{publisher}"));
    let value = match kind {
        "time" => format!("2018-{:02}-{:02}", random.below(12) + 1, random.below(28) + 1),
        "count" => format!("~{}", (random.below(40) + 1) * 50),
        "place" => format!("near place-{}", random.below(50)),
        _ => format!("option-{}", random.below(4)),
    };
    json!({
        "id": format!("claim-{number}"), "question": format!("question-{}", number % questions), "value": value,
        "stance": "asserts", "chain": chain, "document": format!("document-{document}"),
        "excerpt": format!("What the report says, in passage {number} of those that were read."), "paraphrase": true,
    })
}
