//! Claims: one answer to one question, with how its value was read and where it stands among the others.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer_of,
    extract::InCase,
    paging::{List, Page, answer_list},
    query::{AsKnown, OnClock, Query, of_case},
    readings::ClaimReading,
    shapes::{Links, printed, string},
};
use crate::{
    app::Picture,
    domain::{
        as_known,
        calendar::Day,
        claim::{Basis, Claim as Record, Credibility, Stance, ValueText},
        dated::Dated,
        document::LanguageTag,
        dossier::Dossier,
        id::{ClaimId, DocumentId, EventId, QuestionId, SourceId},
        independence::Origins,
        text::Text,
    },
    paths,
};

/// One answer to one question, as somebody gave it and as it reached us.
#[derive(Debug, Serialize, ToSchema)]
pub struct Claim {
    /// Its id, unique in the case.
    #[schema(example = "when-1")]
    pub id: String,
    /// The question it answers.
    #[schema(example = "attempt-when")]
    pub question: String,
    /// The event that question asks about.
    #[schema(example = "attempt")]
    pub event: String,
    /// The answer as typed, or a list of several.
    pub value: ClaimValue,
    /// Whether the claim says the value (`asserts`) or denies it (`denies`).
    #[schema(example = "asserts")]
    pub stance: &'static str,
    /// The sources it passed through, root first; the last is the publisher of the document.
    #[schema(example = json!(["sdf-official", "guardian"]))]
    pub chain: Vec<String>,
    /// The source that it goes back to: the first of the chain, of the claim it retells, or the one that is said to be
    /// the same.
    #[schema(example = "sdf-official")]
    pub root: String,
    /// The accounts only lead back to each other: nobody is known to have said it, and `root` is the first of the
    /// circle. Absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, example = true)]
    pub circular: Option<bool>,
    /// The document it stands in.
    #[schema(example = "guardian-2")]
    pub document: String,
    /// The words of the document.
    #[schema(example = "in the middle of last September")]
    pub excerpt: String,
    /// The excerpt is in our words.
    #[schema(example = false)]
    pub paraphrase: bool,
    /// When it became public (EDTF), where that is not the document's date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "2019-02-10")]
    pub reported: Option<String>,
    /// The day by which it was public for sure.
    #[schema(format = "date", example = "2019-02-16")]
    pub reported_by: String,
    /// The words for the value in the original.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "منتصف سبتمبر")]
    pub original: Option<String>,
    /// The language of the original words (BCP 47), where it is not the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "ar")]
    pub original_lang: Option<String>,
    /// The day that relative words such as "last month" count from (EDTF), where it is not the document's date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "2019-02-07")]
    pub anchor: Option<String>,
    /// How the value was read.
    pub reading: ClaimReading,
    /// How sure the root is; certain when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "believed")]
    pub certainty: Option<String>,
    /// How the root knows; not stated when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "witnessed")]
    pub basis: Option<&'static str>,
    /// The digit of its Admiralty grade, from 1 (confirmed) to 6 (cannot be judged).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = u8, required = false, minimum = 1, maximum = 6, example = 2)]
    pub credibility: Option<u8>,
    /// For answers in free words: claims of one group are one position.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "power struggle")]
    pub group: Option<String>,
    /// The claim that this one retells.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "when-1")]
    pub relays: Option<String>,
    /// A newer claim of the same root took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Superseded, required = false)]
    pub superseded: Option<Superseded>,
    /// The root withdrew it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Retracted, required = false)]
    pub retracted: Option<Retracted>,
    /// An editor's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "The retelling dropped the word \"not\".")]
    pub note: Option<String>,
    /// Whether it counts, as things stand or on `as_of`: public by then, neither retracted nor superseded.
    #[schema(example = true)]
    pub visible: bool,
    /// The letters of the positions it is in, as things stand or on `as_of`.
    #[schema(example = json!(["A"]))]
    pub positions: Vec<String>,
    /// Where it stands.
    pub links: Links,
}

