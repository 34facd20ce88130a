//! The tree keeps its own rules: who imports whom, how long things may be, which words are banned.
//!
//! Each rule is a function from a path and its text to violations, so that it is proved on planted ones too.

use std::fmt;
use std::path::Path;

use crate::support::{files_below, repository_path};

mod imports;
mod sizes;

/// One breach of a rule, printed the way compilers do, so that editors can jump to it.
#[derive(Debug, PartialEq)]
pub struct Violation {
    path: String,
    line: usize,
    what: String,
}

impl Violation {
    fn at(path: &str, line: usize, what: String) -> Self {
        Self { path: path.to_owned(), line, what }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

fn lines(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(Violation::to_string).collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(repository_path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn rust_files(folders: &[&str]) -> Vec<String> {
    let mut files: Vec<String> = folders.iter().flat_map(|folder| files_below(folder)).collect();
    files.retain(|path| Path::new(path).extension().is_some_and(|ending| ending == "rs"));
    files
}

#[track_caller]
fn assert_none(violations: &[Violation]) {
    assert!(violations.is_empty(), "\n{}\n", lines(violations).join("\n"));
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let files = rust_files(&["src"]);
    assert!(files.contains(&"src/domain/mod.rs".to_owned()), "the tree is not read");
    let found: Vec<_> = files.iter().flat_map(|path| imports::violations(path, &read(path))).collect();
    assert_none(&found);
}

#[test]
fn files_and_functions_keep_their_budgets_and_banned_words_stay_out() {
    let files = rust_files(&["src", "tests", "benches"]);
    assert!(files.contains(&"tests/it/architecture.rs".to_owned()), "the tree is not read");
    let found: Vec<_> = files.iter().flat_map(|path| sizes::violations(path, &read(path))).collect();
    assert_none(&found);
}

#[test]
fn templates_are_short_and_named_alike() {
    let files = files_below("templates");
    let found: Vec<_> = files.iter().flat_map(|path| sizes::template_violations(path, &read(path))).collect();
    assert_none(&found);
}

#[test]
fn a_planted_import_is_found() {
    for (path, source, expected) in [
        ("src/domain/claim.rs", "use sqlx::Row;", "domain must not import sqlx"),
        ("src/domain/claim.rs", "use sqlx;", "domain must not import sqlx"),
        ("src/domain/claim.rs", "use ::axum::{Json, Router as R};", "domain must not import axum"),
        ("src/domain/claim.rs", "extern crate tokio;", "domain must not import tokio"),
        ("src/domain/claim.rs", "#[tokio::test] async fn t() {}", "domain must not import tokio"),
        ("src/domain/claim.rs", "#[derive(Debug, askama::Template)] struct A;", "domain must not import askama"),
        ("src/domain/claim.rs", "use std::time::SystemTime;", "domain must not import std::time::SystemTime"),
        (
            "src/domain/claim.rs",
            "use std::time; fn f(_: time::SystemTime) {}",
            "domain must not import std::time::SystemTime",
        ),
        ("src/domain/claim.rs", "use std::time::*;", "domain must not import std::time::SystemTime"),
        ("src/domain/claim.rs", "use jiff::Zoned; fn f() { Zoned::now(); }", "domain must not import jiff::Zoned::now"),
        ("src/domain/claim.rs", "use crate::clock::Clock;", "domain must not import clock"),
        ("src/domain/claim.rs", "use crate::{store::Store, domain};", "domain must not import store"),
        (
            "src/domain/claim.rs",
            "use crate::{domain::{id, text::*}, web::{self as pages}};",
            "domain must not import web",
        ),
        ("src/domain/claim.rs", "use crate as root;", "domain must not import the whole crate"),
        ("src/domain/claim.rs", "use crate::*;", "domain must not import the whole crate"),
        ("src/domain/claim.rs", "use super::super::store;", "domain must not import store"),
        ("src/domain/value/time.rs", "use super::super::super::store as s;", "domain must not import store"),
        ("src/domain/mod.rs", "mod inner { use super::super::store::Store; }", "domain must not import store"),
        ("src/domain/claim.rs", "fn f(_: Vec<crate::store::Store>) {}", "domain must not import store"),
        ("src/domain/claim.rs", "fn f() { println!(\"{}\", crate::store::name()); }", "domain must not import store"),
        ("src/domain/claim.rs", "macro_rules! m { () => { $crate::store::name() } }", "domain must not import store"),
        ("src/domain/claim.rs", "impl crate::text::Said for u8 {}", "domain must not import text"),
        ("src/domain/claim.rs", "fn f() { super::super::app::start(); }", "domain must not import app"),
        ("src/domain/claim.rs", "use counterpoint::api;", "domain must not import api"),
        ("src/store/claims.rs", "use askama::Template;", "store must not import askama"),
        ("src/store/claims.rs", "use crate::text::Locale;", "store must not import text"),
        ("src/text/mod.rs", "use crate::exchange::case_file;", "text must not import exchange"),
        ("src/exchange/csv.rs", "fn f(_: sqlx::SqlitePool) {}", "exchange must not import sqlx"),
        ("src/web/pages/claims.rs", "use crate::api::claims;", "web must not import api"),
        ("src/credentials/vault.rs", "use crate::store::Store;", "credentials must not import store"),
        ("src/credentials/vault.rs", "use crate::clock::Clock;", "credentials must not import clock"),
        ("src/credentials/vault.rs", "fn f(_: sqlx::SqlitePool) {}", "credentials must not import sqlx"),
        ("src/credentials/vault.rs", "use axum::http;", "credentials must not import axum"),
        ("src/text/mod.rs", "use crate::credentials::Vault;", "text must not import credentials"),
        ("src/web/pages/claims.rs", "fn f() { sqlx::query(\"\"); }", "web must not import sqlx"),
        ("src/web/pages/claims.rs", "fn f() { sqlx::query!(\"\"); }", "web must not import sqlx"),
        ("src/api/claims.rs", "use crate::web::extract;", "api must not import web"),
        ("src/paths.rs", "use crate::app::App;", "paths must not import app"),
        ("src/clock.rs", "use crate::domain::calendar;", "clock must not import domain"),
        ("src/app.rs", "use crate::web;", "app must not import web"),
        ("src/cli/demo.rs", "use sqlx::SqlitePool;", "cli must not import sqlx"),
        ("src/helpers/mod.rs", "", "module `helpers` has no row in the table of imports"),
    ] {
        assert_eq!(lines(&imports::violations(path, source)), [format!("{path}:1: {expected}")], "{source}");
    }
}

#[test]
fn imports_that_the_table_allows_are_left_alone() {
    for (path, source) in [
        ("src/domain/claim.rs", "use std::{fmt, time::Duration}; use jiff::{Timestamp, civil::Date};"),
        (
            "src/domain/claim.rs",
            "use crate::domain::{id, text}; use super::{value::time, *}; use self::inner::A; mod inner {}",
        ),
        ("src/domain/claim.rs", "use super::time; fn f(_: time::SystemTime) {}"),
        (
            "src/domain/claim.rs",
            "pub(crate) struct A; pub(in crate::domain) struct B; pub(super) fn f(a: &A) { a.store.web(); }",
        ),
        (
            "src/domain/claim.rs",
            "/// Unlike [`crate::store`].\nfn f() -> &'static str { \"crate::store\" } // crate::web",
        ),
        ("src/domain/value/mod.rs", "mod tests { use super::super::id; use super::*; }"),
        ("src/store/claims.rs", "use sqlx::Row; use crate::domain::Claim; use super::Store; use crate::store::error;"),
        (
            "src/web/pages/claims.rs",
            "use askama::Template; use crate::{app::App, domain, exchange, paths, store, text, web};",
        ),
        ("src/app.rs", "use crate::{clock, config, credentials, store};"),
        ("src/credentials/password.rs", "use crate::domain::fold::fold; use tokio::task; use super::random;"),
        ("src/store/people.rs", "use crate::{credentials::Vault, domain};"),
        ("src/server.rs", "use crate::{api, app, cli, clock, config, domain, exchange, paths, store, text, web};"),
        ("src/main.rs", "use counterpoint::cli; fn main() { cli::run() }"),
        ("src/lib.rs", "pub mod domain; pub mod store; pub use store::Store;"),
    ] {
        assert_eq!(lines(&imports::violations(path, source)), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn a_planted_file_that_is_too_long_is_found() {
    assert_none(&sizes::violations("src/a.rs", &"// .\n".repeat(500)));
    assert_eq!(
        lines(&sizes::violations("src/a.rs", &"// .\n".repeat(501))),
        ["src/a.rs:501: the file has 501 lines, 500 are the limit"]
    );
    assert_none(&sizes::template_violations("templates/claims/show.html", &"<p>\n".repeat(150)));
    assert_eq!(
        lines(&sizes::template_violations("templates/claims/show.html", &"<p>\n".repeat(151))),
        ["templates/claims/show.html:151: the file has 151 lines, 150 are the limit"]
    );
}

#[test]
fn a_planted_function_that_is_too_long_is_found_wherever_it_stands() {
    let function = |lines: usize| format!("fn long(a: [u8; 2]) {{\n{}}}", "    f();\n".repeat(lines - 2));
    let complaint = |line| [format!("src/a.rs:{line}: function long has 71 lines of code, 70 are the limit")];
    assert_none(&sizes::violations("src/a.rs", &function(70)));
    assert_eq!(lines(&sizes::violations("src/a.rs", &function(71))), complaint(1));
    for (before, after) in
        [("impl A {\n", "}"), ("trait A { fn b();\n", "}"), ("mod a {\n", "}"), ("proptest! {\n", "}")]
    {
        let source = format!("{before}{}{after}", function(71));
        assert_eq!(lines(&sizes::violations("src/a.rs", &source)), complaint(2), "{before}");
    }
    let text = format!("fn long() {{ f(\"{}\"); }}", "line\n".repeat(70));
    assert_eq!(lines(&sizes::violations("src/a.rs", &text)), complaint(1));
    let airy = format!("fn long() {{\n{}{}}}", "    // why\n\n".repeat(40), "    f();\n".repeat(60));
    assert_none(&sizes::violations("src/a.rs", &airy));
}

#[test]
fn a_planted_banned_word_is_found() {
    for (source, expected) in [
        ("#[allow(dead_code)] fn f() {}", "#[allow] hides a lint"),
        ("#![allow(dead_code)]", "#[allow] hides a lint"),
        ("#[cfg_attr(test, allow(dead_code))] fn f() {}", "#[allow] hides a lint"),
        ("macro_rules! m { () => { #[allow(dead_code)] fn f() {} } }", "#[allow] hides a lint"),
        ("fn f() { todo!() }", "todo! must not stay"),
        ("fn f() { m!(unimplemented!(\"later\")) }", "unimplemented! must not stay"),
        ("#[path = \"elsewhere.rs\"] mod a;", "#[path] hides where"),
    ] {
        let found = lines(&sizes::violations("src/a.rs", source));
        assert!(matches!(found.as_slice(), [one] if one.contains(expected)), "{source}: {found:?}");
    }
    let harmless = "/// #[allow(dead_code)] todo!()\n#[expect(dead_code, reason = \"allow\")]\nfn allow(todo: bool) -> bool { todo != false } // todo!()";
    assert_none(&sizes::violations("src/a.rs", harmless));
}

#[test]
fn a_planted_template_with_a_wrong_name_is_found() {
    for path in [
        "templates/claims/show.htm",
        "templates/claims/show",
        "templates/claims/Show.html",
        "templates/claims/a b.html",
    ] {
        assert_eq!(sizes::template_violations(path, "").len(), 1, "{path}");
    }
    assert_none(&sizes::template_violations("templates/claims/_row_2.html", ""));
}
