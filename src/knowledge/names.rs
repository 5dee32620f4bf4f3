//! Parts of names of organisations and the verbs around them: the index over `organizations.toml`, `sectors.tsv`,
//! `provinces.tsv` and `roles.toml`.
//!
//! In: the files. Out: [`Names`], [`Verbs`]. How parts make a name is decided in [`crate::resolve`].

use std::collections::HashSet;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::bodies::Province;
use super::fold::{fold, key};
use super::house::House;
use super::phrases::{Openers, Phrases, Vocabulary};
use super::rows::{parts, row, rows};
use super::words::Token;

/// Parts of names of organisations.
#[derive(Debug)]
pub struct Names {
    /// Heads whose complement follows; true for a head that is a whole name by itself.
    pub heads: Phrases<bool>,
    /// Everyday words that begin like a head.
    pub everyday: Phrases<()>,
    /// General nouns, a run of which is one name.
    pub general: Phrases<()>,
    /// General nouns that open a name of their own.
    pub common: Phrases<()>,
    /// các, những, …
    pub plural: Phrases<()>,
    /// Levels and kinds of places.
    pub places: Phrases<()>,
    /// Complements behind a name.
    pub tails: Phrases<()>,
    /// Offices whose holders are told what their bodies shall do (Giám đốc, Thủ trưởng).
    pub offices: Phrases<()>,
    /// Verbs that belong to the name of a general noun.
    pub attributive: Phrases<()>,
    /// Nouns that go on with a run behind a noun that opens a name of its own.
    pub continues: Phrases<()>,
    /// Sector names, as behind Sở or Phòng.
    pub sectors: Phrases<Sector>,
    /// Provinces and cities, by name.
    pub provinces: Phrases<()>,
    /// Words that begin a name in small letters.
    pub small: Openers,
    sector_file: &'static str,
    /// Names of sectors as keys, made where they are asked for.
    sector_keys: OnceLock<FxHashSet<String>>,
}

row! {
    /// A sector (lĩnh vực): what stands behind Sở, Phòng, … in a full name; a row of `sectors.tsv`.
    pub struct Sector {
        /// As it is officially written.
        pub name,
        /// The heads that take it, separated by `|`.
        pub after,
        /// What else to know, in English.
        pub note,
    }
}

impl Sector {
    /// Whether a head, folded, takes this sector.
    #[must_use]
    pub fn follows(&self, head: &str) -> bool {
        parts(self.after).any(|after| fold(after) == head)
    }
}

