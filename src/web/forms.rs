//! Forms: how records are made, changed and withdrawn in a browser, with or without a script.
//!
//! Every noun declares a [`Sheet`]: its controls, what it needs, and how its record is read. The rest is the same for
//! all. What was typed becomes the JSON of the case file ([`typed`]) and is read by the same reader, so that a form, the
//! API and a case file have the same grammar and the same faults; the store then checks it against the case. A form
//! that is not saved comes back with everything typed ([`page`]) and is kept as a draft ([`drafts`]).

use axum::{
    http::Method,
    routing::{get, post},
};
use serde_json::Value;

use super::{InCase, Section, trail::Trail};
use crate::{
    admission::{Pass, RouteTable},
    domain::{
        access::Need,
        dossier::Dossier,
        fault::Fault,
        record::{Noun, Record},
    },
    paths,
};

pub mod actions;
mod alike;
pub mod conflict;
pub mod control;
pub mod drafts;
pub mod edit;
pub mod elsewhere;
pub mod faults;
pub mod known;
pub mod ops;
pub mod page;
mod save;
pub mod typed;
pub mod view;
pub mod warnings;
mod withdraw;

use control::Control;

/// What the forms of one noun are made of.
pub struct Sheet {
    /// The noun.
    pub noun: Noun,
    /// The part of the product its pages belong to.
    pub section: Section,
    /// What making one needs; changing and withdrawing need [`Need::Edit`].
    pub add: Need,
    /// Its fields, without the id.
    pub controls: &'static [Control],
    /// The messages of its titles: making, changing, withdrawing.
    pub titles: [&'static str; 3],
    /// The messages of what is to be known while filling it in.
    pub notes: &'static [&'static str],
    /// Reads the record.
    pub read: fn(&[u8]) -> Result<Record, Vec<Fault>>,
    /// Writes the record of this id as the case file has it, `None` where there is none.
    pub write: fn(&Dossier, &str) -> Option<Value>,
}

impl Sheet {
    /// The part of its addresses that names the noun.
    #[must_use]
    pub fn list(&self) -> &'static str {
        faults::list_of(self.noun)
    }

    /// The trail of a page about one of its records, or about making one.
    fn trail(&self, page: &InCase, record: Option<&str>, here: &str) -> Trail {
        let trail = match self.noun {
            Noun::Place => Trail::in_list(page, "nav-places", &paths::places(page.case()), here),
            Noun::Entity => Trail::in_list(page, "nav-entities", &paths::entities(page.case()), here),
            Noun::Source => Trail::in_list(page, "nav-sources", &paths::sources(page.case()), here),
            Noun::Document => Trail::in_list(page, "nav-documents", &paths::documents(page.case()), here),
            _ => Trail::of(page, here),
        };
        let Some(id) = record.filter(|_| !matches!(self.noun, Noun::Case | Noun::Event)) else { return trail };
        let name = known::Known::of(page).name(self.noun, id);
        let named = Trail { here: name, ..trail };
        named.to(page.link(&known::record_path(page, self.noun, id)), here)
    }
}

/// The routes of the forms of every noun.
#[must_use]
pub fn routes(mut table: RouteTable, sheets: &[&'static Sheet]) -> RouteTable {
    for &sheet in sheets {
        let path = |rest: &str| format!("/cases/{{case}}/{}/{rest}", sheet.list());
        let one = |act: &str| path(&format!("{{{}}}/{act}", sheet.noun.word()));
        let (add, change) = (Pass::InCase(sheet.add), Pass::InCase(Need::Edit));
        table = route_edit(table, &one("edit"), change, sheet)
            .route(Method::GET, &path("new"), add, get(async move |app, page| edit::new(app, page, sheet).await))
            .route(
                Method::POST,
                &path("new"),
                add,
                post(async move |app, page, fields| save::create(app, page, sheet, fields).await),
            );
        table = route_withdraw(table, &one("withdraw"), change, sheet);
    }
    table.route(Method::POST, paths::DRAFTS, Pass::SignedIn, post(drafts::autosave))
}

/// The routes of the form that changes a record.
#[must_use]
pub fn route_edit(table: RouteTable, path: &str, pass: Pass, sheet: &'static Sheet) -> RouteTable {
    table.route(Method::GET, path, pass, get(async move |app, page| edit::edit(app, page, sheet).await)).route(
        Method::POST,
        path,
        pass,
        post(async move |app, page, fields| save::change(app, page, sheet, fields).await),
    )
}

/// The routes of the page on which a record is withdrawn.
#[must_use]
pub fn route_withdraw(table: RouteTable, path: &str, pass: Pass, sheet: &'static Sheet) -> RouteTable {
    table.route(Method::GET, path, pass, get(async move |app, page| withdraw::ask(app, page, sheet).await)).route(
        Method::POST,
        path,
        pass,
        post(async move |app, page, fields| withdraw::withdraw(app, page, sheet, fields).await),
    )
}
