//! Access: who may see and do what. Every read and every write of the web and the API passes here.
//!
//! A case that a viewer may not see is answered like one that does not exist; so is whatever they may not do in it.

use super::{
    case::Visibility,
    id::PersonId,
    person::{Flags, Membership, Role},
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
}

impl Viewer {
    /// The person, where one is signed in.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Anonymous => None,
            Self::Person { id, .. } => Some(id),
        }
    }

    /// Whether they are signed in and manage people.
    #[must_use]
    pub fn is_admin(&self) -> bool {
        matches!(self, Self::Person { is_admin: true, .. })
    }

    /// What the viewer may do in a case of `visibility` where they have this membership, if any. `None`: not even know
    /// that there is one.
    #[must_use]
    pub fn rights(&self, visibility: Visibility, membership: Option<&Membership>) -> Option<Rights> {
        let membership = membership.filter(|membership| Some(&membership.person) == self.person());
        let is_open = match visibility {
            Visibility::Public => true,
            Visibility::Internal => self.person().is_some(),
            Visibility::Private => false,
        };
        let is_public = visibility == Visibility::Public;
        match membership {
            Some(member) => Some(Rights { role: Some(member.role), flags: member.flags, is_public }),
            None => is_open.then(|| Rights { role: None, flags: Flags::default(), is_public }),
        }
    }
}

/// What somebody may do in a case they may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rights {
    role: Option<Role>,
    flags: Flags,
    is_public: bool,
}

impl Rights {
    /// Those of a reader without any part in a public case.
    pub const READER: Self =
        Self { role: None, flags: Flags { see_identity: false, export: false, assess: false }, is_public: true };

    /// Whether they suffice for `need`.
    #[must_use]
    pub fn allow(self, need: Need) -> bool {
        let is_at_least = |role: Role| self.role.is_some_and(|own| own >= role);
        match need {
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
        if self.flags.see_identity { Identities::Shown } else { Identities::Hidden }
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
    use crate::domain::id::CaseId;

    fn person(id: &str) -> Viewer {
        Viewer::Person { id: PersonId::parse(id).unwrap(), is_admin: false }
    }

    fn member(id: &str, role: Role, flags: Flags) -> Membership {
        let (case, person) = (CaseId::parse("case").unwrap(), PersonId::parse(id).unwrap());
        Membership { case, person, role, flags, until: None }
    }

    #[test]
    fn a_case_is_known_to_those_its_level_names_and_to_its_members() {
        let own = member("p-1", Role::Viewer, Flags::default());
        for (visibility, anonymous, signed_in, of_the_case) in [
            (Visibility::Public, true, true, true),
            (Visibility::Internal, false, true, true),
            (Visibility::Private, false, false, true),
        ] {
            assert_eq!(Viewer::Anonymous.rights(visibility, None).is_some(), anonymous);
            assert_eq!(person("p-2").rights(visibility, None).is_some(), signed_in);
            assert_eq!(person("p-1").rights(visibility, Some(&own)).is_some(), of_the_case);
            // Somebody else's membership gives nothing.
            assert_eq!(person("p-2").rights(visibility, Some(&own)).is_some(), signed_in);
            assert_eq!(Viewer::Anonymous.rights(visibility, Some(&own)).is_some(), anonymous);
        }
    }

    #[test]
    fn managing_people_opens_no_case() {
        let admin = Viewer::Person { id: PersonId::parse("p-1").unwrap(), is_admin: true };
        assert_eq!(admin.rights(Visibility::Private, None), None);
        assert!(!admin.rights(Visibility::Public, None).unwrap().allow(Need::Edit));
    }

    #[test]
    fn each_role_includes_the_ones_before_it_and_flags_are_given_one_by_one() {
        let allowed = |role, flags| {
            let member = member("p-1", role, flags);
            let rights = person("p-1").rights(Visibility::Private, Some(&member)).unwrap();
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
        let identities = |member| person("p-1").rights(Visibility::Public, Some(member)).unwrap().identities();
        assert_eq!(identities(&owner), Identities::Hidden);
        assert_eq!(identities(&shown), Identities::Shown);
        assert_eq!(Rights::READER.identities(), Identities::Hidden);
    }
}
