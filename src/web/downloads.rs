//! Downloads: what a page offers to take out, and what can be followed.

use super::InCase;
use crate::{
    domain::{
        access::Need,
        id::{QuestionId, SourceId},
    },
    exchange::formats::Format,
    paths,
};

/// What a page offers below its content.
#[derive(Default)]
pub struct Downloads {
    /// What can be taken out: in words, and where; nothing for those who may only read.
    pub files: Vec<(String, String)>,
    /// What can be followed: in words, where, and its media type.
    pub feeds: Vec<(String, String, &'static str)>,
}

impl Downloads {
    /// Those of a case.
    #[must_use]
    pub fn of_case(page: &InCase) -> Self {
        Self::some_of_case(page, &Format::OF_CASE).following(page, |kind| paths::api_case_feed(page.case(), kind))
    }

    /// Some of those of a case.
    #[must_use]
    pub fn some_of_case(page: &InCase, formats: &[Format]) -> Self {
        Self { files: files(page, formats, |name| paths::api_export(page.case(), name)), feeds: Vec::new() }
    }

    /// Those of a question.
    #[must_use]
    pub fn of_question(page: &InCase, id: &QuestionId) -> Self {
        let files = files(page, &Format::OF_QUESTION, |name| paths::api_question_export(page.case(), id, name));
        let feed = |kind: &str| paths::api_question_feed(page.case(), id, kind);
        Self { files, feeds: Vec::new() }.following(page, feed)
    }

    /// What can be followed of a source.
    #[must_use]
    pub fn of_source(page: &InCase, id: &SourceId) -> Self {
        Self::default().following(page, |kind| paths::api_source_feed(page.case(), id, kind))
    }

    /// Whether there is anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.feeds.is_empty()
    }

    fn following(self, page: &InCase, path: impl Fn(&str) -> String) -> Self {
        let feeds = [
            ("atom", "download-feed-atom", "application/atom+xml"),
            ("json", "download-feed-json", "application/feed+json"),
        ];
        let feed =
            |(kind, key, media_type)| (page.words().say(key), page.reader.link_as_it_stands(&path(kind)), media_type);
        Self { feeds: feeds.map(feed).into(), ..self }
    }
}

fn files(page: &InCase, formats: &[Format], path: impl Fn(&str) -> String) -> Vec<(String, String)> {
    if !page.rights.allow(Need::Export) {
        return Vec::new();
    }
    let file = |format: &Format| {
        let path = path(format.name());
        // What holds records whole knows no day of report: it is offered as things stand.
        let is_cut = format.is_cut_by_report() || page.reader.recorded.is_some();
        let url = if is_cut { page.link(&path) } else { page.reader.link_as_it_stands(&path) };
        (page.words().say(label(*format)), url)
    };
    formats.iter().map(file).collect()
}

/// What a format is called on a page.
fn label(format: Format) -> &'static str {
    match format {
        Format::BriefHtml => "download-brief-html",
        Format::BriefMarkdown => "download-brief-md",
        Format::CaseFile => "download-case-json",
        Format::ClaimSheet => "download-claims-csv",
        Format::ClaimLines => "download-claims-ndjson",
        Format::SourceSheet => "download-sources-csv",
        Format::SourceLines => "download-sources-ndjson",
        Format::MatrixSheet => "download-matrix-csv",
        Format::MatrixLines => "download-matrix-ndjson",
        Format::TimelineSvg => "download-timeline-svg",
        Format::TimelineJs => "download-timelinejs-json",
        Format::JsonLd => "download-claims-jsonld",
    }
}
