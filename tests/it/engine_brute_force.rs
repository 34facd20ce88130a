//! The engine finds the positions that the definition gives: stab(x) for every point x, and the largest of them.
//!
//! The definition is written out here a second time, point by point and without the engine's search.

use std::collections::BTreeSet;

use counterpoint::domain::{
    analysis::Study,
    claim::Stance,
    dossier::Dossier,
    place::Point,
    reading::Sets,
    tree::Node,
    value::place::{Area, Disc},
};

use crate::support::generated::{Domain, Plan};

type Positions = BTreeSet<BTreeSet<usize>>;

/// The positions the engine finds, without the claims that commit to nothing.
fn found(dossier: &Dossier) -> (Vec<usize>, Positions) {
    let analysis = Study::new(dossier).analysis(None);
    let question = &analysis.questions[0];
    let is_committal = |claim: &usize| !question.non_committal.contains(claim);
    let committal = question.visible.iter().copied().filter(is_committal).collect();
    let positions = &question.positions;
    (committal, positions.iter().map(|p| p.claims.iter().copied().filter(is_committal).collect()).collect())
}

/// The largest of the sets that `stab` gives.
fn largest(stabs: impl IntoIterator<Item = BTreeSet<usize>>) -> Positions {
    let stabs: Positions = stabs.into_iter().filter(|stab| !stab.is_empty()).collect();
    stabs.iter().filter(|stab| !stabs.iter().any(|other| other != *stab && other.is_superset(stab))).cloned().collect()
}

fn is_denied(dossier: &Dossier, claim: usize) -> bool {
    dossier.claims()[claim].stance == Stance::Denies
}

/// Whether the claim holds at `second`.
fn holds_at(dossier: &Dossier, claim: usize, second: i64) -> bool {
    let Sets::Axis { core, envelope } = &dossier.reading(claim).members[0] else { panic!("an axis") };
    let is_in =
        |pieces: &[counterpoint::domain::span::Span]| pieces.iter().any(|s| s.lo() <= second && second <= s.hi());
    if is_denied(dossier, claim) { !is_in(core.pieces()) } else { is_in(envelope.pieces()) }
}

fn check_axis(domain: Domain, points: &[i64]) {
    for seed in 0..1_500 {
        let dossier = Plan::small(domain, 1 + usize::try_from(seed % 12).unwrap()).sketch(seed).dossier();
        let (committal, positions) = found(&dossier);
        let stab = |&x: &i64| committal.iter().copied().filter(|&claim| holds_at(&dossier, claim, x)).collect();
        assert_eq!(positions, largest(points.iter().map(stab)), "{domain:?}, seed {seed}");
    }
}

#[test]
fn positions_among_times_are_what_the_definition_gives_day_by_day() {
    let noons: Vec<i64> = (15_600..15_800).map(|day| day * 86_400 + 43_200).collect();
    check_axis(Domain::Intervals, &noons);
    check_axis(Domain::Unions, &noons);
}

#[test]
fn positions_among_counts_are_what_the_definition_gives_number_by_number() {
    let numbers: Vec<i64> = (0..400).chain([1_000_000]).collect();
    check_axis(Domain::Counts, &numbers);
}

fn is_inside(parents: &[Option<Node>], mut inner: Node, outer: Node) -> bool {
    loop {
        if inner == outer {
            return true;
        }
        match parents[inner] {
            Some(up) => inner = up,
            None => return false,
        }
    }
}

fn parents(dossier: &Dossier) -> Vec<Option<Node>> {
    let tree = dossier.answer_tree(0);
    (0..tree.len()).map(|node| tree.parent(node)).collect()
}

fn nodes_of(dossier: &Dossier, claim: usize) -> Vec<Node> {
    let nodes = |sets: &Sets| match sets {
        Sets::Nodes(nodes) => nodes.named().to_vec(),
        _ => panic!("a tree"),
    };
    dossier.reading(claim).members.iter().flat_map(nodes).collect()
}

