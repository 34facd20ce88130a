//! What was typed, as the case file would have it, and back: forms, API and case files share one grammar and one set of
//! faults because a form becomes the JSON that [`case_file::read_record`] reads.
//!
//! [`case_file::read_record`]: crate::exchange::case_file::read_record

use serde_json::{Map, Number, Value};

use super::{
    control::{Control, Kind},
    known::Known,
};
use crate::{
    domain::{fold::fold, id, policy::Rule},
    web::FormFields,
};

/// The record that was typed over `base`: what the form does not ask for stays as it is there.
#[must_use]
pub fn record(controls: &[Control], fields: &FormFields, base: Map<String, Value>, known: Known<'_>) -> Value {
    let mut record = base;
    for control in controls {
        match value(control, fields, known) {
            Some(value) => record.insert(control.name.to_owned(), value),
            None => record.remove(control.name),
        };
    }
    Value::Object(record)
}

/// What was typed into one control, `None` where it was left empty.
#[must_use]
pub fn value(control: &Control, fields: &FormFields, known: Known<'_>) -> Option<Value> {
    let name = control.name;
    let line = || filled(fields.first(name));
    match control.kind {
        Kind::Line | Kind::Code | Kind::Lines { .. } | Kind::Word(_) => line().map(Value::from),
        Kind::Number => line().map(number),
        Kind::Flag => fields.is_ticked(name).then_some(Value::Bool(true)),
        Kind::Reference(noun) => line().map(|typed| known.id_of(noun, typed).into()),
        Kind::References(noun) => {
            let ids: Vec<Value> =
                fields.all(name).filter_map(|id| filled(Some(id))).map(|id| known.id_of(noun, id).into()).collect();
            (!ids.is_empty()).then_some(Value::Array(ids))
        }
        Kind::Localised { .. } => {
            let by = |tag: &str| filled(fields.first(&format!("{name}.{tag}")));
            localised(line(), by("en"), by("ar"))
        }
        Kind::Options => options(fields),
        Kind::Policy => policy(fields),
    }
}

/// Where a text stands in no language and in one as well, it cannot be kept; [`both_kinds`] finds that.
fn localised(plain: Option<&str>, en: Option<&str>, ar: Option<&str>) -> Option<Value> {
    if en.is_none() && ar.is_none() {
        return plain.map(Value::from);
    }
    let by = [("en", en), ("ar", ar)].into_iter().filter_map(|(tag, text)| Some((tag.to_owned(), text?.into())));
    Some(Value::Object(by.collect()))
}

/// The names of localised fields that hold a text in another language beside one in English or Arabic.
pub fn both_kinds<'a>(controls: &'a [Control], fields: &'a FormFields) -> impl Iterator<Item = &'static str> {
    controls.iter().filter(|control| matches!(control.kind, Kind::Localised { .. })).map(|control| control.name).filter(
        |name| {
            let has = |name: &str| filled(fields.first(name)).is_some();
            has(name) && (has(&format!("{name}.en")) || has(&format!("{name}.ar")))
        },
    )
}

fn options(fields: &FormFields) -> Option<Value> {
    let rows: Vec<Value> = option_rows(fields)
        .filter(|row| !row.is_empty())
        .map(|row| {
            let mut option = Map::new();
            let mut set = |name: &str, value: Option<Value>| value.map(|value| option.insert(name.to_owned(), value));
            set("id", filled(Some(row.id)).map(Value::from));
            set("name", localised(filled(Some(row.plain)), filled(Some(row.en)), filled(Some(row.ar))));
            set("part_of", filled(Some(row.part_of)).map(Value::from));
            Value::Object(option)
        })
        .collect();
    (!rows.is_empty()).then_some(Value::Array(rows))
}

/// One option as typed.
#[derive(Debug, Clone, Copy)]
pub struct OptionRow<'a> {
    pub id: &'a str,
    pub plain: &'a str,
    pub en: &'a str,
    pub ar: &'a str,
    pub part_of: &'a str,
}

impl OptionRow<'_> {
    /// Whether nothing was typed into it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [self.plain, self.en, self.ar, self.part_of].iter().all(|text| text.trim().is_empty())
    }
}

