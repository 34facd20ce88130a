//! A change of claims is checked and analysed as far as it can reach. Nobody sees that: what is kept and told is what
//! the whole case would have given.

use counterpoint::{
    domain::{
        access::Identities,
        claim::{Claim, Stance, ValueText},
        dossier::{Dossier, Records},
        id::CaseId,
        notice::Notice,
        record::{Noun, Record, RecordId},
        text::Text,
    },
    exchange::case_file,
    store::{Change, Editor, ImportMode, NoticePlace, NoticesWanted, Store, StoreError, verify},
};

use crate::support::{records::moment, repository_path};

const AT: &str = "2019-03-03T09:00:00Z";
const CHANGES: usize = 150;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn editor() -> Editor {
    Editor::system("test", moment(AT))
}

fn shipped() -> Records {
    let file = std::fs::read(repository_path("tests/data/baghdadi-2019.json")).unwrap();
    let mut records = case_file::read(&file).unwrap();
    // Somebody is protected, so that what is told to some differs from what is told to others.
    let source = records.sources.iter_mut().find(|source| source.id.as_str() == "sdf-official").unwrap();
    source.is_protected = true;
    source.public_name = Some(counterpoint::domain::text::Localised::Plain(Text::name("An official").unwrap()));
    records
}

/// A change of one claim, or of a new document with a claim in it; some are refused.
fn change(dice: &mut Dice, now: &Records, gone: &[Claim], number: usize) -> Change {
    let mut claim = now.claims[dice.below(now.claims.len())].clone();
    let other = &now.claims[dice.below(now.claims.len())];
    let mut put = Vec::new();
    match dice.below(9) {
        0 => return Change { withdraw: vec![(Noun::Claim, claim.id.to_string())], ..Change::default() },
        1 if !gone.is_empty() => claim = gone[dice.below(gone.len())].clone(),
        2 => claim.id = format!("new-{number}").parse().unwrap(),
        3 => claim.stance = if claim.stance == Stance::Asserts { Stance::Denies } else { Stance::Asserts },
        4 => (claim.question, claim.value) = (other.question.clone(), other.value.clone()),
        5 => claim.relays = Some(other.id.clone()),
        6 => claim.value = ValueText::One(Text::note("nobody can read this").unwrap()),
        7 => {
            let mut document = now.documents.iter().find(|document| document.id == claim.document).unwrap().clone();
            document.id = format!("document-{number}").parse().unwrap();
            claim.document = document.id.clone();
            put.push(Record::Document(document));
        }
        _ => claim.value = other.value.clone(),
    }
    put.push(Record::Claim(claim));
    let is_new = |record: &&Record| match record {
        Record::Document(_) => true,
        Record::Claim(claim) => claim.id.as_str() == format!("new-{number}"),
        _ => false,
    };
    let began_from = put.iter().filter(is_new).map(|record| ((record.noun(), record.id()), 0)).collect();
    Change { put, began_from, ..Change::default() }
}

/// The records after `change`.
fn after(now: &Records, change: &Change) -> Records {
    let mut records = now.clone();
    let is_written = |noun: Noun, id: String| {
        let named: RecordId = (noun, id);
        change.withdraw.contains(&named) || change.put.iter().any(|put| (put.noun(), put.id()) == named)
    };
    records.claims.retain(|claim| !is_written(Noun::Claim, claim.id.to_string()));
    change.put.iter().cloned().for_each(|record| records.add(record));
    records
}

async fn told(store: &Store, case: &CaseId, identities: Identities) -> Vec<(i64, Notice)> {
    let wanted = NoticesWanted { after: NoticePlace::default(), kinds: Vec::new(), identities, limit: usize::MAX };
    let notices = store.notices(case, wanted).await.unwrap();
    notices.into_iter().map(|placed| (placed.place.revision, placed.notice)).collect()
}

