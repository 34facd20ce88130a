//! Exports: a case or a disagreement taken out, in the formats that others read.
//!
//! Everything is made from the case as the caller may see it: who a protected source is, is not there to be written.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use self::{
    content::{Content, Known},
    installation::Installation,
};
use super::{
    ApiError,
    etag::{Stamp, answer, answer_made},
    extract::InCase,
    query::{AsKnown, Cut, ParameterKind, Query},
};
use crate::{
    app::Picture,
    domain::{
        access::Need,
        as_known::Clock,
        fault::FaultKind,
        id::QuestionId,
        text::{Language, Localised},
    },
    exchange::{
        brief::{to_html, to_markdown},
        case_file,
        formats::Format,
        json_ld, timeline_js, timeline_svg,
    },
    paths,
    text::Words,
};

mod brief;
mod claims;
pub mod content;
mod drawing;
pub mod installation;
mod linked;
mod story;

/// The most characters of a title in the name of a file.
const TITLE_CHARS_MAX: usize = 80;
/// What RFC 8187 leaves as it is in the name of a file.
const NAME_KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
/// The content policy of a brief: our own style sheets and nothing else.
const BRIEF_POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What there is to take out.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportList {
    /// The exports.
    pub items: Vec<Export>,
}

/// Something to take out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Export {
    /// Its name, the last part of its address.
    #[schema(example = "claims.csv")]
    pub name: &'static str,
    /// Its media type.
    #[schema(example = "text/csv; charset=utf-8; header=present")]
    pub media_type: &'static str,
    /// Its address.
    #[schema(example = "/api/v1/cases/baghdadi-2019/exports/claims.csv")]
    pub href: String,
}

/// In which language words are told.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameter that `language` reads")]
pub struct InLanguage {
    /// The language of what is in words: `en` or `ar`. Absent: by `Accept-Language`.
    #[param(value_type = Option<String>, example = "ar")]
    lang: Option<String>,
}

/// List the exports of a case
///
/// Feeds are not among them: those need no right but to read.
#[utoipa::path(get, path = "/api/v1/cases/{case}/exports", operation_id = "list_exports", tag = "exports",
    responses((status = 200, description = "What there is to take out.", body = ExportList)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let case = within.case().clone();
    Ok(answer(&within.caller, within.stamp(), || ExportList {
        items: Format::OF_CASE
            .map(|format| Export {
                name: format.name(),
                media_type: format.media_type(),
                href: paths::api_export(&case, format.name()),
            })
            .into(),
    }))
}

/// Take out a case
///
/// In the format that the last part of the address names. `case.json` is the case file `counterpoint/1` of all that the
/// caller may see. It holds records whole, so it can be had as our records stood (`clock=recorded`), not as known by what
/// was reported; every other export takes `as_of` on both clocks.
#[utoipa::path(get, path = "/api/v1/cases/{case}/exports/{export}", operation_id = "read_export", tag = "exports",
    params(AsKnown, InLanguage),
    responses((status = 200, description = "The export, in its own media type.", body = String)))]
pub(super) async fn show(installation: Installation, within: InCase) -> Result<Response, ApiError> {
    let formats = &Format::OF_CASE;
    let number = within.number("export", |asked: &Format| formats.iter().position(|format| format == asked))?;
    take(installation, within, formats[number], None).await
}

/// Take out a question
///
/// Its brief, or the claims on it.
#[utoipa::path(get, path = "/api/v1/cases/{case}/questions/{question}/exports/{export}",
    operation_id = "read_question_export", tag = "exports", params(AsKnown, InLanguage),
    responses((status = 200, description = "The export, in its own media type.", body = String)))]
pub(super) async fn show_question(installation: Installation, within: InCase) -> Result<Response, ApiError> {
    let question = within.number("question", |id: &QuestionId| within.dossier().question_number(id))?;
    let formats = &Format::OF_QUESTION;
    let number = within.number("export", |asked: &Format| formats.iter().position(|format| format == asked))?;
    take(installation, within, formats[number], Some(question)).await
}

async fn take(
    installation: Installation,
    within: InCase,
    format: Format,
    question: Option<usize>,
) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let language = language(&mut query).unwrap_or(within.caller.language);
    let Cut { clock, as_of, recorded } = query.cut();
    if as_of.is_some() && clock == Clock::Reported && !format.is_cut_by_report() {
        query.refuse("as_of", ParameterKind::RecordedClockOnly);
    }
    query.finish(&within.caller)?;
    let stamp = worded(within.stamp(), language, &installation);
    let open = std::sync::Arc::clone(&within.open);
    let answering = async move {
        let caller = &within.caller;
        let making = async {
            let picture = within.open.picture(as_of).await;
            let known = Known { as_of, recorded };
            let content = content(&within, &picture, (language, known), &installation.base);
            in_format(&content, format, question)
        };
        in_words(answer_made(caller, stamp, making).await, language)
    };
    Ok(open.work(answering).await)
}

