//! The query: parameters read one by one, every fault kept, what nobody asked for refused.

use std::{borrow::Cow, collections::HashSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use percent_encoding::percent_decode;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;

use super::{ApiError, extract::Caller};
use crate::domain::{
    as_known::{Clock, Recorded},
    calendar::Day,
    dated::Dated,
    fault::FaultKind,
    near::nearest,
    text::Text,
};

/// The longest name of a parameter that is repeated to the caller, in characters.
const NAME_CHARS_SHOWN: usize = 40;
/// The parameters that say which part of a list is asked for, in which order and how much of each item.
const OF_PAGE: [&str; 4] = ["cursor", "limit", "sort", "fields"];
/// The most values of a parameter that takes several, with commas between them.
pub const VALUES_MAX: usize = 100;
/// The most faults of a query that are told.
pub const FAULTS_MAX: usize = 100;
/// How many bytes of its hash stand for a list: a cursor is no secret, only not to be mixed up.
const FINGERPRINT_BYTES: usize = 6;

/// What is wrong with a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterKind {
    /// The resource takes no such parameter.
    Unknown { allowed: Vec<&'static str>, near: Option<String> },
    /// It stands there more than once.
    Repeated,
    /// Its bytes are no UTF-8.
    NotUtf8,
    /// It is no cursor that this API gave out.
    NotACursor,
    /// It is a cursor of a list with other filters or in another order.
    OtherList,
    /// It holds more values than are read.
    TooManyValues { max: usize },
    /// It is the number of a write that the case has not seen: of `max` writes.
    NoSuchRevision { max: i64 },
    /// More cases would have to be put in order than one request may.
    TooManyCases { max: usize },
    /// What is asked for can be cut by when we wrote it down alone.
    RecordedClockOnly,
    /// Its value is at fault, in a way that records have as well.
    Value(FaultKind),
}

/// One thing wrong with the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterFault {
    /// The parameter.
    pub name: String,
    /// What is wrong with it.
    pub kind: ParameterKind,
}

/// As known on which day, on which clock.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameters that `Query::cut` reads")]
pub struct AsKnown {
    /// As known on this day (EDTF; of a month or a year the last day). Absent: as things stand. With `clock=recorded`
    /// it may be a date-time with its offset, too; a day counts until its end in UTC.
    #[param(value_type = Option<String>, example = "2019-02-10")]
    as_of: Option<String>,
    /// The clock that `as_of` cuts on: when claims became public (`reported`, the default) or when we wrote them down
    /// (`recorded`: the case as our records stood then).
    #[param(value_type = Option<String>, example = "reported")]
    clock: Option<String>,
}

/// On which clock a list is cut.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameter that `Query::cut` reads")]
pub struct OnClock {
    /// The clock that `as_of` cuts on: when claims became public (`reported`, the default) or when we wrote them down
    /// (`recorded`: the list as our records stood then, by a day or a date-time with its offset).
    #[param(value_type = Option<String>, example = "reported")]
    clock: Option<String>,
}

/// From where a caller looks at a case.
#[derive(Debug)]
pub struct Cut {
    /// The clock.
    pub clock: Clock,
    /// As known on this day, by what was reported.
    pub as_of: Option<Day>,
    /// As our records stood at this moment: the case that the caller is in.
    pub recorded: Option<Recorded>,
}

/// The parameters of a request, being read. The names asked for are the names allowed.
#[derive(Debug)]
pub struct Query {
    path: String,
    pairs: Vec<(String, Result<String, ParameterKind>)>,
    allowed: Vec<&'static str>,
    faults: Vec<ParameterFault>,
    /// Whether there are faults beside those that are told.
    has_more: bool,
}

