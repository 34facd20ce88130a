//! The fields of the four steps that are of the form's own kind: the question by event, the answer by kind, the links.

use super::{LINK, NEW_LINK_LABELS, answer, typed::Typed};
use crate::{
    domain::{
        access::Need,
        question::{AnswerKind, Cardinality},
        record::Noun,
    },
    text::Words,
    web::{
        FormFields, InCase,
        forms::{
            known::Known,
            view::{Button, CHOICES_MAX, Choice, Drawing, Field, Input, new_key},
        },
    },
};
/// The questions to choose from.
pub(super) struct QuestionField {
    /// The title of each event with its questions.
    pub groups: Vec<(String, Vec<Choice>)>,
    /// The choices that stand alone: none, a question that is not there.
    pub alone: Vec<Choice>,
    /// Whether a new one can be asked.
    pub can_ask: bool,
    pub error: Option<String>,
    /// What it counts, over which days.
    pub scope: Option<String>,
}

/// The answer.
pub(super) struct AnswerField {
    /// The anchor of what has no input of its own.
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    /// One input for each answer typed; empty where options are ticked.
    pub inputs: Vec<Input>,
    pub options: Vec<Choice>,
    /// The names offered while typing.
    pub listed: Vec<String>,
    pub make: Option<Button>,
    pub can_add: bool,
    pub has_bounds: bool,
    pub error: Option<String>,
}

/// One link of the way.
pub(super) struct LinkField {
    /// Its number on the page: the document is number 1.
    pub number: usize,
    /// "Link 2".
    pub name: String,
    /// Whether it is the furthest back.
    pub is_last: bool,
    pub input: Input,
    /// What is on record of it, where it is one of the case: what kind of source it is, what it published of this.
    pub facts: Vec<String>,
    /// Puts a link after it.
    pub insert: String,
    /// Makes a source of the name that was typed.
    pub make: Option<Button>,
}

/// The choice of a question, by event.
pub(super) fn question(page: &InCase, drawing: &Drawing<'_>, typed: &Typed) -> QuestionField {
    let dossier = page.dossier();
    let choice = |number: usize| Choice {
        value: dossier.questions()[number].id.to_string(),
        name: page.text(&dossier.questions()[number].text).to_owned(),
        is_chosen: typed.question == Some(number),
    };
    let of_event = |event: usize| {
        let questions = (0..dossier.questions().len()).filter(|&number| dossier.event_of(number) == event);
        (page.text(&dossier.events()[event].title).to_owned(), questions.map(choice).collect::<Vec<_>>())
    };
    let groups = (0..dossier.events().len()).map(of_event).filter(|(_, questions)| !questions.is_empty()).collect();
    let sent = drawing.fields.text("question").to_owned();
    let is_unknown = typed.question.is_none() && !sent.is_empty();
    let mut alone = vec![Choice {
        value: String::new(),
        name: drawing.words.say("claim-form-choose"),
        is_chosen: typed.question.is_none() && !is_unknown,
    }];
    if is_unknown {
        alone.push(Choice { value: sent.clone(), name: sent, is_chosen: true });
    }
    let asked = typed.question.map(|number| &dossier.questions()[number]);
    let scope = asked.and_then(|asked| asked.scope.as_ref()).map(|scope| page.text(scope).to_owned());
    QuestionField {
        groups,
        alone,
        can_ask: page.rights.allow(Need::Edit),
        error: drawing.faults.get("question").cloned(),
        scope,
    }
}

