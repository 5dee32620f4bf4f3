//! Batch: many inputs over the cores, results in the order of the inputs.
//!
//! In: inputs and what to do with each. Out: results, a batch at a time, so that memory holds a batch and no more. A fault of
//! the program on one input is a sentence about that input.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;

use super::inputs::Input;
use super::say::{self, message};
use crate::ingest;
use crate::record::{Message, Record, Status};

/// Does `work` on every input over `jobs` threads and hands each result to `done`, in order; stops where `done` says so.
pub(super) fn each<T: Send>(
    inputs: &[Input],
    jobs: Option<u16>,
    work: impl Fn(usize, &Input) -> T + Sync,
    mut done: impl FnMut(usize, T) -> bool + Send,
) {
    let mut run = || {
        let batch = rayon::current_num_threads().max(1) * 4;
        for (start, some) in inputs.chunks(batch).enumerate().map(|(i, c)| (i * batch, c)) {
            let results: Vec<T> = some.par_iter().enumerate().map(|(at, input)| work(start + at, input)).collect();
            for (at, result) in results.into_iter().enumerate() {
                if !done(start + at, result) {
                    return;
                }
            }
        }
    };
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = jobs {
        pool = pool.num_threads(usize::from(jobs));
    }
    match pool.build() {
        Ok(pool) => pool.install(run),
        // Without threads of its own the work is done on those that are there.
        Err(_) => run(),
    }
}

/// The record of one input, or the sentence that says why there is none.
pub(super) fn record(input: &Input) -> Result<Record, Message> {
    let bytes = load(&input.file).map_err(|e| say::because("không đọc được tệp", "the file cannot be read", &e))?;
    match catch_unwind(AssertUnwindSafe(|| crate::read(&bytes, &input.path))) {
        Ok(Ok(record)) => Ok(record),
        Ok(Err(error)) => Err(error.message()),
        Err(_) => Err(message(
            "lỗi của chương trình khi xử lý tệp này; các tệp khác vẫn được xử lý. Xin gửi tệp cho người phát triển",
            "a fault of the program on this file; the others are processed all the same. Please send the file to the developers",
        )),
    }
}

/// What could not be read of a partial record.
pub(super) fn missing(record: &Record) -> Vec<Message> {
    let partial = record.status == Status::Partial;
    record.source.diagnostics.iter().filter(|d| partial && d.code != "no-units").map(|d| d.message.clone()).collect()
}

/// The bytes of an input; a file over the limit is not loaded.
pub(super) fn load(file: &Path) -> std::io::Result<Vec<u8>> {
    let limit = ingest::Limits::default().bytes as u64 + 1;
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
