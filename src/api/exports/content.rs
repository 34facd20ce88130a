//! What exports are made of: a case as a viewer may see it, as known on a day, with the words of a language.

use crate::{
    domain::{
        analysis::{Analysis, Position, QuestionAnalysis, Study},
        as_known::{Clock, Recorded},
        assessment::Assessment,
        calendar::{Day, UtcOffset},
        dossier::Dossier,
        independence::Origins,
        text::Localised,
        timeline::Material,
    },
    paths,
    text::Words,
};

/// A case, ready to be written in any format.
pub struct Content<'a> {
    /// Its records, traced and compared.
    pub study: &'a Study<'static>,
    /// What it amounts to on the day.
    pub analysis: &'a Analysis,
    /// What it amounts to as things stand.
    pub as_it_stands: &'a Analysis,
    /// Where its claims come from, as known on the day.
    pub origins: &'a Origins,
    /// The words it is told in.
    pub words: Words,
    /// From where it is looked at.
    pub known: Known,
    /// The number of writes it has seen.
    pub revision: i64,
    /// The address of the installation, without a slash; empty where none is known.
    pub base: &'a str,
    /// The assessments that stand on what has changed since, by their keys.
    pub stale: Vec<String>,
}

/// From where a case is looked at.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By what was reported until this day.
    pub as_of: Option<Day>,
    /// As our records stood then.
    pub recorded: Option<Recorded>,
}

impl<'a> Content<'a> {
    /// The records.
    #[must_use]
    pub fn dossier(&self) -> &'a Dossier {
        self.study.dossier()
    }

    /// A text in the language of the export, or in the one there is.
    #[must_use]
    pub fn text<'t>(&self, text: &'t Localised) -> &'t str {
        text.to(self.words.language())
    }

    /// A sentence without isolates, for formats that show text bare.
    #[must_use]
    pub fn plain(&self, text: String) -> String {
        self.words.plain(text)
    }

    /// The address of one of our pages, on the day that is looked at.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        let query = match &self.known {
            Known { as_of: Some(day), .. } => format!("?as_of={day}"),
            Known { recorded: Some(at), .. } => format!("?clock={}&as_of={at}", Clock::Recorded.word()),
            Known { .. } => String::new(),
        };
        format!("{}{path}{query}", self.base)
    }

    /// The page of the case.
    #[must_use]
    pub fn case_url(&self) -> String {
        self.link(&paths::case(&self.dossier().case().id))
    }

    /// The text of a question.
    #[must_use]
    pub fn question(&self, question: usize) -> &'a str {
        self.text(&self.dossier().questions()[question].text)
    }

    /// The page of a question.
    #[must_use]
    pub fn question_url(&self, question: usize) -> String {
        self.link(&paths::question(&self.dossier().case().id, &self.dossier().questions()[question].id))
    }

    /// The page of a claim.
    #[must_use]
    pub fn claim_url(&self, claim: usize) -> String {
        self.link(&paths::claim(&self.dossier().case().id, &self.dossier().claims()[claim].id))
    }

    /// The page of a source.
    #[must_use]
    pub fn source_url(&self, source: usize) -> String {
        self.link(&paths::source(&self.dossier().case().id, &self.dossier().sources()[source].id))
    }

    /// The name of a source, as whoever takes the export may know it.
    #[must_use]
    pub fn source(&self, source: usize) -> String {
        self.words.source(self.dossier(), source).into_owned()
    }

    /// What its timeline is drawn from.
    #[must_use]
    pub fn material(&self) -> Material<'a> {
        Material {
            dossier: self.dossier(),
            origins: self.origins,
            analysis: self.analysis,
            as_it_stands: self.as_it_stands,
        }
    }

    /// The visible claims, by number.
    pub fn visible(&self) -> impl Iterator<Item = usize> + '_ {
        self.analysis.questions.iter().flat_map(|question| question.visible.iter().copied())
    }

    /// How the case is looked at: "As known on 10 February 2019", "As things stand".
    #[must_use]
    pub fn as_known(&self) -> String {
        let words = self.words;
        match &self.known {
            Known { as_of: Some(day), .. } => words.tell("report-as-of", &[("date", words.date(*day).into())]),
            Known { recorded: Some(at), .. } => {
                words.tell("export-as-recorded", &[("date", words.recorded(at).into())])
            }
            Known { .. } => words.say("export-as-it-stands"),
        }
    }

    /// The clock in words.
    #[must_use]
    pub fn clock(&self) -> String {
        self.words.say(if self.known.recorded.is_some() { "export-clock-recorded" } else { "export-clock-reported" })
    }

    /// The number of writes the case has seen, in words.
    #[must_use]
    pub fn revision(&self) -> String {
        self.words.number(self.revision)
    }

    /// Whoever stands behind a position: "Regional intelligence officials, The Guardian".
    #[must_use]
    pub fn who(&self, position: &Position) -> String {
        let roots = self.origins.roots_behind(&position.claims, &position.support.roots);
        let mut names: Vec<String> = roots.iter().map(|&root| self.words.root(self.dossier(), root)).collect();
        if names.is_empty() {
            names.push(self.source(self.dossier().chain_of(position.headline)[0]));
        }
        self.words.list(&names)
    }

    /// How the answers to a question stand to each other: how far apart, or the state.
    #[must_use]
    pub fn outcome(&self, question: &QuestionAnalysis) -> String {
        if question.is_contested() {
            self.words.gap_line(self.dossier(), question)
        } else {
            self.words.state(question.state)
        }
    }

    /// The assessments made by the day that is looked at.
    #[must_use]
    pub fn judgements(&self) -> Vec<Assessment> {
        let day = |it: &Assessment| Day::of_second(it.at.as_second(), UtcOffset::UTC);
        let is_made = |it: &&Assessment| self.known.as_of.is_none_or(|as_of| day(it) <= as_of);
        self.dossier().records().assessments.iter().filter(is_made).cloned().collect()
    }
}
