//! Labels of fields, keywords of units, heads of columns and sections: the index over `labels.toml`.
//!
//! In: the file. Out: [`Labels`]. It decides what a label means, never where one stands.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::fold::{fold, is_alphanumeric};
use super::house::House;
use super::slip::{Initials, Outline};
use crate::record::{FieldKind, Role};

/// What a label says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The field.
    pub kind: FieldKind,
    /// Opens a field wherever it stands.
    pub strong: bool,
    /// Part of the unit's `organization`.
    pub joined: bool,
    /// What a bare list of organisations under it is.
    pub role: Option<Role>,
    /// The whole label stands in the list, not only its beginning.
    pub whole: bool,
}

/// Meaning of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// TT.
    Ordinal,
    /// A head over several columns (Phân công thực hiện).
    Parent,
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Coordinate,
    /// Chủ trì and Phối hợp in one column.
    Both,
    /// Lực lượng.
    Forces,
    /// Thời gian.
    Deadline,
    /// Nền tảng.
    Platform,
    /// Sản phẩm.
    Product,
    /// Mô hình, Nội dung, Nhiệm vụ.
    Title,
    /// Ghi chú.
    Note,
    /// Any other.
    Other,
}

/// Index over `labels.toml`.
#[derive(Debug)]
pub struct Labels {
    whole: FxHashMap<String, Label>,
    /// The same, each with what tells at once that another text is no slip of it.
    slips: Vec<(Outline, String, Label)>,
    /// Beginnings of labels, the longest first.
    stems: Vec<(String, Label)>,
    stem_initials: Initials,
    keywords: FxHashSet<String>,
    structural: FxHashSet<String>,
    groups: FxHashSet<String>,
    background: Vec<String>,
    execution: Vec<String>,
    closing: Vec<String>,
    tools: Vec<String>,
    columns: Columns,
    /// The words of column heads, searched for all at once, and for each its place in [`ORDER`].
    heads: AhoCorasick,
    head_columns: Vec<usize>,
}

