//! People: whoever signs in, and what they may do in which case.

use super::{
    fault::FaultKind,
    id::{CaseId, PersonId},
    text::Text,
    words::words,
};

/// The shortest sign-in name, in characters.
pub const SIGN_IN_NAME_CHARS_MIN: usize = 3;
/// The longest sign-in name, in characters.
pub const SIGN_IN_NAME_CHARS_MAX: usize = 64;

/// How long an invite may be used.
pub const INVITE_LIFE: jiff::SignedDuration = jiff::SignedDuration::from_hours(7 * 24);
/// How long emergency access lasts.
pub const EMERGENCY_LIFE: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

/// The id and the sign-in name of the account that anybody may use in a demo.
pub const DEMO_EDITOR: &str = "demo-editor";

words! {
    /// What a person may do in a case. Each role includes the ones before it.
    Role {
        /// Reads it.
        Viewer = "viewer",
        /// Adds sources, documents, places, entities and claims.
        Contributor = "contributor",
        /// Changes, withdraws and restores every record.
        Editor = "editor",
        /// Decides who is a member and who may see the case.
        Owner = "owner",
    }

    /// How far somebody has come in signing in.
    Stage {
        /// The password was right; the second factor is still to come.
        Password = "password",
        /// Signed in.
        SignedIn = "signed-in",
    }
}

/// What a person types to sign in: letters a to z, digits and `. - _ @ +`, 3 to 64 characters, kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignInName(Box<str>);

impl SignInName {
    /// Reads a sign-in name; blanks around it and letter case do not matter.
    ///
    /// # Errors
    /// `Missing`, `TooShort`, `TooLong`, `ForbiddenCharacter`.
    pub fn parse(input: &str) -> Result<Self, FaultKind> {
        let name = input.trim().to_ascii_lowercase();
        let is_allowed = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_@+".contains(*c);
        if name.is_empty() {
            return Err(FaultKind::Missing);
        }
        if let Some(character) = name.chars().find(|c| !is_allowed(c)) {
            return Err(FaultKind::ForbiddenCharacter { character });
        }
        match name.len() {
            0..SIGN_IN_NAME_CHARS_MIN => Err(FaultKind::TooShort { min: SIGN_IN_NAME_CHARS_MIN }),
            SIGN_IN_NAME_CHARS_MIN..=SIGN_IN_NAME_CHARS_MAX => Ok(Self(name.into())),
            _ => Err(FaultKind::TooLong { max: SIGN_IN_NAME_CHARS_MAX }),
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id: random, so that it tells nothing.
    pub id: PersonId,
    /// What they type to sign in.
    pub sign_in_name: SignInName,
    /// The name their changes and assessments are signed with.
    pub name: Text,
    /// Whether they manage the people of this installation.
    pub is_admin: bool,
    /// When their account was closed; `None`: it is open.
    pub disabled_at: Option<jiff::Timestamp>,
}

/// What a member may do beside what their role allows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Flags {
    /// Sees who protected sources are.
    pub see_identity: bool,
    /// Takes copies of a case that is not public.
    pub export: bool,
    /// Judges disagreements.
    pub assess: bool,
}

impl Flags {
    /// All of them.
    pub const ALL: Self = Self { see_identity: true, export: true, assess: true };
}

/// A person's place in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The case.
    pub case: CaseId,
    /// The person.
    pub person: PersonId,
    /// What they may do.
    pub role: Role,
    /// What they may do beside that.
    pub flags: Flags,
    /// When it ends by itself, as emergency access does; `None`: it stays.
    pub until: Option<jiff::Timestamp>,
    /// Whether they let themselves in, in an emergency: for them in person alone, and announced.
    pub is_emergency: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_name_is_kept_in_lower_case_without_blanks_around_it() {
        let name = SignInName::parse("  Night.Desk@example.org ").map(|name| name.as_str().to_owned());
        assert_eq!(name, Ok("night.desk@example.org".to_owned()));
    }

    #[test]
    fn a_sign_in_name_that_cannot_be_typed_everywhere_is_refused_with_the_reason() {
        for (input, expected) in [
            ("", FaultKind::Missing),
            ("ab", FaultKind::TooShort { min: 3 }),
            ("night desk", FaultKind::ForbiddenCharacter { character: ' ' }),
            ("محرر", FaultKind::ForbiddenCharacter { character: 'م' }),
            (&"a".repeat(65), FaultKind::TooLong { max: 64 }),
        ] {
            assert_eq!(SignInName::parse(input), Err(expected), "{input}");
        }
    }
}
