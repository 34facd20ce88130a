//! The matrix: who answers which question, and whose answers cannot both be true. Silence is a cell too.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    analysis::{Analysis, State, Study},
    dossier::Dossier,
    independence::Origins,
    retelling::Retellings,
    standing::Standings,
    words::words,
};

words! {
    /// What the rows of a matrix are.
    Grouping {
        /// Whoever says so: the roots.
        Root = "root",
        /// Whoever printed it.
        Outlet = "outlet",
        /// The document it stands in.
        Document = "document",
    }
}

/// The most rows or columns of one page of a matrix.
pub const PAGE_MAX: usize = 12;

/// Sources (or documents) by questions.
pub struct Matrix<'a> {
    dossier: &'a Dossier,
    analysis: &'a Analysis,
    grouping: Grouping,
    origins: &'a Origins,
    retellings: &'a Retellings,
    standings: Standings,
    /// The questions, by number: the disputed first by severity, then those answered, in order of id.
    pub columns: Vec<usize>,
    /// Who answers: those heard on most disputed questions first; what cannot be traced comes last.
    pub rows: Vec<Row>,
}

/// All that one source says, or all that stands in one document.
pub struct Row {
    /// The number of the source or the document.
    pub subject: usize,
    /// Nobody is known to stand behind it: it counts as no root.
    pub is_untraceable: bool,
    /// Its reports only lead back to each other: it is no source, though it goes by the number of one.
    pub is_circular: bool,
    claims: BTreeMap<usize, Vec<usize>>,
}

/// One value in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The claims that give it, the original first.
    pub claims: Vec<usize>,
    /// Only retellings give it, and what they retell says something else.
    pub change: Option<Change>,
}

/// A value that is not the source's own: a retelling made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The number of the source that retold it so.
    pub by: usize,
    /// Whether it cannot be true together with what it retells; else it only lost or gained precision.
    pub is_conflict: bool,
}

/// How two rows go together, over the questions that both answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The rows, by number.
    pub rows: (usize, usize),
    /// The questions both answer, by number.
    pub shared: Vec<usize>,
    /// Those on which they give answers that cannot both be true.
    pub conflicts: Vec<usize>,
}

impl<'a> Matrix<'a> {
    /// The matrix of the claims that are visible in `analysis`.
    #[must_use]
    pub fn of(study: &'a Study<'_>, analysis: &'a Analysis, grouping: Grouping) -> Self {
        let (dossier, origins, retellings) = (study.dossier(), study.origins(), study.retellings());
        let standings = Standings::of(dossier.claims().len(), analysis);
        let columns = columns(analysis);
        let rows = rows(dossier, analysis, origins, grouping);
        Self { dossier, analysis, grouping, origins, retellings, standings, columns, rows }
    }

    /// What the rows are.
    #[must_use]
    pub fn grouping(&self) -> Grouping {
        self.grouping
    }

    /// Where the claims come from.
    #[must_use]
    pub fn origins(&self) -> &Origins {
        self.origins
    }

    /// The values that `row` gives to question number `question`, in order of report; empty: it says nothing.
    #[must_use]
    pub fn answers(&self, row: &Row, question: usize) -> Vec<Answer> {
        let mut claims = row.on(question).to_vec();
        claims.sort_by_key(|&claim| {
            (
                self.retellings.is_retelling(claim),
                self.dossier.reported_by(claim),
                self.dossier.claims()[claim].chain.sources().len(),
                claim,
            )
        });
        let says = |claim: usize| (&self.dossier.reading(claim).canonical, self.dossier.claims()[claim].stance);
        let mut answers: Vec<Answer> = Vec::new();
        for claim in claims {
            match answers.iter_mut().find(|answer| says(answer.claims[0]) == says(claim)) {
                Some(answer) => answer.claims.push(claim),
                None => answers.push(Answer { claims: vec![claim], change: self.change(claim) }),
            }
        }
        answers
    }

    /// What the retelling that is claim number `claim` made of what it retells.
    fn change(&self, claim: usize) -> Option<Change> {
        let originals = self.retellings.originals(claim).iter().filter(|&&claim| self.standings.is_visible(claim));
        let says = |claim: usize| (&self.dossier.reading(claim).canonical, self.dossier.claims()[claim].stance);
        let mut others = originals.filter(|&&original| says(original) != says(claim)).peekable();
        others.peek()?;
        let is_conflict = others.any(|&original| self.standings.is_conflict(claim, original));
        self.dossier.chain_of(claim).last().map(|&by| Change { by, is_conflict })
    }

    /// The claims that speak for `row` on question number `question`: of a root, what it said itself, not what
    /// retelling made of it, where the original is known.
    fn voices(&self, row: &Row, question: usize) -> Vec<usize> {
        let mut voices: Vec<usize> =
            row.on(question).iter().copied().filter(|&claim| self.standings.is_committal(claim)).collect();
        let is_original = |claim: &usize| !self.retellings.is_retelling(*claim);
        if self.grouping == Grouping::Root && voices.iter().any(is_original) {
            voices.retain(is_original);
        }
        voices
    }

