//! `read`: how a value is understood.

use anyhow::anyhow;
use clap::{Args, ValueEnum};

use super::{input::case_of, output::print_line, place::Place};
use crate::{
    domain::{
        calendar::{Day, UtcOffset},
        claim::ValueText,
        dated::Dated,
        fault::{Fault, FaultKind, Path},
        policy::Policy,
        question::{AnswerKind, Cardinality},
        reading::{self, Lexicon},
        text::{Language, Text},
        tree::Tree,
        value::place::Gazetteer,
    },
    exchange::reading::to_json,
    text::Words,
};

/// Options of `read`.
#[derive(Debug, Args)]
pub(super) struct Read {
    /// The kind of answer.
    #[arg(value_enum)]
    kind: Kind,
    /// The value as somebody would write it, in English, Arabic, French or notation.
    text: String,
    /// The day that relative words such as "last month" count from.
    #[arg(long)]
    anchor: Option<String>,
    /// A case file or the id of a case: its places, and its tolerance table.
    #[arg(long)]
    case: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A date, a minute, an interval.
    Time,
    /// How many.
    Count,
    /// How long.
    Duration,
    /// A place of the case, or coordinates.
    Place,
}

impl Kind {
    fn answer(self) -> AnswerKind {
        match self {
            Self::Time => AnswerKind::Time,
            Self::Count => AnswerKind::Count,
            Self::Duration => AnswerKind::Duration,
            Self::Place => AnswerKind::Place,
        }
    }
}

impl Read {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let anchor = self.anchor.as_deref().map(anchor_day).transpose()?;
        let dossier = self.case.map(|case| case_of(&case, self.place)).transpose()?.map(|(dossier, _)| dossier);
        let standard = (Policy::standard(), Tree::default());
        let lexicon = Lexicon {
            kind: self.kind.answer(),
            cardinality: Cardinality::One,
            policy: dossier.as_ref().map_or(&standard.0, |dossier| &dossier.case().policy),
            anchor,
            utc_offset: UtcOffset::UTC,
            gazetteer: dossier
                .as_ref()
                .map_or(Gazetteer { places: &[], tree: &standard.1 }, |dossier| dossier.gazetteer()),
            ids: &[],
            tree: &standard.1,
        };
        let refused = |kind: FaultKind| anyhow!(Words::of(Language::English).fault(&Fault::new(Path::root(), kind)));
        let text = Text::note(&self.text).map_err(refused)?;
        let reading =
            reading::read(&ValueText::One(text), &lexicon).map_err(|(_, fault)| refused(FaultKind::Value(fault)))?;
        print_line(&serde_json::to_string_pretty(&to_json(&self.text, &reading, &lexicon))?)?;
        Ok(())
    }
}

fn anchor_day(text: &str) -> anyhow::Result<Day> {
    Dated::parse(text).map(|dated| dated.last()).map_err(|_| anyhow!("--anchor {text}: write the day as 2019-02-10"))
}
