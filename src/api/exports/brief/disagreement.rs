//! One question in a brief: how far apart its answers are, and each position with what stands behind it, in the words of
//! the documents.

use super::{super::content::Content, judgement};
use crate::{
    domain::analysis::{Position, QuestionAnalysis},
    exchange::brief::{Block, Line, Part, Piece, Quote, line},
};

/// The most positions told of one question.
const POSITIONS_MAX: usize = 40;
/// The most excerpts of one position: the first reported.
const EXCERPTS_MAX: usize = 20;

/// The question; without `heading` it is what the whole brief is about.
pub(super) fn blocks(content: &Content<'_>, study: &QuestionAnalysis, heading: Option<Line>) -> Vec<Block> {
    let (words, dossier) = (content.words, content.dossier());
    let level = if heading.is_some() { 4 } else { 3 };
    let mut blocks: Vec<Block> = heading.map(|heading| Block::Heading(3, heading)).into_iter().collect();
    let told = if study.is_contested() {
        let gap = words.gap_sentence(dossier, study);
        words.tell("question-lede-gap", &[("gap", gap.into())])
    } else {
        words.state_sentence(study.state)
    };
    blocks.push(Block::Paragraph(vec![Piece::strong(told)]));
    blocks.push(Block::Facts(facts(content, study)));
    for position in study.positions.iter().take(POSITIONS_MAX) {
        blocks.push(Block::Part(Part::Position, self::position(content, study, position, level)));
    }
    let left = study.positions.len().saturating_sub(POSITIONS_MAX);
    if left > 0 {
        blocks.push(Block::Paragraph(line(words.counted("question-positions-left-out", left))));
    }
    let steps = words.explanation(dossier, study);
    if !steps.is_empty() {
        let key = if study.is_contested() { "question-why" } else { "brief-explanation" };
        blocks.push(Block::Heading(level, line(words.say(key))));
        blocks.push(Block::List(steps.into_iter().map(line).collect()));
    }
    blocks.extend(judgement::blocks(content, study, level));
    blocks
}

/// The event, what is counted, of what kind the disagreement is, what to be warned of.
fn facts(content: &Content<'_>, study: &QuestionAnalysis) -> Vec<(String, Line)> {
    let (words, dossier) = (content.words, content.dossier());
    let asked = &dossier.questions()[study.question];
    let event = content.text(&dossier.events()[dossier.event_of(study.question)].title);
    let mut facts = vec![(words.say("activity-noun-event"), line(event))];
    let texts = [("history-question-unit", &asked.unit), ("history-question-scope", &asked.scope)];
    for (key, text) in texts {
        facts.extend(text.as_ref().map(|text| (words.say(key), line(content.text(text)))));
    }
    if !study.kinds.is_empty() {
        let kinds: Vec<String> = study.kinds.iter().map(|kind| words.kind(*kind)).collect();
        facts.push((words.say("brief-kind"), line(words.list(&kinds))));
    }
    facts.extend(study.severity.map(|it| (words.say("brief-severity"), line(words.severity(it.label)))));
    facts.extend(study.warnings.iter().map(|it| (words.say("brief-warning"), line(words.warning(*it)))));
    facts
}

fn position(content: &Content<'_>, study: &QuestionAnalysis, position: &Position, level: u8) -> Vec<Block> {
    let (words, dossier) = (content.words, content.dossier());
    let value = words.position(dossier, study, position);
    let heading = if study.is_contested() {
        let letter = words.tell("badge-position", &[("letter", words.letter(position.letter).into())]);
        vec![Piece::plain(format!("{letter}: ")), Piece::plain(value)]
    } else {
        line(value)
    };
    let mut facts: Vec<(String, Line)> = Vec::new();
    if words.is_said_by_headline(dossier, study, position) {
        let reading = words.reading(dossier, position.headline);
        facts.extend(reading.map(|reading| (words.say("claim-reading-read"), line(reading))));
    }
    let support = &position.support;
    facts.push((words.say("brief-support"), line(words.support_line(support))));
    facts.push((words.say("weave-who"), line(content.who(position))));
    if !support.channels.is_empty() {
        let channels: Vec<String> = support.channels.iter().map(|&channel| content.source(channel)).collect();
        facts.push((words.say("brief-channels"), line(words.list(&channels))));
    }
    let warning = words.channel_warning(dossier, support);
    facts.extend(warning.map(|warning| (words.say("brief-warning"), line(warning))));
    let mut blocks = vec![Block::Heading(level, heading), Block::Facts(facts)];
    let mut claims = position.claims.clone();
    claims.sort_by_key(|&claim| content.study.rank(claim));
    blocks.extend(claims.iter().take(EXCERPTS_MAX).map(|&claim| Block::Quote(excerpt(content, claim))));
    let left = claims.len().saturating_sub(EXCERPTS_MAX);
    if left > 0 {
        blocks.push(Block::Paragraph(line(words.counted("claim-left-out", left))));
    }
    blocks
}

/// The words of the document, with the way they came: root, relays, publisher, title, date.
fn excerpt(content: &Content<'_>, claim: usize) -> Quote {
    let (words, dossier) = (content.words, content.dossier());
    let record = &dossier.claims()[claim];
    let document = &dossier.documents()[dossier.document_of(claim)];
    let arrow = words.say("history-chain-arrow");
    let chain: Vec<String> = dossier.chain_of(claim).iter().map(|&source| content.source(source)).collect();
    let dated = record.reported.as_ref().unwrap_or(&document.published);
    let title = words.quoted(content.text(&document.title));
    let mut source = vec![
        Piece::plain(chain.join(&arrow)),
        Piece::plain(" · "),
        Piece::plain(title),
        Piece::plain(" · "),
        Piece::plain(words.dated(dated)),
        Piece::plain(" · "),
        Piece::link(record.id.to_string(), content.claim_url(claim)),
    ];
    if record.is_paraphrase {
        source.push(Piece::plain(" · "));
        source.push(Piece::plain(words.say("question-in-our-words")));
    }
    let language = if record.is_paraphrase { "" } else { document.language.as_str() };
    Quote { text: record.excerpt.to_string(), language: language.to_owned(), source }
}
