//! Making, from within a form, a record that it lacks: where its form is, and that this one waits for it.

use super::{drafts, faults, known::Known, view};
use crate::{
    domain::record::Noun,
    paths,
    web::{FormFields, InCase},
};

/// The address of the form for a new record of `noun`, to be named in row `row` of the input `name` of this form, with the
/// name that was typed there. `None` where so many forms wait for one another that no address holds them.
#[must_use]
pub fn address(page: &InCase, fields: &FormFields, noun: Noun, (name, row): (&str, usize)) -> Option<String> {
    let here = drafts::address(&page.reader);
    let at = format!("{name}:{row}");
    let typed = fields.all(name).nth(row).unwrap_or_default().trim();
    let called = if noun == Noun::Document { "title" } else { "name" };
    let field = format!("{called}.{}", if typed.chars().any(is_arabic) { "ar" } else { "en" });
    let mut asked = vec![(drafts::RETURN, here.as_str()), (drafts::AT, at.as_str())];
    let is_named = matches!(noun, Noun::Source | Noun::Document | Noun::Place | Noun::Entity);
    if is_named && !typed.is_empty() && !Known::of(page).is_there(noun, typed) {
        asked.push((field.as_str(), typed));
    }
    let there = drafts::with_query(&paths::new_record(page.case(), faults::list_of(noun)), &asked);
    (view::can_be_made_inline(noun) && there.len() <= drafts::ADDRESS_BYTES_MAX).then_some(there)
}

fn is_arabic(character: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&character)
}
