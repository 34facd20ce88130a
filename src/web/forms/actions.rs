//! What a reader may do from a page: links to forms, for those alone whose rights allow it.

use super::{Sheet, drafts, edit, faults, view};
use crate::{
    domain::{access::Need, record::Noun},
    paths,
    web::InCase,
};

/// A link to a form: its words and its address.
pub type Action = (String, String);

/// What may be done with the record `id`.
#[must_use]
pub fn of_record(page: &InCase, sheet: &Sheet, id: &str) -> Vec<Action> {
    if !page.rights.allow(Need::Edit) || edit::shown_record(page, sheet, id).is_err() {
        return Vec::new();
    }
    let link = |key: &str, path: String| (page.words().say(key), page.reader.link_as_it_stands(&path));
    vec![
        link("form-edit", paths::edit_record(page.case(), sheet.list(), id)),
        link("form-withdraw", paths::withdraw_record(page.case(), sheet.list(), id)),
    ]
}

/// Adding a record of this noun, where the reader may.
#[must_use]
pub fn adding(page: &InCase, sheet: &Sheet) -> Vec<Action> {
    if !page.rights.allow(sheet.add) {
        return Vec::new();
    }
    let path = paths::new_record(page.case(), sheet.list());
    vec![(page.words().say(view::new_key(sheet.noun)), page.reader.link_as_it_stands(&path))]
}

/// Adding a claim from here, where the reader may: `name` is `question` or `document`, `id` which.
#[must_use]
pub fn adding_claim(page: &InCase, name: &str, id: &str) -> Vec<Action> {
    if !page.rights.allow(Need::Contribute) {
        return Vec::new();
    }
    let path = paths::new_record(page.case(), faults::list_of(Noun::Claim));
    let address = edit::in_language(&page.reader, &drafts::with_query(&path, &[(name, id)]));
    vec![(page.words().say(view::new_key(Noun::Claim)), address)]
}

/// Changing the record `id`, named so that it stands beside what is done to others.
#[must_use]
pub fn changing(page: &InCase, sheet: &Sheet, id: &str) -> Vec<Action> {
    let path = paths::edit_record(page.case(), sheet.list(), id);
    let link = (page.words().say(sheet.titles[1]), page.reader.link_as_it_stands(&path));
    Some(link).filter(|_| page.rights.allow(Need::Edit)).into_iter().collect()
}

/// What may be done with a case.
#[must_use]
pub fn of_case(page: &InCase, sheets: &[&Sheet]) -> Vec<Action> {
    let link = |need: Need, key: &str, path: String| {
        let is_allowed = page.rights.allow(need);
        is_allowed.then(|| (page.words().say(key), page.reader.link_as_it_stands(&path)))
    };
    let own = [
        link(Need::Edit, "form-edit-case", paths::edit_case(page.case())),
        link(Need::Own, "form-case-rules", paths::case_policy(page.case())),
        link(Need::Edit, "import-link", paths::import(page.case())),
    ];
    let added = [Noun::Document, Noun::Event, Noun::Question];
    let sheets = added.into_iter().filter_map(|noun| sheets.iter().find(|sheet| sheet.noun == noun));
    sheets.flat_map(|sheet| adding(page, sheet)).chain(own.into_iter().flatten()).collect()
}
