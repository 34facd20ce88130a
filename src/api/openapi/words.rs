//! The closed sets of words, from the domain, where they stand in shapes and parameters.

use serde_json::{Value, json};

use super::{LISTS, object};
use crate::{
    api::{assessments, consequences::ABOUT, paging::orders, readings::KINDS},
    domain::{
        analysis::{State, Warning},
        as_known::Clock,
        assessment::AssessmentStatus,
        case::Visibility,
        claim::{Basis, Stance},
        consequence::Act,
        disagreement::{Kind, SeverityLabel},
        entity::EntityKind,
        notice::NoticeKind,
        person::Role,
        question::{AnswerKind, Cardinality},
        record::Noun,
        shift::{Fate, Turn},
        source::{Reliability, SourceKind},
        token::Scope,
        webhook::{DeliveryFault, DeliveryState, Pause},
    },
};

/// The words of a closed set.
macro_rules! words {
    ($set:ty) => {
        <$set>::ALL.iter().map(|word| word.word()).collect::<Vec<_>>()
    };
}

/// The closed sets of words, from the domain, where they stand in the shapes and the parameters.
pub(super) fn list(document: &mut Value) {
    let fields = [
        ("Case", "visibility", words!(Visibility)),
        ("CaseSummary", "visibility", words!(Visibility)),
        ("Assessment", "status", words!(AssessmentStatus)),
        ("Member", "role", words!(Role)),
        ("OwnPart", "role", words!(Role)),
        ("Question", "answer", words!(AnswerKind)),
        ("Question", "cardinality", words!(Cardinality)),
        ("Question", "state", words!(State)),
        ("Question", "severity", words!(SeverityLabel)),
        ("Claim", "stance", words!(Stance)),
        ("Claim", "basis", words!(Basis)),
        ("Source", "kind", words!(SourceKind)),
        ("Source", "reliability", words!(Reliability)),
        ("Entity", "kind", words!(EntityKind)),
        ("QuestionAnalysis", "state", words!(State)),
        ("QuestionShift", "turn", words!(Turn)),
        ("QuestionShift", "state_before", words!(State)),
        ("QuestionShift", "state_after", words!(State)),
        ("PositionShift", "fate", words!(Fate)),
        ("ClaimEffect", "act", words!(Act)),
        ("ChangeSentence", "about", ABOUT.to_vec()),
        ("TableSource", "kind", words!(SourceKind)),
        ("WithdrawnRecord", "noun", words!(Noun)),
        ("Severity", "label", words!(SeverityLabel)),
        ("Notice", "kind", words!(NoticeKind)),
        ("Notice", "state", words!(State)),
        ("Notice", "state_before", words!(State)),
        ("Webhook", "paused_because", words!(Pause)),
        ("Delivery", "state", words!(DeliveryState)),
        ("Delivery", "fault", words!(DeliveryFault)),
    ];
    for (schema, field, words) in fields {
        for schema in [schema.to_owned(), format!("{schema}Item")] {
            if let Some(shape) = document["components"]["schemas"].get_mut(&schema) {
                shape["properties"][field]["enum"] = json!(words);
            }
        }
    }
    document["components"]["schemas"]["Version"]["properties"]["record"]["examples"] =
        json!([{ "id": "hajin", "name": { "en": "Hajin" } }]);
    let because = json!(assessments::STALE_BECAUSE);
    for schema in [assessments::SCHEMA, "AssessmentItem"] {
        document["components"]["schemas"][schema]["properties"]["stale_because"]["items"]["enum"] = because.clone();
    }
    document["components"]["schemas"]["StaleAssessment"]["properties"]["because"]["items"]["enum"] = because;
    document["components"]["schemas"]["Token"]["properties"]["scopes"]["items"]["enum"] = json!(words!(Scope));
    list_of_items(document);
    let schemas = document["components"]["schemas"].clone();
    for (_, path) in object(document, "paths") {
        // Indexing would put an operation where there is none.
        let Some(reading) = path.get_mut("get") else { continue };
        let operation = reading["operationId"].as_str().unwrap_or_default().to_owned();
        for parameter in reading["parameters"].as_array_mut().into_iter().flatten() {
            let Some(words) = words_of(&operation, parameter["name"].as_str().unwrap_or_default(), &schemas) else {
                continue;
            };
            let words = json!({ "type": "string", "enum": words });
            let is_list = parameter["schema"]["type"] == "array";
            let schema = if is_list { json!({ "type": "array", "items": words }) } else { words };
            parameter["schema"] = schema;
        }
    }
}

/// The closed sets of words that stand in lists.
fn list_of_items(document: &mut Value) {
    for (schema, field, words) in [
        ("QuestionAnalysis", "kinds", words!(Kind)),
        ("QuestionAnalysis", "warnings", words!(Warning)),
        ("QuestionShift", "kinds_begun", words!(Kind)),
        ("QuestionShift", "kinds_ended", words!(Kind)),
        ("QuestionShift", "warnings_begun", words!(Warning)),
        ("QuestionShift", "warnings_ended", words!(Warning)),
        ("Webhook", "kinds", words!(NoticeKind)),
    ] {
        document["components"]["schemas"][schema]["properties"][field]["items"]["enum"] = json!(words);
    }
}

/// The words that a parameter of an operation takes, where they are a closed set.
fn words_of(operation: &str, parameter: &str, schemas: &Value) -> Option<Vec<String>> {
    macro_rules! words {
        ($set:ty) => {
            <$set>::ALL.iter().map(|word| word.word().to_owned()).collect::<Vec<_>>()
        };
    }
    let list = LISTS.iter().find(|list| operation.strip_suffix("_of_all_cases").unwrap_or(operation) == list.operation);
    Some(match (parameter, operation) {
        ("state", _) => words!(State),
        ("stance", _) => words!(Stance),
        ("severity", _) => words!(SeverityLabel),
        ("visibility", _) => words!(Visibility),
        ("clock", _) => words!(Clock),
        ("kind", "read_value") => KINDS.iter().map(|kind| kind.word().to_owned()).collect(),
        ("kind", "list_entities") => words!(EntityKind),
        ("kind", "list_sources" | "list_sources_of_all_cases") => words!(SourceKind),
        ("kind", "list_claims" | "list_claims_of_all_cases" | "list_questions" | "list_questions_of_all_cases") => {
            words!(Kind)
        }
        ("noun", "list_activity") => words!(Noun),
        ("sort", _) => orders(list?.sorts),
        ("fields", _) => {
            let fields = schemas[list?.item]["properties"].as_object()?;
            fields.keys().cloned().collect()
        }
        _ => return None,
    })
}
