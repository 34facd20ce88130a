//! A new case, and the first part somebody has in it, in one transaction: no case is ever without an owner.

use super::{
    ImportOutcome, Store, StoreError, audit,
    audit::Editor,
    change::{self, Write},
    compute, dossier, members,
    plan::{Others, plan},
    writer::Commit,
};
use crate::domain::{
    case::Case,
    dossier::Records,
    id::PersonId,
    person::{Flags, Membership, Role},
    record::Noun,
};

impl Store {
    /// Makes a case without records and gives `owner` every right in it.
    ///
    /// # Errors
    /// `Taken` where there is a case with this id. `Busy`, `Database`.
    pub async fn create_case(&self, editor: &Editor, case: Case, owner: PersonId) -> Result<ImportOutcome, StoreError> {
        let (editor, vault) = (editor.clone(), self.vault.clone());
        let written = self.write_once(Commit::Shared, move |connection| {
            Box::pin(async move {
                if dossier::read_shown(connection, &case.id).await?.is_some() {
                    return Err(StoreError::Taken("id"));
                }
                let of = case.id.clone();
                let plan = compute(move || plan(None, Records::of(case), Others::Stay)).await?;
                let action = audit::recorded(Noun::Case);
                let wanted = Write { editor: &editor, action, plan, is_whole: true, vault: &vault };
                let mut outcome = change::write(connection, wanted).await?.outcome;
                outcome.versions = vec![((Noun::Case, of.to_string()), 1)];
                let flags = Flags::ALL;
                let membership =
                    Membership { case: of, person: owner, role: Role::Owner, flags, until: None, is_emergency: false };
                members::set(connection, &editor, &membership).await?;
                Ok(outcome)
            })
        });
        self.told(written.await)
    }
}
