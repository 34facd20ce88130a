//! `counterpoint import` and `export`: a case file in, the same file out, and the way from a first try to a right one.

use tempfile::TempDir;

use crate::support::command::counterpoint;
#[cfg(unix)]
use crate::support::command::counterpoint_with_small_files;

const SHIPPED: &str = "tests/data/baghdadi-2019.json";

fn folder() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let (_kept, data) = folder();
    let first = counterpoint(&["import", SHIPPED, "--data", &data]);
    assert!(first.is_success, "{}", first.err);
    assert!(first.out.contains("baghdadi-2019: revision 1"), "{}", first.out);
    let second = counterpoint(&["import", SHIPPED, "--data", &data]);
    assert_eq!(second.out, "baghdadi-2019: nothing changed, still revision 1\n");
}

#[test]
fn an_exported_case_comes_back_byte_for_byte() {
    let (_kept, data) = folder();
    assert!(counterpoint(&["import", SHIPPED, "--data", &data]).is_success);
    let exported = counterpoint(&["export", "baghdadi-2019", "--data", &data]).out;
    let (_kept_too, second) = folder();
    let file = format!("{second}/exported.json");
    std::fs::write(&file, &exported).unwrap();
    assert!(counterpoint(&["import", &file, "--data", &second]).is_success);
    assert_eq!(counterpoint(&["export", "baghdadi-2019", "--data", &second]).out, exported);
}

#[test]
fn what_a_later_file_does_not_mention_stays_and_is_named() {
    let (_kept, data) = folder();
    assert!(counterpoint(&["import", SHIPPED, "--data", &data]).is_success);
    let file = format!("{data}/less.json");
    let less =
        r#"{"format":"counterpoint/1","case":{"id":"baghdadi-2019","title":"Another title","visibility":"public"}}"#;
    std::fs::write(&file, less).unwrap();
    let said = counterpoint(&["import", &file, "--data", &data]);
    assert!(said.is_success, "{}", said.err);
    assert!(said.out.contains("updated: 1 case"), "{}", said.out);
    assert!(said.out.contains("--replace withdraws them"), "{}", said.out);
}

#[test]
fn a_first_try_is_told_every_fault_its_place_and_the_way_out() {
    let (_kept, data) = folder();
    let said = counterpoint(&["import", "tests/data/first-try.json", "--data", &data]);
    assert!(!said.is_success);
    insta::assert_snapshot!(said.err);
    assert!(counterpoint(&["import", "tests/data/second-try.json", "--data", &data]).is_success);
}

#[test]
fn a_file_that_is_not_there_and_a_case_that_is_not_there_are_named() {
    let (_kept, data) = folder();
    let said = counterpoint(&["import", "no-such-file.json", "--data", &data]);
    assert!(!said.is_success && said.err.contains("the file no-such-file.json cannot be read"), "{}", said.err);
    let said = counterpoint(&["export", "no-such-case", "--data", &data]);
    assert!(!said.is_success && said.err.contains("there is no case called no-such-case"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn where_files_cannot_grow_an_import_is_refused_with_a_sentence_and_works_once_they_can() {
    let (_kept, data) = folder();
    assert!(counterpoint(&["import", "tests/data/second-try.json", "--data", &data]).is_success);
    let refused = counterpoint_with_small_files(100, &["import", SHIPPED, "--data", &data]);
    assert!(!refused.is_success);
    assert!(refused.err.contains("the disk is full or fails"), "{}", refused.err);
    let later = counterpoint(&["import", SHIPPED, "--data", &data]);
    assert!(later.out.contains("baghdadi-2019: revision 1"), "{}{}", later.out, later.err);
}
