//! Names compared: whether two expanded names mean one body, and which name nobody in particular.
//!
//! In: names in full, as [`crate::resolve`] expands them. Out: yes or no. A place, a parent or a level that only one side
//! names tells no difference; another word does.

use std::cell::OnceCell;

use crate::knowledge::fold::key;
use crate::knowledge::knowledge;
use crate::knowledge::words::{Token, tokens};

/// Whether two names mean one body.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a == b || Canonical::of(a).same(&Canonical::of(b))
}

/// Names to look for others among.
#[derive(Debug)]
pub struct Among<'a> {
    names: &'a [&'a str],
    /// Read where a name is not found as it stands.
    canonical: OnceCell<Vec<Canonical>>,
}

impl<'a> Among<'a> {
    /// These names.
    #[must_use]
    pub fn new(names: &'a [&'a str]) -> Self {
        Self { names, canonical: OnceCell::new() }
    }

    /// Whether one of them means the same body.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        if self.names.is_empty() || self.names.contains(&name) {
            return !self.names.is_empty();
        }
        let name = Canonical::of(name);
        let all = self.canonical.get_or_init(|| self.names.iter().map(|n| Canonical::of(n)).collect());
        all.iter().any(|n| n.same(&name))
    }
}

/// A name, ready for comparing with many.
#[derive(Debug)]
struct Canonical {
    words: Vec<String>,
    /// The words without blanks.
    tight: String,
    /// Characters of `tight`.
    length: usize,
}

impl Canonical {
    fn of(name: &str) -> Self {
        let words = canonical(name);
        let tight = words.concat();
        Self { words, length: tight.chars().count(), tight }
    }

    fn same(&self, other: &Self) -> bool {
        same_words(self, other)
    }
}

fn same_words(a: &Canonical, b: &Canonical) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    if short.is_empty() {
        return long.is_empty();
    }
    if long.starts_with(short.as_slice()) {
        let rest = &long[short.len()..];
        let opened = short.last().is_some_and(|w| PLACES.contains(&w.as_str()));
        return rest.first().is_none_or(|w| opened || SCOPE.contains(&w.as_str()));
    }
    // A slip of one letter in a long name is the same name.
    let long_enough = a.length >= 12 && b.length >= 12;
    let numbered = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    long_enough
        && a.length.abs_diff(b.length) <= 1
        && numbered(&a.tight) == numbered(&b.tight)
        && strsim::osa_distance(&a.tight, &b.tight) == 1
}

/// What only says where a body is or whose it is.
const SCOPE: &[&str] = &[
    "tỉnh",
    "thành",
    "huyện",
    "thị",
    "quận",
    "phường",
    "bộ",
    "trên",
    "thuộc",
    "của",
    "chi",
    "khu",
    "việt",
    "trung",
    "đóng",
];
/// Behind these only a place's name can follow.
const PLACES: &[&str] = &["tỉnh", "phố", "huyện", "quận", "phường", "xã"];

/// Offices whose holder stands for the body.
const OFFICES: &[&str] =
    &["giám đốc", "phó giám đốc", "thủ trưởng", "lãnh đạo", "chánh", "chủ tịch", "phó chủ tịch", "người đứng đầu"];

/// A name's words without joints; groups of committees by their level.
fn canonical(name: &str) -> Vec<String> {
    let folded = key(name);
    // "Giám đốc Sở Y tế" stands for Sở Y tế.
    let folded = OFFICES.iter().find_map(|o| folded.strip_prefix(o)).unwrap_or(&folded).trim_start().to_owned();
    let mut words: Vec<String> =
        folded.split(' ').filter(|w| !matches!(*w, "và" | "các" | "những" | "thuộc")).map(str::to_owned).collect();
    // "Tổ công tác triển khai Đề án 06/CP" and "Tổ Đề án 06" are one: a body of a numbered programme goes by its number.
    if let Some(at) = words.iter().position(|w| w.chars().all(|c| c.is_ascii_digit())).filter(|_| words[0] == "tổ") {
        if words.get(at + 1).is_some_and(|w| w == "cp") {
            words.remove(at + 1);
        }
        let mut kept = 0;
        words.retain(|w| {
            kept += 1;
            kept > at || !matches!(w.as_str(), "công" | "tác" | "triển" | "khai" | "thực" | "hiện")
        });
    }
    if words.len() > 4 && words[..4] == ["ủy", "ban", "nhân", "dân"] {
        let rest: Vec<&str> = folded.split(' ').skip(4).collect();
        if let Some(levels) = levels(&rest) {
            words.truncate(4);
            words.extend(levels);
        }
    }
    words
}

