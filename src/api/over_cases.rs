//! Lists of records over all cases that a caller may see.

use std::{
    collections::HashSet,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::response::Response;
use utoipa::IntoParams;

use super::{
    ApiError,
    etag::Stamp,
    extract::{Caller, Seen},
    listing::{Changes, Listing, Since, kept, rows},
    paging::{About, BY_ID, Page, Row, Slice, Withdrawn, answer_page},
    query::{ParameterKind, Query},
};
use crate::{
    app::{App, Picture},
    domain::{access::Need, calendar::Day, fault::FaultKind, id::CaseId},
    store::{CaseSummary, StoreError},
};

/// The most cases that one request looks through once it has found something, or puts in an order other than id.
pub const CASES_MAX: usize = 20;
/// After this time a request looks through no further case, even where it has found nothing yet.
const LOOKING_MAX: Duration = Duration::from_secs(5);

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
    let changes = Changes::read(&mut query, None);
    let page = Page::sorted(&mut query, L::SORTS, L::SCHEMA);
    let visible = app.cases(caller.viewer()).await.map_err(store)?;
    for id in named.iter().flatten().filter(|id| !visible.iter().any(|case| case.id == **id)) {
        let kind = FaultKind::UnknownReference { noun: "case", id: id.to_string(), near: None };
        query.refuse("case", ParameterKind::Value(kind));
    }
    let is_asked = |case: &CaseSummary| named.as_ref().is_none_or(|named| named.contains(&case.id));
    let asked: Vec<CaseSummary> = visible.into_iter().filter(is_asked).collect();
    let may_hold = may_hold(app, listing, &changes).await.map_err(store)?;
    let may_hold = |case: &&CaseSummary| may_hold.as_ref().is_none_or(|cases| cases.contains(&case.id));
    let looked_at: Vec<&CaseSummary> = asked.iter().filter(may_hold).collect();
    if page.sort().by != BY_ID && looked_at.len() > CASES_MAX {
        query.refuse("sort", ParameterKind::TooManyCases { max: CASES_MAX });
    }
    query.finish(caller)?;
    let stamp = asked.iter().fold(Stamp::default(), |stamp, case| stamp.with(&case.id).with(&case.revision));
    let through = Through { app, caller, changes: &changes, page: &page };
    let looked = through.go(listing, looked_at, stamp).await.map_err(store)?;
    let about = About {
        revision: None,
        changed_at: asked.iter().map(|case| case.changed_at).max().map(|moment| moment.to_string()),
        withdrawn: changes.since().is_some().then_some(looked.withdrawn),
    };
    let Looked { cases, slice, stamp, .. } = looked;
    let shape = |(case, number): (usize, usize)| L::shape(&cases[case].seen, &cases[case].picture, number);
    Ok(answer_page(caller, stamp, Some(&page), (slice, about), shape))
}

/// The cases that may hold what is asked for; `None` where that cannot be told without reading them. Where it is asked
/// what has changed, what was withdrawn is told whatever the other filters say, so that none is passed over by them.
async fn may_hold<L: Listing>(
    app: &App,
    listing: &L,
    changes: &Changes,
) -> Result<Option<HashSet<CaseId>>, StoreError> {
    let (named, recorded) = (listing.named(), changes.recorded());
    if changes.since().is_some() || named.is_empty() && recorded.is_none() {
        return Ok(None);
    }
    app.store().cases_holding(&named, recorded).await.map(Some)
}

/// A way through several cases.
struct Through<'a> {
    app: &'a App,
    caller: &'a Caller,
    changes: &'a Changes,
    page: &'a Page,
}

/// A case that may have something on the page, as it is known on the day asked for.
struct Passed {
    seen: Seen,
    picture: Arc<Picture>,
    /// What the list has of it.
    kept: Vec<(usize, i64)>,
    /// How many cases were passed before it, with it or without anything to list.
    before: usize,
}

/// What a way through several cases found.
struct Looked {
    /// The cases it led through that have something to list.
    cases: Vec<Passed>,
    /// The page.
    slice: Slice,
    /// What was withdrawn from the cases that the page comes to the end of.
    withdrawn: Vec<Withdrawn>,
    /// What the page depends on.
    stamp: Stamp,
}

/// The rows of a list in all cases that were passed.
fn all_rows<L: Listing>(cases: &[Passed]) -> Vec<Row<'_>> {
    let cases = cases.iter().enumerate();
    cases.flat_map(|(place, Passed { seen, kept, .. })| rows::<L>(seen, kept, (place, seen.case().as_str()))).collect()
}

impl Through<'_> {
    /// Looks through the cases until the page is full: in order of id one after the other from where the page before
    /// ended, in another order all of them. A page with nothing on it ends only where there is no more, or where looking
    /// took too long.
    async fn go<L: Listing>(
        &self,
        listing: &L,
        looked_at: Vec<&CaseSummary>,
        mut stamp: Stamp,
    ) -> Result<Looked, StoreError> {
        let Self { page, changes, .. } = *self;
        let (sort, began) = (page.sort(), Instant::now());
        let mut left = looked_at;
        left.retain(|case| self.may_have_changed(case));
        if sort.by == BY_ID {
            if sort.is_descending {
                left.reverse();
            }
            left.retain(|case| !page.is_past(case.id.as_str()));
        }
        let (mut cases, mut found, mut last): (Vec<Passed>, usize, Option<&CaseSummary>) = (Vec::new(), 0, None);
        let mut gone: Vec<Vec<Withdrawn>> = Vec::new();
        let mut left = left.into_iter();
        loop {
            let is_something = found > 0 || gone.iter().any(|gone| !gone.is_empty());
            let is_long = gone.len() >= CASES_MAX && is_something || began.elapsed() >= LOOKING_MAX;
            if sort.by == BY_ID && (found > page.limit() || is_long && !gone.is_empty()) {
                break;
            }
            let Some(case) = left.next() else { break };
            last = Some(case);
            let Some((seen, picture)) = self.open(case, listing.as_of()).await? else { continue };
            let kept = kept(listing, (changes, page), (&seen, &picture));
            let count = page.count_left(rows::<L>(&seen, &kept, (0, seen.case().as_str())));
            stamp = seen.stamp(stamp);
            let before = gone.len();
            gone.push(changes.withdrawn(&seen, L::NOUN));
            found += count;
            // In another order the cursor is no case, and what is left of each depends on all.
            if count > 0 || sort.by != BY_ID {
                cases.push(Passed { seen, picture, kept, before });
            }
        }
        let slice = page.cut_rows(all_rows::<L>(&cases)).forwards_only();
        let ended = match slice.places.last() {
            _ if sort.by != BY_ID && page.is_first() => gone.len(),
            _ if sort.by != BY_ID => 0,
            Some((case, _)) if slice.goes_on() => cases[*case].before,
            _ => gone.len(),
        };
        let withdrawn = gone.into_iter().take(ended).flatten().collect();
        let behind = last.filter(|_| left.next().is_some()).map(|case| page.cursor_behind_case(case.id.as_str()));
        Ok(Looked { cases, slice: slice.going_on(behind), withdrawn, stamp })
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
        match self.changes.since() {
            Some(Since::Moment(moment)) => case.changed_at >= moment,
            _ => true,
        }
    }
}
