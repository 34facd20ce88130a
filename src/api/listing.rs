//! Lists of the records of a case: what the lists of all nouns share.

use std::fmt::Display;

use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::IntoParams;

use super::{
    ApiError,
    extract::{InCase, Seen},
    paging::{About, BY_ID, Page, Row, Withdrawn, answer_page},
    query::{ParameterKind, Query},
};
use crate::{
    app::Picture,
    domain::{as_known::Recorded, calendar::Day, fault::FaultKind, record::Noun},
    store::{Named, Newest},
};

/// By the moment of the first version.
pub const BY_RECORDED: &str = "recorded_at";
/// By the moment of the newest version.
pub const BY_CHANGED: &str = "changed_at";
/// The orders that the lists of all nouns know.
pub const SORTS: &[&str] = &[BY_ID, BY_RECORDED, BY_CHANGED];

/// A list of the records of one noun, with the filters that were asked for.
pub trait Listing: Sync {
    /// What the list shows of a record.
    type Item: Serialize;
    /// The noun.
    const NOUN: Noun;
    /// The name of the shape of its items in the document.
    const SCHEMA: &'static str;
    /// The orders that the list knows.
    const SORTS: &'static [&'static str];

    /// The ids of all records of the noun, in order.
    fn ids(seen: &Seen) -> impl Iterator<Item = &str>;

    /// The numbers of the records that the filters keep.
    fn kept(&self, seen: &Seen, picture: &Picture) -> Vec<usize>;

    /// What a record shows.
    fn shape(seen: &Seen, picture: &Picture, number: usize) -> Self::Item;

    /// The day that the list is as known on.
    fn as_of(&self) -> Option<Day> {
        None
    }

    /// The records of which a case must have one, of each entry, for anything in it to be kept: so cases can be passed
    /// over that need not be read.
    fn named(&self) -> Vec<Named> {
        Vec::new()
    }

    /// What a record is put in order by, where that is peculiar to the noun.
    fn key(&self, _seen: &Seen, _picture: &Picture, _number: usize, _by: &str) -> i64 {
        0
    }
}

/// The ids that a filter asks for, as records that a case must have.
pub fn named<T: Display>(noun: Noun, ids: Option<&Vec<T>>) -> Option<Named> {
    ids.map(|ids| Named { noun, ids: ids.iter().map(ToString::to_string).collect() })
}

/// Which records are asked for by when they were written down.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Changes {
    /// Only records first written down at this moment or later: a date-time with its offset (RFC 3339), or an EDTF
    /// date, whose first day begins in UTC.
    #[param(value_type = Option<String>, example = "2019-01-01")]
    recorded_from: Option<Timestamp>,
    /// Only records first written down at this moment or earlier: a date-time, or an EDTF date, whose last day ends in
    /// UTC.
    #[param(value_type = Option<String>, example = "2026-12-31T23:59:59Z")]
    recorded_to: Option<Timestamp>,
    /// Only records that were changed since: after the write of this number (the `revision` of an earlier answer), or
    /// at this moment or later. The answer tells the records withdrawn since then as well. In lists over several cases
    /// only a moment, with its date.
    #[param(value_type = Option<String>, example = "2019-01-01T00:00:00Z")]
    changed_since: Option<Since>,
}

/// Since when something must have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// After the write of this number.
    Revision(i64),
    /// At this moment or later.
    Moment(Timestamp),
}

impl Since {
    /// Reads a number of a write, where the list is of one case, which has seen so many writes, or a moment.
    pub fn parse(text: &str, revision: Option<i64>) -> Result<Self, ParameterKind> {
        if text.bytes().any(|byte| !byte.is_ascii_digit()) {
            return Recorded::beginning(text).map(Self::Moment).map_err(ParameterKind::Value);
        }
        let revision = revision.ok_or(ParameterKind::Value(FaultKind::NotAMoment))?;
        let number = text.parse().ok().filter(|number| *number <= revision);
        number.map(Self::Revision).ok_or(ParameterKind::NoSuchRevision { max: revision })
    }

    fn is_before(self, newest: &Newest) -> bool {
        match self {
            Self::Revision(revision) => newest.revision > revision,
            Self::Moment(moment) => newest.changed_at >= moment,
        }
    }
}

impl Changes {
    /// Reads them, for a list of one case with the number of writes it has seen.
    pub(super) fn read(query: &mut Query, revision: Option<i64>) -> Self {
        let changes = Self {
            recorded_from: query.value("recorded_from", Recorded::beginning),
            recorded_to: query.value("recorded_to", |text| Recorded::parse(text).map(|recorded| recorded.moment)),
            changed_since: query.read("changed_since", |text| Since::parse(text, revision)),
        };
        in_order(query, "recorded_to", changes.recorded_from, changes.recorded_to);
        changes
    }

