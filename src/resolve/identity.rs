//! Identity: which body of the registry a name means in this document.
//!
//! In: the issuer, the place and the day of a document, then names in full. Out: an identifier such as `sở.TTTT@hải-dương`,
//! or none. A class name becomes an instance by the issuer; of several bodies with one name the one of the document's day
//! and level counts. What came after a body is nothing that this module says.

use crate::knowledge::bodies::{Bodies, Body};
use crate::knowledge::fold::{fold, key};
use crate::knowledge::knowledge;
use crate::normalise::Text;
use crate::record::Document;

/// Level of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh; until 30/6/2025.
    District,
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Bộ, ngành.
    Central,
}

/// Whose document it is.
#[derive(Debug, Clone, Default)]
pub struct Locality {
    /// Level of the issuer.
    pub level: Option<Level>,
    /// Its province, where the document tells.
    pub province: Option<String>,
    /// The place that the issuer is named after.
    pub place: Option<String>,
    /// The document's day, or the first day of its month.
    pub day: Option<String>,
}

impl Locality {
    /// Reads it from the header; the text tells the province of a district or commune.
    #[must_use]
    pub fn of(document: &Document, text: &Text) -> Self {
        let bodies = &knowledge().bodies;
        let issuer = document.issuer.as_ref().map(|i| key(&i.name)).unwrap_or_default();
        let padded = format!(" {issuer} ");
        let stated = document.place.clone();
        let behind = |word: &str| {
            let at = padded.find(&format!(" {word} "))?;
            let rest = padded[at + word.len() + 2..].trim();
            (!rest.is_empty()).then(|| rest.to_owned())
        };
        let city = behind("thành phố").or_else(|| stated.clone()).and_then(|p| {
            let province = bodies.province(&p)?;
            bodies.provinces.iter().any(|r| r.name == province && r.kind == "thành phố").then(|| province.to_owned())
        });
        let has = |word: &str| padded.contains(&format!(" {word} "));
        let level = if has("thị xã") || has("huyện") || has("quận") {
            Some(Level::District)
        } else if has("xã") || has("phường") || has("thị trấn") || has("đặc khu") {
            Some(Level::Commune)
        } else if has("tỉnh") {
            Some(Level::Province)
        } else if has("thành phố") {
            Some(if city.is_some() { Level::Province } else { Level::District })
        } else if issuer.starts_with("bộ ") || issuer.contains("chính phủ") {
            Some(Level::Central)
        } else {
            None
        };
        let place = ["tỉnh", "thị xã", "thành phố", "huyện", "quận", "xã", "phường", "thị trấn", "đặc khu"]
            .into_iter()
            .find_map(behind)
            .map(|p| stated.clone().filter(|s| key(s) == p).unwrap_or(p))
            .or(stated);
        let value = document.issued.as_ref().and_then(|i| i.value.clone());
        let day = value.map(|v| match v.len() {
            4 => format!("{v}-01-01"),
            7 => format!("{v}-01"),
            _ => v,
        });
        let province = match level {
            Some(Level::Province) => place.as_deref().and_then(|p| bodies.province(p)).map(str::to_owned),
            Some(Level::Central) => None,
            _ => most_named(text, bodies),
        };
        // A commune of today may still name the province that it belonged to.
        let province =
            province.map(|name| match day.as_deref().and_then(|d| bodies.province_on(&name, d).map(|p| (p, d))) {
                Some((p, d)) if !p.valid_to.is_empty() && *p.valid_to < *d && level != Some(Level::Province) => {
                    p.successor.to_owned()
                }
                _ => name,
            });
        Self { level, province, place, day }
    }

    /// The identifier of a name, an instance where its place is known.
    #[must_use]
    pub fn identify(&self, name: &str) -> Option<String> {
        let (body, place) = self.body(name)?;
        Some(match place {
            Some(place) => format!("{}@{}", body.id, slug(&place)),
            None => body.id.to_owned(),
        })
    }

    /// The body that a name means on the document's day, with its place.
    #[must_use]
    pub fn body(&self, name: &str) -> Option<(&'static Body, Option<String>)> {
        let bodies = &knowledge().bodies;
        let (candidates, rest) = bodies.candidates(name)?;
        let central = bodies.province(strip_level(&rest)).is_some();
        let fits = |b: &&Body| {
            let level = match b.scope {
                "province" => Level::Province,
                "district" => Level::District,
                "commune" => Level::Commune,
                _ => return true,
            };
            // A place that is a province tells the level; without one the issuer's own level is nearest.
            if rest.is_empty() { self.level == Some(level) } else { (level == Level::Province) == central }
        };
        let alive = |b: &&Body| self.day.as_deref().is_none_or(|d| b.exists_on(d));
        let rank = |b: &&Body| (alive(b), fits(b));
        // The first of the best: the file's order is the order of likelihood.
        let mut best = *candidates.first()?;
        for body in &candidates[1..] {
            if rank(body) > rank(&best) {
                best = body;
            }
        }
        let own = match best.scope {
            "province" => self.province.clone(),
            "district" if self.level == Some(Level::District) => self.place.clone(),
            "commune" if self.level == Some(Level::Commune) => self.place.clone(),
            _ => None,
        };
        let named = strip_level(&rest);
        let place = if best.scope == "single" || best.scope == "none" {
            None
        } else if named.is_empty() {
            own
        } else {
            Some(bodies.province(named).map_or_else(|| named.to_owned(), str::to_owned))
        };
        Some((best, place))
    }
}

