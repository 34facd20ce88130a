//! Strands: how the claims of a position reached us. Claims that share the beginning of their chain share a strand;
//! where chains part, every branch is a strand of its own.

use crate::{
    domain::{
        analysis::{Position, QuestionAnalysis, Study},
        claim::Basis,
        dossier::Dossier,
        independence::{Origins, Root},
        reading::Sets,
        source::SourceKind,
    },
    paths,
    web::InCase,
};

/// The most claims shown of one position; the first reported.
pub const CLAIMS_MAX: usize = 200;
/// The deepest strand that is indented further.
const DEPTH_MAX: usize = 3;

/// One unbranched run of a chain.
pub struct Strand {
    /// The class of its depth, `d0` to `d3`.
    pub depth: &'static str,
    /// What it holds, from the root on.
    pub knots: Vec<Knot>,
}

/// A source on a strand, with the claims it published at this place.
pub struct Knot {
    /// `root`, `root none` for what cannot be traced, or empty for a relay.
    pub class: &'static str,
    /// The name.
    pub name: String,
    /// The page of the source.
    pub url: String,
    /// What kind of source it is and how it knows, or when it published.
    pub details: Vec<String>,
    /// The claims published here.
    pub leaves: Vec<Leaf>,
}

/// A claim on a strand.
pub struct Leaf {
    /// The words of the document.
    pub excerpt: String,
    /// The language of these words.
    pub lang: String,
    /// The page of the claim.
    pub url: String,
    /// The id of the claim.
    pub id: String,
    /// The place of the claim in its document.
    pub context_url: String,
    /// When it was published and how long after the day named, where its source published several documents.
    pub published: Option<String>,
    /// What it says, where that differs from the heading of the position.
    pub value: Option<String>,
    /// "In our words", "also in position B", "retracted".
    pub marks: Vec<String>,
}

