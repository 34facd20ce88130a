//! Tokens: what programs carry in the name of a person, and how far each of them reaches.
//!
//! A token never does more than its person may at that moment. It does less: what its scopes name, in the cases it is for.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{
    fault::{Fault, FaultKind, Path},
    id::{CaseId, PersonId, TokenId},
    near::nearest,
    text::Text,
    words::words,
};

/// The longest life of a token, in days.
pub const TOKEN_DAYS_MAX: i64 = 366;
/// The most cases a token may name.
pub const TOKEN_CASES_MAX: usize = 100;
/// The most tokens a person may have at a time, those included that have run out.
pub const TOKENS_MAX: usize = 50;

words! {
    /// What a token may be used for.
    Scope {
        /// Everything that only reads.
        Read = "read",
        /// Adding, changing and withdrawing records, and making cases.
        Write = "write",
        /// Judging disagreements.
        Assess = "assess",
        /// Being shown who protected sources are. Reading alone does not show them: a token leaks more easily than a
        /// session.
        SeeIdentity = "see_identity",
        /// What the owners of a case decide: members, who may see it, its rules, who is told of changes.
        Own = "own",
        /// Managing the people of the installation.
        Admin = "admin",
    }
}

/// A set of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Scopes(u8);

impl Scopes {
    /// All of them: what somebody has who is there in person.
    pub const ALL: Self = Self(u8::MAX);

