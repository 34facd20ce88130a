//! A case at hand: read and analysed at one revision, with what it amounted to on the days that were asked for.

use std::{
    collections::HashMap,
    hash::Hash,
    mem::size_of,
    sync::{Arc, OnceLock},
};

use jiff::Timestamp;
use moka::sync::Cache;
use tokio::{runtime::Handle, sync::OnceCell};

use crate::{
    domain::{
        access::Identities,
        analysis::{Analysis, Position, QuestionAnalysis, Study},
        assessment::{Assessment, Basis, Changes, standing},
        calendar::Day,
        dossier::Dossier,
        edition::Edition,
        id::{CaseId, ClaimId},
        independence::{Origins, Root},
        judged::Judged,
        steps::{self, Step},
        text::Text,
        timeline::{Material, Voice},
    },
    store::{NewestVersions, Store, StoreError, Stored, compute},
};

/// From this many claims on, whatever is made of a case is made beside the tasks of the server: it takes long enough to
/// hold up the requests that wait behind it.
const CLAIMS_LARGE: usize = 1_000;
/// The bytes of pictures kept, about; beyond it those least asked for go.
const PICTURES_BYTES_MAX: u64 = 128 << 20;

/// The bytes that a record takes beside its texts, with what is made of it in the analysis: rather too many than too few.
const RECORD_BYTES: usize = 4 << 10;

/// What cases amounted to on the days that were asked for. Cheap to clone; all clones hold the same.
pub(super) type Pictures = Cache<PictureName, Arc<Picture>>;

/// Everything that distinguishes a picture from others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct PictureName {
    case: CaseId,
    revision: i64,
    identities: Identities,
    as_of: Day,
}

/// What a case amounts to as known on a day or as things stand.
pub struct Picture {
    /// Question by question.
    pub analysis: Analysis,
    /// Where the claims come from as far as was known; `None` where that is what is known today.
    origins: Option<Origins>,
    voices: OnceLock<Vec<Voice>>,
}

/// A case as it stands at one revision, read and analysed, as a viewer may see it.
pub struct OpenCase {
    /// The number of writes it has seen.
    pub revision: i64,
    /// The moment of the last of them.
    pub changed_at: Timestamp,
    bases: HashMap<String, Basis>,
    identities: Identities,
    edition: Edition,
    as_it_stands: Arc<Picture>,
    steps: OnceLock<Vec<Step>>,
    newest: OnceCell<Arc<NewestVersions>>,
    pictures: Pictures,
}

impl OpenCase {
    /// Analyses what is `stored`, as things stand, with or without the identities of its protected sources.
    pub(super) fn of(stored: Stored, identities: Identities, pictures: Pictures) -> Self {
        let Stored { revision, changed_at, dossier, bases, .. } = stored;
        let edition = Edition::of(dossier, identities);
        let as_it_stands = Arc::new(Picture::of(&edition, None));
        let (steps, newest) = (OnceLock::new(), OnceCell::new());
        Self { revision, changed_at, bases, identities, edition, as_it_stands, steps, newest, pictures }
    }

