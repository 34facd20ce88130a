//! Positions among places: nodes of a tree, circles, and both together.
//!
//! A cell is a node, a point, or a node at a point. A circle and a node are compatible when the circle of the node, or
//! of a part of it, meets the circle, or when the node contains the place the circle was measured from. A node
//! without coordinates is *undetermined* against a circle measured from elsewhere, and so is a place nobody has
//! placed yet against all it is not related to: they join each other's positions as guests.

use std::collections::{BTreeSet, HashSet};

use fixedbitset::FixedBitSet;

use super::{Members, Positions, cells, numbers};
use crate::domain::{
    extent::Extent,
    place::Point,
    tree::Node,
    value::place::{Area, Disc, Gazetteer},
};

mod circles;

/// How a node and a circle relate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Meets,
    Undetermined,
    Apart,
}

/// The positions among `extents`, all of them areas.
pub(super) fn positions(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Positions {
    let field = Ground::of(extents, gazetteer);
    let mut stabs: HashSet<FixedBitSet> = HashSet::new();
    for cell in field.cells() {
        stabs.insert(field.stab(&cell));
    }
    let mut sets: Vec<Vec<usize>> = cells::maximal(stabs).iter().map(numbers).collect();
    if sets.is_empty() && !field.floating.is_empty() {
        sets.push(Vec::new());
    }
    for set in &mut sets {
        set.extend(&field.floating);
        set.sort_unstable();
    }
    let undetermined = field.undetermined_pairs();
    let members = sets.into_iter().map(|all| field.with_guests(all, &undetermined)).collect();
    Positions { members, undetermined }
}

/// A possible whereabouts: a named node, a point, or both. Neither: somewhere nobody named.
#[derive(Clone, Copy)]
struct Cell {
    node: Option<Node>,
    point: Option<Point>,
}

/// The claims of one question laid out on the ground.
struct Ground<'a> {
    extents: &'a [&'a Extent],
    gazetteer: &'a Gazetteer<'a>,
    /// Claims at a place nobody has placed yet: kept out of the search.
    floating: Vec<usize>,
    nodes: Vec<Node>,
    discs: Vec<Disc>,
}

