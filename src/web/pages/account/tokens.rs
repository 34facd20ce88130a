//! The tokens of one's own account: what programs carry to the API.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::RawPathParams,
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;

use crate::{
    admission::{askable, fresh_token, may_make_token},
    domain::{
        calendar::{Day, UtcOffset},
        fault::{Fault, FaultKind},
        id::{CaseId, TokenId},
        token::{Asked, NewToken, Scope, TOKENS_MAX, Token, last_expiry},
    },
    paths,
    store::StoreError,
    text::Words,
    web::{
        FormFields, Page, PageError, Section, Shell, Visit,
        field::{Field, end_of_day},
        short_page::{status, title},
        visit::unkept,
    },
};

/// The life that the form suggests, in days.
const DAYS_SUGGESTED: i64 = 90;

#[derive(Template)]
#[template(path = "people/tokens.html")]
struct TokensPage {
    shell: Shell,
    heading: String,
    account_url: String,
    faults: Vec<(String, String, String)>,
    refused: Option<String>,
    made: Option<Made>,
    tokens: Vec<TokenLine>,
    form: TokenForm,
}

/// A token that was just made, with its secret.
struct Made {
    told: String,
    secret: String,
    header: String,
}

/// A token in the list.
struct TokenLine {
    name: String,
    scopes: Vec<String>,
    reach: String,
    cases: Vec<String>,
    about: Vec<String>,
    action: String,
}

/// The form that makes a token.
struct TokenForm {
    action: String,
    name: Field,
    expires: Field,
    /// Nothing is asked in a demo.
    password: Option<Field>,
    scopes: Vec<Tick>,
    scopes_fault: Option<String>,
    is_for_all: bool,
    cases: Vec<Tick>,
    cases_fault: Option<String>,
}

/// A box to tick.
struct Tick {
    value: String,
    label: String,
    hint: Option<String>,
    is_set: bool,
}

/// What a page shows beside what is always there.
#[derive(Default)]
struct Told {
    faults: Vec<Fault>,
    is_password_wrong: bool,
    refused: Option<String>,
    made: Option<Made>,
    typed: Option<FormFields>,
}

/// `GET /account/tokens`
///
/// # Errors
/// `Store`.
pub async fn index(visit: Visit) -> Result<Response, PageError> {
    page(&visit, Told::default()).await
}

/// `POST /account/tokens`: makes one and shows it, once.
///
/// # Errors
/// `TooManyTries`, `Store`.
pub async fn make(visit: Visit, form: FormFields) -> Result<Response, PageError> {
    let person = &visit.signed_in()?.person;
    let askable = askable(&visit.app, visit.reader.viewer()).await.map_err(|error| visit.failed(error))?;
    let asked = Asked {
        name: form.text("name"),
        scopes: form.all("scope").collect(),
        cases: (form.text("where") != "all").then(|| form.all("case").collect()),
        expires_at: end_of_day(form.text("expires")),
    };
    let is_there = may_make_token(&visit.app, visit.caller, &person.id, form.text("password")).await;
    let is_password_wrong = !is_there.map_err(|trouble| visit.trouble(trouble))?;
    let asked = match NewToken::read(asked, &askable) {
        Ok(asked) if !is_password_wrong => asked,
        read => {
            let faults = read.err().unwrap_or_default();
            return page(&visit, Told { faults, is_password_wrong, typed: Some(form), ..Told::default() }).await;
        }
    };
    let (token, secret) = fresh_token(&visit.app, &person.id, asked);
    let name = token.name.to_string();
    let editor = visit.app.editor(&person.id);
    match visit.app.store().add_token(&editor, secret.digest().hex(), token, String::new()).await {
        Ok(_) => {
            let made = Made {
                told: visit.words().tell("tokens-made", &[("name", name.into())]),
                secret: secret.reveal().to_owned(),
                header: format!("Authorization: Bearer {}", secret.reveal()),
            };
            page(&visit, Told { made: Some(made), ..Told::default() }).await
        }
        Err(StoreError::TooMany(_)) => {
            let refused = Some(visit.words().tell("tokens-too-many", &[("max", TOKENS_MAX.into())]));
            page(&visit, Told { refused, typed: Some(form), ..Told::default() }).await
        }
        Err(error) => Err(visit.failed(error)),
    }
}

