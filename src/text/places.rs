//! Places as a reader should see them: "Hajin", "near Hajin", "within 5 km of Hajin", coordinates.

use super::Words;
use crate::domain::{
    dossier::Dossier,
    policy::Rule,
    value::place::{Area, Disc},
};

/// One of `areas`, in words that fit inside a sentence.
pub(super) fn value(words: Words, areas: &[Area], dossier: &Dossier) -> String {
    let said: Vec<String> = areas.iter().map(|area| said(words, area, dossier)).collect();
    words.list_or(&said)
}

/// How "near" was read, where one of `areas` was given so.
pub(super) fn reading(words: Words, areas: &[Area], dossier: &Dossier) -> Option<String> {
    let is_near = |area: &Area| matches!(area, Area::Disc(disc) if near(disc, dossier).is_some());
    if !areas.iter().any(is_near) {
        return None;
    }
    let said: Vec<String> = areas
        .iter()
        .map(|area| match area {
            Area::Disc(Disc { anchor: Some(place), radius_km, .. }) => within(words, *radius_km, *place, dossier),
            _ => said(words, area, dossier),
        })
        .collect();
    Some(words.list_or(&said))
}

/// Whether the words begin with a name, which keeps its own first letter.
pub(super) fn begins_with_name(areas: &[Area]) -> bool {
    matches!(areas.first(), Some(Area::Node(_)))
}

fn said(words: Words, area: &Area, dossier: &Dossier) -> String {
    match area {
        Area::Node(place) => name(words, *place, dossier).to_owned(),
        Area::Disc(disc) => match (near(disc, dossier), disc.anchor) {
            (Some(place), _) => words.fill("place-near", "place", name(words, place, dossier)),
            (None, Some(place)) => within(words, disc.radius_km, place, dossier),
            (None, None) => coordinates(words, disc),
        },
    }
}

/// The place a circle is "near" to: its radius is what the table of the case says for "near".
fn near(disc: &Disc, dossier: &Dossier) -> Option<usize> {
    let place = disc.anchor?;
    let own_radius = dossier.places()[place].radius_km.unwrap_or(0.0);
    let near = dossier.case().policy.value(Rule::Near).max(own_radius);
    ((near - disc.radius_km).abs() < f64::EPSILON).then_some(place)
}

fn within(words: Words, km: f64, place: usize, dossier: &Dossier) -> String {
    words.tell("place-within", &[("km", words.decimal(km).into()), ("place", name(words, place, dossier).into())])
}

fn coordinates(words: Words, disc: &Disc) -> String {
    let point = format!("{}, {}", disc.centre.lat(), disc.centre.lon());
    if disc.radius_km > 0.0 {
        words.tell("place-point-around", &[("point", point.into()), ("km", words.decimal(disc.radius_km).into())])
    } else {
        words.fill("place-point", "point", &point)
    }
}

fn name(words: Words, place: usize, dossier: &Dossier) -> &str {
    dossier.places()[place].name.to(words.language())
}
