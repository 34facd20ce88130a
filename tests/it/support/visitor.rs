//! A browser from its first page on: it keeps the session cookie that it is given and sends forms as browsers do.

use std::sync::Mutex;

use axum::http::StatusCode;
use counterpoint::{
    app::Security,
    credentials::{Cost, Hasher, NewPassword},
    domain::{
        id::PersonId,
        person::{Person, SignInName},
        text::Text,
    },
    store::Editor,
};

use super::{
    app::{Answer, NOW, TestApp},
    records::moment,
};

/// A password that nobody guesses.
pub const PASSWORD: &str = "lantern rivet meadow quartz";
/// Another.
pub const OTHER_PASSWORD: &str = "walnut cipher harbour velvet";

/// A browser.
pub struct Visitor<'a> {
    app: &'a TestApp,
    cookie: Mutex<Option<String>>,
}

impl TestApp {
    /// Without a case, with an account called `name` whose password is [`PASSWORD`].
    pub async fn with_account(name: &str) -> Self {
        let app = Self::secured(Security::default(), NOW).await;
        app.add_account(name, false).await;
        app
    }

    /// One account more, with [`PASSWORD`].
    pub async fn add_account(&self, name: &str, is_admin: bool) -> PersonId {
        let password = NewPassword::parse(PASSWORD, &[]).unwrap();
        let hash = Hasher::new(Cost::for_tests()).hash(password).await.unwrap();
        let person = Person {
            id: format!("p-{name}").parse().unwrap(),
            sign_in_name: SignInName::parse(name).unwrap(),
            name: Text::name(&format!("The {name}")).unwrap(),
            is_admin,
            disabled_at: None,
        };
        let id = person.id.clone();
        self.store().add_person(&Editor::system("test", moment(NOW)), person, hash).await.unwrap();
        id
    }

    /// A browser that was never here.
    pub fn visitor(&self) -> Visitor<'_> {
        Visitor { app: self, cookie: Mutex::default() }
    }

    /// A browser in which `name` signed in with [`PASSWORD`].
    pub async fn signed_in(&self, name: &str) -> Visitor<'_> {
        let visitor = self.visitor();
        let answer = visitor.sign_in(name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        visitor
    }
}

impl Visitor<'_> {
    /// The same browser at another server over the same store, as when time has passed.
    pub fn at<'b>(&self, app: &'b TestApp) -> Visitor<'b> {
        Visitor { app, cookie: Mutex::new(self.cookie()) }
    }

    /// The session cookie it holds.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    /// Opens an address.
    pub async fn get(&self, address: &str) -> Answer {
        self.send("GET", address, "").await
    }

    /// Sends a form.
    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", address, &body).await
    }

    /// Signs in.
    pub async fn sign_in(&self, name: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("sign_in_name", name), ("password", password)]).await
    }

    /// Whether a page knows somebody.
    pub async fn is_signed_in(&self) -> bool {
        self.get("/account").await.status == StatusCode::OK
    }

    async fn send(&self, method: &str, address: &str, body: &str) -> Answer {
        let cookie = self.cookie().map(|cookie| format!("__Host-cp={cookie}"));
        let mut headers = vec![("sec-fetch-site", "same-origin")];
        if method == "POST" {
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
        headers.extend(cookie.as_ref().map(|cookie| ("cookie", cookie.as_str())));
        let answer = self.app.send_with(method, address, &headers, body).await;
        let given = answer.header("set-cookie").strip_prefix("__Host-cp=").and_then(|rest| rest.split(';').next());
        if let Some(given) = given {
            *self.cookie.lock().unwrap() = Some(given.to_owned()).filter(|secret| !secret.is_empty());
        }
        answer
    }
}