#[test]
fn positions_in_a_tree_are_what_the_definition_gives_for_every_node_and_for_something_else() {
    for (seed, domain) in (0..1_500).flat_map(|seed| [(seed, Domain::Entities), (seed, Domain::Choices)]) {
        let dossier = Plan::small(domain, 1 + usize::try_from(seed % 12).unwrap()).sketch(seed).dossier();
        let (committal, positions) = found(&dossier);
        let parents = parents(&dossier);
        let holds = |claim: usize, at: Option<Node>| {
            let is_in = at.is_some_and(|at| nodes_of(&dossier, claim).iter().any(|&n| is_inside(&parents, at, n)));
            is_in != is_denied(&dossier, claim)
        };
        let points = (0..parents.len()).map(Some).chain([None]);
        let stab = |at: Option<Node>| committal.iter().copied().filter(|&claim| holds(claim, at)).collect();
        assert_eq!(positions, largest(points.map(stab)), "{domain:?}, seed {seed}");
    }
}

#[test]
fn positions_where_many_answers_hold_are_what_the_definition_gives_for_every_set_of_answers() {
    for seed in 0..1_500 {
        let dossier = Plan::small(Domain::Many, 1 + usize::try_from(seed % 10).unwrap()).sketch(seed).dossier();
        let (committal, positions) = found(&dossier);
        let parents = parents(&dossier);
        // A state of affairs is a set of nodes "as such", without their parts.
        let worlds = 0..1_u32 << parents.len();
        let holds = |claim: usize, world: u32| {
            let is_there = |n: Node| (0..parents.len()).any(|at| world >> at & 1 == 1 && is_inside(&parents, at, n));
            let mut named = nodes_of(&dossier, claim).into_iter();
            if is_denied(&dossier, claim) { !named.any(is_there) } else { named.all(is_there) }
        };
        let stab = |world: u32| committal.iter().copied().filter(|&claim| holds(claim, world)).collect();
        assert_eq!(positions, largest(worlds.map(stab)), "seed {seed}");
    }
}

#[test]
fn positions_among_words_are_the_groups_and_something_else_with_whoever_has_none() {
    for seed in 0..500 {
        let dossier = Plan::small(Domain::Words, 1 + usize::try_from(seed % 12).unwrap()).sketch(seed).dossier();
        let (committal, positions) = found(&dossier);
        let group = |claim: usize| dossier.claims()[claim].group.as_ref();
        let groups = committal.iter().map(|&claim| group(claim)).chain([None]);
        let holds = |claim: usize, of| group(claim).is_none() || (group(claim) == of) != is_denied(&dossier, claim);
        let stab = |of: Option<_>| committal.iter().copied().filter(|&claim| holds(claim, of)).collect();
        assert_eq!(positions, largest(groups.map(stab)), "seed {seed}");
    }
}

/// The places of a case as the definition sees them.
struct Ground<'a> {
    dossier: &'a Dossier,
    parents: Vec<Option<Node>>,
    /// Kilometres that every circle of a claim is widened by, to see whether the answer hangs on a hair.
    slack: f64,
}

/// A whereabouts: a node as such, a point, and who is right about the places nobody has placed yet (a bit each).
#[derive(Clone, Copy)]
struct Spot {
    node: Option<Node>,
    point: Option<Point>,
    unplaced: u32,
    /// A place without coordinates may lie apart from what it is part of: the level at which that is doubted.
    level: Option<Node>,
}

