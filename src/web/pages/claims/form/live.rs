//! The parts of the form that change while somebody types: how the answer was understood, whether the words stand in
//! the document, and what would follow.

use askama::Template;

use super::{
    mini::Track,
    outlook::{self, NamedDay, Outlook},
    typed::{Typed, filled},
};
use crate::{
    domain::{fault::Fault, highlight::Marked, record::Noun},
    text::Words,
    web::{
        FormFields, InCase,
        effects::{Effect, effects},
        forms::faults::told,
        geometry::Geometry,
    },
};

/// The longest paragraph, in bytes, as on the page of a document.
const PARAGRAPH_BYTES_MAX: usize = 8_000;

/// The parts alone, as a script asks for them.
#[derive(Template)]
#[template(path = "claims/form_preview.html")]
pub(super) struct Fragment {
    pub words: Words,
    pub live: Live,
}

/// What changes while somebody types.
pub(super) struct Live {
    /// "Understood as 11–20 September 2018, approximate".
    pub understood: Option<String>,
    /// The rule that was used.
    pub rule: Option<String>,
    /// The notation, where it says more than what was typed.
    pub notation: Option<String>,
    /// Whether it can be said that it is an exact day.
    pub is_wider_than_a_day: bool,
    /// What is wrong with the answer.
    pub fault: Option<String>,
    /// What stands in place of the sentence where nothing could be tried.
    pub instead: String,
    /// The class that colours it like its position.
    pub tone: &'static str,
    pub track: Option<Track>,
    /// Whether the words stand in the document.
    pub excerpt: Option<Located>,
    /// The claim as a sentence; marked pieces stand for somebody not yet named.
    pub sentence: Vec<(bool, String)>,
    pub effects: Vec<Effect>,
}

/// Whether the words stand in the document.
pub(super) struct Located {
    pub symbol: Option<&'static str>,
    pub class: &'static str,
    pub sentence: String,
}

/// The parts for what was typed, and what the trial found wrong with the record.
pub(super) async fn live(
    page: &InCase,
    fields: &FormFields,
    typed: &Typed,
    geometry: &mut Geometry,
) -> (Live, Vec<Fault>) {
    let words = page.words();
    let (outlook, faults) = tried(page, typed).await;
    let mut live = Live {
        understood: None,
        rule: None,
        notation: None,
        is_wider_than_a_day: false,
        fault: None,
        instead: words.say("claim-form-outlook-none"),
        tone: "n",
        track: None,
        excerpt: excerpt(page, fields, typed),
        sentence: Vec::new(),
        effects: Vec::new(),
    };
    if filled(fields.first("value")).is_some() && typed.question.is_some() {
        let own = typed.faults.iter().find(|(place, _)| place.starts_with("value")).map(|(_, fault)| fault.clone());
        let tried = faults.iter().find(|fault| super::typed::top(fault.at.as_str()) == "value");
        live.fault = own.or_else(|| tried.map(|fault| told(page, Some(Noun::Claim), fault)));
        live.instead = words.say("claim-form-outlook-unread");
    }
    if let Some(outlook) = outlook {
        live.fill(words, outlook, geometry);
    }
    (live, faults)
}

/// What a trial finds wrong with the record.
pub(super) async fn faults(page: &InCase, typed: &Typed) -> Vec<Fault> {
    tried(page, typed).await.1
}

/// What the words of the answer say of a day, where they were read as more than one.
pub(super) async fn named_day(page: &InCase, typed: &Typed) -> Option<NamedDay> {
    tried(page, typed).await.0?.day
}

async fn tried(page: &InCase, typed: &Typed) -> outlook::Tried {
    match typed.candidate.clone() {
        Some(candidate) => outlook::outlook(page, candidate, typed.brings.clone()).await,
        None => (None, Vec::new()),
    }
}

impl Live {
    fn fill(&mut self, words: Words, outlook: Outlook, geometry: &mut Geometry) {
        let understanding = outlook.understanding;
        self.understood = Some(understanding.head);
        self.rule = if understanding.is_by_hand {
            Some(words.say("claim-reading-by-hand"))
        } else {
            understanding.rule.or(understanding.reading)
        };
        self.notation = understanding.typed.map(|_| understanding.canonical);
        self.is_wider_than_a_day = outlook.day.is_some();
        self.tone = outlook.tone;
        self.track = outlook.mini.map(|mini| mini.track(words, geometry));
        self.sentence = outlook.sentence;
        self.effects = effects(words, outlook.lines);
    }
}

/// Where the words stand in the stored text of the document, or that they do not.
fn excerpt(page: &InCase, fields: &FormFields, typed: &Typed) -> Option<Located> {
    let words = page.words();
    let excerpt = filled(fields.first("excerpt"))?;
    let document = &page.dossier().documents()[typed.document?];
    let title = page.text(&document.title).to_owned();
    let Some(text) = &document.text else {
        let sentence = words.tell("claim-form-no-text", &[("document", title.into())]);
        return Some(Located { symbol: None, class: "q2", sentence });
    };
    let marked = Marked::new(text.as_str(), &[excerpt]);
    let paragraphs = marked.paragraphs(PARAGRAPH_BYTES_MAX);
    let found = paragraphs.iter().position(|paragraph| marked.beginning_in(paragraph).next().is_some());
    match found {
        Some(paragraph) => {
            let number = words.number(i64::try_from(paragraph + 1).unwrap_or(i64::MAX));
            let arguments = [("number", number.into()), ("document", title.into())];
            Some(Located { symbol: Some("i-ok"), class: "", sentence: words.tell("claim-form-found", &arguments) })
        }
        None if fields.is_ticked("paraphrase") => None,
        None => {
            let sentence = words.tell("claim-form-not-found", &[("document", title.into())]);
            Some(Located { symbol: Some("i-warn"), class: "not", sentence })
        }
    }
}
