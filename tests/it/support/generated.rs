//! Seeded random cases of any size. The same seed gives the same case on every machine.

use counterpoint::domain::{
    claim::{Claim, Retracted, Stance},
    place::Place,
    question::{AnswerKind, Cardinality},
    source::SourceKind,
    text::Text,
};

use super::{
    records::date,
    sketch::{Sketch, option},
};

/// The last year before the ones in which generated documents appear.
const FIRST_DAY: i64 = 17_897;

/// A linear congruential generator (Knuth's MMIX constants); its high bits are random enough for test data.
#[derive(Debug, Clone)]
pub struct Lcg(u64);

impl Lcg {
    /// The sequence of `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// Whether something of `percent` likelihood happens.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// The domains that engine tests and benches go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// Dates and intervals: one piece each.
    Intervals,
    /// Times of several pieces: masks, lists, denials.
    Unions,
    /// Counts and phrases for them.
    Counts,
    /// Places of a tree only.
    Nodes,
    /// Places and circles.
    Discs,
    /// Entities of a tree.
    Entities,
    /// Options.
    Choices,
    /// Entities, where several answers hold at once.
    Many,
    /// Free words in groups.
    Words,
}

impl Domain {
    /// Every domain.
    pub const ALL: [Self; 9] = [
        Self::Intervals,
        Self::Unions,
        Self::Counts,
        Self::Nodes,
        Self::Discs,
        Self::Entities,
        Self::Choices,
        Self::Many,
        Self::Words,
    ];

    fn answer(self) -> AnswerKind {
        match self {
            Self::Intervals | Self::Unions => AnswerKind::Time,
            Self::Counts => AnswerKind::Count,
            Self::Nodes | Self::Discs => AnswerKind::Place,
            Self::Entities | Self::Many => AnswerKind::Entity,
            Self::Choices => AnswerKind::Choice,
            Self::Words => AnswerKind::Text,
        }
    }
}

/// How a random case is made.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// What the claims are about.
    pub domain: Domain,
    /// How many claims.
    pub claims: usize,
    /// How many people, offices and organisations speak.
    pub roots: usize,
    /// How many outlets relay.
    pub outlets: usize,
    /// How many documents.
    pub documents: usize,
    /// How many of a hundred sources are tied to others, and of a hundred claims are doubted, retracted or the like.
    pub trouble: usize,
}

impl Plan {
    /// A small tangled case: much trouble in little space.
    pub fn small(domain: Domain, claims: usize) -> Self {
        Self { domain, claims, roots: 5, outlets: 4, documents: 5, trouble: 25 }
    }

    /// A case as an archive might hold it: a root for ten claims, a document for five.
    pub fn archive(domain: Domain, claims: usize) -> Self {
        let outlets = (claims / 20).max(3);
        Self { domain, claims, roots: (claims / 10).max(2), outlets, documents: (claims / 5).max(3), trouble: 3 }
    }

    /// The case that `seed` gives.
    pub fn sketch(self, seed: u64) -> Sketch {
        let mut random = Lcg::new(seed);
        let mut sketch = Sketch::new();
        self.ground(&mut sketch, &mut random);
        self.sources(&mut sketch, &mut random);
        self.documents(&mut sketch, &mut random);
        for number in 0..self.claims {
            self.claim(number, &mut sketch, &mut random);
        }
        sketch
    }

    /// How many places, entities or options answers choose from.
    fn answers(self) -> usize {
        if self.claims <= 50 { 7 } else { 60 }
    }

    fn ground(self, sketch: &mut Sketch, random: &mut Lcg) {
        let count = self.answers();
        // Each node is part of an earlier one or of none.
        let parents: Vec<Option<String>> = (0..count)
            .map(|n| (n > 0 && random.happens(70)).then(|| format!("n-{}", random.below(n.min(count / 2 + 1)))))
            .collect();
        let nodes = || parents.iter().enumerate().map(|(n, up)| (format!("n-{n}"), up.as_deref()));
        for (id, up) in nodes() {
            match self.domain {
                Domain::Nodes | Domain::Discs => {
                    let spot = (degrees(34.0, random.below(100)), degrees(40.0, random.below(100)), 5.0);
                    let has_point = self.domain == Domain::Discs && random.happens(100 - self.trouble);
                    let km = [0.0, spot.2, 15.0][random.below(3)];
                    sketch.place(&id, up, has_point.then_some((spot.0, spot.1, km)));
                    let is_unresolved = up.is_none() && random.happens(self.trouble / 3);
                    sketch.records.places.last_mut().unwrap().is_unresolved = is_unresolved;
                }
                Domain::Entities | Domain::Many => sketch.entity(&id, up),
                _ => {}
            }
        }
        let options = nodes().map(|(id, up)| option(&id, up)).collect();
        let domain = self.domain;
        sketch.question("q", domain.answer(), |question| {
            if domain == Domain::Choices {
                question.options = options;
            }
            if domain == Domain::Many {
                question.cardinality = Cardinality::Many;
            }
        });
    }

