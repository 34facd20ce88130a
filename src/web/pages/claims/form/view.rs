//! The page of the form: the four steps, what is wrong with them, and what would follow beside them.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::{
    BOUNDS, BY_HAND, DOCUMENT, EXCERPT, GROUP, MORE, PARAPHRASE, SHEET, answer,
    live::{self, Live},
    steps::{self, AnswerField, LinkField, QuestionField},
    typed::Typed,
};
use crate::{
    domain::{id::ClaimId, question::AnswerKind, record::Noun},
    paths,
    text::Words,
    web::{
        InCase, Page, Shell,
        forms::{
            conflict::Conflict,
            control::Control,
            drafts,
            edit::ID,
            known::Known,
            page::{State as FormState, WHY, WHY_IF_ANY},
            view::{CHOICES_MAX, Choice, Drawing, Field, Input},
            warnings::Warning,
        },
        geometry::Geometry,
        said,
        trail::Trail,
    },
};

/// The choice that leads to the form for a new question.
pub(super) const NEW_QUESTION: &str = "new";

#[derive(Template)]
#[template(path = "claims/form.html")]
struct ClaimForm {
    shell: Shell,
    words: Words,
    trail: Trail,
    title: String,
    lede: String,
    action: String,
    draft_address: String,
    preview_url: String,
    version: Option<i64>,
    editing: Option<String>,
    is_draft: bool,
    summary_title: String,
    summary: Vec<(String, String)>,
    alike: Vec<(String, String)>,
    warnings: Vec<Warning>,
    conflict: Option<Conflict>,
    saved: Option<(String, String)>,
    question: QuestionField,
    answer: AnswerField,
    stances: Vec<(&'static str, String, bool)>,
    group: Option<Field>,
    bounds: Vec<Input>,
    document: Field,
    published: Vec<String>,
    insert_first: String,
    links: Vec<LinkField>,
    sources: Vec<String>,
    excerpt: Field,
    paraphrase: Field,
    more: Vec<Field>,
    is_more_open: bool,
    why: Option<Field>,
    has_another: bool,
    cancel_url: String,
    withdraw_url: Option<String>,
    live: Live,
}

/// The answer with the form in `state`.
pub(super) async fn show(page: &InCase, id: Option<&ClaimId>, state: FormState, typed: Typed) -> Response {
    let words = page.words();
    let mut geometry = Geometry::default();
    let (mut live, _) = live::live(page, &state.fields, &typed, &mut geometry).await;
    // What stands at the input already is not said below it again.
    live.fault = live.fault.filter(|_| !state.faults.keys().any(|place| place.starts_with("value")));
    let drawn = Drawn::of(page, id, &state, &typed);
    let mut summary = drawn.wrong(words, &state);
    summary.extend(state.elsewhere.iter().map(|(sentence, url)| (url.clone(), sentence.clone())));
    let title = words.say(SHEET.titles[usize::from(id.is_some())]);
    let mut shell = page.shell(&title, SHEET.section).drawn_with(&geometry);
    if !summary.is_empty() {
        shell.title = words.plain(words.tell("form-error-title", &[("title", shell.title.into())]));
    }
    let status = match (&state.conflict, summary.is_empty() && state.warnings.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let cancel = id.map_or_else(|| paths::case(page.case()), |id| paths::claim(page.case(), id));
    let withdraw = id.map(|id| paths::withdraw_record(page.case(), SHEET.list(), id));
    let template = ClaimForm {
        shell,
        words,
        trail: trail(page, id, &title),
        lede: words.say("claim-form-lede"),
        title,
        action: page.reader.without(&["put", "as_of", "saved", "question", "document", "excerpt"]),
        draft_address: drafts::address(&page.reader),
        preview_url: page.reader.link_as_it_stands(&paths::claim_preview(page.case())),
        version: state.version,
        editing: id.map(ToString::to_string),
        is_draft: state.is_draft,
        summary_title: words.counted("form-faults", summary.len()),
        summary,
        alike: Vec::new(),
        warnings: state.warnings.clone(),
        saved: saved(page),
        question: drawn.question,
        answer: drawn.answer,
        stances: steps::stances(words, &state.fields),
        group: drawn.group,
        bounds: drawn.bounds,
        document: drawn.document,
        published: published(page, &typed),
        insert_first: steps::insert_after(words, 1),
        links: drawn.links,
        sources: steps::listed(page, Noun::Source),
        excerpt: drawn.excerpt,
        paraphrase: drawn.paraphrase,
        is_more_open: drawn.more.iter().any(steps::is_telling),
        more: drawn.more,
        why: drawn.why,
        has_another: id.is_none(),
        cancel_url: page.reader.link_as_it_stands(&cancel),
        withdraw_url: withdraw.map(|path| page.reader.link_as_it_stands(&path)),
        conflict: state.conflict,
        live,
    };
    Page { status, template, style: geometry.css() }.into_response()
}

fn trail(page: &InCase, id: Option<&ClaimId>, title: &str) -> Trail {
    match id.and_then(|id| page.dossier().claim_number(id)) {
        None => Trail::of(page, title),
        Some(number) => {
            let (question, url) = said::question_link(page, page.dossier().question_of(number));
            let id = page.dossier().claims()[number].id.clone();
            let crumb = page.words().tell("claim-crumb", &[("id", id.to_string().into())]);
            Trail::of(page, &question).to(url, &crumb).to(page.link(&paths::claim(page.case(), &id)), title)
        }
    }
}

/// The claim that was saved before this one was begun: its sentence and its address.
fn saved(page: &InCase) -> Option<(String, String)> {
    let id: ClaimId = page.reader.asked("saved")?.parse().ok()?;
    let number = page.dossier().claim_number(&id)?;
    let sentence = page.words().claim_sentence(page.dossier(), number, &[]);
    Some((sentence, page.reader.link_as_it_stands(&paths::claim(page.case(), &id))))
}

/// "Published by the Guardian, 10 February 2019", "Outlet"
fn published(page: &InCase, typed: &Typed) -> Vec<String> {
    let dossier = page.dossier();
    let document = typed.document.map(|number| &dossier.documents()[number]);
    let publisher = document.and_then(|document| dossier.source_number(&document.publisher));
    let (Some(document), Some(publisher)) = (document, publisher) else { return Vec::new() };
    let said = [
        ("publisher", page.words().source_in_sentence(dossier, publisher).into()),
        ("date", page.words().dated(&document.published).into()),
    ];
    let kind = page.words().source_kind(&dossier.sources()[publisher]);
    vec![page.words().tell("claim-form-published", &said), kind]
}

/// The fields, drawn.
struct Drawn {
    question: QuestionField,
    answer: AnswerField,
    group: Option<Field>,
    bounds: Vec<Input>,
    document: Field,
    links: Vec<LinkField>,
    excerpt: Field,
    paraphrase: Field,
    more: Vec<Field>,
    why: Option<Field>,
}

impl Drawn {
    fn of(page: &InCase, id: Option<&ClaimId>, state: &FormState, typed: &Typed) -> Self {
        let (words, known) = (page.words(), Known::of(page));
        let focus = state.focus.as_ref().map(|(name, row)| (name.as_str(), *row));
        let drawing = Drawing { words, known, fields: &state.fields, faults: &state.faults, focus };
        let kind = answer::kind(page, typed.question);
        let is_filled = |name: &str| super::typed::filled(state.fields.first(name)).is_some();
        let is_by_hand = state.fields.is_ticked(BY_HAND) || BOUNDS.iter().any(|(name, ..)| is_filled(name));
        let mut more: Vec<Field> = MORE.iter().map(|control| drawing.field(control)).collect();
        for name in ["relays", "superseded.by"] {
            offer_claims(page, typed, id, &mut more, name);
        }
        if id.is_none() {
            more.extend([drawing.field(&ID), drawing.field(&WHY_IF_ANY)]);
        }
        let bound = |(name, _, label): &(&'static str, &str, &'static str)| {
            let field = drawing.field(&Control::optional(name, label, super::Kind::Code));
            let label = field.label;
            field.rows.into_iter().flat_map(|row| row.inputs).map(move |input| Input { label: label.clone(), ..input })
        };
        Self {
            question: steps::question(page, &drawing, typed),
            answer: steps::answer(page, &drawing, typed),
            group: (kind == Some(AnswerKind::Text) || is_filled("group")).then(|| drawing.field(&GROUP)),
            bounds: if is_by_hand { BOUNDS.iter().flat_map(bound).collect() } else { Vec::new() },
            document: drawing.field(&DOCUMENT),
            links: steps::links(page, &drawing, typed),
            excerpt: drawing.field(&EXCERPT),
            paraphrase: drawing.field(&PARAPHRASE),
            more,
            why: id.map(|_| drawing.field(&WHY)),
        }
    }

    /// What is wrong, in the order of the page: where, and in a sentence that names the field.
    fn wrong(&self, words: Words, state: &FormState) -> Vec<(String, String)> {
        let mut found: Vec<(String, String, String)> = Vec::new();
        let mut note = |id: &str, label: &str, fault: &Option<String>| {
            found.extend(fault.clone().map(|fault| (id.to_owned(), label.to_owned(), fault)));
        };
        note("f-question", &words.say("field-claim-question"), &self.question.error);
        for input in &self.answer.inputs {
            note(&input.id, &self.answer.label, &input.error);
        }
        note(&self.answer.id, &self.answer.label, &self.answer.error);
        for input in &self.bounds {
            note(&input.id, &input.label, &input.error);
        }
        let of_field = |field: &Field| -> Vec<(String, String, Option<String>)> {
            let inputs = field.rows.iter().flat_map(|row| &row.inputs);
            inputs.map(|input| (input.id.clone(), field.label.clone(), input.error.clone())).collect()
        };
        let before = self.group.iter().chain([&self.document]).flat_map(of_field);
        before.for_each(|(id, label, fault)| note(&id, &label, &fault));
        for link in &self.links {
            note(&link.input.id, &link.name, &link.input.error);
        }
        let after = [&self.excerpt, &self.paraphrase].into_iter().chain(&self.more).chain(&self.why).flat_map(of_field);
        after.for_each(|(id, label, fault)| note(&id, &label, &fault));
        // Whatever has no field of its own is said all the same.
        for (place, fault) in &state.faults {
            if !found.iter().any(|(_, _, told)| told == fault) {
                found.push(("f-question".to_owned(), place.clone(), fault.clone()));
            }
        }
        let entry = |(id, field, fault): (String, String, String)| {
            (format!("#{id}"), words.tell("form-fault", &[("field", field.into()), ("fault", fault.into())]))
        };
        found.into_iter().map(entry).collect()
    }
}

/// Makes the input called `name` a choice among the other claims on the question.
fn offer_claims(page: &InCase, typed: &Typed, id: Option<&ClaimId>, fields: &mut [Field], name: &str) {
    let Some(question) = typed.question else { return };
    let Some(input) =
        fields.iter_mut().find(|field| field.name == name).and_then(|field| field.rows.first_mut()?.inputs.first_mut())
    else {
        return;
    };
    let dossier = page.dossier();
    let claims = dossier.claims_on(question);
    let chosen = input.value.clone();
    if claims.len() > CHOICES_MAX {
        return;
    }
    let mut choices = vec![Choice { value: String::new(), name: "—".to_owned(), is_chosen: chosen.is_empty() }];
    for &claim in claims.iter().filter(|&&claim| Some(&dossier.claims()[claim].id) != id) {
        let value = dossier.claims()[claim].id.to_string();
        let is_chosen = value == chosen;
        choices.push(Choice { value, name: page.words().claim_sentence(dossier, claim, &[]), is_chosen });
    }
    if !choices.iter().any(|choice| choice.is_chosen) {
        choices.push(Choice { value: chosen.clone(), name: chosen, is_chosen: true });
    }
    (input.kind, input.choices) = ("choice", choices);
}
