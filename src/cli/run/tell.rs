//! What a run says of itself at its end, and the exit code that it asks for.
//!
//! In: counts. Out: sentences: numbers and names of files, never a word of a document.

use std::fmt::Write as _;
use std::path::Path;

use super::manifest;
use super::one::Did;
use super::plan::Plan;
use super::state::Counts;
use crate::cli::Exit;
use crate::cli::say::Voice;

/// Says what a run would do.
pub(super) fn would(plan: &Plan, did: &[Did], voice: Voice) -> Exit {
    let mut text = String::new();
    let mut count = (0, 0);
    for ((found, _), did) in plan.mine.iter().zip(did) {
        let what = match did {
            Did::New => ("mới", "new"),
            Did::Again => ("làm lại", "again"),
            Did::Nothing => continue,
        };
        count = if *did == Did::New { (count.0 + 1, count.1) } else { (count.0, count.1 + 1) };
        let _ = writeln!(text, "{}\t{}", voice.lang.pick(what.0, what.1), found.input.path);
    }
    let skipped = plan.mine.iter().filter(|(found, _)| found.passed_over.is_some()).count();
    let (new, again) = count;
    let same = did.len() - new - again - skipped;
    let vanished = plan.vanished.len();
    voice.tell(
            &format!("Sẽ chuyển {new} tệp mới, làm lại {again} tệp; {same} tệp không đổi, bỏ qua {skipped}, {vanished} tệp không còn. Chưa ghi gì."),
            &format!("Would convert {new} new files and {again} again; {same} unchanged, {skipped} skipped, {vanished} gone. Nothing was written."),
        );
    voice.text(&text)
}

/// The exit code that some documents ask for.
pub(super) fn exit_of(counts: &Counts) -> Exit {
    if counts.failed + counts.partial > 0 { Exit::Input } else { Exit::Done }
}

/// What came of a run, in a few words.
pub(super) fn summary(counts: &Counts, done: usize, vanished: usize, out: &Path, voice: Voice) {
    let Counts { ok, partial, failed, skipped, unchanged, pruned } = counts;
    let mut vi = format!(
        "Xong {done} tệp ({unchanged} không đổi): {ok} đủ, {partial} thiếu một phần, {failed} không đọc được, {skipped} bỏ qua; xem {}",
        out.join(manifest::NAME).display()
    );
    let mut en = format!(
        "Done with {done} files ({unchanged} unchanged): {ok} whole, {partial} partial, {failed} failed, {skipped} skipped; see {}",
        out.join(manifest::NAME).display()
    );
    if vanished > 0 {
        let _ =
            write!(vi, ". {vanished} tệp không còn trong thư mục đầu vào; bản ghi được giữ lại (thêm --prune để xóa)");
        let _ = write!(
            en,
            ". {vanished} files are no longer in the input folder; their records stay (--prune removes them)"
        );
    }
    if *pruned > 0 {
        let _ = write!(vi, ". Đã xóa {pruned} tệp không còn");
        let _ = write!(en, ". Removed {pruned} that are gone");
    }
    voice.tell(&format!("{vi}."), &format!("{en}."));
}
