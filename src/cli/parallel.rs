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
    match pool(jobs) {
        Ok(pool) => pool.install(run),
        // Without threads of its own the work is done on those that are there.
        Err(_) => run(),
    }
}

/// Does `work` on everything over `jobs` threads; the results are in the order of the items, whatever was finished first.
pub(super) fn all<I: Sync, T: Send>(items: &[I], jobs: Option<u16>, work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let run = || items.par_iter().with_max_len(1).map(&work).collect();
    match pool(jobs) {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

/// Threads of the program's own: as many as are asked for, else one for each core.
fn pool(jobs: Option<u16>) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    let jobs = jobs.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().stack_size(STACK).num_threads(jobs).build()
}
