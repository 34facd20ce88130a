//! A study: a dossier with all that does not depend on the day, ready to be analysed for any day.

use std::borrow::Cow;

use super::{
    Analysis, AnswerKind, Cardinality, Counts, Day, Denotation, Dossier, Extents, Letter, Members, Origins, Position,
    QuestionAnalysis, Retellings, Support, Tally,
};
use crate::domain::{
    as_known,
    certainty::Degree,
    claim::Stance,
    extent::Extent,
    position::{self, Field, Positions},
    reading::{Sets, axis_domain},
};

/// A dossier with its claims traced, compared and put in order.
pub struct Study<'a> {
    dossier: Cow<'a, Dossier>,
    origins: Origins,
    retellings: Retellings,
    /// The extents of each claim; on a question with many answers there is none.
    extents: Vec<Option<Extents>>,
    is_committal: Vec<bool>,
    /// The place of each claim in the order of report, then id.
    rank: Vec<usize>,
}

/// The committal visible claims of one question, and where they come from as far as is known.
pub(super) struct Hearing<'s> {
    pub(super) question: usize,
    pub(super) claims: &'s [usize],
    pub(super) visible: &'s [usize],
    pub(super) origins: &'s Origins,
    pub(super) retellings: &'s Retellings,
}

impl Study<'static> {
    /// As [`Study::new`], where the study is to be kept: it holds the dossier itself.
    #[must_use]
    pub fn owning(dossier: Dossier) -> Self {
        Self::over(Cow::Owned(dossier))
    }
}

impl<'a> Study<'a> {
    /// Traces and compares the claims of `dossier`.
    #[must_use]
    pub fn new(dossier: &'a Dossier) -> Self {
        Self::over(Cow::Borrowed(dossier))
    }

    fn over(held: Cow<'a, Dossier>) -> Self {
        let dossier: &Dossier = &held;
        let origins = Origins::of(dossier);
        let retellings = Retellings::of(dossier, &origins);
        let claims = 0..dossier.claims().len();
        let extents: Vec<Option<Extents>> = claims.clone().map(|claim| extents_of(dossier, claim)).collect();
        let is_committal = claims.clone().map(|claim| is_committal(dossier, claim, extents[claim].as_ref())).collect();
        let mut order: Vec<usize> = claims.collect();
        order.sort_by_key(|&claim| (dossier.reported_by(claim), claim));
        let mut rank = vec![0; order.len()];
        for (place, claim) in order.into_iter().enumerate() {
            rank[claim] = place;
        }
        Self { dossier: held, origins, retellings, extents, is_committal, rank }
    }

    /// The dossier studied.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// Where the claims come from.
    #[must_use]
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Which claims retell which.
    #[must_use]
    pub fn retellings(&self) -> &Retellings {
        &self.retellings
    }

    /// The extents of claim number `claim`; `None` on a question with many answers.
    #[must_use]
    pub fn extents(&self, claim: usize) -> Option<&Extents> {
        self.extents[claim].as_ref()
    }

    /// Whether claim number `claim` commits its root to an answer.
    #[must_use]
    pub fn is_committal(&self, claim: usize) -> bool {
        self.is_committal[claim]
    }

    /// The place of claim number `claim` in the order of report date, then id.
    #[must_use]
    pub fn rank(&self, claim: usize) -> usize {
        self.rank[claim]
    }

    /// The analysis of the whole case as known on `as_of`, or as things stand.
    #[must_use]
    pub fn analysis(&self, as_of: Option<Day>) -> Analysis {
        let mut tally = Tally::new(&self.dossier, &self.origins);
        let questions: Vec<QuestionAnalysis> =
            (0..self.dossier.questions().len()).map(|question| self.question(question, as_of, &mut tally)).collect();
        Analysis { as_of, counts: Counts::of(&questions), questions }
    }

