//! Positions among places: nodes of a tree, circles, and both together.
//!
//! A cell is a node, a point, or a node at a point. A circle and a node are compatible when the circle of the node, or
//! of a part of it, meets the circle, or when the node contains the place the circle was measured from. A node
//! without coordinates is *undetermined* against a circle measured from elsewhere, and so is a place nobody has
//! placed yet against all it is not related to: they join each other's positions as guests.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
};

use fixedbitset::FixedBitSet;

use super::{Members, Positions, cells, numbers};
use crate::domain::{
    extent::Extent,
    place::Point,
    tree::Node,
    value::place::{Area, Disc, Gazetteer, Relation, is_within, relation},
};

mod circles;
mod guests;
mod relations;

use circles::Circle;
use relations::Relations;

/// The positions among `extents`, all of them areas.
pub(super) fn positions(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Positions {
    let ground = Ground::of(extents, gazetteer);
    let undetermined = guests::undetermined_pairs(extents, gazetteer);
    let stabs = ground.stabs();
    let sets = cells::maximal(stabs);
    let members = guests::marked(&sets, extents, gazetteer, &undetermined);
    Positions { members, undetermined, has_more_undetermined: false }
}

/// The claims of one question laid out on the ground: who speaks of what, as sets of claims.
struct Ground<'a> {
    gazetteer: &'a Gazetteer<'a>,
    /// Every place that is named or that a circle was measured from.
    nodes: Vec<Node>,
    discs: Vec<Disc>,
    circles: Vec<Circle>,
    /// The claims that deny.
    denials: FixedBitSet,
    /// For each of `nodes` what holds there whatever the point.
    at_nodes: Vec<AtNode>,
    /// For each of `discs` the claims that name it.
    naming: Vec<Named>,
    /// How far each place reaches that is named, that a circle was measured from, or that holds one of these.
    reaches: Vec<Circle>,
    /// For each place that a claim denies, its own circle and those claims.
    denied_circles: Vec<(Circle, FixedBitSet)>,
    /// The ways to side with and against what is said of places nobody has placed yet.
    sides: Vec<Named>,
}

/// Some claims, those that assert apart from those that deny.
#[derive(Clone)]
struct Named {
    asserting: FixedBitSet,
    denying: FixedBitSet,
}

/// What holds at a node.
struct AtNode {
    named: Named,
    /// What it is part of, itself first.
    chain: Vec<Link>,
    /// The sets of discs, by number, that may be left aside there. There is one, but for a node without coordinates
    /// in a wider one that has them: what may lie in a disc may then lie apart from the wider node.
    aside: Vec<FixedBitSet>,
}

/// A node or what it is part of.
struct Link {
    /// The claims that assert it.
    asserting: FixedBitSet,
    /// The discs, by number, that it cannot be in.
    apart: FixedBitSet,
    /// How far it reaches around its centre, by number in the list of reaches; `None` where nobody knows where it is.
    reach: Option<usize>,
}

/// What holds a point: two points that lie in the same circles are one cell.
#[derive(PartialEq, Eq, Hash)]
struct Around {
    discs: FixedBitSet,
    denied: FixedBitSet,
    reaches: FixedBitSet,
}

impl Around {
    fn may_hold(&self, link: &Link) -> bool {
        link.reach.is_none_or(|reach| self.reaches.contains(reach))
    }
}

impl Named {
    fn none(claims: usize) -> Self {
        Self { asserting: FixedBitSet::with_capacity(claims), denying: FixedBitSet::with_capacity(claims) }
    }

    fn insert(&mut self, claim: usize, is_denied: bool) {
        if is_denied { self.denying.insert(claim) } else { self.asserting.insert(claim) }
    }

    fn add(&mut self, other: &Self) {
        self.asserting.union_with(&other.asserting);
        self.denying.union_with(&other.denying);
    }

    /// The claims that hold where these are right about what they name, of all claims that deny.
    fn holding(mut self, denials: &FixedBitSet) -> FixedBitSet {
        self.asserting.extend(denials.difference(&self.denying));
        self.asserting
    }
}

/// The most places without a position whose denials are tried one by one; the rest are taken together.
const SIDES_OF: usize = 6;

