//! Each stage on a plan of the corpus, and the whole on one ten times as long: the ratio of the two should stay near ten.
//!
//! `cargo bench` prints times; compare two versions by running both in one sitting.

use criterion::{Criterion, criterion_group, criterion_main};

fn stages(c: &mut Criterion) {
    let plan = include_str!("../corpus/lang-son-2024-du-lich/plan.txt");
    let source = rasoat::ingest::read(plan.as_bytes(), "plan.txt").expect("readable");
    let text = rasoat::normalise::normalise(&source);
    let segments = rasoat::segment::segment(&text);
    let glossary = rasoat::resolve::glossary(&text, &segments);
    c.bench_function("ingest", |b| b.iter(|| rasoat::ingest::read(plan.as_bytes(), "plan.txt")));
    c.bench_function("normalise", |b| b.iter(|| rasoat::normalise::normalise(&source)));
    c.bench_function("segment", |b| b.iter(|| rasoat::segment::segment(&text)));
    c.bench_function("resolve", |b| b.iter(|| rasoat::resolve::glossary(&text, &segments)));
    c.bench_function("extract", |b| b.iter(|| rasoat::extract::extract(&text, &segments, &glossary)));
    c.bench_function("whole", |b| b.iter(|| rasoat::read(plan.as_bytes(), "plan.txt")));
    let long = plan.repeat(10);
    c.bench_function("whole, ten times as long", |b| b.iter(|| rasoat::read(long.as_bytes(), "plan.txt")));
}

criterion_group!(benches, stages);
criterion_main!(benches);