/// "các huyện, thị xã, thành phố", "cấp huyện", "cấp huyện, xã": the levels that a group of committees has.
fn levels(words: &[&str]) -> Option<Vec<String>> {
    let (mut district, mut commune, mut kinds) = (false, false, 0);
    let mut plural = false;
    let mut at = 0;
    while at < words.len() {
        let pair = (words[at], words.get(at + 1).copied().unwrap_or_default());
        at += match pair {
            ("thị", "xã") | ("thành", "phố") => {
                district = true;
                kinds += 1;
                2
            }
            ("thị", "trấn") | ("đặc", "khu") => {
                commune = true;
                kinds += 1;
                2
            }
            ("huyện" | "quận", _) => {
                district = true;
                kinds += 1;
                1
            }
            ("xã" | "phường", _) => {
                commune = true;
                kinds += 1;
                1
            }
            ("các" | "cấp", _) => {
                plural = true;
                1
            }
            ("và" | "thuộc", _) | ("tỉnh", "") => 1,
            _ => return None,
        };
    }
    let levels = [(district, "huyện"), (commune, "xã")];
    (plural || kinds > 1).then(|| levels.into_iter().filter(|(is, _)| *is).map(|(_, l)| format!("cấp {l}")).collect())
}

/// "các cơ quan, đơn vị liên quan": nobody in particular, so nothing to compare.
#[must_use]
pub fn is_catch_all(name: &str) -> bool {
    let folded = key(name);
    let general = &[
        "các", "cơ", "quan", "đơn", "vị", "tổ", "chức", "cá", "nhân", "khác", "bên", "có", "liên", "chủ", "trì",
        "phối", "hợp",
    ];
    folded.contains("liên quan") || folded.split(' ').all(|w| general.contains(&w))
}

/// Whether a name is one body's own, and no general noun ("các doanh nghiệp").
#[must_use]
pub fn is_proper(raw: &str) -> bool {
    is_proper_name(&tokens(raw, 0..raw.len()))
}

/// [`is_proper`] of a name's words.
#[must_use]
pub fn is_proper_name(words: &[Token]) -> bool {
    let names = &knowledge().names;
    let plural = names.plural.at(words, 0).is_some();
    !plural && words.first().is_some_and(|w| w.capital) && names.heads.at(words, 0).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_body_under_two_names() {
        for (a, b) in [
            ("Cục Thống kê", "Cục Thống kê tỉnh"),
            ("các doanh nghiệp", "Doanh nghiệp"),
            ("Ủy ban nhân dân các huyện, thị xã, thành phố", "Ủy ban nhân dân cấp huyện"),
            ("Ủy ban nhân dân các xã, phường, thị trấn", "Ủy ban nhân dân cấp xã"),
            ("Ngân hàng Nhà nước chi nhánh tỉnh", "Ngân hàng nhà nước Chi nhánh tỉnh Cà Mau"),
            ("Sở Thông tin và Ttruyền thông", "Sở Thông tin và Truyền thông"),
            ("Bộ Lao động Thương binh Xã hội", "Bộ Lao động - Thương binh và Xã hội"),
            ("Cục Cảnh sát giao thông", "Cục Cảnh sát giao thông - Bộ Công an"),
            ("Tổ công tác Đề án 06 cấp xã", "Tổ Đề án 06/CP cấp xã"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn two_bodies() {
        for (a, b) in [
            ("Sở Nội vụ", "Sở Ngoại vụ"),
            ("Công an tỉnh", "Công an huyện"),
            ("Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"),
            ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân cấp huyện"),
            ("Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
            ("Tổ công tác Đề án 06", "Tổ công tác Đề án 02"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn nobody_in_particular() {
        assert!(is_catch_all("các cơ quan, đơn vị có liên quan") && is_catch_all("các đơn vị"));
        assert!(is_catch_all("các sở, ngành liên quan"));
        assert!(!is_catch_all("các sở, ban, ngành") && !is_catch_all("Sở Y tế"));
    }
}
