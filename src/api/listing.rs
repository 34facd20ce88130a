//! Lists of records: of one case, or over all cases that a caller may see. What the lists of all nouns share.

use std::sync::Arc;

use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::IntoParams;

use super::{
    ApiError,
    etag::Stamp,
    extract::{Caller, InCase, Seen},
    paging::{About, BY_ID, Page, Row, Slice, Withdrawn, answer_page},
    query::{ParameterKind, Query},
};
use crate::{
    app::{App, Picture},
    domain::{access::Need, as_known::Recorded, calendar::Day, fault::FaultKind, id::CaseId, record::Noun},
    store::{CaseSummary, Newest, StoreError},
};

/// The most cases that one request looks through, or puts in an order other than id.
pub const CASES_MAX: usize = 20;
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

    /// What a record is put in order by, where that is peculiar to the noun.
    fn key(&self, _seen: &Seen, _picture: &Picture, _number: usize, _by: &str) -> i64 {
        0
    }
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
    /// Reads a number of a write, where the list is of one case, or a moment.
    pub fn parse(text: &str, is_of_one_case: bool) -> Result<Self, FaultKind> {
        if text.bytes().any(|byte| !byte.is_ascii_digit()) {
            return Recorded::beginning(text).map(Self::Moment);
        }
        let number = text.parse().ok().filter(|_| is_of_one_case);
        number.map(Self::Revision).ok_or(FaultKind::NotAMoment)
    }

    fn is_before(self, newest: &Newest) -> bool {
        match self {
            Self::Revision(revision) => newest.revision > revision,
            Self::Moment(moment) => newest.changed_at >= moment,
        }
    }
}

impl Changes {
    fn read(query: &mut Query, is_of_one_case: bool) -> Self {
        let changes = Self {
            recorded_from: query.value("recorded_from", Recorded::beginning),
            recorded_to: query.value("recorded_to", |text| Recorded::parse(text).map(|recorded| recorded.moment)),
            changed_since: query.value("changed_since", |text| Since::parse(text, is_of_one_case)),
        };
        in_order(query, "recorded_to", changes.recorded_from, changes.recorded_to);
        changes
    }

    fn keeps(&self, newest: &Newest) -> bool {
        self.recorded_from.is_none_or(|from| newest.recorded_at >= from)
            && self.recorded_to.is_none_or(|to| newest.recorded_at <= to)
            && self.changed_since.is_none_or(|since| since.is_before(newest))
    }

    /// The records of a noun withdrawn since the moment asked for.
    fn withdrawn(&self, seen: &Seen, noun: Noun) -> Vec<Withdrawn> {
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

/// Notes a range that ends before it begins.
pub fn in_order<T: PartialOrd>(query: &mut Query, name: &'static str, from: Option<T>, to: Option<T>) {
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        query.refuse(name, ParameterKind::Value(FaultKind::BoundsReversed));
    }
}

/// The rows of a list in one case. `case` is its number and the name that rows of several cases carry.
fn rows<'a, L: Listing>(
    listing: &L,
    (changes, page): (&Changes, &Page),
    (seen, picture): (&'a Seen, &Picture),
    (place, case): (usize, &'a str),
) -> Vec<Row<'a>> {
    let ids: Vec<&str> = L::ids(seen).collect();
    let by = page.sort().by;
    let row = |number: usize| {
        let newest = seen.newest.of(L::NOUN, ids[number]);
        let key = match by {
            BY_ID => 0,
            BY_RECORDED => newest.recorded_at.as_microsecond(),
            BY_CHANGED => newest.changed_at.as_microsecond(),
            by => listing.key(seen, picture, number, by),
        };
        changes.keeps(&newest).then_some(Row { key, case, id: ids[number], place: (place, number) })
    };
    listing.kept(seen, picture).into_iter().filter_map(row).collect()
}

/// The answer with a list of a case.
pub async fn answer_in<L: Listing>(within: &InCase, mut query: Query, listing: &L) -> Result<Response, ApiError> {
    let changes = Changes::read(&mut query, true);
    let page = Page::sorted(&mut query, L::SORTS, L::SCHEMA);
    query.finish(&within.caller)?;
    let picture = within.open.picture(listing.as_of()).await;
    let slice = page.cut_rows(rows(listing, (&changes, &page), (within, &picture), (0, "")));
    let is_told = changes.changed_since.is_some() && page.is_first();
    let about = About {
        revision: Some(within.open.revision),
        changed_at: Some(within.open.changed_at.to_string()),
        withdrawn: is_told.then(|| changes.withdrawn(within, L::NOUN)),
    };
    let shape = |(_, number)| L::shape(within, &picture, number);
    Ok(answer_page(&within.caller, within.stamp(), Some(&page), (slice, about), shape))
}

/// Which cases a list is over.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameter that `answer_over` reads")]
pub struct OverCases {
    /// Only records of these cases, with commas between them. Absent: of all cases that the caller may see.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["baghdadi-2019"]))]
    case: Option<Vec<CaseId>>,
}

/// The answer with a list over several cases.
pub async fn answer_over<L: Listing>(
    app: &App,
    caller: &Caller,
    mut query: Query,
    listing: &L,
) -> Result<Response, ApiError> {
    let store = |error: StoreError| ApiError::store(caller, error);
    let named = query.list("case", CaseId::parse);
    let changes = Changes::read(&mut query, false);
    let page = Page::sorted(&mut query, L::SORTS, L::SCHEMA);
    let visible = app.cases(caller.viewer()).await.map_err(store)?;
    for id in named.iter().flatten().filter(|id| !visible.iter().any(|case| case.id == **id)) {
        let kind = FaultKind::UnknownReference { noun: "case", id: id.to_string(), near: None };
        query.refuse("case", ParameterKind::Value(kind));
    }
    let is_asked = |case: &CaseSummary| named.as_ref().is_none_or(|named| named.contains(&case.id));
    let asked: Vec<CaseSummary> = visible.into_iter().filter(is_asked).collect();
    if page.sort().by != BY_ID && asked.len() > CASES_MAX {
        query.refuse("sort", ParameterKind::TooManyCases { max: CASES_MAX });
    }
    query.finish(caller)?;
    let stamp = asked.iter().fold(Stamp::default(), |stamp, case| stamp.with(&case.id).with(&case.revision));
    let through = Through { app, caller, changes: &changes, page: &page };
    let looked = through.go(listing, &asked).await.map_err(store)?;
    let stamp = looked.cases.iter().fold(stamp, |stamp, (seen, _)| seen.stamp(stamp));
    let about = About {
        revision: None,
        changed_at: asked.iter().map(|case| case.changed_at).max().map(|moment| moment.to_string()),
        withdrawn: changes.changed_since.is_some().then(|| through.withdrawn(L::NOUN, &looked)),
    };
    let Looked { cases, slice, .. } = looked;
    let shape = |(case, number): (usize, usize)| L::shape(&cases[case].0, &cases[case].1, number);
    Ok(answer_page(caller, stamp, Some(&page), (slice, about), shape))
}

/// A way through several cases.
struct Through<'a> {
    app: &'a App,
    caller: &'a Caller,
    changes: &'a Changes,
    page: &'a Page,
}

