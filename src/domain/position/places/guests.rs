//! Guests: claims that are in a position only because nothing rules them out.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Area, BitSet, Disc, Extent, Gazetteer, Members, Node, Relation, numbers, relation};

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
    // Only a place without coordinates can be undetermined: ask before the long way.
    let is_unlocated = |node: &Node| !gazetteer.places[*node].is_unresolved && gazetteer.disc(*node).is_none();
    let nodes = singles.iter().filter_map(|(n, area)| Some((*n, node_of(area).filter(is_unlocated)?)));
    let nodes: Vec<(usize, Node)> = nodes.collect();
    for (number, disc) in singles.iter().filter_map(|(n, area)| Some((*n, disc_of(area)?))) {
        for &(other, node) in &nodes {
            if relation(node, &disc, gazetteer) == Relation::Undetermined {
                pairs.insert((number.min(other), number.max(other)));
            }
        }
    }
    let unlimited = unlimited_denials(extents, gazetteer);
    for (number, disc) in singles.iter().filter_map(|(n, area)| Some((*n, disc_of(area)?))) {
        let may_be_within = |node: Node| disc.anchor.is_some_and(|anchor| gazetteer.tree.covers(node, anchor));
        let denials = unlimited.iter().filter(|(_, node)| may_be_within(*node));
        pairs.extend(denials.map(|&(other, _)| (number.min(other), number.max(other))));
    }
    pairs.into_iter().collect()
}

/// The denied places whose limits nobody knows, and who denies them: whether a circle that was measured inside one
/// reaches out of it cannot be told.
fn unlimited_denials(extents: &[&Extent], gazetteer: &Gazetteer<'_>) -> Vec<(usize, Node)> {
    let denials = extents.iter().enumerate().filter_map(|(number, extent)| match extent {
        Extent::Areas { areas, is_denied: true } => Some((number, areas)),
        _ => None,
    });
    let nodes = denials.flat_map(|(number, areas)| areas.iter().filter_map(node_of).map(move |node| (number, node)));
    nodes.filter(|&(_, node)| gazetteer.disc(node).is_none()).collect()
}

/// Marks who is in each of the positions `sets` only because nothing rules it out.
///
/// A place nobody has placed yet is a guest of those that are placed. A circle is a guest of a denial it may lie
/// within. A place without coordinates is the guest of a circle, but not of one that is at home elsewhere: in a
/// position where nobody leaves it undetermined. Such a circle is the guest of the place.
pub(super) fn marked(
    sets: &[BitSet],
    extents: &[&Extent],
    gazetteer: &Gazetteer<'_>,
    undetermined: &[(usize, usize)],
) -> Vec<Members> {
    if undetermined.is_empty() {
        return sets.iter().map(|set| Members { all: numbers(set), guests: Vec::new() }).collect();
    }
    let doubts = Doubts::of(extents, gazetteer, undetermined);
    let is_at_home: HashSet<usize> =
        doubts.discs.ones().filter(|&disc| sets.iter().any(|set| doubts.settles(set, disc))).collect();
    sets.iter().map(|set| Members { all: numbers(set), guests: numbers(&doubts.guests(set, &is_at_home)) }).collect()
}

/// Who is undetermined to whom, and why.
struct Doubts {
    /// For each claim that is in a pair, the others of its pairs.
    fellows: HashMap<usize, BitSet>,
    unplaced: BitSet,
    /// The circles that are undetermined to a claim that is placed.
    discs: BitSet,
    denials: BitSet,
}

impl Doubts {
    fn of(extents: &[&Extent], gazetteer: &Gazetteer<'_>, undetermined: &[(usize, usize)]) -> Self {
        let none = || BitSet::below(extents.len());
        let with = |holds: &dyn Fn(usize) -> bool| {
            let mut set = none();
            set.extend((0..extents.len()).filter(|&number| holds(number)));
            set
        };
        let unplaced = with(&|number| is_unplaced(extents[number], gazetteer));
        let denials = with(&|number| matches!(extents[number], Extent::Areas { is_denied: true, .. }));
        let is_disc = |number: usize| areas(extents[number]).iter().any(|area| disc_of(area).is_some());
        let mut discs = none();
        let mut fellows: HashMap<usize, BitSet> = HashMap::new();
        for &(a, b) in undetermined {
            for (one, other) in [(a, b), (b, a)] {
                fellows.entry(one).or_insert_with(none).insert(other);
                if !unplaced[one] && !unplaced[other] && !denials[one] && is_disc(one) {
                    discs.insert(one);
                }
            }
        }
        Self { fellows, unplaced, discs, denials }
    }

    fn is_in_doubt(&self, number: usize, among: &BitSet) -> bool {
        self.fellows.get(&number).is_some_and(|fellows| !fellows.is_disjoint(among))
    }

    /// Whether `disc` is in the position `set`, and no claim there that is placed leaves it undetermined.
    fn settles(&self, set: &BitSet, disc: usize) -> bool {
        let mut placed = set.clone();
        placed.difference_with(&self.unplaced);
        set[disc] && !self.is_in_doubt(disc, &placed)
    }

    fn guests(&self, set: &BitSet, is_at_home: &HashSet<usize>) -> BitSet {
        let mut hosts = set.clone();
        hosts.difference_with(&self.unplaced);
        if hosts.is_clear() {
            // Where nobody is placed, all that are not related to somebody are guests.
            hosts.extend(set.ones().filter(|&number| self.is_in_doubt(number, set)));
            return hosts;
        }
        let placed = hosts.clone();
        let is_disc = |number: &usize| self.discs[*number];
        let mut denying = placed.clone();
        denying.intersect_with(&self.denials);
        leave(&mut hosts, placed.ones().filter(is_disc).filter(|&disc| self.is_in_doubt(disc, &denying)));
        let mut homeless = hosts.clone();
        homeless.intersect_with(&self.discs);
        leave(&mut homeless, placed.ones().filter(|number| is_at_home.contains(number)));
        let others = placed.ones().filter(|number| !is_disc(number));
        leave(&mut hosts, others.filter(|&node| self.is_in_doubt(node, &homeless)));
        let rest = hosts.clone();
        leave(&mut hosts, rest.ones().filter(is_disc).filter(|&disc| self.is_in_doubt(disc, &rest)));
        let mut guests = placed.clone();
        guests.difference_with(&hosts);
        let unplaced = set.ones().filter(|&number| self.unplaced[number]);
        guests.extend(unplaced.filter(|&number| self.is_in_doubt(number, &placed)));
        guests
    }
}

fn leave(set: &mut BitSet, numbers: impl Iterator<Item = usize>) {
    numbers.for_each(|number| set.remove(number));
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