impl<'a> Ground<'a> {
    fn of(extents: &'a [&'a Extent], gazetteer: &'a Gazetteer<'a>) -> Self {
        let mut ground = Self { extents, gazetteer, floating: Vec::new(), nodes: Vec::new(), discs: Vec::new() };
        for (number, extent) in extents.iter().enumerate() {
            if ground.is_floating(extent) {
                ground.floating.push(number);
                continue;
            }
            for area in areas(extent) {
                match area {
                    Area::Node(node) => ground.nodes.push(*node),
                    Area::Disc(disc) => {
                        ground.nodes.extend(disc.anchor);
                        if !ground.discs.contains(disc) {
                            ground.discs.push(*disc);
                        }
                    }
                }
            }
        }
        ground.nodes.sort_unstable();
        ground.nodes.dedup();
        ground
    }

    fn is_floating(&self, extent: &Extent) -> bool {
        areas(extent).iter().any(|area| match area {
            Area::Node(node) => self.gazetteer.places[*node].is_unresolved,
            Area::Disc(_) => false,
        })
    }

    /// Every cell that can be the narrowest common ground of some claims.
    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![Cell { node: None, point: None }];
        cells.extend(self.nodes.iter().map(|&node| Cell { node: Some(node), point: None }));
        if self.discs.is_empty() {
            return cells;
        }
        let own = self.nodes.iter().filter_map(|&node| self.gazetteer.disc(node));
        let mut circles = self.discs.clone();
        circles.extend(own);
        for point in circles::candidates(&circles) {
            let holding: Vec<&Disc> = self.discs.iter().filter(|disc| disc.contains(point)).collect();
            cells.push(Cell { node: None, point: Some(point) });
            let admitted = self.nodes.iter().filter(|&&node| self.admits(node, point, &holding));
            cells.extend(admitted.map(|&node| Cell { node: Some(node), point: Some(point) }));
        }
        cells
    }

    /// Whether `node` may reach `point`: its own circle does, a part of it is the anchor of a circle that does, or
    /// nobody knows where it is.
    fn admits(&self, node: Node, point: Point, holding: &[&Disc]) -> bool {
        let contains_an_anchor = || {
            let is_part = |anchor: Node| anchor != node && self.gazetteer.tree.covers(node, anchor);
            holding.iter().any(|disc| disc.anchor.is_some_and(is_part))
        };
        self.gazetteer.disc(node).is_none_or(|own| own.contains(point)) || contains_an_anchor()
    }

    /// The claims that hold at `cell`.
    fn stab(&self, cell: &Cell) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(self.extents.len());
        for (number, extent) in self.extents.iter().enumerate() {
            if let Extent::Areas { areas, is_denied } = extent {
                let is_in = areas.iter().any(|area| self.holds(area, cell, *is_denied));
                set.set(number, is_in != *is_denied && !self.floating.contains(&number));
            }
        }
        set
    }

    fn holds(&self, area: &Area, cell: &Cell, is_denied: bool) -> bool {
        match (area, cell.node, cell.point) {
            (Area::Node(node), Some(at), _) => self.gazetteer.tree.covers(*node, at),
            // A bare point says nothing of the tree; only a denial has to keep clear of the place's own circle.
            (Area::Node(node), None, Some(point)) => {
                is_denied && self.gazetteer.disc(*node).is_some_and(|own| own.contains(point))
            }
            (Area::Disc(disc), Some(at), Some(point)) => {
                disc.contains(point) && (is_denied || self.relation(at, disc) != Relation::Apart)
            }
            (Area::Disc(disc), None, Some(point)) => disc.contains(point),
            (Area::Node(_), None, None) | (Area::Disc(_), _, None) => false,
        }
    }

    fn relation(&self, node: Node, disc: &Disc) -> Relation {
        let tree = self.gazetteer.tree;
        if disc.anchor.is_some_and(|anchor| tree.covers(node, anchor)) {
            return Relation::Meets;
        }
        let parts = self.nodes.iter().copied().filter(|&part| tree.covers(node, part));
        if parts.chain([node]).any(|part| self.gazetteer.disc(part).is_some_and(|own| own.meets(disc))) {
            return Relation::Meets;
        }
        // A part of the place the circle was measured from lies where that place lies, as far as anybody knows.
        match self.gazetteer.disc(node) {
            None => Relation::Undetermined,
            Some(_) => Relation::Apart,
        }
    }

    fn undetermined_pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for &guest in &self.floating {
            for other in 0..self.extents.len() {
                if other != guest && !self.is_related(guest, other) {
                    pairs.insert((guest.min(other), guest.max(other)));
                }
            }
        }
        for (number, disc) in self.single_discs() {
            for (other, node) in self.single_nodes() {
                if self.relation(node, &disc) == Relation::Undetermined {
                    pairs.insert((number.min(other), number.max(other)));
                }
            }
        }
        pairs.into_iter().collect()
    }

    fn is_related(&self, a: usize, b: usize) -> bool {
        let tree = self.gazetteer.tree;
        let nodes = |number: usize| {
            areas(self.extents[number]).iter().filter_map(|area| match area {
                Area::Node(node) => Some(*node),
                Area::Disc(disc) => disc.anchor,
            })
        };
        nodes(a).any(|x| nodes(b).any(|y| tree.is_related(x, y)))
    }

    fn single_discs(&self) -> impl Iterator<Item = (usize, Disc)> + '_ {
        self.asserted().filter_map(|(number, area)| match area {
            Area::Disc(disc) => Some((number, disc)),
            Area::Node(_) => None,
        })
    }

    fn single_nodes(&self) -> impl Iterator<Item = (usize, Node)> + '_ {
        self.asserted().filter_map(|(number, area)| match area {
            Area::Node(node) if !self.floating.contains(&number) => Some((number, node)),
            _ => None,
        })
    }

    fn asserted(&self) -> impl Iterator<Item = (usize, Area)> + '_ {
        self.extents.iter().enumerate().filter_map(|(number, extent)| match extent {
            Extent::Areas { areas, is_denied: false } if areas.len() == 1 => Some((number, areas[0])),
            _ => None,
        })
    }

    /// Marks who is in a position only because nothing rules it out. Where nobody is placed, the first stands for
    /// the position and what is not related to it are the guests.
    fn with_guests(&self, all: Vec<usize>, undetermined: &[(usize, usize)]) -> Members {
        let is_undetermined = |a: usize, b: usize| undetermined.binary_search(&(a.min(b), a.max(b))).is_ok();
        let is_floating = |number: usize| self.floating.contains(&number);
        let is_disc = |number: usize| areas(self.extents[number]).iter().any(|area| matches!(area, Area::Disc(_)));
        let settled: Vec<usize> = all.iter().copied().filter(|&n| !is_floating(n)).collect();
        let hosts = if settled.is_empty() { all[..1].to_vec() } else { settled };
        let is_guest = |number: usize| {
            let against = hosts.iter().any(|&host| host != number && is_undetermined(number, host));
            against && (is_floating(number) || is_disc(number))
        };
        let guests = all.iter().copied().filter(|&number| is_guest(number)).collect();
        Members { all, guests }
    }
}

fn areas(extent: &Extent) -> &[Area] {
    match extent {
        Extent::Areas { areas, .. } => areas,
        _ => &[],
    }
}
