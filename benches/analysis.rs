//! How long the analysis of one question takes, by domain and number of claims: `cargo bench --bench analysis`.
//!
//! The cases are the same on every machine: a root for ten claims, a document for five, chains of one to four.

#![expect(clippy::unwrap_used, reason = "a bench that cannot build its case should stop")]

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/it/support/generated.rs"]
mod generated;

use counterpoint::domain::{analysis::Study, independence::Tally};
use divan::Bencher;
use generated::{Domain, Plan};

const CLAIMS: [usize; 4] = [100, 1_000, 3_000, 10_000];

fn main() {
    divan::main();
}

/// One question of a case that has been read and traced, as a write recomputes it.
fn question(bencher: Bencher<'_, '_>, domain: Domain, claims: usize) {
    let dossier = Plan::archive(domain, claims).sketch(1).dossier();
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
    place_nodes = Nodes
    place_discs = Discs
    entities = Entities
    choices = Choices
    many_answers = Many
    text_groups = Words
}

/// Tracing and comparing all claims of a case, before any question is analysed.
#[divan::bench(args = CLAIMS, min_time = 0.2, max_time = 3)]
fn study(bencher: Bencher<'_, '_>, claims: usize) {
    let dossier = Plan::archive(Domain::Intervals, claims).sketch(1).dossier();
    bencher.bench_local(|| Study::new(&dossier));
}
