//! Pages: HTML for people. The route table, and what all pages share.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::Method,
    middleware::from_fn,
    routing::{MethodRouter, get, post},
};

use crate::{
    admission::{Pass, RouteTable},
    app::App,
    domain::{access::Need, record::Noun},
    paths,
};

pub mod badge;
pub mod downloads;
pub mod effects;
mod error;
pub mod fact;
pub mod field;
mod finished;
pub mod form;
pub mod forms;
pub mod geometry;
mod in_case;
mod new_account;
pub mod nodes;
mod page;
pub mod pager;
pub mod pages;
pub mod reader;
pub mod said;
mod shell;
pub mod short_page;
pub mod tabs;
pub mod trail;
pub mod visit;

pub use error::{PageError, refuse};
pub use form::FormFields;
pub use in_case::InCase;
pub use page::Page;
pub use pages::reference::ApiDocument;
pub use reader::Reader;
pub use shell::{Section, Shell};
pub use visit::Visit;

/// The pages, each with what it needs.
#[must_use]
pub fn table() -> RouteTable {
    let read = |handler: MethodRouter<App>| handler.route_layer(from_fn(finished::serve));
    let reading = Pass::InCase(Need::Read);
    let table = RouteTable::new(error::refuse)
        .route(Method::GET, "/", Pass::Anyone, get(pages::cases::index))
        .route(Method::GET, paths::API_DOCS, Pass::Anyone, get(pages::reference::index))
        .route(Method::GET, "/api/docs/shared", Pass::Anyone, get(pages::reference::shared))
        .route(Method::GET, "/api/docs/{noun}", Pass::Anyone, get(pages::reference::noun))
        .route(Method::GET, "/cases/{case}", reading, read(get(pages::cases::show)))
        .route(Method::GET, "/cases/{case}/claims/{claim}", reading, read(get(pages::claims::show)))
        .route(Method::GET, "/cases/{case}/questions/{question}", reading, read(get(pages::questions::show)))
        .route(Method::GET, "/cases/{case}/matrix", reading, read(get(pages::matrix::show)))
        .route(Method::GET, "/cases/{case}/sources", reading, read(get(pages::sources::index)))
        .route(Method::GET, "/cases/{case}/sources/{source}", reading, read(get(pages::sources::show)))
        .route(Method::GET, "/cases/{case}/documents", reading, read(get(pages::documents::index)))
        .route(Method::GET, "/cases/{case}/documents/{document}", reading, read(get(pages::documents::show)))
        .route(Method::GET, "/cases/{case}/places", reading, read(get(pages::places::index)))
        .route(Method::GET, "/cases/{case}/places/{place}", reading, read(get(pages::places::show)))
        .route(Method::GET, "/cases/{case}/entities", reading, read(get(pages::entities::index)))
        .route(Method::GET, "/cases/{case}/entities/{entity}", reading, read(get(pages::entities::show)))
        .route(Method::GET, "/activity", Pass::Anyone, get(pages::activity::index))
        .route(Method::GET, "/cases/{case}/activity", reading, get(pages::activity::show));
    let upload = post(pages::import::send).layer(DefaultBodyLimit::max(pages::import::UPLOAD_BYTES_MAX));
    let table = table
        .route(Method::GET, "/cases/{case}/import", Pass::InCase(Need::Edit), get(pages::import::show))
        .route(Method::POST, "/cases/{case}/import", Pass::InCase(Need::Edit), upload);
    past(telling(people(cases(pages::claims::form::routes(forms::routes(table, SHEETS))))))
}

/// The largest body of a request to a page, in bytes. All forms but that of an import are read to a far smaller one.
pub const BODY_BYTES_MAX: usize = pages::import::UPLOAD_BYTES_MAX;

/// The nouns whose records have a page of their history.
const HISTORIES: [Noun; 8] =
    [Noun::Case, Noun::Place, Noun::Entity, Noun::Source, Noun::Document, Noun::Event, Noun::Question, Noun::Claim];

/// The history of every noun, and judgements on disagreements.
fn past(table: RouteTable) -> RouteTable {
    let assessment = "/cases/{case}/questions/{question}/assessment";
    let judging = Pass::InCase(Need::Assess);
    let table = table.route(Method::GET, assessment, judging, get(pages::questions::assessment::form)).route(
        Method::POST,
        assessment,
        judging,
        post(pages::questions::assessment::record),
    );
    HISTORIES.iter().fold(table, |table, &noun| histories(table, noun))
}

/// The routes of the history of a noun.
fn histories(table: RouteTable, noun: Noun) -> RouteTable {
    let history = match noun {
        Noun::Case => "/cases/{case}/history".to_owned(),
        noun => format!("/cases/{{case}}/{}/{{{}}}/history", noun.list(), noun.word()),
    };
    let restore = format!("{history}/{{number}}/restore");
    let show = get(async move |app, page| pages::history::show(app, page, noun).await);
    let bring_back = post(async move |app, page, sent| pages::history::restore(app, page, noun, sent).await);
    table.route(Method::GET, &history, Pass::InCase(Need::Read), show).route(
        Method::POST,
        &restore,
        Pass::InCase(Need::Edit),
        bring_back,
    )
}

