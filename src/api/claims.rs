//! Claims: one answer to one question, with how its value was read and where it stands among the others.

use axum::{extract, response::Response};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    claim_filter::ClaimPart,
    etag::answer_of,
    extract::{AtCase, Caller, InCase, Seen},
    listing::{BY_CHANGED, BY_RECORDED, Changes, Listing, answer_in, named},
    over_cases::{OverCases, answer_over},
    paging::{BY_ID, List, Paging},
    query::{AsKnown, OnClock, Query},
    readings::{ClaimReading, HandBounds},
    sent::Sent,
    shapes::{Links, printed, string},
    writing::{self, Written},
};
use crate::{
    app::{App, Picture},
    domain::{
        analysis::State,
        as_known,
        calendar::Day,
        claim::{self, Basis, Credibility, ValueText},
        dated::Dated,
        disagreement::Kind,
        document::LanguageTag,
        dossier::Dossier,
        id::{ClaimId, EventId, QuestionId, SourceId},
        independence::Origins,
        record::Noun,
        text::Text,
    },
    paths,
    store::Named,
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
    /// Bounds that an editor set by hand, over what the value itself would say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = HandBounds, required = false)]
    pub reading: Option<HandBounds>,
    /// How the value was read.
    pub read_as: ClaimReading,
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
    /// The case it belongs to.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The number of its newest version: 1 as it was first written down. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// The moment it was first written down (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub recorded_at: String,
    /// The moment of its newest version (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
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

/// Which claims are asked for beside that, and as known on which day.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClaimFilter {
    /// Only claims on one of these questions.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt-when"]))]
    question: Option<Vec<QuestionId>>,
    /// Only claims on questions about one of these events.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt"]))]
    event: Option<Vec<EventId>>,
    #[param(ignore)]
    part: ClaimPart,
    /// Only claims on questions in one of these states.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["contested", "unclear"]))]
    state: Option<Vec<State>>,
    /// Only claims on questions with a disagreement of one of these kinds.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["rival_sources"]))]
    kind: Option<Vec<Kind>>,
    /// Only claims visible on this day (EDTF; of a month or a year the last day), in the positions of that day.
    /// Absent: all claims, retracted and superseded ones too, in the positions as things stand.
    #[param(value_type = Option<String>, example = "2019-02-10")]
    as_of: Option<Day>,
}

impl ClaimFilter {
    fn read(query: &mut Query, within: Option<&Seen>) -> Self {
        let dossier = within.map(Seen::dossier);
        Self {
            question: query.ids("question", dossier),
            event: query.ids("event", dossier),
            part: ClaimPart::read(query, within),
            state: query.list("state", State::parse),
            kind: query.list("kind", Kind::parse),
            as_of: if within.is_some() { query.cut().as_of } else { query.as_of() },
        }
    }

    fn keeps(&self, seen: &Seen, picture: &Picture, number: usize) -> bool {
        let dossier = seen.dossier();
        let question = dossier.question_of(number);
        let (asked, found) = (&dossier.questions()[question], &picture.analysis.questions[question]);
        self.question.as_ref().is_none_or(|ids| ids.contains(&asked.id))
            && self.event.as_ref().is_none_or(|ids| ids.contains(&asked.event))
            && self.state.as_ref().is_none_or(|states| states.contains(&found.state))
            && self.kind.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| found.kinds.contains(kind)))
            && self.part.keeps(seen, picture, number)
            && (self.as_of.is_none() || as_known::is_visible(dossier, number, self.as_of))
    }
}

/// By the day by which a claim was public for sure.
const BY_REPORTED: &str = "reported_by";

impl Listing for ClaimFilter {
    type Item = Claim;
    const NOUN: Noun = Noun::Claim;
    const SCHEMA: &'static str = "Claim";
    const SORTS: &'static [&'static str] = &[BY_ID, BY_REPORTED, BY_RECORDED, BY_CHANGED];

    fn ids(seen: &Seen) -> impl Iterator<Item = &str> {
        seen.dossier().claims().iter().map(|claim| claim.id.as_str())
    }

    fn kept(&self, seen: &Seen, picture: &Picture) -> Vec<usize> {
        (0..seen.dossier().claims().len()).filter(|number| self.keeps(seen, picture, *number)).collect()
    }

    fn shape(seen: &Seen, picture: &Picture, number: usize) -> Claim {
        shape(seen, picture, number)
    }

    fn as_of(&self) -> Option<Day> {
        self.as_of
    }

    fn named(&self) -> Vec<Named> {
        let own = [named(Noun::Question, self.question.as_ref()), named(Noun::Event, self.event.as_ref())];
        own.into_iter().flatten().chain(self.part.named()).collect()
    }

    fn key(&self, seen: &Seen, _: &Picture, number: usize, by: &str) -> i64 {
        if by == BY_REPORTED { seen.dossier().reported_by(number).number() } else { 0 }
    }
}