    fn sources(self, sketch: &mut Sketch, random: &mut Lcg) {
        for number in 0..self.roots {
            let kinds = [SourceKind::Official, SourceKind::Eyewitness, SourceKind::Organisation, SourceKind::Person];
            let kind = if random.happens(self.trouble / 3) { SourceKind::Unattributed } else { *random.pick(&kinds) };
            let trouble = self.trouble;
            sketch.source(&format!("root-{number}"), kind, |source| {
                source.is_anonymous = random.happens(40);
                source.is_plural = random.happens(20);
                let mut other = |likely: usize| {
                    (number > 0 && random.happens(likely))
                        .then(|| format!("root-{}", random.below(number)).parse().unwrap())
                };
                source.part_of = other(trouble);
                source.speaks_for = other(trouble / 2);
                source.may_be = other(trouble).into_iter().collect();
                source.same_as = other(trouble / 4);
                // Of joined sources one says what they belong to: two that contradict each other are an editor's slip.
                if source.same_as.is_some() {
                    (source.part_of, source.speaks_for) = (None, None);
                }
            });
        }
        for number in 0..self.outlets {
            sketch.source(&format!("outlet-{number}"), SourceKind::Outlet, |_| ());
        }
    }

    /// Documents in order of date; each may cite earlier ones.
    fn documents(self, sketch: &mut Sketch, random: &mut Lcg) {
        for number in 0..self.documents {
            let day = FIRST_DAY + i64::try_from(number).unwrap() % 300;
            let published = counterpoint::domain::calendar::Day::from_number(day).to_string();
            let published = if random.happens(self.trouble) { format!("{published}/2019-12-31") } else { published };
            let cited = (number > 0 && random.happens(60)).then(|| format!("document-{}", random.below(number)));
            let outlet = format!("outlet-{}", random.below(self.outlets));
            let earlier: Vec<&str> = cited.as_deref().into_iter().collect();
            sketch.document(&format!("document-{number}"), &outlet, &published, &earlier);
        }
    }

    fn claim(self, number: usize, sketch: &mut Sketch, random: &mut Lcg) {
        let document = random.below(self.documents);
        let publisher = sketch.records.documents[document].publisher.to_string();
        // An outlet relays what outlets of smaller number published, so circles come only from trouble.
        let mut chain = vec![format!("root-{}", random.below(self.roots))];
        if random.happens(10) {
            chain.clear();
        }
        let own: usize = publisher.trim_start_matches("outlet-").parse().unwrap();
        for _ in 0..random.below(3) {
            let end = if random.happens(self.trouble / 3) { self.outlets } else { own };
            let relay = format!("outlet-{}", random.below(end.max(1)));
            let is_later = |last: &String| !last.starts_with("outlet") || self.trouble > 10 || *last < relay;
            if relay != publisher && !chain.contains(&relay) && chain.last().is_none_or(is_later) {
                chain.push(relay);
            }
        }
        chain.push(publisher);
        let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
        let (said, is_denied) = self.said(&sketch.records.places, random);
        let trouble = self.trouble;
        let id = format!("c-{number:05}");
        let report_day = sketch.records.documents[document].published.clone();
        sketch.claim(&id, "q", &said, (&chain, &format!("document-{document}")), |claim| {
            if is_denied {
                claim.stance = Stance::Denies;
            }
            if self.domain == Domain::Words {
                claim.group = random.happens(80).then(|| Text::name(&said).unwrap());
            }
            trouble_claim(claim, (number, trouble), random);
            let reported = claim.reported.as_ref().unwrap_or(&report_day);
            let is_sound = |retracted: &Retracted| retracted.on.last() >= reported.first();
            claim.retracted = claim.retracted.take().filter(is_sound);
        });
    }