    fn conflict_on(&self, a: &Row, b: &Row, question: usize) -> Option<bool> {
        let (a, b) = (self.voices(a, question), self.voices(b, question));
        let is_shared = !a.is_empty() && !b.is_empty();
        is_shared.then(|| a.iter().any(|&a| b.iter().any(|&b| self.standings.is_conflict(a, b))))
    }

    /// On how many questions `row` is contradicted by another.
    #[must_use]
    pub fn contradicted(&self, row: &Row) -> usize {
        let is_contested = |question: &usize| self.analysis.questions[*question].is_contested();
        let contested = row.claims.keys().copied().filter(is_contested);
        contested
            .filter(|&question| {
                let others = self.rows.iter().filter(|other| other.subject != row.subject);
                others
                    .filter(|other| !other.on(question).is_empty())
                    .any(|other| self.conflict_on(row, other, question) == Some(true))
            })
            .count()
    }

    /// How the rows of `page` go together: the pairs that answer a question in common, those in conflict on most first.
    #[must_use]
    pub fn pairs(&self, page: Range<usize>) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for a in page.clone() {
            for b in a + 1..page.end {
                let (left, right) = (&self.rows[a], &self.rows[b]);
                let mut pair = Pair { rows: (a, b), shared: Vec::new(), conflicts: Vec::new() };
                for &question in left.claims.keys() {
                    let conflict = self.conflict_on(left, right, question);
                    pair.shared.extend(conflict.map(|_| question));
                    pair.conflicts.extend(conflict.filter(|&is| is).map(|_| question));
                }
                if !pair.shared.is_empty() {
                    pairs.push(pair);
                }
            }
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse((pair.conflicts.len(), pair.shared.len())));
        pairs
    }
}

impl Row {
    /// Its claims on question number `question`.
    #[must_use]
    pub fn on(&self, question: usize) -> &[usize] {
        self.claims.get(&question).map_or(&[], Vec::as_slice)
    }

    /// How many questions it answers.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.claims.len()
    }

    /// All its claims.
    pub fn claims(&self) -> impl Iterator<Item = usize> + '_ {
        self.claims.values().flatten().copied()
    }
}

/// The page called `asked` (counted from 1) of `count` rows or columns: pages of at most [`PAGE_MAX`], about equal.
///
/// Returns the number of the page, how many there are, and what stands on it.
#[must_use]
pub fn page(asked: usize, count: usize) -> (usize, usize, Range<usize>) {
    let pages = count.div_ceil(PAGE_MAX).max(1);
    let size = count.div_ceil(pages);
    let number = asked.clamp(1, pages);
    (number, pages, (number - 1) * size..(number * size).min(count))
}

/// How many rows and columns the matrix of the roots has.
#[must_use]
pub fn size(study: &Study<'_>, analysis: &Analysis) -> (usize, usize) {
    let origins = study.origins();
    let visible = analysis.questions.iter().flat_map(|question| &question.visible);
    let roots: BTreeSet<(usize, bool)> =
        visible.map(|&claim| origins.root(claim)).map(|root| (root.source, root.is_circular)).collect();
    (roots.len(), analysis.questions.len())
}

fn columns(analysis: &Analysis) -> Vec<usize> {
    let mut columns: Vec<usize> = analysis.disagreements().iter().map(|question| question.question).collect();
    let (answered, silent): (Vec<_>, Vec<_>) =
        analysis.questions.iter().filter(|q| !q.is_contested()).partition(|q| q.state != State::Unanswered);
    columns.extend(answered.into_iter().chain(silent).map(|question| question.question));
    columns
}

fn rows(dossier: &Dossier, analysis: &Analysis, origins: &Origins, grouping: Grouping) -> Vec<Row> {
    let subject = |claim: usize| match grouping {
        Grouping::Root => {
            (!origins.root(claim).is_counted, origins.root(claim).is_circular, origins.root(claim).source)
        }
        Grouping::Outlet => (false, false, dossier.chain_of(claim).last().copied().unwrap_or_default()),
        Grouping::Document => (false, false, dossier.document_of(claim)),
    };
    let mut by_subject: BTreeMap<(bool, bool, usize), BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for question in &analysis.questions {
        for &claim in &question.visible {
            by_subject.entry(subject(claim)).or_default().entry(question.question).or_default().push(claim);
        }
    }
    let mut rows: Vec<Row> = by_subject
        .into_iter()
        .map(|((is_untraceable, is_circular, subject), claims)| Row { subject, is_untraceable, is_circular, claims })
        .collect();
    let disputed = |row: &Row| row.claims.keys().filter(|&&q| analysis.questions[q].is_contested()).count();
    rows.sort_by_cached_key(|row| {
        let first = row.claims().map(|claim| dossier.reported_by(claim)).min();
        let heard = std::cmp::Reverse((disputed(row), row.answered()));
        (row.is_untraceable, heard, first, row.subject)
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn pages_are_about_equal_and_never_over_twelve() {
        assert_eq!(page(1, 12), (1, 1, 0..12));
        assert_eq!(page(1, 15), (1, 2, 0..8));
        assert_eq!(page(2, 15), (2, 2, 8..15));
        assert_eq!(page(9, 25), (3, 3, 18..25));
        assert_eq!(page(1, 0), (1, 1, 0..0));
    }
}
