//! Identifiers: slugs from the case file, one type for each noun so that they cannot be mixed up.

use std::{borrow::Borrow, fmt, str::FromStr, sync::Arc};

use super::fault::FaultKind;

/// The longest id, in characters.
pub const ID_CHARS_MAX: usize = 80;

/// Checks that `input` is a slug: `[a-z0-9-]`, 1 to 80 characters.
///
/// # Errors
/// `NotASlug` with the nearest slug, where one can be made from the input.
pub fn check_slug(input: &str) -> Result<(), FaultKind> {
    let fits = (1..=ID_CHARS_MAX).contains(&input.len())
        && input.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits { Ok(()) } else { Err(FaultKind::NotASlug { suggestion: nearest_slug(input) }) }
}

/// The words that no record of a case and no case is called: the addresses of pages stand in their place. The one list of
/// them; a test finds every word that the routes need.
pub const RESERVED_IDS: [&str; 3] = ["new", "preview", "previews"];

/// Checks that a record may be called `id`. Ids of what never stands alone in an address, such as options, are free.
///
/// # Errors
/// `ReservedId` with an id that may be used.
pub fn check_unreserved(id: &str) -> Result<(), FaultKind> {
    let is_reserved = RESERVED_IDS.contains(&id);
    if is_reserved { Err(FaultKind::ReservedId { id: id.to_owned(), suggestion: format!("{id}-1") }) } else { Ok(()) }
}

fn nearest_slug(input: &str) -> Option<String> {
    let mut slug = String::new();
    for c in input.trim().chars() {
        let c = c.to_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
        if slug.len() == ID_CHARS_MAX {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// The longest id made from a name, in characters: an address should be readable, and room is left for a number.
const MADE_ID_CHARS_MAX: usize = 60;

/// An id made from a name in any script, whole words where it has to be cut; `None` where the name holds no letter or
/// digit.
///
/// ```
/// use counterpoint::domain::id::slug_of;
/// assert_eq!(slug_of("Deir ez-Zor Governorate").as_deref(), Some("deir-ez-zor-governorate"));
/// assert_eq!(slug_of("هجين").as_deref(), Some("hjyn"));
/// assert_eq!(slug_of("…"), None);
/// ```
#[must_use]
pub fn slug_of(name: &str) -> Option<String> {
    // The transliteration leaves out the letter that most Arabic names begin with.
    let voiced = name.replace(['ا', 'أ', 'إ', 'آ', 'ٱ', 'ى'], "a");
    let latin = any_ascii::any_ascii(&voiced).replace(['\'', '`'], "");
    let slug = nearest_slug(&latin)?;
    if slug.len() <= MADE_ID_CHARS_MAX {
        return Some(slug);
    }
    let cut = slug[..MADE_ID_CHARS_MAX].rfind('-').unwrap_or(MADE_ID_CHARS_MAX);
    Some(slug[..cut].to_owned())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads an id: `[a-z0-9-]`, 1 to 80 characters.
            ///
            /// # Errors
            /// [`FaultKind::NotASlug`] with the nearest slug.
            pub fn parse(input: &str) -> Result<Self, FaultKind> {
                check_slug(input)?;
                Ok(Self(input.into()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = FaultKind;
            fn from_str(input: &str) -> Result<Self, FaultKind> {
                Self::parse(input)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// Names a case.
    CaseId
    /// Names an event of a case.
    EventId
    /// Names a question of a case.
    QuestionId
    /// Names an option of a choice question, unique within it.
    OptionId
    /// Names a claim of a case.
    ClaimId
    /// Names a source of a case.
    SourceId
    /// Names a document of a case.
    DocumentId
    /// Names a place of a case.
    PlaceId
    /// Names an entity of a case.
    EntityId
    /// Names a person with an account.
    PersonId
    /// Names a token of a person.
    TokenId
    /// Names an address outside that is told of a case.
    WebhookId
    /// Names a message to such an address.
    DeliveryId
}
