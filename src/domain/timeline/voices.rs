//! Voices: the claims of a case, taken together by question, position and root.

use std::collections::HashMap;

use super::{Axis, Mark, Material, SQUARES_MAX, View, Voice, axis, distinct, later_claims};
use crate::domain::{
    analysis::{Letter, QuestionAnalysis},
    calendar::{Day, UtcOffset},
    dossier::Dossier,
    question::AnswerKind,
};

/// Every voice of the case: what was known on the day, then what was not yet known and nobody had said before.
pub(super) fn voices(material: Material<'_>) -> Vec<Voice> {
    let Material { analysis, as_it_stands, .. } = material;
    let known = analysis.questions.iter().flat_map(|study| study.visible.iter().map(move |&claim| (claim, study)));
    let mut voices = gather(material, known, true);
    let said: std::collections::HashSet<(usize, usize, &str)> = voices
        .iter()
        .flat_map(|voice| voice.claims.iter().map(move |&claim| (voice.question, voice.root, value(material, claim))))
        .collect();
    let is_new = |&claim: &usize| {
        let question = material.dossier.question_of(claim);
        !said.contains(&(question, material.origins.root(claim).source, value(material, claim)))
    };
    let mut later: Vec<usize> = later_claims(material).filter(is_new).collect();
    // Question by question, for the letters are found once for each question that is begun.
    later.sort_by_key(|&claim| material.dossier.question_of(claim));
    let later = later.into_iter().map(|claim| (claim, &as_it_stands.questions[material.dossier.question_of(claim)]));
    let later = gather(material, later, false);
    drop(said);
    voices.extend(later);
    voices
}

fn value(material: Material<'_>, claim: usize) -> &str {
    &material.dossier.reading(claim).canonical
}

/// The source of a root, and whether it is a circle of relays.
type SaidBy = (usize, bool);

fn gather<'a>(
    material: Material<'_>,
    claims: impl Iterator<Item = (usize, &'a QuestionAnalysis)>,
    is_known: bool,
) -> Vec<Voice> {
    let Material { dossier, origins, .. } = material;
    let mut numbers: HashMap<(usize, Vec<Letter>, SaidBy), usize> = HashMap::new();
    let mut voices: Vec<Voice> = Vec::new();
    let mut letters = LettersOf::default();
    for (claim, study) in claims {
        let root = origins.root(claim);
        let letters = letters.of(study, claim);
        let number =
            *numbers.entry((study.question, letters.clone(), (root.source, root.is_circular))).or_insert_with(|| {
                voices.push(Voice {
                    question: study.question,
                    letters,
                    root: root.source,
                    is_counted: root.is_counted,
                    is_circular: root.is_circular,
                    claims: Vec::new(),
                    documents: 0,
                    mark: None,
                    reported: Vec::new(),
                    is_known,
                });
                voices.len() - 1
            });
        voices[number].claims.push(claim);
    }
    for voice in &mut voices {
        finish(dossier, voice);
    }
    voices
}

/// The letters of each claim of one question, found once for all of them: positions may hold thousands of claims.
#[derive(Default)]
struct LettersOf {
    question: Option<usize>,
    of_claim: HashMap<usize, Vec<Letter>>,
}

impl LettersOf {
    fn of(&mut self, study: &QuestionAnalysis, claim: usize) -> Vec<Letter> {
        if self.question != Some(study.question) {
            self.question = Some(study.question);
            self.of_claim.clear();
            for position in &study.positions {
                for &member in &position.claims {
                    self.of_claim.entry(member).or_default().push(position.letter);
                }
            }
        }
        self.of_claim.get(&claim).cloned().unwrap_or_default()
    }
}

fn finish(dossier: &Dossier, voice: &mut Voice) {
    voice.claims.sort_by_key(|&claim| (dossier.reported_by(claim), dossier.chain_of(claim).len(), claim));
    voice.documents = distinct(voice.claims.iter().map(|&claim| dossier.document_of(claim)));
    voice.mark = Mark::of(dossier, voice.headline());
    let mut days: Vec<Day> = voice.claims.iter().map(|&claim| dossier.reported_by(claim)).collect();
    days.sort_unstable();
    days.dedup();
    if days.len() > SQUARES_MAX {
        let last = days[days.len() - 1];
        days.truncate(SQUARES_MAX - 1);
        days.push(last);
    }
    voice.reported = days;
}

/// Whether `view` asks for `voice`.
pub(super) fn matches(material: Material<'_>, voice: &Voice, view: &View) -> bool {
    let Material { dossier, .. } = material;
    let is_of_source = |source: usize| {
        (voice.root == source && !voice.is_circular)
            || voice.claims.iter().any(|&claim| dossier.chain_of(claim).contains(&source))
    };
    view.question.is_none_or(|question| voice.question == question)
        && view.source.is_none_or(is_of_source)
        && view.state.is_none_or(|state| material.study(voice.question).state == state)
        && is_within(dossier, voice, view)
}

fn is_within(dossier: &Dossier, voice: &Voice, view: &View) -> bool {
    if view.from.is_none() && view.to.is_none() {
        return true;
    }
    let offset = dossier.utc_offset(voice.question);
    let first = view.from.map_or(i64::MIN, |day| day.seconds(offset).lo());
    let last = view.to.map_or(i64::MAX, |day| day.seconds(offset).hi());
    let is_between = |day: &Day| view.from.is_none_or(|from| *day >= from) && view.to.is_none_or(|to| *day <= to);
    voice.mark.is_some_and(|mark| mark.touches(first, last)) || voice.reported.iter().any(is_between)
}

/// The clocks of the axis: those of the first question about time.
pub(super) fn offset(dossier: &Dossier, voices: &[&Voice]) -> UtcOffset {
    let is_time = |voice: &&&Voice| dossier.questions()[voice.question].answer == AnswerKind::Time;
    voices.iter().find(is_time).or(voices.first()).map_or(UtcOffset::UTC, |voice| dossier.utc_offset(voice.question))
}

/// The axis that shows `voices`, or the window that was asked for.
pub(super) fn axis(voices: &[&Voice], view: &View, offset: UtcOffset) -> Option<Axis> {
    let marks: Vec<(i64, i64)> = voices.iter().filter_map(|voice| Some(voice.mark?.bounds())).collect();
    let noon = |day: Day| day.seconds(offset).lo() + crate::domain::calendar::DAY_SECONDS / 2;
    let reports: Vec<i64> = voices
        .iter()
        .flat_map(|voice| voice.claims.iter().zip(voice.reported.iter().cycle()))
        .map(|(_, day)| noon(*day))
        .collect();
    let (first, last) = axis::reach(&marks, &reports)?;
    if view.from.is_none() && view.to.is_none() {
        return Some(Axis::between(first, last, offset));
    }
    let day = |second: i64| Day::of_second(second, offset);
    let from = view.from.unwrap_or(day(first));
    Some(Axis::of_days(from, view.to.unwrap_or(day(last).plus(1)).max(from), offset))
}