/// Reads the language that the query asks for.
pub(super) fn language(query: &mut Query) -> Option<Language> {
    let all = Language::ALL;
    query.value("lang", |tag| {
        let found = all.into_iter().find(|language| language.tag() == tag);
        found.ok_or_else(|| FaultKind::not_one_of(tag, all.map(Language::tag)))
    })
}

/// What an answer in words depends on besides the case.
pub(super) fn worded(stamp: Stamp, language: Language, installation: &Installation) -> Stamp {
    stamp.with(&language.tag()).with(&installation.base)
}

/// The answer with the language it is in.
pub(super) fn in_words(mut response: Response, language: Language) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

fn content<'a>(
    within: &'a InCase,
    picture: &'a Picture,
    (language, known): (Language, Known),
    base: &'a str,
) -> Content<'a> {
    let open = &within.open;
    let assessments = &open.dossier().records().assessments;
    let is_stale = |it: &&_| known.as_of.is_none() && open.changes_since(it).is_some_and(|changes| !changes.is_none());
    Content {
        study: open.study(),
        analysis: &picture.analysis,
        as_it_stands: open.analysis(),
        origins: open.origins(picture),
        words: Words::of(language),
        revision: open.revision,
        base,
        stale: assessments.iter().filter(is_stale).map(crate::domain::assessment::Assessment::key).collect(),
        known,
    }
}

/// The text of an export; with a `question` of that alone.
#[must_use]
pub fn text(content: &Content<'_>, format: Format, question: Option<usize>) -> String {
    let brief = || match question {
        Some(question) => brief::of_question(content, question),
        None => brief::of_case(content),
    };
    match format {
        Format::CaseFile => case_file::write(content.dossier().records()),
        Format::ClaimLines => claims::claim_lines(content, question),
        Format::ClaimSheet => claims::claim_sheet(content, question),
        Format::SourceLines => claims::source_lines(content),
        Format::SourceSheet => claims::source_sheet(content),
        Format::MatrixSheet => claims::matrix_sheet(content),
        Format::MatrixLines => claims::matrix_lines(content),
        Format::JsonLd => embeddable(&json_ld::to_json(&linked::graph(content))),
        Format::TimelineJs => embeddable(&timeline_js::to_json(&story::story(content))),
        Format::TimelineSvg => timeline_svg::write(&drawing::drawing(content)),
        Format::BriefMarkdown => to_markdown(&brief()),
        Format::BriefHtml => to_html(&brief(), &paths::brief_sheets()),
    }
}

/// JSON that may stand in a script element of somebody's page, where `</script>` would end it.
fn embeddable(json: &Value) -> String {
    format!("{json:#}\n").replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn in_format(content: &Content<'_>, format: Format, question: Option<usize>) -> Response {
    let dossier = content.dossier();
    let (title, id): (&Localised, &str) = match question {
        Some(question) => (&dossier.questions()[question].text, dossier.questions()[question].id.as_str()),
        None => (&dossier.case().title, dossier.case().id.as_str()),
    };
    let disposition = disposition(format, content.text(title), id);
    let mut response = text(content, format, question).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    if format == Format::BriefHtml {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(BRIEF_POLICY));
    }
    response
}

/// Under which name it is kept (RFC 6266): the title, in UTF-8 (RFC 8187), and for programs that do not read that the
/// id. A brief in HTML is a page to look at and print; everything else is a file.
fn disposition(format: Format, title: &str, id: &str) -> String {
    let kind = if format == Format::BriefHtml { "inline" } else { "attachment" };
    let is_kept = |c: &char| !c.is_control() && !"\\/:*?\"<>|".contains(*c) && !('\u{2066}'..='\u{2069}').contains(c);
    let title: String = title.chars().filter(is_kept).take(TITLE_CHARS_MAX).collect();
    let name = format.name();
    let full = format!("{} - {name}", title.trim());
    let encoded = utf8_percent_encode(&full, NAME_KEPT);
    format!("{kind}; filename=\"{id}-{name}\"; filename*=UTF-8''{encoded}")
}

/// What taking a copy needs.
pub(super) const NEED: Need = Need::Export;
