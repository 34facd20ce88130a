//! Entities and options: a value names one node of a part-of tree, or several.

use crate::domain::{
    fault::ValueFault,
    near::nearest,
    tree::{Node, Tree},
};

/// A set of nodes with everything that is part of them: "one of these".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nodes(Vec<Node>);

impl Nodes {
    /// The set of `nodes`: sorted, none twice, none that is part of another.
    #[must_use]
    pub fn new(mut nodes: Vec<Node>, tree: &Tree) -> Self {
        nodes.sort_unstable();
        nodes.dedup();
        let tops = nodes.iter().copied().filter(|&n| !nodes.iter().any(|&m| m != n && tree.covers(m, n))).collect();
        Self(tops)
    }

    /// The nodes named, in order of the list.
    #[must_use]
    pub fn named(&self) -> &[Node] {
        &self.0
    }

    /// Whether `node` is one of them or part of one.
    #[must_use]
    pub fn cover(&self, node: Node, tree: &Tree) -> bool {
        self.0.iter().any(|&n| tree.covers(n, node))
    }
}

/// Reads the id of an entity or option among `ids`; its number in them is the node.
///
/// # Errors
/// `Unknown` with the id that looks most like it.
pub fn read(text: &str, noun: &'static str, ids: &[&str]) -> Result<Node, ValueFault> {
    let text = text.trim();
    ids.iter().position(|id| *id == text).ok_or_else(|| ValueFault::Unknown {
        noun,
        id: text.to_owned(),
        near: nearest(text, ids.iter().copied()).map(str::to_owned),
    })
}
