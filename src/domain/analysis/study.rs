//! A study: a dossier with all that does not depend on the day, ready to be analysed for any day.

use std::borrow::Cow;

use super::{
    Analysis, AnswerKind, Cardinality, Counts, Day, Denotation, Dossier, Extents, Letter, Members, Origins, Position,
    QuestionAnalysis, Retellings, Support, Tally, marks::Marks,
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
    marks: Marks,
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
        let is_committal = claims.map(|claim| is_committal(dossier, claim, extents[claim].as_ref())).collect();
        let marks = Marks::of(dossier, &extents);
        Self { dossier: held, origins, retellings, extents, is_committal, marks }
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
        self.marks.rank(claim)
    }

    pub(super) fn marks(&self) -> &Marks {
        &self.marks
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
            None => self.hear(question, &visible, (&self.origins, &self.retellings), tally),
            Some(origins) => {
                let retellings = self.retellings.among(&self.dossier, &origins, &visible);
                let mut tally = Tally::new(&self.dossier, &origins);
                self.hear(question, &visible, (&origins, &retellings), &mut tally)
            }
        }
    }

    /// The analysis of the `visible` claims of one question, as far as where they come from is known.
    fn hear(
        &self,
        question: usize,
        visible: &[usize],
        (origins, retellings): (&Origins, &Retellings),
        tally: &mut Tally<'_>,
    ) -> QuestionAnalysis {
        let (committal, non_committal): (Vec<usize>, Vec<usize>) =
            visible.iter().partition(|&&claim| self.is_committal[claim]);
        let hearing = Hearing { question, claims: &committal, visible, origins, retellings };
        let found = self.positions(&hearing);
        let in_positions = count_positions(&found.members, committal.len());
        let mut positions: Vec<Position> =
            found.members.iter().map(|members| self.position(&hearing, members, &in_positions, tally)).collect();
        self.letter(&mut positions);
        if !non_committal.is_empty() {
            for position in &mut positions {
                position.claims.extend(&non_committal);
                position.claims.sort_unstable();
            }
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
            warnings: self.warnings(&hearing, &positions, found.has_more_undetermined),
            non_committal: non_committal.clone(),
            corroborated_nodes,
            visible: visible.to_vec(),
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
        position::positions_by_class(&envelopes, &self.classes(hearing), self.field(hearing.question))
    }

    /// What each claim that is heard says, as a number.
    pub(super) fn classes(&self, hearing: &Hearing<'_>) -> Vec<usize> {
        hearing.claims.iter().map(|&claim| self.marks.class(claim)).collect()
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
        Positions { members, ..Positions::default() }
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
        let support = self.support(members, hearing, tally);
        let claims: Vec<usize> = members.all.iter().map(claim).collect();
        let is_own = |number: &&usize| in_positions[**number] == 1;
        let exclusive: Vec<usize> = members.all.iter().filter(is_own).map(claim).collect();
        let hosts: Cow<'_, [usize]> = if guests.is_empty() || guests.len() == claims.len() {
            Cow::Borrowed(&claims)
        } else {
            let is_host = |claim: &usize| guests.binary_search(claim).is_err();
            Cow::Owned(claims.iter().copied().filter(is_host).collect())
        };
        let is_host = |claim: &usize| guests.is_empty() || guests.binary_search(claim).is_err();
        let exclusive_hosts: Cow<'_, [usize]> = if guests.is_empty() {
            Cow::Borrowed(&exclusive)
        } else {
            Cow::Owned(exclusive.iter().copied().filter(is_host).collect())
        };
        let exclusive_support = if guests.len() < claims.len() {
            tally.range(exclusive_hosts.iter().copied())
        } else {
            self.support_of_one(&exclusive, tally).range
        };
        let (denotation, is_within_tolerance) = self.denotation(hearing.question, &hosts, tally);
        let headline = self.headline(if exclusive_hosts.is_empty() { &hosts } else { &exclusive_hosts }, tally);
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
        let host = |number: &&usize| members.guests.is_empty() || members.guests.binary_search(number).is_err();
        if members.guests.len() < members.all.len() {
            return tally.support(members.all.iter().filter(host).map(|&n| hearing.claims[n]));
        }
        let claims: Vec<usize> = members.all.iter().map(|&number| hearing.claims[number]).collect();
        self.support_of_one(&claims, tally)
    }

    /// What stands behind the best supported of `claims`. Claims of one extent say the same, wherever that may be.
    fn support_of_one(&self, claims: &[usize], tally: &mut Tally<'_>) -> Support {
        let mut said: Vec<(usize, usize, usize)> =
            claims.iter().map(|&claim| (self.marks.class(claim), self.marks.rank(claim), claim)).collect();
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
        if self.dossier.questions()[question].cardinality == Cardinality::Many {
            return (self.answers_given(claims), false);
        }
        let tree = self.dossier.answer_tree(question);
        let mut said: Vec<&Extents> = match self.dossier.questions()[question].answer {
            AnswerKind::Time | AnswerKind::Duration | AnswerKind::Count => {
                claims.iter().filter_map(|&claim| self.extents(claim)).collect()
            }
            _ => {
                let firsts = tally.firsts(claims, |claim| self.marks.class(claim));
                firsts.into_iter().filter_map(|claim| self.extents(claim)).collect()
            }
        };
        if self.dossier.questions()[question].answer == AnswerKind::Place {
            // Which of two equally narrow areas is kept must not hang on the names of the claims.
            said.sort_by_cached_key(|extents| position::key(&extents.envelope));
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
        if order.len() > HEADLINE_OF {
            order.select_nth_unstable_by_key(HEADLINE_OF, |&claim| self.marks.rank(claim));
            order.truncate(HEADLINE_OF);
        }
        order.sort_unstable_by_key(|&claim| self.marks.rank(claim));
        let value = |place: usize| self.marks.value(order[place]);
        let mut places: Vec<usize> = (0..order.len()).collect();
        places.sort_unstable_by_key(|&place| (value(place), place));
        let (mut best, mut most) = (0, 0);
        for said_by in places.chunk_by(|&a, &b| value(a) == value(b)) {
            let roots = tally.range(said_by.iter().map(|&place| order[place])).max;
            if roots > most || roots == most && said_by[0] < best {
                (best, most) = (said_by[0], roots);
            }
        }
        order[best]
    }

    /// Letters the positions by the earliest report among their exclusive claims (all claims where there are none).
    fn letter(&self, positions: &mut Vec<Position>) {
        let earliest =
            |claims: &[usize]| claims.iter().map(|&claim| self.marks.rank(claim)).min().unwrap_or(usize::MAX);
        let mut deciding: Vec<(usize, Position)> = std::mem::take(positions)
            .into_iter()
            .map(|position| {
                let own = if position.exclusive.is_empty() { &position.claims } else { &position.exclusive };
                (earliest(own), position)
            })
            .collect();
        deciding.sort_unstable_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.claims.cmp(&other.claims)));
        *positions = deciding.into_iter().map(|(_, position)| position).collect();
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
