//! The records of a case that a form may refer to: by id, or by the name somebody typed.

use crate::{
    domain::{
        dossier::Dossier,
        fold::fold,
        record::Noun,
        text::{Localised, Text},
    },
    paths,
    web::InCase,
};

/// The records that a form may refer to. A new case has none.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    page: Option<&'a InCase>,
}

impl<'a> Known<'a> {
    /// Those of a case.
    #[must_use]
    pub fn of(page: &'a InCase) -> Self {
        Self { page: Some(page) }
    }

    /// None.
    #[must_use]
    pub fn nothing() -> Self {
        Self { page: None }
    }

    /// How many records of `noun` there are.
    #[must_use]
    pub fn count(&self, noun: Noun) -> usize {
        self.page.map_or(0, |page| names(page.dossier(), noun).len())
    }

    /// Id and name of every record of `noun`, in order of name.
    #[must_use]
    pub fn all(&self, noun: Noun) -> Vec<(String, String)> {
        let Some(page) = self.page else { return Vec::new() };
        let mut all: Vec<(String, String)> = names(page.dossier(), noun)
            .into_iter()
            .map(|(id, name)| (id.to_owned(), page.text(name).to_owned()))
            .collect();
        all.sort_by_cached_key(|(_, name)| fold(name));
        all
    }

    /// The id of the record that `typed` is the id or the only record's name of; else `typed` itself.
    #[must_use]
    pub fn id_of(&self, noun: Noun, typed: &str) -> String {
        let Some(page) = self.page else { return typed.to_owned() };
        let names = names(page.dossier(), noun);
        if names.iter().any(|(id, _)| *id == typed) {
            return typed.to_owned();
        }
        let folded = fold(typed);
        let is_called = |name: &Localised| versions(name).any(|text| fold(text) == folded);
        let mut called = names.iter().filter(|(_, name)| is_called(name));
        match (called.next(), called.next()) {
            (Some((id, _)), None) => (*id).to_owned(),
            _ => typed.to_owned(),
        }
    }

    /// Whether `typed` is the id of a record, or the only record's name.
    #[must_use]
    pub fn is_there(&self, noun: Noun, typed: &str) -> bool {
        let id = self.id_of(noun, typed);
        self.page.is_some_and(|page| names(page.dossier(), noun).iter().any(|(known, _)| *known == id))
    }

    /// The name of a record, its id where there is none; of a claim its question and answer.
    #[must_use]
    pub fn name(&self, noun: Noun, id: &str) -> String {
        let found = self.page.and_then(|page| match noun {
            Noun::Claim => claim_name(page, id),
            noun => Some(page.text(name(page.dossier(), noun, id)?).to_owned()),
        });
        found.unwrap_or_else(|| id.to_owned())
    }

    /// Where a record is seen: its own page, or that of its case.
    #[must_use]
    pub fn url(&self, noun: Noun, id: &str) -> String {
        self.page.map_or_else(paths::home, |page| page.reader.link_as_it_stands(&record_path(page, noun, id)))
    }
}

/// "When did it begin? mid-September 2018"
fn claim_name(page: &InCase, id: &str) -> Option<String> {
    let dossier = page.dossier();
    let number = dossier.claim_number(&id.parse().ok()?)?;
    let question = page.text(&dossier.questions()[dossier.question_of(number)].text).to_owned();
    let value = page.words().claim_value(dossier, number);
    Some(page.words().tell("form-claim-named", &[("question", question.into()), ("value", value.into())]))
}

/// The texts of a name, one for each language.
pub fn versions(name: &Localised) -> impl Iterator<Item = &str> {
    let texts = match name {
        Localised::Plain(text) => [Some(text.as_str()), None],
        Localised::By { en, ar } => [en, ar].map(|text| text.as_ref().map(Text::as_str)),
    };
    texts.into_iter().flatten()
}

/// Id and name of every record of `noun`, in order of id. Claims and assessments have no names.
#[must_use]
pub fn names(dossier: &Dossier, noun: Noun) -> Vec<(&str, &Localised)> {
    match noun {
        Noun::Case => vec![(dossier.case().id.as_str(), &dossier.case().title)],
        Noun::Place => dossier.places().iter().map(|r| (r.id.as_str(), &r.name)).collect(),
        Noun::Entity => dossier.entities().iter().map(|r| (r.id.as_str(), &r.name)).collect(),
        Noun::Source => dossier.sources().iter().map(|r| (r.id.as_str(), &r.name)).collect(),
        Noun::Document => dossier.documents().iter().map(|r| (r.id.as_str(), &r.title)).collect(),
        Noun::Event => dossier.events().iter().map(|r| (r.id.as_str(), &r.title)).collect(),
        Noun::Question => dossier.questions().iter().map(|r| (r.id.as_str(), &r.text)).collect(),
        Noun::Claim | Noun::Assessment => Vec::new(),
    }
}

fn name<'a>(dossier: &'a Dossier, noun: Noun, id: &str) -> Option<&'a Localised> {
    names(dossier, noun).into_iter().find(|(known, _)| *known == id).map(|(_, name)| name)
}

/// Where a record is seen: its own page, or that of its case.
#[must_use]
pub fn record_path(page: &InCase, noun: Noun, id: &str) -> String {
    let case = page.case();
    let own = match noun {
        Noun::Place => id.parse().ok().map(|id| paths::place(case, &id)),
        Noun::Entity => id.parse().ok().map(|id| paths::entity(case, &id)),
        Noun::Source => id.parse().ok().map(|id| paths::source(case, &id)),
        Noun::Document => id.parse().ok().map(|id| paths::document(case, &id)),
        Noun::Question => id.parse().ok().map(|id| paths::question(case, &id)),
        Noun::Claim => id.parse().ok().map(|id| paths::claim(case, &id)),
        Noun::Case | Noun::Event | Noun::Assessment => None,
    };
    own.unwrap_or_else(|| paths::case(case))
}
