//! Records brought into a case: a whole case file, records line by line, or claims as a table.

use std::collections::BTreeMap;

use axum::{
    extract::Request,
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    consequences::QuestionShift,
    extract::InCase,
    kinds,
    problem::ProblemFault,
    query::{ParameterFault, ParameterKind},
    received::{Received, form_of},
    shapes::Links,
};
use crate::{
    app::intake::{Intake, PlacedFault, Refused, Tried, bring_in, try_out},
    domain::{
        access::Need,
        difference::Difference,
        dossier::Dossier,
        fault::FaultKind,
        record::Noun,
        source::SourceKind,
        text::{Language, Text},
    },
    exchange::intake::{Columns, Form, MadeSource, Mapping, MappingFault, MappingPart, Read, SaidSource, SaidToBe},
    paths,
    store::{ImportMode, ImportOutcome},
    text::{Words, consequences::Sides},
};

/// What an import did, or would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imported {
    /// The case.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The number of writes the case has seen now.
    #[schema(example = 13, minimum = 0)]
    pub revision: i64,
    /// Whether anything was written, or would be.
    #[schema(example = true)]
    pub changed: bool,
    /// Whether it was only tried: then nothing was written.
    #[schema(example = false)]
    pub dry_run: bool,
    /// Records that were not there, or had been withdrawn, by noun.
    #[schema(example = json!({ "claim": 2 }))]
    pub added: BTreeMap<String, usize>,
    /// Records that were there and differed, by noun.
    #[schema(example = json!({ "source": 1 }))]
    pub updated: BTreeMap<String, usize>,
    /// Records that were there and the same, by noun.
    #[schema(example = json!({ "claim": 69 }))]
    pub unchanged: BTreeMap<String, usize>,
    /// Records that were there, were not mentioned, and stay, by noun.
    #[schema(example = json!({ "document": 11 }))]
    pub left: BTreeMap<String, usize>,
    /// Records that were there, were not mentioned, and no longer stand.
    pub withdrawn: Vec<WithdrawnRecord>,
    /// Of a table the columns that name no field and were passed over.
    #[schema(example = json!(["Checked by"]))]
    pub ignored_columns: Vec<String>,
    /// Of a table the sources that are made of names, as `new_source` says.
    pub new_sources: Vec<TableSource>,
    /// What would become of the questions; only where it was tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = CaseDifference, required = false)]
    pub difference: Option<CaseDifference>,
    /// Where the case stands.
    pub links: Links,
}

/// A source that is made of a name in a table.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct TableSource {
    /// Its id, made of the name.
    #[schema(example = "euphrates-post-3f21ab")]
    pub id: String,
    /// Its name.
    #[schema(example = "Euphrates Post")]
    pub name: String,
    /// What it is.
    #[schema(example = "outlet")]
    pub kind: String,
    /// The ids of sources of the case with names like it, at most three: it may be one of them. Say so with `source`.
    #[schema(example = json!([]))]
    pub alike: Vec<String>,
}

/// What would become of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDifference {
    /// How many questions are contested now.
    #[schema(example = 7)]
    pub contested_before: usize,
    /// How many would be.
    #[schema(example = 9)]
    pub contested_after: usize,
    /// The questions for which anything would follow, in order of id.
    pub questions: Vec<QuestionShift>,
}

impl CaseDifference {
    fn of(within: &InCase, after: &Dossier, difference: &Difference) -> Self {
        let sides = Sides { before: within.dossier(), after, unnamed: &[] };
        let change = |found| QuestionShift::of(within.caller.words(), sides, found);
        Self {
            contested_before: difference.before.contested,
            contested_after: difference.after.contested,
            questions: difference.questions.iter().map(change).collect(),
        }
    }
}

/// A record that no longer stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithdrawnRecord {
    /// Its noun.
    #[schema(example = "claim")]
    pub noun: &'static str,
    /// Its id; of an assessment question, moment and editor.
    #[schema(example = "when-3")]
    pub id: String,
}