/// List the claims of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/claims", operation_id = "list_claims", tag = "claims",
    params(ClaimFilter, ClaimPart, OnClock, Changes, Paging),
    responses((status = 200, description = "A page of claims.", body = List<Claim>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = ClaimFilter::read(&mut query, Some(&within));
    answer_in(&within, query, &filter).await
}

/// List the claims of all cases
///
/// Of every case that the caller may see, in order of case and id. A filter by an id that a case does not have keeps
/// nothing of that case. A page may hold fewer items than `limit`, and is empty only at the
/// end or where looking took too long.
#[utoipa::path(get, path = "/api/v1/claims", operation_id = "list_claims_of_all_cases", tag = "claims",
    params(OverCases, ClaimFilter, ClaimPart, Changes, Paging),
    responses((status = 200, description = "A page of claims.", body = List<Claim>)))]
pub(super) async fn list_all(extract::State(app): extract::State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let filter = ClaimFilter::read(&mut query, None);
    answer_over(&app, &caller, query, &filter).await
}

/// Read a claim
#[utoipa::path(get, path = "/api/v1/cases/{case}/claims/{claim}", operation_id = "read_claim", tag = "claims",
    params(AsKnown), responses((status = 200, description = "The claim.", body = Claim)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("claim", |id: &ClaimId| within.dossier().claim_number(id))?;
    let mut query = within.caller.query();
    let as_of = query.cut().as_of;
    query.finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Claim, within.dossier().claims()[number].id.as_str());
    let known = within.open.picture(as_of);
    Ok(answer_of(&within.caller, stamp, known, |picture| shape(&within, &picture, number)).await)
}

/// Make a claim
///
/// Contributors make claims. `claims/previews` says beforehand what would follow.
#[utoipa::path(post, path = "/api/v1/cases/{case}/claims", operation_id = "create_claim", tag = "claims",
    responses((status = 201, description = "The claim was made.", body = Written)))]
pub(super) async fn create(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::create::<claim::Claim>(&at, &sent).await
}

/// Replace a claim
#[utoipa::path(put, path = "/api/v1/cases/{case}/claims/{claim}", operation_id = "replace_claim", tag = "claims",
    responses((status = 200, description = "The claim was replaced.", body = Written)))]
pub(super) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::replace::<claim::Claim>(&at, &sent, at.segment("claim")).await
}

/// Withdraw a claim
#[utoipa::path(delete, path = "/api/v1/cases/{case}/claims/{claim}", operation_id = "withdraw_claim",
    tag = "claims", responses((status = 200, description = "The claim no longer stands.", body = Written)))]
pub(super) async fn withdraw(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::withdraw::<claim::Claim>(&at, &sent, at.segment("claim")).await
}

fn shape(within: &Seen, picture: &Picture, number: usize) -> Claim {
    let (dossier, analysis, origins) = (within.dossier(), &picture.analysis, within.open.origins(picture));
    let claim = &dossier.claims()[number];
    let question = dossier.question_of(number);
    let positions = analysis.questions[question].positions_of(number);
    let edtf = |date: Option<&Dated>| date.map(|date| date.edtf().to_owned());
    let newest = within.newest.of(Noun::Claim, claim.id.as_str());
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
        reading: claim.reading.as_ref().map(Into::into),
        read_as: ClaimReading::of(dossier, number),
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
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links: Links::of(within.case(), "claims", &claim.id, paths::claim(within.case(), &claim.id)),
    }
}

fn root_id<'d>(dossier: &'d Dossier, origins: &Origins, number: usize) -> &'d SourceId {
    &dossier.sources()[origins.root(number).source].id
}

fn value(claim: &claim::Claim) -> ClaimValue {
    match &claim.value {
        ValueText::One(text) => ClaimValue::One(text.to_string()),
        ValueText::Several(texts) => ClaimValue::Several(texts.iter().map(Text::to_string).collect()),
    }
}

fn superseded(claim: &claim::Claim) -> Option<Superseded> {
    let superseded = claim.superseded.as_ref()?;
    Some(Superseded { on: superseded.on.edtf().to_owned(), by: printed(superseded.by.as_ref()) })
}

fn retracted(claim: &claim::Claim) -> Option<Retracted> {
    let retracted = claim.retracted.as_ref()?;
    Some(Retracted {
        on: retracted.on.edtf().to_owned(),
        document: printed(retracted.document.as_ref()),
        note: string(retracted.note.as_ref()),
    })
}
