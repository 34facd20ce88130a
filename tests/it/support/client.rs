//! A browser that somebody is signed in with: it sends the cookie, and forms as browsers send them.

use axum::http::header;
use counterpoint::{
    credentials::{Cost, Hasher, NewPassword, Secret},
    domain::{
        id::PersonId,
        person::{Flags, Membership, Person, Role, SignInName, Stage},
        text::Text,
    },
    store::{Editor, NewSession},
};

use tokio::sync::OnceCell;

use super::{
    app::{Answer, NOW, TestApp},
    records::moment,
    visitor::PASSWORD,
};

/// Somebody signed in.
pub struct Client<'a> {
    app: &'a TestApp,
    /// Who.
    pub person: PersonId,
    secret: String,
}

impl TestApp {
    /// Somebody with an account, called `name` wherever they are named, whose password is [`PASSWORD`], signed in.
    pub async fn sign_in(&self, name: &str) -> Client<'_> {
        self.sign_in_as(name, false).await
    }

    /// Somebody who manages people, signed in.
    pub async fn sign_in_admin(&self, name: &str) -> Client<'_> {
        self.sign_in_as(name, true).await
    }

    /// Somebody with a part in a case, signed in.
    pub async fn sign_in_member(&self, name: &str, case: &str, role: Role, flags: Flags) -> Client<'_> {
        let client = self.sign_in(name).await;
        self.join(&client, case, role, flags).await;
        client
    }

    /// Gives somebody a part in a case.
    pub async fn join(&self, client: &Client<'_>, case: &str, role: Role, flags: Flags) {
        let membership = Membership {
            case: case.parse().unwrap(),
            person: client.person.clone(),
            role,
            flags,
            until: None,
            is_emergency: false,
        };
        self.store().set_membership(&Editor::system("test", moment(NOW)), membership).await.unwrap();
    }

    async fn sign_in_as(&self, name: &str, is_admin: bool) -> Client<'_> {
        let editor = Editor::system("test", moment(NOW));
        let id: PersonId = format!("p-{name}").parse().unwrap();
        let person = Person {
            id: id.clone(),
            sign_in_name: SignInName::parse(name).unwrap(),
            name: Text::name(name).unwrap(),
            is_admin,
            disabled_at: None,
        };
        self.store().add_person(&editor, person, hash().await).await.unwrap();
        let secret = Secret::random();
        let session = NewSession {
            digest: secret.digest().hex(),
            id: format!("s-{name}"),
            person: id.clone(),
            stage: Stage::SignedIn,
            browser: "a test".to_owned(),
            replaces: None,
        };
        self.store().begin_session(&editor, session).await.unwrap();
        Client { app: self, person: id, secret: secret.reveal() }
    }
}

/// The hash of [`PASSWORD`], the same for all: made once, since it takes long.
async fn hash() -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    let made = async || {
        let password = NewPassword::parse(PASSWORD, &[]).unwrap();
        Hasher::new(Cost::for_tests()).hash(password).await.unwrap()
    };
    HASH.get_or_init(made).await.clone()
}

impl<'a> Client<'a> {
    /// The same person in a browser that was left alone for a month.
    pub async fn left_alone(&self) -> Client<'a> {
        let secret = Secret::random();
        let session = NewSession {
            digest: secret.digest().hex(),
            id: format!("old-{}", self.person),
            person: self.person.clone(),
            stage: Stage::SignedIn,
            browser: "a test".to_owned(),
            replaces: None,
        };
        let then = Editor::system("test", moment("2026-02-01T12:00:00Z"));
        self.app.store().begin_session(&then, session).await.unwrap();
        Client { app: self.app, person: self.person.clone(), secret: secret.reveal() }
    }
}

impl Client<'_> {
    /// The cookie it sends.
    pub fn cookie(&self) -> String {
        format!("__Host-cp={}", self.secret)
    }

    /// The answer to opening an address.
    pub async fn get(&self, address: &str) -> Answer {
        self.send("GET", address, &[], "").await
    }

    /// The answer to sending a form.
    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", address, &[("content-type", "application/x-www-form-urlencoded")], &body).await
    }

    /// The answer to a request of this browser from a page of ours.
    pub async fn send(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let cookie = self.cookie();
        let mut all = vec![(header::COOKIE.as_str(), cookie.as_str()), ("sec-fetch-site", "same-origin")];
        all.extend(headers);
        self.app.send_with(method, address, &all, body).await
    }
}