/// How records are brought in.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameters that are read one by one")]
pub struct HowToImport {
    /// What becomes of records that are there and not mentioned: they stay (`merge`, the default), or they are
    /// withdrawn (`replace`, for owners).
    #[param(value_type = Option<String>, example = "merge")]
    mode: Option<String>,
    /// Only find out what would happen: nothing is written.
    #[param(value_type = Option<bool>, example = true)]
    dry_run: Option<bool>,
    /// Of a table: which column is which field, as field, colon, name of the column; once for each. Columns left out are
    /// the fields they are called after.
    #[param(value_type = Option<Vec<String>>, example = json!(["excerpt:Quote"]))]
    map: Option<Vec<String>>,
    /// Of a table: what stands in every row in a field that has no column, as field, colon, cell; once for each.
    #[param(value_type = Option<Vec<String>>, example = json!(["stance:asserts"]))]
    default: Option<Vec<String>>,
    /// Of a table: which source of the case a name in a chain is, as id, colon, name; once for each.
    #[param(value_type = Option<Vec<String>>, example = json!(["guardian:The Gaurdian"]))]
    source: Option<Vec<String>>,
    /// Of a table: a source that is made of a name in a chain, as kind, colon, name; behind ` > ` the name that it gets,
    /// where that is another. Once for each. Where the case has a source of that name it is that one.
    #[param(value_type = Option<Vec<String>>, example = json!(["outlet:Euphrates Post"]))]
    new_source: Option<Vec<String>>,
}

/// What the query asks for.
struct Asked {
    mode: ImportMode,
    is_dry: bool,
    mapping: Mapping,
}

/// Import records
///
/// Editors bring in a whole case file, records line by line, or claims as a table: all or nothing, as one write. Owners
/// alone may replace a case, bring in assessments, or change who may see the case and its policy.
#[utoipa::path(post, path = "/api/v1/cases/{case}/import", operation_id = "import_records", tag = "cases",
    params(HowToImport),
    responses((status = 200, description = "What was brought in, or would be.", body = Imported)))]
pub(super) async fn import(within: InCase, request: Request) -> Result<Response, ApiError> {
    let form = form_of(request.headers()).ok_or_else(|| ApiError::media_type(&within.caller))?;
    let asked = Asked::of(&within, form)?;
    let Received { read, head, app } = Received::of(&within, (form, asked.mapping), request).await?;
    let store = app.store().once(head.receipt.filter(|_| !asked.is_dry));
    // What was done is told whatever became of the case since: a name may be of nobody now, or of two.
    let done = store.written_before().await.map_err(|error| ApiError::store(&within.caller, error))?;
    if let Some(outcome) = done {
        return Ok(axum::Json(imported(&within, outcome, None)).into_response());
    }
    let Read { given, ignored, made, .. } = read.map_err(|faults| of_mapping(&within, faults))?;
    let told = Told::of(ignored, made);
    let intake = Intake { given, mode: asked.mode, at_revision: head.at_revision, told };
    if asked.is_dry {
        let tried = try_out(&app, &within.open, within.rights, intake).await;
        let Tried { outcome, difference, after } = tried.map_err(|refused| failed(&within, refused))?;
        let difference = CaseDifference::of(&within, after.study().dossier(), &difference);
        return Ok(axum::Json(imported(&within, outcome, Some(difference))).into_response());
    }
    let outcome = bring_in(&store, &head.editor, &within.open, within.rights, intake).await;
    let outcome = outcome.map_err(|refused| failed(&within, refused))?;
    Ok(axum::Json(imported(&within, outcome, None)).into_response())
}

impl TableSource {
    fn of(MadeSource { source, alike }: MadeSource) -> Self {
        let name = source.name.to(Language::English).to_owned();
        Self { id: source.id.to_string(), name, kind: source.kind.word().to_owned(), alike }
    }
}

/// What is told of a table beside what was done with it, and kept with that.
#[derive(Default, Serialize, Deserialize)]
struct Told {
    ignored_columns: Vec<String>,
    new_sources: Vec<TableSource>,
}

impl Told {
    fn of(ignored: Vec<String>, made: Vec<MadeSource>) -> String {
        let told = Self { ignored_columns: ignored, new_sources: made.into_iter().map(TableSource::of).collect() };
        serde_json::to_string(&told).expect("names and words are JSON")
    }
}

impl Asked {
    fn of(within: &InCase, form: Form) -> Result<Self, ApiError> {
        let mut query = within.caller.query();
        let mode = query.read("mode", |word| match word {
            "merge" => Ok(ImportMode::Merge),
            // A table holds claims alone: all else in the case would be withdrawn.
            "replace" if form == Form::Table => Err(not_one_of(word, &["merge"])),
            "replace" if within.rights.allow(Need::Own) => Ok(ImportMode::Replace),
            "replace" => Err(ParameterKind::Value(FaultKind::OwnersOnly)),
            given => Err(not_one_of(given, &["merge", "replace"])),
        });
        let is_dry = query.read("dry_run", |word| match word {
            "true" => Ok(true),
            "false" => Ok(false),
            given => Err(not_one_of(given, &["true", "false"])),
        });
        let mut mapping = Mapping::default();
        if form == Form::Table {
            mapping.columns = Columns::Named(query.all("map", |text| pair(text, "excerpt:Quote")));
            mapping.constants = query.all("default", |text| pair(text, "stance:asserts"));
            mapping.sources = query.all("source", known_source);
            mapping.sources.extend(query.all("new_source", new_source));
        }
        query.finish(&within.caller)?;
        Ok(Self { mode: mode.unwrap_or(ImportMode::Merge), is_dry: is_dry.unwrap_or_default(), mapping })
    }
}

