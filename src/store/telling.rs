//! What a write tells: the outline of a case before it compared with the one after it, once for those who see who
//! protected sources are and once for those who do not.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{ImportOutcome, notices::Told, plan::Known};
use crate::domain::{
    access::Identities,
    analysis::Analysis,
    assessment::{Assessment, Basis},
    dossier::{Dossier, Records},
    edition::Edition,
    id::{ClaimId, QuestionId},
    judged::Judged,
    notice::{Changed, Notice, NoticeKind, Written, notices},
    outline::Outlines,
    record::{Noun, RecordId},
};

/// What is known of a case before a write.
pub(super) struct Before {
    /// What it amounts to, where that is at hand; else it is found in the records when it is asked for.
    outlines: Option<Arc<Outlines>>,
    records: Option<Records>,
    bases: HashMap<String, Basis>,
    /// The question of each claim.
    questions: Vec<(ClaimId, QuestionId)>,
    protected: HashSet<String>,
}

/// What a write tells, and the outline that it leads to.
pub(super) struct Telling {
    pub(super) told: Told,
    pub(super) outlines: Arc<Outlines>,
}

/// What a write did to the records that have notices of their own.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Claims and judgements that were not there.
    added: HashSet<RecordId>,
    /// Those that were there and differed.
    updated: HashSet<RecordId>,
}

impl Touched {
    pub(super) fn added(&mut self, noun: Noun, key: impl FnOnce() -> String) {
        if matches!(noun, Noun::Claim | Noun::Assessment) {
            self.added.insert((noun, key()));
        }
    }

    pub(super) fn updated(&mut self, noun: Noun, key: impl FnOnce() -> String) {
        if matches!(noun, Noun::Claim | Noun::Assessment) {
            self.updated.insert((noun, key()));
        }
    }

    /// The keys of the judgements that are new or changed.
    pub(super) fn judged(&self) -> HashSet<String> {
        let all = self.added.iter().chain(&self.updated);
        all.filter(|(noun, _)| *noun == Noun::Assessment).map(|(_, key)| key.clone()).collect()
    }
}

impl Before {
    /// A case that is not there.
    pub(super) fn nothing() -> Self {
        Self {
            outlines: Some(Arc::default()),
            records: None,
            bases: HashMap::new(),
            questions: Vec::new(),
            protected: HashSet::new(),
        }
    }

    /// What is known.
    pub(super) fn of(known: &Known) -> Self {
        let Known { records: stored, bases, outlines, .. } = known;
        let claims = stored.claims.iter();
        let protected = stored.sources.iter().filter(|source| source.is_protected);
        Self {
            outlines: outlines.clone(),
            records: outlines.is_none().then(|| stored.clone()),
            bases: bases.clone(),
            questions: claims.map(|claim| (claim.id.clone(), claim.question.clone())).collect(),
            protected: protected.map(|source| source.id.to_string()).collect(),
        }
    }

    fn take_outlines(&mut self) -> Arc<Outlines> {
        let found = self.outlines.take();
        found.unwrap_or_else(|| Arc::new(self.records.take().map(outlined).unwrap_or_default()))
    }
}

/// The outline of records that stand. Where they do not hang together there is none: their readers are told of that.
fn outlined(stored: Records) -> Outlines {
    let Ok(dossier) = Dossier::of_stored(stored) else { return Outlines::default() };
    let edition = Edition::of(dossier, Identities::Hidden);
    let analysis = edition.whole().analysis(None);
    Outlines::of(&edition, &analysis)
}

/// What a write tells that led from `before` to `edition`, which amounts to `analysis`.
pub(super) fn telling(
    mut before: Before,
    (edition, analysis): (&Edition, &Analysis),
    touched: &Touched,
    outcome: &ImportOutcome,
) -> Telling {
    let was = before.take_outlines();
    let outlines = Arc::new(Outlines::of(edition, analysis));
    let dossier = edition.whole().dossier();
    let (written, judged) = (written(&before, dossier, touched, outcome), judged(&before, dossier, touched));
    let told_to = |identities| notices(was.seen_with(identities), outlines.seen_with(identities), &written, &judged);
    let shown = told_to(Identities::Shown);
    let is_protected = |source: &&crate::domain::source::Source| source.is_protected;
    let is_more_protected =
        dossier.sources().iter().filter(is_protected).any(|source| !before.protected.contains(source.id.as_str()));
    let is_one = was.is_one() && outlines.is_one();
    let hidden = (!is_one).then(|| {
        let mut hidden = told_to(Identities::Hidden);
        if is_more_protected {
            // What a source led to until now is told no more: a root that goes and one that comes would say it.
            let is_of_root =
                |notice: &Notice| matches!(notice.kind, NoticeKind::PositionGainedRoot | NoticeKind::PositionLostRoot);
            hidden.retain(|notice| !is_of_root(notice));
        }
        hidden
    });
    let hidden = hidden.filter(|hidden| *hidden != shown);
    Telling { told: Told { shown, hidden }, outlines }
}

fn written(before: &Before, dossier: &Dossier, touched: &Touched, outcome: &ImportOutcome) -> Written {
    let mut written = Written::default();
    let touched_claims = [(NoticeKind::ClaimAdded, &touched.added), (NoticeKind::ClaimChanged, &touched.updated)];
    let mut claims: Vec<(usize, NoticeKind)> = Vec::new();
    for (kind, ids) in touched_claims {
        let ids = ids.iter().filter(|(noun, _)| *noun == Noun::Claim);
        claims.extend(ids.filter_map(|(_, id)| Some((dossier.claim_number(&id.parse().ok()?)?, kind))));
    }
    claims.sort_unstable_by_key(|(number, _)| *number);
    for (number, kind) in claims {
        let claim = &dossier.claims()[number];
        written.claims.push((kind, claim.id.clone(), claim.question.clone()));
    }
    let Changed { added, updated, withdrawn } = &mut written.changed;
    added.extend(outcome.added.iter());
    updated.extend(outcome.updated.iter());
    let withdraws_claims = outcome.withdrawn.iter().any(|(noun, _)| *noun == Noun::Claim);
    let asked = before.questions.iter().filter(|_| withdraws_claims);
    let asked: HashMap<&str, &(ClaimId, QuestionId)> = asked.map(|asked| (asked.0.as_str(), asked)).collect();
    for (noun, id) in &outcome.withdrawn {
        *withdrawn.entry(*noun).or_default() += 1;
        if let Some((claim, question)) = asked.get(id.as_str()).filter(|_| *noun == Noun::Claim) {
            written.claims.push((NoticeKind::ClaimWithdrawn, claim.clone(), question.clone()));
        }
    }
    let is_new = |it: &&Assessment| touched.added.contains(&(Noun::Assessment, it.key()));
    let signed = dossier.records().assessments.iter().filter(is_new);
    written.signed = signed.map(|it| (it.question.clone(), it.at)).collect();
    written
}

/// The judgements that stood before and stand after.
fn judged(before: &Before, dossier: &Dossier, touched: &Touched) -> Vec<Judged> {
    let mut judged = Judged::standing_in(dossier, &before.bases);
    judged.retain(|it| {
        let id = (Noun::Assessment, it.key.clone());
        !touched.added.contains(&id) && !touched.updated.contains(&id)
    });
    judged
}