/// `POST /account/tokens/{token}`: revokes it.
///
/// # Errors
/// `NotFound`, `Store`.
pub async fn revoke(visit: Visit, params: RawPathParams, _: FormFields) -> Result<Response, PageError> {
    let token = params.iter().find(|(name, _)| *name == "token").and_then(|(_, id)| TokenId::parse(id).ok());
    let (token, person) = (token.ok_or_else(|| visit.not_found())?, &visit.signed_in()?.person.id);
    match visit.app.store().revoke_token(&visit.app.editor(person), person, &token).await {
        Ok(()) => Ok(visit.to(&paths::account_tokens())),
        Err(StoreError::Gone) => Err(visit.not_found()),
        Err(error) => Err(visit.failed(error)),
    }
}

async fn page(visit: &Visit, told: Told) -> Result<Response, PageError> {
    let (words, person) = (visit.words(), &visit.signed_in()?.person);
    let cases = visit.app.cases(visit.reader.viewer()).await.map_err(|error| visit.failed(error))?;
    let titles: Vec<(CaseId, String)> =
        cases.into_iter().map(|case| (case.id, case.title.to(visit.reader.language).to_owned())).collect();
    let tokens = visit.app.store().tokens_of(&person.id).await.map_err(|error| visit.failed(error))?;
    let form = TokenForm::of(visit, &told, person.is_admin, &titles);
    let faults = form.faults(words);
    let is_refused = told.refused.is_some() || !faults.is_empty();
    let heading = words.say("tokens-heading");
    let titles: HashMap<CaseId, String> = titles.into_iter().collect();
    let template = TokensPage {
        shell: Shell::new(&visit.reader, &title(words, &heading, is_refused), Section::Account),
        heading,
        account_url: visit.reader.link_as_it_stands(&paths::account()),
        refused: told.refused,
        made: told.made,
        tokens: tokens.iter().map(|token| line(visit, token, &titles)).collect(),
        form,
        faults,
    };
    let status = status(if is_refused { &[()][..] } else { &[] });
    Ok(unkept(Page { status, template, style: String::new() }.into_response()))
}

fn line(visit: &Visit, token: &Token, titles: &HashMap<CaseId, String>) -> TokenLine {
    let words = visit.words();
    let told = |key: &str, at: Timestamp| words.tell(key, &[("moment", words.moment(at).into())]);
    let is_over = !token.is_good(visit.app.clock().now());
    let used = token.used_at.map_or_else(|| words.say("tokens-never-used"), |at| told("tokens-used", at));
    let end = told(if is_over { "tokens-ended" } else { "tokens-until" }, token.expires_at);
    let cases = token.reach.cases.iter().flatten();
    TokenLine {
        name: token.name.to_string(),
        scopes: token.reach.scopes.iter().map(|scope| words.scope(scope)).collect(),
        reach: words.say(if token.reach.cases.is_some() { "tokens-these-cases" } else { "tokens-all-cases" }),
        // One that they may no longer see is named as they chose it.
        cases: cases.map(|case| titles.get(case).cloned().unwrap_or_else(|| case.to_string())).collect(),
        about: vec![told("tokens-made-at", token.created_at), end, used],
        action: visit.reader.link_as_it_stands(&paths::account_token(&token.id)),
    }
}

