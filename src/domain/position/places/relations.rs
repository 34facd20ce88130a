//! How every circle of a question stands to every place it may have to do with: asked once for all cells.

use super::{BitSet, Circle, Disc, Gazetteer, Named, Node, Spoken};

/// For each place that is named or that a circle was measured from, and all that these are part of.
pub(super) struct Relations {
    /// For each place of the case the number of its entry in the list.
    numbers: Vec<Option<usize>>,
    of_nodes: Vec<OfNode>,
}

/// What is said of one place, and how it stands to the discs.
pub(super) struct OfNode {
    /// The claims that name it.
    pub(super) naming: Named,
    /// The discs, by number, that it shares no point with.
    pub(super) apart: BitSet,
    /// The discs, by number, that its reach meets: all, where nobody knows where it is.
    pub(super) near: BitSet,
    /// How far it reaches around its centre; `None` where nobody knows where it is.
    pub(super) reach: Option<Circle>,
}

impl Relations {
    pub(super) fn of(spoken: &Spoken, gazetteer: &Gazetteer<'_>) -> Self {
        let tree = gazetteer.tree;
        let mut numbers = vec![None; tree.len()];
        let mut nodes: Vec<Node> = Vec::with_capacity(spoken.nodes.len());
        for up in spoken.nodes.iter().flat_map(|&node| tree.upwards(node)) {
            if numbers[up].is_none() {
                numbers[up] = Some(nodes.len());
                nodes.push(up);
            }
        }
        let none = || BitSet::below(spoken.discs.len());
        let of_node = |&node| OfNode { naming: spoken.naming(node), apart: none(), near: none(), reach: None };
        let mut relations = Self { of_nodes: nodes.iter().map(of_node).collect(), numbers };
        if !spoken.discs.is_empty() {
            let reaches = relations.meet_parts(spoken, gazetteer);
            relations.meet_anchors(spoken, gazetteer);
            for (number, &node) in nodes.iter().enumerate() {
                relations.of_nodes[number].settle(node, reaches[number].as_ref(), spoken, gazetteer);
            }
        }
        relations
    }

    /// Notes for each known place which discs its own circle meets, as `near`, and which that of any part meets, as
    /// what will be `apart`; gives how far each place reaches.
    fn meet_parts(&mut self, spoken: &Spoken, gazetteer: &Gazetteer<'_>) -> Vec<Option<Disc>> {
        let tree = gazetteer.tree;
        let mut reaches: Vec<Option<Disc>> = vec![None; self.of_nodes.len()];
        for (node, number) in self.numbers.iter().enumerate() {
            if let Some(number) = *number {
                reaches[number] = gazetteer.disc(node);
            }
        }
        for part in 0..tree.len() {
            let mut known = tree.upwards(part).filter_map(|up| self.numbers[up]).peekable();
            let Some(own) = gazetteer.disc(part).filter(|_| known.peek().is_some()) else { continue };
            let circle = Circle::of(&own);
            let met = spoken.discs_that_meet(&circle);
            for number in known {
                self.of_nodes[number].apart.union_with(&met);
                if let Some(reach) = &mut reaches[number]
                    && reach.anchor != Some(part)
                {
                    reach.radius_km = reach.radius_km.max(reach.centre.distance_km(own.centre) + own.radius_km);
                }
            }
            if let Some(number) = self.numbers[part] {
                self.of_nodes[number].near = met;
                self.of_nodes[number].reach = Some(circle);
            }
        }
        reaches
    }

    /// Notes for each known place which discs were measured from within, as what will be `apart`.
    fn meet_anchors(&mut self, spoken: &Spoken, gazetteer: &Gazetteer<'_>) {
        for (disc, named) in spoken.discs.iter().enumerate() {
            for up in named.disc.anchor.into_iter().flat_map(|anchor| gazetteer.tree.upwards(anchor)) {
                if let Some(number) = self.numbers[up] {
                    self.of_nodes[number].apart.insert(disc);
                }
            }
        }
    }

    /// The discs, by number, that lie apart from some place that somebody asserts.
    pub(super) fn apart_from_asserted(&self, spoken: &Spoken) -> BitSet {
        let mut apart = BitSet::below(spoken.discs.len());
        for of_node in self.of_nodes.iter().filter(|of_node| !of_node.naming.asserting.is_clear()) {
            apart.union_with(&of_node.apart);
        }
        apart
    }

    pub(super) fn of_node(&self, node: Node) -> Option<&OfNode> {
        self.numbers[node].map(|number| &self.of_nodes[number])
    }
}

impl OfNode {
    /// Turns what meets the place or a part of it into what is apart, and its own circle into its reach.
    fn settle(&mut self, node: Node, reach: Option<&Disc>, spoken: &Spoken, gazetteer: &Gazetteer<'_>) {
        let Some(reach) = reach else {
            // Of a place without coordinates nobody knows that it is apart from anything.
            self.apart.clear();
            self.near.clear();
            self.near.invert();
            return;
        };
        self.apart.invert();
        let own_km = gazetteer.places[node].radius_km.unwrap_or(0.0);
        if reach.radius_km > own_km
            && let Some(circle) = &mut self.reach
        {
            circle.widen_to(reach.radius_km);
            self.near = spoken.discs_that_meet(circle);
        }
    }
}
