//! Positions among places: nodes of a tree, circles, and both together.
//!
//! A cell is a node, a point, or a node at a point. A circle and a node are compatible when the circle of the node, or
//! of a part of it, meets the circle, or when the node contains the place the circle was measured from. A node
//! without coordinates is *undetermined* against a circle measured from elsewhere, and so is a place nobody has
//! placed yet against all it is not related to: they join each other's positions as guests.

use super::{Members, Positions, cells, numbers};
use crate::domain::{
    bits::BitSet,
    extent::Extent,
    tree::{Node, Tree},
    value::place::{Area, Disc, Gazetteer, Relation, is_within, relation},
};

mod circles;
mod fences;
mod guests;
mod layout;
mod relations;
mod rims;
mod rounds;
mod spoken;

use circles::Circle;
use fences::Fences;
use layout::Layout;
use relations::{OfNode, Relations};
use rims::Walker;
use spoken::{Named, NamedDisc, Spoken, parts};

/// The positions among `extents`, all of them areas.
pub(super) fn positions(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Positions {
    let spoken = Spoken::of(extents, gazetteer);
    let relations = Relations::of(&spoken, gazetteer);
    let stabs = Ground::of(&spoken, &relations, gazetteer, sides(extents, gazetteer)).stabs();
    let undetermined = guests::undetermined_pairs(extents, gazetteer);
    let sets = cells::maximal(stabs);
    let members = guests::marked(&sets, extents, gazetteer, &undetermined);
    Positions { members, undetermined, has_more_undetermined: false }
}

/// The claims of one question laid out on the ground.
struct Ground<'s> {
    spoken: &'s Spoken,
    relations: &'s Relations,
    tree: &'s Tree,
    fences: Fences<'s>,
    /// For each place that is spoken of what holds there whatever the point.
    at_nodes: Vec<AtNode>,
    /// The ways to side with and against what is said of places nobody has placed yet.
    sides: Vec<Named>,
}

/// What holds at a node.
struct AtNode {
    node: Node,
    named: Named,
}

/// The most places without a position whose denials are tried one by one; the rest are taken together.
const SIDES_OF: usize = 6;

impl<'s> Ground<'s> {
    fn of(spoken: &'s Spoken, relations: &'s Relations, gazetteer: &Gazetteer<'s>, sides: Vec<Named>) -> Self {
        let denied: Vec<&NamedDisc> = spoken.discs_denied().collect();
        let at_node = |&node| at_node(node, &denied, spoken, relations, gazetteer);
        let at_nodes = spoken.nodes.iter().map(at_node).collect();
        let wider = spoken.nodes.iter().map(|&node| gazetteer.tree.upwards(node).count()).max().unwrap_or_default();
        let fences = Fences::of(spoken, &relations.apart_from_asserted(spoken), wider);
        Self { spoken, relations, tree: gazetteer.tree, fences, at_nodes, sides }
    }

    /// The claims that hold at each cell that can be the narrowest common ground of some of them.
    fn stabs(&self) -> Vec<BitSet> {
        let mut stabs = Vec::with_capacity(self.sides.len() * (1 + 2 * self.at_nodes.len()));
        let mut walker = Walker::default();
        let mut layout = Layout::new(&self.fences);
        self.keep(&Named::none(self.spoken.claims), &mut stabs);
        if !self.spoken.discs.is_empty() {
            // To a point of which nobody says in which place it lies, all circles matter that mean anything by themselves.
            for fence in (0..self.fences.count()).filter(|&fence| self.fences.claims(fence).is_some()) {
                layout.put_up(fence);
            }
            layout.stabs(self.spoken.claims, &mut walker, |named| self.keep(&named, &mut stabs));
        }
        let (mut asides, mut alone) = (Vec::new(), Vec::new());
        for at in &self.at_nodes {
            let from = stabs.len();
            self.set_aside(at, &mut asides);
            for aside in &asides {
                self.lay_out(at.node, aside, &mut layout);
                layout.stabs(self.spoken.claims, &mut walker, |mut named| {
                    named.denying.union_with(&at.named.denying);
                    self.keep(&named, &mut stabs);
                });
            }
            self.keep(&at.named, &mut alone);
            for stab in alone.drain(..) {
                if !stabs[from..].iter().any(|known| stab.is_subset(known)) {
                    stabs.push(stab);
                }
            }
        }
        stabs
    }

