//! How long the analysis of one question takes, by domain and number of claims: `cargo bench --bench analysis`.
//!
//! Targets for 100, 1,000, 3,000 and 10,000 claims: 25 µs, 1 ms, 10 ms, 100 ms for intervals, three times that for the
//! other domains. The cases are the same on every machine: a root for ten claims, a document for five.

use counterpoint::{
    domain::{analysis::Study, independence::Tally},
    exchange::case_file,
};
use divan::Bencher;
use one_question::{Domain, question_file};

mod lcg;
mod one_question;

const CLAIMS: [usize; 4] = [100, 1_000, 3_000, 10_000];

fn main() {
    divan::main();
}

/// One question of a case that has been read and traced, as a write recomputes it.
fn question(bencher: Bencher<'_, '_>, domain: Domain, claims: usize) {
    let dossier = case_file::read_dossier(&question_file(domain, claims)).expect("sound");
    let study = Study::new(&dossier);
    let mut tally = Tally::new(&dossier, study.origins());
    bencher.bench_local(|| study.question(0, None, &mut tally));
}

macro_rules! domains {
    ($($name:ident = $domain:ident)*) => {$(
        #[divan::bench(args = CLAIMS, min_time = 0.2, max_time = 3)]
        fn $name(bencher: Bencher<'_, '_>, claims: usize) {
            question(bencher, Domain::$domain, claims);
        }
    )*};
}

domains! {
    intervals = Intervals
    unions = Unions
    counts = Counts
    place_nodes = PlaceNodes
    place_discs = PlaceDiscs
    entities = Entities
    choices = Choices
    many_answers = ManyAnswers
    text_groups = TextGroups
}

/// Every claim names a circle of its own within one degree: they cost by what crosses what, and have no target.
#[divan::bench(args = [30, 100, 300, 1_000], min_time = 0.2, max_time = 3)]
fn different_circles(bencher: Bencher<'_, '_>, claims: usize) {
    question(bencher, Domain::Circles, claims);
}

/// Tracing and comparing all claims of a case, before any question is analysed.
#[divan::bench(args = CLAIMS, min_time = 0.2, max_time = 3)]
fn study(bencher: Bencher<'_, '_>, claims: usize) {
    let dossier = case_file::read_dossier(&question_file(Domain::Intervals, claims)).expect("sound");
    bencher.bench_local(|| Study::new(&dossier));
}
