//! How every circle of a question stands to every place it may have to do with: asked once for all cells.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::{Circle, Disc, Gazetteer, Node};

/// For each place that is named or that a circle was measured from, and all that these are part of.
pub(super) struct Relations {
    /// How far each of them reaches, where that is known.
    pub(super) reaches: Vec<Circle>,
    of_nodes: HashMap<Node, OfNode>,
}

struct OfNode {
    /// The discs, by number, that it shares no point with.
    apart: FixedBitSet,
    /// Its reach, by number.
    reach: Option<usize>,
}

impl Relations {
    pub(super) fn of(nodes: &[Node], discs: &[Disc], gazetteer: &Gazetteer<'_>) -> Self {
        let tree = gazetteer.tree;
        let mut meeting: HashMap<Node, FixedBitSet> = HashMap::new();
        for up in nodes.iter().flat_map(|&node| tree.upwards(node)) {
            meeting.entry(up).or_insert_with(|| FixedBitSet::with_capacity(discs.len()));
        }
        for part in 0..tree.len() {
            let is_known = tree.upwards(part).any(|up| meeting.contains_key(&up));
            let Some(own) = gazetteer.disc(part).filter(|_| is_known) else { continue };
            let mut met = FixedBitSet::with_capacity(discs.len());
            met.extend((0..discs.len()).filter(|&disc| own.meets(&discs[disc])));
            for up in tree.upwards(part) {
                if let Some(meeting) = meeting.get_mut(&up) {
                    meeting.union_with(&met);
                }
            }
        }
        let mut relations = Self { reaches: Vec::new(), of_nodes: HashMap::new() };
        for (node, mut apart) in meeting {
            let reach = gazetteer.reach(node).map(|reach| {
                relations.reaches.push(Circle::of(&reach));
                relations.reaches.len() - 1
            });
            let holds_anchor = |disc: &Disc| disc.anchor.is_some_and(|anchor| tree.covers(node, anchor));
            apart.extend((0..discs.len()).filter(|&disc| holds_anchor(&discs[disc])));
            // Of a place without coordinates nobody knows that it is apart from anything.
            if reach.is_some() {
                apart.toggle_range(..);
            } else {
                apart.clear();
            }
            relations.of_nodes.insert(node, OfNode { apart, reach });
        }
        relations
    }

    /// The discs that share no point with `node`, and its reach.
    pub(super) fn of_node(&self, node: Node) -> (&FixedBitSet, Option<usize>) {
        let OfNode { apart, reach } = &self.of_nodes[&node];
        (apart, *reach)
    }
}
