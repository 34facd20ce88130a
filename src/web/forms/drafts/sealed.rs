//! What a draft may hold. Drafts are not sealed, so nothing in them says who a protected source is: its own form leaves
//! out whatever tells that, and every other form has its id in the place of its name.

use crate::{
    app::App,
    domain::{
        access::{Identities, Viewer},
        fold::fold,
        id::{CaseId, PersonId},
        source::Source,
    },
    store::StoreError,
    web::{
        FormFields,
        forms::{known::versions, ops::OP, page::CONFIRMED},
    },
};

/// The fields of a source that say who it is.
const IDENTIFYING: [&str; 7] = ["name", "note", "register", "part_of", "speaks_for", "same_as", "may_be"];
/// The fields of all forms that name sources.
const NAMING: [&str; 6] = ["link", "publisher", "part_of", "speaks_for", "same_as", "may_be"];

/// The fields without which button was pressed, and without what says who a protected source is.
pub(super) async fn fit_to_keep(
    app: &App,
    person: &PersonId,
    address: &str,
    fields: &FormFields,
) -> Result<Vec<(String, String)>, StoreError> {
    let protected = protected(app, person, address).await?;
    let is_protected = fields.is_ticked("protected") || is_form_of_one(address, &protected);
    let identifies = |name: &str| IDENTIFYING.contains(&name.split('.').next().unwrap_or(name));
    let is_kept = |(name, _): &&(String, String)| {
        let is_ours = matches!(name.as_str(), OP | CONFIRMED | super::ADDRESS);
        !is_ours && (!is_protected || !identifies(name))
    };
    let mut kept: Vec<(String, String)> = fields.pairs.iter().filter(is_kept).cloned().collect();
    let names = protected.iter().flat_map(|source| versions(&source.name).map(|name| (name, source.id.as_str())));
    name_by_id(&mut kept, names);
    Ok(kept)
}

/// Puts the id of a source in the place of its name, wherever a source is named.
pub(super) fn name_by_id<'a>(fields: &mut [(String, String)], names: impl Iterator<Item = (&'a str, &'a str)>) {
    let names: Vec<(String, &str)> = names.map(|(name, id)| (fold(name), id)).collect();
    let is_naming = |name: &str| NAMING.contains(&name);
    for (_, value) in fields.iter_mut().filter(|(name, _)| is_naming(name)) {
        let typed = fold(value);
        if let Some((_, id)) = names.iter().find(|(name, _)| *name == typed) {
            (*id).clone_into(value);
        }
    }
}

/// The protected sources of the case that `address` is in, as far as `person` knows who they are.
async fn protected(app: &App, person: &PersonId, address: &str) -> Result<Vec<Source>, StoreError> {
    let case = address.split(['/', '?']).nth(2).and_then(|case| CaseId::parse(case).ok());
    let Some(case) = case else { return Ok(Vec::new()) };
    let viewer = Viewer::Person { id: person.clone(), is_admin: false };
    Ok(match app.open_case(&viewer, &case).await? {
        Some((open, rights)) if rights.identities() == Identities::Shown => {
            open.dossier().sources().iter().filter(|source| source.is_protected).cloned().collect()
        }
        _ => Vec::new(),
    })
}

/// Whether `address` is that of the form for one of these sources, whether or not the tick still stands in it.
fn is_form_of_one(address: &str, sources: &[Source]) -> bool {
    let parts: Vec<&str> = address.split(['/', '?']).collect();
    parts.get(3) == Some(&"sources") && parts.get(4).is_some_and(|id| sources.iter().any(|it| it.id.as_str() == *id))
}