impl<'a> Ground<'a> {
    fn of(extents: &[&Extent], gazetteer: &'a Gazetteer<'a>) -> Self {
        let (mut nodes, mut discs): (Vec<Node>, Vec<Disc>) = (Vec::new(), Vec::new());
        let mut naming: Vec<Named> = Vec::new();
        let mut denials = FixedBitSet::with_capacity(extents.len());
        for (number, is_denied, area) in parts(extents) {
            denials.set(number, is_denied);
            match area {
                Area::Node(node) => nodes.push(*node),
                Area::Disc(disc) => {
                    nodes.extend(disc.anchor);
                    let at = discs.iter().position(|known| known == disc).unwrap_or_else(|| {
                        discs.push(*disc);
                        naming.push(Named::none(extents.len()));
                        discs.len() - 1
                    });
                    naming[at].insert(number, is_denied);
                }
            }
        }
        nodes.sort_unstable();
        nodes.dedup();
        let circles = discs.iter().map(Circle::of).collect();
        let relations = Relations::of(&nodes, &discs, gazetteer);
        let said = Said { extents, discs: &discs, naming: &naming, relations: &relations };
        let at_nodes = nodes.iter().map(|&node| at_node(node, &said, gazetteer)).collect();
        let denied_circles = if discs.is_empty() { Vec::new() } else { denied_circles(extents, gazetteer) };
        let sides = sides(extents, gazetteer);
        let reaches = relations.reaches;
        Self { gazetteer, nodes, discs, circles, denials, at_nodes, naming, reaches, denied_circles, sides }
    }

    /// The claims that hold at each cell that can be the narrowest common ground of some of them.
    fn stabs(&self) -> HashSet<FixedBitSet> {
        let mut stabs = HashSet::new();
        let nowhere = Named::none(self.denials.len());
        self.keep(&nowhere, &mut stabs);
        for at in &self.at_nodes {
            self.keep(&at.named, &mut stabs);
        }
        if self.discs.is_empty() {
            return stabs;
        }
        let up = |&node: &Node| self.gazetteer.tree.upwards(node);
        let known: BTreeSet<Node> = self.nodes.iter().flat_map(up).collect();
        let reaches = known.iter().flat_map(|&node| [self.gazetteer.disc(node), self.gazetteer.reach(node)]);
        let mut all = self.discs.clone();
        all.extend(reaches.flatten());
        let mut drawn = HashSet::new();
        let place = |disc: &Disc| [disc.centre.lat(), disc.centre.lon(), disc.radius_km].map(f64::to_bits);
        all.retain(|disc| drawn.insert(place(disc)));
        let mut seen = HashSet::new();
        for point in circles::candidates(&all, !self.denials.is_clear()) {
            let around = self.around(point);
            if !seen.contains(&around) {
                self.stab_at(&around, &mut stabs);
                seen.insert(around);
            }
        }
        stabs
    }

    fn around(&self, point: Point) -> Around {
        let at = circles::vector(point);
        let mut around = Around {
            discs: FixedBitSet::with_capacity(self.discs.len()),
            denied: FixedBitSet::with_capacity(self.denied_circles.len()),
            reaches: FixedBitSet::with_capacity(self.reaches.len()),
        };
        around.discs.extend((0..self.circles.len()).filter(|&disc| self.circles[disc].contains(at)));
        let is_denied = |&number: &usize| self.denied_circles[number].0.contains(at);
        around.denied.extend((0..self.denied_circles.len()).filter(is_denied));
        around.reaches.extend((0..self.reaches.len()).filter(|&reach| self.reaches[reach].contains(at)));
        around
    }

    /// Keeps the claims that hold at the points of one cell, and at each node that may be there.
    fn stab_at(&self, around: &Around, stabs: &mut HashSet<FixedBitSet>) {
        let mut bare = Named::none(self.denials.len());
        for disc in around.discs.ones() {
            bare.add(&self.naming[disc]);
        }
        // Of whatever place the point is said to be, a denial has to keep clear of the denied place's own circle.
        for number in around.denied.ones() {
            bare.denying.union_with(&self.denied_circles[number].1);
        }
        self.keep(&bare, stabs);
        for node in self.at_nodes.iter().filter(|node| around.may_hold(&node.chain[0])) {
            for aside in &node.aside {
                let mut named = bare.clone();
                named.denying.union_with(&node.named.denying);
                let is_whole = around.discs.is_disjoint(aside);
                let kept = if is_whole {
                    Cow::Borrowed(&around.discs)
                } else {
                    named.asserting.clear();
                    let mut kept = around.discs.clone();
                    kept.difference_with(aside);
                    for disc in kept.ones() {
                        named.asserting.union_with(&self.naming[disc].asserting);
                    }
                    Cow::Owned(kept)
                };
                for link in node.chain.iter().filter(|link| around.may_hold(link) && link.apart.is_disjoint(&kept)) {
                    named.asserting.union_with(&link.asserting);
                }
                self.keep(&named, stabs);
            }
        }
    }

