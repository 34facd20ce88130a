//! The names in a table that no source has: which source each is, as the editor says, kept from step to step.

use super::shown::Choice;
use crate::{
    domain::{dossier::Dossier, fault::FaultKind, source::SourceKind, text::Text},
    exchange::intake::{MadeSource, SaidSource, SaidToBe, UNKNOWN_MAX, UnknownName},
    text::Words,
    web::{FormFields, InCase},
};

/// The most names of sources that are offered while one types.
const OFFERED_MAX: usize = 500;
/// What stands before the id of a source that a name is said to be.
const IS: &str = "is:";

/// What is said of the names in a table.
#[derive(Default)]
pub(super) struct Said {
    /// What could be read.
    pub(super) sources: Vec<SaidSource>,
    /// What could not: the field and what is wrong with it.
    pub(super) faults: Vec<(String, FaultKind)>,
    /// The names there are rows for, in order.
    names: Vec<String>,
}

/// A name with what it may be.
pub(super) struct Named {
    pub(super) number: usize,
    pub(super) name: String,
    /// In how many rows it stands, where nothing is said of it yet.
    pub(super) rows: Option<String>,
    /// The sources with names like it, in a sentence.
    pub(super) alike: Option<String>,
    pub(super) choices: Vec<Choice>,
    pub(super) known: String,
    pub(super) new_name: String,
    pub(super) kinds: Vec<Choice>,
}

/// What the form says of the names of sources.
pub(super) fn said(form: &FormFields, dossier: &Dossier) -> Said {
    let mut said = Said::default();
    for number in 0..UNKNOWN_MAX {
        let field = |name: &str| form.text(&format!("{name}-{number}")).trim();
        let name = field("source-name");
        if name.is_empty() {
            break;
        }
        said.names.push(name.to_owned());
        let is = match field("source-is") {
            "new" => new(field("source-new"), field("source-kind")).map_err(|kind| ("source-new", kind)),
            "known" => known(field("source-known"), dossier).map_err(|kind| ("source-known", kind)),
            chosen => match chosen.strip_prefix(IS) {
                Some(id) => Ok(SaidToBe::Known(id.to_owned())),
                None => continue,
            },
        };
        match is {
            Ok(is) => said.sources.push(SaidSource { name: name.to_owned(), is }),
            Err((field, kind)) => said.faults.push((format!("#{field}-{number}"), kind)),
        }
    }
    said
}

fn new(name: &str, kind: &str) -> Result<SaidToBe, FaultKind> {
    Ok(SaidToBe::New(SourceKind::parse(kind)?, Text::name(name)?))
}

/// The source that was typed, by its id or one of its names.
fn known(typed: &str, dossier: &Dossier) -> Result<SaidToBe, FaultKind> {
    if typed.is_empty() {
        return Err(FaultKind::Missing);
    }
    let is_it = |name: &str| name == typed;
    let mut found = dossier.sources().iter().filter(|source| {
        let names = crate::domain::text::Language::ALL.map(|language| source.name.to(language));
        is_it(source.id.as_str()) || names.into_iter().any(is_it)
    });
    match (found.next(), found.next()) {
        (Some(source), None) => Ok(SaidToBe::Known(source.id.to_string())),
        (Some(one), Some(other)) => Err(FaultKind::Ambiguous { ids: vec![one.id.to_string(), other.id.to_string()] }),
        (None, _) => Err(FaultKind::UnknownReference { noun: "source", id: typed.to_owned(), near: None }),
    }
}

impl Named {
    /// Those that the form speaks of, and behind them those that are still `unknown`.
    pub(super) fn all(case: &InCase, form: &FormFields, said: &Said, unknown: &[UnknownName]) -> Vec<Self> {
        let new = unknown.iter().filter(|it| !said.names.contains(&it.name)).map(|it| it.name.as_str());
        let names = said.names.iter().map(String::as_str).chain(new).take(UNKNOWN_MAX);
        let unknown = |name: &str| unknown.iter().find(|it| it.name == name);
        names.enumerate().map(|(number, name)| Self::of(case, form, (number, name), unknown(name))).collect()
    }

    fn of(case: &InCase, form: &FormFields, (number, name): (usize, &str), unknown: Option<&UnknownName>) -> Self {
        let words = case.words();
        let field = |name: &str| form.text(&format!("{name}-{number}")).trim();
        // A row that the form does not have yet stands at the number of none.
        let is_there = field("source-name") == name;
        let field = |name: &str| if is_there { field(name) } else { "" };
        let (is, kind) = (field("source-is"), field("source-kind"));
        let kind = if kind.is_empty() { SourceKind::Outlet.word() } else { kind };
        let mut likes: Vec<&str> = unknown.map(|it| it.alike.iter().map(String::as_str).collect()).unwrap_or_default();
        let like: Vec<String> = likes.iter().filter_map(|id| source_name(case, id)).collect();
        if let Some(id) = is.strip_prefix(IS)
            && !likes.contains(&id)
        {
            likes.push(id);
        }
        let mut choices = vec![choice("", words.say("import-source-undecided"), is)];
        choices.extend(likes.iter().filter_map(|id| {
            let name = source_name(case, id)?;
            let said = words.tell("import-source-is", &[("name", name.into()), ("id", (*id).into())]);
            Some(choice(&format!("{IS}{id}"), said, is))
        }));
        choices.push(choice("known", words.say("import-source-other"), is));
        choices.push(choice("new", words.say("import-source-new"), is));
        let kinds = SourceKind::ALL.iter().filter(|kind| **kind != SourceKind::Unattributed);
        let new_name = Some(field("source-new")).filter(|typed| !typed.is_empty() || is_there).unwrap_or(name);
        Self {
            number,
            name: name.to_owned(),
            rows: unknown.map(|it| words.counted("import-source-rows", it.rows)),
            alike: (!like.is_empty())
                .then(|| words.tell("import-source-alike", &[("names", words.list(&like).into())])),
            choices,
            known: field("source-known").to_owned(),
            new_name: new_name.to_owned(),
            kinds: kinds.map(|it| choice(it.word(), words.source_kind_alone(*it), kind)).collect(),
        }
    }
}

fn choice(value: &str, name: String, chosen: &str) -> Choice {
    Choice { value: value.to_owned(), name, hint: String::new(), is_chosen: value == chosen }
}

/// The name of a source of the case, as the reader may know it.
fn source_name(case: &InCase, id: &str) -> Option<String> {
    let number = case.dossier().source_number(&id.parse().ok()?)?;
    Some(case.words().source(case.dossier(), number).into_owned())
}

/// The names that are offered while one types.
pub(super) fn offered(case: &InCase) -> Vec<String> {
    let sources = case.dossier().sources().iter().take(OFFERED_MAX);
    sources.map(|source| case.text(&source.name).to_owned()).collect()
}

/// The sources that would be made, a sentence each, with those that they are like.
pub(super) fn made(case: &InCase, words: Words, made: &[MadeSource]) -> Vec<String> {
    let sentence = |made: &MadeSource| {
        let name = case.text(&made.source.name).to_owned();
        let kind = words.source_kind_alone(made.source.kind);
        let like: Vec<String> = made.alike.iter().filter_map(|id| source_name(case, id)).collect();
        let said = [("name", name.into()), ("kind", kind.into()), ("names", words.list(&like).into())];
        words.tell(if like.is_empty() { "import-source-made" } else { "import-source-made-alike" }, &said)
    };
    made.iter().map(sentence).collect()
}
