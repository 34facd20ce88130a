//! The forms for a case: a new one, its texts, and who may see it and how its claims are read.

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use serde_json::{Map, Value};

use crate::{
    app::{App, ids},
    credentials,
    domain::{
        access::Need,
        case::{Case, Visibility},
        id::PersonId,
        likeness::are_names_alike,
        record::{Noun, Record},
        text::{Localised, Text},
    },
    exchange::case_file,
    paths,
    store::{Editor, StoreError},
    text::Words,
    web::{
        FormFields, PageError, Reader, Section, Shell,
        forms::{
            Sheet,
            control::{Control, Kind},
            drafts, edit, faults,
            known::{Known, versions},
            ops::Op,
            page::{Frame, State as FormState, WHY_IF_ANY},
            typed, warnings,
        },
        trail::Trail,
    },
};

/// The form for the texts of a case.
pub const TEXTS: &Sheet =
    &Sheet { controls: TEXT_CONTROLS, titles: ["form-new-case", "form-edit-case", ""], ..RULES_SHEET };

/// The form for who may see a case and how its claims are read.
pub const RULES: &Sheet = &RULES_SHEET;

const RULES_SHEET: Sheet = Sheet {
    noun: Noun::Case,
    section: Section::Cases,
    add: Need::Own,
    controls: &[
        VISIBILITY,
        Control::optional("policy", "field-case-policy", Kind::Policy).explained("hint-case-policy"),
    ],
    titles: ["form-new-case", "form-case-rules", ""],
    notes: &["form-note-case"],
    read: |json| case_file::read_record::<Case>(json).map(Record::Case),
    write: |dossier, id| (dossier.case().id.as_str() == id).then(|| case_file::Noun::write(dossier.case())),
};

const TEXT_CONTROLS: &[Control] = &[
    Control::required("title", "field-title", Kind::Localised { is_long: false, takes_any: false }),
    Control::optional("summary", "field-case-summary", Kind::Localised { is_long: true, takes_any: false })
        .explained("hint-case-summary"),
];

const VISIBILITY: Control = Control::required("visibility", "field-case-visibility", Kind::Word(visibilities));

const NEW_CONTROLS: [Control; 3] = [TEXT_CONTROLS[0], TEXT_CONTROLS[1], VISIBILITY];

fn visibilities(words: Words) -> Vec<(&'static str, String)> {
    let meaning = |level: Visibility| match level {
        Visibility::Public => "field-visibility-public",
        Visibility::Internal => "field-visibility-internal",
        Visibility::Private => "field-visibility-private",
    };
    Visibility::ALL.iter().map(|level| (level.word(), words.say(meaning(*level)))).collect()
}

/// `GET /cases/new`
///
/// # Errors
/// `Store`.
pub async fn new(State(app): State<App>, reader: Reader) -> Result<Response, PageError> {
    let pairs = vec![("visibility".to_owned(), Visibility::Private.word().to_owned())];
    let mut state = FormState::of(FormFields { pairs }, None);
    edit::open(&app, &reader, &mut state, &[]).await?;
    Ok(frame(&reader).show(&state))
}

fn frame(reader: &Reader) -> Frame<'_> {
    let words = reader.words();
    let title = words.say("form-new-case");
    let home = reader.link_as_it_stands(&paths::home());
    Frame {
        reader,
        known: Known::nothing(),
        shell: Shell::new(reader, &title, Section::Cases),
        trail: Trail::from_home(reader, &title),
        lede: None,
        title,
        notes: vec![words.say("form-note-case"), words.say("form-note-new-case")],
        controls: NEW_CONTROLS.to_vec(),
        why: WHY_IF_ANY,
        has_another: false,
        cancel_url: home,
        withdraw_url: None,
    }
}

/// `POST /cases/new`: whoever makes a case owns it.
///
/// # Errors
/// `Store`.
pub async fn create(State(app): State<App>, reader: Reader, fields: FormFields) -> Result<Response, PageError> {
    let person = reader.viewer().person().cloned().ok_or_else(|| PageError::NotFound(Box::new(reader.clone())))?;
    let failed = |error| edit::failed(&reader, error);
    let mut state = FormState::of(fields, None);
    if Op::of(&state.fields) == Op::Discard {
        drafts::drop_here(&app, &reader).await?;
        return Ok(Redirect::to(&reader.link_as_it_stands(paths::NEW_CASE)).into_response());
    }
    if let Some((case, why)) = read(reader.words(), &mut state) {
        if !warnings::is_confirmed(&state.fields, "like") {
            state.alike = alike(&app, &reader, &case).await.map_err(failed)?;
        }
        if state.alike.is_empty() {
            let case = save(&app, &person, case, why).await.map_err(failed)?;
            drafts::drop_here(&app, &reader).await?;
            return Ok(Redirect::to(&reader.link_as_it_stands(&paths::case(&case.id))).into_response());
        }
    }
    drafts::keep_here(&app, &reader, &state.fields).await?;
    Ok(frame(&reader).show(&state))
}

/// The case that was typed; `None` where something is wrong with it, which is then noted.
fn read(words: Words, state: &mut FormState) -> Option<(Case, Option<Text>)> {
    let mut json = typed::record(&NEW_CONTROLS, &state.fields, Map::new(), Known::nothing());
    // Part of the id comes from chance, so that no id somebody finds taken tells of a case they may not see.
    let stem = ids::stem(Noun::Case, &json);
    json["id"] = Value::from(format!("{stem}-{}", credentials::letters(5)));
    let case = case_file::read_record::<Case>(json.to_string().as_bytes());
    if let Err(found) = &case {
        state.faults = faults::of_record(words, found).own;
    }
    for name in typed::both_kinds(&NEW_CONTROLS, &state.fields) {
        state.faults.insert(name.to_owned(), words.say("form-both-kinds"));
    }
    let why = state.fields.text("why").trim();
    let why = if why.is_empty() { Ok(None) } else { Text::name(why).map(Some) };
    if let Err(kind) = &why {
        state.faults.insert("why".to_owned(), faults::sentence(words, kind));
    }
    match (case, why) {
        (Ok(case), Ok(why)) if !state.has_faults() => Some((case, why)),
        _ => None,
    }
}

/// The cases with a like title, of those the reader may see.
async fn alike(app: &App, reader: &Reader, case: &Case) -> Result<Vec<(String, String)>, StoreError> {
    let is_like = |title: &Localised| {
        versions(title).any(|theirs| versions(&case.title).any(|ours| are_names_alike(ours, theirs)))
    };
    let cases = app.cases(reader.viewer()).await?;
    let found = cases
        .into_iter()
        .filter(|other| is_like(&other.title))
        .map(|other| (other.title.to(reader.language).to_owned(), reader.link_as_it_stands(&paths::case(&other.id))));
    Ok(found.collect())
}

async fn save(app: &App, person: &PersonId, case: Case, why: Option<Text>) -> Result<Case, StoreError> {
    let editor = Editor { why, ..app.editor(person) };
    app.store().create_case(&editor, case.clone(), person.clone()).await?;
    Ok(case)
}