/// The pages about people: signing in, accounts, who may do what.
fn people(table: RouteTable) -> RouteTable {
    let owning = Pass::InCase(Need::Own);
    table
        .route(Method::GET, "/setup", Pass::Anyone, get(pages::setup::show))
        .route(Method::POST, "/setup", Pass::Anyone, post(pages::setup::send))
        .route(Method::GET, "/sign-in", Pass::Anyone, get(pages::sign_in::show))
        .route(Method::POST, "/sign-in", Pass::Anyone, post(pages::sign_in::send))
        .route(Method::GET, "/sign-in/code", Pass::Anyone, get(pages::sign_in::show_code))
        .route(Method::POST, "/sign-in/code", Pass::Anyone, post(pages::sign_in::send_code))
        .route(Method::POST, "/sign-out", Pass::Anyone, post(pages::sign_in::out))
        .route(Method::GET, "/invites/{secret}", Pass::Anyone, get(pages::invitations::show))
        .route(Method::POST, "/invites/{secret}", Pass::Anyone, post(pages::invitations::send))
        .route(Method::GET, "/account", Pass::SignedIn, get(pages::account::show))
        .route(Method::POST, "/account/name", Pass::SignedIn, post(pages::account::rename))
        .route(Method::POST, "/account/password", Pass::SignedIn, post(pages::account::set_password))
        .route(Method::POST, "/account/sessions", Pass::SignedIn, post(pages::account::end_sessions))
        .route(Method::GET, "/account/second-factor", Pass::SignedIn, get(pages::account::second_factor::show))
        .route(Method::POST, "/account/second-factor", Pass::SignedIn, post(pages::account::second_factor::send))
        .route(Method::GET, "/account/tokens", Pass::SignedIn, get(pages::account::tokens::index))
        .route(Method::POST, "/account/tokens", Pass::SignedIn, post(pages::account::tokens::make))
        .route(Method::POST, "/account/tokens/{token}", Pass::SignedIn, post(pages::account::tokens::revoke))
        .route(Method::GET, "/people", Pass::Admin, get(pages::people::index))
        .route(Method::GET, "/people/activity", Pass::Admin, get(pages::people_activity::index))
        .route(Method::POST, "/people/invites", Pass::Admin, post(pages::people::invite))
        .route(Method::POST, "/people/invites/{invite}", Pass::Admin, post(pages::people::withdraw_invite))
        .route(Method::POST, "/people/emergency", Pass::Admin, post(pages::people::enter_in_emergency))
        .route(Method::POST, "/people/{person}", Pass::Admin, post(pages::people::change))
        .route(Method::GET, "/cases/{case}/members", owning, get(pages::members::index))
        .route(Method::POST, "/cases/{case}/members", owning, post(pages::members::add))
        .route(Method::POST, "/cases/{case}/members/{person}", owning, post(pages::members::change))
}

/// The pages about who outside is told of a case.
fn telling(table: RouteTable) -> RouteTable {
    use pages::webhooks;
    let owning = Pass::InCase(Need::Own);
    let (list, one) = ("/cases/{case}/webhooks", "/cases/{case}/webhooks/{webhook}");
    let attempts = "/cases/{case}/webhooks/{webhook}/deliveries/{delivery}/attempts";
    table
        .route(Method::GET, list, owning, get(webhooks::index))
        .route(Method::POST, list, owning, post(webhooks::add))
        .route(Method::GET, one, owning, get(webhooks::show))
        .route(Method::POST, one, owning, post(webhooks::change))
        .route(Method::POST, "/cases/{case}/webhooks/{webhook}/tests", owning, post(webhooks::test))
        .route(Method::POST, attempts, owning, post(webhooks::send_again))
}

/// The one click that signs in to a demo.
fn demo(table: RouteTable) -> RouteTable {
    table.route(Method::POST, "/demo/sign-in", Pass::Anyone, post(pages::sign_in::as_demo_editor))
}

/// The routes of the forms for cases. No case made in a form is called `new`.
fn cases(table: RouteTable) -> RouteTable {
    use pages::cases::form;
    let (edit, own) = (Pass::InCase(Need::Edit), Pass::InCase(Need::Own));
    let (texts, rules) = ("/cases/{case}/edit", "/cases/{case}/policy");
    let table = table.route(Method::GET, paths::NEW_CASE, Pass::SignedIn, get(form::new)).route(
        Method::POST,
        paths::NEW_CASE,
        Pass::SignedIn,
        post(form::create),
    );
    let table = forms::route_edit(table, texts, edit, form::TEXTS);
    forms::route_edit(table, rules, own, form::RULES)
}

/// The forms of the nouns.
const SHEETS: &[&forms::Sheet] = &[
    pages::sources::form::SHEET,
    pages::documents::form::SHEET,
    pages::places::form::SHEET,
    pages::entities::form::SHEET,
    pages::events::SHEET,
    pages::questions::form::SHEET,
];

/// The pages, and the answer where there is none.
pub fn routes(app: &App) -> Router<App> {
    let table = if app.is_demo() { demo(table()) } else { table() };
    table.into_router().layer(from_fn(forms::drafts::rescue)).fallback(error::no_such_page)
}
