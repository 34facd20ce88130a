//! What claims can be asked for by: for lists of claims, and of questions by the claims on them.

use utoipa::IntoParams;

use super::{
    extract::Seen,
    listing::{in_order, named},
    query::Query,
};
use crate::{
    app::Picture,
    domain::{
        calendar::Day,
        claim::Stance,
        dated::Dated,
        id::{DocumentId, SourceId},
        record::Noun,
    },
    store::Named,
};

/// What is asked of a claim. Filters add up; of several words with commas between them one must fit.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClaimPart {
    /// Only claims with one of these sources anywhere on their chain.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["guardian"]))]
    source: Option<Vec<SourceId>>,
    /// Only claims that go back to one of these sources: those whose `root` it is.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["sdf-official"]))]
    root: Option<Vec<SourceId>>,
    /// Only claims in one of these documents.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["guardian-2"]))]
    document: Option<Vec<DocumentId>>,
    /// Only claims that say their value, or only those that deny it.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["asserts"]))]
    stance: Option<Vec<Stance>>,
    /// Only claims that were public for sure on this day or later, by their `reported_by` (EDTF; of a month or a year
    /// the first day).
    #[param(value_type = Option<String>, example = "2019-02")]
    reported_from: Option<Day>,
    /// Only claims that were public for sure on this day or earlier (EDTF; of a month or a year the last day).
    #[param(value_type = Option<String>, example = "2019-02-16")]
    reported_to: Option<Day>,
}

impl ClaimPart {
    /// Reads its parameters; in one case an id that names nothing there is a fault.
    pub fn read(query: &mut Query, within: Option<&Seen>) -> Self {
        let dossier = within.map(Seen::dossier);
        let part = Self {
            source: query.ids("source", dossier),
            root: query.ids("root", dossier),
            document: query.ids("document", dossier),
            stance: query.list("stance", Stance::parse),
            reported_from: query.value("reported_from", Dated::parse).map(|dated| dated.first()),
            reported_to: query.value("reported_to", Dated::parse).map(|dated| dated.last()),
        };
        in_order(query, "reported_to", part.reported_from, part.reported_to);
        part
    }

    /// Whether anything is asked at all.
    pub fn asks(&self) -> bool {
        let Self { source, root, document, stance, reported_from, reported_to } = self;
        source.is_some()
            || root.is_some()
            || document.is_some()
            || stance.is_some()
            || reported_from.is_some()
            || reported_to.is_some()
    }

    /// The records that a case must have for any of its claims to be kept.
    pub fn named(&self) -> Vec<Named> {
        let sources = [&self.source, &self.root].map(|ids| named(Noun::Source, ids.as_ref()));
        sources.into_iter().chain([named(Noun::Document, self.document.as_ref())]).flatten().collect()
    }

    /// Whether it keeps claim number `number`.
    pub fn keeps(&self, seen: &Seen, picture: &Picture, number: usize) -> bool {
        let dossier = seen.dossier();
        let claim = &dossier.claims()[number];
        let root = || &dossier.sources()[seen.open.origins(picture).root(number).source].id;
        let reported = || dossier.reported_by(number);
        let is_in = |source: &SourceId| claim.chain.sources().contains(source);
        self.source.as_ref().is_none_or(|asked| asked.iter().any(is_in))
            && self.root.as_ref().is_none_or(|asked| asked.contains(root()))
            && self.document.as_ref().is_none_or(|asked| asked.contains(&claim.document))
            && self.stance.as_ref().is_none_or(|asked| asked.contains(&claim.stance))
            && self.reported_from.is_none_or(|from| reported() >= from)
            && self.reported_to.is_none_or(|to| reported() <= to)
    }
}
