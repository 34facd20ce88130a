//! What there is to take out: the name of each export, which is the last part of its address, and its media type.

use std::str::FromStr;

use crate::domain::fault::FaultKind;

/// An export of a case or of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The whole case, to be brought in elsewhere.
    CaseFile,
    /// The claims, one on each line.
    ClaimLines,
    /// The claims as a table.
    ClaimSheet,
    /// The sources, one on each line.
    SourceLines,
    /// The sources as a table.
    SourceSheet,
    /// Who answers which question, as a table.
    MatrixSheet,
    /// The same, one source on each line.
    MatrixLines,
    /// The claims in the vocabulary of schema.org.
    JsonLd,
    /// The timeline for `TimelineJS`.
    TimelineJs,
    /// The timeline as a drawing.
    TimelineSvg,
    /// A text to pass on.
    BriefMarkdown,
    /// The same as a page to print.
    BriefHtml,
}

impl Format {
    /// The exports of a case.
    pub const OF_CASE: [Self; 12] = [
        Self::BriefHtml,
        Self::BriefMarkdown,
        Self::CaseFile,
        Self::ClaimSheet,
        Self::ClaimLines,
        Self::SourceSheet,
        Self::SourceLines,
        Self::MatrixSheet,
        Self::MatrixLines,
        Self::TimelineSvg,
        Self::TimelineJs,
        Self::JsonLd,
    ];
    /// The exports of a question.
    pub const OF_QUESTION: [Self; 4] = [Self::BriefHtml, Self::BriefMarkdown, Self::ClaimSheet, Self::ClaimLines];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CaseFile => "case.json",
            Self::ClaimLines => "claims.ndjson",
            Self::ClaimSheet => "claims.csv",
            Self::SourceLines => "sources.ndjson",
            Self::SourceSheet => "sources.csv",
            Self::MatrixSheet => "matrix.csv",
            Self::MatrixLines => "matrix.ndjson",
            Self::JsonLd => "claims.jsonld",
            Self::TimelineJs => "timelinejs.json",
            Self::TimelineSvg => "timeline.svg",
            Self::BriefMarkdown => "brief.md",
            Self::BriefHtml => "brief.html",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::CaseFile | Self::TimelineJs => "application/json",
            Self::ClaimLines | Self::SourceLines | Self::MatrixLines => "application/x-ndjson",
            Self::ClaimSheet | Self::SourceSheet | Self::MatrixSheet => "text/csv; charset=utf-8; header=present",
            Self::JsonLd => "application/ld+json",
            Self::TimelineSvg => "image/svg+xml",
            Self::BriefMarkdown => "text/markdown; charset=utf-8",
            Self::BriefHtml => "text/html; charset=utf-8",
        }
    }

    /// Whether it can be cut at a day by what was reported. A case file cannot: it holds records whole, with what
    /// became of them later and all that they refer to, and without that it would be a case that nobody recorded. It
    /// can be had as our records stood.
    #[must_use]
    pub fn is_cut_by_report(self) -> bool {
        self != Self::CaseFile
    }
}

impl FromStr for Format {
    type Err = FaultKind;

    fn from_str(name: &str) -> Result<Self, FaultKind> {
        let found = Self::OF_CASE.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| FaultKind::not_one_of(name, Self::OF_CASE.map(Self::name)))
    }
}
