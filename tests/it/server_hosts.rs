//! Which names a server answers to.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use counterpoint::server::{self, Hosts};
use tower::ServiceExt as _;

use crate::support::app::TestApp;

#[tokio::test]
async fn a_server_on_loopback_refuses_other_names_with_a_sentence() {
    let hosts = Hosts::of("127.0.0.1".parse().unwrap(), &["cases.example".to_owned()]);
    let router = server::only_for(hosts, TestApp::empty().await.router());
    for (host, path, status, kind) in [
        ("localhost:8080", "/", StatusCode::OK, "text/html; charset=utf-8"),
        ("127.0.0.1", "/api/v1/cases", StatusCode::OK, "application/json"),
        ("[::1]:80", "/healthz", StatusCode::OK, "text/plain; charset=utf-8"),
        ("cases.example", "/", StatusCode::OK, "text/html; charset=utf-8"),
        ("evil.example", "/", StatusCode::BAD_REQUEST, "text/plain; charset=utf-8"),
        ("evil.example:8080", "/api/v1/cases", StatusCode::BAD_REQUEST, "application/problem+json"),
    ] {
        let request = Request::get(path).header("host", host).body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), status, "{host}");
        assert_eq!(answer.headers()["content-type"], kind, "{host}");
    }
}