/// "tỉnh cà mau" → "cà mau".
fn strip_level(rest: &str) -> &str {
    for level in ["thành phố", "tỉnh", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu", "tp"]
    {
        if rest == level {
            return "";
        }
        if let Some(place) = rest.strip_prefix(level).and_then(|r| r.strip_prefix(' ')) {
            return place;
        }
    }
    rest
}

/// "Hải Dương" → "hải-dương".
fn slug(place: &str) -> String {
    fold(place).split([' ', '-']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-")
}

/// Words behind which the name of a province stands, as they are written, and of which kind it is.
const MARKS: [(&str, &str); 5] = [
    ("tỉnh", "tỉnh"),
    ("TỈNH", "tỉnh"),
    ("thành phố", "thành phố"),
    ("THÀNH PHỐ", "thành phố"),
    ("Thành phố", "thành phố"),
];

/// The province that a text names most often behind "tỉnh" or as a city of its own level.
fn most_named(text: &Text, bodies: &Bodies) -> Option<String> {
    let words = text.words(0..text.text.len());
    let mut named: Vec<(usize, &str)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let last = match word.word.as_str() {
            "tỉnh" => at,
            "thành" => at + 1,
            _ => continue,
        };
        let Some((place, rest)) = words.get(last).map(|w| (word.range.start..w.range.end, &words[last + 1..])) else {
            continue;
        };
        let Some(mark) = MARKS.iter().position(|(mark, _)| *mark == &text.text[place.clone()]) else { continue };
        // Nearly every word behind begins no province's name.
        let may_be = rest.iter().find(|w| w.is_word).is_some_and(|w| knowledge().names.provinces.may_begin(w));
        if let Some(rest) = text.text[place.end..].strip_prefix(' ').filter(|_| may_be) {
            named.push((mark, rest));
        }
    }
    named.sort_by_key(|(mark, _)| *mark);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (mark, rest) in named {
        // Names of provinces have two to five words.
        let ends = rest.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(i, _)| i).take(6);
        let found = ends
            .chain(std::iter::once(rest.len().min(60)))
            .filter_map(|end| rest.get(..end).and_then(|w| bodies.province(w)))
            .last();
        let kind = MARKS[mark].1;
        let Some(name) = found.filter(|n| bodies.provinces.iter().any(|p| p.name == *n && p.kind == kind)) else {
            continue;
        };
        match counts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let most = counts.iter().map(|(_, c)| *c).max()?;
    counts.into_iter().find(|(_, c)| *c == most).map(|(n, _)| n.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locality(level: Level, province: &str, place: &str, day: &str) -> Locality {
        Locality {
            level: Some(level),
            province: Some(province.to_owned()),
            place: Some(place.to_owned()),
            day: Some(day.to_owned()),
        }
    }

    #[test]
    fn a_class_becomes_an_instance_by_the_issuer() {
        let here = locality(Level::Province, "Cà Mau", "Cà Mau", "2024-05-01");
        let id = |name: &str| here.identify(name);
        assert_eq!(id("Sở Thông tin và Truyền thông").as_deref(), Some("sở.TTTT@cà-mau"));
        assert_eq!(id("Công an tỉnh Bạc Liêu").as_deref(), Some("công-an.tỉnh@bạc-liêu"));
        assert_eq!(id("Bộ Công an").as_deref(), Some("bộ.CA"));
        assert_eq!(id("Câu lạc bộ thơ"), None);
    }

    #[test]
    fn one_name_at_two_times_is_two_bodies() {
        let name = "Phòng Kinh tế";
        let before = locality(Level::District, "Cà Mau", "Năm Căn", "2024-05-01");
        let after = locality(Level::Commune, "Cà Mau", "Tân Hòa", "2026-05-01");
        assert_eq!(before.identify(name).as_deref(), Some("phòng.KT@năm-căn"));
        assert_eq!(after.identify(name).as_deref(), Some("phòng.KT-xã@tân-hòa"));
    }
}
