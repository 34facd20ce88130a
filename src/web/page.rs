//! A finished page: rendered, with its content security policy.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The room a page is given to begin with: most need no more, and to grow is to copy.
const HTML_BYTES: usize = 64 << 10;

/// A template ready to be sent; `style` is the text of its style block.
pub struct Page<T: Template> {
    /// The status.
    pub status: StatusCode,
    /// The template.
    pub template: T,
    /// The text of its style block, empty where it has none.
    pub style: String,
}

impl<T: Template> Page<T> {
    /// A page that was found.
    pub fn new(template: T, style: &str) -> Self {
        Self { status: StatusCode::OK, template, style: style.to_owned() }
    }
}

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        let mut html = String::with_capacity(HTML_BYTES);
        match self.template.render_into(&mut html) {
            Ok(()) => {
                let policy = [(header::CONTENT_SECURITY_POLICY, content_security_policy(&self.style))];
                (self.status, policy, Html(html)).into_response()
            }
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

/// The policy of a page with one style block (trust.md, section 3): nothing inline but that block.
fn content_security_policy(style: &str) -> HeaderValue {
    let own_style = if style.is_empty() {
        String::new()
    } else {
        format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(style.as_bytes())))
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'{own_style}; img-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types counterpoint"
    );
    HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
}
