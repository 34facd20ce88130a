//! Sources: who is heard in a case, and all that one of them says or relayed.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    domain::{
        account::{self, Account},
        analysis::Analysis,
        id::SourceId,
        record::Noun,
        source::SourceKind,
    },
    exchange::formats::Format,
    paths,
    web::{
        InCase, Page, PageError, Section, Shell, downloads::Downloads, fact::Fact, forms::actions, pager::Pager, said,
        said::OnQuestion, trail::Trail,
    },
};

pub mod form;
mod record;

use record::{Fall, Figure};

/// A source in the list.
struct Entry {
    name: String,
    url: String,
    kind: String,
    figures: Vec<String>,
}

/// The sources of one role that are on this page of the list.
struct Role {
    title: String,
    note: String,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "sources/index.html")]
struct IndexPage {
    shell: Shell,
    trail: Trail,
    lede: String,
    matrix_url: String,
    case_url: String,
    roles: Vec<Role>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "sources/show.html")]
struct ShowPage {
    shell: Shell,
    trail: Trail,
    name: String,
    lede: String,
    facts: Vec<Fact>,
    note: Option<String>,
    figures: Vec<Figure>,
    falls: Vec<Fall>,
    falls_more: Option<String>,
    said: Vec<OnQuestion>,
    relayed: Vec<OnQuestion>,
    pager: Pager,
}

/// The roles, in the order of the list; the words of each are `sources-role-…`.
const ROLES: [&str; 4] = ["root", "outlet", "untraceable", "other"];

/// `/cases/{case}/sources`
///
/// # Errors
/// None of its own: [`InCase`] refuses what the reader may not see.
pub async fn index(page: InCase) -> Result<impl IntoResponse, PageError> {
    let words = page.words();
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let accounts = account::accounts(page.dossier(), analysis, page.open.origins(&picture));
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    let weight = |source: usize| accounts[source].said.len() + accounts[source].relayed.len();
    order.sort_by_key(|&source| (role(&page, &accounts, source), std::cmp::Reverse(weight(source)), source));
    let pager = Pager::of(&page.reader, order.len());
    let shown = &order[pager.range.clone()];
    let is_root = |source: &usize| !accounts[*source].said.is_empty() && role(&page, &accounts, *source) < 2;
    let roots = order.iter().filter(|source| is_root(source)).count();
    let (sources, roots) = (words.sources(order.len()), words.counted("sources-speak", roots));
    let template = IndexPage {
        shell: page
            .shell(&words.say("nav-sources"), Section::Sources)
            .offering(Downloads::some_of_case(&page, &[Format::SourceSheet, Format::SourceLines])),
        trail: Trail::of(&page, &words.say("nav-sources")).with(actions::adding(&page, form::SHEET)),
        lede: words.tell("sources-lede", &[("sources", sources.into()), ("roots", roots.into())]),
        matrix_url: page.link(&paths::matrix(page.case())),
        case_url: page.link(&paths::case(page.case())),
        roles: roles(&page, &accounts, shown),
        pager,
    };
    Ok(Page::new(template, ""))
}

fn roles(page: &InCase, accounts: &[Account], shown: &[usize]) -> Vec<Role> {
    let words = page.words();
    shown
        .chunk_by(|&a, &b| role(page, accounts, a) == role(page, accounts, b))
        .map(|sources| {
            let name = ROLES[role(page, accounts, sources[0])];
            Role {
                title: words.say(&format!("sources-role-{name}")),
                note: words.say(&format!("sources-role-{name}-note")),
                entries: sources.iter().map(|&source| entry(page, &accounts[source], source)).collect(),
            }
        })
        .collect()
}

/// The place of the role of source number `source` in [`ROLES`].
fn role(page: &InCase, accounts: &[Account], source: usize) -> usize {
    let account = &accounts[source];
    match page.dossier().sources()[source].kind {
        SourceKind::Unattributed => 2,
        SourceKind::Outlet => 1,
        _ if account.said.is_empty() && account.relayed.is_empty() => 3,
        _ => 0,
    }
}

fn entry(page: &InCase, account: &Account, source: usize) -> Entry {
    let words = page.words();
    let (name, url) = said::source_link(page, source);
    let said =
        if page.dossier().sources()[source].kind == SourceKind::Unattributed { "count-claims" } else { "sources-said" };
    let numbers = [
        (said, account.said.len()),
        ("sources-relayed", account.relayed.len()),
        ("sources-alone", account.alone.len()),
    ];
    let figures = numbers.into_iter().filter(|(_, number)| *number > 0);
    Entry {
        name,
        url,
        kind: words.source_kind(&page.dossier().sources()[source]),
        figures: figures.map(|(key, number)| words.counted(key, number)).collect(),
    }
}

/// `/cases/{case}/sources/{source}`
///
/// # Errors
/// `NotFound` where the case has no such source.
pub async fn show(page: InCase) -> Result<impl IntoResponse, PageError> {
    let id: SourceId = page.id("source")?;
    let source = page.dossier().source_number(&id).ok_or_else(|| page.not_found())?;
    let picture = page.picture().await;
    let analysis = &picture.analysis;
    let origins = page.open.origins(&picture);
    let account = &account::accounts(page.dossier(), analysis, origins)[source];
    let (name, _) = said::source_link(&page, source);
    let (falls, falls_more) = record::falls(&page, analysis, source);
    let pager = Pager::of(&page.reader, account.said.len() + account.relayed.len());
    let (said, relayed) = shown(&page, analysis, account, &pager);
    let template = ShowPage {
        shell: page.shell(&name, Section::Sources).offering(Downloads::of_source(&page, &id)),
        trail: Trail::in_list(&page, "nav-sources", &paths::sources(page.case()), &name)
            .with(actions::of_record(&page, form::SHEET, id.as_str()))
            .with_history(&page, Noun::Source, id.as_str()),
        lede: record::lede(&page, account),
        facts: record::facts(&page, source),
        note: record::note(&page, source),
        figures: record::figures(&page, analysis, origins, account),
        falls,
        falls_more,
        said,
        relayed,
        pager,
        name,
    };
    Ok(Page::new(template, ""))
}

/// What it says, then what it relayed: as much of both as stands on this page.
fn shown(page: &InCase, analysis: &Analysis, account: &Account, pager: &Pager) -> (Vec<OnQuestion>, Vec<OnQuestion>) {
    let first = account.said.len();
    let (start, end) = (pager.range.start, pager.range.end);
    let said = &account.said[start.min(first)..end.min(first)];
    let relayed = &account.relayed[start.saturating_sub(first)..end.saturating_sub(first)];
    (said::by_question(page, analysis, said), said::by_question(page, analysis, relayed))
}
