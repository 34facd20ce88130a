//! Claims: their rows, and the chain of each.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::columns::{
    Ids, Reason, Row, column, ids, optional, optional_date, optional_language, optional_text, owned,
    standing_and_withdrawn, text,
};
use crate::domain::{
    certainty::Certainty,
    chain::Chain,
    claim::{Basis, Claim, Credibility, HandBound, HandReading, Retracted, Stance, Superseded, ValueText},
    dated::Dated,
    document::LanguageTag,
    id::{ClaimId, DocumentId, QuestionId, SourceId},
    text::Text,
};

standing_and_withdrawn! {
    CLAIMS,
    WITHDRAWN_CLAIMS,
    CLAIMS_ON,
    "
    select id, question_id, value, stance, document_id, excerpt, is_paraphrase, reported, original, original_lang,
           anchor, reading, certainty, basis, credibility, group_name, relays, superseded_on, superseded_by,
           retracted_on, retracted_in, retracted_note, note,
           coalesce((select string_agg(hop.source_id, ' ' order by hop.position)
                       from claim_chain as hop
                      where hop.case_id = claim.case_id
                        and hop.claim_id = claim.id), '') as chain
      from claim
     where case_id = $1"
}

#[derive(Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct ClaimRow {
    id: String,
    question_id: String,
    #[sqlx(json)]
    value: ValueRow,
    stance: String,
    #[sqlx(try_from = "String")]
    chain: Ids,
    document_id: String,
    excerpt: String,
    is_paraphrase: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_lang: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<String>,
    #[sqlx(json(nullable))]
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<ReadingRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credibility: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relays: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    superseded_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted_in: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted_note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The value as typed: a string, or a list of strings.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum ValueRow {
    One(String),
    Several(Vec<String>),
}

