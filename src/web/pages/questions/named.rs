//! On a question with many answers: what stands behind each answer, for the position as a whole says nothing of that.

use crate::{
    domain::{
        analysis::{Position, Study},
        claim::Stance,
        extent::Denotation,
        independence::Tally,
        reading::Sets,
        value::place::Area,
    },
    web::InCase,
};

/// The most answers told one by one.
const ANSWERS_MAX: usize = 24;

/// "G: 1 independent root", for each answer that is given, by a claim that names it or a part of it.
#[must_use]
pub fn support_by_answer(page: &InCase, study: &Study<'_>, position: &Position) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    let question = dossier.question_of(position.headline);
    let tree = dossier.answer_tree(question);
    let mut tally = Tally::new(dossier, study.origins());
    let given: Vec<usize> = match &position.denotation {
        Denotation::Nodes { nodes, .. } => nodes.clone(),
        Denotation::Areas { areas, .. } => areas.iter().filter_map(node_of).collect(),
        Denotation::Axis(_) | Denotation::Words => Vec::new(),
    };
    let mut lines = Vec::new();
    for node in given.into_iter().take(ANSWERS_MAX) {
        let names_it = |set: &Sets| nodes_of(set).iter().any(|&named| tree.covers(node, named));
        let backs = |&claim: &usize| {
            dossier.claims()[claim].stance == Stance::Asserts && dossier.reading(claim).members.iter().any(names_it)
        };
        let support = words.support(tally.range(position.claims.iter().copied().filter(|claim| backs(claim))));
        let name = words.list(&words.node_names(dossier, question, &[node]));
        lines.push(words.tell("question-answer-support", &[("answer", name.into()), ("support", support.into())]));
    }
    lines
}

fn nodes_of(set: &Sets) -> Vec<usize> {
    match set {
        Sets::Nodes(nodes) => nodes.named().to_vec(),
        Sets::Areas(areas) => areas.iter().filter_map(node_of).collect(),
        Sets::Axis { .. } | Sets::Words => Vec::new(),
    }
}

fn node_of(area: &Area) -> Option<usize> {
    match area {
        Area::Node(node) => Some(*node),
        Area::Disc(_) => None,
    }
}
