//! Lists: pages that go on behind what they end with, so that inserts neither repeat nor skip what is listed.

use std::cmp::Ordering;

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::{
    etag::{Stamp, answer},
    extract::Caller,
    openapi,
    query::{ParameterKind, Query},
};
use crate::domain::fault::FaultKind;

/// The most items of a page.
pub const LIMIT_MAX: usize = 200;
/// The items of a page where the caller does not say.
pub const LIMIT: usize = 50;
/// The order that every list has, and that it is in where the caller does not say.
pub const BY_ID: &str = "id";
/// What stands in a cursor in the place of an id, behind all of a case: no id holds a tilde.
const BEHIND_ALL: &str = "~";
/// The parts of a cursor.
const CURSOR_PARTS: usize = 6;

/// Which page of a list is asked for, and what of its items.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameters that `Page::sorted` reads")]
pub struct Paging {
    /// Where the last page ended: the `next` of that page, as it came, with the same filters and the same order. Absent:
    /// from the beginning.
    #[param(value_type = Option<String>, example = "Pi5SNzBJdXl2US5pZC4wLi53aGVuLTE")]
    cursor: Option<String>,
    /// The most items of the page, 1 to 200; 50 when absent.
    #[param(value_type = Option<usize>, minimum = 1, maximum = 200, example = 50)]
    limit: usize,
    /// The order of the items; with `-` before it from the other end. `id` when absent. Items that are equal stand in
    /// order of id.
    #[param(value_type = Option<String>, example = "id")]
    sort: Option<String>,
    /// Only these fields of each item, with commas between them. Absent: all.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["id"]))]
    fields: Option<Vec<String>>,
}

/// Which page of a list is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// Where the last page ended: the `next` of that page, as it came. Absent: from the beginning.
    #[param(value_type = Option<String>, example = "Pi5SNzBJdXl2US5pZC4wLi53aGVuLTE")]
    cursor: Option<Cursor>,
    /// The most items of the page, 1 to 200; 50 when absent.
    #[param(value_type = Option<usize>, minimum = 1, maximum = 200, example = 50)]
    limit: usize,
    #[param(ignore)]
    sort: Sort,
    #[param(ignore)]
    fields: Option<Vec<String>>,
    /// The list that the cursors of its pages belong to.
    #[param(ignore)]
    list: String,
}

impl<T> List<T> {
    /// A page of a list that tells of nothing but its items.
    pub fn of(items: Vec<T>, next: Option<String>) -> Self {
        Self { items, next, revision: None, changed_at: None, withdrawn: None }
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// What it goes by.
    pub by: &'static str,
    /// From the other end.
    pub is_descending: bool,
}

impl Sort {
    /// The order asked for with `word`, where the list knows it.
    fn parse(word: &str, known: &[&'static str]) -> Result<Self, FaultKind> {
        let (name, is_descending) = word.strip_prefix('-').map_or((word, false), |name| (name, true));
        let by = known.iter().find(|by| **by == name);
        by.map(|by| Self { by, is_descending }).ok_or_else(|| FaultKind::not_one_of(word, orders(known)))
    }

    fn word(self) -> String {
        format!("{}{}", if self.is_descending { "-" } else { "" }, self.by)
    }
}

/// The words for the orders that a list knows.
pub fn orders(known: &[&str]) -> Vec<String> {
    known.iter().flat_map(|by| [(*by).to_owned(), format!("-{by}")]).collect()
}

/// A place in a list: behind an item, or before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cursor {
    is_before: bool,
    list: String,
    sort: String,
    key: i64,
    case: String,
    id: String,
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let parts: Vec<&str> = text.splitn(CURSOR_PARTS, '.').collect();
        let [direction, list, sort, key, case, id] = *parts.as_slice() else { return None };
        let is_before = match direction {
            "<" => true,
            ">" => false,
            _ => return None,
        };
        let [list, sort, case, id] = [list, sort, case, id].map(str::to_owned);
        Some(Self { is_before, list, sort, key: key.parse().ok()?, case, id })
    }

    fn text(&self) -> String {
        let Self { is_before, list, sort, key, case, id } = self;
        let direction = if *is_before { '<' } else { '>' };
        URL_SAFE_NO_PAD.encode(format!("{direction}.{list}.{sort}.{key}.{case}.{id}"))
    }
}

/// A record that may stand in a list: by what it is put in order, and where it is found.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// What the order asked for goes by; 0 in order of id.
    pub key: i64,
    /// The id of its case, where the list is of several.
    pub case: &'a str,
    /// Its id.
    pub id: &'a str,
    /// The number of the case in the list of cases, and of the record in its list.
    pub place: (usize, usize),
}

impl Row<'_> {
    fn name(&self) -> (i64, &str, &str) {
        (self.key, self.case, self.id)
    }
}

/// The records of a page, and where the pages beside it begin.
#[derive(Debug, Default)]
pub struct Slice {
    /// The places of its records.
    pub places: Vec<(usize, usize)>,
    next: Option<String>,
    previous: Option<String>,
}

