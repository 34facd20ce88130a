//! Who may call what: the two ways of proving who asks, and what each operation needs of them.

use axum::http::Method;
use serde_json::{Value, json};

use super::problem;
use crate::{
    admission::{Pass, Route},
    domain::access::Rights,
};

/// Adds the ways of proving who asks, and says of every operation which of them it takes.
pub(super) fn add(document: &mut Value, routes: &[Route]) {
    document["components"]["securitySchemes"] = json!({
        "bearer": {
            "type": "http", "scheme": "bearer", "bearerFormat": "cpt_ and 49 letters and digits",
            "description": "A token of somebody, made at /account/tokens. What each operation lists is the scope that it needs; \
                docs/API.md says what each scope is for.",
        },
        "session": {
            "type": "apiKey", "in": "cookie", "name": "__Host-cp",
            "description": "The cookie of a browser that somebody is signed in with. A write comes from a page of ours.",
        },
    });
    add_shared_parts(&mut document["components"]);
    for Route { method, path, pass } in routes {
        let operation = &mut document["paths"][path][method.as_str().to_ascii_lowercase()];
        if operation.is_object() {
            operation["security"] = Value::Array(ways(*pass, method));
            add_refusals(operation, *pass);
        }
    }
}

/// What operations refer to: a header, and the problems of those who are not let in.
fn add_shared_parts(components: &mut Value) {
    components["headers"]["WWWAuthenticate"] = json!({
        "description": "Why the token, or that there is none, does not lead on (RFC 6750, section 3).",
        "schema": { "type": "string" },
        "example": "Bearer realm=\"Counterpoint\", error=\"insufficient_scope\", scope=\"write\"",
    });
    let forbidden = "The token is not for this, or a browser sent this from a page of another site.";
    let refusals = [
        ("UnknownToken", problem("The token is of no use, or is mistyped.", "unknown-token", 401)),
        ("Forbidden", problem(forbidden, "insufficient-scope", 403)),
        (
            "TooManyTries",
            problem(
                "Too many wrong tokens or passwords came from this address, or wrong passwords for this account.",
                "too-many-tries",
                429,
            ),
        ),
    ];
    for (name, refusal) in refusals {
        components["responses"][name] = refusal;
    }
    for name in ["SignInFirst", "UnknownToken", "Forbidden"] {
        components["responses"][name]["headers"] =
            json!({ "WWW-Authenticate": { "$ref": "#/components/headers/WWWAuthenticate" } });
    }
    components["responses"]["TooManyTries"]["headers"] =
        json!({ "Retry-After": { "$ref": "#/components/headers/RetryAfter" } });
}

/// The ways in, each of which will do.
fn ways(pass: Pass, method: &Method) -> Vec<Value> {
    let mut ways = Vec::new();
    if is_open(pass) {
        ways.push(json!({}));
    }
    if let Some(scope) = pass.scope(method) {
        ways.push(json!({ "bearer": [scope.word()] }));
    }
    ways.push(json!({ "session": [] }));
    ways
}

/// Whether nobody has to say who they are.
fn is_open(pass: Pass) -> bool {
    match pass {
        Pass::Anyone => true,
        Pass::InCase(need) => Rights::READER.allow(need),
        Pass::SignedIn | Pass::Browser | Pass::Admin => false,
    }
}

/// The answers to those who do not say who they are, or come with a token that does not lead on.
fn add_refusals(operation: &mut Value, pass: Pass) {
    let unauthorised = if is_open(pass) { "UnknownToken" } else { "SignInFirst" };
    for (status, name) in [("401", unauthorised), ("403", "Forbidden"), ("429", "TooManyTries")] {
        operation["responses"][status] = json!({ "$ref": format!("#/components/responses/{name}") });
    }
}
