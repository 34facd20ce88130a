//! A form as it is printed: fields, each with rows of inputs, what is wrong with them and what can be done to them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    control::{Control, Kind},
    known::Known,
    typed,
};
use crate::{
    domain::{policy::Rule, record::Noun},
    text::Words,
    web::FormFields,
};

/// The most records offered as a list to choose from; of more, the id or name is typed.
pub const CHOICES_MAX: usize = 300;

/// A field: one input, or a group of them in rows.
#[derive(Debug, Default)]
pub struct Field {
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    /// What is wrong with the group as a whole.
    pub error: Option<String>,
    pub is_required: bool,
    pub is_detail: bool,
    /// Whether the inputs have names of their own below that of the field.
    pub is_group: bool,
    pub rows: Vec<Row>,
    /// Adds a row.
    pub add: Option<Button>,
}

/// Inputs beside each other, and what can be done to all of them.
#[derive(Debug, Default)]
pub struct Row {
    pub inputs: Vec<Input>,
    pub buttons: Vec<Button>,
}

/// One input.
#[derive(Debug, Default)]
pub struct Input {
    /// Its anchor.
    pub id: String,
    pub name: String,
    pub label: String,
    /// `line`, `lines`, `choice`, `tick`, `hidden`.
    pub kind: &'static str,
    pub value: String,
    pub dir: &'static str,
    pub lang: Option<&'static str>,
    pub mode: Option<&'static str>,
    pub placeholder: String,
    /// The id of the list of what is offered while typing.
    pub list: Option<&'static str>,
    pub lines: u8,
    pub choices: Vec<Choice>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// The ids of what explains it, for those who do not see them beside it.
    pub described_by: String,
    pub is_required: bool,
    /// Whether it is ticked.
    pub is_set: bool,
    /// Whether the reader's attention belongs here.
    pub has_focus: bool,
    pub buttons: Vec<Button>,
}

/// Something to choose.
#[derive(Debug)]
pub struct Choice {
    pub value: String,
    pub name: String,
    pub is_chosen: bool,
}

/// A button of a form: what it does, and its words.
#[derive(Debug)]
pub struct Button {
    pub op: String,
    pub name: String,
}

/// What fields are drawn from.
pub struct Drawing<'a> {
    pub words: Words,
    pub known: Known<'a>,
    pub fields: &'a FormFields,
    /// What is wrong, in sentences, by the place in the record: `name.en`, `options[2].name`.
    pub faults: &'a BTreeMap<String, String>,
    /// The name and row of the input that the reader's attention belongs to.
    pub focus: Option<(&'a str, usize)>,
}