/// Bounds set by hand; null where open.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct ReadingRow {
    core: [Option<BoundRow>; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    envelope: Option<[Option<BoundRow>; 2]>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum BoundRow {
    Number(i64),
    Date(String),
}

impl Row for ClaimRow {
    const TABLE: &'static str = "claim";
    fn id(&self) -> &str {
        &self.id
    }
}

impl From<&Claim> for ClaimRow {
    fn from(claim: &Claim) -> Self {
        let edtf = |date: &Dated| date.edtf().to_owned();
        let (superseded, retracted) = (claim.superseded.as_ref(), claim.retracted.as_ref());
        Self {
            id: claim.id.to_string(),
            question_id: claim.question.to_string(),
            value: (&claim.value).into(),
            stance: claim.stance.word().to_owned(),
            chain: Ids::list(claim.chain.sources()),
            document_id: claim.document.to_string(),
            excerpt: claim.excerpt.to_string(),
            is_paraphrase: claim.is_paraphrase,
            reported: claim.reported.as_ref().map(edtf),
            original: owned(claim.original.as_ref()),
            original_lang: owned(claim.original_lang.as_ref().map(LanguageTag::as_str)),
            anchor: claim.anchor.as_ref().map(edtf),
            reading: claim.reading.as_ref().map(Into::into),
            certainty: owned(claim.certainty.as_ref().map(Certainty::word)),
            basis: owned(claim.basis.map(Basis::word)),
            credibility: claim.credibility.map(|grade| grade.digit().into()),
            group_name: owned(claim.group.as_ref()),
            relays: owned(claim.relays.as_ref()),
            superseded_on: superseded.map(|superseded| edtf(&superseded.on)),
            superseded_by: superseded.and_then(|superseded| owned(superseded.by.as_ref())),
            retracted_on: retracted.map(|retracted| edtf(&retracted.on)),
            retracted_in: retracted.and_then(|retracted| owned(retracted.document.as_ref())),
            retracted_note: retracted.and_then(|retracted| owned(retracted.note.as_ref())),
            note: owned(claim.note.as_ref()),
        }
    }
}

impl TryFrom<ClaimRow> for Claim {
    type Error = Reason;
    fn try_from(row: ClaimRow) -> Result<Self, Reason> {
        let chain = ids("chain", &row.chain, SourceId::parse)?;
        let superseded_by = optional("superseded_by", row.superseded_by, ClaimId::parse)?;
        let retracted_in = optional("retracted_in", row.retracted_in, DocumentId::parse)?;
        let retracted_note = optional_text("retracted_note", row.retracted_note)?;
        Ok(Self {
            id: column("id", ClaimId::parse(&row.id))?,
            question: column("question_id", QuestionId::parse(&row.question_id))?,
            value: row.value.try_into()?,
            stance: column("stance", Stance::parse(&row.stance))?,
            chain: column("chain", Chain::new(chain))?,
            document: column("document_id", DocumentId::parse(&row.document_id))?,
            excerpt: text("excerpt", &row.excerpt)?,
            is_paraphrase: row.is_paraphrase,
            reported: optional_date("reported", row.reported)?,
            original: optional_text("original", row.original)?,
            original_lang: optional_language("original_lang", row.original_lang)?,
            anchor: optional_date("anchor", row.anchor)?,
            reading: row.reading.map(HandReading::try_from).transpose()?,
            certainty: optional("certainty", row.certainty, Certainty::parse)?,
            basis: optional("basis", row.basis, Basis::parse)?,
            credibility: row.credibility.map(|digit| column("credibility", Credibility::new(digit))).transpose()?,
            group: optional_text("group_name", row.group_name)?,
            relays: optional("relays", row.relays, ClaimId::parse)?,
            superseded: optional_date("superseded_on", row.superseded_on)?
                .map(|on| Superseded { on, by: superseded_by }),
            retracted: optional_date("retracted_on", row.retracted_on)?.map(|on| Retracted {
                on,
                document: retracted_in,
                note: retracted_note,
            }),
            note: optional_text("note", row.note)?,
        })
    }
}

impl From<&ValueText> for ValueRow {
    fn from(value: &ValueText) -> Self {
        match value {
            ValueText::One(text) => Self::One(text.to_string()),
            ValueText::Several(texts) => Self::Several(texts.iter().map(Text::to_string).collect()),
        }
    }
}

impl TryFrom<ValueRow> for ValueText {
    type Error = Reason;
    fn try_from(row: ValueRow) -> Result<Self, Reason> {
        match row {
            ValueRow::One(held) => Ok(Self::One(text("value", &held)?)),
            ValueRow::Several(held) if held.is_empty() => Err(Reason("value: Empty".to_owned())),
            ValueRow::Several(held) => {
                Ok(Self::Several(held.iter().map(|held| text("value", held)).collect::<Result<_, _>>()?))
            }
        }
    }
}

impl From<&HandReading> for ReadingRow {
    fn from(reading: &HandReading) -> Self {
        let bound = |bound: &HandBound| match bound {
            HandBound::Date(text) => Some(BoundRow::Date(text.to_string())),
            HandBound::Number(number) => Some(BoundRow::Number(*number)),
            HandBound::Open => None,
        };
        Self {
            core: reading.core.each_ref().map(bound),
            envelope: reading.envelope.as_ref().map(|both| both.each_ref().map(bound)),
        }
    }
}

impl TryFrom<ReadingRow> for HandReading {
    type Error = Reason;
    fn try_from(row: ReadingRow) -> Result<Self, Reason> {
        let bound = |bound| match bound {
            None => Ok(HandBound::Open),
            Some(BoundRow::Number(number)) => Ok(HandBound::Number(number)),
            Some(BoundRow::Date(held)) => text("reading", &held).map(HandBound::Date),
        };
        let both = |[lo, hi]: [Option<BoundRow>; 2]| Ok([bound(lo)?, bound(hi)?]);
        Ok(Self { core: both(row.core)?, envelope: row.envelope.map(both).transpose()? })
    }
}