#[tokio::test]
async fn a_change_of_claims_tells_and_keeps_what_the_whole_case_would() {
    let folder = tempfile::tempdir().unwrap();
    let (file, key) = (folder.path().join("parts.db"), folder.path().join("parts.key"));
    let in_parts = Store::open_with_key_file(&file, &key).await.unwrap();
    let whole = Store::open_in_memory().await.unwrap();
    let mut now = shipped();
    let case = now.case.id.clone();
    for store in [&in_parts, &whole] {
        store.import_case(&editor(), now.clone(), ImportMode::Merge).await.unwrap();
    }
    let (mut dice, mut gone, mut kept, mut refused) = (Dice(0x2019_0209), Vec::new(), 0, 0);
    for number in 0..CHANGES {
        let change = change(&mut dice, &now, &gone, number);
        let wanted = after(&now, &change);
        let one = in_parts.change_case(&editor(), &case, change).await;
        let other = whole.import_case(&editor(), wanted.clone(), ImportMode::Replace).await;
        match (one, other) {
            (Ok(one), Ok(other)) => {
                assert_eq!((one.revision, one.is_change()), (other.revision, other.is_change()), "change {number}");
                gone.extend(
                    now.claims.iter().filter(|claim| !wanted.claims.iter().any(|it| it.id == claim.id)).cloned(),
                );
                now = Dossier::build(wanted).unwrap().into_read_records().0;
                kept += 1;
            }
            (Err(StoreError::Faults(one)), Err(StoreError::Faults(other))) => {
                let kinds = |faults: Vec<counterpoint::domain::fault::Fault>| {
                    let mut kinds: Vec<String> = faults.iter().map(|fault| format!("{:?}", fault.kind)).collect();
                    kinds.sort();
                    kinds
                };
                assert_eq!(kinds(one), kinds(other), "change {number}");
                refused += 1;
            }
            (one, other) => panic!("change {number}: {one:?} against {other:?}"),
        }
    }
    assert!(kept > CHANGES / 2 && refused > CHANGES / 20, "{kept} kept, {refused} refused");
    for identities in [Identities::Shown, Identities::Hidden] {
        assert_eq!(told(&in_parts, &case, identities).await, told(&whole, &case, identities).await);
    }
    assert_eq!(in_parts.dossier(&case).await.unwrap().unwrap().dossier.records(), &now);
    in_parts.close().await;
    let verification = verify(&file, &key, None).await.unwrap();
    assert!(verification.is_well(), "{:?}", verification.checks);
}

#[tokio::test]
async fn what_another_process_wrote_in_between_is_not_missed() {
    let folder = tempfile::tempdir().unwrap();
    let (file, key) = (folder.path().join("shared.db"), folder.path().join("shared.key"));
    let one = Store::open_with_key_file(&file, &key).await.unwrap();
    let other = Store::open_with_key_file(&file, &key).await.unwrap();
    let mut records = shipped();
    let case = records.case.id.clone();
    one.import_case(&editor(), records.clone(), ImportMode::Merge).await.unwrap();
    let put = |claim: Claim| Change { put: vec![Record::Claim(claim)], ..Change::default() };
    let mut first = records.claims[0].clone();
    first.note = Some(Text::note("Changed by one.").unwrap());
    one.change_case(&editor(), &case, put(first.clone())).await.unwrap();
    // The other takes away the claim that the next change of the first relies on.
    let mut relied_on = first.clone();
    relied_on.id = "relied-on".parse().unwrap();
    one.change_case(&editor(), &case, put(relied_on.clone())).await.unwrap();
    let gone = Change { withdraw: vec![(Noun::Claim, "relied-on".to_owned())], ..Change::default() };
    other.change_case(&editor(), &case, gone).await.unwrap();
    first.relays = Some(relied_on.id);
    let refused = one.change_case(&editor(), &case, put(first.clone())).await;
    assert!(matches!(refused, Err(StoreError::Faults(_))), "{refused:?}");
    first.relays = None;
    records.claims[0] = first;
    let stored = one.dossier(&case).await.unwrap().unwrap();
    assert_eq!(case_file::write(stored.dossier.records()), case_file::write(&records));
}