impl TokenForm {
    fn of(visit: &Visit, told: &Told, is_admin: bool, titles: &[(CaseId, String)]) -> Self {
        let words = visit.words();
        let now = visit.app.clock().now();
        let today = Day::of_second(now.as_second(), UtcOffset::UTC);
        // The end of the last day must not be later than the last moment.
        let last = Day::of_second(last_expiry(now).as_second(), UtcOffset::UTC).plus(-1);
        let suggested = today.plus(DAYS_SUGGESTED).to_string();
        let typed = |name: &'static str| told.typed.as_ref().map(|typed| typed.text(name));
        let is_ticked = |name: &'static str, value: &str| match &told.typed {
            Some(typed) => typed.all(name).any(|ticked| ticked == value),
            None => name == "scope" && value == Scope::Read.word(),
        };
        let fault = |at: &str, told_as: &dyn Fn(&FaultKind) -> String| {
            let is_there = |fault: &&Fault| fault.at.as_str().split('[').next() == Some(at);
            told.faults.iter().find(is_there).map(|fault| told_as(&fault.kind))
        };
        let name = Field::text(words, "name", "token-name").hint(words.say("token-name-hint"));
        let mut name = name.value(typed("name").unwrap_or_default());
        name.fault = fault("name", &|kind| words.fault_kind(kind));
        let hint = words.tell("token-expires-hint", &[("last", words.date(last).into())]);
        let expires = Field { kind: "date", dir: "ltr", ..Field::text(words, "expires", "token-expires") };
        let mut expires = expires.hint(hint).value(typed("expires").unwrap_or(&suggested));
        let days = [
            ("first", words.date(today).into()),
            ("last", words.date(last).into()),
            ("example", suggested.clone().into()),
        ];
        expires.fault = fault("expires_at", &|_| words.tell("fault-token-expires", &days));
        let mut password =
            Field::password(words, "password", "field-own-password").hint(words.say("token-password-hint"));
        password.fault = told.is_password_wrong.then(|| words.say("fault-own-password"));
        let offered = Scope::ALL.iter().filter(|scope| **scope != Scope::Admin || is_admin);
        let scope = |scope: &Scope| Tick {
            value: scope.word().to_owned(),
            label: words.scope(*scope),
            hint: Some(words.scope_sentence(*scope)),
            is_set: is_ticked("scope", scope.word()),
        };
        let case = |(id, title): &(CaseId, String)| Tick {
            value: id.to_string(),
            label: title.clone(),
            hint: None,
            is_set: is_ticked("case", id.as_str()),
        };
        Self {
            action: visit.reader.link_as_it_stands(&paths::account_tokens()),
            name,
            expires,
            password: (!visit.app.is_demo()).then_some(password),
            scopes: offered.map(scope).collect(),
            scopes_fault: fault("scopes", &|kind| scopes_fault(words, kind)),
            is_for_all: typed("where").map_or(titles.is_empty(), |chosen| chosen == "all"),
            cases: titles.iter().map(case).collect(),
            cases_fault: fault("cases", &|kind| cases_fault(words, kind)),
        }
    }

    /// The faults, each with the id and the label of its field, in the order of the form.
    fn faults(&self, words: Words) -> Vec<(String, String, String)> {
        let of_field = |field: &Field| Some((field.id.clone(), field.label.clone(), field.fault.clone()?));
        let group = |id: &str, label: &str, fault: &Option<String>| {
            fault.clone().map(|fault| (id.to_owned(), words.say(label), fault))
        };
        let faults = [
            of_field(&self.name),
            group("f-scope-0", "token-scopes", &self.scopes_fault),
            group("f-where-chosen", "token-cases", &self.cases_fault),
            of_field(&self.expires),
            self.password.as_ref().and_then(of_field),
        ];
        faults.into_iter().flatten().collect()
    }
}

fn scopes_fault(words: Words, kind: &FaultKind) -> String {
    match kind {
        FaultKind::Empty => words.say("fault-token-scopes"),
        FaultKind::NotOneOf { given, .. } if given == Scope::Admin.word() => words.say("fault-token-admin"),
        kind => words.fault_kind(kind),
    }
}

fn cases_fault(words: Words, kind: &FaultKind) -> String {
    match kind {
        FaultKind::Empty => words.say("fault-token-cases"),
        FaultKind::UnknownReference { .. } | FaultKind::NotASlug { .. } => words.say("fault-token-case-unknown"),
        kind => words.fault_kind(kind),
    }
}
