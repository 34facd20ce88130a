//! Problems on their own.

use axum::{extract::FromRequestParts as _, http::Request};

use super::*;

#[test]
fn every_kind_of_problem_has_its_words_in_both_languages() {
    for words in Language::ALL.map(Words::of) {
        for message in Kind::ALL.into_iter().flat_map(Kind::messages) {
            assert!(!words.say(&message).contains("Unknown localization"), "{message}");
        }
    }
}

#[tokio::test]
async fn a_store_that_cannot_answer_now_says_when_to_try_again() {
    let (mut parts, ()) = Request::new(()).into_parts();
    let Ok(caller) = Caller::from_request_parts(&mut parts, &()).await;
    for (error, status, seconds) in [
        (StoreError::Busy, 503, Some("2")),
        (StoreError::TookTooLong, 503, Some("2")),
        (StoreError::Full, 503, Some("30")),
        (StoreError::Taken("id"), 500, None),
    ] {
        let answer = ApiError::store(&caller, error).into_response();
        let told = answer.headers().get(header::RETRY_AFTER).and_then(|seconds| seconds.to_str().ok());
        assert_eq!((answer.status().as_u16(), told), (status, seconds));
    }
}
