//! Positions in a tree of entities or options: one cell for each node that somebody names, and one for "something else".

use std::collections::HashMap;

use super::{cells, numbers};
use crate::domain::{
    bits::BitSet,
    extent::Extent,
    tree::{Node, Tree},
};

/// The maximal sets of `extents` with a common answer.
pub(super) fn maximal_sets(extents: &[&Extent], tree: &Tree) -> Vec<Vec<usize>> {
    let mut named: HashMap<Node, Vec<usize>> = HashMap::new();
    let mut denials = Vec::new();
    let mut cells: Vec<Option<Node>> = vec![None];
    for (number, extent) in extents.iter().enumerate() {
        let Extent::Nodes { nodes, is_denied } = extent else { continue };
        cells.extend(nodes.named().iter().map(|&node| Some(node)));
        if *is_denied {
            denials.push((number, nodes));
        } else {
            for &node in nodes.named() {
                named.entry(node).or_default().push(number);
            }
        }
    }
    cells.sort_unstable();
    cells.dedup();
    let stab = |cell: Option<Node>| {
        let mut set = BitSet::below(extents.len());
        for node in cell.into_iter().flat_map(|node| tree.upwards(node)) {
            set.extend(named.get(&node).into_iter().flatten().copied());
        }
        let allowed = denials.iter().filter(|(_, denied)| cell.is_none_or(|node| !denied.cover(node, tree)));
        set.extend(allowed.map(|(number, _)| *number));
        set
    };
    cells::maximal(cells.into_iter().map(stab)).iter().map(numbers).collect()
}