/// The two parts of a text such as `example`.
fn pair(text: &str, example: &'static str) -> Result<(String, String), ParameterKind> {
    let pair = text.split_once(':').map(|(field, value)| (field.trim().to_owned(), value.trim().to_owned()));
    pair.ok_or(ParameterKind::Value(FaultKind::NotAPair { example }))
}

/// `id:name`.
fn known_source(text: &str) -> Result<SaidSource, ParameterKind> {
    let (id, name) = pair(text, "guardian:The Gaurdian")?;
    Ok(SaidSource { name, is: SaidToBe::Known(id) })
}

/// `kind:name` or `kind:name > name it gets`; no name in a chain holds the sign that parts its links.
fn new_source(text: &str) -> Result<SaidSource, ParameterKind> {
    let (kind, name) = pair(text, "outlet:Euphrates Post")?;
    let kind = SourceKind::parse(&kind).map_err(ParameterKind::Value)?;
    let (name, gets) = name.split_once('>').unwrap_or((&name, &name));
    let gets = Text::name(gets.trim()).map_err(ParameterKind::Value)?;
    Ok(SaidSource { name: name.trim().to_owned(), is: SaidToBe::New(kind, gets) })
}

fn not_one_of(given: &str, allowed: &[&str]) -> ParameterKind {
    ParameterKind::Value(FaultKind::not_one_of(given, allowed.iter().copied()))
}

fn imported(within: &InCase, outcome: ImportOutcome, difference: Option<CaseDifference>) -> Imported {
    let changed = outcome.is_change();
    let Told { ignored_columns, new_sources } = serde_json::from_str(&outcome.told).unwrap_or_default();
    let withdrawn = outcome.withdrawn.into_iter().map(|(noun, id)| WithdrawnRecord { noun: noun.word(), id });
    Imported {
        case: outcome.case.to_string(),
        revision: outcome.revision,
        changed,
        dry_run: difference.is_some(),
        added: outcome.added.into(),
        updated: outcome.updated.into(),
        unchanged: outcome.unchanged.into(),
        left: outcome.left.into(),
        withdrawn: withdrawn.collect(),
        ignored_columns,
        new_sources,
        difference,
        links: Links { itself: paths::api_case(within.case()), html: paths::case(within.case()) },
    }
}

/// The answer where a table does not fit what is said of it.
fn of_mapping(within: &InCase, faults: Vec<MappingFault>) -> ApiError {
    let fault = |MappingFault { part, kind }| {
        let name = match part {
            MappingPart::Column => "map",
            MappingPart::Constant => "default",
            MappingPart::Source => "source",
            MappingPart::NewSource => "new_source",
        };
        ParameterFault { name: name.to_owned(), kind: ParameterKind::Value(kind) }
    };
    ApiError::parameters(&within.caller, faults.into_iter().map(fault).collect())
}

/// The answer where nothing came in.
fn failed(within: &InCase, refused: Refused) -> ApiError {
    match refused {
        Refused::Faults(faults) => {
            let words = within.caller.words();
            ApiError::body(&within.caller, faults.iter().map(|fault| told(within, fault, words)).collect())
        }
        Refused::Store(error) => ApiError::store(&within.caller, error),
    }
}

fn told(within: &InCase, fault: &PlacedFault, words: Words) -> ProblemFault {
    let PlacedFault { place, record, kind, is_veiled } = fault;
    let of_record = |(noun, id): &(Noun, String)| match noun {
        Noun::Case => paths::api_case(within.case()),
        noun => paths::api_record(within.case(), noun.list(), id),
    };
    let other = place.other.map(|_| record.as_ref().map_or_else(|| paths::api_case(within.case()), of_record));
    let detail = if *is_veiled { words.veiled_fault(kind) } else { words.fault_kind(kind) };
    ProblemFault {
        pointer: place.pointer.clone(),
        line: place.line,
        row: place.row,
        column: place.column.clone(),
        record: other,
        kind: kinds::of_fault(kind),
        detail,
        ..ProblemFault::at("", kind, words)
    }
}