impl Ground<'_> {
    fn place_disc(&self, node: Node) -> Option<(Point, f64)> {
        let place = &self.dossier.places()[node];
        place.point.map(|point| (point, place.radius_km.unwrap_or(0.0)))
    }

    /// How far a place reaches: its own circle, and around its own centre as far as its farthest part.
    fn reach(&self, node: Node) -> Option<(Point, f64)> {
        let (centre, radius) = self.place_disc(node)?;
        let parts = (0..self.parents.len()).filter(|&part| is_inside(&self.parents, part, node));
        let of_part = |part| self.place_disc(part).map(|(point, km)| centre.distance_km(point) + km);
        Some((centre, parts.filter_map(of_part).fold(radius, f64::max)))
    }

    fn is_apart(&self, node: Node, disc: &Disc) -> bool {
        let is_related = |anchor: Node| {
            let has_no_point = self.place_disc(node).is_none();
            is_inside(&self.parents, anchor, node) || (has_no_point && is_inside(&self.parents, node, anchor))
        };
        let parts = || (0..self.parents.len()).filter(|&part| is_inside(&self.parents, part, node));
        let meets = |part: Node| {
            self.place_disc(part)
                .is_some_and(|(at, km)| at.distance_km(disc.centre) <= km + disc.radius_km + self.slack)
        };
        !disc.anchor.is_some_and(is_related) && !parts().any(meets) && self.place_disc(node).is_some()
    }

    /// Whether nothing of the place, or of one it is part of, lies outside the circle, as far as anybody knows.
    fn is_within(&self, node: Node, disc: &Disc) -> bool {
        let holds = |(at, km): (Point, f64)| at.distance_km(disc.centre) + km <= disc.radius_km + self.slack;
        let is_whole_within = |whole: Node| {
            let is_wider = |anchor| anchor != whole && is_inside(&self.parents, anchor, whole);
            if disc.anchor.is_some_and(is_wider) {
                return false;
            }
            if let Some(reach) = self.reach(whole) {
                return holds(reach);
            }
            let mut parts = (0..self.parents.len()).filter(|&part| is_inside(&self.parents, part, whole));
            disc.anchor.is_some_and(|anchor| is_inside(&self.parents, whole, anchor))
                && parts.all(|part| self.reach(part).is_none_or(holds))
        };
        (0..self.parents.len()).any(|whole| is_inside(&self.parents, node, whole) && is_whole_within(whole))
    }

    /// Whether the circle is left aside at `spot`.
    fn is_aside(&self, disc: &Disc, spot: Spot) -> bool {
        [spot.node, spot.level].into_iter().flatten().any(|node| self.is_apart(node, disc))
    }

    /// Whether the wider place `node` may reach to `spot`, and is apart from no circle that holds there.
    fn may_hold(&self, node: Node, spot: Spot, discs: &[Disc]) -> bool {
        let Some(point) = spot.point else { return true };
        let is_near = |disc: &&Disc| point.distance_km(disc.centre) <= disc.radius_km + self.slack;
        self.reach(node).is_none_or(|(at, km)| at.distance_km(point) <= km + self.slack.max(1.0))
            && !discs.iter().filter(is_near).any(|disc| !self.is_aside(disc, spot) && self.is_apart(node, disc))
    }

    fn discs(&self, committal: &[usize]) -> Vec<Disc> {
        let areas = committal.iter().filter_map(|&claim| match &self.dossier.reading(claim).members[0] {
            Sets::Areas(areas) => Some(areas),
            _ => None,
        });
        areas
            .flatten()
            .filter_map(|area| match area {
                Area::Disc(disc) => Some(*disc),
                Area::Node(_) => None,
            })
            .collect()
    }

    fn holds(&self, claim: usize, spot: Spot, discs: &[Disc]) -> bool {
        let Sets::Areas(areas) = &self.dossier.reading(claim).members[0] else { panic!("places") };
        let is_denied = is_denied(self.dossier, claim);
        let is_in = areas.iter().any(|area| match area {
            Area::Node(node) => {
                let is_part = spot.node.is_some_and(|at| is_inside(&self.parents, at, *node));
                let is_here = is_part && (is_denied || self.may_hold(*node, spot, discs));
                let is_unplaced_here = |at: usize| spot.unplaced >> at & 1 == 1 && is_inside(&self.parents, at, *node);
                let own_circle = || {
                    let point = spot.point?;
                    self.place_disc(*node).map(|(at, km)| at.distance_km(point) <= km + self.slack)
                };
                if is_denied {
                    is_here || (0..self.parents.len()).any(is_unplaced_here) || own_circle() == Some(true)
                } else {
                    is_here || spot.unplaced >> node & 1 == 1
                }
            }
            Area::Disc(disc) => {
                let is_near =
                    spot.point.is_some_and(|point| point.distance_km(disc.centre) <= disc.radius_km + self.slack);
                match spot.node {
                    Some(at) if is_denied => is_near || self.is_within(at, disc),
                    Some(_) => is_near && !self.is_aside(disc, spot),
                    None => is_near,
                }
            }
        });
        is_in != is_denied
    }

    fn positions(&self, committal: &[usize], grid: &[Point]) -> Positions {
        let places = self.dossier.places();
        let unresolved: Vec<usize> = (0..places.len()).filter(|&n| places[n].is_unresolved).collect();
        let discs = self.discs(committal);
        let mut stabs: Positions = BTreeSet::new();
        for chosen in 0..1_u32 << unresolved.len() {
            let unplaced = unresolved.iter().enumerate().map(|(bit, &n)| (chosen >> bit & 1) << n).sum();
            for node in (0..places.len()).map(Some).chain([None]) {
                let region = node.and_then(|node| self.reach(node));
                let is_reached =
                    |p: &&Point| region.is_none_or(|(at, km)| at.distance_km(**p) <= km + self.slack.max(1.0));
                let mut levels = vec![None];
                levels.extend(
                    (0..places.len()).filter(|&n| node.is_some_and(|at| is_inside(&self.parents, at, n))).map(Some),
                );
                for point in grid.iter().filter(is_reached).copied().map(Some).chain([None]) {
                    for &level in &levels {
                        let spot = Spot { node, point, unplaced, level };
                        let holds = |&claim: &usize| self.holds(claim, spot, &discs);
                        stabs.insert(committal.iter().copied().filter(holds).collect());
                    }
                }
            }
        }
        largest(stabs)
    }
}

