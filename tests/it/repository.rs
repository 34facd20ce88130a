//! What a reader of the repository relies on: commands that exist, licences that allow, nothing that belongs to one machine.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::repository_path;

/// Licences that allow any use, and weak copyleft that stays within its own files.
const LICENCES: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

fn read(path: &str) -> String {
    std::fs::read_to_string(repository_path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn output(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(repository_path(""))
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start: {error}"))
}

fn is_executable(path: &str) -> bool {
    std::fs::metadata(repository_path(path)).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[test]
fn ci_runs_check_and_nothing_else() {
    assert!(is_executable("check") && is_executable(".ci/run"));
    let script = read(".ci/run");
    let commands: Vec<&str> = script.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(commands, [r#"cd "$(dirname "$0")/..""#, "exec ./check"]);
}

#[test]
fn both_licences_are_there_in_full() {
    assert!(read("LICENSE").contains("SPDX-License-Identifier: MIT OR Apache-2.0"));
    assert!(read("LICENSE-MIT").contains("Permission is hereby granted, free of charge"));
    assert!(read("LICENSE-APACHE").contains("END OF TERMS AND CONDITIONS"));
    assert!(read("Cargo.toml").contains(r#"license = "MIT OR Apache-2.0""#));
}

#[test]
fn every_dependency_has_a_licence_that_we_may_ship() {
    // Only the packages of this platform: those of others need not be on the machine.
    let about = output("rustc", &["-vV"]);
    let about = String::from_utf8(about.stdout).expect("rustc speaks UTF-8");
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let options = ["metadata", "--offline", "--locked", "--format-version=1", "--filter-platform", host];
    let answer = output(env!("CARGO"), &options);
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let tree: Value = serde_json::from_slice(&answer.stdout).expect("cargo answers in JSON");
    let packages = tree["packages"].as_array().expect("cargo lists packages");
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_permissive))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(packages.len() > 100 && refused.is_empty(), "{refused:#?}");
}

/// Whether an SPDX expression leaves us at least one choice of listed licences. `A/B` is an older way to write `A OR B`.
fn is_permissive(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let holds = any_of(&mut rest);
    holds && rest.is_empty()
}

fn any_of(words: &mut &[&str]) -> bool {
    let mut holds = all_of(words);
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        holds |= all_of(words);
    }
    holds
}

fn all_of(words: &mut &[&str]) -> bool {
    let mut holds = one(words);
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        holds &= one(words);
    }
    holds
}

fn one(words: &mut &[&str]) -> bool {
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let holds = any_of(words);
            let [")", rest @ ..] = *words else { return false };
            *words = rest;
            holds
        }
        // An exception only adds permissions.
        [name, "WITH", _, rest @ ..] | [name, rest @ ..] => {
            *words = rest;
            LICENCES.contains(name)
        }
        [] => false,
    }
}

#[test]
fn licence_expressions_are_read_with_their_choices() {
    for good in ["MIT", "MIT/Apache-2.0", "Apache-2.0 OR GPL-2.0-only", "(MIT OR GPL-3.0) AND Unicode-3.0"] {
        assert!(is_permissive(good), "{good}");
    }
    assert!(is_permissive("Apache-2.0 WITH LLVM-exception OR GPL-3.0"));
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND AGPL-3.0-only", "MIT ISC", "(MIT", "LGPL-2.1+"] {
        assert!(!is_permissive(bad), "{bad}");
    }
}

#[test]
fn the_readme_shows_the_two_commands_and_only_ones_that_exist() {
    let readme = read("README.md");
    assert!(readme.contains("cargo run --release -- demo") && readme.contains("./check"));
    for command in commands_in(&readme) {
        let help = output(env!("CARGO_BIN_EXE_counterpoint"), &[&command, "--help"]);
        let shown = String::from_utf8_lossy(&help.stdout);
        assert!(help.status.success() && shown.contains(&format!("counterpoint {command}")), "{command}: {shown}");
    }
    for script in readme.split(|c: char| c.is_whitespace() || c == '`').filter(|word| word.starts_with("./")) {
        assert!(repository_path(script).exists(), "{script}");
    }
}

/// The subcommands that a text names after `cargo run … --` or `counterpoint`, in code blocks and code spans alone.
fn commands_in(text: &str) -> BTreeSet<String> {
    let mut commands = BTreeSet::new();
    for line in text.split(['\n', '`']).map(str::trim) {
        let line = line.trim_start_matches("$ ");
        let after = match line.strip_prefix("cargo run") {
            Some(rest) => rest.split_once(" -- ").map(|(_, after)| after),
            None => line.strip_prefix("counterpoint "),
        };
        let word = after.and_then(|after| after.split_whitespace().next());
        commands.extend(word.filter(|word| word.chars().all(|c| c.is_ascii_lowercase())).map(str::to_owned));
    }
    commands
}

#[test]
fn commands_are_found_in_a_text() {
    let text =
        "Run `counterpoint analyze FILE`:\n```\n$ cargo run --release -- demo --data d\ncounterpoint --help\n```\n";
    assert_eq!(commands_in(text), BTreeSet::from(["analyze".to_owned(), "demo".to_owned()]));
}

#[test]
fn tracked_files_name_no_place_of_one_machine_and_no_unfinished_work() {
    if !repository_path(".git").exists() {
        let _ = writeln!(std::io::stderr(), "skipped: without git nobody knows which files are tracked");
        return;
    }
    let listed = output("git", &["ls-files", "-z"]);
    assert!(listed.status.success(), "git does not list its files: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("our file names are UTF-8");
    let mut places = vec![env!("CARGO_MANIFEST_DIR").to_owned()];
    places.extend(std::env::var("HOME").ok().filter(|home| home.len() > 1));
    let found: Vec<String> = names
        .split_terminator('\0')
        .filter(|path| *path != "tests/it/repository.rs")
        // A file may be staged as removed, and pictures hold no words.
        .filter_map(|path| Some((path, std::fs::read_to_string(repository_path(path)).ok()?)))
        .flat_map(|(path, text)| strays(&text, &places).into_iter().map(move |stray| format!("{path}: {stray}")))
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Lines that name a place of one machine, or leave work for later.
fn strays(text: &str, places: &[String]) -> Vec<String> {
    const HOMES: [&str; 6] = ["/root/", "/home/", "/Users/", "/work/", "/workspace/", "/builds/"];
    const UNFINISHED: [&str; 4] = ["TODO", "FIXME", "lorem ipsum", "Lorem ipsum"];
    let is_start = |line: &str, at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-/}".contains(c));
    let is_end = |line: &str, at: usize| !line[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let strays_in = |line: &str| {
        HOMES.iter().any(|home| line.match_indices(home).any(|(at, _)| is_start(line, at)))
            || places.iter().any(|it| {
                line.match_indices(it.as_str()).any(|(at, _)| is_end(line, at + it.len()) && is_start(line, at))
            })
            || UNFINISHED
                .iter()
                .any(|it| line.match_indices(it).any(|(at, _)| is_start(line, at) && is_end(line, at + it.len())))
    };
    text.lines().filter(|line| strays_in(line)).map(|line| line.chars().take(160).collect()).collect()
}

#[test]
fn planted_places_and_unfinished_work_are_found() {
    let places = ["/srv/checkout".to_owned(), "/root".to_owned()];
    for bad in ["see /home/ann/notes", "cd '/work/x'", "(/srv/checkout)", "HOME=/root", "// TODO: later", "# FIXME"] {
        assert_eq!(strays(bad, &places), [bad], "{bad}");
    }
    for good in
        ["GET /cases/work/claims", "example.org/home/news", "../home/x", "TODOS", "/srv/checkouts", "https://a.b/root"]
    {
        assert_eq!(strays(good, &places), Vec::<String>::new(), "{good}");
    }
}

#[test]
fn the_image_is_built_with_the_rust_version_of_the_manifest() {
    let manifest = read("Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("it names a version");
    assert!(read("Dockerfile").contains(&format!("FROM rust:{}-", version.trim_matches('"'))));
}

#[test]
fn the_npm_lock_file_names_no_host() {
    assert!(!read("tests/browser/package-lock.json").contains("\"resolved\""));
    assert!(read("tests/browser/.npmrc").contains("omit-lockfile-registry-resolved=true"));
}
