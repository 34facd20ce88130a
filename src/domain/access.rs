//! Access: who may see and do what. Every read and every write of the web and the API passes here.
//!
//! A case that a viewer may not see is answered like one that does not exist; so is whatever they may not do in it.

use super::{
    case::Visibility,
    id::{CaseId, PersonId, TokenId},
    person::{Flags, Membership, Role},
    token::{Reach, Scope, Scopes},
};

/// Whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Nobody we know.
    Anonymous,
    /// Somebody who is signed in.
    Person {
        /// Who.
        id: PersonId,
        /// Whether they manage the people of this installation.
        is_admin: bool,
    },
    /// A program with a token of somebody.
    Token {
        /// Whose token it is.
        id: PersonId,
        /// Which token.
        token: TokenId,
        /// Whether they manage the people of this installation.
        is_admin: bool,
        /// How far it reaches.
        reach: Reach,
    },
}

impl Viewer {
    /// The person, where one is signed in or has given a program a token.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Anonymous => None,
            Self::Person { id, .. } | Self::Token { id, .. } => Some(id),
        }
    }

    /// The token that they come with.
    #[must_use]
    pub fn token(&self) -> Option<&TokenId> {
        match self {
            Self::Anonymous | Self::Person { .. } => None,
            Self::Token { token, .. } => Some(token),
        }
    }

    /// Whether they manage the tokens of `person`, and so may know what those are called: everybody their own, and no
    /// token any.
    #[must_use]
    pub fn manages_tokens_of(&self, person: &PersonId) -> bool {
        matches!(self, Self::Person { id, .. } if id == person)
    }

    /// How far the token reaches that they come with; `None` where they come without one.
    #[must_use]
    pub fn reach(&self) -> Option<&Reach> {
        match self {
            Self::Anonymous | Self::Person { .. } => None,
            Self::Token { reach, .. } => Some(reach),
        }
    }

    /// Whether they manage people here and now: signed in, or with a token for that.
    #[must_use]
    pub fn is_admin(&self) -> bool {
        match self {
            Self::Anonymous => false,
            Self::Person { is_admin, .. } => *is_admin,
            Self::Token { is_admin, reach, .. } => *is_admin && reach.scopes.has(Scope::Admin),
        }
    }

    /// What the viewer may do in `case`, which is of `visibility` and where they have this membership, if any. `None`:
    /// not even know that there is one.
    ///
    /// This is the one place where a token narrows what its person may. It takes no part in emergency access, which is
    /// for somebody who is there in person.
    #[must_use]
    pub fn rights(&self, case: &CaseId, visibility: Visibility, membership: Option<&Membership>) -> Option<Rights> {
        let reach = self.reach();
        if reach.is_some_and(|reach| !reach.holds(case)) {
            return None;
        }
        let membership = membership.filter(|membership| Some(&membership.person) == self.person());
        let membership = membership.filter(|membership| reach.is_none() || !membership.is_emergency);
        let is_open = match visibility {
            Visibility::Public => true,
            Visibility::Internal => self.person().is_some(),
            Visibility::Private => false,
        };
        let is_public = visibility == Visibility::Public;
        let scopes = reach.map_or(Scopes::ALL, |reach| reach.scopes);
        match membership {
            Some(member) => Some(Rights { role: Some(member.role), flags: member.flags, is_public, scopes }),
            None => is_open.then(|| Rights { role: None, flags: Flags::default(), is_public, scopes }),
        }
    }
}

/// What somebody may do in a case they may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rights {
    role: Option<Role>,
    flags: Flags,
    is_public: bool,
    scopes: Scopes,
}

impl Rights {
    /// Those of a reader without any part in a public case.
    pub const READER: Self = Self {
        role: None,
        flags: Flags { see_identity: false, export: false, assess: false },
        is_public: true,
        scopes: Scopes::ALL,
    };

    /// Whether they suffice for `need`.
    #[must_use]
    pub fn allow(self, need: Need) -> bool {
        let is_at_least = |role: Role| self.role.is_some_and(|own| own >= role);
        self.scopes.has(need.scope())
            && match need {
                Need::Read => true,
                Need::Export => self.is_public || self.flags.export,
                Need::Member => self.role.is_some(),
                Need::Contribute => is_at_least(Role::Contributor),
                Need::Edit => is_at_least(Role::Editor),
                Need::Assess => self.flags.assess && self.role.is_some(),
                Need::Own => is_at_least(Role::Owner),
            }
    }

