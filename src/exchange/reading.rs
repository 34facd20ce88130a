//! How a value is understood, as JSON: the same for `counterpoint read` and the API.

use serde_json::{Value, json};

use super::analysis::moment;
use crate::domain::{
    claim::ValueText,
    policy::Rule,
    question::AnswerKind,
    reading::{self, Lexicon, Reading, Sets},
    span::{Span, Spans},
    text::Text,
    value::place::Area,
};

/// A reading as JSON. Bounds are dates or date-times, integers, or seconds for a duration; null where open.
#[must_use]
pub fn to_json(text: &str, reading: &Reading, lexicon: &Lexicon<'_>) -> Value {
    let mut json = json!({
        "text": text,
        "canonical": reading.canonical,
        "canonical_is_core_only": is_core_only(reading, lexicon),
        "rule": reading.rule.map(Rule::name),
        "policy": lexicon.policy.version(),
        "uncertain": reading.is_uncertain,
    });
    match &reading.members[0] {
        Sets::Axis { core, envelope } => {
            json["core"] = bounds(core, lexicon);
            json["envelope"] = bounds(envelope, lexicon);
            if core.pieces().len() > 1 {
                json["pieces"] = core.pieces().iter().map(|piece| bounds(&(*piece).into(), lexicon)).collect();
            }
        }
        Sets::Areas(areas) => json["areas"] = areas.iter().map(|area| area_json(area, lexicon)).collect(),
        Sets::Nodes(_) | Sets::Words => {}
    }
    json
}

/// Whether the one notation, read again, reaches less or more far than the words did: no notation says "3 o'clock".
fn is_core_only(reading: &Reading, lexicon: &Lexicon<'_>) -> bool {
    let [Sets::Axis { envelope, .. }] = reading.members.as_slice() else { return false };
    let Ok(canonical) = Text::note(&reading.canonical) else { return false };
    let again = reading::read(&ValueText::One(canonical), lexicon);
    let reaches_elsewhere = |set: &Sets| matches!(set, Sets::Axis { envelope: again, .. } if again != envelope);
    !reading.is_by_hand && again.is_ok_and(|again| again.members.iter().any(reaches_elsewhere))
}

fn bounds(spans: &Spans, lexicon: &Lexicon<'_>) -> Value {
    let hull = spans.hull().unwrap_or(Span::ALL);
    if lexicon.kind == AnswerKind::Time {
        let bound = |second: i64| moment(second, hull, lexicon.utc_offset);
        json!([hull.lower().map(bound), hull.upper().map(bound)])
    } else {
        json!([hull.lower(), hull.upper()])
    }
}

fn area_json(area: &Area, lexicon: &Lexicon<'_>) -> Value {
    let id = |node: usize| lexicon.gazetteer.places[node].id.to_string();
    match area {
        Area::Node(node) => json!({ "place": id(*node) }),
        Area::Disc(disc) => json!({
            "place": disc.anchor.map(id),
            "lat": disc.centre.lat(),
            "lon": disc.centre.lon(),
            "radius_km": disc.radius_km,
        }),
    }
}
