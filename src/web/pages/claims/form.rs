//! The form for a claim: one answer to one question, from one source, with the words that back it.
//!
//! Its fields have the names of the case file, but for the way the claim came: that is typed from the document in hand
//! back to whoever would know (`link`, row by row), and kept root first. Its buttons are of its own too: `insert:2`,
//! `up:3`, `remove:3`, `append`, `unstated:3`, `check`, `bounds`, `more`; a link is numbered as it is shown, the document
//! being number 1.

use axum::{
    http::Method,
    routing::{get, post},
};

use crate::{
    admission::{Pass, RouteTable},
    domain::{
        access::Need,
        claim::{Basis, Claim, Credibility, Stance},
        record::{Noun, Record},
    },
    exchange::case_file,
    text::Words,
    web::{
        Section,
        forms::{
            Sheet,
            control::{Control, Kind},
            route_withdraw,
        },
    },
};

mod answer;
mod chain;
mod live;
mod mini;
mod open;
mod outlook;
mod save;
mod steps;
mod typed;
mod view;

/// What the form for a claim is made of; its page is its own.
pub const SHEET: &Sheet = &Sheet {
    noun: Noun::Claim,
    section: Section::Cases,
    add: Need::Contribute,
    controls: CONTROLS,
    titles: ["form-add-claim", "form-edit-claim", "form-withdraw-claim"],
    notes: &[],
    read: |json| case_file::read_record::<Claim>(json).map(Record::Claim),
    write: |dossier, id| {
        let claim = dossier.claims().iter().find(|claim| claim.id.as_str() == id);
        claim.map(case_file::Noun::write)
    },
};

/// The fields above the details.
const CONTROLS: &[Control] = &[
    Control::required("question", "field-claim-question", Kind::Reference(Noun::Question)),
    Control::required("value", "field-claim-value", Kind::Line),
    Control::required("stance", "field-claim-stance", Kind::Word(stances)),
    DOCUMENT,
    Control::required("chain", "field-claim-chain", Kind::References(Noun::Source)),
    EXCERPT,
    PARAPHRASE,
    GROUP,
    Control::optional("reading", "field-claim-reading", Kind::Line),
];

const DOCUMENT: Control = Control::required("document", "field-claim-document", Kind::Reference(Noun::Document));
const EXCERPT: Control = Control::required("excerpt", "field-claim-excerpt", Kind::Lines { rows: 3 });
const PARAPHRASE: Control = Control::optional("paraphrase", "field-claim-paraphrase", Kind::Flag);
const GROUP: Control = Control::optional("group", "field-claim-group", Kind::Line).explained("hint-claim-group");

/// The fields that most claims leave empty. A dot leads into an object of the case file.
const MORE: &[Control] = &[
    Control::optional("certainty", "field-claim-certainty", Kind::Line).explained("hint-claim-certainty"),
    Control::optional("basis", "field-claim-basis", Kind::Word(bases)),
    Control::optional("credibility", "field-claim-credibility", Kind::Word(credibilities)),
    Control::optional("reported", "field-claim-reported", Kind::Code).explained("hint-claim-reported"),
    Control::optional("anchor", "field-claim-anchor", Kind::Code).explained("hint-claim-anchor"),
    Control::optional("original", "field-claim-original", Kind::Line).explained("hint-claim-original"),
    Control::optional("original_lang", "field-claim-original-lang", Kind::Code).explained("hint-claim-original-lang"),
    Control::optional("relays", "field-claim-relays", Kind::Line).explained("hint-claim-relays"),
    Control::optional("superseded.on", "field-claim-superseded-on", Kind::Code),
    Control::optional("superseded.by", "field-claim-superseded-by", Kind::Line),
    Control::optional("retracted.on", "field-claim-retracted-on", Kind::Code),
    Control::optional("retracted.document", "field-claim-retracted-document", Kind::Reference(Noun::Document)),
    Control::optional("retracted.note", "field-claim-retracted-note", Kind::Line),
    Control::optional("note", "field-note", Kind::Lines { rows: 3 }),
];

/// The four bounds that can be set by hand, each with its place in the case file.
const BOUNDS: [(&str, &str, &str); 4] = [
    ("core.lo", "reading.core[0]", "field-claim-core-lo"),
    ("core.hi", "reading.core[1]", "field-claim-core-hi"),
    ("envelope.lo", "reading.envelope[0]", "field-claim-envelope-lo"),
    ("envelope.hi", "reading.envelope[1]", "field-claim-envelope-hi"),
];
/// The field by which the form remembers that bounds are set by hand.
const BY_HAND: &str = "bounds";
/// The field under which the links of the way are typed, from the document back.
const LINK: &str = "link";
/// What a link is labelled: one on the way, the one furthest back.
const NEW_LINK_LABELS: [&str; 2] = ["claim-form-link-who", "claim-form-link-root"];
/// The field that tells a preview which claim is being edited.
const EDITING: &str = "claim";

fn stances(words: Words) -> Vec<(&'static str, String)> {
    let key = |stance| match stance {
        Stance::Asserts => "claim-form-asserts",
        Stance::Denies => "claim-form-denies",
    };
    Stance::ALL.iter().map(|stance| (stance.word(), words.say(key(*stance)))).collect()
}

fn bases(words: Words) -> Vec<(&'static str, String)> {
    Basis::ALL.iter().map(|basis| (basis.word(), words.basis(*basis))).collect()
}

fn credibilities(words: Words) -> Vec<(&'static str, String)> {
    let grades = ["1", "2", "3", "4", "5", "6"].into_iter().zip(1..);
    grades.filter_map(|(digit, grade)| Some((digit, words.credibility(Credibility::new(grade).ok()?)))).collect()
}

/// The routes of the form.
#[must_use]
pub fn routes(table: RouteTable) -> RouteTable {
    let (add, change) = (Pass::InCase(Need::Contribute), Pass::InCase(Need::Edit));
    let (new, edit) = ("/cases/{case}/claims/new", "/cases/{case}/claims/{claim}/edit");
    let table = table
        .route(Method::GET, new, add, get(open::new))
        .route(Method::POST, new, add, post(save::create))
        .route(Method::POST, "/cases/{case}/claims/preview", add, post(save::preview))
        .route(Method::GET, edit, change, get(open::edit))
        .route(Method::POST, edit, change, post(save::change));
    route_withdraw(table, "/cases/{case}/claims/{claim}/withdraw", change, SHEET)
}
