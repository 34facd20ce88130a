//! A program that carries a token of somebody.

use counterpoint::{
    credentials::ApiToken,
    domain::{
        id::{PersonId, TokenId},
        text::Text,
        token::{Reach, Scope, Token, last_expiry},
    },
    store::Editor,
};

use super::{
    app::{Answer, NOW, TestApp},
    records::moment,
};

/// A program with a token.
pub struct Program<'a> {
    app: &'a TestApp,
    /// Which.
    pub id: TokenId,
    /// The token.
    pub secret: String,
}

impl TestApp {
    /// A program of `person`, for `scopes` in `cases`, or in all they may see. It may be used for as long as any may.
    pub async fn program(&self, person: &PersonId, scopes: &[Scope], cases: Option<&[&str]>) -> Program<'_> {
        let secret = ApiToken::random();
        let id: TokenId = format!("t-{}", &secret.digest().hex()[..20]).parse().unwrap();
        let cases = cases.map(|cases| cases.iter().map(|id| id.parse().unwrap()).collect());
        let token = Token {
            id: id.clone(),
            person: person.clone(),
            name: Text::name("a program").unwrap(),
            reach: Reach { scopes: scopes.iter().copied().collect(), cases },
            created_at: moment(NOW),
            expires_at: last_expiry(moment(NOW)),
            used_at: None,
            revoked_at: None,
        };
        let editor = Editor::system("test", moment(NOW));
        self.store().add_token(&editor, secret.digest().hex(), token, String::new()).await.unwrap();
        Program { app: self, id, secret: secret.reveal().to_owned() }
    }
}

impl<'a> Program<'a> {
    /// The same program at another server over the same store, as when time has passed.
    pub fn at(&self, app: &'a TestApp) -> Self {
        Self { app, id: self.id.clone(), secret: self.secret.clone() }
    }

    /// What it sends beside each request.
    pub fn authorization(&self) -> String {
        format!("Bearer {}", self.secret)
    }

    /// The answer to reading an address.
    pub async fn get(&self, address: &str) -> Answer {
        self.send("GET", address, "").await
    }

    /// The answer to a request with a body of JSON.
    pub async fn send(&self, method: &str, address: &str, body: &str) -> Answer {
        let authorization = self.authorization();
        let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
        self.app.send_with(method, address, &headers, body).await
    }
}
