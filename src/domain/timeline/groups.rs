//! Groups: voices put in lanes, lanes under the question or the source they belong to, and what stands between them.

use super::{Dimension, Group, LANES_MAX, Lane, LanesBy, Material, Subject, View, Voice};
use crate::domain::{analysis::QuestionAnalysis, dossier::Dossier, extent::Denotation, question::AnswerKind};

/// How many questions, or sources, stand on one page.
pub const QUESTIONS_A_PAGE: usize = 10;
/// The most lanes one group takes.
const LANES_A_GROUP: usize = 12;
/// Lanes kept back for each group that is still to come.
const LANES_KEPT: usize = 3;

/// The groups of one page, and how many stand before and after it.
pub(super) fn groups(material: Material<'_>, voices: Vec<&Voice>, view: &View) -> (Vec<Group>, usize, usize) {
    let all = match view.lanes {
        LanesBy::Position => by_question(material, voices, view),
        LanesBy::Source => by_source(material, voices),
        LanesBy::Question => return each_question(material, voices, view),
    };
    let total = all.len();
    let before = page_start(total, view.page);
    let mut page: Vec<(Subject, Vec<&Voice>)> = all.into_iter().skip(before).take(QUESTIONS_A_PAGE).collect();
    let after = total - before - page.len();
    let mut room = LANES_MAX;
    let count = page.len();
    let groups = page
        .drain(..)
        .enumerate()
        .map(|(number, (subject, voices))| {
            let kept = (count - number - 1) * LANES_KEPT;
            let most = room.saturating_sub(kept).clamp(LANES_KEPT, LANES_A_GROUP);
            let group = group(material, subject, voices, most);
            room = room.saturating_sub(group.lanes.len());
            group
        })
        .collect();
    (groups, before, after)
}

/// A page beyond the last shows the last.
fn page_start(total: usize, page: usize) -> usize {
    let last = total.saturating_sub(1) / QUESTIONS_A_PAGE;
    page.min(last) * QUESTIONS_A_PAGE
}

/// Disputed dates first, then other dates, then other disputes: what the axis can show best comes first. Of the
/// questions that neither have dates nor a dispute a timeline shows nothing, unless somebody asks for them.
fn by_question<'v>(material: Material<'_>, voices: Vec<&'v Voice>, view: &View) -> Vec<(Subject, Vec<&'v Voice>)> {
    let mut of_question: Vec<Vec<&Voice>> = material.dossier.questions().iter().map(|_| Vec::new()).collect();
    for voice in voices {
        of_question[voice.question].push(voice);
    }
    let is_asked_for = view.question.is_some() || view.source.is_some() || view.state.is_some();
    let mut groups: Vec<(usize, Vec<&Voice>)> =
        of_question.into_iter().enumerate().filter(|(_, v)| !v.is_empty()).collect();
    groups.retain(|(question, _)| {
        is_asked_for || is_time(material.dossier, *question) || is_disputed(material, *question)
    });
    groups.sort_by(|(a, _), (b, _)| order(material, *a).total_cmp(&order(material, *b)).then(a.cmp(b)));
    groups.into_iter().map(|(question, voices)| (Subject::Question(question), voices)).collect()
}

fn is_time(dossier: &Dossier, question: usize) -> bool {
    dossier.questions()[question].answer == AnswerKind::Time
}

/// Disputed on the day looked at, or later.
fn is_disputed(material: Material<'_>, question: usize) -> bool {
    material.study(question).is_contested() || material.as_it_stands.questions[question].is_contested()
}

fn order(material: Material<'_>, question: usize) -> f64 {
    let study = material.study(question);
    let rank = match (is_time(material.dossier, question), study.is_contested()) {
        (true, true) => 0.0,
        (true, false) => 2.0,
        (false, true) => 4.0,
        (false, false) => 6.0,
    };
    rank - study.severity.map_or(0.0, |severity| severity.score)
}

/// Roots with the most disputed answers first.
fn by_source<'v>(material: Material<'_>, voices: Vec<&'v Voice>) -> Vec<(Subject, Vec<&'v Voice>)> {
    let mut of_source: Vec<Vec<&Voice>> = material.dossier.sources().iter().map(|_| Vec::new()).collect();
    let mut of_circles = Vec::new();
    for voice in voices {
        if voice.is_circular { of_circles.push(voice) } else { of_source[voice.root].push(voice) }
    }
    let mut groups: Vec<(Subject, Vec<&Voice>)> =
        of_source.into_iter().enumerate().map(|(source, voices)| (Subject::Source(source), voices)).collect();
    groups.push((Subject::Circle, of_circles));
    groups.retain(|(_, voices)| !voices.is_empty());
    let disputed = |voices: &[&Voice]| voices.iter().filter(|voice| is_disputed(material, voice.question)).count();
    // The sort is stable: what is equal stays in order of id.
    groups
        .sort_by_cached_key(|(_, voices)| (!voices[0].is_counted, std::cmp::Reverse((disputed(voices), voices.len()))));
    groups
}