/// The input of the answer, as the kind of the question asks for it.
pub(super) fn answer(page: &InCase, drawing: &Drawing<'_>, typed: &Typed) -> AnswerField {
    let words = drawing.words;
    let kind = answer::kind(page, typed.question);
    let word = kind.map_or("none", AnswerKind::word);
    let asked = typed.question.map(|number| &page.dossier().questions()[number]);
    let unit = asked.and_then(|asked| asked.unit.as_ref()).map(|unit| page.text(unit).to_owned());
    let is_many = asked.is_some_and(|asked| asked.cardinality == Cardinality::Many);
    let label = match unit {
        Some(unit) if kind == Some(AnswerKind::Count) => words.tell("claim-form-count-of", &[("unit", unit.into())]),
        _ => words.say(&format!("claim-form-answer-{word}")),
    };
    let options: Vec<Choice> = match asked.filter(|asked| asked.answer == AnswerKind::Choice) {
        Some(asked) => asked
            .options
            .iter()
            .map(|option| Choice {
                value: option.id.to_string(),
                name: page.text(&option.name).to_owned(),
                is_chosen: drawing.fields.all("value").any(|typed| typed.trim() == option.id.as_str()),
            })
            .collect(),
        None => Vec::new(),
    };
    let noun = match kind {
        Some(AnswerKind::Place) => Some(Noun::Place),
        Some(AnswerKind::Entity) => Some(Noun::Entity),
        _ => None,
    };
    let rows = drawing.fields.all("value").count().max(1);
    let inputs =
        if options.is_empty() { (0..rows).map(|row| value_input(drawing, row, noun)).collect() } else { Vec::new() };
    let hint = match (options.is_empty(), is_many) {
        (true, true) => words.say("claim-form-hint-many"),
        (false, true) => words.say("claim-form-hint-options-many"),
        _ => words.say(&format!("claim-form-hint-{word}")),
    };
    AnswerField {
        id: if options.is_empty() { "f-value".to_owned() } else { "f-value-0".to_owned() },
        label,
        hint: Some(hint).filter(|hint| !hint.is_empty()),
        error: drawing.faults.get("value[0]").filter(|_| inputs.is_empty()).cloned(),
        can_add: options.is_empty() && typed.question.is_some_and(|number| answer::takes_several(page, number)),
        has_bounds: matches!(kind, Some(AnswerKind::Time | AnswerKind::Duration | AnswerKind::Count)),
        make: noun.map(|noun| Button {
            op: format!("new:{}:value:{}", noun.word(), rows - 1),
            name: words.say(new_key(noun)),
        }),
        listed: noun.map_or_else(Vec::new, |noun| listed(page, noun)),
        inputs,
        options,
    }
}

fn value_input(drawing: &Drawing<'_>, row: usize, noun: Option<Noun>) -> Input {
    let id = if row == 0 { "f-value".to_owned() } else { format!("f-value-{row}") };
    let error = drawing.faults.get(&format!("value[{row}]")).cloned();
    let described = ["f-value-hint".to_owned(), "f-value-read".to_owned()];
    let described_by = described.into_iter().chain(error.as_ref().map(|_| format!("{id}-error")));
    let typed = drawing.fields.all("value").nth(row).unwrap_or_default();
    Input {
        described_by: described_by.collect::<Vec<_>>().join(" "),
        name: "value".to_owned(),
        kind: "line",
        value: shown(drawing.known, noun, typed),
        dir: "auto",
        list: noun.map(|_| "known-values"),
        has_focus: drawing.focus == Some(("value", row)),
        error,
        id,
        ..Input::default()
    }
}

/// A record that was named by its id, by its name.
fn shown(known: Known<'_>, noun: Option<Noun>, typed: &str) -> String {
    let Some(noun) = noun else { return typed.to_owned() };
    let name = known.name(noun, typed);
    if known.id_of(noun, &name) == typed { name } else { typed.to_owned() }
}

/// Whether the claim says its answer or denies it.
pub(super) fn stances(words: Words, fields: &FormFields) -> Vec<(&'static str, String, bool)> {
    let chosen = super::typed::filled(fields.first("stance")).unwrap_or("asserts").to_owned();
    super::stances(words).into_iter().map(|(word, name)| (word, name, word == chosen)).collect()
}

