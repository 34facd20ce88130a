//! The analysis of a case as JSON: the contract of `counterpoint analyze` and of the API.

use serde_json::{Map, Value, json};

use crate::domain::{
    analysis::{Analysis, Position, QuestionAnalysis},
    as_known::{Clock, Recorded},
    calendar::{Day, UtcOffset},
    disagreement::{Gap, Severity},
    dossier::Dossier,
    explanation::{Sentence, Wording},
    extent::Denotation,
    independence::{Origins, Range},
    question::AnswerKind,
    reading::is_whole_days,
    span::Span,
    value::place::Area,
};

/// What the JSON says beside the analysis itself.
pub struct Frame<'a> {
    /// The records analysed.
    pub dossier: &'a Dossier,
    /// Where their claims come from, as known on the day of the analysis.
    pub origins: &'a Origins,
    /// The revision of the case, 0 for a file.
    pub revision: i64,
    /// The moment at which our records stood so, where they are looked at from one.
    pub recorded: Option<&'a Recorded>,
    /// The clock the analysis was cut on.
    pub clock: Clock,
    /// The words of each question, in the order of the analysis.
    pub wordings: &'a [Wording],
}

/// The analysis as JSON.
#[must_use]
pub fn to_json(analysis: &Analysis, frame: &Frame<'_>) -> Value {
    let counts = analysis.counts;
    let questions: Vec<Value> = analysis
        .questions
        .iter()
        .zip(frame.wordings)
        .map(|(question, wording)| question_json(question, wording, frame))
        .collect();
    json!({
        "case": frame.dossier.case().id.as_str(),
        "as_of": analysis.as_of.map(|day| day.to_string()).or(frame.recorded.map(ToString::to_string)),
        "clock": frame.clock.word(),
        "policy": frame.dossier.case().policy.version(),
        "revision": frame.revision,
        "counts": {
            "claims": counts.claims,
            "questions": counts.questions,
            "contested": counts.contested,
            "one_source": counts.one_source,
            "unclear": counts.unclear,
            "corroborated": counts.corroborated,
            "untraceable": counts.untraceable,
            "unanswered": counts.unanswered,
        },
        "questions": questions,
    })
}

fn question_json(analysis: &QuestionAnalysis, wording: &Wording, frame: &Frame<'_>) -> Value {
    let dossier = frame.dossier;
    let question = &dossier.questions()[analysis.question];
    let positions: Vec<Value> = analysis
        .positions
        .iter()
        .zip(&wording.positions)
        .map(|(position, text)| position_json(position, text, analysis.question, frame))
        .collect();
    let pair = |(a, b): &(usize, usize)| json!([claim_id(dossier, *a), claim_id(dossier, *b)]);
    let nodes: Vec<String> =
        analysis.corroborated_nodes.iter().map(|&node| node_id(dossier, analysis.question, node)).collect();
    json!({
        "question": question.id.as_str(),
        "event": question.event.as_str(),
        "state": analysis.state.word(),
        "visible_claims": analysis.visible.len(),
        "non_committal": claim_ids(dossier, &analysis.non_committal),
        "undetermined": analysis.undetermined.iter().map(pair).collect::<Vec<_>>(),
        "positions": positions,
        "corroborated": nodes,
        "gap": analysis.gap.as_ref().map(|gap| gap_json(gap, dossier)),
        "severity": analysis.severity.map(severity_json),
        "kinds": analysis.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
        "witness": claim_ids(dossier, &analysis.witness),
        "strict_positions": analysis.strict_positions,
        "warnings": analysis.warnings.iter().map(|warning| warning.word()).collect::<Vec<_>>(),
        "explanation": wording.explanation.as_ref().map(sentence_json),
    })
}

fn position_json(position: &Position, text: &Sentence, question: usize, frame: &Frame<'_>) -> Value {
    let dossier = frame.dossier;
    json!({
        "letter": position.letter.to_string(),
        "claims": claim_ids(dossier, &position.claims),
        "exclusive": claim_ids(dossier, &position.exclusive),
        "support": support_json(position, frame),
        "exclusive_support": range_json(position.exclusive_support),
        "value": value_json(position, text, question, dossier),
    })
}

