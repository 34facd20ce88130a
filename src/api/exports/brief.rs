//! The brief of a case and of a question, in words: what is disputed, who stands behind it and how it came, what rests on
//! one source, who the sources are, what editors judged, and what the brief itself is.

mod disagreement;
mod judgement;
mod sources;

use super::content::Content;
use crate::{
    domain::analysis::{QuestionAnalysis, State},
    exchange::brief::{Block, Brief, Line, Part, Piece, line},
};

/// The most disagreements that are told in full; of more only the number is said.
const DISAGREEMENTS_MAX: usize = 100;

/// The brief of the whole case.
pub(super) fn of_case(content: &Content<'_>) -> Brief {
    let (words, dossier) = (content.words, content.dossier());
    let case = dossier.case();
    let mut blocks: Vec<Block> = case.summary.iter().map(|it| Block::Paragraph(line(content.text(it)))).collect();
    blocks.push(Block::Facts(known(content)));
    if let Some(verdict) = words.verdict(dossier, content.analysis, content.origins) {
        blocks.push(Block::Paragraph(bold(&verdict)));
    }
    let disagreements = content.analysis.disagreements();
    if !disagreements.is_empty() {
        blocks.push(Block::Heading(2, line(words.say("case-disagreements-heading"))));
        blocks.push(Block::Paragraph(line(words.say("case-disagreements-note"))));
        blocks.extend(disagreements.iter().take(DISAGREEMENTS_MAX).map(|it| {
            let heading = vec![Piece::link(content.question(it.question), content.question_url(it.question))];
            Block::Part(Part::Disagreement, disagreement::blocks(content, it, Some(heading)))
        }));
        let left = disagreements.len().saturating_sub(DISAGREEMENTS_MAX);
        if left > 0 {
            blocks.push(Block::Paragraph(line(words.counted("case-more-disagreements", left))));
        }
    }
    blocks.extend(undisputed(content));
    blocks.extend(sources::blocks(content, None));
    blocks.push(about(content, &content.case_url()));
    Brief { language: words.language(), title: content.text(&case.title).to_owned(), blocks }
}

/// The brief of one question.
pub(super) fn of_question(content: &Content<'_>, question: usize) -> Brief {
    let (words, dossier) = (content.words, content.dossier());
    let study = &content.analysis.questions[question];
    let case = vec![Piece::link(content.text(&dossier.case().title), content.case_url())];
    let mut facts = vec![(words.say("activity-noun-case"), case)];
    facts.extend(known(content));
    let mut blocks = vec![Block::Facts(facts)];
    blocks.push(Block::Part(Part::Disagreement, disagreement::blocks(content, study, None)));
    blocks.extend(sources::blocks(content, Some(question)));
    blocks.push(about(content, &content.question_url(question)));
    Brief { language: words.language(), title: content.question(question).to_owned(), blocks }
}

/// As known on, by which clock, how much.
fn known(content: &Content<'_>) -> Vec<(String, Line)> {
    let words = content.words;
    vec![
        (words.say("export-state"), line(content.as_known())),
        (words.say("export-clock"), line(content.clock())),
        (words.say("export-revision"), line(content.revision())),
    ]
}

/// What the brief says of itself, at its end: on paper it is all that leads back.
fn about(content: &Content<'_>, address: &str) -> Block {
    let words = content.words;
    let mut facts = known(content);
    facts.push((words.say("export-policy"), line(content.dossier().case().policy.version())));
    facts.push((words.say("export-address"), vec![Piece::link(address, address)]));
    Block::Part(
        Part::Foot,
        vec![
            Block::Heading(2, line(words.say("brief-about"))),
            Block::Paragraph(line(words.say("brief-claims-no-facts"))),
            Block::Facts(facts),
        ],
    )
}

/// The questions that nobody disputes, by what stands behind their answer.
fn undisputed(content: &Content<'_>) -> Vec<Block> {
    let states = [
        (State::OneSource, "report-one-source"),
        (State::Unclear, "report-unclear"),
        (State::Corroborated, "report-corroborated"),
        (State::Untraceable, "report-untraceable"),
        (State::Unanswered, "report-unanswered"),
    ];
    let mut blocks = Vec::new();
    for (state, heading) in states {
        let questions = content.analysis.questions.iter().filter(|question| question.state == state);
        let answers: Vec<Line> = questions.map(|question| answer(content, question)).collect();
        if !answers.is_empty() {
            blocks.push(Block::Heading(2, line(content.words.say(heading))));
            blocks.push(Block::List(answers));
        }
    }
    blocks
}

/// "How many were killed? 2. Regional intelligence officials, 5 documents".
fn answer(content: &Content<'_>, study: &QuestionAnalysis) -> Line {
    let words = content.words;
    let question = Piece::link(content.question(study.question), content.question_url(study.question));
    let Some(position) = study.positions.first() else { return vec![question] };
    let value = words.position(content.dossier(), study, position);
    let documents = words.documents(position.support.documents);
    let who = words.tell("case-who", &[("who", content.who(position).into()), ("documents", documents.into())]);
    vec![question, Piece::plain(" "), Piece::strong(value), Piece::plain(" · "), Piece::plain(who)]
}

/// `*words*` stand out.
fn bold(text: &str) -> Line {
    let piece = |(number, text): (usize, &str)| {
        if number % 2 == 1 { Piece::strong(text) } else { Piece::plain(text) }
    };
    text.split('*').enumerate().filter(|(_, text)| !text.is_empty()).map(piece).collect()
}
