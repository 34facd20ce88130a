//! The case in a case file.

use serde_json::Value;

use super::{Field, ID, Noun, Shape};
use crate::{
    domain::{
        case::{Case, Visibility},
        fault::FaultKind,
        id::CaseId,
        near::nearest,
        policy::{Policy, Rule},
        text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, Text},
    },
    exchange::case_file::{
        json::Json,
        reader::{Fields, Spot, Trail},
        write::{self, Object},
    },
};

impl Noun for Case {
    const NAME: &'static str = "case";
    const LIST: &'static str = "case";
    const FIELDS: &'static [Field] = &[
        ID,
        Field::required(
            "title",
            Shape::Localised(NAME_CHARS_MAX),
            "The title of the case.",
            r#"{"en": "The attempt against al-Baghdadi"}"#,
        ),
        Field::optional(
            "summary",
            Shape::Localised(NOTE_CHARS_MAX),
            "What the case is about, in a few sentences.",
            r#""The sources disagree about when and where it happened.""#,
        ),
        Field::required(
            "visibility",
            Shape::Word(|| Visibility::ALL.iter().map(|word| word.word()).collect()),
            "Who may see the case: everybody, everybody signed in, or its members.",
            r#""public""#,
        ),
        Field::optional(
            "policy",
            Shape::Policy,
            "Rules of the tolerance table that this case sets itself, by name.",
            r#"{"near-km": 5}"#,
        ),
    ];

    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let id = fields.id(CaseId::parse).or_else(|| CaseId::parse("unread").ok());
        let title = fields.sure_localised("title", Text::name);
        let summary = fields.localised("summary", Text::note);
        let visibility = fields.text("visibility", Visibility::parse).unwrap_or(Visibility::Private);
        let policy = fields.read("policy", read_policy).unwrap_or_default();
        Some(Self { id: id?, title: title?, summary, visibility, policy })
    }

    fn write(&self) -> Value {
        let policy = self.policy.overrides().iter();
        let policy =
            policy.fold(Object::new(), |object, (rule, value)| object.value(rule.name(), write::number(*value)));
        Object::new()
            .text("id", &self.id)
            .localised("title", &self.title)
            .maybe_localised("summary", self.summary.as_ref())
            .text("visibility", self.visibility.word())
            .maybe("policy", (!self.policy.overrides().is_empty()).then(|| policy.finish()))
            .finish()
    }
}

/// Reads the rules that are sound; each other one is a fault at its name.
fn read_policy(mut spot: Spot<'_, '_>) -> Option<Policy> {
    let Json::Object(members) = spot.json else { return spot.refuse(FaultKind::WrongType { expected: "object" }) };
    let mut policy = Policy::standard();
    for (name, json) in members {
        let trail = Trail::Field(&spot.trail, name);
        let Some(rule) = Rule::named(name) else {
            let names = || Rule::ALL.iter().map(|rule| rule.name());
            let near = nearest(name, names()).map(str::to_owned);
            spot.faults.note(trail, FaultKind::UnknownField { near, allowed: names().map(str::to_owned).collect() });
            continue;
        };
        if policy.overrides().contains_key(&rule) {
            spot.faults.note(trail, FaultKind::DuplicateKey);
            continue;
        }
        let value = Spot { json, trail, faults: spot.faults }.number(0.0, rule.max());
        if let Some(with_rule) = value.and_then(|value| policy.clone().with(rule, value)) {
            policy = with_rule;
        }
    }
    Some(policy)
}
