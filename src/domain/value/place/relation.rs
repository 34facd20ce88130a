//! How a place of the tree and a circle relate.

use super::{Disc, Gazetteer};
use crate::domain::tree::Node;

/// How a node and a circle relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They may share a point.
    Meets,
    /// Nobody knows where the node lies.
    Undetermined,
    /// They share no point.
    Apart,
}

/// How `node` and `disc` relate. It depends on the places of the case alone, never on what is claimed.
#[must_use]
pub fn relation(node: Node, disc: &Disc, gazetteer: &Gazetteer<'_>) -> Relation {
    let tree = gazetteer.tree;
    if disc.anchor.is_some_and(|anchor| tree.covers(node, anchor)) {
        return Relation::Meets;
    }
    let meets = |part: Node| gazetteer.disc(part).is_some_and(|own| own.meets(disc));
    if meets(node) || (0..tree.len()).any(|part| part != node && tree.covers(node, part) && meets(part)) {
        return Relation::Meets;
    }
    match gazetteer.disc(node) {
        Some(_) => Relation::Apart,
        // A part of the place the circle was measured from lies where that place lies, as far as anybody knows.
        None if disc.anchor.is_some_and(|anchor| tree.covers(anchor, node)) => Relation::Meets,
        None => Relation::Undetermined,
    }
}

/// Whether nothing of `node` lies outside `disc`, as far as anybody knows. A place that contains the one the circle was
/// measured from is always wider.
pub(in crate::domain) fn is_within(node: Node, disc: &Disc, gazetteer: &Gazetteer<'_>) -> bool {
    let tree = gazetteer.tree;
    if disc.anchor.is_some_and(|anchor| anchor != node && tree.covers(node, anchor)) {
        return false;
    }
    match gazetteer.reach(node) {
        Some(reach) => disc.holds(&reach),
        None => disc.anchor.is_some_and(|anchor| tree.covers(anchor, node)),
    }
}