    /// The analysis of one question.
    pub fn question(&self, question: usize, as_of: Option<Day>, tally: &mut Tally<'_>) -> QuestionAnalysis {
        let on_question = self.dossier.claims_on(question);
        let visible: Vec<usize> =
            on_question.iter().copied().filter(|&claim| as_known::is_visible(&self.dossier, claim, as_of)).collect();
        let all_known = visible.len() == on_question.len();
        let traced = if all_known { None } else { self.origins.knowing_only(&self.dossier, &visible) };
        match traced {
            None => self.hear(question, visible, (&self.origins, &self.retellings), tally),
            Some(origins) => {
                let retellings = Retellings::among(&self.dossier, &origins, &visible);
                let mut tally = Tally::new(&self.dossier, &origins);
                self.hear(question, visible, (&origins, &retellings), &mut tally)
            }
        }
    }

    /// The analysis of the `visible` claims of one question, as far as where they come from is known.
    fn hear(
        &self,
        question: usize,
        visible: Vec<usize>,
        (origins, retellings): (&Origins, &Retellings),
        tally: &mut Tally<'_>,
    ) -> QuestionAnalysis {
        let (committal, non_committal): (Vec<usize>, Vec<usize>) =
            visible.iter().partition(|&&claim| self.is_committal[claim]);
        let hearing = Hearing { question, claims: &committal, visible: &visible, origins, retellings };
        let found = self.positions(&hearing);
        let in_positions = count_positions(&found.members, committal.len());
        let mut positions: Vec<Position> =
            found.members.iter().map(|members| self.position(&hearing, members, &in_positions, tally)).collect();
        self.letter(&mut positions);
        for position in &mut positions {
            position.claims.extend(&non_committal);
            position.claims.sort_unstable();
        }
        let (state, corroborated_nodes) = self.state(&hearing, &positions, tally);
        let mut analysis = QuestionAnalysis {
            question,
            state,
            undetermined: found.undetermined.iter().map(|&(a, b)| (committal[a], committal[b])).collect(),
            gap: None,
            severity: None,
            kinds: Vec::new(),
            witness: Vec::new(),
            strict_positions: self.strict_positions(&hearing, positions.len()),
            warnings: self.warnings(&hearing, &positions),
            non_committal: non_committal.clone(),
            corroborated_nodes,
            visible: visible.clone(),
            positions,
        };
        if analysis.is_contested() {
            self.measure(&hearing, &mut analysis);
        }
        analysis
    }

    fn positions(&self, hearing: &Hearing<'_>) -> Positions {
        if hearing.claims.is_empty() {
            return Positions::default();
        }
        if self.dossier.questions()[hearing.question].cardinality == Cardinality::Many {
            return self.positions_of_many(hearing);
        }
        let extents = hearing.claims.iter().filter_map(|&claim| self.extents[claim].as_ref());
        let envelopes: Vec<&Extent> = extents.map(|extents| &extents.envelope).collect();
        position::positions(&envelopes, self.field(hearing.question))
    }

