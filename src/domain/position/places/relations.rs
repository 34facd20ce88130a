//! How every circle of a question stands to every place it may have to do with: asked once for all cells.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::{Circle, Gazetteer, Named, Node, Spoken};

/// For each place that is named or that a circle was measured from, and all that these are part of.
pub(super) struct Relations {
    of_nodes: HashMap<Node, OfNode>,
}

/// What is said of one place, and how it stands to the discs.
pub(super) struct OfNode {
    /// The claims that name it.
    pub(super) naming: Named,
    /// The discs, by number, that it shares no point with.
    pub(super) apart: FixedBitSet,
    /// How far it reaches around its centre; `None` where nobody knows where it is.
    pub(super) reach: Option<Circle>,
}

impl Relations {
    pub(super) fn of(spoken: &Spoken, gazetteer: &Gazetteer<'_>) -> Self {
        let (tree, discs) = (gazetteer.tree, &spoken.discs);
        let mut meeting: HashMap<Node, FixedBitSet> = HashMap::new();
        for up in spoken.nodes.iter().flat_map(|&node| tree.upwards(node)) {
            meeting.entry(up).or_insert_with(|| FixedBitSet::with_capacity(discs.len()));
        }
        for part in (0..tree.len()).filter(|_| !discs.is_empty()) {
            let is_known = tree.upwards(part).any(|up| meeting.contains_key(&up));
            let Some(own) = gazetteer.disc(part).filter(|_| is_known) else { continue };
            let own = Circle::of(&own);
            let mut met = FixedBitSet::with_capacity(discs.len());
            met.extend((0..discs.len()).filter(|&disc| own.meets(&discs[disc].circle)));
            for up in tree.upwards(part) {
                if let Some(meeting) = meeting.get_mut(&up) {
                    meeting.union_with(&met);
                }
            }
        }
        let of_node = |(node, mut apart): (Node, FixedBitSet)| {
            let naming = spoken.naming(node);
            if discs.is_empty() {
                return (node, OfNode { naming, apart, reach: None });
            }
            let reach = gazetteer.reach(node).map(|reach| Circle::of(&reach));
            let anchors = discs.iter().map(|disc| disc.disc.anchor).enumerate();
            apart.extend(anchors.filter(|(_, at)| at.is_some_and(|at| tree.covers(node, at))).map(|(disc, _)| disc));
            // Of a place without coordinates nobody knows that it is apart from anything.
            if reach.is_some() {
                apart.toggle_range(..);
            } else {
                apart.clear();
            }
            (node, OfNode { naming, apart, reach })
        };
        Self { of_nodes: meeting.into_iter().map(of_node).collect() }
    }

    pub(super) fn of_node(&self, node: Node) -> &OfNode {
        &self.of_nodes[&node]
    }
}
