//! What the claims of a question say of places and circles, sorted by what they speak of.

use super::{Area, BitSet, Circle, Disc, Extent, Gazetteer, Node, circles::Outline};

/// Who speaks of what.
pub(super) struct Spoken {
    pub(super) claims: usize,
    /// Every place that is named or that a circle was measured from, in order.
    pub(super) nodes: Vec<Node>,
    /// Every circle that is named.
    pub(super) discs: Vec<NamedDisc>,
    /// The outlines of the discs with their numbers, from pole to pole.
    outlines: Vec<(Outline, usize)>,
    /// No outline reaches farther than this from its centre.
    widest: f64,
    /// The claims that deny.
    pub(super) denials: BitSet,
    /// For each place that a claim denies, its own circle and those claims.
    pub(super) denied_circles: Vec<(Circle, BitSet)>,
    /// The claims that name each place, in order: the place, the claim, and whether it denies.
    mentions: Vec<(Node, usize, bool)>,
}

/// A circle that is named.
pub(super) struct NamedDisc {
    pub(super) disc: Disc,
    pub(super) circle: Circle,
    pub(super) named: Named,
}

/// Some claims, those that assert apart from those that deny.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) asserting: BitSet,
    pub(super) denying: BitSet,
}

impl Named {
    pub(super) fn none(claims: usize) -> Self {
        Self { asserting: BitSet::below(claims), denying: BitSet::below(claims) }
    }

    pub(super) fn insert(&mut self, claim: usize, is_denied: bool) {
        if is_denied { self.denying.insert(claim) } else { self.asserting.insert(claim) }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.asserting.union_with(&other.asserting);
        self.denying.union_with(&other.denying);
    }
}

impl Spoken {
    pub(super) fn of(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Self {
        let claims = extents.len();
        let discs = parts(extents).filter(|(_, _, area)| matches!(area, Area::Disc(_))).count();
        let mut spoken = Self {
            claims,
            nodes: Vec::with_capacity(claims),
            discs: Vec::with_capacity(discs),
            outlines: Vec::new(),
            widest: 0.0,
            denials: BitSet::below(claims),
            denied_circles: Vec::new(),
            mentions: Vec::with_capacity(claims),
        };
        for (claim, is_denied, area) in parts(extents) {
            spoken.denials.set(claim, is_denied);
            match area {
                Area::Node(node) => spoken.mentions.push((*node, claim, is_denied)),
                Area::Disc(disc) => {
                    // Every circle will be held against every other anyway: a search costs little beside that.
                    let known = spoken.discs.iter().position(|known| known.disc == *disc);
                    let at = known.unwrap_or(spoken.discs.len());
                    if known.is_none() {
                        let (disc, circle) = (*disc, Circle::of(disc));
                        spoken.discs.push(NamedDisc { disc, circle, named: Named::none(claims) });
                    }
                    spoken.discs[at].named.insert(claim, is_denied);
                }
            }
        }
        spoken.mentions.sort_unstable();
        let anchors = spoken.discs.iter().filter_map(|named| named.disc.anchor);
        spoken.nodes.extend(spoken.mentions.iter().map(|mention| mention.0).chain(anchors));
        spoken.nodes.sort_unstable();
        spoken.nodes.dedup();
        spoken.outlines = spoken.discs.iter().map(|disc| disc.circle.outline()).zip(0..).collect();
        spoken.outlines.sort_unstable_by(|(a, _), (b, _)| a.height().total_cmp(&b.height()));
        spoken.widest = spoken.outlines.iter().map(|(outline, _)| outline.extent).fold(0.0, f64::max);
        if !spoken.discs.is_empty() {
            spoken.denied_circles = spoken.circles_denied(gazetteer);
        }
        spoken
    }

    /// The discs that somebody denies.
    pub(super) fn discs_denied(&self) -> impl Iterator<Item = &NamedDisc> {
        self.discs.iter().filter(|disc| !disc.named.denying.is_clear())
    }

    /// The discs, by number, that share a point with `circle`.
    pub(super) fn discs_that_meet(&self, circle: &Circle) -> BitSet {
        let mut met = BitSet::below(self.discs.len());
        let own = circle.outline();
        let (lowest, highest) = (own.height() - own.extent - self.widest, own.height() + own.extent + self.widest);
        let from = self.outlines.partition_point(|(outline, _)| outline.height() < lowest);
        for (outline, number) in self.outlines[from..].iter().take_while(|(outline, _)| outline.height() <= highest) {
            if !own.is_far_from(outline) && circle.meets(&self.discs[*number].circle) {
                met.insert(*number);
            }
        }
        met
    }

    /// The claims that name `node` itself.
    pub(super) fn naming(&self, node: Node) -> Named {
        let mut named = Named::none(self.claims);
        let from = self.mentions.partition_point(|mention| mention.0 < node);
        for &(_, claim, is_denied) in self.mentions[from..].iter().take_while(|mention| mention.0 == node) {
            named.insert(claim, is_denied);
        }
        named
    }

    fn circles_denied(&self, gazetteer: &Gazetteer<'_>) -> Vec<(Circle, BitSet)> {
        let of_node = |mentions: &[(Node, usize, bool)]| {
            let denying = self.naming(mentions[0].0).denying;
            let disc = gazetteer.disc(mentions[0].0).filter(|_| !denying.is_clear())?;
            Some((Circle::of(&disc), denying))
        };
        self.mentions.chunk_by(|a, b| a.0 == b.0).filter_map(of_node).collect()
    }
}

/// Every area with the number of its extent, and whether it is denied.
pub(super) fn parts<'e>(extents: &'e [&'e Extent]) -> impl Iterator<Item = (usize, bool, &'e Area)> {
    extents.iter().enumerate().flat_map(|(number, extent)| {
        let (areas, is_denied): (&[Area], bool) = match extent {
            Extent::Areas { areas, is_denied } => (areas, *is_denied),
            _ => (&[], false),
        };
        areas.iter().map(move |area| (number, is_denied, area))
    })
}
