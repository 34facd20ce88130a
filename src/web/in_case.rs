//! A page within a case: the reader, the case they may see, and the ids of the path.

use std::{collections::HashMap, str::FromStr, sync::Arc};

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};

use super::{PageError, Reader, Section, Shell, forms::actions, shell::JustDone};
use crate::{
    admission::Pass,
    app::{App, Entrance, OpenCase, Picture},
    domain::{
        access::{Need, Rights},
        dossier::Dossier,
        id::{CaseId, check_slug},
        record::Noun,
        text::Localised,
    },
    paths,
    text::Words,
};

/// The query parameter by which a page says what was withdrawn just now: the noun, a colon, the id.
pub const WITHDRAWN: &str = "withdrawn";

/// A reader in a case that they were admitted to.
pub struct InCase {
    /// Who looks, and how.
    pub reader: Reader,
    /// The case, as it stands or as it stood in our records at the moment the reader looks at.
    pub open: Arc<OpenCase>,
    /// The number of writes it has seen by now.
    pub revision: i64,
    /// What they may do in it.
    pub rights: Rights,
    ids: HashMap<String, String>,
}

impl InCase {
    /// The same reader in the same case, read anew.
    #[must_use]
    pub fn reopened(self, open: Arc<OpenCase>, rights: Rights) -> Self {
        Self { open, rights, ..self }
    }

    /// The records of the case.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        self.open.dossier()
    }

    /// The words of the reader.
    #[must_use]
    pub fn words(&self) -> Words {
        self.reader.words()
    }

    /// The id of the case.
    #[must_use]
    pub fn case(&self) -> &CaseId {
        &self.open.dossier().case().id
    }

    /// What the case amounts to on the day the reader looks at.
    pub async fn picture(&self) -> Arc<Picture> {
        self.open.picture(self.reader.as_of).await
    }

    /// A text in the reader's language, or in the one there is.
    #[must_use]
    pub fn text<'a>(&self, localised: &'a Localised) -> &'a str {
        localised.to(self.reader.language)
    }

    /// A link within the case: in the same language, as known on the same day of the same clock.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        self.reader.link(path)
    }

    /// The id called `name` in the route, as its own type.
    ///
    /// # Errors
    /// `NotFound` where it is no id.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, PageError> {
        self.ids.get(name).and_then(|id| id.parse().ok()).ok_or_else(|| self.not_found())
    }

    /// The answer where the case holds no such thing.
    #[must_use]
    pub fn not_found(&self) -> PageError {
        PageError::NotFound(Box::new(self.reader.clone()))
    }

    /// The shell of a page of the case.
    #[must_use]
    pub fn shell(&self, title: &str, section: Section) -> Shell {
        let shell = Shell::new(&self.reader, title, section).within(&self.reader, self.case(), section);
        let shell = if self.rights.allow(Need::Own) { shell.owned(&self.reader, self.case(), section) } else { shell };
        let path = paths::new_record(self.case(), "claims");
        let add_claim_url = self.rights.allow(Need::Contribute).then(|| self.reader.link_as_it_stands(&path));
        Shell { add_claim_url, just_done: self.withdrawn(), printed: self.printed(), ..shell }
    }

    /// What a page says of itself on paper: as known on which day, by which clock, at which revision, where it is.
    fn printed(&self) -> Vec<String> {
        let (reader, words) = (&self.reader, self.words());
        let (known, clock) = match (reader.as_of, &reader.recorded) {
            (Some(day), _) => (words.tell("report-as-of", &[("date", words.date(day).into())]), "reported"),
            (None, Some(at)) => (words.tell("export-as-recorded", &[("date", words.recorded(at).into())]), "recorded"),
            (None, None) => (words.say("export-as-it-stands"), "reported"),
        };
        let clock = words.say(&format!("export-clock-{clock}"));
        let revision = words.number(self.open.revision);
        let said = [("known", known.into()), ("clock", clock.into()), ("revision", revision.into())];
        vec![words.tell("export-foot", &said), reader.address()]
    }

    /// The shell with adding a claim begun from here: `name` is `question` or `document`, `id` which.
    #[must_use]
    pub fn claims_from(&self, shell: Shell, name: &str, id: &str) -> Shell {
        let add_claim_url = actions::adding_claim(self, name, id).pop().map(|(_, url)| url);
        Shell { add_claim_url, ..shell }
    }

    /// That a record was withdrawn, and how it comes back, for those who may do both. Nothing of one that stands.
    fn withdrawn(&self) -> Option<JustDone> {
        let (noun, id) = self.reader.asked(WITHDRAWN)?.split_once(':')?;
        let noun = Noun::parse(noun).ok().filter(|noun| !matches!(noun, Noun::Case | Noun::Assessment))?;
        let is_told = self.rights.allow(Need::Edit) && check_slug(id).is_ok() && !self.dossier().holds(noun, id);
        let words = self.words();
        let noun_word = words.say(&format!("activity-noun-{}", noun.word()));
        is_told.then(|| JustDone {
            sentence: words.tell("form-withdrawn", &[("noun", noun_word.into()), ("id", id.into())]),
            link: words.say("form-withdrawn-history"),
            url: self.reader.link_as_it_stands(&paths::history(self.case(), noun.list(), id)),
        })
    }
}

impl FromRequestParts<App> for InCase {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let reader = Reader::of(parts)?;
        let not_found = || PageError::NotFound(Box::new(reader.clone()));
        let entrance: Entrance = parts.extensions.get().cloned().ok_or_else(not_found)?;
        let rights = entrance.rights;
        let open = match app.open(&entrance).await {
            Ok(open) => open.ok_or_else(not_found)?,
            Err(error) => return Err(PageError::Store(Box::new(reader), error)),
        };
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| not_found())?;
        let ids = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let revision = open.revision;
        // Only what is read may be read as it stood: a form starts from what stands now, whatever its address says.
        let is_reading = parts.extensions.get() == Some(&Pass::InCase(Need::Read)) && parts.method.is_safe();
        let open = match reader.recorded.as_ref().filter(|_| is_reading) {
            None => open,
            Some(at) => match app.recorded_case(&open, rights, at.moment).await {
                Ok(open) => open,
                Err(error) => return Err(PageError::Store(Box::new(reader), error)),
            },
        };
        Ok(Self { reader, open, revision, rights, ids })
    }
}
