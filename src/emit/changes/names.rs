//! Names: what people call a field, a unit, a count of changes.
//!
//! In: a piece of the changes. Out: its name in the language of the reader.

use crate::emit::Lang;
use crate::emit::words::locus;
use crate::versions::{Changes, Counts, Field, FieldChange, Said, Side, UnitChange, UnitChangeKind, UnitName};

/// A field and, of a unit, the half it stands in.
pub(super) fn field(change: &FieldChange, lang: Lang) -> String {
    let name = match &change.label {
        Some(label) => label.split_whitespace().collect::<Vec<_>>().join(" "),
        None => of(change.field, lang).to_owned(),
    };
    match change.side {
        Side::Appendix => format!("{name} ({})", lang.pick("phụ lục", "appendix")),
        Side::Attachment => format!("{name} ({})", lang.pick("văn bản kèm theo", "attached document")),
        Side::Document | Side::Body => name,
    }
}

/// A field.
pub(super) fn of(field: Field, lang: Lang) -> &'static str {
    let (vi, en) = match field {
        Field::Type => ("Tên loại", "Type"),
        Field::Number => ("Số", "Number"),
        Field::Issuer => ("Cơ quan ban hành", "Issuer"),
        Field::Place => ("Địa danh", "Place"),
        Field::Issued => ("Ngày ban hành", "Date of issue"),
        Field::Subject => ("Trích yếu", "Subject"),
        Field::Period => ("Thời gian của kế hoạch", "Period"),
        Field::Classification => ("Độ mật", "Classification"),
        Field::Urgency => ("Độ khẩn", "Urgency"),
        Field::UnitCount => ("Số nhiệm vụ nêu trong văn bản", "Declared number of units"),
        Field::Authority => ("Thẩm quyền ký", "Authority"),
        Field::Position => ("Chức vụ người ký", "Position of the signer"),
        Field::Signatory => ("Người ký", "Signer"),
        Field::Citations => ("Căn cứ, viện dẫn", "Legal bases and references"),
        Field::Recipients => ("Nơi nhận", "Recipients"),
        Field::Attachments => ("Văn bản kèm theo", "Attached documents"),
        Field::Label => ("Tên gọi", "Keyword"),
        Field::Heading => ("Đề mục", "Heading"),
        Field::Title => ("Tên", "Title"),
        Field::Objective => ("Mục tiêu", "Objective"),
        Field::Lead => ("Chủ trì", "Lead"),
        Field::Coordinate => ("Phối hợp", "Coordinating"),
        Field::Direct => ("Chỉ đạo", "Directing"),
        Field::Advise => ("Tham mưu", "Advising"),
        Field::Implement => ("Thực hiện", "Implementing"),
        Field::Monitor => ("Theo dõi, đôn đốc", "Monitoring"),
        Field::Assignment => ("Phân công nhiệm vụ", "Assignment"),
        Field::Forces => ("Lực lượng triển khai", "Forces"),
        Field::Deadline => ("Thời hạn", "Deadline"),
        Field::Tools => ("Công cụ, nền tảng", "Tools, platform"),
        Field::Location => ("Địa điểm", "Location"),
        Field::Product => ("Sản phẩm", "Product"),
        Field::Other => ("Nội dung khác", "Other"),
    };
    lang.pick(vi, en)
}

/// A unit by its keyword and number.
pub(super) fn short(name: &UnitName) -> String {
    match (&name.kind, name.number) {
        (Some(kind), Some(number)) => format!("{kind} {number}"),
        _ => name.label.clone(),
    }
}

/// A unit by what it was called and is called, and its title.
pub(super) fn unit(change: &UnitChange) -> String {
    let Some(name) = change.new.as_ref().or(change.old.as_ref()) else { return String::new() };
    let title = name.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let called = match (&change.old, &change.new) {
        (Some(old), Some(new)) if short(old) != short(new) => format!("{} → {}", short(old), short(new)),
        _ => short(name),
    };
    if title.is_empty() { called } else { format!("{called}: {title}") }
}

/// What happened to a unit, in words.
pub(super) fn kind(kind: UnitChangeKind, lang: Lang) -> &'static str {
    match kind {
        UnitChangeKind::Added => lang.pick("thêm mới", "added"),
        UnitChangeKind::Removed => lang.pick("bị bỏ", "removed"),
        UnitChangeKind::Renumbered => lang.pick("đổi số", "renumbered"),
        UnitChangeKind::Moved => lang.pick("chuyển nhóm", "moved"),
        UnitChangeKind::Changed => lang.pick("đổi nội dung", "changed"),
    }
}

/// From which group a unit went to which.
pub(super) fn groups(change: &UnitChange, lang: Lang) -> Option<(String, String)> {
    if !change.kinds.contains(&UnitChangeKind::Moved) {
        return None;
    }
    let group = |name: &UnitName| match (&name.group, &name.group_title) {
        (Some(label), Some(title)) => format!("{label}. {title}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => lang.pick("(không có nhóm)", "(no group)").to_owned(),
    };
    Some((group(change.old.as_ref()?), group(change.new.as_ref()?)))
}

/// Where something is said, for a bracket: `dòng 12`.
pub(super) fn place(said: &Said, lang: Lang) -> Option<String> {
    said.span.as_ref().map(|span| {
        let (kind, number) = locus(span, lang);
        format!("{} {number}", kind.to_lowercase())
    })
}

/// A version by its type, number and day.
pub(super) fn version(version: &crate::versions::Version) -> String {
    let number = version.number.as_ref().map(|n| n.split_whitespace().collect::<Vec<_>>().join(" "));
    let parts = [version.kind.clone(), number, version.issued.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How much changed, count by count; only what there is.
pub(super) fn counts(changes: &Changes, lang: Lang) -> Vec<String> {
    let Counts {
        document,
        units_added,
        units_removed,
        units_renumbered,
        units_moved,
        units_changed,
        text,
        findings_came,
        findings_went,
        findings_stayed,
        reworded,
    } = changes.counts;
    let many = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let all: [(usize, String, String); 9] = [
        (document, format!("{document} mục thể thức đổi"), many(document, "field of the head", "fields of the head")),
        (units_added, format!("{units_added} nhiệm vụ thêm"), many(units_added, "unit added", "units added")),
        (units_removed, format!("{units_removed} nhiệm vụ bỏ"), many(units_removed, "unit removed", "units removed")),
        (
            units_changed,
            format!("{units_changed} nhiệm vụ đổi nội dung"),
            many(units_changed, "unit changed", "units changed"),
        ),
        (
            units_renumbered,
            format!("{units_renumbered} nhiệm vụ đổi số"),
            many(units_renumbered, "unit renumbered", "units renumbered"),
        ),
        (units_moved, format!("{units_moved} nhiệm vụ chuyển nhóm"), many(units_moved, "unit moved", "units moved")),
        (text, format!("{text} đoạn khác đổi"), many(text, "other line", "other lines")),
        (
            findings_came + findings_went,
            format!("phát hiện: {findings_came} mới, {findings_went} đã hết, {findings_stayed} còn"),
            format!("findings: {findings_came} came, {findings_went} went, {findings_stayed} stayed"),
        ),
        (
            reworded,
            format!("{reworded} chỗ chỉ viết khác đi"),
            many(reworded, "place only written differently", "places only written differently"),
        ),
    ];
    let mut out = Vec::new();
    for (count, vi, en) in all {
        if count > 0 {
            out.push(lang.pick(&vi, &en).to_owned());
        }
    }
    out
}
