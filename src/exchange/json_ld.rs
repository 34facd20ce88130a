//! JSON-LD in the vocabulary of schema.org: what is claimed as `Claim`, with who says it (`author`) and where it stands
//! (`appearance`, `firstAppearance`), and what an editor judged as `ClaimReview`.
//!
//! Only a `ClaimReview` carries a judgement, and only where an editor signed one. Its `reviewRating` has no number: the
//! status in words is all there is, since nothing here is rated between a worst and a best.

use serde_json::{Map, Value, json};

/// A case in this vocabulary; addresses in it are absolute where the address of the installation is known.
#[derive(Debug, Clone)]
pub struct Graph {
    /// BCP 47 tag of the language that names and sentences are in.
    pub language: &'static str,
    /// The case: its address and its title.
    pub case: (String, String),
    /// What is claimed.
    pub claims: Vec<Claim>,
    /// What editors judged.
    pub reviews: Vec<Review>,
}

/// What one root says, once for all documents that hold it.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its address.
    pub id: String,
    /// Question and answer in a line.
    pub name: String,
    /// The words of the document.
    pub text: String,
    /// The question it answers: its address and its text.
    pub question: (String, String),
    /// Who says it; `None` where nobody is known to.
    pub author: Option<Agent>,
    /// Where it stands, in order of report.
    pub appearances: Vec<Work>,
}

/// Somebody, or some body.
#[derive(Debug, Clone)]
pub struct Agent {
    /// Its address.
    pub id: String,
    /// Its name, or the words that describe it.
    pub name: String,
    /// Whether it is one person; else an organisation or several people.
    pub is_person: bool,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Work {
    /// Its address here.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date, where that is a day, a month or a year.
    pub published: Option<String>,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Its own address on the web.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<Agent>,
}

/// An editor's signed judgement.
#[derive(Debug, Clone)]
pub struct Review {
    /// Where it is shown.
    pub url: String,
    /// The question judged.
    pub question: String,
    /// The judgement in words.
    pub status: String,
    /// Why.
    pub reason: String,
    /// Who signed it.
    pub author: String,
    /// When.
    pub at: String,
    /// The claims it rests on, by their addresses.
    pub claims: Vec<String>,
}

/// The graph as JSON-LD.
#[must_use]
pub fn to_json(graph: &Graph) -> Value {
    let claims = graph.claims.iter().map(|it| claim(it, graph));
    let reviews = graph.reviews.iter().map(|it| review(it, graph.language));
    json!({ "@context": "https://schema.org", "@graph": claims.chain(reviews).collect::<Vec<_>>() })
}

fn claim(claim: &Claim, graph: &Graph) -> Value {
    let mut json = json!({
        "@type": "Claim",
        "@id": claim.id,
        "url": claim.id,
        "name": claim.name,
        "text": claim.text,
        "about": { "@type": "Question", "@id": claim.question.0, "name": claim.question.1 },
        "isPartOf": { "@type": "CreativeWork", "@id": graph.case.0, "name": graph.case.1 },
        "appearance": claim.appearances.iter().map(work).collect::<Vec<_>>(),
    });
    if let Some(first) = claim.appearances.first() {
        json["firstAppearance"] = json!({ "@type": "CreativeWork", "@id": first.id });
    }
    if let Some(author) = &claim.author {
        json["author"] = agent(author);
    }
    json
}

fn work(work: &Work) -> Value {
    let mut json = Map::new();
    let mut put = |key: &str, value: Value| json.insert(key.to_owned(), value);
    put("@type", "CreativeWork".into());
    put("@id", work.id.clone().into());
    put("name", work.title.clone().into());
    put("inLanguage", work.language.clone().into());
    work.publisher.as_ref().map(|publisher| put("publisher", agent(publisher)));
    work.published.as_ref().map(|date| put("datePublished", date.clone().into()));
    work.url.as_ref().map(|url| put("url", url.clone().into()));
    Value::Object(json)
}

fn agent(agent: &Agent) -> Value {
    let kind = if agent.is_person { "Person" } else { "Organization" };
    json!({ "@type": kind, "@id": agent.id, "name": agent.name })
}

fn review(review: &Review, language: &str) -> Value {
    let items: Vec<Value> = review.claims.iter().map(|id| json!({ "@type": "Claim", "@id": id })).collect();
    json!({
        "@type": "ClaimReview",
        "url": review.url,
        "claimReviewed": review.question,
        "itemReviewed": items,
        "reviewRating": { "@type": "Rating", "alternateName": review.status },
        "reviewBody": review.reason,
        "author": { "@type": "Person", "name": review.author },
        "datePublished": review.at,
        "inLanguage": language,
    })
}
