//! The message files keep their rules: both languages say everything, in every plural form, and nothing is left over.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{files_below, repository_path};

/// The keys of messages that are named after a word of the domain while running, by how they begin.
const NAMED_WHILE_RUNNING: [&str; 54] = [
    "import-constant-",
    "import-kind-",
    "import-mode-",
    "activity-",
    "answer-",
    "assessment-",
    "basis-",
    "claim-fact-",
    "claim-form-answer-",
    "claim-form-hint-",
    "claim-language-",
    "claim-reading-",
    "claim-relation-",
    "consequence-relation-",
    "consequence-turn-",
    "error-",
    "history-",
    "question-changed-in-relay",
    "question-list-",
    "question-lost-in-relay",
    "credibility-",
    "entity-",
    "example-",
    "fault-answer-",
    "fault-refers-to-itself-",
    "fault-unknown-",
    "kind-",
    "kind-sentence-",
    "language-",
    "matrix-corner-",
    "matrix-group-",
    "matrix-no-",
    "matrix-not-",
    "matrix-pairs-note-",
    "matrix-silent-",
    "month-full-",
    "month-short-",
    "problem-",
    "reliability-",
    "rule-",
    "severity-",
    "source-kind-",
    "source-named-",
    "source-unnamed-",
    "sources-role-",
    "stance-",
    "state-",
    "state-sentence-",
    "type-",
    "unit-",
    "vague-",
    "visibility-",
    "warning-",
    "count-",
];

/// The plural forms of Arabic.
const ARABIC_FORMS: [&str; 6] = ["[zero]", "[one]", "[two]", "[few]", "[many]", "*[other]"];

fn read(path: &str) -> String {
    std::fs::read_to_string(repository_path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The messages of one language: key, then the whole pattern.
fn messages(language: &str) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for path in files_below(&format!("locales/{language}")) {
        let mut key = String::new();
        for line in read(&path).lines().filter(|line| !line.starts_with('#')) {
            let is_start = line.starts_with(|c: char| c.is_ascii_alphabetic());
            match line.split_once('=').filter(|_| is_start) {
                Some((name, pattern)) => {
                    name.trim().clone_into(&mut key);
                    let earlier = messages.insert(key.clone(), pattern.trim().to_owned());
                    assert!(earlier.is_none(), "{path}: {key} stands twice in {language}");
                }
                None if !key.is_empty() => {
                    let pattern = messages.entry(key.clone()).or_default();
                    *pattern = format!("{pattern}\n{line}");
                }
                None => {}
            }
        }
    }
    assert!(messages.len() > 100, "the messages are not read");
    messages
}

/// The arguments a pattern fills in.
fn arguments(pattern: &str) -> BTreeSet<String> {
    let names = pattern.split('$').skip(1);
    names.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()).collect()
}

/// Every text in quotation marks in the sources and templates.
fn quoted_texts() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for path in files_below("src").into_iter().chain(files_below("templates")) {
        for text in read(&path).split('"') {
            texts.insert(text.to_owned());
        }
    }
    texts
}

/// The keys that are said by name: `say("key")`, `tell("key"`, `fill("key"`, `counted("key"`, across line breaks.
fn said_keys() -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for path in files_below("src").into_iter().chain(files_below("templates")) {
        let text = read(&path);
        for call in ["say(", "tell(", "fill(", "counted("] {
            for rest in text.split(call).skip(1) {
                let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
                let key = rest.split('"').next().unwrap_or_default();
                keys.insert(key.to_owned(), path.clone());
            }
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_messages() {
    let (english, arabic) = (messages("en"), messages("ar"));
    let english: BTreeSet<&String> = english.keys().collect();
    let arabic: BTreeSet<&String> = arabic.keys().collect();
    let only_in_one: Vec<_> = english.symmetric_difference(&arabic).collect();
    assert!(only_in_one.is_empty(), "{only_in_one:?}");
}

#[test]
fn arabic_has_all_six_plural_forms_wherever_english_counts() {
    let arabic = messages("ar");
    let is_counting = |pattern: &&String| pattern.contains("$n ->");
    for (key, pattern) in messages("en").iter().filter(|(_, pattern)| is_counting(pattern)) {
        assert!(pattern.contains("*[other]"), "{key} has no other form in English");
        for form in ARABIC_FORMS {
            assert!(arabic[key].contains(form), "{key} has no form {form} in Arabic");
        }
    }
    for (key, pattern) in arabic.iter().filter(|(_, pattern)| is_counting(pattern)) {
        let missing: Vec<_> = ARABIC_FORMS.iter().filter(|form| !pattern.contains(**form)).collect();
        assert!(missing.is_empty(), "{key} lacks {missing:?} in Arabic");
    }
}

#[test]
fn the_number_that_picks_a_form_is_never_the_one_that_is_printed() {
    for language in ["en", "ar"] {
        for (key, pattern) in messages(language) {
            assert!(!pattern.contains("{ $n }"), "{key} prints $n in {language}: print $number");
        }
    }
}

#[test]
fn arabic_asks_for_no_argument_that_english_does_not_know() {
    let arabic = messages("ar");
    for (key, pattern) in messages("en") {
        let mut known = arguments(&pattern);
        // The case of a noun shows in Arabic alone.
        known.insert("case".to_owned());
        let unknown: Vec<String> = arguments(&arabic[&key]).difference(&known).cloned().collect();
        assert!(unknown.is_empty(), "{key} asks for {unknown:?} in Arabic only");
        let lost: Vec<String> = arguments(&pattern).difference(&arguments(&arabic[&key])).cloned().collect();
        assert!(lost.is_empty(), "{key} leaves out {lost:?} in Arabic");
    }
}

#[test]
fn every_message_that_is_said_exists() {
    let english = messages("en");
    let missing: Vec<_> = said_keys().into_iter().filter(|(key, _)| !english.contains_key(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_message_is_used() {
    let texts = quoted_texts();
    let is_named_while_running = |key: &str| NAMED_WHILE_RUNNING.iter().any(|prefix| key.starts_with(prefix));
    let unused: Vec<String> = messages("en")
        .into_keys()
        .filter(|key| key != "product" && !is_named_while_running(key) && !texts.contains(key.as_str()))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn no_sentence_of_ours_judges_a_claim_true_or_false() {
    for (key, pattern) in messages("en") {
        let rest = pattern.to_lowercase().replace("cannot both be true", "").replace("cannot all be true", "");
        let rest = rest.replace("can be true together", "");
        let is_json = key == "type-true-or-false";
        let judges = rest.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "true" | "false"));
        assert!(is_json || !judges, "{key}: {pattern}");
    }
}

#[test]
fn every_type_and_noun_a_fault_can_name_has_its_message() {
    let english = messages("en");
    let mut found = 0;
    for path in files_below("src").into_iter().filter(|path| !path.starts_with("src/text")) {
        let text = read(&path);
        for (field, prefix) in [("expected: \"", "type-"), ("noun: \"", "fault-unknown-")] {
            for rest in text.split(field).skip(1) {
                let word = rest.split('"').next().unwrap_or_default();
                let key = format!("{prefix}{}", word.replace([',', ' '], "-").replace("--", "-"));
                assert!(english.contains_key(&key), "{path} names {word:?}: {key} is missing");
                found += 1;
            }
        }
    }
    assert!(found > 10, "the sources are not read");
}
