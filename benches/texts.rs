//! Writes the texts that `make bench` reads: the plans of the corpus as the mutation test changes them, each another.
//!
//! `cargo run --release --example texts -- FOLDER [COUNT]`: COUNT texts (1000), spread evenly over the kinds of change. The
//! generator starts from a fixed seed, so that every run writes the same.

use std::path::Path;

#[expect(dead_code, unused_imports, reason = "the test has more to do than to change plans")]
#[path = "../tests/it/mutation/mod.rs"]
mod mutation;
#[path = "../tests/it/support.rs"]
mod support;

use support::{plans, record};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder");
    let count: usize = arguments.next().map_or(1000, |n| n.parse().expect("a count"));
    let mut texts = mutation::texts();
    texts.sort_unstable();
    texts.dedup();
    assert!(texts.len() >= count, "the corpus has {} different texts", texts.len());
    std::fs::create_dir_all(&folder).expect("the folder");
    for at in 0..count {
        let path = Path::new(&folder).join(format!("{at:04}.txt"));
        std::fs::write(path, &texts[at * texts.len() / count]).expect("a text");
    }
}