/// The strands of `position`.
#[must_use]
pub fn strands(
    page: &InCase,
    known: (&Study<'_>, &Origins),
    analysis: &QuestionAnalysis,
    position: &Position,
) -> Vec<Strand> {
    let committal = |claim: &&usize| analysis.non_committal.binary_search(claim).is_err();
    let claims: Vec<usize> = position.claims.iter().filter(committal).copied().collect();
    let heading = page.words().claim_value(page.dossier(), position.headline);
    of_claims(page, known, analysis, &claims, &heading)
}

/// The strands of any `claims` on one question; `heading` is the value that need not be repeated.
#[must_use]
pub fn of_claims(
    page: &InCase,
    (study, origins): (&Study<'_>, &Origins),
    analysis: &QuestionAnalysis,
    claims: &[usize],
    heading: &str,
) -> Vec<Strand> {
    let mut ordered = claims.to_vec();
    ordered.sort_by_key(|&claim| study.rank(claim));
    ordered.truncate(CLAIMS_MAX);
    let mut tops: Vec<Branch> = Vec::new();
    for claim in ordered {
        grow(&mut tops, &path(study.dossier(), claim), claim);
    }
    let mut weaver = Weaver { page, study, origins, analysis, heading, strands: Vec::new() };
    for branch in &tops {
        weaver.strand(branch, 0);
    }
    weaver.strands
}

/// The sources a claim passed through, with those of the claim it says it retells before its own.
#[must_use]
pub fn path(dossier: &Dossier, claim: usize) -> Vec<usize> {
    let mut path = dossier.chain_of(claim).to_vec();
    let mut at = claim;
    let mut seen = vec![claim];
    while let Some(next) = dossier.relayed_by(at).filter(|next| !seen.contains(next)) {
        let earlier = dossier.chain_of(next);
        let joint = earlier.iter().position(|source| *source == path[0]).unwrap_or(earlier.len());
        path.splice(0..0, earlier[..joint].iter().copied());
        seen.push(next);
        at = next;
    }
    path
}

struct Branch {
    source: usize,
    claims: Vec<usize>,
    children: Vec<Branch>,
}

fn grow(branches: &mut Vec<Branch>, path: &[usize], claim: usize) {
    let Some((&source, rest)) = path.split_first() else { return };
    let number = branches.iter().position(|branch| branch.source == source).unwrap_or_else(|| {
        branches.push(Branch { source, claims: Vec::new(), children: Vec::new() });
        branches.len() - 1
    });
    if rest.is_empty() {
        branches[number].claims.push(claim);
    } else {
        grow(&mut branches[number].children, rest, claim);
    }
}

struct Weaver<'a> {
    page: &'a InCase,
    study: &'a Study<'a>,
    origins: &'a Origins,
    analysis: &'a QuestionAnalysis,
    heading: &'a str,
    strands: Vec<Strand>,
}

impl Weaver<'_> {
    fn strand(&mut self, top: &Branch, depth: usize) {
        let mut knots = vec![self.knot(top, depth == 0)];
        let mut at = top;
        while let [only] = at.children.as_slice() {
            knots.push(self.knot(only, false));
            at = only;
        }
        self.strands.push(Strand { depth: ["d0", "d1", "d2", "d3"][depth.min(DEPTH_MAX)], knots });
        for child in &at.children {
            self.strand(child, depth + 1);
        }
    }

    fn knot(&self, branch: &Branch, is_first: bool) -> Knot {
        let (page, dossier) = (self.page, self.study.dossier());
        let source = &dossier.sources()[branch.source];
        let mut documents: Vec<usize> = branch.claims.iter().map(|&claim| dossier.document_of(claim)).collect();
        documents.dedup();
        let mut details = Vec::new();
        if is_first {
            details.push(page.words().source_kind(source));
            details.extend(first_claim(branch).map(|claim| self.knowing(claim)));
        }
        if documents.len() == 1 {
            details.push(self.published(branch.claims[0]));
        }
        let is_dated_above = documents.len() == 1;
        Knot {
            class: match (is_first, source.kind) {
                (false, _) => "",
                _ if first_claim(branch).is_some_and(|claim| self.origins.root(claim).is_circular) => "root none",
                (true, SourceKind::Unattributed) => "root none",
                (true, _) => "root",
            },
            name: page.words().source(dossier, branch.source).into_owned(),
            url: page.link(&paths::source(page.case(), &source.id)),
            details,
            leaves: branch.claims.iter().map(|&claim| self.leaf(claim, is_dated_above)).collect(),
        }
    }

    /// How the root of a claim knows, or that it names nobody.
    fn knowing(&self, claim: usize) -> String {
        let words = self.page.words();
        let Root { is_counted, is_unattributed, is_circular, .. } = self.origins.root(claim);
        match self.study.dossier().claims()[claim].basis {
            _ if is_circular => words.say("root-circular"),
            Some(basis) if basis != Basis::NotStated => words.basis(basis),
            _ if !is_counted => words.say("question-root-untraceable"),
            _ if is_unattributed => words.say("question-root-unattributed"),
            _ => words.say("question-basis-not-stated"),
        }
    }

    fn leaf(&self, claim: usize, is_dated_above: bool) -> Leaf {
        let (page, dossier) = (self.page, self.study.dossier());
        let record = &dossier.claims()[claim];
        let document = &dossier.documents()[dossier.document_of(claim)];
        let value = page.words().claim_value(dossier, claim);
        Leaf {
            excerpt: record.excerpt.to_string(),
            lang: excerpt_language(page, claim),
            url: page.link(&paths::claim(page.case(), &record.id)),
            id: record.id.to_string(),
            context_url: context_url(page, claim),
            published: (!is_dated_above).then(|| {
                let title = page.text(&document.title).to_owned();
                page.words()
                    .tell("question-published-in", &[("date", self.published(claim).into()), ("title", title.into())])
            }),
            value: (value != self.heading).then_some(value),
            marks: self.marks(claim),
        }
    }

    fn marks(&self, claim: usize) -> Vec<String> {
        let (page, words) = (self.page, self.page.words());
        let mut marks = Vec::new();
        if page.dossier().claims()[claim].is_paraphrase {
            marks.push(words.say("question-in-our-words"));
        }
        if self.analysis.is_contested() && self.analysis.positions_of(claim).count() > 1 {
            let letters: Vec<String> =
                self.analysis.positions_of(claim).map(|position| words.letter(position.letter)).collect();
            marks.push(words.tell("question-shared", &[("letters", words.list(&letters).into())]));
        }
        marks
    }

    /// "17 February 2019, 150 to 159 days after the day named".
    fn published(&self, claim: usize) -> String {
        let (words, dossier) = (self.page.words(), self.study.dossier());
        let date = words.dated(&dossier.documents()[dossier.document_of(claim)].published);
        match self.delay(claim) {
            None => date,
            Some((least, most)) => words.tell(
                "question-published-after",
                &[
                    ("date", date.into()),
                    ("is_range", if least == most { "no" } else { "yes" }.into()),
                    ("least", least.into()),
                    ("most", most.into()),
                ],
            ),
        }
    }

    /// The days between the time that a claim names and its publication, at least and at most.
    fn delay(&self, claim: usize) -> Option<(i64, i64)> {
        let dossier = self.study.dossier();
        let question = &dossier.questions()[self.analysis.question];
        if question.answer != crate::domain::question::AnswerKind::Time {
            return None;
        }
        let Some(Sets::Axis { core, .. }) = dossier.reading(claim).members.first() else { return None };
        let hull = core.hull()?;
        let offset = dossier.utc_offset(self.analysis.question);
        let day = |second| crate::domain::calendar::Day::of_second(second, offset).number();
        let published = &dossier.documents()[dossier.document_of(claim)].published;
        let (least, most) =
            (published.first().number() - day(hull.upper()?), published.last().number() - day(hull.lower()?));
        (least > 0).then_some((least, most))
    }
}

fn first_claim(branch: &Branch) -> Option<usize> {
    branch.claims.first().copied().or_else(|| branch.children.iter().find_map(first_claim))
}

/// The language of the excerpt of claim number `claim`: the document's; empty, which is to say unknown, for our words.
#[must_use]
pub fn excerpt_language(page: &InCase, claim: usize) -> String {
    let dossier = page.dossier();
    if dossier.claims()[claim].is_paraphrase {
        return String::new();
    }
    dossier.documents()[dossier.document_of(claim)].language.as_str().to_owned()
}

/// The place of claim number `claim` in its document.
#[must_use]
pub fn context_url(page: &InCase, claim: usize) -> String {
    let dossier = page.dossier();
    let document = &dossier.documents()[dossier.document_of(claim)];
    page.link(&paths::document_claim(page.case(), &document.id, &dossier.claims()[claim].id))
}
