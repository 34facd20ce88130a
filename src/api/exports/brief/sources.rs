//! The source statement of a brief: who the sources are, how they are graded, which are protected, and what none of them
//! says it saw.

use std::collections::BTreeSet;

use super::super::content::Content;
use crate::{
    domain::claim::Basis,
    exchange::brief::{Block, Line, Piece, line},
};

/// The statement on a whole case, or on one question of it.
pub(super) fn blocks(content: &Content<'_>, question: Option<usize>) -> Vec<Block> {
    let (words, dossier) = (content.words, content.dossier());
    let is_asked = |claim: &usize| question.is_none_or(|question| dossier.question_of(*claim) == question);
    let claims: Vec<usize> = content.visible().filter(is_asked).collect();
    let sources: BTreeSet<usize> = claims.iter().flat_map(|&claim| dossier.chain_of(claim)).copied().collect();
    if sources.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Heading(2, line(words.say("brief-sources"))),
        Block::Paragraph(line(words.say("brief-sources-note"))),
        Block::List(sources.iter().map(|&source| statement(content, source, &claims)).collect()),
    ];
    let mut records = sources.iter().map(|&source| &dossier.sources()[source]).filter(|source| source.is_protected);
    // Whoever may see identities takes them out with the text: it says so.
    if records.clone().any(|source| source.shields().is_some()) {
        blocks.push(Block::Paragraph(vec![Piece::strong(words.say("brief-identified-note"))]));
    } else if records.next().is_some() {
        blocks.push(Block::Paragraph(line(words.say("brief-protected-note"))));
    }
    let never_seen = never_seen(content, &claims);
    blocks.push(Block::Heading(3, line(words.say("brief-never-seen"))));
    if never_seen.is_empty() {
        blocks.push(Block::Paragraph(line(words.say("brief-all-seen"))));
    } else {
        blocks.push(Block::Paragraph(line(words.say("brief-never-seen-note"))));
        blocks.push(Block::List(never_seen));
    }
    blocks
}

/// "Jumah Hamdi Hamdan · Eyewitness, named · B: usually reliable · 9 claims as root · 3 relayed".
fn statement(content: &Content<'_>, source: usize, claims: &[usize]) -> Line {
    let (words, dossier) = (content.words, content.dossier());
    let record = &dossier.sources()[source];
    let said = claims.iter().filter(|&&claim| dossier.chain_of(claim).first() == Some(&source)).count();
    let relayed =
        claims.iter().filter(|&&claim| dossier.chain_of(claim).iter().skip(1).any(|it| *it == source)).count();
    let mut facts = vec![words.source_kind(record)];
    facts.extend((record.is_protected && record.shields().is_none()).then(|| words.say("brief-protected")));
    facts.push(record.reliability.map_or_else(|| words.say("brief-not-graded"), |grade| words.reliability(grade)));
    if said > 0 {
        facts.push(words.counted("sources-said", said));
    }
    if relayed > 0 {
        facts.push(words.counted("sources-relayed", relayed));
    }
    let name = Piece { is_strong: true, ..Piece::link(content.source(source), content.source_url(source)) };
    let facts = facts.into_iter().flat_map(|fact| [Piece::plain(" · "), Piece::plain(fact)]);
    [name].into_iter().chain(facts).collect()
}

/// The questions to which no visible claim says that its root was there.
fn never_seen(content: &Content<'_>, claims: &[usize]) -> Vec<Line> {
    let dossier = content.dossier();
    let is_seen = |claim: &usize| dossier.claims()[*claim].basis == Some(Basis::Witnessed);
    let asked: BTreeSet<usize> = claims.iter().map(|&claim| dossier.question_of(claim)).collect();
    let seen: BTreeSet<usize> =
        claims.iter().filter(|claim| is_seen(claim)).map(|&claim| dossier.question_of(claim)).collect();
    asked.difference(&seen).map(|&question| line(content.question(question))).collect()
}