/// The answer as typed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(examples("mid-September 2018"))]
pub enum ClaimValue {
    /// One value.
    One(String),
    /// Several: on a question with one answer, one of them; on one with many, all of them.
    Several(Vec<String>),
}

/// A newer claim of the same root on the same question took this one's place.
#[derive(Debug, Serialize, ToSchema)]
pub struct Superseded {
    /// When (EDTF).
    #[schema(example = "2019-02-10")]
    pub on: String,
    /// The newer claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "when-2")]
    pub by: Option<String>,
}

/// The root withdrew the claim.
#[derive(Debug, Serialize, ToSchema)]
pub struct Retracted {
    /// When (EDTF).
    #[schema(example = "2019-02-12")]
    pub on: String,
    /// The document that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "guardian-2")]
    pub document: Option<String>,
    /// An editor's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "Corrected at the foot of the article.")]
    pub note: Option<String>,
}

/// Which claims are asked for, and as known on which day. Filters add up.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClaimFilter {
    /// Only claims on this question.
    #[param(value_type = Option<String>, example = "attempt-when")]
    question: Option<QuestionId>,
    /// Only claims on questions about this event.
    #[param(value_type = Option<String>, example = "attempt")]
    event: Option<EventId>,
    /// Only claims with this source anywhere on their chain.
    #[param(value_type = Option<String>, example = "guardian")]
    source: Option<SourceId>,
    /// Only claims that go back to this source: those whose `root` it is.
    #[param(value_type = Option<String>, example = "sdf-official")]
    root: Option<SourceId>,
    /// Only claims in this document.
    #[param(value_type = Option<String>, example = "guardian-2")]
    document: Option<DocumentId>,
    /// Only claims that say their value, or only those that deny it.
    #[param(value_type = Option<String>, example = "denies")]
    stance: Option<Stance>,
    /// Only claims visible on this day (EDTF; of a month or a year the last day), in the positions of that day.
    /// Absent: all claims, retracted and superseded ones too, in the positions as things stand.
    #[param(value_type = Option<String>, example = "2019-02-10")]
    as_of: Option<Day>,
}

impl ClaimFilter {
    fn read(query: &mut Query, within: &InCase) -> Self {
        let dossier = within.dossier();
        let questions = || dossier.questions().iter().map(|question| question.id.as_str());
        let events = || dossier.events().iter().map(|event| event.id.as_str());
        let sources = || dossier.sources().iter().map(|source| source.id.as_str());
        let documents = || dossier.documents().iter().map(|document| document.id.as_str());
        Self {
            question: query.value("question", |id| of_case("question", id, questions())),
            event: query.value("event", |id| of_case("event", id, events())),
            source: query.value("source", |id| of_case("source", id, sources())),
            root: query.value("root", |id| of_case("source", id, sources())),
            document: query.value("document", |id| of_case("document", id, documents())),
            stance: query.value("stance", Stance::parse),
            as_of: query.cut().as_of,
        }
    }

    fn keeps(&self, dossier: &Dossier, origins: &Origins, number: usize) -> bool {
        let claim = &dossier.claims()[number];
        let event = || &dossier.questions()[dossier.question_of(number)].event;
        self.question.as_ref().is_none_or(|question| claim.question == *question)
            && self.event.as_ref().is_none_or(|asked| event() == asked)
            && self.source.as_ref().is_none_or(|source| claim.chain.sources().contains(source))
            && self.root.as_ref().is_none_or(|root| root_id(dossier, origins, number) == root)
            && self.document.as_ref().is_none_or(|document| claim.document == *document)
            && self.stance.is_none_or(|stance| claim.stance == stance)
            && (self.as_of.is_none() || as_known::is_visible(dossier, number, self.as_of))
    }
}

