//! The analysis of a case as plain text, for terminals and mails: about 100 columns, no colours.

use super::Words;
use crate::domain::{
    analysis::{Analysis, Position, QuestionAnalysis, State},
    dossier::Dossier,
};

/// The longest value in the aligned column, in characters.
const COLUMN_MAX: usize = 52;

/// A readable analysis: disagreements first, the most severe on top, then what rests on one source, then what is open.
#[must_use]
pub fn report(dossier: &Dossier, analysis: &Analysis, words: Words) -> String {
    let mut lines = vec![dossier.case().title.to(words.language()).to_owned()];
    lines.push("=".repeat(lines[0].chars().count()));
    if let Some(day) = analysis.as_of {
        lines.push(words.fill("report-as-of", "date", &words.date(day)));
    }
    lines.push(counts(dossier, analysis, words));
    for question in analysis.disagreements() {
        lines.push(String::new());
        disagreement(&mut lines, dossier, question, words);
    }
    for (state, key) in [
        (State::OneSource, "report-one-source"),
        (State::Unclear, "report-unclear"),
        (State::Corroborated, "report-corroborated"),
        (State::Untraceable, "report-untraceable"),
        (State::Unanswered, "report-unanswered"),
    ] {
        let questions: Vec<&QuestionAnalysis> = analysis.questions.iter().filter(|q| q.state == state).collect();
        if !questions.is_empty() {
            lines.extend([String::new(), words.say(key)]);
            lines.extend(rows(&questions.iter().map(|q| answer(dossier, q, words)).collect::<Vec<_>>()));
        }
    }
    words.plain(lines.join("\n") + "\n")
}

fn counts(dossier: &Dossier, analysis: &Analysis, words: Words) -> String {
    let counts = analysis.counts;
    let contested = i64::try_from(counts.contested).unwrap_or(i64::MAX);
    words.tell(
        "report-counts",
        &[
            ("claims", words.claims(counts.claims).into()),
            ("documents", words.documents(dossier.documents().len()).into()),
            ("questions", words.questions(counts.questions).into()),
            ("n", contested.into()),
            ("number", words.number(contested).into()),
        ],
    )
}

fn disagreement(lines: &mut Vec<String>, dossier: &Dossier, question: &QuestionAnalysis, words: Words) {
    let asked = dossier.questions()[question.question].text.to(words.language());
    let gap = words.gap(dossier, question);
    let headline = gap.small.map_or(gap.big.clone(), |small| format!("{} {small}", gap.big));
    lines.push(format!("{asked}  ≠ {headline}"));
    let positions: Vec<[String; 2]> =
        question.positions.iter().map(|position| position_row(dossier, question, position, words)).collect();
    lines.extend(rows(&positions));
    if let Some(channel) = only_channel(question) {
        let channel = words.source_in_sentence(dossier, channel);
        lines.push(format!("   {}", words.fill("support-all-through", "channel", &channel)));
    }
    let kinds: Vec<String> = question.kinds.iter().map(|kind| words.kind(*kind)).collect();
    lines.push(format!("   {}", words.fill("report-kinds", "kinds", &kinds.join(&words.say("report-separator")))));
    let witness: Vec<&str> = question.witness.iter().map(|&claim| dossier.claims()[claim].id.as_str()).collect();
    lines.push(format!("   {}", words.fill("report-witness", "claims", &witness.join(" ≠ "))));
    lines.extend(question.warnings.iter().map(|warning| format!("   ! {}", words.warning(*warning))));
}

/// The one outlet everything on a question passed through, if there is one.
fn only_channel(question: &QuestionAnalysis) -> Option<usize> {
    let mut channels: Vec<usize> =
        question.positions.iter().flat_map(|position| position.support.channels.iter().copied()).collect();
    channels.sort_unstable();
    channels.dedup();
    match channels.as_slice() {
        [channel] => Some(*channel),
        _ => None,
    }
}

/// What a position says, and what stands behind it.
fn position_row(dossier: &Dossier, question: &QuestionAnalysis, position: &Position, words: Words) -> [String; 2] {
    let value = words.position(dossier, question, position);
    let value = match words.reading(dossier, position.headline) {
        Some(reading) => words.tell("report-value-read", &[("value", value.into()), ("reading", reading.into())]),
        None => value,
    };
    let support = words.support_line(&position.support);
    let support = if only_channel(question).is_some() {
        support
    } else {
        let channels = words.channels(dossier, &position.support);
        words.tell("report-support", &[("support", support.into()), ("channels", channels.into())])
    };
    [format!("{}  {value}", words.letter(position.letter)), support]
}

fn answer(dossier: &Dossier, question: &QuestionAnalysis, words: Words) -> [String; 2] {
    let asked = dossier.questions()[question.question].text.to(words.language()).to_owned();
    let said = |position: &Position| {
        let value = words.position(dossier, question, position);
        let note = words.meeting(dossier, question, position);
        let named = words.node_names(dossier, question.question, &question.corroborated_nodes);
        let named = (!named.is_empty()).then(|| words.fill("question-lede-nodes", "nodes", &words.list(&named)));
        let notes = words.explanation(dossier, question).into_iter().chain(note).chain(named);
        notes.fold(value, |value, note| {
            words.tell("report-value-note", &[("value", value.into()), ("note", note.into())])
        })
    };
    let values: Vec<String> = question.positions.iter().map(said).collect();
    [asked, values.join(", ")]
}

/// Two columns, the first as wide as its widest cell within reason.
fn rows(cells: &[[String; 2]]) -> Vec<String> {
    let width = |text: &String| text.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).count();
    let widest = cells.iter().map(|[first, _]| width(first)).filter(|width| *width <= COLUMN_MAX).max().unwrap_or(0);
    cells
        .iter()
        .map(|[first, second]| {
            let padding = " ".repeat(widest.saturating_sub(width(first)));
            format!("   {first}{padding}   {second}").trim_end().to_owned()
        })
        .collect()
}
