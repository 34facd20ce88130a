//! Guests: claims that are in a position only because nothing rules them out.

use std::collections::BTreeSet;

use super::{Area, Disc, Extent, Gazetteer, Members, Node, Relation, relation};

/// The pairs nothing can be said about, the lower number first, in order.
pub(super) fn undetermined_pairs(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Vec<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for guest in (0..extents.len()).filter(|&number| is_unplaced(extents[number], gazetteer)) {
        for other in (0..extents.len()).filter(|&other| other != guest) {
            if !is_related(extents[guest], extents[other], gazetteer) {
                pairs.insert((guest.min(other), guest.max(other)));
            }
        }
    }
    let singles: Vec<(usize, Area)> = asserted(extents).collect();
    let nodes: Vec<(usize, Node)> = singles.iter().filter_map(|(n, area)| Some((*n, node_of(area)?))).collect();
    for (number, disc) in singles.iter().filter_map(|(n, area)| Some((*n, disc_of(area)?))) {
        for &(other, node) in nodes.iter().filter(|(_, node)| !gazetteer.places[*node].is_unresolved) {
            // Only a place without coordinates can be undetermined: ask before the long way.
            if gazetteer.disc(node).is_none() && relation(node, &disc, gazetteer) == Relation::Undetermined {
                pairs.insert((number.min(other), number.max(other)));
            }
        }
    }
    pairs.into_iter().collect()
}

/// Marks who is in a position only because nothing rules it out. Where nobody is placed, all that are not related to
/// somebody are guests.
pub(super) fn marked(
    all: Vec<usize>,
    extents: &[&Extent],
    gazetteer: &Gazetteer<'_>,
    undetermined: &[(usize, usize)],
) -> Members {
    if undetermined.is_empty() {
        return Members { all, guests: Vec::new() };
    }
    let is_undetermined = |a: usize, b: usize| undetermined.binary_search(&(a.min(b), a.max(b))).is_ok();
    let is_unplaced = |number: usize| is_unplaced(extents[number], gazetteer);
    let is_disc = |number: usize| areas(extents[number]).iter().any(|area| disc_of(area).is_some());
    let placed: Vec<usize> = all.iter().copied().filter(|&number| !is_unplaced(number)).collect();
    let hosts = if placed.is_empty() { &all } else { &placed };
    let is_guest = |number: usize| {
        (is_unplaced(number) || is_disc(number)) && hosts.iter().any(|&host| is_undetermined(number, host))
    };
    let guests = all.iter().copied().filter(|&number| is_guest(number)).collect();
    Members { all, guests }
}

fn is_unplaced(extent: &Extent, gazetteer: &Gazetteer<'_>) -> bool {
    areas(extent).iter().filter_map(node_of).any(|node| gazetteer.places[node].is_unresolved)
}

fn is_related(a: &Extent, b: &Extent, gazetteer: &Gazetteer<'_>) -> bool {
    let nodes = |extent| {
        areas(extent).iter().filter_map(|area| match area {
            Area::Node(node) => Some(*node),
            Area::Disc(disc) => disc.anchor,
        })
    };
    nodes(a).any(|x| nodes(b).any(|y| gazetteer.tree.is_related(x, y)))
}

/// The extents that assert one area.
fn asserted(extents: &[&Extent]) -> impl Iterator<Item = (usize, Area)> {
    extents.iter().enumerate().filter_map(|(number, extent)| match extent {
        Extent::Areas { areas, is_denied: false } if areas.len() == 1 => Some((number, areas[0])),
        _ => None,
    })
}

fn areas(extent: &Extent) -> &[Area] {
    match extent {
        Extent::Areas { areas, .. } => areas,
        _ => &[],
    }
}

fn node_of(area: &Area) -> Option<Node> {
    match area {
        Area::Node(node) => Some(*node),
        Area::Disc(_) => None,
    }
}

fn disc_of(area: &Area) -> Option<Disc> {
    match area {
        Area::Disc(disc) => Some(*disc),
        Area::Node(_) => None,
    }
}
