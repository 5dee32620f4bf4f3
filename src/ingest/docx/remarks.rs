//! Remarks: what a reader of the record should know about a Word file.
//!
//! In: what was seen and what could not be read. Out: diagnostics, in both languages. Nothing here decides anything.

use super::story::Seen;
use super::xml::End;
use crate::record::{Diagnostic, Message};

fn remark(code: &'static str, vi: String, en: String) -> Diagnostic {
    Diagnostic { code, message: Message { vi, en }, page: None }
}

/// Changes, comments, and other files inside the document.
pub(super) fn of_seen(seen: &Seen, out: &mut Vec<Diagnostic>) {
    let Seen { inserted, deleted, comments, embedded, .. } = seen;
    if inserted + deleted > 0 {
        out.push(remark(
            "tracked-changes",
            format!(
                "tệp còn dấu vết sửa đổi chưa chấp nhận: {inserted} chỗ chèn (đã đọc như đã chấp nhận), {deleted} chỗ xóa (đã bỏ)"
            ),
            format!(
                "the file holds tracked changes: {inserted} insertions (read as accepted), {deleted} deletions (left out)"
            ),
        ));
    }
    if *comments > 0 {
        out.push(remark(
            "comments",
            format!("tệp còn {comments} nhận xét bên lề; nhận xét không được đọc"),
            format!("the file holds comments in the margin ({comments}); they are not read"),
        ));
    }
    if *embedded > 0 {
        out.push(remark(
            "embedded-document",
            format!("tài liệu chèn {embedded} tệp khác làm một phần nội dung; phần đó chưa đọc được, hãy mở bằng Word rồi lưu lại"),
            format!(
                "the document shows {embedded} other files as its own text, which cannot be read; open it in Word and save it again"
            ),
        ));
    }
}

/// A part that was read only as far as told.
pub(super) fn of_end(part: &str, end: End, depth: usize) -> Option<Diagnostic> {
    Some(match end {
        End::Whole => return None,
        End::Cut => remark(
            "part-damaged",
            format!("phần {part} của tệp Word bị hỏng; chỉ đọc được đến chỗ hỏng"),
            format!("part {part} of the Word file is damaged; it was read up to the fault"),
        ),
        End::TooDeep => too_deep(depth),
        End::Expired => remark(
            "limit-seconds",
            format!("hết thời gian dành cho một tệp khi đang đọc phần {part}; phần sau chưa đọc (--limit seconds=…)"),
            format!("the time for one file was over in part {part}; what follows was not read (--limit seconds=…)"),
        ),
    })
}

/// A part that is named and not there.
pub(super) fn missing(part: &str) -> Diagnostic {
    remark(
        "part-missing",
        format!("tệp Word thiếu phần {part}; số tự động hoặc chú thích có thể không đầy đủ"),
        format!("the Word file lacks its part {part}; automatic numbers or notes may be incomplete"),
    )
}

/// Tables and boxes too deep inside one another.
pub(super) fn too_deep(depth: usize) -> Diagnostic {
    remark(
        "limit-depth",
        format!("bảng hoặc khung lồng nhau quá {depth} lớp; lớp sâu hơn chỉ được đọc như chữ thường (--limit depth=…)"),
        format!(
            "tables or boxes lie more than {depth} deep inside one another; deeper ones are read as plain text (--limit depth=…)"
        ),
    )
}
