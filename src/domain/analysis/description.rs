//! Describing a position: its claims, what stands behind them, what they leave possible, and whose words name it.

use std::borrow::Cow;

use super::{
    AnswerKind, Cardinality, Denotation, Extents, Letter, Members, Numbers, Position, Support, Tally,
    memberships::Memberships,
    study::{Hearing, Study},
};
use crate::domain::{
    claim::Stance,
    extent::{CommonSpans, Extent},
    reading::Sets,
};

impl Study<'_> {
    pub(super) fn position(
        &self,
        hearing: &Hearing<'_>,
        (letter, members): (Letter, Members),
        memberships: &Memberships,
        tally: &mut Tally<'_>,
    ) -> Position {
        let Members { all: mut claims, mut guests } = members;
        let own = claims.iter().filter(|&&number| memberships.is_exclusive(number));
        let exclusive: Numbers = own.map(|&number| hearing.claims[number]).collect();
        claims.iter_mut().chain(&mut guests).for_each(|number| *number = hearing.claims[*number]);
        let hosts: Cow<'_, [usize]> =
            if guests.len() == claims.len() { Cow::Borrowed(&claims) } else { without(&claims, &guests) };
        let exclusive_hosts = without(&exclusive, &guests);
        // Guests support nothing; where everybody is a guest, the position stands on one of them, whoever it is.
        let (support, exclusive_support) = if guests.len() < claims.len() {
            (tally.support(hosts.iter().copied()), tally.range(exclusive_hosts.iter().copied()))
        } else {
            (self.support_of_one(&claims, tally), self.support_of_one(&exclusive, tally).range)
        };
        let (denotation, is_within_tolerance) = self.denotation(hearing.question, &hosts, tally);
        let headline =
            self.headline(hearing, if exclusive_hosts.is_empty() { &hosts } else { &exclusive_hosts }, tally);
        drop((hosts, exclusive_hosts));
        Position {
            letter,
            claims,
            exclusive,
            guests: guests.into(),
            support,
            exclusive_support,
            denotation,
            is_within_tolerance,
            headline,
        }
    }

    /// What stands behind the best supported of `claims`. Claims of one extent say the same, wherever that may be.
    fn support_of_one(&self, claims: &[usize], tally: &mut Tally<'_>) -> Support {
        let mut said: Vec<(usize, usize, usize)> =
            claims.iter().map(|&claim| (self.marks().class(claim), self.rank(claim), claim)).collect();
        said.sort_unstable();
        let mut units: Vec<&[(usize, usize, usize)]> = said.chunk_by(|a, b| a.0 == b.0).collect();
        units.sort_unstable_by_key(|unit| unit[0].1);
        let mut best = Support::default();
        for (number, unit) in units.into_iter().enumerate() {
            let support = tally.support(unit.iter().map(|&(_, _, claim)| claim));
            if number == 0 || (support.range.min, support.range.max) > (best.range.min, best.range.max) {
                best = support;
            }
        }
        best
    }

    /// What `claims` leave possible together: read strictly, or else within tolerance.
    fn denotation(&self, question: usize, claims: &[usize], tally: &mut Tally<'_>) -> (Denotation, bool) {
        let asked = &self.dossier().questions()[question];
        if asked.cardinality == Cardinality::Many {
            return (self.answers_given(claims), false);
        }
        let is_axis = matches!(asked.answer, AnswerKind::Time | AnswerKind::Duration | AnswerKind::Count);
        if is_axis && let Some(common) = self.common_core(claims) {
            return (common, false);
        }
        let said = tally.firsts(claims, |claim| self.marks().class(claim));
        if asked.answer == AnswerKind::Place {
            // Which of two equally narrow areas is kept must not hang on the names of the claims.
            said.sort_unstable_by_key(|&claim| self.marks().place_order(claim));
        }
        let tree = self.dossier().answer_tree(question);
        let extents = || said.iter().filter_map(|&claim| self.extents(claim));
        if !is_axis && let Some(common) = Denotation::common(extents().map(|extents| &extents.core), tree) {
            return (common, false);
        }
        let common = Denotation::common(extents().map(|extents| &extents.envelope), tree);
        (common.unwrap_or(Denotation::Words), true)
    }

    /// The points of an axis that all of `claims`, read strictly, leave possible.
    fn common_core(&self, claims: &[usize]) -> Option<Denotation> {
        let mut common = CommonSpans::start();
        for &claim in claims {
            if let Some(span) = self.marks().core_span(claim) {
                common.meet_span(span)?;
            } else if let Some(Extents { core: Extent::Axis(spans), .. }) = self.extents(claim) {
                common.meet(spans)?;
            }
        }
        common.end().map(Denotation::Axis)
    }

    /// On a question with many answers: all that are given.
    fn answers_given(&self, claims: &[usize]) -> Denotation {
        let (mut nodes, mut except) = (Vec::new(), Vec::new());
        let (mut areas, mut areas_except) = (Vec::new(), Vec::new());
        for &claim in claims {
            let is_denied = self.dossier().claims()[claim].stance == Stance::Denies;
            for set in &self.dossier().reading(claim).members {
                match set {
                    Sets::Nodes(named) => {
                        let list = if is_denied { &mut except } else { &mut nodes };
                        list.extend_from_slice(named.named());
                    }
                    Sets::Areas(named) => {
                        let list = if is_denied { &mut areas_except } else { &mut areas };
                        for area in named {
                            if !list.contains(area) {
                                list.push(*area);
                            }
                        }
                    }
                    Sets::Axis { .. } | Sets::Words => {}
                }
            }
        }
        for list in [&mut nodes, &mut except] {
            list.sort_unstable();
            list.dedup();
        }
        if !areas.is_empty() || !areas_except.is_empty() {
            return Denotation::Areas { areas, except: areas_except };
        }
        if nodes.is_empty() && except.is_empty() { Denotation::Words } else { Denotation::Nodes { nodes, except } }
    }

    /// The claim whose words name a position: of the value with the most roots, the first reported.
    fn headline(&self, hearing: &Hearing<'_>, claims: &[usize], tally: &mut Tally<'_>) -> usize {
        let said = self.marks().said(hearing.given);
        if claims.len() <= HEADLINE_OF {
            return tally.headline(claims, &said).unwrap_or_default();
        }
        let mut first = claims.to_vec();
        first.select_nth_unstable_by_key(HEADLINE_OF, |&claim| self.rank(claim));
        first.truncate(HEADLINE_OF);
        tally.headline(&first, &said).unwrap_or_default()
    }
}

/// How many of the first reported claims of a position are looked at for its headline.
const HEADLINE_OF: usize = 200;

/// Those of `claims` that are not `guests`; both are in order.
fn without<'c>(claims: &'c [usize], guests: &[usize]) -> Cow<'c, [usize]> {
    if guests.is_empty() {
        return Cow::Borrowed(claims);
    }
    Cow::Owned(claims.iter().copied().filter(|claim| guests.binary_search(claim).is_err()).collect())
}
