//! Trails: the way from the list of cases to a page, and the pages before and after it.

use super::{InCase, Reader, reader};
use crate::{domain::record::Noun, paths};

/// The links above a page, and what the page itself is called.
pub struct Trail {
    /// Name and address of each step.
    pub steps: Vec<(String, String)>,
    /// The page.
    pub here: String,
    /// "As known on 10 February 2019" or "As our records stood on 1 March 2026", and the page as things stand.
    pub as_of: Option<(String, String)>,
    /// Where the history of what the page shows stands.
    pub history: Option<String>,
    /// What may be done from here: words and address.
    pub actions: Vec<(String, String)>,
}

/// The pages on both sides of a page.
pub struct Neighbours {
    /// What they have in common, for those who do not see them.
    pub label: String,
    /// Those there are.
    pub links: Vec<Neighbour>,
}

/// The page before or after a page.
pub struct Neighbour {
    /// `prev` or `next`.
    pub rel: &'static str,
    /// The key that leads there, as the browser names it.
    pub key: &'static str,
    /// The keys to press, as they are printed.
    pub pressed: &'static [&'static str],
    /// "Next disagreement"
    pub what: String,
    /// Name and address.
    pub link: (String, String),
}

impl Trail {
    /// The trail of a page called `here` that belongs to no case.
    #[must_use]
    pub fn from_home(reader: &Reader, here: &str) -> Self {
        let home = (reader.words().say("nav-cases"), reader.link_as_it_stands(&paths::home()));
        Self { steps: vec![home], here: here.to_owned(), as_of: None, history: None, actions: Vec::new() }
    }

    /// The trail of a page from which these can be done.
    #[must_use]
    pub fn with(self, actions: Vec<(String, String)>) -> Self {
        Self { actions, ..self }
    }

    /// The trail of the page of a case itself.
    #[must_use]
    pub fn of_case(page: &InCase) -> Self {
        let words = page.words();
        let sentence = match (page.reader.as_of, &page.reader.recorded) {
            (Some(day), _) => Some(words.tell("trail-as-of", &[("date", words.date(day).into())])),
            (None, Some(at)) => Some(words.tell("trail-as-recorded", &[("date", words.recorded(at).into())])),
            (None, None) => None,
        };
        let as_of = sentence.map(|sentence| (sentence, page.reader.without(&[reader::AS_OF, reader::CLOCK])));
        Self {
            steps: vec![(words.say("nav-cases"), page.reader.link_as_it_stands(&paths::home()))],
            here: page.text(&page.dossier().case().title).to_owned(),
            as_of,
            history: None,
            actions: Vec::new(),
        }
    }

    /// The trail of a page of a case called `here`.
    #[must_use]
    pub fn of(page: &InCase, here: &str) -> Self {
        Self::of_case(page).to(page.link(&paths::case(page.case())), here)
    }

    /// The trail of an entry called `here` of the list at `path`, whose name is the message `key`.
    #[must_use]
    pub fn in_list(page: &InCase, key: &str, path: &str, here: &str) -> Self {
        Self::of(page, &page.words().say(key)).to(page.link(path), here)
    }

    /// The trail with the way to the history of the record that the page shows.
    #[must_use]
    pub fn with_history(mut self, page: &InCase, noun: Noun, id: &str) -> Self {
        let path = match noun {
            Noun::Case => paths::case_history(page.case()),
            noun => paths::history(page.case(), noun.list(), id),
        };
        self.history = Some(page.reader.link_as_it_stands(&path));
        self
    }

    /// The trail one step further: from this page, which stands at `url`, to the one called `here`.
    #[must_use]
    pub fn to(mut self, url: String, here: &str) -> Self {
        self.steps.push((self.here, url));
        Self { here: here.to_owned(), ..self }
    }
}
