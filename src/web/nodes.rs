//! Part-of trees as pages: the nodes of places or entities, each under what it is part of, and the claims that name them.

use askama::Template;

use super::{
    InCase, Section, Shell,
    fact::Fact,
    forms::{Sheet, actions},
    pager::Pager,
    tabs::{self, Tab, View},
    trail::Trail,
};
use crate::{
    domain::{
        analysis::Analysis,
        dossier::Dossier,
        question::AnswerKind,
        reading::Sets,
        tree::{Node, Tree},
        value::place::Area,
    },
    paths,
};

/// The deepest indentation.
const DEPTH_MAX: usize = 5;
/// The most parts listed.
const PARTS_MAX: usize = 100;

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
fn in_tree_order(tree: &Tree) -> Vec<(Node, usize)> {
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

/// What tells places from entities.
pub struct Kind {
    /// The part of the product its pages belong to.
    pub section: Section,
    /// The view of the case its list is.
    pub view: View,
    /// The message that names the list.
    pub title: &'static str,
    /// The message that explains the list.
    pub lede: &'static str,
    /// The messages of an empty list: heading and explanation.
    pub none: [&'static str; 2],
    /// The messages for what a node is part of, and for its parts.
    pub facts: [&'static str; 2],
    /// The tree.
    pub tree: fn(&Dossier) -> &Tree,
    /// The nodes that a claim names.
    pub named: fn(&Dossier, usize) -> Vec<Node>,
    /// Name and address of a node.
    pub link: fn(&InCase, Node) -> (String, String),
    /// What else is to be known of a node in the list.
    pub note: fn(&InCase, Node) -> String,
    /// Its form.
    pub sheet: &'static Sheet,
}

/// The list of the nodes of one kind.
#[derive(Template)]
#[template(path = "nodes/index.html")]
pub struct ListPage {
    shell: Shell,
    trail: Trail,
    tabs: Vec<Tab>,
    title: String,
    lede: String,
    none: [String; 2],
    case_url: String,
    entries: Vec<Entry>,
    pager: Pager,
}

impl Kind {
    /// The list of its nodes.
    #[must_use]
    pub fn list(&self, page: &InCase, analysis: &Analysis) -> ListPage {
        let words = page.words();
        let tree = (self.tree)(page.dossier());
        let title = words.say(self.title);
        let pager = Pager::of(&page.reader, tree.len());
        ListPage {
            shell: page.shell(&title, self.section),
            trail: Trail::of(page, &title).with(actions::adding(page, self.sheet)),
            tabs: tabs::tabs(page, analysis, self.view),
            lede: words.say(self.lede),
            none: self.none.map(|key| words.say(key)),
            case_url: page.link(&paths::case(page.case())),
            entries: self.entries(page, analysis, &in_tree_order(tree)[pager.range.clone()]),
            pager,
            title,
        }
    }

    fn entries(&self, page: &InCase, analysis: &Analysis, shown: &[(Node, usize)]) -> Vec<Entry> {
        let counts = self.counts(page.dossier(), analysis);
        let entry = |&(node, depth): &(Node, usize)| Entry {
            link: (self.link)(page, node),
            note: (self.note)(page, node),
            claims: page.words().claims(counts[node]),
            depth: format!("d{}", depth.min(DEPTH_MAX)),
            is_nested: depth > 0,
        };
        shown.iter().map(entry).collect()
    }

    /// For each node how many visible claims name it or a part of it.
    fn counts(&self, dossier: &Dossier, analysis: &Analysis) -> Vec<usize> {
        let tree = (self.tree)(dossier);
        let mut counts = vec![0; tree.len()];
        for &claim in analysis.questions.iter().flat_map(|question| &question.visible) {
            let named = (self.named)(dossier, claim);
            let mut nodes: Vec<Node> = named.iter().flat_map(|&node| tree.upwards(node)).collect();
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
    pub fn naming(&self, page: &InCase, analysis: &Analysis, node: Node) -> Vec<usize> {
        let tree = (self.tree)(page.dossier());
        let is_named = |&claim: &usize| (self.named)(page.dossier(), claim).iter().any(|&it| tree.covers(node, it));
        analysis.questions.iter().flat_map(|question| &question.visible).copied().filter(is_named).collect()
    }

    /// What `node` is part of, from the nearest up, and what is part of it.
    #[must_use]
    pub fn part_facts(&self, page: &InCase, node: Node) -> Vec<Fact> {
        let tree = (self.tree)(page.dossier());
        let whole: Vec<Node> = tree.upwards(node).skip(1).collect();
        let parts: Vec<Node> =
            (0..tree.len()).filter(|&part| tree.parent(part) == Some(node)).take(PARTS_MAX).collect();
        let links = |nodes: Vec<Node>| -> Vec<(String, Option<String>)> {
            nodes.into_iter().map(|node| (self.link)(page, node)).map(|(name, url)| (name, Some(url))).collect()
        };
        let both = self.facts.into_iter().zip([whole, parts]).filter(|(_, nodes)| !nodes.is_empty());
        both.map(|(key, nodes)| Fact { name: page.words().say(key), words: links(nodes) }).collect()
    }
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
