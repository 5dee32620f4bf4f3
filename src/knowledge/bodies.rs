//! Bodies: the registry of organisations, by class, with the days on which they began and ended.
//!
//! In: `bodies.tsv` and `provinces.tsv`. Out: [`Bodies`], which finds a class by name and day, and [`Province`]s. A class
//! (Sở Tài chính) becomes an instance by its place; which place that is, is decided in [`crate::resolve::identity`].

use rustc_hash::FxHashMap;

use super::fold::key;
use super::rows::{parts, row, rows};

row! {
    /// A row of `bodies.tsv`: one class of body over one stretch of time.
    pub struct Body {
        /// Identifier of the class: `sở.TTTT`.
        pub id,
        /// Name in full, without a place.
        pub name,
        /// Other full names, separated by `|`.
        pub aliases,
        /// Usual short forms, separated by `|`.
        pub short,
        /// `central`, `province`, `district`, `commune`, `vertical`, `group` or `external`.
        pub level,
        /// What sort of body it is: `ministry`, `agency`, `room`, `police`, …
        pub kind,
        /// How many there are: `single`, one in each `province`, `district`, `commune`, or `none` for a group.
        pub scope,
        /// Class above.
        pub parent,
        /// First day, ISO 8601; empty where it is not known.
        pub valid_from,
        /// Last day, ISO 8601; empty where it goes on.
        pub valid_to,
        /// `id:whole` or `id:part`, separated by `|`.
        pub successors,
        /// Decree or resolution behind the change.
        pub basis,
        /// `high`, `medium` or `low`: of days and successors.
        pub confidence,
        /// What else to know, in English.
        pub note,
    }
}

row! {
    /// A row of `provinces.tsv`.
    pub struct Province {
        /// Name without "tỉnh" or "thành phố".
        pub name,
        /// `tỉnh` or `thành phố`.
        pub kind,
        /// First day; empty for before 2025.
        pub valid_from,
        /// Last day; empty where it goes on.
        pub valid_to,
        /// The province that it is part of now.
        pub successor,
        /// Other spellings, separated by `|`.
        pub aliases,
    }
}

/// The registry.
#[derive(Debug)]
pub struct Bodies {
    /// In the order of the file.
    pub all: Vec<Body>,
    /// In the order of the file.
    pub provinces: Vec<Province>,
    by_key: FxHashMap<String, Vec<usize>>,
    by_id: FxHashMap<&'static str, usize>,
    province_by_key: FxHashMap<String, &'static str>,
}

/// Words that say where a body is.
const LEVELS: &[&str] = &["tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "đặc", "tp"];
/// Last words of a class name behind which the name of the place follows.
const OPEN: &[&str] = &["tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "khu"];

impl Bodies {
    pub(super) fn read(bodies: &'static str, provinces: &'static str) -> Self {
        let all: Vec<Body> = rows(bodies, "bodies.tsv").collect();
        let provinces: Vec<Province> = rows(provinces, "provinces.tsv").collect();
        let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_id = FxHashMap::default();
        for (at, body) in all.iter().enumerate() {
            by_id.insert(body.id, at);
            for name in std::iter::once(body.name).chain(parts(body.aliases)) {
                let list = by_key.entry(key(name)).or_default();
                if !list.contains(&at) {
                    list.push(at);
                }
            }
        }
        let mut province_by_key = FxHashMap::default();
        for province in &provinces {
            for name in std::iter::once(province.name).chain(parts(province.aliases)) {
                province_by_key.entry(key(name)).or_insert(province.name);
            }
        }
        Self { all, provinces, by_key, by_id, province_by_key }
    }

    /// The class with this identifier, an instance's included (`sở.YT@cà-mau`).
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Body> {
        let class = id.split('@').next().unwrap_or(id);
        self.by_id.get(class).map(|at| &self.all[*at])
    }

    /// The usual name of a province, whatever its spelling.
    #[must_use]
    pub fn province(&self, name: &str) -> Option<&'static str> {
        self.province_by_key.get(&key(name)).copied()
    }

    /// The stretch of a province's history that holds on a day.
    #[must_use]
    pub fn province_on(&self, name: &str, day: &str) -> Option<&Province> {
        let name = self.province(name)?;
        let mut of = self.provinces.iter().filter(move |p| p.name == name);
        of.clone()
            .find(|p| {
                (p.valid_from.is_empty() || *p.valid_from <= *day) && (p.valid_to.is_empty() || *day <= *p.valid_to)
            })
            .or_else(|| of.next_back())
    }

    /// The classes that a full name can be, and the words behind the class name that say which one it is.
    #[must_use]
    pub fn candidates(&self, name: &str) -> Option<(Vec<&Body>, String)> {
        let folded = key(name);
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        let mut end = folded.len();
        (1..=words.len()).rev().find_map(|n| {
            // A key has single blanks between its words.
            let (head, rest) = (&folded[..end], folded[end..].trim_start());
            end = head.len() - words[n - 1].len();
            end -= usize::from(end > 0);
            let found = self.by_key.get(head)?;
            let placed = rest.is_empty()
                || OPEN.contains(&words[n - 1])
                || words.get(n).is_some_and(|w| LEVELS.contains(w))
                || self.province(rest).is_some()
                // A parent's name behind it ("Cục … - Bộ Công an").
                || found.iter().any(|at| self.parent_key(*at).is_some_and(|p| rest.starts_with(&p)));
            placed.then(|| (found.iter().map(|at| &self.all[*at]).collect(), rest.to_owned()))
        })
    }

    fn parent_key(&self, at: usize) -> Option<String> {
        self.by_id.get(&self.all[at].parent).map(|p| key(self.all[*p].name))
    }

    /// The names of a body's successors, in order.
    #[must_use]
    pub fn successors(&self, body: &Body) -> Vec<&'static str> {
        let ids = body.successors.split('|').filter_map(|s| s.split(':').next()).filter(|id| !id.is_empty());
        ids.filter_map(|id| self.by_id.get(id)).map(|at| self.all[*at].name).collect()
    }
}

