//! The timeline as a table: the same lanes, in words.

use super::{View, lanes::Told};
use crate::domain::timeline::Voice;

/// One lane in words.
pub(super) struct TableRow {
    pub question: String,
    pub position: String,
    pub value: String,
    pub url: String,
    pub who: String,
    pub reading: String,
    pub reported: String,
}

pub(super) fn row(view: &View<'_>, voice: &Voice, told: Told) -> TableRow {
    let letters: Vec<String> = voice.letters.iter().map(|letter| view.words.letter(*letter)).collect();
    let not_yet = || view.words.say("timeline-not-yet-known");
    TableRow {
        question: view.question(voice.question).to_owned(),
        position: letters.join(" "),
        url: view.claim_url(voice.headline()),
        who: told.who,
        reading: view.words.reading(view.dossier, voice.headline()).unwrap_or_else(|| told.value.clone()),
        reported: if voice.is_known { told.reported } else { not_yet() },
        value: told.value,
    }
}
