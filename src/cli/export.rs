//! `export`: a case of a database in one of the formats that it can be taken out in, a case file where none is named.

use anyhow::Context as _;
use clap::Args;

use super::{block_on, input::read_stored, output::print_text, place::Place};
use crate::{
    api::exports::{
        content::{Content, Known},
        text,
    },
    domain::{access::Identities, edition::Edition, id::CaseId, text::Language},
    exchange::formats::Format,
    store::Stored,
    text::Words,
};

/// Options of `export`. What is printed holds the names of protected sources: it is for those who run the database and
/// have its key.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The id of the case.
    case: String,
    /// In which format, by its name in the API, such as claims.csv or brief.md.
    #[arg(long, value_name = "NAME", default_value = "case.json", value_parser = format)]
    format: Format,
    /// The language of what is in words: en or ar.
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = language)]
    lang: Language,
    #[command(flatten)]
    place: Place,
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let missing = format!("there is no case called {}", self.case);
        let id = CaseId::parse(&self.case).map_err(|_| anyhow::anyhow!("{missing}"))?;
        let Stored { dossier, revision, .. } = block_on(read_stored(&id, self.place))?.context(missing)?;
        let edition = Edition::of(dossier, Identities::Shown);
        let analysis = edition.analysis(None);
        let content = Content {
            study: edition.study(),
            analysis: &analysis,
            as_it_stands: &analysis,
            origins: edition.study().origins(),
            words: Words::of(self.lang),
            known: Known::default(),
            revision,
            base: "",
            stale: Vec::new(),
        };
        print_text(&text(&content, self.format, None))
    }
}

fn format(name: &str) -> Result<Format, String> {
    let names = || Format::OF_CASE.map(Format::name).join(", ");
    name.parse().map_err(|_| format!("the formats are {}", names()))
}

fn language(tag: &str) -> Result<Language, String> {
    let found = Language::ALL.into_iter().find(|language| language.tag() == tag);
    found.ok_or_else(|| "the languages are en and ar".to_owned())
}
