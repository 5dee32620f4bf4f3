//! How far a batch is: a bar on a terminal, plain lines now and then in a log, nothing where that is wanted.
//!
//! In: documents that are finished. Out: talk on standard error: numbers only, never a word of a document.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::clock;
use crate::cli::say::Voice;

/// Between two lines of a log.
const PAUSE: Duration = Duration::from_secs(10);

/// Tells how far a batch is.
pub(super) struct Progress {
    voice: Voice,
    bar: Option<ProgressBar>,
    lines: bool,
    total: usize,
    done: AtomicUsize,
    start: Instant,
    told: Mutex<Instant>,
}

impl Progress {
    pub(super) fn new(total: usize, quiet: bool, voice: Voice) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = (!quiet && terminal).then(|| {
            let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
            let template = voice.lang.pick(
                "{bar:30} {pos}/{len} tệp, {per_sec}, còn {eta}",
                "{bar:30} {pos}/{len} files, {per_sec}, {eta} left",
            );
            bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        let start = clock::start();
        let lines = !quiet && !terminal;
        Self { voice, bar, lines, total, done: AtomicUsize::new(0), start, told: Mutex::new(start) }
    }

    /// A document is finished.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        if !self.lines {
            return;
        }
        // Where another thread is just telling, this one has nothing to add.
        let Ok(mut told) = self.told.try_lock() else { return };
        if told.elapsed() < PAUSE {
            return;
        }
        *told = clock::start();
        let seconds = self.start.elapsed().as_secs_f64();
        let rate = done as f64 / seconds.max(0.001);
        let left = (self.total.saturating_sub(done)) as f64 / rate.max(0.001);
        let total = self.total;
        self.voice.tell(
            &format!("{done}/{total} tệp, {rate:.1} tệp/giây, còn khoảng {left:.0} giây"),
            &format!("{done}/{total} files, {rate:.1} files/s, about {left:.0} s left"),
        );
    }

    /// Says something without tearing the bar.
    pub(super) fn saying(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
