//! The clock of a batch: for `run.json` and for telling how far it is; nothing else of a batch depends on it.
//!
//! In: nothing. Out: the time. It is never asked for anything that stands in a record or in the manifest.

#![expect(
    clippy::disallowed_methods,
    reason = "times stand in run.json and in what is told of the progress, nowhere else"
)]

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A point from which time is counted.
pub(super) fn start() -> Instant {
    Instant::now()
}

/// The time of day in UTC, to the second, as in ISO 8601.
pub(super) fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let moment = i64::try_from(seconds).ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
    moment.map_or_else(String::new, |moment| moment.to_string())
}
