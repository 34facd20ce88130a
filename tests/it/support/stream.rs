//! Somebody who listens to a stream of notices.

use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream},
    http::{HeaderMap, Request, StatusCode},
};
use futures_util::StreamExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use super::app::TestApp;

/// A stream as it comes.
pub struct Listening {
    pub status: StatusCode,
    pub headers: HeaderMap,
    body: BodyDataStream,
}

/// Asks for a stream.
pub async fn listen(app: &TestApp, address: &str, headers: &[(&str, &str)]) -> Listening {
    let request = Request::get(address).header("host", "localhost").header("accept", "text/event-stream");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let response = app.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    Listening { status: parts.status, headers: parts.headers, body: body.into_data_stream() }
}

impl Listening {
    /// The next thing sent; `None` at the end.
    pub async fn next(&mut self) -> Option<String> {
        let next = tokio::time::timeout(Duration::from_secs(20), self.body.next()).await;
        next.expect("the stream says nothing").map(|sent| String::from_utf8(sent.unwrap().to_vec()).unwrap())
    }

    /// The next notice: its id, its kind and itself.
    pub async fn notice(&mut self) -> (String, String, Value) {
        let sent = self.next().await.expect("the stream has ended");
        let field = |name: &str| {
            let line = sent.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.unwrap_or_else(|| panic!("{sent}")).trim().to_owned()
        };
        let notice: Value = serde_json::from_str(&field("data")).unwrap();
        (field("id"), field("event"), notice)
    }

    /// Whether it ends without another notice; what is no notice may come before.
    pub async fn ends(&mut self) -> bool {
        loop {
            match self.next().await {
                None => return true,
                Some(sent) if sent.contains("data:") => return false,
                Some(_) => {}
            }
        }
    }
}