/// What stands behind a position; `circular` is there only where a circle of relays is among the roots.
fn support_json(position: &Position, Frame { dossier, origins, .. }: &Frame<'_>) -> Value {
    let sources = |numbers: &[usize]| -> Vec<String> {
        numbers.iter().map(|&number| dossier.sources()[number].id.to_string()).collect()
    };
    let support = &position.support;
    let mut said = json!({
        "min": support.range.min,
        "max": support.range.max,
        "roots": sources(&support.roots),
        "channels": sources(&support.channels),
        "documents": support.documents,
    });
    if origins.roots_behind(&position.claims, &support.roots).iter().any(|root| root.is_circular) {
        said["circular"] = true.into();
    }
    said
}

fn range_json(range: Range) -> Value {
    json!({ "min": range.min, "max": range.max })
}

fn value_json(position: &Position, text: &Sentence, question: usize, dossier: &Dossier) -> Value {
    let mut value = Map::new();
    value.insert("text".into(), sentence_json(text));
    match &position.denotation {
        Denotation::Axis(spans) => {
            let hull = spans.hull().unwrap_or(Span::ALL);
            if dossier.questions()[question].answer == AnswerKind::Time {
                let offset = dossier.utc_offset(question);
                value.insert("earliest".into(), json!(hull.lower().map(|second| moment(second, hull, offset))));
                value.insert("latest".into(), json!(hull.upper().map(|second| moment(second, hull, offset))));
            } else {
                value.insert("low".into(), json!(hull.lower()));
                value.insert("high".into(), json!(hull.upper()));
            }
        }
        Denotation::Nodes { nodes, except } => {
            let ids = |nodes: &[usize]| nodes.iter().map(|&node| node_id(dossier, question, node)).collect::<Vec<_>>();
            value.insert("nodes".into(), json!(ids(nodes)));
            if !except.is_empty() {
                value.insert("except".into(), json!(ids(except)));
            }
        }
        Denotation::Areas { areas, except } => {
            let ids = |areas: &[Area]| areas.iter().filter_map(|area| area_id(dossier, area)).collect::<Vec<_>>();
            // A circle around a place that is denied goes by the name of that place: it is not named twice.
            let (mut nodes, denied) = (ids(areas), ids(except));
            nodes.retain(|node| !denied.contains(node));
            value.insert("nodes".into(), json!(nodes));
            if !except.is_empty() {
                value.insert("except".into(), json!(denied));
            }
        }
        Denotation::Words => {}
    }
    Value::Object(value)
}

/// A bound as a date where the span is made of whole days, else as a date-time with its offset.
#[must_use]
pub fn moment(second: i64, span: Span, offset: UtcOffset) -> String {
    let day = Day::of_second(second, offset);
    if is_whole_days(span, offset) {
        return day.to_string();
    }
    let of_day = second.saturating_add(offset.seconds()).rem_euclid(86_400);
    format!("{day}T{:02}:{:02}:{:02}{offset}", of_day / 3_600, of_day / 60 % 60, of_day % 60)
}

fn gap_json(gap: &Gap, dossier: &Dossier) -> Value {
    match *gap {
        Gap::Days(least, most) => json!({ "days": [least, most] }),
        Gap::Seconds(least, most) => json!({ "seconds": [least, most] }),
        Gap::Quantity { ratio, difference } => json!({ "ratio": ratio, "difference": difference }),
        Gap::Distance { km, centres_km, common } => json!({
            "km": km.map(|(least, most)| [least, most]),
            "centres_km": centres_km,
            "common": common.map(|place| dossier.places()[place].id.as_str()),
        }),
    }
}

fn severity_json(severity: Severity) -> Value {
    json!({ "score": severity.score, "label": severity.label.word() })
}

fn sentence_json(sentence: &Sentence) -> Value {
    json!({ "en": sentence.en, "ar": sentence.ar })
}

fn claim_id(dossier: &Dossier, claim: usize) -> &str {
    dossier.claims()[claim].id.as_str()
}

fn claim_ids<'a>(dossier: &'a Dossier, claims: &[usize]) -> Vec<&'a str> {
    claims.iter().map(|&claim| claim_id(dossier, claim)).collect()
}

fn node_id(dossier: &Dossier, question: usize, node: usize) -> String {
    let asked = &dossier.questions()[question];
    match asked.answer {
        AnswerKind::Choice => asked.options[node].id.to_string(),
        AnswerKind::Place => dossier.places()[node].id.to_string(),
        _ => dossier.entities()[node].id.to_string(),
    }
}

fn area_id(dossier: &Dossier, area: &Area) -> Option<String> {
    let node = match area {
        Area::Node(node) => Some(*node),
        Area::Disc(disc) => disc.anchor,
    };
    node.map(|node| dossier.places()[node].id.to_string())
}