    /// Its records, as the viewer may see them.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        self.study().dossier()
    }

    /// What it amounts to as things stand.
    #[must_use]
    pub fn analysis(&self) -> &Analysis {
        &self.as_it_stands.analysis
    }

    /// What it amounts to as known on `as_of`, or as things stand; found once for a revision, a viewer and a day, as
    /// long as there is room.
    pub async fn picture(self: &Arc<Self>, as_of: Option<Day>) -> Arc<Picture> {
        let Some(as_of) = as_of else { return Arc::clone(&self.as_it_stands) };
        let case = self.dossier().case().id.clone();
        let name = PictureName { case, revision: self.revision, identities: self.identities, as_of };
        if let Some(picture) = self.pictures.get(&name) {
            return picture;
        }
        let open = Arc::clone(self);
        // Requests for the same day wait for the first of them.
        let find = move || open.pictures.get_with(name, || Arc::new(Picture::of(&open.edition, Some(as_of))));
        if self.is_large() { compute(find).await } else { find() }
    }

    /// What became of what `assessment` was made of, as things stand; `None` where that is not known.
    #[must_use]
    pub fn changes_since(&self, assessment: &Assessment) -> Option<Changes> {
        let basis = self.bases.get(&assessment.key())?;
        let (dossier, analysis) = (self.dossier(), self.analysis());
        let question = dossier.question_number(&assessment.question)?;
        let ids = |position: &Position| position.claims.iter().map(|&it| dossier.claims()[it].id.clone()).collect();
        let now: Vec<Vec<ClaimId>> = analysis.questions[question].positions.iter().map(ids).collect();
        Some(basis.changes(&now))
    }

    /// The judgements that stand in it, with what they were made of.
    #[must_use]
    pub fn judged(&self) -> Vec<Judged> {
        Judged::standing_in(self.dossier(), &self.bases)
    }

    /// The questions with a judgement that stands on what has changed since.
    #[must_use]
    pub fn stale_questions(&self) -> usize {
        let all = &self.dossier().records().assessments;
        let is_stale = |it: &&Assessment| self.changes_since(it).is_some_and(|changes| !changes.is_none());
        let questions = self.dossier().questions().iter();
        questions.filter(|question| standing(all, &question.id).0.iter().any(is_stale)).count()
    }

    /// Where its claims come from, as the viewer may see it and as known on the day of `picture`.
    #[must_use]
    pub fn origins<'a>(&'a self, picture: &'a Picture) -> &'a Origins {
        picture.origins.as_ref().unwrap_or(self.study().origins())
    }

    /// What a timeline on the day of `picture` is drawn from.
    #[must_use]
    pub fn material<'a>(&'a self, picture: &'a Picture) -> Material<'a> {
        Material {
            dossier: self.dossier(),
            origins: self.origins(picture),
            analysis: &picture.analysis,
            as_it_stands: self.analysis(),
        }
    }

    /// Every voice of the timeline on the day of `picture`; found once, whatever its readers look at and speak.
    #[must_use]
    pub fn voices<'a>(&'a self, picture: &'a Picture) -> &'a [Voice] {
        picture.voices.get_or_init(|| self.material(picture).voices())
    }

    /// Its records, traced, compared and put in order, as the viewer may see them; made once for a revision.
    #[must_use]
    pub fn study(&self) -> &Study<'static> {
        self.edition.study()
    }

    /// The same of the whole case, for numbers and states alone.
    #[must_use]
    pub fn whole(&self) -> &Study<'static> {
        self.edition.whole()
    }

    /// How the case grew from report to report; found once for a revision.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        self.steps.get_or_init(|| steps::all(self.whole()))
    }

    /// The newest version of each of its records, read when somebody asks and once for a revision.
    ///
    /// # Errors
    /// As [`Store::newest_versions`].
    pub async fn newest(&self, store: &Store) -> Result<Arc<NewestVersions>, StoreError> {
        let case = &self.dossier().case().id;
        let read = async || store.newest_versions(case, self.revision).await.map(Arc::new);
        self.newest.get_or_try_init(read).await.map(Arc::clone)
    }

    /// Does `work` on the case: on a thread of its own where the case is large, so that no other request waits for it.
    pub async fn work<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> T {
        if !self.is_large() {
            return work.await;
        }
        let server = Handle::current();
        compute(move || server.block_on(work)).await
    }

    /// About how many bytes it takes.
    fn bytes(&self) -> usize {
        let is_shown_whole = std::ptr::eq(self.study(), self.whole());
        bytes(self.whole().dossier()) * if is_shown_whole { 1 } else { 2 }
    }

    fn is_large(&self) -> bool {
        self.dossier().claims().len() >= CLAIMS_LARGE
    }
}

impl Picture {
    fn of(edition: &Edition, as_of: Option<Day>) -> Self {
        let analysis = edition.analysis(as_of);
        let origins = edition.origins_then(&analysis);
        Self { analysis, origins, voices: OnceLock::new() }
    }