    /// What a claim says, and whether it denies it.
    fn said(self, places: &[Place], random: &mut Lcg) -> (String, bool) {
        let is_denied = random.happens(15);
        let wide = if self.claims <= 50 { 12 } else { self.claims.min(2_000) };
        let node = |random: &mut Lcg| format!("n-{}", random.below(self.answers()));
        let either = |random: &mut Lcg, between: &str| {
            let (first, second) = (node(random), node(random));
            if random.happens(30) && first != second { format!("{first}{between}{second}") } else { first }
        };
        match self.domain {
            Domain::Intervals => (interval(random, wide), false),
            Domain::Unions => {
                let said = interval(random, wide);
                if random.happens(50) {
                    (format!("{said} + {}", day(random.below(wide))), false)
                } else {
                    (said, is_denied)
                }
            }
            Domain::Counts => (count(random, wide), is_denied && self.claims <= 50),
            Domain::Nodes => (either(random, " or "), is_denied),
            Domain::Discs => (place(random, places), is_denied),
            Domain::Entities | Domain::Choices => (either(random, " + "), is_denied),
            Domain::Many => (either(random, " + "), random.happens(if self.claims <= 50 { 25 } else { 1 })),
            Domain::Words => (format!("group {}", random.below(self.answers())), is_denied),
        }
    }
}

/// Doubt, retraction, supersession and relays, as likely as the plan says.
fn trouble_claim(claim: &mut Claim, (number, trouble): (usize, usize), random: &mut Lcg) {
    use counterpoint::domain::{
        certainty::Certainty,
        claim::{Basis, Superseded},
    };
    let date = |random: &mut Lcg| {
        date(
            &counterpoint::domain::calendar::Day::from_number(FIRST_DAY + i64::try_from(random.below(40)).unwrap())
                .to_string(),
        )
    };
    if random.happens(trouble) {
        claim.certainty = Some(Certainty::parse(["likely", "possible", "confirmed"][random.below(3)]).unwrap());
    }
    if random.happens(trouble) {
        claim.basis = Some(Basis::Witnessed);
    }
    if random.happens(trouble / 3) {
        claim.retracted = Some(Retracted { on: date(random), document: None, note: None });
    }
    if random.happens(trouble / 3) {
        claim.superseded = Some(Superseded { on: date(random), by: None });
    }
    if random.happens(trouble / 2) {
        claim.reported = Some(date(random));
    }
    if number > 0 && random.happens(trouble / 2) {
        claim.relays = Some(format!("c-{:05}", random.below(number)).parse().unwrap());
    }
}

fn degrees(from: f64, hundredths: usize) -> f64 {
    from + f64::from(u32::try_from(hundredths).unwrap()) / 100.0
}

fn day(number: usize) -> String {
    counterpoint::domain::calendar::Day::from_number(FIRST_DAY - 2_200 + i64::try_from(number).unwrap()).to_string()
}

fn interval(random: &mut Lcg, wide: usize) -> String {
    let from = random.below(wide);
    match random.below(4) {
        0 => day(from),
        1 => format!("{}/{}", day(from), day(from + random.below(wide / 6 + 2))),
        2 => format!("{}~", day(from)),
        _ => format!("{}~/{}~", day(from), day(from + 1 + random.below(8))),
    }
}

fn count(random: &mut Lcg, wide: usize) -> String {
    let n = random.below(wide) + 1;
    match random.below(5) {
        0 | 1 => n.to_string(),
        2 => format!("{n}..{}", n + random.below(wide / 6 + 2)),
        3 => format!("~{n}"),
        _ => [format!(">={n}"), format!("<={n}"), "dozens".to_owned(), format!(">{n}")][random.below(4)].clone(),
    }
}

fn place(random: &mut Lcg, places: &[Place]) -> String {
    let place = random.pick(places);
    let node = &place.id;
    let spot = |random: &mut Lcg| {
        let (lat, lon) = (degrees(34.0, 5 * random.below(20)), degrees(40.0, 5 * random.below(20)));
        format!("{lat:.2},{lon:.2} ±{}km", 5 + 10 * random.below(4))
    };
    match random.below(20) {
        0..=9 => node.to_string(),
        10 => format!("{node} or {}", spot(random)),
        11 | 12 => spot(random),
        // A place without coordinates has no circle.
        _ if place.point.is_none() => node.to_string(),
        13..=16 => format!("near {node}"),
        _ => format!("within {} km of {node}", 5 + 15 * random.below(3)),
    }
}