/// Meanings of columns by their words, the first that fits counts.
const ORDER: [Column; 9] = [
    Column::Coordinate,
    Column::Lead,
    Column::Forces,
    Column::Deadline,
    Column::Other,
    Column::Platform,
    Column::Product,
    Column::Title,
    Column::Note,
];
const COORDINATE: usize = 0;
const LEAD: usize = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    field: Vec<Field>,
    units: Units,
    tools: ToolWords,
    sections: Sections,
    columns: Columns,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToolWords {
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    name: FieldKind,
    labels: Vec<String>,
    stems: Vec<String>,
    #[serde(default)]
    strong: bool,
    #[serde(default)]
    joined: bool,
    role: Option<RoleName>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum RoleName {
    Lead,
    Coordinate,
    Direct,
    Implement,
    Monitor,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    keywords: Vec<String>,
    structural: Vec<String>,
    groups: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sections {
    background: Vec<String>,
    execution: Vec<String>,
    closing: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Columns {
    ordinal: Vec<String>,
    parent: Vec<String>,
    lead: Vec<String>,
    coordinate: Vec<String>,
    forces: Vec<String>,
    deadline: Vec<String>,
    platform: Vec<String>,
    product: Vec<String>,
    title: Vec<String>,
    note: Vec<String>,
    other: Vec<String>,
    money: Vec<String>,
}

/// The most words of a column head.
const HEAD_WORDS: usize = 10;
/// The most words that a label known by its beginning may have.
const STEM_WORDS: usize = 8;

impl Labels {
    pub(super) fn read(file: &str, house: &House) -> Self {
        let file: File = toml::from_str(file).expect("internal error: labels.toml");
        let mut whole = FxHashMap::default();
        let (mut stems, mut house_labels) = (Vec::new(), Vec::new());
        for field in file.field {
            let role = field.role.map(|r| match r {
                RoleName::Lead => Role::Lead,
                RoleName::Coordinate => Role::Coordinate,
                RoleName::Direct => Role::Direct,
                RoleName::Implement => Role::Implement,
                RoleName::Monitor => Role::Monitor,
            });
            let label = Label { kind: field.name, strong: field.strong, joined: field.joined, role, whole: true };
            for name in field.labels {
                let before = whole.insert(fold(&name), label.clone());
                assert!(before.is_none(), "internal error: labels.toml: label {name:?} stands twice");
            }
            let own = house.labels.get(&field.name);
            house_labels.extend(own.into_iter().flatten().map(|name| (fold(name), label.clone())));
            for stem in field.stems {
                stems.push((fold(&stem), Label { whole: false, ..label.clone() }));
            }
        }
        // What an office says counts before what the file says.
        whole.extend(house_labels);
        stems.sort_by_key(|(stem, _)| std::cmp::Reverse(stem.len()));
        let c = &file.columns;
        let lists =
            [&c.coordinate, &c.lead, &c.forces, &c.deadline, &c.other, &c.platform, &c.product, &c.title, &c.note];
        let words: Vec<(usize, String)> =
            lists.iter().enumerate().flat_map(|(at, list)| list.iter().map(move |w| (at, w.clone()))).collect();
        let set = |list: Vec<String>| list.iter().map(|w| fold(w)).collect();
        let mut slips: Vec<(Outline, String, Label)> = whole
            .iter()
            .map(|(name, label): (&String, &Label)| (Outline::of(name), name.clone(), label.clone()))
            .collect();
        slips.sort_by(|(_, a, _), (_, b, _)| a.cmp(b));
        let mut stem_initials = Initials::default();
        for (stem, _) in &stems {
            stem_initials.add(stem);
        }
        Self {
            whole,
            slips,
            stems,
            stem_initials,
            keywords: set([file.units.keywords, house.unit_keywords.clone()].concat()),
            structural: set(file.units.structural),
            groups: set(file.units.groups),
            tools: file.tools.nouns.iter().map(|w| fold(w)).collect(),
            background: file.sections.background.iter().map(|w| fold(w)).collect(),
            execution: file.sections.execution.iter().map(|w| fold(w)).collect(),
            closing: file.sections.closing.iter().map(|w| fold(w)).collect(),
            // A few heads are looked for in a document: the automaton that is built soonest.
            heads: AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::NoncontiguousNFA))
                .build(words.iter().map(|(_, w)| w))
                .expect("internal error: labels.toml: columns"),
            head_columns: words.iter().map(|(at, _)| *at).collect(),
            columns: file.columns,
        }
    }

    /// The field that a label opens: by its whole wording, by its beginning, or one letter off.
    #[must_use]
    pub fn label(&self, text: &str) -> Option<&Label> {
        let folded = fold(text);
        let folded = folded.trim_matches(|c| !is_alphanumeric(c));
        if let Some(label) = self.whole.get(folded) {
            return Some(label);
        }
        // Notes behind the words: "Mục tiêu (đến năm 2025)".
        let head = folded.split('(').next().unwrap_or(folded).trim_end();
        if let Some(label) = self.whole.get(head) {
            return Some(label);
        }
        if head.split(' ').count() > STEM_WORDS {
            return None;
        }
        let may_begin = self.stem_initials.may_begin(head);
        let stem =
            self.stems.iter().filter(|_| may_begin).find(|(stem, _)| {
                head.strip_prefix(stem.as_str()).is_some_and(|rest| !rest.starts_with(is_alphanumeric))
            });
        if let Some((_, label)) = stem {
            return Some(label);
        }
        self.near(head)
    }

    /// The label that is written wholly, for places where a beginning says too little.
    #[must_use]
    pub fn whole(&self, text: &str) -> Option<&Label> {
        let folded = fold(text);
        self.whole.get(folded.trim_matches(|c| !is_alphanumeric(c)))
    }

    /// A typing slip: one letter more, less or other, in a label long enough to be sure.
    fn near(&self, folded: &str) -> Option<&Label> {
        let outline = Outline::of(folded);
        if outline.length() < 10 {
            return None;
        }
        let mut found = None;
        for (other, name, label) in &self.slips {
            if outline.may_be_one_off(*other) && strsim::osa_distance(name, folded) == 1 {
                if found.is_some_and(|f: &Label| f.kind != label.kind) {
                    return None;
                }
                found = Some(label);
            }
        }
        found
    }

    /// All fields that have a label.
    pub fn fields(&self) -> impl Iterator<Item = FieldKind> {
        let mut seen: Vec<FieldKind> = self.stems.iter().map(|(_, l)| l.kind).collect();
        seen.dedup();
        seen.into_iter()
    }

    /// Whether a word with a number names a unit for sure.
    #[must_use]
    pub fn is_unit_keyword(&self, word: &str) -> bool {
        self.keywords.contains(&fold(word))
    }

    /// Words that name a unit for sure, folded, the longest first.
    #[must_use]
    pub fn unit_keywords(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.keywords.iter().map(String::as_str).collect();
        words.sort_unstable_by_key(|w| (std::cmp::Reverse(w.len()), *w));
        words
    }

    /// Whether a word with a number never names a unit.
    #[must_use]
    pub fn is_structural(&self, word: &str) -> bool {
        let folded = fold(word);
        self.structural.contains(&folded) && !self.keywords.contains(&folded)
    }

    /// Whether a word with a number names a group of units.
    #[must_use]
    pub fn is_group_keyword(&self, word: &str) -> bool {
        self.groups.contains(&fold(word))
    }

    /// Whether a section with this head assigns nothing.
    #[must_use]
    pub fn is_background(&self, title: &str) -> bool {
        let folded = fold(title);
        self.background.iter().any(|w| folded.starts_with(w.as_str()))
    }

    /// Whether a section with this head says who carries out what the others hold.
    #[must_use]
    pub fn is_execution(&self, title: &str) -> bool {
        let folded = fold(title);
        self.execution.iter().any(|w| folded.starts_with(w.as_str()))
    }

    /// Whether a paragraph only closes the document ("Trên đây là …", "… chịu trách nhiệm thi hành Quyết định này").
    #[must_use]
    pub fn is_closing(&self, words: &str) -> bool {
        let folded = fold(words);
        self.closing.iter().any(|w| folded.contains(w.as_str()))
    }

    /// Whether words open an item of a list of tools.
    #[must_use]
    pub fn opens_tool(&self, words: &str) -> bool {
        let folded = fold(words);
        self.tools
            .iter()
            .any(|w| folded.strip_prefix(w.as_str()).is_some_and(|rest| !rest.starts_with(is_alphanumeric)))
    }

    /// Whether a column's head names a sum of money.
    #[must_use]
    pub fn is_money(&self, head: &str) -> bool {
        let folded = fold(head);
        self.columns.money.iter().any(|w| folded.contains(w.as_str()))
    }

    /// The meaning of a column head.
    #[must_use]
    pub fn column(&self, head: &str) -> Option<Column> {
        // A cell of many words is no head.
        if head.split_ascii_whitespace().filter(|w| w.contains(is_alphanumeric)).nth(HEAD_WORDS).is_some() {
            return None;
        }
        let folded = fold(head);
        let bare = folded.trim_matches(|c| !is_alphanumeric(c));
        let c = &self.columns;
        if bare.is_empty() || bare.split(' ').count() > HEAD_WORDS {
            return None;
        }
        if c.ordinal.iter().any(|w| w == bare) {
            return Some(Column::Ordinal);
        }
        if c.parent.iter().any(|w| w == bare) {
            return Some(Column::Parent);
        }
        // What a head begins with says more than what it holds: "Nội dung phối hợp" is a title.
        let (mut begins, mut holds) = ([false; ORDER.len()], [false; ORDER.len()]);
        for found in self.heads.find_overlapping_iter(bare) {
            let at = self.head_columns[found.pattern().as_usize()];
            holds[at] = true;
            begins[at] |= found.start() == 0;
        }
        if holds[LEAD] && holds[COORDINATE] && bare.contains("chủ trì") {
            return Some(Column::Both);
        }
        let first = |list: [bool; ORDER.len()]| list.iter().position(|is| *is).map(|at| ORDER[at]);
        first(begins).or_else(|| first(holds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::knowledge;

    #[track_caller]
    fn check(label: &str, kind: Option<FieldKind>) {
        assert_eq!(knowledge().labels.label(label).map(|l| l.kind), kind, "{label}");
    }

    #[test]
    fn labels_are_known_by_wording_beginning_and_slip() {
        check("Mục tiêu", Some(FieldKind::Objective));
        check("THỜI GIAN HOÀN THÀNH ", Some(FieldKind::Deadline));
        check("Thời gian hoàn thành các nội dung", Some(FieldKind::Deadline));
        check("Lực lượng triễn khai", Some(FieldKind::Forces));
        check("Cơ quan chủ trì thực hiện", Some(FieldKind::Lead));
        check("VNeID", None);
        check("Công an tỉnh phối hợp với Sở Y tế", None);
    }

    #[test]
    fn columns_are_known_by_meaning() {
        let column = |head| knowledge().labels.column(head);
        assert_eq!(column("TT"), Some(Column::Ordinal));
        assert_eq!(column("Cơ quan chủ trì"), Some(Column::Lead));
        assert_eq!(column("Đơn vị phối hợp"), Some(Column::Coordinate));
        assert_eq!(column("Phân công thực hiện"), Some(Column::Parent));
        assert_eq!(column("Chủ trì, phối hợp"), Some(Column::Both));
        assert_eq!(column("Nội dung nhiệm vụ"), Some(Column::Title));
        assert_eq!(column("Dự kiến thời gian"), Some(Column::Deadline));
    }
}
