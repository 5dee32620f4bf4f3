//! Starts: the lines at which units begin, whatever the shape of the document.
//!
//! In: lines, frames and tables. Out: [`Found`]. Four shapes are known, the first that a document has counts: keyword and
//! number ("Mô hình 4: …"), paragraphs with labelled fields under them ([`super::fielded`]), paragraphs that end with who
//! does it (there too), and tasks given to organisations ([`super::assigned`]). The last only where no table holds the
//! tasks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::frame::Frame;
use super::keyword::{self, Keywords};
use super::lines::Line;
use super::outline::{self, Tree};
use super::tables::{RowKind, Table};
use super::{PartOf, assigned, fielded};
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::normalise::Text;
use crate::span::{Bytes, trim_end};

/// Where a unit begins.
#[derive(Debug, Clone)]
pub(super) struct Start {
    /// Keyword as printed.
    pub(super) keyword: Option<Bytes>,
    /// Keyword and number stand together ("Mô hình 4").
    pub(super) numbered_keyword: bool,
    /// Label as printed; empty where there is none.
    pub(super) label: Bytes,
    /// The printed number.
    pub(super) number: Option<u64>,
    /// What follows the label, without `said` where that stands behind it.
    pub(super) title: Bytes,
    /// What the heading's own line says of who does it and by when, piece by piece.
    pub(super) said: Vec<Bytes>,
    /// The organisation's name, where the unit stands under it.
    pub(super) agency: Option<Bytes>,
    /// The line itself says who does what: its title is a sentence of assignment.
    pub(super) assigns: bool,
}

impl Start {
    /// A unit that begins with a line, its label the line's ordinal.
    pub(super) fn of_line(text: &Text, line: &Line) -> Self {
        let label = line.label().unwrap_or(line.range.start..line.range.start);
        let printed = text.value(&label);
        let number = printed.rsplit(['.', ' ']).next().and_then(|n| n.parse().ok());
        // "(3)" keeps its brackets, as the contract prints it.
        let bracketed = text.slice(&line.range).starts_with('(') && text.text[label.end..].starts_with(')');
        let label = if bracketed && number.is_some() { label.start - 1..label.end + 1 } else { label };
        let title = trim_end(&text.text, line.rest(), &[':', '.', ';', ',', '/']);
        Self {
            keyword: None,
            numbered_keyword: false,
            label,
            number,
            title,
            said: Vec::new(),
            agency: None,
            assigns: false,
        }
    }

    fn of_keyword(heading: keyword::Heading) -> Self {
        Self {
            keyword: Some(heading.keyword),
            numbered_keyword: true,
            label: heading.label,
            number: Some(heading.number),
            title: heading.title,
            said: Vec::new(),
            agency: None,
            assigns: false,
        }
    }
}

/// Where units and their groups begin, by line.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// The word that names a unit, as printed.
    pub(super) keyword: Option<String>,
    pub(super) starts: BTreeMap<usize, Start>,
    /// Headings of groups that have a keyword.
    pub(super) groups: BTreeSet<usize>,
    /// Lines that name the organisation of the units under them.
    pub(super) agencies: BTreeSet<usize>,
}

/// Finds where units begin.
pub(super) fn find(text: &Text, lines: &[Line], parts: &[PartOf], frames: &[Frame], tables: &[Table]) -> Found {
    let bodies: Vec<Range<usize>> = frames.iter().map(|f| f.body.clone()).collect();
    let documents: Vec<usize> = frames.iter().skip(1).map(|f| f.header.start).collect();
    let mut keywords = keyword::find(text, lines, parts, &bodies);
    if keywords.headings.is_empty() {
        let appendices: Vec<Range<usize>> =
            frames.iter().filter_map(|f| Some(f.appendices.first()? + 1..f.end)).collect();
        keywords = keyword::find(text, lines, parts, &appendices);
    }
    let tree = outline::outline(text, lines, parts, &documents, &Found::default());
    let fielded = fielded::find(text, lines, parts, &tree);
    if !keywords.headings.is_empty() {
        // Titles with a keyword hold the tasks, and are none themselves, where the fields stand deeper.
        let groups = groups_by_keyword(&keywords, &fielded, &tree);
        return match groups {
            Some(groups) => Found { groups, ..named(text, fielded) },
            None => by_keyword(text, keywords),
        };
    }
    if !fielded.is_empty() {
        return named(text, fielded);
    }
    let trailing = fielded::trailing(text, lines, parts, &bodies);
    if trailing.len() >= 2 {
        return named(text, trailing);
    }
    let named_by_word = word_in_front(text, lines, &tree);
    if named_by_word.len() >= 2 {
        return named(text, named_by_word);
    }
    let rows = tables.iter().filter(|t| t.tasks).flat_map(|t| &t.rows);
    if rows.filter(|r| matches!(r.kind, RowKind::Unit)).count() >= 2 {
        return Found::default();
    }
    assigned::find(text, lines, parts, frames, &tree)
}

