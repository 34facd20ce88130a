//! The words that no record is called: every word of a route that stands where another route has an id.

use std::collections::BTreeSet;

use counterpoint::{
    domain::{id::RESERVED_IDS, record::Noun},
    server,
};

/// The word of a route that stands where another has the id of a case, or of a record of a list.
fn in_place_of_an_id(path: &str) -> Option<&str> {
    let parts: Vec<&str> = path.trim_start_matches("/api/v1").split('/').skip(1).collect();
    let word = match *parts.as_slice() {
        ["cases", word, ..] if word != "{case}" => word,
        ["cases", "{case}", list, word, ..] if Noun::ALL.iter().any(|noun| noun.list() == list) => word,
        _ => return None,
    };
    (!word.starts_with('{')).then_some(word)
}

#[test]
fn no_record_can_have_the_address_of_a_page() {
    assert_eq!(in_place_of_an_id("/cases/{case}/claims/preview"), Some("preview"));
    assert_eq!(in_place_of_an_id("/api/v1/cases/{case}/claims/batch"), Some("batch"));
    assert_eq!(in_place_of_an_id("/cases/{case}/claims/{claim}/edit"), None);
    let paths = server::routes().into_iter().map(|route| route.path);
    let words: BTreeSet<String> = paths.filter_map(|path| in_place_of_an_id(&path).map(str::to_owned)).collect();
    assert!(words.contains("new"), "the tables have lost their forms");
    for word in words {
        assert!(RESERVED_IDS.contains(&word.as_str()), "a record could be called “{word}” and never be opened");
    }
}