impl Page {
    /// Reads the parameters `cursor` and `limit` of a list that is always in order of id.
    pub fn read(query: &mut Query) -> Self {
        let sort = Sort { by: BY_ID, is_descending: false };
        let limit = Self::read_limit(query);
        let list = query.fingerprint();
        let cursor = Self::read_cursor(query, &list, Some(sort));
        Self { cursor, limit, sort, fields: None, list }
    }

    /// Reads the same and the parameters `sort` and `fields` of a list of items of `schema` that knows the orders
    /// `known`.
    pub fn sorted(query: &mut Query, known: &[&'static str], schema: &str) -> Self {
        let limit = Self::read_limit(query);
        let is_given = query.is_given("sort");
        let asked = query.value("sort", |word| Sort::parse(word, known));
        let first = Sort { by: BY_ID, is_descending: false };
        let list = query.fingerprint();
        // A cursor cannot be held against an order that nobody understands.
        let order = asked.or_else(|| (!is_given).then_some(first));
        let cursor = Self::read_cursor(query, &list, order);
        let fields = query.list("fields", |name| {
            let allowed = openapi::fields_of(schema);
            if allowed.iter().any(|known| known == name) {
                Ok(name.to_owned())
            } else {
                Err(FaultKind::not_one_of(name, allowed))
            }
        });
        Self { cursor, limit, sort: order.unwrap_or(first), fields, list }
    }

    /// Reads the parameter `limit`.
    pub(super) fn read_limit(query: &mut Query) -> usize {
        let limit = query.value("limit", |limit| match limit.parse() {
            Ok(limit @ 1..=LIMIT_MAX) => Ok(limit),
            _ => Err(FaultKind::OutOfRange { min: "1".to_owned(), max: LIMIT_MAX.to_string() }),
        });
        limit.unwrap_or(LIMIT)
    }

    fn read_cursor(query: &mut Query, list: &str, sort: Option<Sort>) -> Option<Cursor> {
        query.read("cursor", |text| {
            let cursor = Cursor::parse(text).ok_or(ParameterKind::NotACursor)?;
            let is_ours = cursor.list == list && sort.is_none_or(|sort| sort.word() == cursor.sort);
            if is_ours { Ok(cursor) } else { Err(ParameterKind::OtherList) }
        })
    }

    /// The order.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// The most items of the page.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Whether it is the first page.
    pub fn is_first(&self) -> bool {
        self.cursor.is_none()
    }

    /// Whether everything of a case was listed on the pages before, in a list of several in order of id.
    pub fn is_past(&self, case: &str) -> bool {
        self.cursor.as_ref().is_some_and(|cursor| match case.cmp(&cursor.case) {
            Ordering::Equal => cursor.id == BEHIND_ALL,
            Ordering::Less => !self.sort.is_descending,
            Ordering::Greater => self.sort.is_descending,
        })
    }

    /// How many of the rows stand behind the page before.
    pub fn count_left(&self, mut rows: Vec<Row<'_>>) -> usize {
        self.put_in_order(&mut rows);
        rows.len() - self.bounds(&rows).0
    }

    fn put_in_order(&self, rows: &mut [Row<'_>]) {
        rows.sort_unstable_by(|one, other| one.name().cmp(&other.name()));
        if self.sort.is_descending {
            rows.reverse();
        }
    }

    /// The page of `ids`, which are in order; `keeps` says of a number whether its record is listed at all.
    pub fn cut<'a>(&self, ids: impl Iterator<Item = &'a str>, mut keeps: impl FnMut(usize) -> bool) -> Slice {
        let kept = ids.enumerate().filter(|(number, _)| keeps(*number));
        self.cut_rows(kept.map(|(number, id)| Row { key: 0, case: "", id, place: (0, number) }).collect())
    }

    /// The page of `rows`, which are all there are.
    pub fn cut_rows(&self, mut rows: Vec<Row<'_>>) -> Slice {
        self.put_in_order(&mut rows);
        let (start, end) = self.bounds(&rows);
        let cursor = |row: &Row<'_>, is_before| self.cursor_at(row.key, row.case, row.id, is_before);
        Slice {
            places: rows[start..end].iter().map(|row| row.place).collect(),
            next: (start < end && end < rows.len()).then(|| cursor(&rows[end - 1], false)),
            previous: (start > 0 && start < end).then(|| cursor(&rows[start], true)),
        }
    }

    /// The first row of the page, and the first behind it.
    fn bounds(&self, rows: &[Row<'_>]) -> (usize, usize) {
        let Some(cursor) = &self.cursor else { return (0, rows.len().min(self.limit)) };
        let at = (cursor.key, cursor.case.as_str(), cursor.id.as_str());
        let is_earlier = |row: &Row<'_>| if self.sort.is_descending { row.name() > at } else { row.name() < at };
        if cursor.is_before {
            let end = rows.partition_point(is_earlier);
            // Where nothing is left before, the page is the first one.
            return if end == 0 { (0, rows.len().min(self.limit)) } else { (end.saturating_sub(self.limit), end) };
        }
        let start = rows.partition_point(|row| is_earlier(row) || row.name() == at);
        (start, rows.len().min(start + self.limit))
    }

    /// The cursor behind a case of which everything was listed.
    pub fn cursor_behind_case(&self, case: &str) -> String {
        self.cursor_at(0, case, BEHIND_ALL, false)
    }

    fn cursor_at(&self, key: i64, case: &str, id: &str, is_before: bool) -> String {
        let (case, id) = (case.to_owned(), id.to_owned());
        Cursor { is_before, list: self.list.clone(), sort: self.sort.word(), key, case, id }.text()
    }
}

impl Slice {
    /// The page of a list that goes on behind `cursor`, although nothing more was looked at.
    pub fn going_on(self, cursor: Option<String>) -> Self {
        Self { next: self.next.or(cursor), ..self }
    }

    /// The page of a list that is not gone through backwards.
    pub fn forwards_only(self) -> Self {
        Self { previous: None, ..self }
    }

    /// Whether another page follows.
    pub fn goes_on(&self) -> bool {
        self.next.is_some()
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// The items, in the order asked for.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last one.
    #[schema(required, example = "Pi5SNzBJdXl2US5pZC4wLi53aGVuLTE")]
    pub next: Option<String>,
    /// The number of writes that the case had seen when the page was made. Keep that of the first page: as
    /// `changed_since` it asks for what has changed. Absent in lists over several cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = i64, required = false, example = 1, minimum = 0)]
    pub revision: Option<i64>,
    /// The moment of the last write to the case or the cases listed (RFC 3339); keep that of the first page in the same
    /// way. Absent where there is no case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: Option<String>,
    /// With `changed_since`: the records withdrawn since then, whatever the other filters say; all on the first page,
    /// and in lists over several cases in order of id those of each case on the page that ends with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Vec<Withdrawn>, required = false)]
    pub withdrawn: Option<Vec<Withdrawn>>,
}

/// A record that was there and is no more.
#[derive(Debug, Serialize, ToSchema)]
pub struct Withdrawn {
    /// The case it belonged to.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// Its id. It is never used again.
    #[schema(example = "when-9")]
    pub id: String,
    /// The number of the version that withdrew it.
    #[schema(example = 2, minimum = 1)]
    pub version: i64,
    /// The moment it was withdrawn (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
}

/// What a page of a list says beside its items.
#[derive(Debug, Default)]
pub struct About {
    /// As in [`List`].
    pub revision: Option<i64>,
    /// As in [`List`].
    pub changed_at: Option<String>,
    /// As in [`List`].
    pub withdrawn: Option<Vec<Withdrawn>>,
}

/// The answer with a page of a list, and the addresses of the pages beside it (RFC 8288).
pub fn answer_list<T: Serialize>(
    caller: &Caller,
    stamp: Stamp,
    slice: Slice,
    mut shape: impl FnMut(usize) -> T,
) -> Response {
    let shape = |(_, number): (usize, usize)| shape(number);
    answer_page(caller, stamp, None, (slice, About::default()), shape)
}

/// The same of a list whose items are asked for in part, and that says something about itself.
pub fn answer_page<T: Serialize>(
    caller: &Caller,
    stamp: Stamp,
    page: Option<&Page>,
    (slice, about): (Slice, About),
    shape: impl FnMut((usize, usize)) -> T,
) -> Response {
    let links = links(caller, &slice);
    let Slice { places, next, .. } = slice;
    let About { revision, changed_at, withdrawn } = about;
    let fields = page.and_then(|page| page.fields.as_deref());
    let mut response = match fields {
        None => answer(caller, stamp, || {
            let items: Vec<T> = places.into_iter().map(shape).collect();
            List { items, next, revision, changed_at, withdrawn }
        }),
        Some(fields) => answer(caller, stamp, || {
            let items: Vec<Value> = places.into_iter().map(shape).map(|item| only(&item, fields)).collect();
            List { items, next, revision, changed_at, withdrawn }
        }),
    };
    if let Ok(links) = HeaderValue::try_from(links) {
        response.headers_mut().insert(header::LINK, links);
    }
    response
}

/// The item with these of its fields.
fn only(item: &impl Serialize, fields: &[String]) -> Value {
    // Our shapes have string keys and finite numbers; one that had not would come back as null.
    let mut item = serde_json::to_value(item).unwrap_or_default();
    if let Some(members) = item.as_object_mut() {
        members.retain(|name, _| fields.contains(name));
    }
    item
}

/// The address of the next page of a list that knows no page before; the rest of the query as it was sent.
pub fn next_link(caller: &Caller, cursor: &str) -> String {
    format!("<{}>; rel=\"next\"", caller.query().address(Some(cursor)))
}

/// The pages beside this one; the rest of the query as it was sent.
fn links(caller: &Caller, slice: &Slice) -> String {
    let query = caller.query();
    let link = |cursor: Option<&str>, relation: &str| format!("<{}>; rel=\"{relation}\"", query.address(cursor));
    let next = slice.next.as_deref().map(|cursor| link(Some(cursor), "next"));
    let previous = slice.previous.as_deref().map(|cursor| link(Some(cursor), "prev"));
    let all: Vec<String> = next.into_iter().chain(previous).chain([link(None, "first")]).collect();
    all.join(", ")
}
