//! Positions: the largest sets of claims that can all be true together.
//!
//! stab(x) is the set of claims whose envelope holds the point x; a position is a maximal stab (`docs/SEMANTICS.md`).
//! Every domain lists the *cells* that can be the least point of an intersection and makes one set of claims a cell;
//! the rest is common. Positions are not cliques of the pairwise graph: the two differ for unions and for discs.

mod cells;
mod intervals;
mod many;
mod places;
mod trees;

use std::collections::{BTreeMap, HashMap};

use fixedbitset::FixedBitSet;

use super::{
    extent::Extent,
    text::Text,
    tree::Tree,
    value::place::{Area, Gazetteer},
};

pub(in crate::domain) use many::holds_all;
pub use many::{POSITIONS_OF_MANY_MAX, Stance, positions_of_many};

/// One position: who is in it, by number in the list of extents given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members {
    /// Everybody in the position, in order.
    pub all: Vec<usize>,
    /// Those among them that are in it only because nothing rules them out: they support nothing here.
    pub guests: Vec<usize>,
}

/// The positions of one question and the pairs nothing can be said about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Positions {
    /// The positions, in no meaningful order.
    pub members: Vec<Members>,
    /// Pairs that are neither compatible nor in conflict, the lower number first.
    pub undetermined: Vec<(usize, usize)>,
}

/// What extents are compared on.
#[derive(Debug, Clone, Copy)]
pub enum Field<'a> {
    /// An axis of integers.
    Axis,
    /// A tree of entities or options.
    Tree(&'a Tree),
    /// Places and circles.
    Places(Gazetteer<'a>),
    /// Groups of free words.
    Words,
}

/// The positions among `extents`, every one of which says something.
#[must_use]
pub fn positions(extents: &[&Extent], field: Field<'_>) -> Positions {
    if let Field::Words = field {
        return positions_of_words(extents);
    }
    let classes = Classes::of(extents);
    let of_classes = match field {
        Field::Axis => without_guests(intervals::maximal_sets(&spans_of(&classes.extents))),
        Field::Tree(tree) => without_guests(trees::maximal_sets(&classes.extents, tree)),
        Field::Places(gazetteer) => places::positions(&classes.extents, &gazetteer),
        Field::Words => unreachable!("answered above"),
    };
    classes.expand(of_classes)
}

fn without_guests(sets: Vec<Vec<usize>>) -> Positions {
    let members = sets.into_iter().map(|all| Members { all, guests: Vec::new() }).collect();
    Positions { members, undetermined: Vec::new() }
}

fn spans_of<'a>(extents: &[&'a Extent]) -> Vec<&'a super::span::Spans> {
    extents
        .iter()
        .map(|extent| match extent {
            Extent::Axis(spans) => spans,
            _ => unreachable!("an axis question has axis extents"),
        })
        .collect()
}

/// Claims with the same extent, taken together: equal values collapse before the search.
struct Classes<'a> {
    extents: Vec<&'a Extent>,
    members: Vec<Vec<usize>>,
}

impl<'a> Classes<'a> {
    fn of(extents: &[&'a Extent]) -> Self {
        let mut numbers: HashMap<Vec<u64>, usize> = HashMap::with_capacity(extents.len());
        let mut classes = Self { extents: Vec::new(), members: Vec::new() };
        for (number, extent) in extents.iter().enumerate() {
            let class = *numbers.entry(key(extent)).or_insert_with(|| {
                classes.extents.push(extent);
                classes.members.push(Vec::new());
                classes.extents.len() - 1
            });
            classes.members[class].push(number);
        }
        classes
    }

    fn expand(&self, of_classes: Positions) -> Positions {
        if self.extents.len() == self.members.iter().map(Vec::len).sum::<usize>() {
            return of_classes;
        }
        let expand = |classes: &[usize]| {
            let mut members: Vec<usize> = classes.iter().flat_map(|&class| &self.members[class]).copied().collect();
            members.sort_unstable();
            members
        };
        let members = of_classes
            .members
            .iter()
            .map(|position| Members { all: expand(&position.all), guests: expand(&position.guests) })
            .collect();
        let mut undetermined = Vec::new();
        for (a, b) in of_classes.undetermined {
            for &x in &self.members[a] {
                undetermined.extend(self.members[b].iter().map(|&y| (x.min(y), x.max(y))));
            }
        }
        undetermined.sort_unstable();
        Positions { members, undetermined }
    }
}

/// Equal for equal extents only.
pub(super) fn key(extent: &Extent) -> Vec<u64> {
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    match extent {
        Extent::Axis(spans) => {
            spans.pieces().iter().flat_map(|s| [s.lo().cast_unsigned(), s.hi().cast_unsigned()]).collect()
        }
        Extent::Nodes { nodes, is_denied } => {
            std::iter::once(u64::from(*is_denied)).chain(nodes.named().iter().map(|&n| number(n))).collect()
        }
        Extent::Areas { areas, is_denied } => {
            let of_area = |area: &Area| match area {
                Area::Node(node) => [0, number(*node), 0, 0, 0],
                Area::Disc(disc) => [
                    1,
                    disc.anchor.map_or(u64::MAX, number),
                    disc.centre.lat().to_bits(),
                    disc.centre.lon().to_bits(),
                    disc.radius_km.to_bits(),
                ],
            };
            std::iter::once(u64::from(*is_denied)).chain(areas.iter().flat_map(of_area)).collect()
        }
        Extent::Words { .. } => Vec::new(),
    }
}

/// Groups of words: one cell a group, and one for "something else". What has no group joins every position as a guest,
/// and is a position of its own where there is no group at all.
fn positions_of_words(extents: &[&Extent]) -> Positions {
    let none = || FixedBitSet::with_capacity(extents.len());
    let (mut ungrouped, mut denials) = (none(), none());
    let mut groups: BTreeMap<&Text, [FixedBitSet; 2]> = BTreeMap::new();
    for (number, extent) in extents.iter().enumerate() {
        let Extent::Words { group: Some(group), is_denied } = extent else {
            ungrouped.insert(number);
            continue;
        };
        denials.set(number, *is_denied);
        groups.entry(group).or_insert_with(|| [none(), none()])[usize::from(*is_denied)].insert(number);
    }
    let mut undetermined = Vec::new();
    for guest in ungrouped.ones() {
        undetermined.extend((0..extents.len()).filter(|&n| n != guest).map(|n| (n.min(guest), n.max(guest))));
    }
    undetermined.sort_unstable();
    undetermined.dedup();
    let mut guests = numbers(&ungrouped);
    if groups.is_empty() {
        let all = guests.clone();
        guests.retain(|_| all.len() > 1);
        return Positions { members: vec![Members { all, guests }], undetermined };
    }
    let stab = |[asserting, denying]: &[FixedBitSet; 2]| {
        let mut stab = &(asserting | &ungrouped) | &denials;
        stab.difference_with(denying);
        stab
    };
    let something_else = [none(), none()];
    let sets = cells::maximal(groups.values().chain([&something_else]).map(stab));
    let members = sets.iter().map(|set| Members { all: numbers(set), guests: guests.clone() }).collect();
    Positions { members, undetermined }
}

/// The numbers in a set, in order.
fn numbers(set: &FixedBitSet) -> Vec<usize> {
    set.ones().collect()
}
