//! Identity: which sources an editor holds to be the same, what they speak for, and which groups are known to be apart.
//!
//! Everything is asked of a source's *class*, all that are joined by `same_as`: which of them a chain names, and which
//! comes first by id, makes no difference. A class goes by its first member by id.

use crate::domain::{
    dossier::Dossier,
    id::SourceId,
    source::{Source, SourceKind},
};

/// The classes of the sources of a case.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    /// For each source its class.
    class: Vec<usize>,
    /// For each class what it speaks for in the end: itself, if nothing.
    spoken_for: Vec<usize>,
    /// For each class its group: the topmost organisation, else itself when it is named.
    group: Vec<Option<usize>>,
    /// For each group the first of those that people who may be the same link it with.
    bundle: Vec<usize>,
    is_doubtful: Vec<bool>,
    is_untraceable: Vec<bool>,
    is_outlet: Vec<bool>,
}

impl Identity {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let sources = dossier.sources();
        let class = classes(dossier);
        let of_class = |holds: fn(&Source) -> bool| {
            let mut any = vec![false; sources.len()];
            for (source, &class) in sources.iter().zip(&class) {
                any[class] |= holds(source);
            }
            any
        };
        let is_other = of_class(|source| !matches!(source.kind, SourceKind::Outlet | SourceKind::Unattributed));
        let is_outlet = of_class(|source| source.kind == SourceKind::Outlet);
        let is_named = of_class(|source| !source.is_anonymous);
        let spoken_for = ends(&links(dossier, &class, |source| source.speaks_for.as_ref()));
        let above = links(dossier, &class, |source| source.part_of.as_ref().or(source.speaks_for.as_ref()));
        let top = ends(&above);
        let group = (0..sources.len()).map(|n| (top[n] != n || is_named[n]).then_some(top[n])).collect();
        let is_untraceable = (0..sources.len()).map(|n| !is_other[n] && !is_outlet[n]).collect();
        let is_outlet = (0..sources.len()).map(|n| is_outlet[n] && !is_other[n]).collect();
        let is_doubtful = vec![false; sources.len()];
        let mut identity =
            Self { class, spoken_for, group, bundle: Vec::new(), is_doubtful, is_untraceable, is_outlet };
        identity.bundle_groups(dossier);
        identity
    }

    /// The class of source number `source`.
    pub(super) fn class(&self, source: usize) -> usize {
        self.class[source]
    }

    /// What a class speaks for in the end, or itself.
    pub(super) fn spoken_for(&self, class: usize) -> usize {
        self.spoken_for[class]
    }

    /// The group of a class, where it is known.
    pub(super) fn group(&self, class: usize) -> Option<usize> {
        self.group[class]
    }

    /// Whether a class is nobody: reports that name no one.
    pub(super) fn is_untraceable(&self, class: usize) -> bool {
        self.is_untraceable[class]
    }

    /// Whether a class only publishes.
    pub(super) fn is_outlet(&self, class: usize) -> bool {
        self.is_outlet[class]
    }

    /// Whether a class may be somebody of another group that is known.
    pub(super) fn is_doubtful(&self, class: usize) -> bool {
        self.is_doubtful[class]
    }

    /// The first of the groups that are linked with a group by people who may be the same.
    pub(super) fn bundle(&self, group: usize) -> usize {
        self.bundle[group]
    }

    /// Follows `may_be`. A description that belongs to no group tells nothing of the groups it may mean.
    fn bundle_groups(&mut self, dossier: &Dossier) {
        let mut joined: Vec<usize> = (0..self.class.len()).collect();
        for (number, source) in dossier.sources().iter().enumerate() {
            for other in source.may_be.iter().filter_map(|id| dossier.source_number(id)) {
                let classes = [number, other].map(|source| self.class[source]);
                let [one, another] = classes.map(|class| self.group[self.spoken_for[class]]);
                if let Some((one, another)) = one.zip(another) {
                    join(&mut joined, one, another);
                    for class in classes {
                        self.is_doubtful[class] = true;
                    }
                }
            }
        }
        self.bundle = (0..joined.len()).map(|group| find(&joined, group)).collect();
    }
}

fn classes(dossier: &Dossier) -> Vec<usize> {
    let mut joined: Vec<usize> = (0..dossier.sources().len()).collect();
    for (number, source) in dossier.sources().iter().enumerate() {
        if let Some(other) = source.same_as.as_ref().and_then(|id| dossier.source_number(id)) {
            join(&mut joined, number, other);
        }
    }
    (0..joined.len()).map(|number| find(&joined, number)).collect()
}

fn find(joined: &[usize], mut number: usize) -> usize {
    while joined[number] != number {
        number = joined[number];
    }
    number
}

/// Joins two numbers under the smaller.
fn join(joined: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(joined, a), find(joined, b));
    joined[a.max(b)] = a.min(b);
}

/// For each class the class that `link` leads to from any of its members.
fn links<'a>(
    dossier: &'a Dossier,
    class: &[usize],
    link: impl Fn(&'a Source) -> Option<&'a SourceId>,
) -> Vec<Option<usize>> {
    let mut links: Vec<Option<usize>> = vec![None; class.len()];
    for (number, source) in dossier.sources().iter().enumerate() {
        let to = link(source).and_then(|id| dossier.source_number(id)).map(|other| class[other]);
        let at = &mut links[class[number]];
        *at = at.or(to.filter(|&to| to != class[number]));
    }
    links
}

/// Where the links lead in the end; of a circle, which only `same_as` can close, its first member.
fn ends(links: &[Option<usize>]) -> Vec<usize> {
    let end = |start: usize| {
        let mut path = vec![start];
        let mut at = start;
        while let Some(next) = links[at] {
            if let Some(from) = path.iter().position(|&seen| seen == next) {
                return path[from..].iter().copied().min().unwrap_or(next);
            }
            path.push(next);
            at = next;
        }
        at
    };
    (0..links.len()).map(end).collect()
}
