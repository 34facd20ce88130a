//! The API as programs of others find it: one that asks everything the description allows and much that it does not, and
//! a client that was generated from the description.

use std::{path::Path, process::Command};

use counterpoint::domain::{
    person::{Flags, Role},
    token::Scope,
};
use serde_json::Value;

use crate::{
    analysis_specimen::assert_contains,
    support::{app::TestApp, browser::serve, python, repository_path},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn schemathesis_finds_nothing() {
    let Some(programs) = python::programs() else { return };
    let app = TestApp::with_specimen().await;
    let member = app.sign_in_member("integrator", "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let program = app.program(&member.person, Scope::ALL, None).await;
    let (address, scratch) = (serve(app.router()).await, tempfile::tempdir().unwrap());
    let mut ask = Command::new(programs.join("st"));
    ask.arg("--config-file")
        .arg(repository_path("tests/api/schemathesis.toml"))
        .args(["run", &format!("{address}/api/v1/openapi.json"), "--no-color"])
        .args(["--header", &format!("Authorization: {}", program.authorization())])
        .env("SCHEMATHESIS_HOOKS", repository_path("tests/api/hooks.py"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(scratch.path());
    let told = python::run(ask, "schemathesis").await;
    assert!(told.contains("Test cases:"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_generated_client_makes_the_shipped_case_call_by_call_and_gets_the_expected_analysis() {
    let Some(programs) = python::programs() else { return };
    let app = TestApp::empty().await;
    let person = app.sign_in("integrator").await;
    let program = app.program(&person.person, Scope::ALL, None).await;
    let (address, scratch) = (serve(app.router()).await, tempfile::tempdir().unwrap());
    let mut generate = Command::new(programs.join("openapi-generator-cli"));
    generate
        .args(["generate", "--generator-name", "python", "--additional-properties", "packageName=counterpoint_client"])
        .arg("--input-spec")
        .arg(repository_path("docs/openapi.json"))
        .arg("--output")
        .arg(scratch.path())
        .env("PATH", search_path(&programs));
    python::run(generate, "openapi-generator").await;
    let mut make = Command::new(programs.join("python"));
    make.arg(repository_path("tests/api/specimen.py"))
        .args([&address, &program.secret])
        .arg(repository_path("tests/data/baghdadi-2019.json"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONPATH", scratch.path());
    let case = python::run(make, "the generated client").await;
    let analysis = format!("/api/v1/cases/{}/analysis", case.trim());
    for (query, expected) in [
        ("", include_str!("../data/expected.json")),
        ("?as_of=2019-02-10", include_str!("../data/expected-2019-02-10.json")),
    ] {
        let mut expected: Value = serde_json::from_str(expected).unwrap();
        expected["case"] = case.trim().into();
        assert_contains(&person.get(&format!("{analysis}{query}")).await.found(), &expected, "");
    }
}

/// Where the generator finds the Java that is installed beside it.
fn search_path(programs: &Path) -> std::ffi::OsString {
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(programs.to_owned()).chain(std::env::split_paths(&others));
    std::env::join_paths(folders).expect("a path without separators")
}
