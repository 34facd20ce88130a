//! Part-of trees as pages: the nodes of places or entities, each under what it is part of, and the claims that name them.

use super::{InCase, pager::Pager};
use crate::{
    domain::{
        analysis::Analysis,
        dossier::Dossier,
        question::AnswerKind,
        reading::Sets,
        tree::{Node, Tree},
        value::place::Area,
    },
    text::Words,
};

/// The deepest indentation.
const DEPTH_MAX: usize = 5;

/// A node in a list.
pub struct Entry {
    /// Its name and address.
    pub link: (String, String),
    /// What else is to be known.
    pub note: String,
    /// How many claims name it or a part of it.
    pub claims: String,
    /// How deep it lies: `d0` to `d5`.
    pub depth: String,
    /// Whether it lies in another.
    pub is_nested: bool,
}

/// The nodes of `tree`, each after what it is part of, with their depth.
#[must_use]
pub fn in_tree_order(tree: &Tree) -> Vec<(Node, usize)> {
    let mut parts: Vec<Vec<Node>> = vec![Vec::new(); tree.len()];
    let mut open: Vec<(Node, usize)> = Vec::new();
    for node in (0..tree.len()).rev() {
        match tree.parent(node) {
            Some(up) => parts[up].push(node),
            None => open.push((node, 0)),
        }
    }
    let mut order = Vec::with_capacity(tree.len());
    while let Some((node, depth)) = open.pop() {
        order.push((node, depth));
        open.extend(parts[node].iter().map(|&part| (part, depth + 1)));
    }
    order
}

/// The nodes directly part of `node`.
#[must_use]
pub fn parts(tree: &Tree, node: Node) -> Vec<Node> {
    (0..tree.len()).filter(|&part| tree.parent(part) == Some(node)).collect()
}

/// The entries of the nodes on this page of a list.
pub fn entries(
    pager: &Pager,
    tree: &Tree,
    naming: &[usize],
    words: Words,
    show: impl Fn(Node) -> ((String, String), String),
) -> Vec<Entry> {
    let order = in_tree_order(tree);
    let shown = order[pager.range.clone()].iter();
    shown
        .map(|&(node, depth)| {
            let (link, note) = show(node);
            let claims = words.claims(naming[node]);
            Entry { link, note, claims, depth: format!("d{}", depth.min(DEPTH_MAX)), is_nested: depth > 0 }
        })
        .collect()
}

/// For each node how many visible claims name it or a part of it.
#[must_use]
pub fn counts(
    dossier: &Dossier,
    analysis: &Analysis,
    tree: &Tree,
    named: impl Fn(&Dossier, usize) -> Vec<Node>,
) -> Vec<usize> {
    let mut counts = vec![0; tree.len()];
    for &claim in analysis.questions.iter().flat_map(|question| &question.visible) {
        let mut nodes: Vec<Node> = named(dossier, claim).iter().flat_map(|&node| tree.upwards(node)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        for node in nodes {
            counts[node] += 1;
        }
    }
    counts
}

/// The visible claims that name `node` or a part of it.
#[must_use]
pub fn naming(
    page: &InCase,
    analysis: &Analysis,
    tree: &Tree,
    node: Node,
    named: impl Fn(&Dossier, usize) -> Vec<Node>,
) -> Vec<usize> {
    let is_named = |&claim: &usize| named(page.dossier(), claim).iter().any(|&inner| tree.covers(node, inner));
    analysis.questions.iter().flat_map(|question| &question.visible).copied().filter(is_named).collect()
}

/// The places that claim number `claim` names, directly or as the centre of a circle.
#[must_use]
pub fn places_named(dossier: &Dossier, claim: usize) -> Vec<Node> {
    let area = |area: &Area| match area {
        Area::Node(node) => Some(*node),
        Area::Disc(disc) => disc.anchor,
    };
    let sets = |sets: &Sets| match sets {
        Sets::Areas(areas) => areas.iter().filter_map(area).collect(),
        _ => Vec::new(),
    };
    dossier.reading(claim).members.iter().flat_map(sets).collect()
}

/// The entities that claim number `claim` names.
#[must_use]
pub fn entities_named(dossier: &Dossier, claim: usize) -> Vec<Node> {
    if dossier.questions()[dossier.question_of(claim)].answer != AnswerKind::Entity {
        return Vec::new();
    }
    let sets = |sets: &Sets| match sets {
        Sets::Nodes(nodes) => nodes.named().to_vec(),
        _ => Vec::new(),
    };
    dossier.reading(claim).members.iter().flat_map(sets).collect()
}
