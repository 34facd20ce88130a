//! What would follow, in words: every sentence in both languages, and what an editor reads in common cases.

use std::collections::BTreeSet;

use counterpoint::{
    domain::{
        analysis::{Letter, Study, Warning},
        candidate::{Candidate, Trial, without},
        claim::{Stance, ValueText},
        comparison::Relation,
        consequence::{Act, Conflict, Consequence, Order, Weight},
        disagreement::{Gap, Kind},
        dossier::Dossier,
        independence::Range,
        shift::{Fate, Turn},
        text::Language,
    },
    exchange::case_file,
    text::{
        Words,
        consequences::{Line, Sides},
    },
};

use crate::support::{
    generated::{Domain, Plan},
    records::{document, outlet},
    sketch::value,
};

fn specimen() -> Dossier {
    case_file::read_dossier(include_bytes!("../data/baghdadi-2019.json")).unwrap()
}

fn candidate(question: &str, said: &str, links: &[&str], document: &str) -> Candidate {
    let link = |id: &&str| (*id != "?").then(|| id.parse().unwrap());
    Candidate {
        links: links.iter().map(link).collect(),
        document: Some(document.parse().unwrap()),
        ..Candidate::new(question.parse().unwrap(), value(said))
    }
}

fn trial(dossier: &Dossier, candidate: &Candidate) -> Trial {
    let mut records = dossier.records().clone();
    records.sources.push(outlet("paper"));
    records.documents.push(document("story", "paper"));
    candidate.trial(&Study::new(dossier), records).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The lines without directional marks.
fn lines(words: Words, sides: Sides<'_>, consequence: &Consequence) -> Vec<String> {
    let text = |line: Line| words.plain(line.rest.map_or(line.head.clone(), |rest| format!("{} | {rest}", line.head)));
    words.consequence(sides, consequence).into_iter().map(text).collect()
}

/// As [`variants`], on a question that nobody disputes, before and after.
fn undisputed(base: &Consequence) -> Vec<Consequence> {
    let mut all = variants(base);
    for consequence in &mut all {
        for side in [&mut consequence.before, &mut consequence.after] {
            side.as_mut().unwrap().positions.truncate(1);
        }
        for letter in consequence.effects.iter_mut().flat_map(|effect| &mut effect.stands) {
            *letter = Letter::new(0);
        }
    }
    all
}

fn is_sound(sentence: &str) -> bool {
    !sentence.is_empty()
        && !["Unknown", "{", "}", "$", "“”", "«»", "()", ": .", "  "].iter().any(|mark| sentence.contains(mark))
}

/// What an editor reads beside the form: the claim, how it was understood, what follows.
fn panel(dossier: &Dossier, candidate: &Candidate) -> String {
    let trial = trial(dossier, candidate);
    let (after, mut said) = (trial.study.dossier(), Vec::new());
    for words in Language::ALL.map(Words::of) {
        said.push(words.plain(words.claim_sentence(after, trial.claim, &trial.unnamed)));
        said.push(words.plain(words.understanding(after, trial.claim).head));
        for consequence in &trial.consequences {
            let found = lines(words, Sides::of(dossier, &trial), consequence);
            said.extend(found.into_iter().map(|line| format!("- {line}")));
        }
    }
    said.join("\n") + "\n"
}

#[test]
fn an_editor_reads_what_would_follow() {
    let dossier = specimen();
    let claim = |id: &str| dossier.claims()[dossier.claim_number(&id.parse().unwrap()).unwrap()].clone();
    let denial = Candidate {
        stance: Stance::Denies,
        ..candidate("whereabouts", "desert", &["sdf-official", "guardian", "paper"], "story")
    };
    let said = [
        candidate("attempt-when", "mid-September 2018", &["?", "guardian", "paper"], "story"),
        candidate("attempt-when", "November 2018", &["hamdan", "guardian", "al-jazeera", "paper"], "story"),
        candidate("attempt-when", "2019-01-10", &["regional-intelligence", "guardian", "jpost"], "jpost-1"),
        candidate("attempt-when", "../..", &["paper"], "story"),
        candidate("attempt-where", "near baghuz", &["paper"], "story"),
        candidate("fighters-left", "at least 2000", &["custody-reports", "paper"], "story"),
        candidate("hajin-when", "December 2018", &["hamdan", "paper"], "story"),
        denial,
        Candidate { value: value("no"), ..Candidate::of(&claim("accused-2")) },
        Candidate::of(&claim("when-1")),
    ];
    insta::assert_snapshot!(said.map(|candidate| panel(&dossier, &candidate)).join("\n"));
}

#[test]
fn an_editor_reads_that_a_claim_would_open_a_disagreement() {
    let mut records = specimen().records().clone();
    let is_later = |id: &str| ["when-6", "when-7", "when-8", "when-9", "when-10"].contains(&id);
    records.claims.retain(|claim| !is_later(claim.id.as_str()));
    let dossier = Dossier::build(records).unwrap();
    let said = [
        candidate("attempt-when", "mid-September 2018", &["?", "guardian", "paper"], "story"),
        candidate("attempt-when", "January 2019", &["hamdan", "paper"], "story"),
    ];
    insta::assert_snapshot!(said.map(|candidate| panel(&dossier, &candidate)).join("\n"));
}

#[test]
fn an_editor_reads_what_a_withdrawal_would_take_away() {
    let dossier = specimen();
    let mut said = Vec::new();
    for (id, question) in [("left-4", "fighters-left"), ("when-8", "attempt-when"), ("hajin-1", "hajin-when")] {
        let after = without(&dossier, &id.parse().unwrap()).unwrap();
        let (old, new) = (Study::new(&dossier), Study::new(&after));
        let consequence = Consequence::between(&old, &new, &question.parse().unwrap()).unwrap();
        let sides = Sides { before: &dossier, after: &after, unnamed: &[] };
        said.extend(Language::ALL.map(|language| lines(Words::of(language), sides, &consequence).join("\n")));
    }
    insta::assert_snapshot!(said.join("\n\n"));
}

/// Every variant of everything that a consequence can hold, put one by one into a real one.
fn variants(base: &Consequence) -> Vec<Consequence> {
    let mut all = Vec::new();
    let mut with = |set: &dyn Fn(&mut Consequence)| {
        let mut consequence = base.clone();
        set(&mut consequence);
        all.push(consequence);
    };
    for &turn in Turn::ALL {
        with(&|consequence| consequence.turn = turn);
    }
    for &weight in Weight::ALL {
        for (is_alone, act) in [(true, Act::Enters), (false, Act::Changes), (true, Act::Leaves)] {
            with(&|consequence| {
                let effect = &mut consequence.effects[0];
                (effect.provenance.weight, effect.provenance.is_root_alone) = (weight, is_alone);
                effect.provenance.is_channel_alone = is_alone;
                (effect.act, effect.claim) = (act, 0);
                effect.stood = effect.stands.clone();
            });
        }
    }
    with(&|consequence| consequence.effects[0].provenance.root.speaker = 0);
    for &relation in Relation::ALL {
        with(&|consequence| consequence.effects[0].fits = vec![(0, relation)]);
    }
    with(&|consequence| consequence.effects[0].undetermined = vec![0, 1]);
    with(&|consequence| consequence.effects[0].stands.clear());
    let quantity = |ratio| Gap::Quantity { ratio, difference: 5 };
    for gap in [Gap::Days(112, Some(121)), quantity(Some(1.5)), quantity(None)] {
        for order in [None, Some(Order::Lower), Some(Order::Higher)] {
            with(&|consequence| {
                let conflict = Conflict { letter: Letter::new(0), gap: Some(gap), order };
                consequence.effects[0].conflicts = vec![conflict; 6];
            });
        }
    }
    for &fate in Fate::ALL {
        for related in [vec![], vec![Letter::new(0), Letter::new(1)]] {
            with(&|consequence| {
                consequence.effects.clear();
                let shift = &mut consequence.shifts[0];
                (shift.fate, shift.related) = (fate, related.clone());
                shift.before = Some(Letter::new(1));
                shift.support_after = Some(Range { min: 1, max: 2 });
                consequence.shifts = vec![consequence.shifts[0].clone(); 6];
            });
        }
    }
    with(&|consequence| consequence.effects[0].is_committal = false);
    with(&|consequence| consequence.effects[0].is_guest = true);
    with(&|consequence| (consequence.effects[0].repeats, consequence.effects[0].retells) = (vec![0], vec![0]));
    with(&|consequence| consequence.effects[0].stands = vec![Letter::new(0), Letter::new(1)]);
    with(&|consequence| {
        (consequence.kinds_begun, consequence.kinds_ended) = (Kind::ALL.to_vec(), Kind::ALL.to_vec());
        (consequence.warnings_begun, consequence.warnings_ended) = (Warning::ALL.to_vec(), Warning::ALL.to_vec());
    });
    all
}

#[test]
fn every_consequence_is_said_in_both_languages() {
    let dossier = specimen();
    let trial =
        trial(&dossier, &candidate("attempt-when", "mid-September 2018", &["hamdan", "guardian", "paper"], "story"));
    for words in Language::ALL.map(Words::of) {
        let mut said = BTreeSet::new();
        let base = &trial.consequences[0];
        for consequence in variants(base).into_iter().chain(undisputed(base)) {
            said.extend(lines(words, Sides::of(&dossier, &trial), &consequence));
        }
        let unsound: Vec<&String> = said.iter().filter(|sentence| !is_sound(sentence)).collect();
        assert!(unsound.is_empty(), "{unsound:#?}");
        let said: Vec<String> = said.into_iter().collect();
        insta::assert_snapshot!(format!("consequences_{}", words.language().tag()), said.join("\n"));
    }
}

#[test]
fn whatever_follows_in_random_cases_is_said_in_both_languages() {
    for (number, domain) in Domain::ALL.iter().cycle().take(90).enumerate() {
        let seed = u64::try_from(number).unwrap();
        let mut records = Plan::small(*domain, 2 + number % 11).sketch(seed).records;
        let with = Dossier::build(records.clone()).unwrap();
        records.claims.pop();
        let without = Dossier::build(records).unwrap();
        for (before, after) in [(&without, &with), (&with, &without)] {
            let (old, new) = (Study::new(before), Study::new(after));
            let consequence = Consequence::between(&old, &new, &"q".parse().unwrap()).unwrap();
            let sides = Sides { before, after, unnamed: &[] };
            for words in Language::ALL.map(Words::of) {
                for sentence in lines(words, sides, &consequence) {
                    assert!(is_sound(&sentence), "{domain:?} {seed}: {sentence}");
                }
            }
        }
    }
}

#[test]
fn a_value_is_understood_before_there_is_a_claim_as_it_is_afterwards() {
    let dossier = specimen();
    let words = Words::of(Language::English);
    for (claim, record) in dossier.claims().iter().enumerate() {
        let (question, value): (usize, &ValueText) = (dossier.question_of(claim), &record.value);
        let ids = dossier.answer_ids(question);
        let anchor = dossier.documents()[dossier.document_of(claim)].published.last();
        let lexicon = dossier.lexicon(question, &ids, Some(anchor));
        let reading = counterpoint::domain::reading::read(value, &lexicon).unwrap();
        let understood = words.understood(&dossier, question, &reading, value);
        assert_eq!(understood, words.understanding(&dossier, claim), "{}", record.id);
    }
    let when = words.understanding(&dossier, dossier.claim_number(&"when-6".parse().unwrap()).unwrap());
    assert_eq!(when.head, "Understood as 11–20 September 2018, approximate");
    assert_eq!(when.bounds[0].envelope.as_deref(), Some("6–25 September 2018"));
}