/// The links from the document back to whoever would know.
pub(super) fn links(page: &InCase, drawing: &Drawing<'_>, typed: &Typed) -> Vec<LinkField> {
    let (words, known) = (drawing.words, drawing.known);
    let count = drawing.fields.all(LINK).count();
    let behind = behind(page, drawing.fields, typed);
    let link = |(row, typed): (usize, &str)| {
        let number = row + 2;
        let id = format!("f-link-{number}");
        let error = drawing.faults.get(&format!("{LINK}[{row}]")).cloned();
        let source_id = known.id_of(Noun::Source, typed.trim());
        let source = source_id.parse().ok().and_then(|id| page.dossier().source_number(&id));
        let is_unknown = source.is_none() && !typed.trim().is_empty();
        let make = (is_unknown || error.is_some()).then(|| Button {
            op: format!("new:source:{LINK}:{row}"),
            name: if is_unknown {
                words.tell("claim-form-make-source", &[("name", typed.trim().into())])
            } else {
                words.say("form-new-source")
            },
        });
        LinkField {
            number,
            name: words.tell("claim-form-link", &[("number", words.number(number.try_into().unwrap_or(0)).into())]),
            is_last: row + 1 == count,
            insert: insert_after(words, number),
            facts: source.map_or_else(Vec::new, |source| facts(page, source, &behind)),
            input: Input {
                described_by: error.as_ref().map(|_| format!("{id}-error")).unwrap_or_default(),
                name: LINK.to_owned(),
                label: words.say(NEW_LINK_LABELS[usize::from(row + 1 == count)]),
                kind: "line",
                value: shown(known, Some(Noun::Source), typed),
                dir: "auto",
                list: Some("known-sources"),
                has_focus: drawing.focus == Some((LINK, row)),
                error,
                id,
                ..Input::default()
            },
            make,
        }
    };
    drawing.fields.all(LINK).enumerate().map(link).collect()
}

/// The most documents named beside a link.
const PUBLISHED_MAX: usize = 3;

/// What kind of source it is, and what it published of this, as far as that is on record.
fn facts(page: &InCase, source: usize, behind: &[usize]) -> Vec<String> {
    let (words, dossier) = (page.words(), page.dossier());
    let is_its = |document: &&usize| dossier.documents()[**document].publisher == dossier.sources()[source].id;
    let published = behind.iter().filter(is_its).take(PUBLISHED_MAX).map(|&document| {
        let document = &dossier.documents()[document];
        let said = [
            ("title", page.text(&document.title).to_owned().into()),
            ("date", words.dated(&document.published).into()),
        ];
        words.tell("claim-form-link-published", &said)
    });
    std::iter::once(words.source_kind(&dossier.sources()[source])).chain(published).collect()
}

/// The documents behind the one in hand: that of the claim which this one retells, and those it cites, directly or
/// through others; the earliest first.
fn behind(page: &InCase, fields: &FormFields, typed: &Typed) -> Vec<usize> {
    let dossier = page.dossier();
    let retold = super::typed::filled(fields.first("relays")).and_then(|id| dossier.claim_number(&id.parse().ok()?));
    let mut found: Vec<usize> = retold.map(|claim| dossier.document_of(claim)).into_iter().collect();
    let mut next = Vec::from_iter(typed.document);
    while let Some(document) = next.pop() {
        let cited = dossier.documents()[document].cites.iter().filter_map(|id| dossier.document_number(id));
        for cited in cited.collect::<Vec<_>>() {
            if !found.contains(&cited) {
                found.push(cited);
                next.push(cited);
            }
        }
    }
    found.sort_by_key(|&document| (dossier.documents()[document].published.last(), document));
    found
}

/// "Insert a link after 2".
pub(super) fn insert_after(words: Words, number: usize) -> String {
    words.tell("claim-form-insert", &[("number", words.number(number.try_into().unwrap_or(0)).into())])
}

/// The names offered while typing.
pub(super) fn listed(page: &InCase, noun: Noun) -> Vec<String> {
    Known::of(page).all(noun).into_iter().map(|(_, name)| name).take(CHOICES_MAX).collect()
}

/// Whether a field of the details has something to show.
pub(super) fn is_telling(field: &Field) -> bool {
    let inputs = || field.rows.iter().flat_map(|row| &row.inputs);
    field.error.is_some() || inputs().any(|input| input.error.is_some() || !input.value.trim().is_empty())
}
