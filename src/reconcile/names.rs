//! Names compared: whether two expanded names mean one body, and which name nobody in particular.
//!
//! In: names in full, as [`crate::resolve`] expands them. Out: yes or no. A place, a parent or a level that only one side
//! names tells no difference; another word does.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::knowledge::knowledge;
use crate::knowledge::words::{Token, Word, tokens};

/// Whether two names mean one body.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a == b || Name::of(a).same(&Name::of(b))
}

/// Names that are compared again and again, each read once.
#[derive(Debug, Default)]
pub struct Known(RefCell<FxHashMap<String, Rc<Name>>>);

impl Known {
    fn of(&self, name: &str) -> Rc<Name> {
        let mut known = self.0.borrow_mut();
        if let Some(read) = known.get(name) {
            return Rc::clone(read);
        }
        let read = Rc::new(Name::of(name));
        known.insert(name.to_owned(), Rc::clone(&read));
        read
    }

    /// Whether one of these names means the same body.
    #[must_use]
    pub fn among(&self, names: &[&str], name: &str) -> bool {
        let read = || {
            let name = self.of(name);
            names.iter().any(|n| self.of(n).same(&name))
        };
        names.contains(&name) || (!names.is_empty() && read())
    }

    /// [`is_catch_all`].
    #[must_use]
    pub fn is_catch_all(&self, name: &str) -> bool {
        self.of(name).catch_all
    }

    /// Whether a name is one body's own, and no general noun ("các doanh nghiệp").
    #[must_use]
    pub fn is_proper(&self, name: &str) -> bool {
        self.of(name).proper
    }
}

/// A name, ready for comparing with many.
#[derive(Debug)]
struct Name {
    words: Vec<Word>,
    /// Characters of the words.
    length: usize,
    catch_all: bool,
    proper: bool,
}

impl Name {
    fn of(name: &str) -> Self {
        let all = tokens(name, 0..name.len());
        let proper = is_proper_name(&all);
        let all: Vec<Word> = all.into_iter().filter(|t| t.is_word).map(|t| t.word).collect();
        let words = canonical(&all);
        let length = words.iter().map(|w| w.chars().count()).sum();
        Self { words, length, catch_all: names_nobody(&all), proper }
    }

    fn same(&self, other: &Self) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let (short, long) = (short.words.as_slice(), long.words.as_slice());
        let Some(last) = short.last() else { return long.is_empty() };
        if let Some(rest) = long.strip_prefix(short) {
            let opened = PLACES.contains(&last.as_str());
            return rest.first().is_none_or(|w| opened || SCOPE.contains(&w.as_str()));
        }
        // A slip of one letter in a long name is the same name.
        self.length.min(other.length) >= 12 && self.length.abs_diff(other.length) <= 1 && self.is_one_off(other)
    }

    fn is_one_off(&self, other: &Self) -> bool {
        let (a, b) = (self.words.concat(), other.words.concat());
        let numbered = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
        numbered(&a) == numbered(&b) && strsim::osa_distance(&a, &b) == 1
    }
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
const OFFICES: &[&[&str]] = &[
    &["giám", "đốc"],
    &["phó", "giám", "đốc"],
    &["thủ", "trưởng"],
    &["lãnh", "đạo"],
    &["chánh"],
    &["chủ", "tịch"],
    &["phó", "chủ", "tịch"],
    &["người", "đứng", "đầu"],
];

/// A name's words without joints; groups of committees by their level.
fn canonical(all: &[Word]) -> Vec<Word> {
    // "Giám đốc Sở Y tế" stands for Sở Y tế.
    let office = OFFICES.iter().find(|o| all.len() >= o.len() && all.iter().zip(**o).all(|(word, own)| word == own));
    let all = &all[office.map_or(0, |o| o.len())..];
    let joint = |word: &&Word| matches!(word.as_str(), "và" | "các" | "những" | "thuộc");
    let mut words: Vec<Word> = all.iter().filter(|w| !joint(w)).cloned().collect();
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
    if words.len() > 4
        && words[..4] == ["ủy", "ban", "nhân", "dân"]
        && let Some(levels) = levels(&all[4..])
    {
        words.truncate(4);
        words.extend(levels);
    }
    words
}

/// "các huyện, thị xã, thành phố", "cấp huyện", "cấp huyện, xã": the levels that a group of committees has.
fn levels(words: &[Word]) -> Option<Vec<Word>> {
    let (mut district, mut commune, mut kinds) = (false, false, 0);
    let mut plural = false;
    let mut at = 0;
    while at < words.len() {
        let pair = (words[at].as_str(), words.get(at + 1).map_or("", Word::as_str));
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
    let levels = [(district, "cấp huyện"), (commune, "cấp xã")];
    (plural || kinds > 1).then(|| levels.into_iter().filter(|(is, _)| *is).map(|(_, l)| Word::from(l)).collect())
}

/// "các cơ quan, đơn vị liên quan": nobody in particular, so nothing to compare.
#[must_use]
pub fn is_catch_all(name: &str) -> bool {
    Name::of(name).catch_all
}

fn names_nobody(words: &[Word]) -> bool {
    const GENERAL: &[&str] = &[
        "các", "cơ", "quan", "đơn", "vị", "tổ", "chức", "cá", "nhân", "khác", "bên", "có", "liên", "chủ", "trì",
        "phối", "hợp",
    ];
    words.windows(2).any(|pair| pair[0] == "liên" && pair[1] == "quan")
        || !words.is_empty() && words.iter().all(|w| GENERAL.contains(&w.as_str()))
}

/// [`Known::is_proper`] of a name's words.
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
