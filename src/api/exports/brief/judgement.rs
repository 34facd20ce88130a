//! What editors judged of a disagreement: titled as judgement, signed, apart from the evidence.

use super::super::content::Content;
use crate::{
    domain::{
        analysis::QuestionAnalysis,
        assessment::{Assessment, standing},
        calendar::{Day, UtcOffset},
    },
    exchange::brief::{Block, Line, Part, Piece, line},
};

/// The judgements that stood on the day that is looked at, one of each editor; nothing for what nobody disputes.
pub(super) fn blocks(content: &Content<'_>, study: &QuestionAnalysis, level: u8) -> Option<Block> {
    if !study.is_contested() {
        return None;
    }
    let words = content.words;
    let mut blocks = vec![Block::Heading(level, line(words.say("question-judgement")))];
    let made = content.judgements();
    let (current, _) = standing(&made, &content.dossier().questions()[study.question].id);
    if current.is_empty() {
        blocks.push(Block::Paragraph(line(words.say("question-not-assessed-reason"))));
    }
    if current.iter().any(|it| it.status != current[0].status) {
        blocks.push(Block::Paragraph(line(words.say("question-editors-differ"))));
    }
    for assessment in current {
        blocks.push(Block::Paragraph(vec![Piece::strong(words.assessment_status(assessment.status))]));
        blocks.push(Block::Paragraph(line(content.text(&assessment.reason))));
        blocks.push(Block::Facts(facts(content, assessment)));
    }
    Some(Block::Part(Part::Judgement, blocks))
}

fn facts(content: &Content<'_>, assessment: &Assessment) -> Vec<(String, Line)> {
    let words = content.words;
    let mut facts = Vec::new();
    if let Some(would_settle) = &assessment.would_settle {
        facts.push((words.say("question-would-settle"), line(content.text(would_settle))));
    }
    let by = [("by", assessment.by.as_str().into()), ("date", words.date(day(assessment)).into())];
    facts.push((words.say("question-assessed-by"), line(words.tell("question-assessed-by-on", &by))));
    let claims: Vec<String> = assessment.claims.iter().map(ToString::to_string).collect();
    facts.push((words.say("question-based-on"), line(words.list(&claims))));
    if content.stale.contains(&assessment.key()) {
        facts.push((words.say("brief-warning"), line(words.say("question-stale"))));
    }
    facts
}

fn day(assessment: &Assessment) -> Day {
    Day::of_second(assessment.at.as_second(), UtcOffset::UTC)
}