    /// What the claims on a question are compared on.
    pub(in crate::domain) fn field(&self, question: usize) -> Field<'_> {
        match self.dossier.questions()[question].answer {
            AnswerKind::Time | AnswerKind::Duration | AnswerKind::Count => Field::Axis,
            AnswerKind::Place => Field::Places(self.dossier.gazetteer()),
            AnswerKind::Entity | AnswerKind::Choice => Field::Tree(self.dossier.answer_tree(question)),
            AnswerKind::Text => Field::Words,
        }
    }

    fn positions_of_many(&self, hearing: &Hearing<'_>) -> Positions {
        let says = |&claim: &usize| {
            let sets = self.dossier.reading(claim).members.as_slice();
            match self.dossier.claims()[claim].stance {
                Stance::Asserts => position::Stance::Asserts(sets),
                Stance::Denies => position::Stance::Denies(sets),
            }
        };
        let stances: Vec<position::Stance<'_>> = hearing.claims.iter().map(says).collect();
        let sets = position::positions_of_many(&stances, self.dossier.answer_tree(hearing.question));
        let members = sets.into_iter().map(|all| Members { all, guests: Vec::new() }).collect();
        Positions { members, undetermined: Vec::new() }
    }

    fn position(
        &self,
        hearing: &Hearing<'_>,
        members: &Members,
        in_positions: &[u32],
        tally: &mut Tally<'_>,
    ) -> Position {
        let claim = |&number: &usize| hearing.claims[number];
        let guests: Vec<usize> = members.guests.iter().map(claim).collect();
        let is_host = |number: &&usize| members.guests.binary_search(number).is_err();
        let support = self.support(members, hearing, tally);
        let exclusive: Vec<usize> = members.all.iter().filter(|&&n| in_positions[n] == 1).map(claim).collect();
        let claims: Vec<usize> = members.all.iter().map(claim).collect();
        let hosts: Vec<usize> = members.all.iter().filter(is_host).map(claim).collect();
        let hosts = if hosts.is_empty() { claims.clone() } else { hosts };
        let (denotation, is_within_tolerance) = self.denotation(hearing.question, &hosts);
        let exclusive_hosts: Vec<usize> =
            members.all.iter().filter(is_host).filter(|&&n| in_positions[n] == 1).map(claim).collect();
        let exclusive_support = if guests.len() < claims.len() {
            tally.range(exclusive_hosts.iter().copied())
        } else {
            self.support_of_one(&exclusive, tally).range
        };
        let named_by = if exclusive_hosts.is_empty() { &hosts } else { &exclusive_hosts };
        let headline = self.headline(named_by, tally);
        let letter = Letter::new(0);
        Position {
            letter,
            claims,
            exclusive,
            guests,
            support,
            exclusive_support,
            denotation,
            is_within_tolerance,
            headline,
        }
    }

    /// Guests support nothing; where everybody is a guest, the position stands on one of them, whoever it is.
    fn support(&self, members: &Members, hearing: &Hearing<'_>, tally: &mut Tally<'_>) -> Support {
        let host = |number: &&usize| members.guests.binary_search(number).is_err();
        if members.guests.len() < members.all.len() {
            return tally.support(members.all.iter().filter(host).map(|&n| hearing.claims[n]));
        }
        let claims: Vec<usize> = members.all.iter().map(|&n| hearing.claims[n]).collect();
        self.support_of_one(&claims, tally)
    }

    /// What stands behind the best supported of `claims`. Claims of one extent say the same, wherever that may be.
    fn support_of_one(&self, claims: &[usize], tally: &mut Tally<'_>) -> Support {
        let mut units: Vec<(&Extent, Vec<usize>)> = Vec::new();
        let mut best = Support::default();
        for &claim in claims {
            let extent = self.extents[claim].as_ref().map(|extents| &extents.envelope);
            let is_same = |known: &Extent| Some(known) == extent && !matches!(known, Extent::Words { group: None, .. });
            match (units.iter_mut().find(|(known, _)| is_same(known)), extent) {
                (Some((_, unit)), _) => unit.push(claim),
                (None, Some(extent)) => units.push((extent, vec![claim])),
                (None, None) => {}
            }
        }
        units.sort_by_key(|(_, unit)| unit.iter().map(|&claim| self.rank[claim]).min());
        for (number, (_, unit)) in units.iter().enumerate() {
            let support = tally.support(unit.iter().copied());
            if number == 0 || (support.range.min, support.range.max) > (best.range.min, best.range.max) {
                best = support;
            }
        }
        best
    }

    /// What `claims` leave possible together: read strictly, or else within tolerance.
    fn denotation(&self, question: usize, claims: &[usize]) -> (Denotation, bool) {
        if self.dossier.questions()[question].cardinality == Cardinality::Many {
            return (self.answers_given(claims), false);
        }
        let tree = self.dossier.answer_tree(question);
        let mut said: Vec<&Extents> = claims.iter().filter_map(|&claim| self.extents[claim].as_ref()).collect();
        if self.dossier.questions()[question].answer == AnswerKind::Place {
            // Which of two equally narrow areas is kept must not hang on the names of the claims.
            said.sort_by_cached_key(|extents| position::key(&extents.envelope));
            said.dedup();
        }
        let extents = || said.iter().copied();
        if let Some(common) = Denotation::common(extents().map(|extents| &extents.core), tree) {
            return (common, false);
        }
        let common = Denotation::common(extents().map(|extents| &extents.envelope), tree);
        (common.unwrap_or(Denotation::Words), true)
    }

    /// On a question with many answers: all that are given.
    fn answers_given(&self, claims: &[usize]) -> Denotation {
        let (mut nodes, mut except) = (Vec::new(), Vec::new());
        let (mut areas, mut areas_except) = (Vec::new(), Vec::new());
        for &claim in claims {
            let is_denied = self.dossier.claims()[claim].stance == Stance::Denies;
            for set in &self.dossier.reading(claim).members {
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
    fn headline(&self, claims: &[usize], tally: &mut Tally<'_>) -> usize {
        let mut order: Vec<usize> = claims.to_vec();
        order.sort_unstable_by_key(|&claim| self.rank[claim]);
        let mut values: Vec<(&str, Vec<usize>)> = Vec::new();
        for &claim in order.iter().take(HEADLINE_OF) {
            let value = self.dossier.reading(claim).canonical.as_str();
            match values.iter_mut().find(|(known, _)| *known == value) {
                Some((_, said_by)) => said_by.push(claim),
                None => values.push((value, vec![claim])),
            }
        }
        let mut best = (order[0], 0);
        for (_, said_by) in values {
            let roots = tally.range(said_by.iter().copied()).max;
            if roots > best.1 {
                best = (said_by[0], roots);
            }
        }
        best.0
    }

    /// Letters the positions by the earliest report among their exclusive claims (all claims where there are none).
    fn letter(&self, positions: &mut [Position]) {
        let earliest = |claims: &[usize]| claims.iter().map(|&claim| self.rank[claim]).min().unwrap_or(usize::MAX);
        positions.sort_by_cached_key(|position| {
            let deciding = if position.exclusive.is_empty() { &position.claims } else { &position.exclusive };
            (earliest(deciding), position.claims.clone())
        });
        for (number, position) in positions.iter_mut().enumerate() {
            position.letter = Letter::new(number);
        }
    }
}

/// How many of the first reported claims of a position are looked at for its headline.
const HEADLINE_OF: usize = 200;

fn extents_of(dossier: &Dossier, claim: usize) -> Option<Extents> {
    let question = &dossier.questions()[dossier.question_of(claim)];
    let domain = axis_domain(question.answer);
    let is_one = question.cardinality == Cardinality::One;
    is_one.then(|| Extents::of(&dossier.claims()[claim], dossier.reading(claim), domain))
}

fn is_committal(dossier: &Dossier, claim: usize, extents: Option<&Extents>) -> bool {
    let record = &dossier.claims()[claim];
    let is_possible_only = record.certainty.as_ref().is_some_and(|certainty| certainty.degree() == Degree::Possible);
    let domain = axis_domain(dossier.questions()[dossier.question_of(claim)].answer);
    // On a question with many answers: "at any time" says nothing there either.
    let is_anything = |set: &Sets| matches!(set, Sets::Axis { envelope, .. } if envelope.pieces() == [domain]);
    let says_nothing = match extents {
        Some(extents) => extents.is_everything(domain),
        None => record.stance == Stance::Asserts && dossier.reading(claim).members.iter().all(is_anything),
    };
    !is_possible_only && !says_nothing
}

/// In how many positions each member is.
fn count_positions(positions: &[Members], members: usize) -> Vec<u32> {
    let mut count = vec![0; members];
    for position in positions {
        for &member in &position.all {
            count[member] += 1;
        }
    }
    count
}