    /// About how many bytes it takes.
    fn bytes(&self) -> usize {
        let numbers = |question: &QuestionAnalysis| {
            question.visible.len() + question.non_committal.len() + 2 * question.undetermined.len()
        };
        let questions = &self.analysis.questions;
        let positions = || questions.iter().flat_map(|question| &question.positions);
        let listed: usize = questions.iter().map(numbers).sum::<usize>() + positions().map(members).sum::<usize>();
        let records = size_of::<QuestionAnalysis>() * questions.len() + size_of::<Position>() * positions().count();
        let origins = self.origins.as_ref().map_or(0, |origins| origins.claims() * size_of::<(Root, usize)>());
        let claims = self.analysis.counts.claims;
        size_of::<usize>() * (listed + VOICE_NUMBERS * claims) + records + origins
    }
}

/// About how many numbers the voices take for each claim, most of which is a voice of its own in the worst case.
const VOICE_NUMBERS: usize = size_of::<Voice>() / size_of::<usize>() + 4;

/// How many numbers a position lists.
fn members(position: &Position) -> usize {
    let support = &position.support;
    let claims = position.claims.len() + position.exclusive.len() + position.guests.len();
    claims + support.roots.len() + support.channels.len()
}

/// About how many bytes a dossier takes: its long texts, and as much for each record.
fn bytes(dossier: &Dossier) -> usize {
    let text = |text: &Option<Text>| text.as_ref().map_or(0, |text| text.as_str().len());
    let documents = dossier.documents().iter().map(|document| text(&document.text) + text(&document.note));
    let claims = dossier.claims().iter();
    let claims = claims.map(|it| it.excerpt.as_str().len() + text(&it.original) + text(&it.note));
    let records =
        dossier.claims().len() + dossier.documents().len() + dossier.sources().len() + dossier.questions().len();
    documents.chain(claims).sum::<usize>() + records * RECORD_BYTES
}

/// A place for cases of so many kibibytes together, about: a weight of bytes could not be larger than 4 GiB.
pub(super) fn kept<K: Hash + Eq + Send + Sync + 'static>(kib_max: u64) -> Cache<K, Arc<OpenCase>> {
    let weight = |_: &K, open: &Arc<OpenCase>| u32::try_from(1 + open.bytes() / 1_024).unwrap_or(u32::MAX);
    Cache::builder().max_capacity(kib_max).weigher(weight).build()
}

/// A place for pictures, of bounded weight.
pub(super) fn pictures() -> Pictures {
    let weight = |_: &PictureName, picture: &Arc<Picture>| u32::try_from(picture.bytes()).unwrap_or(u32::MAX);
    Cache::builder().max_capacity(PICTURES_BYTES_MAX).weigher(weight).build()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;
    use crate::{
        app::App,
        clock::Clock,
        domain::access::Viewer,
        exchange::case_file,
        store::{Editor, ImportMode},
    };

    /// What the shipped case takes with a text of this length for its first document.
    async fn bytes_with_text(length: usize) -> usize {
        let mut records = case_file::read(include_bytes!("../../tests/data/baghdadi-2019.json")).unwrap();
        records.documents[0].text = Some(Text::document(&"a".repeat(length)).unwrap());
        let (store, id) = (Store::open_in_memory().await.unwrap(), records.case.id.clone());
        let editor = Editor::system("test", Timestamp::UNIX_EPOCH);
        store.import_case(&editor, records, ImportMode::Merge).await.unwrap();
        let app = App::new(store, Clock::fixed(Timestamp::UNIX_EPOCH));
        app.open_case(&Viewer::Anonymous, &id).await.unwrap().unwrap().0.bytes()
    }

    #[tokio::test]
    async fn a_case_at_hand_weighs_what_its_texts_do() {
        assert!(bytes_with_text(900_000).await >= bytes_with_text(1).await + 899_999);
    }
}
