//! "If you save this now": how the answer was understood, and what would follow, found by trying it.
//!
//! The trial runs on what the editor may see. Elsewhere the numbers of a case come from the whole of it; here a protected
//! source stands apart from whoever it belongs to or speaks for, since the sentences name roots and a number alone could
//! tell who it is. So where a case has protected sources the number of roots said here can be higher than that on the
//! page of the question. What would be recorded is the same.

use std::sync::Arc;

use super::mini::Mini;
use crate::{
    app::OpenCase,
    domain::{
        analysis::Letter,
        calendar::Day,
        candidate::{Candidate, Trial},
        dossier::{Dossier, Records},
        fault::Fault,
        question::AnswerKind,
        reading::Sets,
        record::Noun,
        source::Source,
    },
    text::{
        Words,
        consequences::{Line, Sides},
        understanding::Understanding,
    },
    web::{InCase, badge::Badge},
};

/// What a trial tells.
pub(super) struct Outlook {
    /// How the answer was understood.
    pub understanding: Understanding,
    /// The answer among those on record.
    pub mini: Option<Mini>,
    /// The claim as a sentence; the pieces that are marked stand for somebody not yet named.
    pub sentence: Vec<(bool, String)>,
    /// What would follow.
    pub lines: Vec<Line>,
    /// The class that colours it like its position.
    pub tone: &'static str,
    /// What "It is an exact day" would come to; `None` where it is one, or is no time.
    pub day: Option<NamedDay>,
}

/// What the words of a time that was read as more than a day say of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedDay {
    /// They name this day: "about 10 January 2019".
    Day(Day),
    /// They name none: "mid-September 2018".
    None,
}

/// The day that the words of claim number `claim` name, where they were read as more than a day.
fn named_day(dossier: &Dossier, claim: usize) -> Option<NamedDay> {
    let (question, reading) = (dossier.question_of(claim), dossier.reading(claim));
    let is_time = dossier.questions()[question].answer == AnswerKind::Time;
    let [Sets::Axis { core, envelope }] = reading.members.as_slice() else { return None };
    if !is_time || reading.is_by_hand {
        return None;
    }
    let offset = dossier.utc_offset(question);
    let of_second = |second| Day::of_second(second, offset);
    let days = core.hull().and_then(|hull| Some((of_second(hull.lower()?), of_second(hull.upper()?))));
    match days {
        Some((first, last)) if first == last && core == envelope => None,
        Some((first, last)) if first == last => Some(NamedDay::Day(first)),
        _ => Some(NamedDay::None),
    }
}

/// What comes of trying a claim: the faults are those of its own record.
pub(super) type Tried = (Option<Outlook>, Vec<Fault>);

/// The fields that a trial can do without.
const DISPENSABLE: [&str; 5] = ["relays", "superseded", "retracted", "original_lang", "anchor"];

/// Tries `candidate`, which may bring a source with it.
pub(super) async fn outlook(page: &InCase, candidate: Candidate, brings: Option<Source>) -> Tried {
    let (open, words) = (Arc::clone(&page.open), page.words());
    page.open.work(async move { tried(&open, words, candidate, brings.as_ref()) }).await
}

fn tried(open: &OpenCase, words: Words, mut candidate: Candidate, brings: Option<&Source>) -> Tried {
    let before = open.study();
    let records = || {
        let mut records: Records = before.dossier().records().clone();
        records.sources.extend(brings.cloned());
        records
    };
    let (trial, faults) = match candidate.trial(before, records()) {
        Ok(trial) => (Some(trial), Vec::new()),
        Err(faults) => {
            let own: Vec<Fault> = faults.into_iter().filter(is_own).collect();
            drop_faulty(&mut candidate, &own);
            let is_triable = own.iter().all(|fault| DISPENSABLE.contains(&super::typed::top(fault.at.as_str())));
            (candidate.trial(before, records()).ok().filter(|_| is_triable), own)
        }
    };
    let outlook = trial.map(|trial| trial.with_judged(before.dossier(), &open.judged())).map(|trial| {
        let after = trial.study.dossier();
        let sides = Sides::of(before.dossier(), &trial);
        Outlook {
            understanding: words.understanding(after, trial.claim),
            mini: Mini::of(before.dossier(), &trial),
            sentence: marked(words, &words.claim_sentence(after, trial.claim, &trial.unnamed)),
            day: named_day(after, trial.claim),
            tone: letter(&trial).map_or("n", |letter| Badge::of_letter(words, letter).tone),
            lines: trial.consequences.iter().flat_map(|consequence| words.consequence(sides, consequence)).collect(),
        }
    });
    (outlook, faults)
}

/// The position that the claim would be in, where it is in one of several.
pub(super) fn letter(trial: &Trial) -> Option<Letter> {
    let after = trial.consequences.first()?.after.as_ref().filter(|after| after.positions.len() > 1)?;
    let mut letters = after.positions_of(trial.claim).map(|position| position.letter);
    letters.next().filter(|_| letters.next().is_none())
}

/// Whether a fault is one of the claim tried, and not of another record.
fn is_own(fault: &Fault) -> bool {
    let top = super::typed::top(fault.at.as_str());
    !Noun::ALL.iter().any(|noun| top == crate::web::forms::faults::list_of(*noun))
}

fn drop_faulty(candidate: &mut Candidate, faults: &[Fault]) {
    for fault in faults {
        match super::typed::top(fault.at.as_str()) {
            "relays" => candidate.relays = None,
            "superseded" => candidate.superseded = None,
            "retracted" => candidate.retracted = None,
            "original_lang" => candidate.original_lang = None,
            "anchor" => candidate.anchor = None,
            _ => {}
        }
    }
}

/// A sentence cut where somebody not yet named stands in it.
fn marked(words: Words, sentence: &str) -> Vec<(bool, String)> {
    let unnamed = words.unnamed_link();
    let capital = crate::text::numbers::capitalised(&unnamed);
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((at, length)) =
        [&unnamed, &capital].into_iter().filter_map(|name| rest.find(name.as_str()).map(|at| (at, name.len()))).min()
    {
        pieces.push((false, rest[..at].to_owned()));
        pieces.push((true, rest[at..at + length].to_owned()));
        rest = &rest[at + length..];
    }
    pieces.push((false, rest.to_owned()));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}
