//! `analyze`: what the claims of a case amount to, as JSON or as a report.

use anyhow::anyhow;
use clap::{Args, ValueEnum};

use super::{
    input::case_of,
    output::{print_line, print_text},
    place::Place,
};
use crate::{
    domain::{analysis::Study, as_known::Clock, calendar::Day, dated::Dated, text::Language},
    exchange::analysis::{Frame, to_json},
    text::{Words, explanation::wordings, report::report},
};

/// Options of `analyze`.
#[derive(Debug, Args)]
pub(super) struct Analyze {
    /// A case file, - for standard input, or the id of a case of the database.
    case: String,
    /// As known on this day, such as 2019-02-10.
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The language of the report.
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    lang: Tongue,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The JSON that the API gives too.
    Json,
    /// A report for a terminal.
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tongue {
    /// English.
    En,
    /// Arabic.
    Ar,
}

fn day(text: &str) -> anyhow::Result<Day> {
    let dated = Dated::parse(text).map_err(|_| anyhow!("“{text}” is not a date; write it as 2019-02-10"))?;
    Ok(dated.last())
}

impl Analyze {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let (dossier, revision) = case_of(&self.case, self.place)?;
        let study = Study::new(&dossier);
        let analysis = study.analysis(self.as_of);
        match self.format {
            Format::Json => {
                let wordings = wordings(&dossier, &analysis);
                let origins =
                    &study.origins().known_by(&dossier, analysis.questions.iter().map(|q| q.visible.as_slice()));
                let (recorded, clock, wordings) = (None, Clock::Reported, &wordings);
                let frame = Frame { dossier: &dossier, origins, revision, recorded, clock, wordings };
                let json = to_json(&analysis, &frame);
                print_line(&serde_json::to_string_pretty(&json)?)?;
            }
            Format::Text => {
                let language = if self.lang == Tongue::Ar { Language::Arabic } else { Language::English };
                print_text(&report(&dossier, &analysis, Words::of(language)))?;
            }
        }
        Ok(())
    }
}
