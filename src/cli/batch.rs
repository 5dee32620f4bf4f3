//! Batch: many inputs over the cores, results in the order of the inputs.
//!
//! In: inputs and what to do with each. Out: results, a batch at a time, so that memory holds a batch and no more.

use rayon::prelude::*;

use super::inputs::Input;

/// Stack of a thread, in bytes: readers of nested formats go deeper than a thread's usual two megabytes allow.
const STACK: usize = 64 << 20;

/// Inputs of a batch for each thread.
const BATCH: usize = 16;

/// Does `work` on every input over `jobs` threads and hands each result to `done`, in order; stops where `done` says so.
pub(super) fn each<T: Send>(
    inputs: &[Input],
    jobs: Option<u16>,
    work: impl Fn(usize, &Input) -> T + Sync,
    mut done: impl FnMut(usize, T) -> bool + Send,
) {
    let mut run = || {
        let batch = rayon::current_num_threads().max(1) * BATCH;
        for (start, some) in inputs.chunks(batch).enumerate().map(|(i, c)| (i * batch, c)) {
            // One input at a time, so that no thread waits long for the others at the end.
            let inputs = some.par_iter().with_max_len(1).enumerate();
            let results: Vec<T> = inputs.map(|(at, input)| work(start + at, input)).collect();
            for (at, result) in results.into_iter().enumerate() {
                if !done(start + at, result) {
                    return;
                }
            }
        }
    };
    let mut pool = rayon::ThreadPoolBuilder::new().stack_size(STACK);
    if let Some(jobs) = jobs {
        pool = pool.num_threads(usize::from(jobs));
    }
    match pool.build() {
        Ok(pool) => pool.install(run),
        // Without threads of its own the work is done on those that are there.
        Err(_) => run(),
    }
}
