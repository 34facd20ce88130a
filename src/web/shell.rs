//! The shell: what stands around every page.

use super::{Reader, downloads::Downloads, geometry::Geometry};
use crate::{
    domain::{id::CaseId, text::Language},
    paths,
    text::Words,
};

/// The part of the product a page belongs to, marked in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The list of cases, and everything about one case that is in no other section.
    Cases,
    /// The sources of a case.
    Sources,
    /// The documents of a case.
    Documents,
    /// The places of a case.
    Places,
    /// The entities of a case.
    Entities,
    /// What was written.
    Activity,
    /// The members of a case.
    Members,
    /// Who is told of the case.
    Webhooks,
    /// The people of this installation.
    People,
    /// What is about people and no case: in no entry of the navigation.
    Account,
}

/// An entry of the navigation.
pub struct NavLink {
    /// Its words.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// Whether the page belongs to it.
    pub is_current: bool,
}

/// Who is signed in, in the header of every page.
pub struct SignedInAs {
    /// Their name.
    pub name: String,
    /// Their account.
    pub url: String,
    /// Where signing out is sent to.
    pub sign_out_url: String,
}

/// What was done just now, above the page it led to.
pub struct JustDone {
    /// What was done.
    pub sentence: String,
    /// The words of the way back.
    pub link: String,
    /// Where that is.
    pub url: String,
}

/// What stands around every page.
pub struct Shell {
    /// The words of the page.
    pub words: Words,
    /// BCP 47 tag of the page.
    pub lang: &'static str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The title of the window, without the name of the product.
    pub title: String,
    /// The list of cases.
    pub home_url: String,
    /// The navigation.
    pub nav: Vec<NavLink>,
    /// This page in the other language.
    pub other_language_url: String,
    /// The tag of the other language.
    pub other_language: &'static str,
    /// Where a claim is added, for those who may.
    pub add_claim_url: Option<String>,
    /// Who is signed in; `None`: nobody.
    pub person: Option<SignedInAs>,
    /// Where signing in begins, leading back here.
    pub sign_in_url: String,
    /// What was done just now.
    pub just_done: Option<JustDone>,
    /// The reference of the API.
    pub reference_url: String,
    /// The positions on this page, as CSS; its hash stands in the header.
    pub style: String,
    /// What the page offers to take out and to follow.
    pub downloads: Downloads,
    /// What stands at the foot of the page on paper alone: as known on, revision, address.
    pub printed: Vec<String>,
}

impl Shell {
    /// The shell of a page called `title` in `section`.
    #[must_use]
    pub fn new(reader: &Reader, title: &str, section: Section) -> Self {
        let words = reader.words();
        let other = match reader.language {
            Language::English => Language::Arabic,
            Language::Arabic => Language::English,
        };
        let home_url = reader.link_as_it_stands(&paths::home());
        let cases =
            NavLink { name: words.say("nav-cases"), url: home_url.clone(), is_current: section == Section::Cases };
        let activity = NavLink {
            name: words.say("nav-activity"),
            url: reader.link_as_it_stands(&paths::activity()),
            is_current: section == Section::Activity,
        };
        let people = reader.viewer().is_admin().then(|| NavLink {
            name: words.say("nav-people"),
            url: reader.link_as_it_stands(&paths::people()),
            is_current: section == Section::People,
        });
        Self {
            words,
            lang: reader.language.tag(),
            dir: if reader.language == Language::Arabic { "rtl" } else { "ltr" },
            title: title.replace(['\u{2068}', '\u{2069}'], ""),
            home_url,
            nav: [cases, activity].into_iter().chain(people).collect(),
            other_language_url: reader.in_language(other),
            other_language: other.tag(),
            add_claim_url: None,
            person: reader.person().map(|person| SignedInAs {
                name: person.name.to_string(),
                url: reader.link_as_it_stands(&paths::account()),
                sign_out_url: reader.link_as_it_stands(&paths::sign_out()),
            }),
            sign_in_url: reader.link_as_it_stands(&paths::sign_in(&reader.way_back())),
            just_done: None,
            reference_url: reader.link_as_it_stands(paths::API_DOCS),
            style: String::new(),
            downloads: Downloads::default(),
            printed: Vec::new(),
        }
    }

    /// The shell with the sections of `case` in its navigation.
    #[must_use]
    pub fn within(mut self, reader: &Reader, case: &CaseId, section: Section) -> Self {
        // Within a case its own activity, last, takes the place of everybody's.
        self.nav.retain(|link| !link.url.starts_with("/activity"));
        let links = [
            ("nav-sources", paths::sources(case), Section::Sources),
            ("nav-documents", paths::documents(case), Section::Documents),
            ("nav-places", paths::places(case), Section::Places),
            ("nav-entities", paths::entities(case), Section::Entities),
            ("nav-activity", paths::case_activity(case), Section::Activity),
        ];
        self.nav.extend(links.map(|(name, path, of)| NavLink {
            name: self.words.say(name),
            url: reader.link(&path),
            is_current: of == section,
        }));
        self
    }

    /// The shell with what the owners of `case` decide in its navigation.
    #[must_use]
    pub fn owned(mut self, reader: &Reader, case: &CaseId, section: Section) -> Self {
        let links = [
            ("members-heading", paths::members(case), Section::Members),
            ("webhooks-heading", paths::webhooks(case), Section::Webhooks),
        ];
        self.nav.extend(links.map(|(name, path, of)| NavLink {
            name: self.words.say(name),
            url: reader.link_as_it_stands(&path),
            is_current: of == section,
        }));
        self
    }

    /// The shell with what the page offers to take out and to follow.
    #[must_use]
    pub fn offering(self, downloads: Downloads) -> Self {
        Self { downloads, ..self }
    }

    /// The shell with the positions that the page uses.
    #[must_use]
    pub fn drawn_with(mut self, geometry: &Geometry) -> Self {
        self.style = geometry.css();
        self
    }
}