    /// Since when something must have changed.
    pub(super) fn since(&self) -> Option<Since> {
        self.changed_since
    }

    /// Between which moments a record that is kept was first written down.
    pub(super) fn recorded(&self) -> Option<(Timestamp, Timestamp)> {
        let (from, to) = (self.recorded_from, self.recorded_to);
        (from.is_some() || to.is_some()).then(|| (from.unwrap_or(Timestamp::MIN), to.unwrap_or(Timestamp::MAX)))
    }

    pub(super) fn keeps(&self, newest: &Newest) -> bool {
        self.recorded_from.is_none_or(|from| newest.recorded_at >= from)
            && self.recorded_to.is_none_or(|to| newest.recorded_at <= to)
            && self.changed_since.is_none_or(|since| since.is_before(newest))
    }

    /// What a page of the records of a noun says beside them.
    pub(super) fn about(&self, within: &InCase, page: &Page, noun: Noun) -> About {
        let is_told = self.changed_since.is_some() && page.is_first();
        About {
            revision: Some(within.open.revision),
            changed_at: Some(within.open.changed_at.to_string()),
            withdrawn: is_told.then(|| self.withdrawn(within, noun)),
        }
    }

    /// The records of a noun withdrawn since the moment asked for.
    pub(super) fn withdrawn(&self, seen: &Seen, noun: Noun) -> Vec<Withdrawn> {
        let Some(since) = self.changed_since else { return Vec::new() };
        let gone = seen.newest.withdrawn(noun).filter(|(_, newest)| since.is_before(newest));
        let told = |(id, newest): (&str, &Newest)| Withdrawn {
            case: seen.case().to_string(),
            id: id.to_owned(),
            version: newest.version,
            changed_at: newest.changed_at.to_string(),
        };
        gone.map(told).collect()
    }
}

/// What a record is put in order by, in one of the orders that the lists of all nouns know.
pub(super) fn key(newest: &Newest, by: &str) -> Option<i64> {
    match by {
        BY_ID => Some(0),
        BY_RECORDED => Some(newest.recorded_at.as_microsecond()),
        BY_CHANGED => Some(newest.changed_at.as_microsecond()),
        _ => None,
    }
}

/// Notes a range that ends before it begins.
pub fn in_order<T: PartialOrd>(query: &mut Query, name: &'static str, from: Option<T>, to: Option<T>) {
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        query.refuse(name, ParameterKind::Value(FaultKind::BoundsReversed));
    }
}

/// The numbers of the records that a list has of one case, each with what it is put in order by.
pub(super) fn kept<L: Listing>(
    listing: &L,
    (changes, page): (&Changes, &Page),
    (seen, picture): (&Seen, &Picture),
) -> Vec<(usize, i64)> {
    let ids: Vec<&str> = L::ids(seen).collect();
    let by = page.sort().by;
    let row = |number: usize| {
        let newest = seen.newest.of(L::NOUN, ids[number]);
        let key = key(&newest, by).unwrap_or_else(|| listing.key(seen, picture, number, by));
        changes.keeps(&newest).then_some((number, key))
    };
    listing.kept(seen, picture).into_iter().filter_map(row).collect()
}

/// The rows of a list in one case. `case` is its number and the name that rows of several cases carry.
pub(super) fn rows<'a, L: Listing>(
    seen: &'a Seen,
    kept: &[(usize, i64)],
    (place, case): (usize, &'a str),
) -> Vec<Row<'a>> {
    let ids: Vec<&str> = L::ids(seen).collect();
    kept.iter().map(|&(number, key)| Row { key, case, id: ids[number], place: (place, number) }).collect()
}

/// The answer with a list of a case.
pub async fn answer_in<L: Listing>(within: &InCase, mut query: Query, listing: &L) -> Result<Response, ApiError> {
    let changes = Changes::read(&mut query, Some(within.revision()));
    let page = Page::sorted(&mut query, L::SORTS, L::SCHEMA);
    query.finish(&within.caller)?;
    let picture = within.open.picture(listing.as_of()).await;
    let slice = page.cut_rows(rows::<L>(within, &kept(listing, (&changes, &page), (within, &picture)), (0, "")));
    let about = changes.about(within, &page, L::NOUN);
    let shape = |(_, number)| L::shape(within, &picture, number);
    Ok(answer_page(&within.caller, within.stamp(), Some(&page), (slice, about), shape))
}
