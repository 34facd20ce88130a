//! A case with one question for measurements: the same for every run.

use serde_json::{Value, json};

use crate::lcg::Lcg;

/// What the claims of a single question are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    Intervals,
    Unions,
    Counts,
    PlaceNodes,
    PlaceDiscs,
    /// As many different circles as claims, each across many others.
    Circles,
    Entities,
    Choices,
    ManyAnswers,
    TextGroups,
}

impl Domain {
    fn answer(self) -> &'static str {
        match self {
            Self::Intervals | Self::Unions => "time",
            Self::Counts => "count",
            Self::PlaceNodes | Self::PlaceDiscs | Self::Circles => "place",
            Self::Entities | Self::ManyAnswers => "entity",
            Self::Choices => "choice",
            Self::TextGroups => "text",
        }
    }

    fn value(self, wide: usize, random: &mut Lcg) -> Value {
        let node = random.below(NODES);
        let day = |number: usize| format!("{}-{:02}-{:02}", 2010 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        match self {
            Self::Intervals => {
                let first = random.below(wide);
                json!(format!("{}/{}", day(first), day(first + random.below(wide / 10 + 1))))
            }
            Self::Unions => json!([day(random.below(wide)), day(random.below(wide))]),
            Self::Counts => json!(format!("~{}", (random.below(wide) + 1) * 10)),
            Self::PlaceDiscs if node.is_multiple_of(2) => json!(format!("near node-{node}")),
            Self::PlaceNodes | Self::PlaceDiscs | Self::Entities | Self::Choices | Self::ManyAnswers => {
                json!(format!("node-{node}"))
            }
            Self::Circles => {
                let mut degrees = |from: usize| format!("{from}.{:04}", random.below(10_000));
                let (lat, lon) = (degrees(34), degrees(40));
                json!(format!("{lat},{lon} ±{}km", 5 + random.below(10)))
            }
            Self::TextGroups => json!(format!("Words of group {node}")),
        }
    }
}

/// How many places, entities or options the answers of a single question choose from.
const NODES: usize = 60;

/// The bytes of a case file with one question of `claims` claims: a root for ten claims, a document for five.
pub fn question_file(domain: Domain, claims: usize) -> Vec<u8> {
    let mut random = Lcg::new(11);
    let crowd = Crowd::of(claims);
    let claim_list: Vec<Value> = (0..claims).map(|n| claim(n, domain, claims, &crowd, &mut random)).collect();
    let mut question = json!({ "id": "question", "event": "event", "text": "What?", "answer": domain.answer() });
    if domain == Domain::Choices {
        question["options"] = json!(nodes(|_, _| ()));
    }
    if domain == Domain::ManyAnswers {
        question["cardinality"] = json!("many");
    }
    let file = json!({
        "format": "counterpoint/1",
        "case": { "id": "question", "title": "One question", "visibility": "public" },
        "places": if domain.answer() == "place" { nodes(put_on_the_map) } else { Vec::new() },
        "entities": if domain.answer() == "entity" { nodes(|_, node| node["kind"] = json!("group")) } else { Vec::new() },
        "sources": crowd.sources(),
        "documents": crowd.papers(),
        "events": [{ "id": "event", "title": "An event" }],
        "questions": [question],
        "claims": claim_list,
    });
    serde_json::to_vec(&file).expect("JSON can be written")
}

/// Who speaks and relays.
struct Crowd {
    roots: usize,
    outlets: usize,
    documents: usize,
}

impl Crowd {
    fn of(claims: usize) -> Self {
        Self { roots: (claims / 10).max(2), outlets: (claims / 20).max(3), documents: (claims / 5).max(3) }
    }

    fn sources(&self) -> Vec<Value> {
        let official = |n: usize| json!({ "id": format!("root-{n}"), "kind": "official", "name": format!("Official {n}"), "anonymous": n.is_multiple_of(3) });
        let outlet = |n: usize| json!({ "id": format!("outlet-{n}"), "kind": "outlet", "name": format!("Outlet {n}") });
        (0..self.roots).map(official).chain((0..self.outlets).map(outlet)).collect()
    }

    fn papers(&self) -> Vec<Value> {
        let paper = |n: usize| {
            json!({
                "id": format!("document-{n}"), "publisher": format!("outlet-{}", n % self.outlets), "language": "en",
                "title": format!("Report {n}"), "published": format!("2020-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1),
            })
        };
        (0..self.documents).map(paper).collect()
    }
}

/// The places, entities or options: a third stand alone, the others are part of one of these.
fn nodes(set: impl Fn(usize, &mut Value)) -> Vec<Value> {
    let node = |n: usize| {
        let mut node = json!({ "id": format!("node-{n}"), "name": format!("Node {n}") });
        if !n.is_multiple_of(3) {
            node["part_of"] = json!(format!("node-{}", n / 3 * 3));
        }
        set(n, &mut node);
        node
    };
    (0..NODES).map(node).collect()
}

fn put_on_the_map(n: usize, node: &mut Value) {
    let row = f64::from(u32::try_from(n).unwrap_or_default());
    node["lat"] = json!(34.0 + row % 10.0 / 10.0);
    node["lon"] = json!(40.0 + row / 60.0);
    node["radius_km"] = json!(3);
}

fn claim(number: usize, domain: Domain, claims: usize, crowd: &Crowd, random: &mut Lcg) -> Value {
    let document = random.below(crowd.documents);
    let publisher = document % crowd.outlets;
    let mut chain = vec![format!("root-{}", random.below(crowd.roots)), format!("outlet-{publisher}")];
    let relay = random.below(crowd.outlets);
    if relay < publisher {
        chain.insert(1, format!("outlet-{relay}"));
    }
    let value = domain.value(claims.clamp(12, 2_000), random);
    let denies = match domain {
        Domain::Entities | Domain::Choices => random.below(10) == 0,
        Domain::ManyAnswers => random.below(500) == 0,
        _ => false,
    };
    let mut claim = json!({
        "id": format!("claim-{number}"), "question": "question", "value": value,
        "stance": if denies { "denies" } else { "asserts" }, "chain": chain,
        "document": format!("document-{document}"), "excerpt": "What the report says.", "paraphrase": true,
    });
    if domain == Domain::TextGroups {
        claim["group"] = claim["value"].clone();
    }
    claim
}