#[test]
fn positions_among_named_places_are_what_the_definition_gives_also_where_some_are_not_placed_yet() {
    for seed in 0..1_000 {
        let dossier = Plan::small(Domain::Nodes, 1 + usize::try_from(seed % 10).unwrap()).sketch(seed).dossier();
        let (committal, positions) = found(&dossier);
        let ground = Ground { dossier: &dossier, parents: parents(&dossier), slack: 0.0 };
        assert_eq!(positions, ground.positions(&committal, &[]), "seed {seed}");
    }
}

#[test]
fn positions_among_circles_and_places_are_what_the_definition_gives_on_a_fine_grid() {
    let step = |n: u32| f64::from(n) / 60.0;
    let grid: Vec<Point> = (0..76)
        .flat_map(|lat| (0..76).filter_map(move |lon| Point::new(33.87 + step(lat), 39.87 + step(lon))))
        .collect();
    let mut conclusive = 0;
    for seed in 0..48 {
        let dossier = Plan::small(Domain::Discs, 2 + usize::try_from(seed % 5).unwrap()).sketch(seed).dossier();
        let (committal, positions) = found(&dossier);
        let at = |slack: f64| {
            let ground = Ground { dossier: &dossier, parents: parents(&dossier), slack };
            ground.positions(&committal, &grid)
        };
        let expected = at(0.0);
        if expected != at(1.6) || expected != at(-1.6) {
            continue;
        }
        conclusive += 1;
        let said: Vec<_> =
            committal.iter().map(|&c| (c, is_denied(&dossier, c), &dossier.reading(c).canonical)).collect();
        assert_eq!(positions, expected, "seed {seed}: {said:?}, {:?}", dossier.places());
    }
    assert!(conclusive >= 10, "only {conclusive} configurations were conclusive");
}