impl Query {
    /// Takes the query of an address apart.
    #[must_use]
    pub fn parse(path: &str, raw: &str) -> Self {
        let pairs = raw.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decoded(name).unwrap_or_else(|_| "\u{FFFD}".to_owned());
            (name, decoded(value))
        });
        Self { path: path.to_owned(), pairs: pairs.collect(), allowed: Vec::new(), faults: Vec::new(), has_more: false }
    }

    /// The parameter called `name`, where it is there and `parse` accepts it.
    pub fn read<T>(&mut self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, ParameterKind>) -> Option<T> {
        let value = self.only(name)?;
        let read = Text::name(&value).map_err(ParameterKind::Value).and_then(|text| parse(text.as_str()));
        read.map_err(|kind| self.refuse(name, kind)).ok()
    }

    /// The text of the parameter called `name`, where it stands there once and is UTF-8.
    fn only(&mut self, name: &'static str) -> Option<String> {
        self.allowed.push(name);
        let mut given = self.pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value);
        let value = given.next()?.clone();
        let value = if given.next().is_some() { Err(ParameterKind::Repeated) } else { value };
        value.map_err(|kind| self.refuse(name, kind)).ok()
    }

    /// Every value of the parameter called `name`, which may stand there more than once.
    pub fn all<T>(&mut self, name: &'static str, parse: impl Fn(&str) -> Result<T, ParameterKind>) -> Vec<T> {
        self.allowed.push(name);
        let given = self.pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value);
        let read = given.map(|value| {
            let text = Text::name(value.as_ref().map_err(Clone::clone)?).map_err(ParameterKind::Value)?;
            parse(text.as_str())
        });
        let read: Vec<Result<T, ParameterKind>> = read.collect();
        read.into_iter().filter_map(|read| read.map_err(|kind| self.refuse(name, kind)).ok()).collect()
    }

    /// As [`Query::read`], with the parsers of the domain.
    pub fn value<T>(&mut self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, FaultKind>) -> Option<T> {
        self.read(name, |text| parse(text).map_err(ParameterKind::Value))
    }

    /// A list of values with commas between them, each read by `parse`; every one that is at fault is noted.
    pub fn list<T>(&mut self, name: &'static str, parse: impl Fn(&str) -> Result<T, FaultKind>) -> Option<Vec<T>> {
        let value = self.only(name)?;
        if value.split(',').nth(VALUES_MAX).is_some() {
            self.refuse(name, ParameterKind::TooManyValues { max: VALUES_MAX });
            return None;
        }
        let texts = value.split(',').map(|text| Text::name(text).and_then(|text| parse(text.as_str())));
        let (mut values, mut is_sound) = (Vec::new(), true);
        for read in texts {
            match read {
                Ok(value) => values.push(value),
                Err(kind) => {
                    is_sound = false;
                    self.refuse(name, ParameterKind::Value(kind));
                }
            }
        }
        is_sound.then_some(values)
    }

    /// What the list is that the query asks for: a hash of the address and of all parameters but those that say which
    /// part of it, in which order and how much of each item.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut kept: Vec<(&str, &str)> = self.sound().filter(|(name, _)| !OF_PAGE.contains(name)).collect();
        kept.sort_unstable();
        let mut hash = Sha256::new().chain_update(&self.path);
        for (name, value) in kept {
            hash.update([0]);
            hash.update(name);
            hash.update([0]);
            hash.update(value);
        }
        URL_SAFE_NO_PAD.encode(&hash.finalize()[..FINGERPRINT_BYTES])
    }

    /// The address asked for with another cursor, or none.
    #[must_use]
    pub fn address(&self, cursor: Option<&str>) -> String {
        let kept = self.sound().filter(|(name, _)| *name != "cursor");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .extend_pairs(cursor.map(|cursor| ("cursor", cursor)))
            .finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    fn sound(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_deref().ok()?)))
    }

    /// The cut: of a month or a year the end.
    pub fn cut(&mut self) -> Cut {
        let clock = self.value("clock", Clock::parse).unwrap_or(Clock::Reported);
        let (as_of, recorded) = match clock {
            Clock::Reported => (self.value("as_of", Dated::parse).map(|dated| dated.last()), None),
            Clock::Recorded => (None, self.value("as_of", Recorded::parse)),
        };
        Cut { clock, as_of, recorded }
    }

    /// Whether the parameter called `name` stands there, sound or not.
    #[must_use]
    pub fn is_given(&self, name: &str) -> bool {
        self.pairs.iter().any(|(known, _)| known == name)
    }

    /// As known on which day, where only the first clock can be asked.
    pub fn as_of(&mut self) -> Option<Day> {
        self.value("as_of", Dated::parse).map(|dated| dated.last())
    }

    /// Notes that `name` is needed, unless it is there.
    pub fn need(&mut self, name: &'static str) {
        if !self.is_given(name) {
            self.refuse(name, ParameterKind::Value(FaultKind::Missing));
        }
    }

    /// Notes a fault, unless very many are noted already.
    pub fn refuse(&mut self, name: &str, kind: ParameterKind) {
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(ParameterFault { name: name.to_owned(), kind });
        } else {
            self.has_more = true;
        }
    }

    /// How many faults were noted.
    #[must_use]
    pub fn count_faults(&self) -> usize {
        self.faults.len()
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Every fault, and every parameter that was not asked for.
    pub fn finish(mut self, caller: &Caller) -> Result<(), ApiError> {
        let mut told: HashSet<&str> = self.allowed.iter().copied().collect();
        for (name, _) in &self.pairs {
            if !told.insert(name) {
                continue;
            }
            if self.faults.len() == FAULTS_MAX {
                self.has_more = true;
                break;
            }
            let near = nearest(name, self.allowed.iter().copied()).map(str::to_owned);
            let kind = ParameterKind::Unknown { allowed: self.allowed.clone(), near };
            self.faults.push(ParameterFault { name: name.chars().take(NAME_CHARS_SHOWN).collect(), kind });
        }
        if self.has_more {
            let kind = ParameterKind::Value(FaultKind::MoreFaults { shown: self.faults.len() });
            self.faults.push(ParameterFault { name: String::new(), kind });
        }
        if self.faults.is_empty() { Ok(()) } else { Err(ApiError::parameters(caller, self.faults)) }
    }
}

/// A name or value as text; unlike `form_urlencoded`, bytes that are no UTF-8 are refused, not replaced.
fn decoded(part: &str) -> Result<String, ParameterKind> {
    let spaced = part.replace('+', " ");
    percent_decode(spaced.as_bytes()).decode_utf8().map(Cow::into_owned).map_err(|_| ParameterKind::NotUtf8)
}