impl Drawing<'_> {
    /// A field as it is printed.
    #[must_use]
    pub fn field(&self, control: &Control) -> Field {
        let (rows, add) = self.rows(control);
        let hint = control.hint.map(|hint| self.words.say(hint));
        let is_group = !matches!(
            control.kind,
            Kind::Line
                | Kind::Code
                | Kind::Lines { .. }
                | Kind::Word(_)
                | Kind::Flag
                | Kind::Number
                | Kind::Reference(_)
        );
        let mut field = Field {
            name: control.name,
            label: self.words.say(control.label),
            hint,
            error: None,
            is_required: control.is_required,
            is_detail: control.is_detail,
            is_group,
            rows,
            add,
        };
        if is_group {
            field.error = self.error_of_group(control, &field.rows);
        } else if let Some(input) = field.rows.first_mut().and_then(|row| row.inputs.first_mut()) {
            input.label.clone_from(&field.label);
            input.is_required = control.is_required;
        }
        describe(&mut field);
        field
    }

    /// What is wrong with a group that none of its inputs shows.
    fn error_of_group(&self, control: &Control, rows: &[Row]) -> Option<String> {
        let shown: BTreeSet<&String> =
            rows.iter().flat_map(|row| &row.inputs).filter_map(|input| input.error.as_ref()).collect();
        let within = |path: &str| {
            let rest = path.strip_prefix(control.name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let hidden = self.faults.iter().find(|(path, sentence)| within(path) && !shown.contains(sentence));
        hidden.map(|(_, sentence)| sentence.clone())
    }

    fn rows(&self, control: &Control) -> (Vec<Row>, Option<Button>) {
        let one = |input: Input| (vec![Row { inputs: vec![input], buttons: Vec::new() }], None);
        match control.kind {
            Kind::Localised { is_long, takes_any } => {
                let inputs = self.localised(control.name, control.name, 0, Parts { is_long, takes_any });
                (vec![Row { inputs, buttons: Vec::new() }], None)
            }
            Kind::References(noun) => self.references(control, noun),
            Kind::Options => self.options(control),
            Kind::Policy => (vec![Row { inputs: self.policy(), buttons: Vec::new() }], None),
            Kind::Reference(noun) => one(self.reference(control.name, noun, 0, control.name)),
            Kind::Line => one(self.line(control.name)),
            Kind::Code => one(Input { dir: "ltr", ..self.line(control.name) }),
            Kind::Number => one(Input { dir: "ltr", mode: Some("decimal"), ..self.line(control.name) }),
            Kind::Lines { rows } => one(Input { kind: "lines", lines: rows, ..self.line(control.name) }),
            Kind::Flag => {
                one(Input { kind: "tick", is_set: self.fields.is_ticked(control.name), ..self.line(control.name) })
            }
            Kind::Word(words) => {
                let input = self.line(control.name);
                let offered = words(self.words).into_iter().map(|(word, name)| (word.to_owned(), name)).collect();
                one(Input { kind: "choice", choices: choices(offered, &input.value), ..input })
            }
        }
    }

    fn line(&self, name: &str) -> Input {
        self.input(name, 0, name)
    }

    /// The input called `name` in row `row`, whose faults stand at `path`.
    fn input(&self, name: &str, row: usize, path: &str) -> Input {
        let id = if row == 0 { format!("f-{name}") } else { format!("f-{name}-{row}") };
        Input {
            id: id.replace('.', "-"),
            name: name.to_owned(),
            kind: "line",
            value: self.fields.all(name).nth(row).unwrap_or_default().to_owned(),
            dir: "auto",
            error: self.faults.get(path).cloned(),
            has_focus: self.focus == Some((name, row)),
            ..Input::default()
        }
    }

    /// The inputs of a text by language. A fault of the text as a whole stands at the first of them.
    fn localised(&self, name: &str, path: &str, row: usize, parts: Parts) -> Vec<Input> {
        let Parts { is_long, takes_any } = parts;
        let (kind, lines) = if is_long { ("lines", 4) } else { ("line", 0) };
        let by = |tag: &'static str, label: &str| Input {
            lang: Some(tag),
            label: self.words.say(label),
            kind,
            lines,
            ..self.input(&format!("{name}.{tag}"), row, &format!("{path}.{tag}"))
        };
        let any = self.input(name, row, path);
        let has_any = takes_any || !any.value.is_empty();
        let mut inputs = vec![by("en", "form-in-english"), by("ar", "form-in-arabic")];
        if has_any {
            inputs.push(Input { label: self.words.say("form-in-another"), kind, lines, ..any });
        } else {
            inputs[0].error = inputs[0].error.take().or(any.error);
        }
        inputs
    }

    fn reference(&self, name: &str, noun: Noun, row: usize, path: &str) -> Input {
        let input = self.input(name, row, path);
        let make = Button { op: format!("new:{}:{name}:{row}", noun.word()), name: self.words.say(new_key(noun)) };
        let buttons = if can_be_made_inline(noun) { vec![make] } else { Vec::new() };
        if self.known.count(noun) > CHOICES_MAX {
            return Input { placeholder: self.words.say("form-type-a-name"), buttons, ..input };
        }
        let mut choices = choices(self.known.all(noun), &input.value);
        if !input.value.is_empty() && !choices.iter().any(|choice| choice.is_chosen) {
            // What was typed stays, whether there is such a record or not.
            let (value, name) = (input.value.clone(), input.value.clone());
            choices.insert(1, Choice { value, name, is_chosen: true });
        }
        Input { kind: "choice", choices, buttons, ..input }
    }

    fn references(&self, control: &Control, noun: Noun) -> (Vec<Row>, Option<Button>) {
        let name = control.name;
        let filled = typed::filled_rows(control, self.fields);
        let count = self.fields.all(name).count().max(1);
        let rows = (0..count).map(|row| {
            let place = filled.iter().position(|filled| *filled == row);
            let path = place.map_or_else(String::new, |place| format!("{name}[{place}]"));
            let label = self.words.tell("form-row", &[("number", self.words.number(number(row)).into())]);
            let mut input = Input { label, ..self.reference(name, noun, row, &path) };
            let mut buttons = std::mem::take(&mut input.buttons);
            buttons.push(self.button("remove", name, row, "form-remove"));
            Row { inputs: vec![input], buttons }
        });
        (rows.collect(), Some(self.button("insert", name, count, "form-add-row")))
    }

    fn options(&self, control: &Control) -> (Vec<Row>, Option<Button>) {
        let filled = typed::filled_rows(control, self.fields);
        let ids: Vec<(String, String)> = typed::option_rows(self.fields)
            .filter(|row| !row.id.is_empty() && !row.is_empty())
            .map(|row| (row.id.to_owned(), [row.en, row.ar, row.plain].join(" ").trim().to_owned()))
            .collect();
        let count = self.fields.all("options.name.en").count();
        let rows = (0..count).map(|row| {
            let place = filled.iter().position(|filled| *filled == row);
            let path = place.map_or_else(|| "-".to_owned(), |place| format!("options[{place}]"));
            let parts = Parts { is_long: false, takes_any: false };
            let hidden = |name: &str| Input { kind: "hidden", ..self.input(name, row, "-") };
            let mut inputs = vec![hidden("options.id")];
            let mut names = self.localised("options.name", &format!("{path}.name"), row, parts);
            if names.len() == 2 {
                inputs.push(hidden("options.name"));
            }
            let first = &mut names[0].error;
            *first = first.take().or_else(|| self.faults.get(&format!("{path}.id")).cloned());
            inputs.append(&mut names);
            let part_of = self.input("options.part_of", row, &format!("{path}.part_of"));
            let others = ids.iter().filter(|(id, _)| self.fields.all("options.id").nth(row) != Some(id)).cloned();
            let choices = choices(others.collect(), &part_of.value);
            inputs.push(Input { kind: "choice", choices, label: self.words.say("field-option-part-of"), ..part_of });
            let up = (row > 0).then(|| self.button("up", "options", row, "form-up"));
            let insert = self.button("insert", "options", row + 1, "form-insert-after");
            let remove = self.button("remove", "options", row, "form-remove");
            Row { inputs, buttons: up.into_iter().chain([insert, remove]).collect() }
        });
        (rows.collect(), Some(self.button("insert", "options", count, "form-add-option")))
    }

    fn policy(&self) -> Vec<Input> {
        let rule = |rule: &Rule| {
            let path = format!("policy.{}", rule.name());
            let input = self.input(&path, 0, &path);
            let placeholder = self.words.decimal(rule.default_value());
            Input {
                label: self.words.rule(*rule, rule.default_value()),
                dir: "ltr",
                mode: Some("decimal"),
                placeholder,
                ..input
            }
        };
        Rule::ALL.iter().map(rule).collect()
    }

    fn button(&self, act: &str, name: &str, row: usize, words: &str) -> Button {
        Button { op: format!("{act}:{name}:{row}"), name: self.words.say(words) }
    }
}

