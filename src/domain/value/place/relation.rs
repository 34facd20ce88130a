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

/// Whether nothing of `node` lies outside `disc`, as far as anybody knows: what is part of a place that lies inside lies
/// inside as well, so that no third claim that names a part can set apart what holds of the whole.
pub(in crate::domain) fn is_within(node: Node, disc: &Disc, gazetteer: &Gazetteer<'_>) -> bool {
    gazetteer.tree.upwards(node).any(|whole| is_whole_within(whole, disc, gazetteer))
}

/// A place that contains the one the circle was measured from is always wider. A place without coordinates lies in it
/// only as part of that place, and where each of its parts that have coordinates does.
fn is_whole_within(node: Node, disc: &Disc, gazetteer: &Gazetteer<'_>) -> bool {
    let tree = gazetteer.tree;
    if disc.anchor.is_some_and(|anchor| anchor != node && tree.covers(node, anchor)) {
        return false;
    }
    if let Some(reach) = gazetteer.reach(node) {
        return disc.holds(&reach);
    }
    let holds_part = |part: Node| gazetteer.reach(part).is_none_or(|reach| disc.holds(&reach));
    disc.anchor.is_some_and(|anchor| tree.covers(anchor, node))
        && (0..tree.len()).filter(|&part| tree.covers(node, part)).all(holds_part)
}
