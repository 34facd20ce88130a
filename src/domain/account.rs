//! Accounts: all that one source says across the questions of a case, what it only relayed, and how it fares.

use super::{
    analysis::Analysis,
    dossier::Dossier,
    independence::{Origins, Root},
    retelling::Retellings,
    standing::Standings,
};

/// What one source says and relays, by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// The visible claims that go back to it.
    pub said: Vec<usize>,
    /// The visible claims of others that passed through it.
    pub relayed: Vec<usize>,
    /// The questions that nobody else answers.
    pub alone: Vec<usize>,
}

/// How an account fares against the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The questions on which another root says what cannot also be true.
    pub contradicted: Vec<usize>,
    /// The questions on which another root says what can also be true.
    pub corroborated: Vec<usize>,
}

/// The accounts of every source of a case, in order of the sources.
#[must_use]
pub fn accounts(dossier: &Dossier, analysis: &Analysis, origins: &Origins) -> Vec<Account> {
    let mut accounts = vec![Account::default(); dossier.sources().len()];
    for question in &analysis.questions {
        let mut voices = Vec::new();
        for &claim in &question.visible {
            let Root { source: root, is_circular, .. } = origins.root(claim);
            let chain = dossier.chain_of(claim);
            if !is_circular {
                accounts[root].said.push(claim);
            }
            if is_circular || chain[0] != root {
                accounts[chain[0]].said.push(claim);
            }
            for &relay in chain[1..].iter().filter(|&&relay| is_circular || relay != root) {
                accounts[relay].relayed.push(claim);
            }
            if question.non_committal.binary_search(&claim).is_err() {
                voices.push((root, is_circular));
            }
        }
        voices.sort_unstable();
        voices.dedup();
        if let [(only, false)] = voices[..] {
            accounts[only].alone.push(question.question);
        }
    }
    accounts
}

/// How the account `said` fares against the other roots of the case. A root speaks by its own words: what a retelling
/// made of them is neither held against it nor against others.
#[must_use]
pub fn record(dossier: &Dossier, analysis: &Analysis, origins: &Origins, said: &[usize]) -> Record {
    let standings = Standings::of(dossier.claims().len(), analysis);
    let retellings = Retellings::of(dossier, origins);
    let is_voice = |claim: &usize| standings.is_committal(*claim) && !retellings.is_retelling(*claim);
    let mut record = Record::default();
    for own in said.chunk_by(|&a, &b| dossier.question_of(a) == dossier.question_of(b)) {
        let question = dossier.question_of(own[0]);
        let root = origins.root(own[0]).source;
        let is_other = |claim: &usize| origins.root(*claim).source != root && origins.root(*claim).is_counted;
        let visible = analysis.questions[question].visible.iter().copied();
        let others: Vec<usize> = visible.filter(is_other).filter(is_voice).collect();
        let own: Vec<usize> = own.iter().copied().filter(is_voice).collect();
        let is_any =
            |is_conflict: bool| own.iter().any(|&a| others.iter().any(|&b| standings.is_conflict(a, b) == is_conflict));
        if is_any(true) {
            record.contradicted.push(question);
        }
        if is_any(false) {
            record.corroborated.push(question);
        }
    }
    record
}