/// List the claims of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/claims", operation_id = "list_claims", tag = "claims",
    params(ClaimFilter, OnClock, Page), responses((status = 200, description = "A page of claims.", body = List<Claim>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = ClaimFilter::read(&mut query, &within);
    let page = Page::read(&mut query);
    query.finish(&within.caller)?;
    let ids = within.dossier().claims().iter().map(|claim| claim.id.as_str());
    let picture = within.open.picture(filter.as_of).await;
    let origins = within.open.origins(&picture);
    let slice = page.cut(ids, |number| filter.keeps(within.dossier(), origins, number));
    Ok(answer_list(&within.caller, within.stamp(), slice, |number| shape(&within, &picture, number)))
}

/// Read a claim
#[utoipa::path(get, path = "/api/v1/cases/{case}/claims/{claim}", operation_id = "read_claim", tag = "claims",
    params(AsKnown), responses((status = 200, description = "The claim.", body = Claim)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("claim", |id: &ClaimId| within.dossier().claim_number(id))?;
    let mut query = within.caller.query();
    let as_of = query.cut().as_of;
    query.finish(&within.caller)?;
    let known = within.open.picture(as_of);
    Ok(answer_of(&within.caller, within.stamp(), known, |picture| shape(&within, &picture, number)).await)
}

fn shape(within: &InCase, picture: &Picture, number: usize) -> Claim {
    let (dossier, analysis, origins) = (within.dossier(), &picture.analysis, within.open.origins(picture));
    let claim = &dossier.claims()[number];
    let question = dossier.question_of(number);
    let positions = analysis.questions[question].positions_of(number);
    let edtf = |date: Option<&Dated>| date.map(|date| date.edtf().to_owned());
    Claim {
        id: claim.id.to_string(),
        question: claim.question.to_string(),
        event: dossier.questions()[question].event.to_string(),
        value: value(claim),
        stance: claim.stance.word(),
        chain: claim.chain.sources().iter().map(ToString::to_string).collect(),
        root: root_id(dossier, origins, number).to_string(),
        circular: origins.root(number).is_circular.then_some(true),
        document: claim.document.to_string(),
        excerpt: claim.excerpt.to_string(),
        paraphrase: claim.is_paraphrase,
        reported: edtf(claim.reported.as_ref()),
        reported_by: dossier.reported_by(number).to_string(),
        original: string(claim.original.as_ref()),
        original_lang: claim.original_lang.as_ref().map(LanguageTag::as_str).map(str::to_owned),
        anchor: edtf(claim.anchor.as_ref()),
        reading: ClaimReading::of(dossier, number),
        certainty: claim.certainty.as_ref().map(|certainty| certainty.word().to_owned()),
        basis: claim.basis.map(Basis::word),
        credibility: claim.credibility.map(Credibility::digit),
        group: string(claim.group.as_ref()),
        relays: printed(claim.relays.as_ref()),
        superseded: superseded(claim),
        retracted: retracted(claim),
        note: string(claim.note.as_ref()),
        visible: as_known::is_visible(dossier, number, analysis.as_of),
        positions: positions.map(|position| position.letter.to_string()).collect(),
        links: Links::of(within.case(), "claims", &claim.id, paths::claim(within.case(), &claim.id)),
    }
}

fn root_id<'d>(dossier: &'d Dossier, origins: &Origins, number: usize) -> &'d SourceId {
    &dossier.sources()[origins.root(number).source].id
}

fn value(claim: &Record) -> ClaimValue {
    match &claim.value {
        ValueText::One(text) => ClaimValue::One(text.to_string()),
        ValueText::Several(texts) => ClaimValue::Several(texts.iter().map(Text::to_string).collect()),
    }
}

fn superseded(claim: &Record) -> Option<Superseded> {
    let superseded = claim.superseded.as_ref()?;
    Some(Superseded { on: superseded.on.edtf().to_owned(), by: printed(superseded.by.as_ref()) })
}

fn retracted(claim: &Record) -> Option<Retracted> {
    let retracted = claim.retracted.as_ref()?;
    Some(Retracted {
        on: retracted.on.edtf().to_owned(),
        document: printed(retracted.document.as_ref()),
        note: string(retracted.note.as_ref()),
    })
}
