//! Trails: the way from the list of cases to a page.

use super::InCase;
use crate::paths;

/// The links above a page, and what the page itself is called.
pub struct Trail {
    /// Name and address of each step.
    pub steps: Vec<(String, String)>,
    /// The page.
    pub here: String,
    /// "As known on 10 February 2019", and the page as things stand.
    pub as_of: Option<(String, String)>,
}

impl Trail {
    /// The trail of a page of a case called `here`, over the list at `list` where there is one.
    #[must_use]
    pub fn of(page: &InCase, list: Option<(&str, String)>, here: &str) -> Self {
        let words = page.words();
        let mut steps = vec![
            (words.say("nav-cases"), page.reader.link_as_it_stands(&paths::home())),
            (page.text(&page.dossier().case().title).to_owned(), page.link(&paths::case(page.case()))),
        ];
        steps.extend(list.map(|(key, path)| (words.say(key), page.link(&path))));
        let as_of = page.reader.as_of.map(|day| {
            let sentence = words.tell("list-as-of", &[("date", words.date(day).into())]);
            (sentence, page.reader.without(&["as_of"]))
        });
        Self { steps, here: here.to_owned(), as_of }
    }
}