/// The options as typed, row by row.
pub fn option_rows(fields: &FormFields) -> impl Iterator<Item = OptionRow<'_>> {
    let column = |name: &'static str| -> Vec<&str> { fields.all(name).collect() };
    let (ids, plain) = (column("options.id"), column("options.name"));
    let (en, ar, part_of) = (column("options.name.en"), column("options.name.ar"), column("options.part_of"));
    (0..en.len()).map(move |row| OptionRow {
        id: ids.get(row).copied().unwrap_or_default(),
        plain: plain.get(row).copied().unwrap_or_default(),
        en: en[row],
        ar: ar.get(row).copied().unwrap_or_default(),
        part_of: part_of.get(row).copied().unwrap_or_default(),
    })
}

/// Only the rules that differ from the table are the case's own.
fn policy(fields: &FormFields) -> Option<Value> {
    let own: Map<String, Value> = Rule::ALL
        .iter()
        .filter_map(|rule| {
            let typed = number(filled(fields.first(&format!("policy.{}", rule.name())))?);
            (typed.as_f64() != Some(rule.default_value())).then(|| (rule.name().to_owned(), typed))
        })
        .collect();
    (!own.is_empty()).then_some(Value::Object(own))
}

/// A number as people write it, in either set of digits; what is none stays a text and is refused as one.
fn number(typed: &str) -> Value {
    let plain = fold(typed).replace(',', ".");
    let whole = plain.parse::<i64>().ok().map(Number::from);
    let number = whole.or_else(|| plain.parse::<f64>().ok().and_then(Number::from_f64));
    number.map_or_else(|| typed.into(), Value::Number)
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The fields of a form that would have given `record`.
#[must_use]
pub fn fields_of(controls: &[Control], record: &Value) -> FormFields {
    let mut pairs = Vec::new();
    for control in controls {
        match (&record[control.name], control.kind) {
            (Value::Null | Value::Bool(false), _) => {}
            (Value::Object(rules), Kind::Policy) => {
                pairs.extend(rules.iter().map(|(rule, value)| (format!("policy.{rule}"), shown(value))));
            }
            (Value::Array(rows), Kind::Options) => rows.iter().for_each(|row| add_option(row, &mut pairs)),
            (Value::Array(ids), _) => pairs.extend(ids.iter().map(|id| (control.name.to_owned(), shown(id)))),
            (Value::Object(by), _) => {
                pairs.extend(by.iter().map(|(tag, text)| (format!("{}.{tag}", control.name), shown(text))));
            }
            (value, _) => pairs.push((control.name.to_owned(), shown(value))),
        }
    }
    FormFields { pairs }
}

fn add_option(row: &Value, pairs: &mut Vec<(String, String)>) {
    let text = |value: &Value| if value.is_null() { String::new() } else { shown(value) };
    let name = &row["name"];
    let plain = if name.is_string() { text(name) } else { String::new() };
    let by = |tag: &str| name.get(tag).map(text).unwrap_or_default();
    let values = [text(&row["id"]), plain, by("en"), by("ar"), text(&row["part_of"])];
    pairs.extend(super::control::OPTION_NAMES.into_iter().map(str::to_owned).zip(values));
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "on".to_owned(),
        value => value.to_string(),
    }
}

/// Gives every option that has a name and no id one that is made from the name.
pub fn name_options(fields: &mut FormFields) {
    let rows: Vec<(String, String)> = option_rows(fields)
        .map(|row| {
            let name = [row.en, row.plain, row.ar].into_iter().find(|text| !text.trim().is_empty());
            (row.id.to_owned(), name.unwrap_or_default().to_owned())
        })
        .collect();
    let mut ids: Vec<String> = rows.iter().map(|(id, _)| id.clone()).collect();
    for (number, (id, name)) in rows.iter().enumerate() {
        if id.trim().is_empty()
            && let Some(stem) = id::slug_of(name)
        {
            let numbered = (2..).map(|n| format!("{stem}-{n}"));
            let free = std::iter::once(stem.clone()).chain(numbered).find(|id| !ids.contains(id));
            ids[number] = free.unwrap_or_default();
        }
    }
    let mut ids = ids.into_iter();
    for (name, value) in &mut fields.pairs {
        if name == "options.id" {
            *value = ids.next().unwrap_or_default();
        }
    }
}

/// The rows of a list that something was typed into: the record has these alone, in this order.
#[must_use]
pub fn filled_rows(control: &Control, fields: &FormFields) -> Vec<usize> {
    match control.kind {
        Kind::Options => {
            option_rows(fields).enumerate().filter(|(_, row)| !row.is_empty()).map(|(number, _)| number).collect()
        }
        _ => fields
            .all(control.name)
            .enumerate()
            .filter(|(_, id)| !id.trim().is_empty())
            .map(|(number, _)| number)
            .collect(),
    }
}