/// Which parts a text by language has.
#[derive(Clone, Copy)]
struct Parts {
    is_long: bool,
    takes_any: bool,
}

fn number(row: usize) -> i64 {
    i64::try_from(row + 1).unwrap_or(i64::MAX)
}

/// The choices of a list, after the one of choosing nothing.
fn choices(offered: Vec<(String, String)>, chosen: &str) -> Vec<Choice> {
    let nothing = (String::new(), "—".to_owned());
    let all = std::iter::once(nothing).chain(offered);
    all.map(|(value, name)| Choice { is_chosen: value == chosen, value, name }).collect()
}

/// Ties every input to its hint and its fault.
fn describe(field: &mut Field) {
    let group = format!("g-{}", field.name);
    let of_group =
        [field.hint.as_ref().map(|_| format!("{group}-hint")), field.error.as_ref().map(|_| format!("{group}-error"))];
    for input in field.rows.iter_mut().flat_map(|row| &mut row.inputs) {
        let own = input.error.as_ref().map(|_| format!("{}-error", input.id));
        let all: Vec<String> = of_group.iter().cloned().chain([own]).flatten().collect();
        input.described_by = all.join(" ");
    }
}

/// Whether a record of this noun can be made from within another form.
#[must_use]
pub fn can_be_made_inline(noun: Noun) -> bool {
    !matches!(noun, Noun::Case | Noun::Claim | Noun::Assessment)
}

/// The message that names making a record of this noun.
#[must_use]
pub fn new_key(noun: Noun) -> &'static str {
    match noun {
        Noun::Case => "form-new-case",
        Noun::Place => "form-new-place",
        Noun::Entity => "form-new-entity",
        Noun::Source => "form-new-source",
        Noun::Document => "form-new-document",
        Noun::Event => "form-new-event",
        Noun::Question => "form-new-question",
        Noun::Claim | Noun::Assessment => "form-add-claim",
    }
}
