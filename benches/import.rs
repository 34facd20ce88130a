//! Bringing a case of 100,000 claims into SQLite with FULL: `cargo bench --bench import`.
//!
//! Target: at least 20,000 claims a second, reading the file included.

use counterpoint::{
    credentials::Vault,
    domain::dossier::Records,
    exchange::case_file,
    store::{Editor, ImportMode, Store},
};

mod large_case;
mod lcg;

const CLAIMS: usize = 100_000;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn read_the_file(bencher: divan::Bencher<'_, '_>) {
    let bytes = large_case::case_file(CLAIMS, 200);
    bencher.counter(divan::counter::ItemsCount::new(CLAIMS)).bench_local(|| case_file::read(&bytes).expect("sound"));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn read_and_store(bencher: divan::Bencher<'_, '_>) {
    let bytes = large_case::case_file(CLAIMS, 200);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    bencher
        .counter(divan::counter::ItemsCount::new(CLAIMS))
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_local_values(|folder| {
            runtime.block_on(async {
                let records: Records = case_file::read(&bytes).expect("sound");
                let store = Store::open(&folder.path().join("bench.db"), Vault::ephemeral()).await.expect("opens");
                let now = "2026-11-20T10:00:00Z".parse().expect("a moment");
                let outcome = store.import_case(&Editor::system("import", now), records, ImportMode::Merge).await;
                assert_eq!(outcome.expect("imports").revision, 1);
                store.close().await;
            });
            folder
        });
}