    /// Whether `scope` is among them.
    #[must_use]
    pub fn has(self, scope: Scope) -> bool {
        self.0 & Self::bit(scope) != 0
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of [`Scope::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.has(*scope))
    }

    /// Their words.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        self.iter().map(Scope::word).collect()
    }

    fn bit(scope: Scope) -> u8 {
        1 << scope as u8
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<T: IntoIterator<Item = Scope>>(scopes: T) -> Self {
        Self(scopes.into_iter().fold(0, |bits, scope| bits | Self::bit(scope)))
    }
}

/// How far a token reaches.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reach {
    /// What it may be used for.
    pub scopes: Scopes,
    /// The cases it is for; `None`: all that its person may see.
    pub cases: Option<BTreeSet<CaseId>>,
}

impl Reach {
    /// Whether it is for `case`, as far as the token goes.
    #[must_use]
    pub fn holds(&self, case: &CaseId) -> bool {
        self.cases.as_ref().is_none_or(|cases| cases.contains(case))
    }
}

/// A token of a person, without the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Names it in the list of tokens: random.
    pub id: TokenId,
    /// Whose it is.
    pub person: PersonId,
    /// What they call it.
    pub name: Text,
    /// How far it reaches.
    pub reach: Reach,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is of no use.
    pub expires_at: Timestamp,
    /// When it was last used, to the minute; `None`: never.
    pub used_at: Option<Timestamp>,
    /// When somebody revoked it; `None`: nobody has.
    pub revoked_at: Option<Timestamp>,
}

impl Token {
    /// Whether it is of use at `now`.
    #[must_use]
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// What somebody asks of a new token, as they wrote it.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What they call it.
    pub name: &'a str,
    /// What it may be used for, by the words of the scopes.
    pub scopes: Vec<&'a str>,
    /// The ids of the cases it is for; `None`: all that they may see.
    pub cases: Option<Vec<&'a str>>,
    /// When it ends.
    pub expires_at: Result<Timestamp, FaultKind>,
}

/// What somebody may ask of a new token.
#[derive(Debug)]
pub struct Askable {
    /// Whether they manage people.
    pub is_admin: bool,
    /// The cases they may see.
    pub cases: BTreeSet<CaseId>,
    /// The present moment.
    pub now: Timestamp,
}

impl Askable {
    /// A scope by its word. Managing people is given by those alone who do: it would lie in wait until they may.
    ///
    /// # Errors
    /// `NotOneOf` with the words of those there are for them.
    pub fn scope(&self, word: &str) -> Result<Scope, FaultKind> {
        let scope = Scope::parse(word)?;
        if scope != Scope::Admin || self.is_admin {
            return Ok(scope);
        }
        let others = Scope::ALL.iter().filter(|other| **other != Scope::Admin);
        let allowed = others.map(|other| other.word().to_owned()).collect();
        Err(FaultKind::NotOneOf { given: word.to_owned(), allowed, near: None })
    }

    /// A case by its id. One that they may not see is told like one that is not there.
    ///
    /// # Errors
    /// `NotASlug`, `UnknownReference`.
    pub fn case(&self, id: &str) -> Result<CaseId, FaultKind> {
        let case = CaseId::parse(id)?;
        if self.cases.contains(&case) {
            return Ok(case);
        }
        let near = nearest(id, self.cases.iter().map(CaseId::as_str)).map(str::to_owned);
        Err(FaultKind::UnknownReference { noun: "case", id: id.to_owned(), near })
    }
}

/// A token that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What its person calls it.
    pub name: Text,
    /// How far it reaches.
    pub reach: Reach,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl NewToken {
    /// Reads what somebody asks for.
    ///
    /// # Errors
    /// Every fault, at `name`, `scopes`, `cases` or `expires_at`: those of [`Text::name`] and [`expiry`]; no scope, an
    /// unknown one or one that the person has no use for; no case, too many, or one that they may not see.
    pub fn read(asked: Asked<'_>, askable: &Askable) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let at = |name: &str| Path::root().field(name);
        let mut keep = |path: Path, kind: FaultKind| faults.push(Fault::new(path, kind));
        let name = Text::name(asked.name).map_err(|kind| keep(at("name"), kind)).ok();
        let mut scopes = Vec::new();
        for (index, word) in asked.scopes.iter().enumerate() {
            match askable.scope(word) {
                Ok(scope) => scopes.push(scope),
                Err(kind) => keep(at("scopes").index(index), kind),
            }
        }
        if asked.scopes.is_empty() {
            keep(at("scopes"), FaultKind::Empty);
        }
        let mut cases = BTreeSet::new();
        for (index, id) in asked.cases.iter().flatten().enumerate() {
            match askable.case(id) {
                Ok(case) => _ = cases.insert(case),
                Err(kind) => keep(at("cases").index(index), kind),
            }
        }
        match asked.cases.as_ref().map(Vec::len) {
            Some(0) => keep(at("cases"), FaultKind::Empty),
            Some(count) if count > TOKEN_CASES_MAX => keep(at("cases"), FaultKind::TooLong { max: TOKEN_CASES_MAX }),
            _ => {}
        }
        let expires_at = asked.expires_at.and_then(|end| expiry(end, askable.now));
        let expires_at = expires_at.map_err(|kind| keep(at("expires_at"), kind)).ok();
        let reach = Reach { scopes: scopes.into_iter().collect(), cases: asked.cases.map(|_| cases) };
        match (name, expires_at) {
            (Some(name), Some(expires_at)) if faults.is_empty() => Ok(Self { name, reach, expires_at }),
            _ => Err(faults),
        }
    }
}

/// The end of a token made at `now`, which must be later and at most [`TOKEN_DAYS_MAX`] days away.
///
/// # Errors
/// `OutOfRange` with both ends, to the second.
pub fn expiry(at: Timestamp, now: Timestamp) -> Result<Timestamp, FaultKind> {
    let last = last_expiry(now);
    if now < at && at <= last {
        return Ok(at);
    }
    let said = |moment: Timestamp| Timestamp::from_second(moment.as_second()).unwrap_or(moment).to_string();
    Err(FaultKind::OutOfRange { min: said(now), max: said(last) })
}

/// The latest end of a token made at `now`.
#[must_use]
pub fn last_expiry(now: Timestamp) -> Timestamp {
    now.saturating_add(SignedDuration::from_hours(24 * TOKEN_DAYS_MAX)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    #[test]
    fn a_set_of_scopes_holds_what_was_put_into_it_and_nothing_else() {
        let scopes: Scopes = [Scope::Own, Scope::Read, Scope::Read].into_iter().collect();
        assert_eq!(scopes.words(), ["read", "own"]);
        assert!(Scopes::default().is_empty() && !scopes.is_empty());
        assert_eq!(Scopes::ALL.iter().collect::<Vec<_>>(), Scope::ALL);
        for &scope in Scope::ALL {
            assert_eq!(Scopes::from_iter([scope]).words(), [scope.word()]);
        }
    }

    #[test]
    fn a_token_ends_after_now_and_within_366_days() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let end = |text: &str| expiry(text.parse().unwrap(), now).is_ok();
        assert!(end("2026-03-01T12:00:01Z") && end("2027-03-02T12:00:00Z"));
        assert!(!end("2026-03-01T12:00:00Z") && !end("2027-03-02T12:00:01Z") && !end("2020-01-01T00:00:00Z"));
    }

    #[test]
    fn everything_wrong_with_what_is_asked_is_told_at_once() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let askable = Askable { is_admin: false, cases: [CaseId::parse("mine").unwrap()].into(), now };
        let told = |asked: Asked<'_>| {
            let faults = NewToken::read(asked, &askable).unwrap_err();
            faults.iter().map(|fault| fault.at.to_string()).collect::<Vec<_>>()
        };
        let nothing =
            Asked { name: " ", scopes: vec![], cases: Some(vec![]), expires_at: Err(FaultKind::NotATimestamp) };
        assert_eq!(told(nothing), ["name", "scopes", "cases", "expires_at"]);
        let wrong = Asked {
            name: "desk",
            scopes: vec!["read", "reed", "admin"],
            cases: Some(vec!["mine", "hush", "A B"]),
            expires_at: Ok(now),
        };
        assert_eq!(told(wrong), ["scopes[1]", "scopes[2]", "cases[1]", "cases[2]", "expires_at"]);
        let many = Asked { name: "desk", scopes: vec!["read"], cases: Some(vec!["mine"; 101]), expires_at: Ok(now) };
        assert_eq!(told(many), ["cases", "expires_at"]);
        let right =
            Asked { name: " desk ", scopes: vec!["read"], cases: Some(vec!["mine"]), expires_at: Ok(last_expiry(now)) };
        let token = NewToken::read(right, &askable).unwrap();
        assert_eq!((token.name.as_str(), token.reach.cases.map(|cases| cases.len())), ("desk", Some(1)));
    }

    #[test]
    fn a_token_for_chosen_cases_is_for_no_other() {
        let [one, other] = ["one", "other"].map(|id| CaseId::parse(id).unwrap());
        let chosen = Reach { scopes: Scopes::ALL, cases: Some([one.clone()].into()) };
        assert!(chosen.holds(&one) && !chosen.holds(&other));
        assert!(Reach { cases: None, ..chosen }.holds(&other));
    }
}