/// Cases, each as it is known on the day asked for.
type Passed = Vec<(Seen, Arc<Picture>)>;

/// What a way through several cases found.
struct Looked {
    /// The cases it led through.
    cases: Passed,
    /// The page.
    slice: Slice,
    /// How many of the cases the page comes to the end of.
    ended: usize,
}

impl Through<'_> {
    /// Looks through the cases until the page is full: in order of id one after the other from where the page before
    /// ended, in another order all of them.
    async fn go<L: Listing>(&self, listing: &L, asked: &[CaseSummary]) -> Result<Looked, StoreError> {
        let Self { page, changes, .. } = *self;
        let sort = page.sort();
        let mut left: Vec<&CaseSummary> = asked.iter().filter(|case| self.may_have_changed(case)).collect();
        if sort.by == BY_ID {
            if sort.is_descending {
                left.reverse();
            }
            left.retain(|case| !page.is_past(case.id.as_str()));
        }
        let (mut cases, mut found, mut last): (Passed, usize, Option<&CaseSummary>) = (Vec::new(), 0, None);
        let mut left = left.into_iter();
        while cases.len() < CASES_MAX && (sort.by != BY_ID || found <= page.limit()) {
            let Some(case) = left.next() else { break };
            last = Some(case);
            let Some((seen, picture)) = self.open(case, listing.as_of()).await? else { continue };
            let name = (0, seen.case().as_str());
            found += page.count_left(rows(listing, (changes, page), (&seen, &picture), name));
            cases.push((seen, picture));
        }
        let slice = page.cut_rows(self.rows(listing, &cases)).forwards_only();
        let ended = match slice.places.last() {
            Some((case, _)) if slice.goes_on() => *case,
            _ => cases.len(),
        };
        let behind = last.filter(|_| left.next().is_some()).map(|case| page.cursor_behind_case(case.id.as_str()));
        Ok(Looked { cases, slice: slice.going_on(behind), ended })
    }

    fn rows<'c, L: Listing>(&self, listing: &L, cases: &'c Passed) -> Vec<Row<'c>> {
        let cases = cases.iter().enumerate();
        let rows = cases.flat_map(|(place, (seen, picture))| {
            rows(listing, (self.changes, self.page), (seen, picture), (place, seen.case().as_str()))
        });
        rows.collect()
    }

    async fn open(&self, case: &CaseSummary, as_of: Option<Day>) -> Result<Option<(Seen, Arc<Picture>)>, StoreError> {
        let Some((open, rights)) = self.app.open_case(self.caller.viewer(), &case.id).await? else { return Ok(None) };
        if !rights.allow(Need::Read) {
            return Ok(None);
        }
        let seen = Seen::of(self.app, open, rights).await?;
        let picture = seen.open.picture(as_of).await;
        Ok(Some((seen, picture)))
    }

    /// Nothing in a case that was last written before the moment asked for has changed since.
    fn may_have_changed(&self, case: &CaseSummary) -> bool {
        match self.changes.changed_since {
            Some(Since::Moment(moment)) => case.changed_at >= moment,
            _ => true,
        }
    }

    /// What was withdrawn from the cases that this page comes to the end of.
    fn withdrawn(&self, noun: Noun, looked: &Looked) -> Vec<Withdrawn> {
        let told = match self.page.sort().by {
            BY_ID => &looked.cases[..looked.ended],
            _ if self.page.is_first() => &looked.cases[..],
            _ => &[],
        };
        told.iter().flat_map(|(seen, _)| self.changes.withdrawn(seen, noun)).collect()
    }
}
