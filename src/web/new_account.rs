//! What somebody chooses for an account: a sign-in name, a name, a password.

use super::{
    FormFields, PageError, Visit,
    field::{Field, FieldFaults},
};
use crate::{
    admission::random_id,
    credentials::{NewPassword, PasswordFault},
    domain::{
        fault::FaultKind,
        id::PersonId,
        person::{Person, SIGN_IN_NAME_CHARS_MAX, SIGN_IN_NAME_CHARS_MIN, SignInName},
        text::Text,
    },
    text::Words,
};

/// The fields of a new account, as typed in `form`.
pub fn fields(words: Words, form: &FormFields) -> Vec<Field> {
    let sizes = [("min", SIGN_IN_NAME_CHARS_MIN.into()), ("max", SIGN_IN_NAME_CHARS_MAX.into())];
    let sign_in_name = Field::sign_in_name(words, "field-sign-in-name")
        .hint(words.tell("field-sign-in-name-hint", &sizes))
        .value(form.text("sign_in_name"));
    let name = name_field(words).value(form.text("name"));
    [sign_in_name, name].into_iter().chain(Field::new_password(words)).collect()
}

/// The field of a name.
pub fn name_field(words: Words) -> Field {
    let field = Field::text(words, "name", "field-name").hint(words.say("field-name-hint"));
    Field { autocomplete: "name", ..field }
}

/// The person and the argon2 hash of the password that `form` asks for, or every fault of it.
///
/// # Errors
/// `Store` where too many passwords are being checked.
pub async fn read(visit: &Visit, form: &FormFields) -> Result<Result<(Person, String), FieldFaults>, PageError> {
    let words = visit.words();
    let mut faults = FieldFaults::new();
    let sign_in_name = SignInName::parse(form.text("sign_in_name"));
    let sign_in_name = sign_in_name.map_err(|fault| faults.push(("sign_in_name", sign_in_name_fault(words, &fault))));
    let name = Text::name(form.text("name"));
    let name = name.map_err(|fault| faults.push(("name", words.fault_kind(&fault))));
    let known = [form.text("sign_in_name"), form.text("name")];
    let password = new_password(words, form, &known).await.map_err(|found| faults.extend(found));
    let (Ok(sign_in_name), Ok(name), Ok(password)) = (sign_in_name, name, password) else { return Ok(Err(faults)) };
    let id = PersonId::parse(&random_id("p")).expect("a random id is a slug");
    let hash = visit.app.hasher().hash(password).await.map_err(|error| visit.trouble(error.into()))?;
    Ok(Ok((Person { id, sign_in_name, name, is_admin: false, disabled_at: None }, hash)))
}

/// What is wrong with a sign-in name.
pub fn sign_in_name_fault(words: Words, fault: &FaultKind) -> String {
    match fault {
        FaultKind::ForbiddenCharacter { .. } => words.say("fault-sign-in-name-characters"),
        other => words.fault_kind(other),
    }
}

/// The password that `form` chooses twice, of somebody known by `known`, or what is wrong with it.
pub async fn new_password(words: Words, form: &FormFields, known: &[&str]) -> Result<NewPassword, FieldFaults> {
    let (chosen, again) = (form.text("new_password"), form.text("new_password_again"));
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    let typed = chosen.to_owned();
    let parsed = tokio::task::spawn_blocking(move || {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        NewPassword::parse(&typed, &known)
    })
    .await;
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    };
    let password = parsed.map_err(|fault| vec![("new_password", password_fault(words, fault))])?;
    if chosen != again {
        return Err(vec![("new_password_again", words.say("fault-passwords-differ"))]);
    }
    Ok(password)
}

fn password_fault(words: Words, fault: PasswordFault) -> String {
    match fault {
        PasswordFault::TooShort { min } => words.tell("fault-password-too-short", &[("min", min.into())]),
        PasswordFault::TooLong { max_bytes } => words.tell("fault-password-too-long", &[("max", max_bytes.into())]),
        PasswordFault::Guessable => words.say("fault-password-guessable"),
    }
}
