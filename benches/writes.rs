//! Small writes of many editors at once, each acknowledged after its fsync: `cargo bench --bench writes`.
//!
//! Each of 64 editors brings a new state of a small case of their own, again and again. The folder decides: a disk that
//! does not wait for fsync shows nothing.

use counterpoint::{
    credentials::Vault,
    domain::{dossier::Records, text::Text},
    exchange::case_file,
    store::{Editor, ImportMode, Store},
};

mod large_case;
mod lcg;

const WRITES_EACH: usize = 20;

fn main() {
    divan::main();
}

#[divan::bench(args = [1, 64], sample_count = 5, sample_size = 1)]
fn small_writes(bencher: divan::Bencher<'_, '_>, editors: usize) {
    let records: Records = case_file::read(&large_case::case_file(4, 2)).expect("sound");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    bencher
        .counter(divan::counter::ItemsCount::new(editors * WRITES_EACH))
        .with_inputs(|| {
            let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
            let store =
                runtime.block_on(Store::open(&folder.path().join("bench.db"), Vault::ephemeral())).expect("opens");
            (folder, store)
        })
        .bench_local_values(|(folder, store)| {
            runtime.block_on(async {
                let writers: Vec<_> =
                    (0..editors).map(|editor| tokio::spawn(write(store.clone(), records.clone(), editor))).collect();
                for writer in writers {
                    writer.await.expect("writes");
                }
            });
            (folder, store)
        });
}

async fn write(store: Store, records: Records, editor: usize) {
    let now = "2026-11-20T10:00:00Z".parse().expect("a moment");
    for number in 0..WRITES_EACH {
        let mut records = records.clone();
        records.case.id = format!("case-{editor}").parse().expect("an id");
        records.claims[0].note = Text::note(&format!("state {number}")).ok();
        store.import_case(&Editor::system("bench", now), records, ImportMode::Merge).await.expect("imports");
    }
}
