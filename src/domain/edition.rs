//! Editions: a case as a viewer may see it. What a protected source is, is left out of the records before anything is
//! shown, so that no page and no answer has to remember it. Only the numbers come from the whole.

use std::borrow::Cow;

use super::{
    access::Identities,
    analysis::{Analysis, Study},
    calendar::Day,
    dossier::Dossier,
    independence::{Origins, Support},
};

/// The case as it is, beside the case as a viewer may see it.
pub struct Edition {
    whole: Study<'static>,
    /// `None` where the viewer may see the whole.
    shown: Option<Study<'static>>,
}

impl Edition {
    /// The edition of `dossier` with or without the identities of its protected sources.
    #[must_use]
    pub fn of(dossier: Dossier, identities: Identities) -> Self {
        let is_hidden = identities == Identities::Hidden && dossier.sources().iter().any(|source| source.is_protected);
        let shown = is_hidden.then(|| {
            let is_protected = |id: &_| {
                let number = dossier.source_number(id);
                number.is_some_and(|number| dossier.sources()[number].is_protected)
            };
            let sources = dossier.sources().iter().map(|source| source.public(is_protected)).collect();
            Study::owning(dossier.with_sources(sources))
        });
        Self { whole: Study::owning(dossier), shown }
    }

    /// What may be shown.
    #[must_use]
    pub fn study(&self) -> &Study<'static> {
        self.shown.as_ref().unwrap_or(&self.whole)
    }

    /// The whole case, for numbers and states alone: nothing of its sources may be shown.
    #[must_use]
    pub fn whole(&self) -> &Study<'static> {
        &self.whole
    }

    /// The dossier of the whole case.
    #[must_use]
    pub fn into_dossier(self) -> Dossier {
        self.whole.into_dossier()
    }

    /// The analysis as known on `as_of`, or as things stand: it counts as the whole case does, and names what may be
    /// shown.
    #[must_use]
    pub fn analysis(&self, as_of: Option<Day>) -> Analysis {
        self.as_shown(self.whole.analysis(as_of))
    }

    /// The same from the analysis of the whole.
    #[must_use]
    pub fn as_shown(&self, mut analysis: Analysis) -> Analysis {
        if let Some(shown) = &self.shown {
            let whole_origins = origins_on(&self.whole, &analysis);
            let shown_origins = origins_on(shown, &analysis);
            let positions = analysis.questions.iter_mut().flat_map(|question| &mut question.positions);
            for position in positions {
                rename(&mut position.support, &position.claims, &whole_origins, &shown_origins);
            }
        }
        analysis
    }

    /// Where the claims come from, as far as may be shown and was known on the day of `analysis`; `None` where that is
    /// no other than as things stand, which is what the study says.
    #[must_use]
    pub fn origins_then(&self, analysis: &Analysis) -> Option<Origins> {
        match origins_on(self.study(), analysis) {
            Cow::Borrowed(_) => None,
            Cow::Owned(origins) => Some(origins),
        }
    }
}

fn origins_on<'s>(study: &'s Study<'static>, analysis: &Analysis) -> Cow<'s, Origins> {
    study.origins().known_by(study.dossier(), analysis.questions.iter().map(|question| question.visible.as_slice()))
}

/// Puts what may be shown in place of the roots and channels that the support of `claims` names.
fn rename(support: &mut Support, claims: &[usize], whole: &Origins, shown: &Origins) {
    let is_behind = |claim: &usize| whole.root(*claim).is_counted && support.roots.contains(&whole.root(*claim).source);
    let roots = sorted(claims.iter().copied().filter(is_behind).map(|claim| shown.root(claim).source));
    let is_through = |claim: &usize| support.channels.contains(&whole.channel(*claim));
    let channels = sorted(claims.iter().copied().filter(is_through).map(|claim| shown.channel(claim)));
    (support.roots, support.channels) = (roots.into(), channels.into());
}

fn sorted(sources: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sources: Vec<usize> = sources.collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}