fn by_keyword(text: &Text, keywords: Keywords) -> Found {
    let keyword = keywords.headings.values().next().map(|h| text.slice(&h.keyword).to_owned());
    Found {
        keyword,
        starts: keywords.headings.into_iter().map(|(at, h)| (at, Start::of_keyword(h))).collect(),
        groups: keywords.groups.into_keys().collect(),
        agencies: BTreeSet::new(),
    }
}

/// The keyword headings as groups: most units with fields stand below them, and fields of their own they have none.
fn groups_by_keyword(keywords: &Keywords, fielded: &BTreeMap<usize, Start>, tree: &Tree) -> Option<BTreeSet<usize>> {
    let headings: BTreeSet<usize> = keywords.headings.keys().copied().collect();
    let own = headings.iter().filter(|at| fielded.contains_key(at)).count();
    let below = fielded.keys().filter(|at| headings.range(..**at).next().is_some()).count();
    let ordinals = tree.entries.iter().filter(|e| fielded.contains_key(&e.line)).count();
    (own == 0 && fielded.len() >= 2 && below == fielded.len() && ordinals > 0).then_some(headings)
}

/// Units with their keyword, where most begin with one and the same ("1. Mô hình “…”").
fn named(text: &Text, mut starts: BTreeMap<usize, Start>) -> Found {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for start in starts.values() {
        if let Some(keyword) = leading_keyword(text, &start.title) {
            *counts.entry(fold(text.slice(&keyword))).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n >= 2 && n * 2 > starts.len());
    let mut printed = None;
    if let Some((wanted, _)) = most {
        for start in starts.values_mut() {
            let keyword = leading_keyword(text, &start.title).filter(|k| fold(text.slice(k)) == wanted);
            if let Some(keyword) = &keyword {
                printed.get_or_insert_with(|| text.slice(keyword).to_owned());
            }
            // "Mô hình “Lớp học số”": the name stands in quotation marks or behind a colon, the keyword apart.
            if let Some(keyword) = &keyword
                && let Some(name) = quoted_name(text, keyword.end..start.title.end)
            {
                start.title = name;
            }
            start.keyword = keyword;
        }
    }
    Found { keyword: printed, starts, groups: BTreeSet::new(), agencies: BTreeSet::new() }
}

/// The word for units at the start of a title, as written.
fn leading_keyword(text: &Text, title: &Bytes) -> Option<Bytes> {
    let words = text.slice(title);
    let ends = words.match_indices([' ', ':']).map(|(at, _)| at).take(3);
    let end = ends.filter(|end| knowledge().labels.is_unit_keyword(&words[..*end])).last()?;
    words.starts_with(char::is_uppercase).then_some(title.start..title.start + end)
}

/// What follows a keyword, where it is set off: in quotation marks or behind a colon.
fn quoted_name(text: &Text, range: Bytes) -> Option<Bytes> {
    let words = text.slice(&range);
    let name = words.trim_start_matches([':', ' ']);
    let set_off = words.trim_start().starts_with(':') || name.starts_with(['“', '"', '\'', '‘', '«']);
    (set_off && !name.is_empty()).then(|| range.end - name.len()..range.end)
}

/// Numbered sisters that begin with one word for units and have a name in quotation marks or behind a colon.
fn word_in_front(text: &Text, lines: &[Line], tree: &Tree) -> BTreeMap<usize, Start> {
    let mut out: BTreeMap<usize, Start> = BTreeMap::new();
    for entry in &tree.entries {
        let line = &lines[entry.line];
        let start = Start::of_line(text, line);
        let Some(keyword) = leading_keyword(text, &start.title) else { continue };
        let titled = !text.slice(&line.range).ends_with([';', '.']);
        if start.number.is_some() && titled && quoted_name(text, keyword.end..start.title.end).is_some() {
            out.insert(entry.line, start);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::segment::segment;
    use crate::{ingest, normalise};

    /// Label and title of every unit.
    fn units(body: &str) -> Vec<String> {
        let plan = format!("KẾ HOẠCH\nThử nghiệm năm 2026\n{body}");
        let text = normalise::normalise(&ingest::read(plan.as_bytes(), "a.txt").expect("readable"));
        let found = segment(&text);
        found.units.iter().map(|u| format!("{} {}", text.slice(&u.label), text.slice(&u.title))).collect()
    }

    #[test]
    fn fields_make_a_paragraph_a_unit() {
        let body = "I. NHIỆM VỤ\n(1) Tập huấn\n- Đơn vị chủ trì: Sở Y tế.\n- Thời gian hoàn thành: Quý I/2026.\n(2) Truyền thông\n- Đơn vị chủ trì: Sở Nội vụ.\n";
        assert_eq!(units(body), ["(1) Tập huấn", "(2) Truyền thông"]);
        let lettered = "I. NHIỆM VỤ\n1. Tập huấn\na) Nội dung: Mở lớp.\nb) Cơ quan thực hiện:\n- Cơ quan chủ trì: Sở Y tế.\n2. Truyền thông\na) Nội dung: In tờ rơi.\nb) Cơ quan thực hiện:\n- Cơ quan chủ trì: Sở Y tế.\n";
        assert_eq!(units(lettered), ["1 Tập huấn", "2 Truyền thông"]);
        let bullets = "I. NHIỆM VỤ\n1. Tập huấn\n- Mở lớp.\n- In tài liệu.\nĐơn vị chủ trì: Sở Y tế.\n2. Truyền thông\n- Viết bài.\n- Đăng tin.\nĐơn vị chủ trì: Sở Y tế.\n";
        assert_eq!(units(bullets), ["1 Tập huấn", "2 Truyền thông"]);
    }

    #[test]
    fn who_runs_the_plan_makes_no_unit() {
        assert!(
            units(
                "I. TỔ CHỨC\n- Đơn vị chủ trì: Sở Y tế.\n- Thời gian: ngày 05/3/2026.\nII. KINH PHÍ\nTheo quy định.\n"
            )
            .is_empty()
        );
        assert!(
            units("I. BAN TỔ CHỨC\n1. Trưởng ban: Chủ tịch UBND huyện.\n2. Phó Trưởng ban: Phó Chủ tịch UBND huyện.\n")
                .is_empty()
        );
        let duties = "I. MỤC ĐÍCH\nNâng cao ý thức.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì, phối hợp với Sở Nội vụ.\nb) Báo cáo kết quả.\n2. Sở Nội vụ\nPhối hợp thực hiện.\n";
        assert!(units(duties).is_empty());
    }

    #[test]
    fn a_paragraph_may_end_with_who_does_it() {
        let body = "I. NHIỆM VỤ\n- Mở lớp tập huấn (Chủ trì: Sở Y tế; hoàn thành: Quý II/2026).\n- In tờ rơi - Sở Nội vụ chủ trì.\n";
        assert_eq!(units(body), ["- Mở lớp tập huấn", "- In tờ rơi"]);
    }

    #[test]
    fn organisations_as_titles_hold_tasks() {
        let body = "I. PHÂN CÔNG NHIỆM VỤ\n1. Sở Y tế\na) Mở lớp tập huấn.\nb) In tờ rơi.\n2. Sở Giáo dục và Đào tạo:\n- Chỉ đạo các trường học.\n";
        assert_eq!(units(body), ["a Mở lớp tập huấn", "b In tờ rơi", "- Chỉ đạo các trường học"]);
        let orders = "1. Giao Ban Quản lý dự án chủ trì, phối hợp với Sở Y tế xây trạm.\n2. Yêu cầu Sở Nội vụ chủ trì rà soát biên chế.\n3. Rà soát quỹ đất\nSở Xây dựng chủ trì, phối hợp với Sở Y tế rà soát.\n";
        assert_eq!(units(&format!("I. NHIỆM VỤ\n{orders}")).len(), 3);
    }

    #[test]
    fn titles_with_a_keyword_are_groups_where_the_fields_stand_deeper() {
        let task =
            |n: u8, title: &str| format!("1.{n}. {title}\n- Đơn vị chủ trì: Sở Y tế.\n- Thời gian: Quý I/2026.\n");
        let body = format!("I. NHIỆM VỤ\nNội dung 1: Y tế\n{}{}", task(1, "Tập huấn"), task(2, "In tờ rơi"));
        assert_eq!(units(&body), ["1.1 Tập huấn", "1.2 In tờ rơi"]);
        assert_eq!(units("I. NHIỆM VỤ\n1. Mô hình “Một”\n2. Mô hình “Hai”\n"), ["1 “Một”", "2 “Hai”"]);
        assert!(units("I. CĂN CỨ\nThực hiện\nChương trình số 12-CTr/BCĐ ngày 30/12/2025.\n").is_empty());
    }
}