    /// What is said of `node` and of what it is part of, itself first.
    fn links(&self, node: Node) -> impl Iterator<Item = &OfNode> {
        self.tree.upwards(node).filter_map(|up| self.relations.of_node(up))
    }

    /// The sets of discs, by number, that may be left aside at a node. There is one, but for a node without coordinates
    /// in a wider one that has them: what may lie in a disc may then lie apart from the wider node. There is none where
    /// nobody asserts any of the node: wherever the point lies, it has as much without it.
    fn set_aside(&self, at: &AtNode, asides: &mut Vec<BitSet>) {
        asides.clear();
        let adds_nothing = self.spoken.discs.is_empty() || at.named.asserting.is_clear();
        let Some(own) = self.relations.of_node(at.node).filter(|_| !adds_nothing) else { return };
        for link in self.links(at.node) {
            let mut set = link.apart.clone();
            set.union_with(&own.apart);
            if !asides.contains(&set) {
                asides.push(set);
            }
        }
    }

    /// Lays out the circles that matter to a point of a node, where the discs in `aside` are left aside. There are none
    /// where no disc is left: the node alone has as much.
    fn lay_out<'g>(&'g self, node: Node, aside: &BitSet, layout: &mut Layout<'g>) {
        let fences = &self.fences;
        layout.clear();
        let Some(OfNode { near, reach: own, .. }) = self.relations.of_node(node) else { return };
        let mut left = near.clone();
        left.difference_with(aside);
        left.ones().filter_map(|disc| fences.inside(disc)).for_each(|fence| layout.put_up(fence));
        if layout.is_empty() {
            return;
        }
        layout.within = own.as_ref();
        let links = || self.links(node).enumerate().filter(|(_, link)| !link.naming.asserting.is_clear());
        // What is apart from a place that somebody asserts, and may be left.
        let mut apart = BitSet::below(self.spoken.discs.len());
        links().for_each(|(_, link)| apart.union_with(&link.apart));
        apart.intersect_with(&left);
        for disc in near.ones() {
            let outside = fences.outside(disc).filter(|&fence| apart[disc] || fences.claims(fence).is_some());
            if let Some(fence) = outside {
                layout.put_up(fence);
            }
        }
        for (number, (circle, _)) in (self.spoken.discs.len()..).zip(&self.spoken.denied_circles) {
            let is_near = own.as_ref().is_none_or(|own| own.meets(circle));
            if let Some(fence) = fences.outside(number).filter(|_| is_near) {
                layout.put_up(fence);
            }
        }
        for (number, link) in links() {
            let mut needed = fences.none();
            apart.ones().filter(|&disc| link.apart[disc]).for_each(|disc| needed.extend(fences.outside(disc)));
            // Nothing is here but in the place's own circle.
            let wider = link.reach.as_ref().filter(|_| number > 0);
            needed.extend(wider.map(|reach| layout.enter(reach)));
            layout.bind(needed, &link.naming.asserting);
        }
    }

    /// Keeps the claims that hold where those `named` are right about what they name, and those that deny.
    fn keep(&self, named: &Named, stabs: &mut Vec<BitSet>) {
        for side in &self.sides {
            let mut stab = self.spoken.denials.clone();
            stab.difference_with(&named.denying);
            stab.difference_with(&side.denying);
            stab.union_with(&named.asserting);
            stab.union_with(&side.asserting);
            stabs.push(stab);
        }
    }
}

/// What holds at `node`, whatever the point, where the discs `denied` are denied.
fn at_node(
    node: Node,
    denied: &[&NamedDisc],
    spoken: &Spoken,
    relations: &Relations,
    gazetteer: &Gazetteer<'_>,
) -> AtNode {
    let mut named = Named::none(spoken.claims);
    for link in gazetteer.tree.upwards(node).filter_map(|up| relations.of_node(up)) {
        named.add(&link.naming);
    }
    for NamedDisc { disc, named: of_disc, .. } in denied {
        if is_within(node, disc, gazetteer) {
            named.denying.union_with(&of_disc.denying);
        }
    }
    AtNode { node, named }
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