    /// Which identities of protected sources they may see.
    #[must_use]
    pub fn identities(self) -> Identities {
        let is_shown = self.flags.see_identity && self.scopes.has(Scope::SeeIdentity);
        if is_shown { Identities::Shown } else { Identities::Hidden }
    }

    /// The role, where they have one.
    #[must_use]
    pub fn role(self) -> Option<Role> {
        self.role
    }
}

/// What an act in a case needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// To see the case.
    Read,
    /// To take a copy of it.
    Export,
    /// To have any role in it.
    Member,
    /// To add records.
    Contribute,
    /// To change, withdraw and restore records.
    Edit,
    /// To judge disagreements.
    Assess,
    /// To decide who is a member and who may see it.
    Own,
}

impl Need {
    /// Every need.
    pub const ALL: [Self; 7] =
        [Self::Read, Self::Export, Self::Member, Self::Contribute, Self::Edit, Self::Assess, Self::Own];

    /// The scope that a token needs for it.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Read | Self::Export | Self::Member => Scope::Read,
            Self::Contribute | Self::Edit => Scope::Write,
            Self::Assess => Scope::Assess,
            Self::Own => Scope::Own,
        }
    }
}

/// Whether a case is shown with the identities of its protected sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identities {
    /// Their public names stand in their place.
    Hidden,
    /// As they are.
    Shown,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    fn person(id: &str) -> Viewer {
        Viewer::Person { id: PersonId::parse(id).unwrap(), is_admin: false }
    }

    fn case() -> CaseId {
        CaseId::parse("case").unwrap()
    }

    /// A program with a token of somebody who manages people, for `scopes` in the cases `cases`.
    fn token(id: &str, scopes: &[Scope], cases: Option<&[&str]>) -> Viewer {
        let cases = cases.map(|cases| cases.iter().map(|id| CaseId::parse(id).unwrap()).collect());
        let reach = Reach { scopes: scopes.iter().copied().collect(), cases };
        let token = TokenId::parse("t-1").unwrap();
        Viewer::Token { id: PersonId::parse(id).unwrap(), token, is_admin: true, reach }
    }

    fn member(id: &str, role: Role, flags: Flags) -> Membership {
        let person = PersonId::parse(id).unwrap();
        Membership { case: case(), person, role, flags, until: None, is_emergency: false }
    }

    #[test]
    fn a_case_is_known_to_those_its_level_names_and_to_its_members() {
        let own = member("p-1", Role::Viewer, Flags::default());
        for (visibility, anonymous, signed_in, of_the_case) in [
            (Visibility::Public, true, true, true),
            (Visibility::Internal, false, true, true),
            (Visibility::Private, false, false, true),
        ] {
            assert_eq!(Viewer::Anonymous.rights(&case(), visibility, None).is_some(), anonymous);
            assert_eq!(person("p-2").rights(&case(), visibility, None).is_some(), signed_in);
            assert_eq!(person("p-1").rights(&case(), visibility, Some(&own)).is_some(), of_the_case);
            // Somebody else's membership gives nothing.
            assert_eq!(person("p-2").rights(&case(), visibility, Some(&own)).is_some(), signed_in);
            assert_eq!(Viewer::Anonymous.rights(&case(), visibility, Some(&own)).is_some(), anonymous);
        }
    }

    #[test]
    fn managing_people_opens_no_case() {
        let admin = Viewer::Person { id: PersonId::parse("p-1").unwrap(), is_admin: true };
        assert_eq!(admin.rights(&case(), Visibility::Private, None), None);
        assert!(!admin.rights(&case(), Visibility::Public, None).unwrap().allow(Need::Edit));
    }

    #[test]
    fn each_role_includes_the_ones_before_it_and_flags_are_given_one_by_one() {
        let allowed = |role, flags| {
            let member = member("p-1", role, flags);
            let rights = person("p-1").rights(&case(), Visibility::Private, Some(&member)).unwrap();
            Need::ALL.into_iter().filter(|need| rights.allow(*need)).collect::<Vec<_>>()
        };
        let none = Flags::default();
        assert_eq!(allowed(Role::Viewer, none), [Need::Read, Need::Member]);
        assert_eq!(allowed(Role::Contributor, none), [Need::Read, Need::Member, Need::Contribute]);
        assert_eq!(allowed(Role::Editor, none), [Need::Read, Need::Member, Need::Contribute, Need::Edit]);
        assert_eq!(allowed(Role::Owner, none), [Need::Read, Need::Member, Need::Contribute, Need::Edit, Need::Own]);
        assert_eq!(allowed(Role::Owner, Flags::ALL), Need::ALL);
        assert_eq!(allowed(Role::Viewer, Flags { assess: true, ..none }), [Need::Read, Need::Member, Need::Assess]);
    }

    #[test]
    fn only_the_flag_shows_who_a_protected_source_is() {
        let owner = member("p-1", Role::Owner, Flags::default());
        let shown = member("p-1", Role::Viewer, Flags { see_identity: true, ..Flags::default() });
        let identities = |member| person("p-1").rights(&case(), Visibility::Public, Some(member)).unwrap().identities();
        assert_eq!(identities(&owner), Identities::Hidden);
        assert_eq!(identities(&shown), Identities::Shown);
        assert_eq!(Rights::READER.identities(), Identities::Hidden);
    }

    #[test]
    fn a_token_does_what_its_scopes_name_and_its_person_may() {
        let owner = member("p-1", Role::Owner, Flags::ALL);
        let allowed = |scope: Scope, member: &Membership| {
            let rights = token("p-1", &[scope], None).rights(&case(), Visibility::Private, Some(member)).unwrap();
            Need::ALL.into_iter().filter(|need| rights.allow(*need)).collect::<Vec<_>>()
        };
        assert_eq!(allowed(Scope::Read, &owner), [Need::Read, Need::Export, Need::Member]);
        assert_eq!(allowed(Scope::Write, &owner), [Need::Contribute, Need::Edit]);
        assert_eq!(allowed(Scope::Assess, &owner), [Need::Assess]);
        assert_eq!(allowed(Scope::Own, &owner), [Need::Own]);
        assert_eq!(allowed(Scope::SeeIdentity, &owner), []);
        assert_eq!(allowed(Scope::Admin, &owner), []);
        let viewer = member("p-1", Role::Viewer, Flags::default());
        assert_eq!(allowed(Scope::Write, &viewer), []);
        assert_eq!(allowed(Scope::Own, &viewer), []);
        for &scope in Scope::ALL {
            assert_eq!(token("p-1", &[scope], None).is_admin(), scope == Scope::Admin);
        }
    }

    #[test]
    fn a_token_shows_who_a_protected_source_is_where_its_scopes_and_the_flag_say_so() {
        let shown = member("p-1", Role::Viewer, Flags { see_identity: true, ..Flags::default() });
        let identities = |scopes: &[Scope], member: &Membership| {
            token("p-1", scopes, None).rights(&case(), Visibility::Public, Some(member)).unwrap().identities()
        };
        assert_eq!(identities(&[Scope::Read, Scope::SeeIdentity], &shown), Identities::Shown);
        assert_eq!(identities(&[Scope::Read], &shown), Identities::Hidden);
        let owner = member("p-1", Role::Owner, Flags::default());
        assert_eq!(identities(&[Scope::Read, Scope::SeeIdentity], &owner), Identities::Hidden);
    }

    #[test]
    fn a_token_knows_of_no_other_case_than_its_own_and_of_none_in_an_emergency() {
        let own = member("p-1", Role::Owner, Flags::ALL);
        let known = |cases: Option<&[&str]>, visibility, member: &Membership| {
            token("p-1", Scope::ALL, cases).rights(&case(), visibility, Some(member)).is_some()
        };
        assert!(known(None, Visibility::Private, &own) && known(Some(&["case"]), Visibility::Private, &own));
        assert!(!known(Some(&["other"]), Visibility::Private, &own) && !known(Some(&[]), Visibility::Public, &own));
        let until = Some(jiff::Timestamp::MAX);
        let for_now = Membership { until, ..member("p-1", Role::Viewer, Flags::default()) };
        assert!(known(None, Visibility::Private, &for_now));
        let emergency = Membership { is_emergency: true, ..for_now };
        assert!(!known(None, Visibility::Private, &emergency));
        assert!(person("p-1").rights(&case(), Visibility::Private, Some(&emergency)).is_some());
    }
}
