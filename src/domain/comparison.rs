//! Comparisons: how two claims on one question stand to each other. Positions and conflicts go by envelopes, everything
//! finer by cores.

use super::{
    analysis::Study,
    calendar::{DAY_SECONDS, UtcOffset},
    claim::Stance,
    extent::Extent,
    position::{self, Field},
    question::{AnswerKind, Cardinality},
    reading::is_whole_days,
    span::Spans,
    words::words,
};

words! {
    /// How one claim stands to another on the same question.
    Relation {
        /// They cannot both be true.
        Conflict = "conflict",
        /// Both can be true only as "about" and the like are read: strictly they share no answer.
        WithinTolerance = "within_tolerance",
        /// Strictly they share one day, or one number, at the edge of both.
        MeetAtOnePoint = "meet_at_one_point",
        /// They say the same.
        Agree = "agree",
        /// The first says the same more precisely.
        Refines = "refines",
        /// The second says the same more precisely.
        RefinedBy = "refined_by",
        /// They share some answers, and each leaves some that the other does not.
        Overlap = "overlap",
        /// Nothing can be said, or one of them commits to nothing.
        Undetermined = "undetermined",
    }
}

impl Relation {
    /// The same relation, seen from the other claim.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Refines => Self::RefinedBy,
            Self::RefinedBy => Self::Refines,
            other => other,
        }
    }

    /// Whether both can be true.
    #[must_use]
    pub fn is_compatible(self) -> bool {
        !matches!(self, Self::Conflict | Self::Undetermined)
    }
}

/// How claim number `a` stands to claim number `b`; `Undetermined` on different questions.
#[must_use]
pub fn relation(study: &Study<'_>, a: usize, b: usize) -> Relation {
    if study.is_committal(a) && study.is_committal(b) { of_values(study, a, b) } else { Relation::Undetermined }
}

/// How what claim number `a` says stands to what claim number `b` says, however sure they are of it.
#[must_use]
pub fn of_values(study: &Study<'_>, a: usize, b: usize) -> Relation {
    let dossier = study.dossier();
    let question = dossier.question_of(a);
    if question != dossier.question_of(b) {
        return Relation::Undetermined;
    }
    if dossier.questions()[question].cardinality == Cardinality::Many {
        return relation_of_many(study, a, b);
    }
    let Some((first, second)) = study.extents(a).zip(study.extents(b)) else { return Relation::Undetermined };
    let field = study.field(question);
    let found = position::positions(&[&first.envelope, &second.envelope], field);
    if found.members.len() > 1 {
        return Relation::Conflict;
    }
    if !found.undetermined.is_empty() {
        return Relation::Undetermined;
    }
    match (&first.core, &second.core) {
        (Extent::Axis(x), Extent::Axis(y)) => {
            let unit = match dossier.questions()[question].answer {
                AnswerKind::Time => Unit::Day(dossier.utc_offset(question)),
                _ => Unit::One,
            };
            relation_of_spans(x, y, unit)
        }
        (x, y) if x == y => Relation::Agree,
        (x, y) => by_inclusion(holds_all(x, y, field), holds_all(y, x, field)),
    }
}

/// On a question with many answers only a denial conflicts, with what it denies.
fn relation_of_many(study: &Study<'_>, a: usize, b: usize) -> Relation {
    let dossier = study.dossier();
    let sets = |claim: usize| dossier.reading(claim).members.as_slice();
    let stance = |claim: usize| match dossier.claims()[claim].stance {
        Stance::Asserts => position::Stance::Asserts(sets(claim)),
        Stance::Denies => position::Stance::Denies(sets(claim)),
    };
    let tree = dossier.answer_tree(dossier.question_of(a));
    if position::positions_of_many(&[stance(a), stance(b)], tree).len() > 1 {
        return Relation::Conflict;
    }
    if dossier.claims()[a].stance != dossier.claims()[b].stance {
        return Relation::Overlap;
    }
    // To say that more took part, or of one part that it did, is to say more; to deny a whole is to deny its parts.
    let is_denied = dossier.claims()[a].stance == Stance::Denies;
    let covers = |outer: usize, inner: usize| {
        sets(inner).iter().all(|part| {
            sets(outer).iter().any(|whole| {
                if is_denied { position::holds_all(whole, part, tree) } else { position::holds_all(part, whole, tree) }
            })
        })
    };
    let (a_says_all_of_b, b_says_all_of_a) = (covers(a, b), covers(b, a));
    by_inclusion(b_says_all_of_a, a_says_all_of_b)
}

/// What one step is on an axis.
#[derive(Clone, Copy)]
enum Unit {
    One,
    Day(UtcOffset),
}

fn relation_of_spans(a: &Spans, b: &Spans, unit: Unit) -> Relation {
    let shared = a.intersect(b);
    if shared.is_empty() {
        return Relation::WithinTolerance;
    }
    match by_inclusion(shared == *b, shared == *a) {
        Relation::Overlap if is_one_point(&shared, unit) => Relation::MeetAtOnePoint,
        relation => relation,
    }
}

fn is_one_point(shared: &Spans, unit: Unit) -> bool {
    let [span] = shared.pieces() else { return false };
    match unit {
        Unit::One => span.lo() == span.hi(),
        Unit::Day(offset) => {
            span.lo() == span.hi()
                || (is_whole_days(*span, offset) && span.hi().saturating_sub(span.lo()) == DAY_SECONDS - 1)
        }
    }
}

fn by_inclusion(a_holds_b: bool, b_holds_a: bool) -> Relation {
    match (a_holds_b, b_holds_a) {
        (true, true) => Relation::Agree,
        (true, false) => Relation::RefinedBy,
        (false, true) => Relation::Refines,
        (false, false) => Relation::Overlap,
    }
}

/// Whether every answer of `inner` is one of `outer`.
pub(super) fn holds_all(outer: &Extent, inner: &Extent, field: Field<'_>) -> bool {
    match (outer, inner, field) {
        (Extent::Axis(outer), Extent::Axis(inner), _) => outer.contains_all(inner),
        (Extent::Nodes { nodes: a, is_denied: x }, Extent::Nodes { nodes: b, is_denied: y }, Field::Tree(tree)) => {
            let covers = |outer: &[usize], inner: &[usize]| {
                inner.iter().all(|&node| outer.iter().any(|&wide| tree.covers(wide, node)))
            };
            match (x, y) {
                (false, false) => covers(a.named(), b.named()),
                (true, true) => covers(b.named(), a.named()),
                // Everything but some nodes holds a node that is related to none of them.
                (true, false) => !a.named().iter().any(|&n| b.named().iter().any(|&m| tree.is_related(n, m))),
                (false, true) => false,
            }
        }
        (Extent::Areas { areas: a, is_denied: x }, Extent::Areas { areas: b, is_denied: y }, Field::Places(places)) => {
            let covers = |outer: &[super::value::place::Area], inner: &[super::value::place::Area]| {
                inner.iter().all(|area| outer.iter().any(|wide| places.holds(wide, area)))
            };
            match (x, y) {
                (false, false) => covers(a, b),
                (true, true) => covers(b, a),
                // What is denied may reach anywhere near: nothing is sure.
                _ => false,
            }
        }
        (Extent::Words { group: Some(a), is_denied: x }, Extent::Words { group: Some(b), is_denied: y }, _) => {
            match (x, y) {
                (false, false) | (true, true) => a == b,
                (true, false) => a != b,
                (false, true) => false,
            }
        }
        _ => false,
    }
}
