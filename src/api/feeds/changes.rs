//! What differs between a case before and after a write, in words: what it made of the questions first, then the claims,
//! then everything else.

use std::{collections::BTreeMap, fmt::Display};

use super::About;
use crate::{
    app::OpenCase,
    domain::{
        analysis::State,
        assessment::Assessment,
        dossier::Dossier,
        id::{DocumentId, QuestionId, SourceId},
        record::Noun,
    },
    text::Words,
};

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    Added,
    Changed,
    Withdrawn,
}

/// What changed of what a feed is about, a line each.
pub(super) fn lines(words: Words, about: &About, before: &OpenCase, after: &OpenCase) -> Vec<String> {
    let telling = Telling { words, about, before: before.dossier(), after: after.dossier() };
    let mut lines = telling.states(before, after);
    lines.extend(telling.claims());
    lines.extend(telling.judgements());
    lines.extend(telling.others());
    lines
}

struct Telling<'a> {
    words: Words,
    about: &'a About,
    before: &'a Dossier,
    after: &'a Dossier,
}

impl Telling<'_> {
    /// The questions whose state is another: "“When did it happen?” is now: disputed (before: one source)".
    fn states(&self, before: &OpenCase, after: &OpenCase) -> Vec<String> {
        let state = |open: &OpenCase, id: &QuestionId| {
            let number = open.dossier().question_number(id);
            number.map_or(State::Unanswered, |number| open.analysis().questions[number].state)
        };
        let is_told = |id: &QuestionId| match self.about {
            About::Case => true,
            About::Question(about) => about == id,
            About::Source(_) => false,
        };
        let questions = self.after.questions().iter().filter(|question| is_told(&question.id));
        questions
            .filter_map(|question| {
                let (was, is) = (state(before, &question.id), state(after, &question.id));
                (was != is).then(|| {
                    let text = question.text.to(self.words.language());
                    let said = [
                        ("question", text.into()),
                        ("state", self.words.state(is).into()),
                        ("before", self.words.state(was).into()),
                    ];
                    self.words.tell("feed-state", &said)
                })
            })
            .collect()
    }

    fn claims(&self) -> Vec<String> {
        let all = compared(self.before.claims(), self.after.claims(), |claim| claim.id.clone());
        let told = all.into_iter().filter_map(|(id, became)| {
            let dossier = if became == Became::Withdrawn { self.before } else { self.after };
            let claim = dossier.claim_number(&id)?;
            let record = &dossier.claims()[claim];
            let is_told = match self.about {
                About::Case => true,
                About::Question(id) => record.question == *id,
                About::Source(id) => record.chain.sources().contains(id),
            };
            is_told.then(|| {
                let is_new = |was: Option<bool>, is: bool| is && was == Some(false);
                let was = self.before.claim_number(&id).map(|number| &self.before.claims()[number]);
                let key = match became {
                    Became::Added => "feed-claim-added",
                    Became::Withdrawn => "feed-claim-withdrawn",
                    Became::Changed if is_new(was.map(|was| was.retracted.is_some()), record.retracted.is_some()) => {
                        "feed-claim-retracted"
                    }
                    Became::Changed if is_new(was.map(|was| was.superseded.is_some()), record.superseded.is_some()) => {
                        "feed-claim-superseded"
                    }
                    Became::Changed => "feed-claim-changed",
                };
                let sentence = self.words.claim_sentence(dossier, claim, &[]);
                self.words.tell(key, &[("claim", sentence.into())])
            })
        });
        told.collect()
    }

    /// New judgements of editors; a judgement is never changed, and one that is gone is told by its question.
    fn judgements(&self) -> Vec<String> {
        let is_told = |it: &&Assessment| match self.about {
            About::Case => true,
            About::Question(id) => it.question == *id,
            About::Source(_) => false,
        };
        let (before, after) = (&self.before.records().assessments, &self.after.records().assessments);
        let all = compared(before, after, Assessment::key);
        let found = all.into_iter().filter_map(|(key, became)| {
            let list = if became == Became::Withdrawn { before } else { after };
            list.iter().find(|it| it.key() == key).filter(is_told).map(|it| (it, became))
        });
        let told = found.map(|(it, became)| {
            let question = self.after.question_number(&it.question).map(|number| &self.after.questions()[number]);
            let text = question.map_or(it.question.as_str(), |question| question.text.to(self.words.language()));
            let status = self.words.assessment_status(it.status);
            let key = if became == Became::Withdrawn { "feed-judgement-withdrawn" } else { "feed-judgement" };
            self.words.tell(key, &[("question", text.into()), ("status", status.into())])
        });
        told.collect()
    }

    /// Everything else, by what it is called: "Source The Guardian added".
    fn others(&self) -> Vec<String> {
        let (before, after, language) = (self.before, self.after, self.words.language());
        let mut found: Vec<(Noun, String, Became)> = Vec::new();
        macro_rules! add {
            ($noun:expr, $list:ident, $name:ident, $is_told:expr) => {
                for (id, became) in compared(before.$list(), after.$list(), |it| it.id.clone()) {
                    let list = if became == Became::Withdrawn { before.$list() } else { after.$list() };
                    let is_told: &dyn Fn(&_) -> bool = &$is_told;
                    if let Some(it) = list.iter().find(|it| it.id == id).filter(|it| is_told(&it.id)) {
                        found.push(($noun, it.$name.to(language).to_owned(), became));
                    }
                }
            };
        }
        let is_of_case = *self.about == About::Case;
        add!(Noun::Question, questions, text, |id: &QuestionId| is_of_case
            || *self.about == About::Question(id.clone()));
        add!(Noun::Source, sources, name, |id: &SourceId| is_of_case || *self.about == About::Source(id.clone()));
        add!(Noun::Document, documents, title, |id: &DocumentId| is_of_case || self.is_published_by(id));
        add!(Noun::Event, events, title, |_| is_of_case);
        add!(Noun::Place, places, name, |_| is_of_case);
        add!(Noun::Entity, entities, name, |_| is_of_case);
        if is_of_case && before.case() != after.case() {
            let is_new = before.claims().is_empty() && before.questions().is_empty() && before.sources().is_empty();
            let became = if is_new { Became::Added } else { Became::Changed };
            found.push((Noun::Case, after.case().title.to(language).to_owned(), became));
        }
        found.into_iter().map(|(noun, name, became)| self.record(noun, &name, became)).collect()
    }

    fn is_published_by(&self, document: &DocumentId) -> bool {
        let publisher = |dossier: &Dossier| -> Option<SourceId> {
            Some(dossier.documents()[dossier.document_number(document)?].publisher.clone())
        };
        let publisher = publisher(self.after).or_else(|| publisher(self.before));
        matches!((self.about, publisher), (About::Source(about), Some(publisher)) if *about == publisher)
    }

    fn record(&self, noun: Noun, name: &str, became: Became) -> String {
        let key = match became {
            Became::Added => "activity-new",
            Became::Changed => "activity-changed",
            Became::Withdrawn => "activity-withdrawn",
        };
        let noun = self.words.say(&format!("activity-noun-{}", noun.word()));
        self.words.tell(key, &[("noun", noun.into()), ("name", name.into())])
    }
}

/// The records that differ, in order of id.
fn compared<T: PartialEq, I: Ord + Display>(before: &[T], after: &[T], id: impl Fn(&T) -> I) -> Vec<(I, Became)> {
    let mut were: BTreeMap<I, &T> = before.iter().map(|it| (id(it), it)).collect();
    let mut changes: Vec<(I, Became)> = Vec::new();
    for it in after {
        match were.remove(&id(it)) {
            None => changes.push((id(it), Became::Added)),
            Some(was) if was != it => changes.push((id(it), Became::Changed)),
            Some(_) => {}
        }
    }
    changes.extend(were.into_keys().map(|id| (id, Became::Withdrawn)));
    changes.sort_by(|(a, _), (b, _)| a.cmp(b));
    changes
}
