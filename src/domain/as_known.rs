//! As known on a day: which claims a reader of that day could have seen.

use super::{calendar::Day, dossier::Dossier};

/// Whether claim number `claim` was public by `as_of` and neither retracted nor superseded by then. Without a day:
/// as things stand.
#[must_use]
pub fn is_visible(dossier: &Dossier, claim: usize, as_of: Option<Day>) -> bool {
    let record = &dossier.claims()[claim];
    let has_come = |day: Day| as_of.is_none_or(|as_of| day <= as_of);
    let is_retracted = record.retracted.as_ref().is_some_and(|retracted| has_come(retracted.on.last()));
    let is_superseded = record.superseded.as_ref().is_some_and(|superseded| has_come(superseded.on.last()));
    let is_reported = as_of.is_none_or(|as_of| dossier.reported_by(claim) <= as_of);
    is_reported && !is_retracted && !is_superseded
}

/// The days on which the picture changed: every report, retraction and supersession, in order.
#[must_use]
pub fn days(dossier: &Dossier) -> Vec<Day> {
    let mut days: Vec<Day> = (0..dossier.claims().len()).map(|claim| dossier.reported_by(claim)).collect();
    days.extend(dossier.claims().iter().filter_map(|claim| Some(claim.retracted.as_ref()?.on.last())));
    days.extend(dossier.claims().iter().filter_map(|claim| Some(claim.superseded.as_ref()?.on.last())));
    days.sort_unstable();
    days.dedup();
    days
}