fn sector_rows(file: &'static str) -> impl Iterator<Item = Sector> {
    rows(file, "sectors.tsv")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesFile {
    heads: Vec<String>,
    whole: Vec<String>,
    not_followed_by: Vec<String>,
    general: Vec<String>,
    common: Vec<String>,
    plural: Vec<String>,
    places: Vec<String>,
    tails: Vec<String>,
    offices: Vec<String>,
    attributive: Vec<String>,
    continues: Vec<String>,
}

impl Names {
    pub(super) fn read(
        file: &str,
        sectors: &'static str,
        provinces: &'static str,
        house: &House,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let file: NamesFile = toml::from_str(file).expect("internal error: organizations.toml");
        let provinces = rows::<Province>(provinces, "provinces.tsv");
        let whole = file.whole.iter().map(String::as_str).chain(house.names());
        let whole: HashSet<String> = whole.map(fold).collect();
        let mut plain = |list: Vec<String>| vocabulary.exact(list.into_iter().map(|w| (w, ())));
        let heads: HashSet<String> = file.heads.into_iter().map(|w| fold(&w)).chain(whole.iter().cloned()).collect();
        let mut heads: Vec<String> = heads.into_iter().collect();
        heads.sort_unstable();
        let province_names = provinces.flat_map(|p| std::iter::once(p.name).chain(parts(p.aliases)));
        let (general, common, plural) = (plain(file.general), plain(file.common), plain(file.plural));
        Self {
            small: Openers::default().with(&general).with(&common).with(&plural),
            everyday: plain(file.not_followed_by),
            general,
            common,
            plural,
            places: plain(file.places),
            tails: plain(file.tails),
            offices: plain(file.offices),
            attributive: plain(file.attributive),
            continues: plain(file.continues),
            heads: vocabulary.exact(heads.into_iter().map(|h| {
                let alone = whole.contains(&h);
                (h, alone)
            })),
            sectors: vocabulary.loose(sector_rows(sectors).map(|s| (s.name, s))),
            sector_file: sectors,
            sector_keys: OnceLock::new(),
            provinces: vocabulary.loose(province_names.map(|p| (p, ()))),
        }
    }

    /// Whether a name of an organisation may begin at a token: a head with a capital, or a general noun in the plural.
    #[must_use]
    pub fn opens_name(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        if let Some((next, ())) = self.plural.at(tokens, at) {
            return self.general.at(tokens, next).is_some()
                || self.offices.at(tokens, next).is_some()
                || self.common.at(tokens, next).is_some()
                || self.heads.at(tokens, next).is_some();
        }
        token.capital
            && self.everyday.at(tokens, at).is_none()
            && (self.heads.at(tokens, at).is_some() || self.offices.at(tokens, at).is_some())
    }

    /// The sector whose name begins at a token, as it is officially written.
    #[must_use]
    pub fn sector_name(&self, tokens: &[Token], at: usize) -> Option<(usize, &str)> {
        self.sectors.at(tokens, at).map(|(end, sector)| (end, sector.name))
    }

    /// Whether these words are the name of a sector (Y tế, Tài chính).
    #[must_use]
    pub fn is_sector(&self, text: &str) -> bool {
        let keys = || sector_rows(self.sector_file).map(|s| key(s.name)).collect();
        self.sector_keys.get_or_init(keys).contains(&key(text))
    }
}

/// A word of the grammar of assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// chủ trì
    Lead,
    /// phối hợp
    Coordinate,
    /// chỉ đạo
    Direct,
    /// tham mưu
    Advise,
    /// theo dõi, đôn đốc
    Monitor,
    /// thực hiện, triển khai, …
    Action,
    /// đề nghị
    Request,
    /// báo cáo, trình
    Report,
    /// giao
    Assign,
    /// khi, theo hướng dẫn của, …
    Condition,
    /// của, cho, tại, …
    Preposition,
    /// đơn vị chủ trì là
    LeadIs,
    /// đơn vị phối hợp là
    CoordinateIs,
}

/// Words of the grammar of assignment.
#[derive(Debug)]
pub struct Verbs {
    /// All words that mean something to it.
    pub words: Phrases<Verb>,
    /// Between a subject and its verb.
    pub adverb: Phrases<()>,
    /// Staff of an organisation.
    pub staff: Phrases<()>,
    stop: Phrases<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerbsFile {
    lead: Vec<String>,
    coordinate: Vec<String>,
    direct: Vec<String>,
    advise: Vec<String>,
    monitor: Vec<String>,
    action: Vec<String>,
    request: Vec<String>,
    report: Vec<String>,
    assign: Vec<String>,
    condition: Vec<String>,
    preposition: Vec<String>,
    lead_is: Vec<String>,
    coordinate_is: Vec<String>,
    staff: Vec<String>,
    adverb: Vec<String>,
    stop: Vec<String>,
}

impl Verbs {
    pub(super) fn read(file: &str, vocabulary: &mut Vocabulary) -> Self {
        let f: VerbsFile = toml::from_str(file).expect("internal error: roles.toml");
        // Where two lists have one phrase, the first of these counts.
        let lists = [
            (f.lead_is, Verb::LeadIs),
            (f.coordinate_is, Verb::CoordinateIs),
            (f.lead, Verb::Lead),
            (f.coordinate, Verb::Coordinate),
            (f.direct, Verb::Direct),
            (f.advise, Verb::Advise),
            (f.request, Verb::Request),
            (f.assign, Verb::Assign),
            (f.report, Verb::Report),
            (f.monitor, Verb::Monitor),
            (f.condition, Verb::Condition),
            (f.action, Verb::Action),
            (f.preposition, Verb::Preposition),
        ];
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        for (list, verb) in lists {
            for phrase in list {
                if seen.insert(fold(&phrase)) {
                    all.push((phrase, verb));
                }
            }
        }
        let words = vocabulary.exact(all);
        let mut plain = |list: Vec<String>| vocabulary.exact(list.into_iter().map(|w| (w, ())));
        Self { words, adverb: plain(f.adverb), staff: plain(f.staff), stop: plain(f.stop) }
    }

    /// Whether a name in small letters ends before this word.
    #[must_use]
    pub fn is_stop(&self, token: &Token) -> bool {
        // All of them are single words.
        self.stop.may_begin(token)
    }
}
