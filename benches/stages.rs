//! Each stage, and all of them, over the texts in `target/bench/texts`, or the plans of the corpus where there are none.
//!
//! `cargo bench` prints times a text, and bytes of text a second; `make bench` writes the texts first. Compare two versions
//! by running both in one sitting.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::{Bencher, black_box};
use rasoat::emit::json::{self, Layout};
use rasoat::extract::{self, Parts};
use rasoat::ingest::{self, Source};
use rasoat::normalise::{self, Text};
use rasoat::record::Record;
use rasoat::resolve::{self, Glossary};
use rasoat::rules;
use rasoat::segment::{self, Segments};

/// Each text is read once by each stage.
const SAMPLES: u32 = 1000;

static TEXTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: PathBuf| walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let read = |folder: PathBuf| -> Vec<Vec<u8>> {
        let plans = files(folder).filter(|f| f.path().extension().is_some_and(|e| e == "txt" || e == "md"));
        plans.map(|f| std::fs::read(f.path()).expect("a plan")).collect()
    };
    let texts = read(root.join("target/bench/texts"));
    if texts.is_empty() { read(root.join("corpus")) } else { texts }
});

fn main() {
    divan::main();
}

/// The next text, round and round.
fn next() -> &'static [u8] {
    static AT: AtomicUsize = AtomicUsize::new(0);
    &TEXTS[AT.fetch_add(1, Ordering::Relaxed) % TEXTS.len()]
}

/// A text with what the stages before give.
struct Read {
    bytes: &'static [u8],
    source: Source,
    text: Text,
    segments: Segments,
    glossary: Glossary,
    record: Record,
}

fn read() -> Read {
    let bytes = next();
    let source = ingest::read(bytes, "plan.txt").expect("readable");
    let text = normalise::normalise(&source);
    let segments = segment::segment(&text);
    let glossary = resolve::glossary(&text, &segments);
    let record = rasoat::read(bytes, "plan.txt").expect("readable");
    Read { bytes, source, text, segments, glossary, record }
}

/// Times a stage over one text after the other; what stands before it is not timed.
fn time<T>(bencher: Bencher, stage: impl Fn(&Read) -> T + Sync) {
    bencher.with_inputs(read).input_counter(|r| divan::counter::BytesCount::of_slice(r.bytes)).bench_refs(|r| stage(r));
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn ingest(bencher: Bencher) {
    time(bencher, |r| ingest::read(black_box(r.bytes), "plan.txt"));
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn normalise(bencher: Bencher) {
    time(bencher, |r| normalise::normalise(&r.source));
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn segment(bencher: Bencher) {
    time(bencher, |r| segment::segment(&r.text));
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn resolve(bencher: Bencher) {
    time(bencher, |r| {
        let glossary = resolve::glossary(&r.text, &r.segments);
        resolve::short_forms(&r.text, &r.segments, &glossary)
    });
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn extract(bencher: Bencher) {
    time(bencher, |r| -> Parts { extract::extract(&r.text, &r.segments, &r.glossary) });
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn rules(bencher: Bencher) {
    time(bencher, |r| rules::check(&r.record, &r.text, &r.glossary));
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn emit(bencher: Bencher) {
    time(bencher, |r| json::record(&r.record, Layout::Pretty));
}

#[divan::bench(sample_count = SAMPLES, sample_size = 1)]
fn whole(bencher: Bencher) {
    time(bencher, |r| {
        let record = rasoat::read(black_box(r.bytes), "plan.txt").expect("readable");
        json::record(&record, Layout::Pretty)
    });
}