    fn keep(&self, named: &Named, stabs: &mut HashSet<FixedBitSet>) {
        for side in &self.sides {
            let mut named = named.clone();
            named.add(side);
            let stab = named.holding(&self.denials);
            if !stabs.contains(&stab) {
                stabs.insert(stab);
            }
        }
    }
}

/// What is said on a question, and how the circles in it stand to the places.
struct Said<'s> {
    extents: &'s [&'s Extent],
    discs: &'s [Disc],
    naming: &'s [Named],
    relations: &'s Relations,
}

/// What holds at `node`, whatever the point.
fn at_node(node: Node, said: &Said<'_>, gazetteer: &Gazetteer<'_>) -> AtNode {
    let mut named = Named::none(said.extents.len());
    for (number, is_denied, area) in parts(said.extents) {
        if matches!(area, Area::Node(outer) if gazetteer.tree.covers(*outer, node)) {
            named.insert(number, is_denied);
        }
    }
    for (disc, Named { denying, .. }) in said.discs.iter().zip(said.naming) {
        if !denying.is_clear() && is_within(node, disc, gazetteer) {
            named.denying.union_with(denying);
        }
    }
    let chain: Vec<Link> = gazetteer.tree.upwards(node).map(|up| link(up, said)).collect();
    let mut aside: Vec<FixedBitSet> = Vec::new();
    for link in &chain {
        let mut set = link.apart.clone();
        set.union_with(&chain[0].apart);
        if !aside.contains(&set) {
            aside.push(set);
        }
    }
    if !aside.contains(&chain[0].apart) {
        aside.push(chain[0].apart.clone());
    }
    AtNode { named, chain, aside }
}

fn link(node: Node, said: &Said<'_>) -> Link {
    let mut asserting = FixedBitSet::with_capacity(said.extents.len());
    let says_it = |area: &Area| matches!(area, Area::Node(named) if *named == node);
    asserting.extend(parts(said.extents).filter(|(_, is_denied, area)| !is_denied && says_it(area)).map(|part| part.0));
    let (apart, reach) = said.relations.of_node(node);
    Link { asserting, apart: apart.clone(), reach }
}

fn denied_circles(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Vec<(Circle, FixedBitSet)> {
    let denied = parts(extents).filter_map(|(number, is_denied, area)| match area {
        Area::Node(node) if is_denied => Some((number, gazetteer.disc(*node)?)),
        _ => None,
    });
    denied
        .map(|(number, disc)| {
            let mut claims = FixedBitSet::with_capacity(extents.len());
            claims.insert(number);
            (Circle::of(&disc), claims)
        })
        .collect()
}

/// What is said of places nobody has placed yet goes with any whereabouts; only where one says "there" and another
/// "not there", each has its turn.
fn sides(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Vec<Named> {
    let mut settled = Named::none(extents.len());
    let mut disputed: Vec<Named> = Vec::new();
    for node in unplaced(extents, gazetteer) {
        let mut named = Named::none(extents.len());
        for (number, is_denied, area) in parts(extents) {
            if matches!(area, Area::Node(outer) if *outer == node || is_denied && gazetteer.tree.covers(*outer, node)) {
                named.insert(number, is_denied);
            }
        }
        if named.denying.is_clear() {
            settled.add(&named);
        } else if disputed.len() < SIDES_OF {
            disputed.push(named);
        } else {
            disputed[SIDES_OF - 1].add(&named);
        }
    }
    let mut sides = vec![settled];
    for named in &disputed {
        for number in 0..sides.len() {
            let mut side = sides[number].clone();
            side.add(named);
            sides.push(side);
        }
    }
    sides
}

/// The places that somebody asserts and nobody has placed yet, in order.
fn unplaced(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Vec<Node> {
    let asserted = parts(extents).filter_map(|(_, is_denied, area)| match area {
        Area::Node(node) if !is_denied && gazetteer.places[*node].is_unresolved => Some(*node),
        _ => None,
    });
    let mut nodes: Vec<Node> = asserted.collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// Every area with the number of its extent, and whether it is denied.
fn parts<'e>(extents: &'e [&'e Extent]) -> impl Iterator<Item = (usize, bool, &'e Area)> {
    extents.iter().enumerate().flat_map(|(number, extent)| {
        let (areas, is_denied): (&[Area], bool) = match extent {
            Extent::Areas { areas, is_denied } => (areas, *is_denied),
            _ => (&[], false),
        };
        areas.iter().map(move |area| (number, is_denied, area))
    })
}
