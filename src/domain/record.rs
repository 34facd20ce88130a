//! Records: what a case keeps, of whatever noun. The unit of a change and of the history.

use std::collections::HashSet;

use super::{
    assessment::Assessment,
    case::{Case, Event},
    claim::Claim,
    document::Document,
    dossier::{Dossier, Records},
    entity::Entity,
    place::Place,
    question::Question,
    source::Source,
    words::words,
};

words! {
    /// A kind of record, in the order of the case file; its word names its table, its versions and its part of a URL.
    Noun {
        /// The case itself.
        Case = "case",
        /// A place.
        Place = "place",
        /// An entity.
        Entity = "entity",
        /// A source.
        Source = "source",
        /// A document.
        Document = "document",
        /// An event.
        Event = "event",
        /// A question with its options.
        Question = "question",
        /// A claim with its chain.
        Claim = "claim",
        /// An assessment.
        Assessment = "assessment",
    }
}

impl Noun {
    /// The name of its list in the case file, and of its part of a URL.
    #[must_use]
    pub fn list(self) -> &'static str {
        match self {
            Self::Case => "cases",
            Self::Place => "places",
            Self::Entity => "entities",
            Self::Source => "sources",
            Self::Document => "documents",
            Self::Event => "events",
            Self::Question => "questions",
            Self::Claim => "claims",
            Self::Assessment => "assessments",
        }
    }
}

/// A record, by noun and id. An assessment, which has no id, is named by its question, moment and editor.
pub type RecordId = (Noun, String);

/// A record of any noun.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a change puts a few records, and each is moved once")]
pub enum Record {
    /// The case itself.
    Case(Case),
    /// A place.
    Place(Place),
    /// An entity.
    Entity(Entity),
    /// A source.
    Source(Source),
    /// A document.
    Document(Document),
    /// An event.
    Event(Event),
    /// A question with its options.
    Question(Question),
    /// A claim with its chain.
    Claim(Claim),
    /// An assessment.
    Assessment(Assessment),
}

impl Record {
    /// The kind of record it is.
    #[must_use]
    pub fn noun(&self) -> Noun {
        match self {
            Self::Case(_) => Noun::Case,
            Self::Place(_) => Noun::Place,
            Self::Entity(_) => Noun::Entity,
            Self::Source(_) => Noun::Source,
            Self::Document(_) => Noun::Document,
            Self::Event(_) => Noun::Event,
            Self::Question(_) => Noun::Question,
            Self::Claim(_) => Noun::Claim,
            Self::Assessment(_) => Noun::Assessment,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Case(case) => case.id.to_string(),
            Self::Place(place) => place.id.to_string(),
            Self::Entity(entity) => entity.id.to_string(),
            Self::Source(source) => source.id.to_string(),
            Self::Document(document) => document.id.to_string(),
            Self::Event(event) => event.id.to_string(),
            Self::Question(question) => question.id.to_string(),
            Self::Claim(claim) => claim.id.to_string(),
            Self::Assessment(assessment) => assessment.key(),
        }
    }
}

impl Records {
    /// How many records there are beside the case itself.
    #[must_use]
    pub fn count(&self) -> usize {
        let Self { case: _, places, entities, sources, documents, events, questions, claims, assessments } = self;
        places.len()
            + entities.len()
            + sources.len()
            + documents.len()
            + events.len()
            + questions.len()
            + claims.len()
            + assessments.len()
    }

    /// The ids of the records of `noun`, in their order.
    #[must_use]
    pub fn ids(&self, noun: Noun) -> Vec<String> {
        macro_rules! ids {
            ($list:ident) => {
                self.$list.iter().map(|record| record.id.to_string()).collect()
            };
        }
        match noun {
            Noun::Case => vec![self.case.id.to_string()],
            Noun::Place => ids!(places),
            Noun::Entity => ids!(entities),
            Noun::Source => ids!(sources),
            Noun::Document => ids!(documents),
            Noun::Event => ids!(events),
            Noun::Question => ids!(questions),
            Noun::Claim => ids!(claims),
            Noun::Assessment => self.assessments.iter().map(Assessment::key).collect(),
        }
    }

    /// Appends what `stored` has and these do not, by id: so the places of faults in these stay what they are.
    pub fn append_missing(&mut self, stored: &Self) {
        macro_rules! append {
            ($($list:ident: $key:expr),*) => {
                $({
                    let known: HashSet<String> = self.$list.iter().map($key).collect();
                    self.$list.extend(stored.$list.iter().filter(|record| !known.contains(&$key(*record))).cloned());
                })*
            };
        }
        append!(
            places: |it: &Place| it.id.to_string(),
            entities: |it: &Entity| it.id.to_string(),
            sources: |it: &Source| it.id.to_string(),
            documents: |it: &Document| it.id.to_string(),
            events: |it: &Event| it.id.to_string(),
            questions: |it: &Question| it.id.to_string(),
            claims: |it: &Claim| it.id.to_string(),
            assessments: Assessment::key
        );
    }

    /// Adds a record to the list of its noun; a case takes the place of the case.
    pub fn add(&mut self, record: Record) {
        match record {
            Record::Case(case) => self.case = case,
            Record::Place(place) => self.places.push(place),
            Record::Entity(entity) => self.entities.push(entity),
            Record::Source(source) => self.sources.push(source),
            Record::Document(document) => self.documents.push(document),
            Record::Event(event) => self.events.push(event),
            Record::Question(question) => self.questions.push(question),
            Record::Claim(claim) => self.claims.push(claim),
            Record::Assessment(assessment) => self.assessments.push(assessment),
        }
    }
}

impl Dossier {
    /// Whether there is a record of `noun` called `id`; of assessments, which have no ids, never.
    #[must_use]
    pub fn holds(&self, noun: Noun, id: &str) -> bool {
        match noun {
            Noun::Case => self.case().id.as_str() == id,
            Noun::Place => self.places().iter().any(|it| it.id.as_str() == id),
            Noun::Entity => self.entities().iter().any(|it| it.id.as_str() == id),
            Noun::Source => self.sources().iter().any(|it| it.id.as_str() == id),
            Noun::Document => self.documents().iter().any(|it| it.id.as_str() == id),
            Noun::Event => self.events().iter().any(|it| it.id.as_str() == id),
            Noun::Question => self.questions().iter().any(|it| it.id.as_str() == id),
            Noun::Claim => self.claims().iter().any(|it| it.id.as_str() == id),
            Noun::Assessment => false,
        }
    }
}
