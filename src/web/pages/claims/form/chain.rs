//! The way of a claim as it is typed: the links from the document in hand back to whoever would know.

use super::LINK;
use crate::{
    domain::{
        chain::CHAIN_MAX,
        dossier::Dossier,
        fault::FaultKind,
        fold::fold,
        id::SourceId,
        near::nearest,
        record::Noun,
        source::{Source, SourceKind},
        text::{Language, Localised, Text},
    },
    text::Words,
    web::{
        FormFields, InCase,
        forms::known::{self, Known},
    },
};

/// The id of the source that stands for everybody whom a report does not name, where it is free.
const NOT_STATED: &str = "not-stated";

/// One link as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Link {
    /// A source of the case.
    Known(SourceId),
    /// The report names nobody here.
    NotStated,
    /// Nothing was typed.
    Unnamed,
    /// A name that no source has, or more than one.
    Unknown(String),
}

/// The links as typed, without the document in hand.
pub(super) fn links(page: &InCase, fields: &FormFields) -> Vec<Link> {
    let link = |typed: &str| {
        let typed = typed.trim();
        if typed.is_empty() {
            return Link::Unnamed;
        }
        let id = Known::of(page).id_of(Noun::Source, typed);
        let known = id.parse().ok().filter(|id| page.dossier().source_number(id).is_some());
        match known {
            Some(id) => Link::Known(id),
            None if is_not_stated(typed) => Link::NotStated,
            None => Link::Unknown(typed.to_owned()),
        }
    };
    fields.all(LINK).map(link).collect()
}

fn is_not_stated(typed: &str) -> bool {
    let said = |language: Language| fold(&Words::of(language).say("claim-form-not-stated"));
    Language::ALL.into_iter().any(|language| said(language) == fold(typed))
}

/// What is wrong with a link.
pub(super) fn fault(page: &InCase, link: &Link) -> Option<String> {
    let words = page.words();
    match link {
        Link::Known(_) | Link::NotStated => None,
        Link::Unnamed => Some(words.say("claim-form-link-unnamed")),
        Link::Unknown(typed) => {
            let names = known::names(page.dossier(), Noun::Source);
            let near = nearest(&fold(typed), names.iter().flat_map(|(_, name)| known::versions(name)));
            let kind = FaultKind::UnknownReference { noun: "source", id: typed.clone(), near: near.map(str::to_owned) };
            Some(words.fault_kind(&kind))
        }
    }
}

/// The source that stands for whoever a report does not name: that of the case, or one to be made with the claim. It is
/// of the kind that is never a root, so one for all of them makes nobody look as if they had one informant.
pub(super) fn not_stated(dossier: &Dossier) -> (SourceId, Option<Source>) {
    let own =
        |source: &&Source| source.kind == SourceKind::Unattributed && known::versions(&source.name).any(is_not_stated);
    if let Some(source) = dossier.sources().iter().find(own) {
        return (source.id.clone(), None);
    }
    let ids = std::iter::once(NOT_STATED.to_owned()).chain((2..).map(|number| format!("{NOT_STATED}-{number}")));
    let free = ids.filter_map(|id| id.parse().ok()).find(|id| dossier.source_number(id).is_none());
    let id: SourceId = free.expect("there are more ids than sources");
    let name = |language| Text::name(&Words::of(language).say("claim-form-not-stated")).ok();
    let source = Source {
        is_anonymous: true,
        ..Source::new(
            id.clone(),
            Localised::By { en: name(Language::English), ar: name(Language::Arabic) },
            SourceKind::Unattributed,
        )
    };
    (id, Some(source))
}

/// What a button does to the links: the number is that of the link as shown, the document being 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChainOp {
    Insert(usize),
    Up(usize),
    Remove(usize),
    Append,
    NotStated(usize),
}

impl ChainOp {
    /// The button that was pressed, where it is one of the chain's.
    pub(super) fn of(op: &str) -> Option<Self> {
        let (act, number) = op.split_once(':').unwrap_or((op, ""));
        let number = number.parse::<usize>().ok();
        match (act, number) {
            ("append", None) => Some(Self::Append),
            ("insert", Some(number)) => Some(Self::Insert(number)),
            ("up", Some(number)) => Some(Self::Up(number)),
            ("remove", Some(number)) => Some(Self::Remove(number)),
            ("unstated", Some(number)) => Some(Self::NotStated(number)),
            _ => None,
        }
    }

    /// Does it to what was typed; the row that the reader goes on with.
    pub(super) fn apply(self, words: Words, fields: &mut FormFields) -> Option<usize> {
        let mut rows: Vec<String> = fields.all(LINK).map(str::to_owned).collect();
        let row = |number: usize| number.checked_sub(2).filter(|row| *row < rows.len());
        let focus = match self {
            Self::Insert(_) | Self::Append if rows.len() + 1 >= CHAIN_MAX => None,
            Self::Insert(number) => {
                let at = number.saturating_sub(1).min(rows.len());
                rows.insert(at, String::new());
                Some(at)
            }
            Self::Append => {
                rows.push(String::new());
                Some(rows.len() - 1)
            }
            Self::Up(number) => row(number).map(|row| {
                let above = row.saturating_sub(1);
                rows.swap(row, above);
                above
            }),
            Self::Remove(number) => row(number).map(|row| {
                rows.remove(row);
                row.min(rows.len().saturating_sub(1))
            }),
            Self::NotStated(number) => row(number).inspect(|row| rows[*row] = words.say("claim-form-not-stated")),
        };
        fields.pairs.retain(|(name, _)| name != LINK);
        fields.pairs.extend(rows.into_iter().map(|row| (LINK.to_owned(), row)));
        focus.filter(|row| *row < fields.all(LINK).count())
    }
}
