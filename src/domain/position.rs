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

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use super::{
    bits::BitSet,
    extent::Extent,
    sorting::numbers_by,
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
    /// Pairs that are neither compatible nor in conflict, the lower number first, in order; at most
    /// [`UNDETERMINED_MAX`] of claims.
    pub undetermined: Vec<(usize, usize)>,
    /// There are more such pairs than are listed.
    pub has_more_undetermined: bool,
}

/// The most undetermined pairs listed for one question: ten thousand claims in free words would make fifty million.
/// Who is a guest where does not hang on the list.
pub const UNDETERMINED_MAX: usize = 1_000;

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
    positions_by_class(extents, &equal_keys(extents), field)
}

/// As [`positions`], where equal extents are known by their number in `classes`.
#[must_use]
pub fn positions_by_class(extents: &[&Extent], classes: &[usize], field: Field<'_>) -> Positions {
    match field {
        Field::Words => positions_of_words(extents),
        // Claims of equal intervals cost the sweep less than to put them together first.
        Field::Axis if is_plain(extents) => without_guests(intervals::maximal_sets(&spans_of(extents))),
        _ => {
            let classes = Classes::of(extents, classes);
            classes.expand(classes.positions(field))
        }
    }
}

/// How many positions there are among `extents`, which are given as for [`positions_by_class`].
#[must_use]
pub fn count_by_class(extents: &[&Extent], classes: &[usize], field: Field<'_>) -> usize {
    match field {
        Field::Words => positions_of_words(extents).members.len(),
        Field::Axis if is_plain(extents) => intervals::count(&spans_of(extents)),
        _ => Classes::of(extents, classes).positions(field).members.len(),
    }
}

fn is_plain(extents: &[&Extent]) -> bool {
    extents.iter().all(|extent| matches!(extent, Extent::Axis(spans) if spans.pieces().len() == 1))
}

/// The same number for equal extents.
fn equal_keys(extents: &[&Extent]) -> Vec<usize> {
    let mut numbers: HashMap<Vec<u64>, usize> = HashMap::with_capacity(extents.len());
    extents.iter().enumerate().map(|(fresh, extent)| *numbers.entry(key(extent)).or_insert(fresh)).collect()
}

fn without_guests(sets: Vec<Vec<usize>>) -> Positions {
    let members = sets.into_iter().map(|all| Members { all, guests: Vec::new() }).collect();
    Positions { members, ..Positions::default() }
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
    /// The claims, class by class, and for each class where in this list its own are.
    claims: Vec<usize>,
    ranges: Vec<Range<usize>>,
}

