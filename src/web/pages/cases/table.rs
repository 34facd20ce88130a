//! The timeline as a table: the same lanes, in words.

use super::{View, lanes};
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

pub(super) fn row(view: &View<'_>, voice: &Voice) -> TableRow {
    let letters: Vec<String> = voice.letters.iter().map(|letter| view.words.letter(*letter)).collect();
    let not_yet = || view.words.say("timeline-not-yet-known");
    let value = lanes::value(view, voice);
    TableRow {
        question: view.question(voice.question).to_owned(),
        position: letters.join(" "),
        url: view.claim_url(voice.headline()),
        who: lanes::who(view, voice),
        reading: view.words.reading(view.dossier, voice.headline()).unwrap_or_else(|| value.clone()),
        reported: if voice.is_known { lanes::reported(view, voice) } else { not_yet() },
        value,
    }
}
