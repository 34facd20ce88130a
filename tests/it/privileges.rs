//! Who may call which route: every route of the tables, by everybody, on a case of every level. The verdicts stand here
//! in full, apart from the code that keeps them; a route joins the test by being in a table, and a need, a level or a
//! kind of person without a verdict does not compile.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use counterpoint::{
    admission::{Pass, Passed},
    domain::{
        access::Need,
        case::Visibility,
        person::{Flags, Role},
    },
    server,
};
use tower::ServiceExt as _;

use crate::support::{
    app::{TestApp, specimen},
    client::Client,
};

/// What the gate says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The handler is asked.
    Passes,
    /// As if there were nothing.
    Nothing,
    /// Sign in first.
    SignIn,
}
use Verdict::{Nothing, Passes, SignIn};

/// Everybody who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Anonymous,
    Stranger,
    Admin,
    Viewer,
    Contributor,
    Editor,
    Owner,
    ViewerWithFlags,
}
use Who::{Admin, Anonymous, Contributor, Editor, Owner, Stranger, Viewer, ViewerWithFlags};

const EVERYBODY: [Who; 8] = [Anonymous, Stranger, Admin, Viewer, Contributor, Editor, Owner, ViewerWithFlags];

fn verdict(pass: Pass, level: Visibility, who: Who) -> Verdict {
    match (pass, who) {
        (Pass::SignedIn | Pass::Admin, Anonymous) => SignIn,
        (Pass::Anyone | Pass::SignedIn, _) | (Pass::Admin, Admin) => Passes,
        (Pass::Admin, _) => Nothing,
        (Pass::InCase(need), _) => in_case(need, level, who),
    }
}

/// What is said to `who`, who has the part of their name in the case, where it takes `need`.
fn in_case(need: Need, level: Visibility, who: Who) -> Verdict {
    let is_known = match (level, who) {
        (Visibility::Public, _) => true,
        (Visibility::Internal, who) => who != Anonymous,
        (Visibility::Private, who) => !matches!(who, Anonymous | Stranger | Admin),
    };
    let suffices: &[Who] = match need {
        Need::Read => &EVERYBODY,
        Need::Export if level == Visibility::Public => &EVERYBODY,
        Need::Export | Need::Assess => &[ViewerWithFlags],
        Need::Member => &[Viewer, Contributor, Editor, Owner, ViewerWithFlags],
        Need::Contribute => &[Contributor, Editor, Owner],
        Need::Edit => &[Editor, Owner],
        Need::Own => &[Owner],
    };
    match who {
        // Where reading is not enough they are asked to sign in, whatever there is and whatever its level.
        Anonymous if !matches!(need, Need::Read | Need::Export) => SignIn,
        _ if is_known && suffices.contains(&who) => Passes,
        _ => Nothing,
    }
}

/// The path with names of the shipped case in it.
fn filled(path: &str) -> String {
    [
        ("{case}", "baghdadi-2019"),
        ("{claim}", "g-sdf-when"),
        ("{question}", "attempt-when"),
        ("{source}", "guardian"),
        ("{number}", "1"),
    ]
    .iter()
    .fold(path.to_owned(), |path, (name, id)| path.replace(name, id))
    .replace(['{', '}'], "")
}

/// Somebody, signed in anew: what the last one asked for may have ended their session.
async fn signed_in(app: &TestApp, who: Who, number: usize) -> Option<Client<'_>> {
    let name = format!("{who:?}-{number}").to_lowercase();
    let member = async |role, flags| app.sign_in_member(&name, "baghdadi-2019", role, flags).await;
    match who {
        Anonymous => None,
        Stranger => Some(app.sign_in(&name).await),
        Admin => Some(app.sign_in_admin(&name).await),
        Viewer => Some(member(Role::Viewer, Flags::default()).await),
        Contributor => Some(member(Role::Contributor, Flags::default()).await),
        Editor => Some(member(Role::Editor, Flags::default()).await),
        Owner => Some(member(Role::Owner, Flags::default()).await),
        ViewerWithFlags => Some(member(Role::Viewer, Flags::ALL).await),
    }
}

/// What the gate said to a request that a page of ours could send, with the bytes of the answer.
async fn said(
    app: &TestApp,
    client: Option<&Client<'_>>,
    method: &str,
    address: &str,
) -> (Verdict, StatusCode, Vec<u8>) {
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = client.iter().fold(request, |request, client| request.header(header::COOKIE, client.cookie()));
    let response = app.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (has_passed, status) = (response.extensions().get::<Passed>().is_some(), response.status());
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
    let said = match status {
        _ if has_passed => Passes,
        StatusCode::NOT_FOUND => Nothing,
        StatusCode::SEE_OTHER | StatusCode::UNAUTHORIZED => SignIn,
        status => panic!("{method} {address} was answered {status} before its handler"),
    };
    (said, status, body)
}

async fn every_route_on(level: Visibility) {
    let mut records = specimen();
    records.case.visibility = level;
    let app = TestApp::of(records).await;
    for (number, route) in server::routes().iter().enumerate() {
        for who in EVERYBODY {
            let client = signed_in(&app, who, number).await;
            let (method, address) = (route.method.as_str(), filled(&route.path));
            let (said, status, _) = said(&app, client.as_ref(), method, &address).await;
            assert_eq!(said, verdict(route.pass, level, who), "{method} {address} by {who:?}, {level:?}");
            assert!(!status.is_server_error(), "{method} {address} by {who:?}, {level:?}: {status}");
        }
    }
}

#[tokio::test]
async fn every_route_of_a_public_case_lets_in_whom_it_should_and_nobody_else() {
    every_route_on(Visibility::Public).await;
}

#[tokio::test]
async fn every_route_of_an_internal_case_lets_in_whom_it_should_and_nobody_else() {
    every_route_on(Visibility::Internal).await;
}

#[tokio::test]
async fn every_route_of_a_private_case_lets_in_whom_it_should_and_nobody_else() {
    every_route_on(Visibility::Private).await;
}

#[tokio::test]
async fn what_somebody_may_not_do_is_answered_like_what_does_not_exist() {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    let (there, nowhere) = (TestApp::of(records).await, TestApp::empty().await);
    for (number, route) in server::routes().iter().filter(|route| matches!(route.pass, Pass::InCase(_))).enumerate() {
        for who in [Anonymous, Stranger, Admin] {
            let (one, other) = (signed_in(&there, who, number).await, signed_in(&nowhere, who, number).await);
            let (method, address) = (route.method.as_str(), filled(&route.path));
            let one = said(&there, one.as_ref(), method, &address).await;
            let other = said(&nowhere, other.as_ref(), method, &address).await;
            assert_eq!((one.0, one.1), (other.0, other.1), "{method} {address} by {who:?}");
            assert!(one.2 == other.2, "{method} {address} by {who:?} differs in its body");
        }
    }
}