/// One group whose lanes are questions.
fn each_question(material: Material<'_>, voices: Vec<&Voice>, view: &View) -> (Vec<Group>, usize, usize) {
    let all = by_question(material, voices, view);
    let total = all.len();
    let before = page_start(total, view.page);
    let lanes: Vec<Lane> = all
        .into_iter()
        .skip(before)
        .take(QUESTIONS_A_PAGE)
        .map(|(_, mut voices)| {
            sort(material, &mut voices);
            voices.truncate(LANES_A_GROUP);
            Lane { voices: voices.into_iter().cloned().collect() }
        })
        .collect();
    let after = total - before - lanes.len();
    let group = Group { subject: Subject::Each, lanes, tied: 0, dimensions: Vec::new(), left_out: 0 };
    let groups = if group.lanes.is_empty() { Vec::new() } else { vec![group] };
    (groups, before, after)
}

fn group(material: Material<'_>, subject: Subject, mut voices: Vec<&Voice>, most: usize) -> Group {
    sort(material, &mut voices);
    let left_out = shorten(&mut voices, most);
    let (mut tied, mut dimensions) = (0, Vec::new());
    if let Subject::Question(question) = subject {
        let study = material.study(question);
        if study.is_contested() {
            tied = voices.iter().take_while(|voice| voice.is_known && voice.letters.len() == 1).count();
        }
        dimensions = dimensions_of(material.dossier, study, &voices[..tied]);
    }
    let lanes = voices.into_iter().map(|voice| Lane { voices: vec![voice.clone()] }).collect();
    Group { subject, lanes, tied, dimensions, left_out }
}

/// Voices of one position first, position by position; then those that fit several or none, then what came later.
fn sort(material: Material<'_>, voices: &mut [&Voice]) {
    let width = |voice: &Voice| voice.mark.map_or(0, |mark| mark.bounds().1 - mark.bounds().0);
    voices.sort_by_cached_key(|voice| {
        let letter = voice.letters.first().map_or(usize::MAX, |letter| letter.number());
        let first = voice.reported.first().copied();
        let by_time = std::cmp::Reverse(is_disputed(material, voice.question));
        (!voice.is_known, voice.letters.len() != 1, by_time, letter, first, width(voice), voice.question, voice.root)
    });
}

/// Leaves out what there is no room for: of every position the first lanes stay. Gives the number left out.
fn shorten(voices: &mut Vec<&Voice>, most: usize) -> usize {
    let left_out = voices.len().saturating_sub(most);
    if left_out == 0 {
        return 0;
    }
    let mut place_in_position = Vec::with_capacity(voices.len());
    for (number, voice) in voices.iter().enumerate() {
        let before = voices[..number].iter().rev().take_while(|other| other.letters == voice.letters).count();
        place_in_position.push((before, number));
    }
    place_in_position.sort_unstable();
    let mut kept: Vec<usize> = place_in_position.into_iter().take(most).map(|(_, number)| number).collect();
    kept.sort_unstable();
    let mut number = 0;
    voices.retain(|_| {
        number += 1;
        kept.binary_search(&(number - 1)).is_ok()
    });
    left_out
}

/// The time between each two positions that stand one above the other.
fn dimensions_of(dossier: &Dossier, study: &QuestionAnalysis, voices: &[&Voice]) -> Vec<Dimension> {
    if !is_time(dossier, study.question) {
        return Vec::new();
    }
    let hull = |position: usize| match &study.positions.get(position)?.denotation {
        Denotation::Axis(spans) => spans.hull(),
        _ => None,
    };
    let of_pair = |(lane, pair): (usize, &[&Voice])| {
        let [upper, lower] = [pair[0].letters[0].number(), pair[1].letters[0].number()];
        let (above, below) = (hull(upper)?, hull(lower)?);
        let is_upper_later = above.lo() > below.hi();
        let (early, late) = if is_upper_later { (below, above) } else { (above, below) };
        let (from, to) = (early.upper()?, late.lower()?);
        (upper != lower && from < to).then_some(Dimension {
            after_lane: lane,
            positions: [upper, lower],
            from,
            to,
            is_upper_later,
        })
    };
    voices.windows(2).enumerate().filter_map(of_pair).collect()
}