impl<'a> Classes<'a> {
    fn of(extents: &[&'a Extent], numbers: &[usize]) -> Self {
        let claims = numbers_by(numbers.len(), |claim| numbers[claim]);
        let mut from = 0;
        let range = |class: &[usize]| {
            from += class.len();
            from - class.len()..from
        };
        let mut ranges: Vec<Range<usize>> = claims.chunk_by(|&a, &b| numbers[a] == numbers[b]).map(range).collect();
        ranges.sort_unstable_by_key(|range| claims[range.start]);
        Self { extents: ranges.iter().map(|range| extents[claims[range.start]]).collect(), claims, ranges }
    }

    /// The claims of a class, in order.
    fn members(&self, class: usize) -> &[usize] {
        &self.claims[self.ranges[class].clone()]
    }

    fn positions(&self, field: Field<'_>) -> Positions {
        match field {
            Field::Axis => without_guests(intervals::maximal_sets(&spans_of(&self.extents))),
            Field::Tree(tree) => without_guests(trees::maximal_sets(&self.extents, tree)),
            Field::Places(gazetteer) => places::positions(&self.extents, &gazetteer),
            Field::Words => positions_of_words(&self.extents),
        }
    }

    fn expand(&self, of_classes: Positions) -> Positions {
        let claims = self.claims.len();
        if self.extents.len() == claims && of_classes.undetermined.len() <= UNDETERMINED_MAX {
            return of_classes;
        }
        let mut set = BitSet::below(claims);
        let mut expand = |classes: &[usize]| {
            set.clear();
            for &class in classes {
                set.extend(self.members(class).iter().copied());
            }
            numbers(&set)
        };
        let members = of_classes
            .members
            .iter()
            .map(|position| Members { all: expand(&position.all), guests: expand(&position.guests) })
            .collect();
        let (undetermined, has_more_undetermined) = self.first_pairs(&of_classes.undetermined);
        Positions { members, undetermined, has_more_undetermined }
    }

    /// The first of the pairs of claims that the pairs of classes stand for, in order, and whether there are more.
    fn first_pairs(&self, of_classes: &[(usize, usize)]) -> (Vec<(usize, usize)>, bool) {
        let mut partners: Vec<Vec<usize>> = vec![Vec::new(); self.ranges.len()];
        for &(a, b) in of_classes {
            partners[a].push(b);
            partners[b].push(a);
        }
        let mut class_of: Vec<(usize, usize)> = Vec::new();
        for class in (0..partners.len()).filter(|&class| !partners[class].is_empty()) {
            class_of.extend(self.members(class).iter().map(|&claim| (claim, class)));
        }
        class_of.sort_unstable();
        let mut pairs = Vec::new();
        for (claim, class) in class_of {
            let others = partners[class].iter().flat_map(|&other| self.members(other)).copied();
            let from = pairs.len();
            pairs.extend(others.filter(|&other| other > claim).map(|other| (claim, other)));
            pairs[from..].sort_unstable();
            if pairs.len() > UNDETERMINED_MAX {
                pairs.truncate(UNDETERMINED_MAX);
                return (pairs, true);
            }
        }
        (pairs, false)
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
    let none = || BitSet::below(extents.len());
    let (mut ungrouped, mut denials) = (none(), none());
    let mut groups: BTreeMap<&Text, [BitSet; 2]> = BTreeMap::new();
    for (number, extent) in extents.iter().enumerate() {
        let Extent::Words { group: Some(group), is_denied } = extent else {
            ungrouped.insert(number);
            continue;
        };
        denials.set(number, *is_denied);
        groups.entry(group).or_insert_with(|| [none(), none()])[usize::from(*is_denied)].insert(number);
    }
    let mut guests = numbers(&ungrouped);
    let (undetermined, has_more_undetermined) = pairs_without_group(extents, &guests);
    if groups.is_empty() {
        let all = guests.clone();
        guests.retain(|_| all.len() > 1);
        return Positions { members: vec![Members { all, guests }], undetermined, has_more_undetermined };
    }
    let stab = |[asserting, denying]: &[BitSet; 2]| {
        let mut stab = asserting.clone();
        stab.union_with(&ungrouped);
        stab.union_with(&denials);
        stab.difference_with(denying);
        stab
    };
    let something_else = [none(), none()];
    let sets = cells::maximal(groups.values().chain([&something_else]).map(stab));
    let members = sets.iter().map(|set| Members { all: numbers(set), guests: guests.clone() }).collect();
    Positions { members, undetermined, has_more_undetermined }
}

/// The first pairs of which one has no group, in order, and whether there are more.
fn pairs_without_group(extents: &[&Extent], ungrouped: &[usize]) -> (Vec<(usize, usize)>, bool) {
    let has_group = |number: usize| matches!(extents[number], Extent::Words { group: Some(_), .. });
    let mut pairs = Vec::new();
    for a in 0..extents.len() {
        let later = ungrouped.partition_point(|&other| other <= a);
        let rest = if has_group(a) { &ungrouped[later..] } else { &[] };
        let all = if has_group(a) { 0..0 } else { a + 1..extents.len() };
        pairs.extend(rest.iter().copied().chain(all).map(|b| (a, b)).take(UNDETERMINED_MAX + 1 - pairs.len()));
        if pairs.len() > UNDETERMINED_MAX {
            pairs.truncate(UNDETERMINED_MAX);
            return (pairs, true);
        }
    }
    (pairs, false)
}

/// The numbers in a set, in order.
fn numbers(set: &BitSet) -> Vec<usize> {
    let mut numbers = Vec::with_capacity(set.count());
    set.ones().for_each(|number| numbers.push(number));
    numbers
}
