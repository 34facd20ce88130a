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
    tree::Node,
    value::place::{Area, Disc, Gazetteer, Relation, is_within, relation},
};

mod circles;
mod guests;
mod layout;
mod relations;
mod rims;
mod spoken;

use circles::Circle;
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
    /// For each place that is spoken of what holds there whatever the point.
    at_nodes: Vec<AtNode<'s>>,
    /// The ways to side with and against what is said of places nobody has placed yet.
    sides: Vec<Named>,
}

/// What holds at a node.
struct AtNode<'s> {
    named: Named,
    /// What it is part of, itself first; empty where that adds nothing to a point: nobody speaks of circles, or nobody
    /// asserts any of it.
    chain: Vec<&'s OfNode>,
    /// The sets of discs, by number, that may be left aside there. There is one, but for a node without coordinates
    /// in a wider one that has them: what may lie in a disc may then lie apart from the wider node.
    aside: Vec<BitSet>,
}

/// The most places without a position whose denials are tried one by one; the rest are taken together.
const SIDES_OF: usize = 6;

impl<'s> Ground<'s> {
    fn of(spoken: &'s Spoken, relations: &'s Relations, gazetteer: &Gazetteer<'_>, sides: Vec<Named>) -> Self {
        let denied: Vec<&NamedDisc> = spoken.discs_denied().collect();
        let at_node = |&node| at_node(node, &denied, spoken, relations, gazetteer);
        let at_nodes = spoken.nodes.iter().map(at_node).collect();
        Self { spoken, at_nodes, sides }
    }

    /// The claims that hold at each cell that can be the narrowest common ground of some of them.
    fn stabs(&self) -> Vec<BitSet> {
        let mut stabs = Vec::with_capacity(self.sides.len() * (1 + 2 * self.at_nodes.len()));
        let mut walker = Walker::default();
        self.keep(&Named::none(self.spoken.claims), &mut stabs);
        for at in &self.at_nodes {
            self.keep(&at.named, &mut stabs);
        }
        if !self.spoken.discs.is_empty() {
            self.anywhere().stabs(self.spoken.claims, &mut walker, |named| self.keep(&named, &mut stabs));
            let mut layout = Layout::default();
            for at in &self.at_nodes {
                for aside in &at.aside {
                    self.lay_out(at, aside, &mut layout);
                    layout.stabs(self.spoken.claims, &mut walker, |mut named| {
                        named.denying.union_with(&at.named.denying);
                        self.keep(&named, &mut stabs);
                    });
                }
            }
        }
        stabs
    }

    /// The circles that matter to a point of which nobody says in which place it lies.
    fn anywhere(&self) -> Layout<'_> {
        let mut layout = Layout::default();
        for NamedDisc { circle, named, .. } in &self.spoken.discs {
            if !named.asserting.is_clear() {
                layout.assert(circle, &named.asserting);
            }
            if !named.denying.is_clear() {
                layout.avoid(circle, Some(&named.denying));
            }
        }
        // Of whatever place the point is said to be, a denial has to keep clear of the denied place's own circle.
        for (circle, denying) in &self.spoken.denied_circles {
            layout.avoid(circle, Some(denying));
        }
        layout
    }

    /// Lays out the circles that matter to a point of a node, where the discs in `aside` are left aside. There are none
    /// where no disc is left: the node alone has as much.
    fn lay_out<'g>(&'g self, at: &'g AtNode<'_>, aside: &BitSet, layout: &mut Layout<'g>) {
        let discs = &self.spoken.discs;
        let (near, own) = (&at.chain[0].near, at.chain[0].reach.as_ref());
        layout.clear();
        for number in near.ones().filter(|&number| !aside[number]) {
            let NamedDisc { circle, named, .. } = &discs[number];
            if !named.asserting.is_clear() {
                layout.assert(circle, &named.asserting);
            }
        }
        if layout.is_empty() {
            return;
        }
        let links = || at.chain.iter().enumerate().filter(|(_, link)| !link.naming.asserting.is_clear());
        let mut apart = BitSet::below(discs.len());
        links().for_each(|(_, link)| apart.union_with(&link.apart));
        apart.difference_with(aside);
        let mut outside: Vec<(usize, usize)> = Vec::new();
        for number in near.ones() {
            let NamedDisc { circle, named, .. } = &discs[number];
            let denying = Some(&named.denying).filter(|denying| !denying.is_clear());
            if apart[number] || denying.is_some() {
                outside.push((number, layout.avoid(circle, denying)));
            }
        }
        let is_near = |circle: &Circle| own.is_none_or(|own| own.meets(circle));
        for (circle, denying) in self.spoken.denied_circles.iter().filter(|(circle, _)| is_near(circle)) {
            layout.avoid(circle, Some(denying));
        }
        let own_fence = own.map(|own| layout.enter(own));
        if let Some(fence) = own_fence {
            layout.require(fence);
        }
        for (number, link) in links() {
            let reach = match &link.reach {
                _ if number == 0 => own_fence,
                reach => reach.as_ref().map(|reach| layout.enter(reach)),
            };
            let avoided = outside.iter().filter(|(disc, _)| !aside[*disc] && link.apart[*disc]);
            layout.bind(avoided.map(|(_, fence)| *fence).chain(reach), &link.naming.asserting);
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
fn at_node<'s>(
    node: Node,
    denied: &[&NamedDisc],
    spoken: &Spoken,
    relations: &'s Relations,
    gazetteer: &Gazetteer<'_>,
) -> AtNode<'s> {
    let mut named = Named::none(spoken.claims);
    let links = || gazetteer.tree.upwards(node).filter_map(|up| relations.of_node(up));
    for link in links() {
        named.add(&link.naming);
    }
    for NamedDisc { disc, named: of_disc, .. } in denied {
        if is_within(node, disc, gazetteer) {
            named.denying.union_with(&of_disc.denying);
        }
    }
    // Nobody asserts any of it: wherever the point lies, it has as much without the node.
    let adds_nothing = spoken.discs.is_empty() || named.asserting.is_clear();
    let chain: Vec<&OfNode> = if adds_nothing { Vec::new() } else { links().collect() };
    let mut aside: Vec<BitSet> = Vec::new();
    for link in &chain {
        let mut set = link.apart.clone();
        set.union_with(&chain[0].apart);
        if !aside.contains(&set) {
            aside.push(set);
        }
    }
    AtNode { named, chain, aside }
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