impl Body {
    /// Whether the body existed on a day.
    #[must_use]
    pub fn exists_on(&self, day: &str) -> bool {
        (self.valid_from.is_empty() || *self.valid_from <= *day) && (self.valid_to.is_empty() || *day <= *self.valid_to)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::knowledge;

    #[test]
    fn the_registry_is_sound() {
        let bodies = &knowledge().bodies;
        let ids: HashSet<&str> = bodies.all.iter().map(|b| b.id).collect();
        assert_eq!(ids.len(), bodies.all.len(), "identifiers are unique");
        let day = |d: &str| d.is_empty() || (d.len() == 10 && d.parse::<jiff::civil::Date>().is_ok());
        for body in &bodies.all {
            assert!(body.parent.is_empty() || ids.contains(body.parent), "{}: parent", body.id);
            assert!(day(body.valid_from) && day(body.valid_to), "{}: days", body.id);
            assert!(
                body.valid_from.is_empty() || body.valid_to.is_empty() || body.valid_from <= body.valid_to,
                "{}",
                body.id
            );
            for successor in body.successors.split('|').filter(|s| !s.is_empty()) {
                let (id, share) = successor.split_once(':').expect("id:share");
                assert!(ids.contains(id) && ["whole", "part"].contains(&share), "{}: {successor}", body.id);
            }
            assert!(["high", "medium", "low"].contains(&body.confidence), "{}", body.id);
            assert!(["single", "province", "district", "commune", "none"].contains(&body.scope), "{}", body.id);
            assert!(
                ["central", "province", "district", "commune", "vertical", "group", "external"].contains(&body.level),
                "{}",
                body.id
            );
        }
        for province in &bodies.provinces {
            assert!(["tỉnh", "thành phố"].contains(&province.kind) && day(province.valid_to), "{}", province.name);
        }
    }

    #[test]
    fn names_give_their_class_and_place() {
        let bodies = &knowledge().bodies;
        let find = |name: &str| bodies.candidates(name).map(|(b, rest)| (b[0].id, rest));
        assert_eq!(find("Sở Y tế"), Some(("sở.YT", String::new())));
        assert_eq!(find("Sở Y tế tỉnh Cà Mau"), Some(("sở.YT", "tỉnh cà mau".to_owned())));
        assert_eq!(find("Ủy ban nhân dân huyện Đồng Văn"), Some(("ubnd.huyện", "đồng văn".to_owned())));
        assert_eq!(find("Phòng chống lụt bão"), None);
    }
}
