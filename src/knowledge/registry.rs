//! Abbreviations and document types: the index over `abbreviations.tsv` and `document_types.tsv`.
//!
//! In: the files. Out: [`Registry`]. A document's own definitions always stand above this one; see [`crate::resolve`].

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::{fold, short_key};
use super::rows::{parts, row, rows};
use super::slip::Outline;

row! {
    /// A row of `abbreviations.tsv`.
    pub struct AbbreviationEntry {
        /// Short form.
        pub short,
        /// Long form.
        pub long,
        /// `organization`, `sector`, `term`, `document`, `office` or `place`.
        pub kind,
        /// Words, one of which has to stand on its left for this reading, separated by `|`; empty for any.
        pub after,
        /// `yes` where it needs no definition in a document by the contract, `name` where it is a name that is never spelt out.
        pub everyday,
        /// What else it can mean, in English.
        pub note,
    }
}

row! {
    /// A row of `document_types.tsv`.
    pub struct DocumentTypeEntry {
        /// Symbol, `KH`.
        pub code,
        /// Name, `Kế hoạch`.
        pub name,
        /// Other spellings of the name, separated by `|`.
        pub aliases,
        /// `yes` where its numbered items are orders (Chỉ thị, Công văn); in others a sentence about an organisation is a task
        /// only where it says who leads.
        pub orders,
    }
}

/// Abbreviations and document types.
#[derive(Debug)]
pub struct Registry {
    /// In the order of the file; several rows for an ambiguous short form, the default first.
    pub abbreviations: Vec<AbbreviationEntry>,
    /// In the order of the file.
    pub document_types: Vec<DocumentTypeEntry>,
    by_key: FxHashMap<String, Vec<Reading>>,
    type_by_name: FxHashMap<String, usize>,
    type_by_code: FxHashMap<&'static str, usize>,
    everyday: FxHashSet<&'static str>,
    everyday_keys: FxHashSet<String>,
    /// Everyday short forms that are long enough for a slip to be told: outline, key, place in the file.
    slips: Vec<(Outline, String, usize)>,
}

/// A reading of a short form: its place in the file, and the words, one of which has to stand on its left, folded.
#[derive(Debug)]
struct Reading {
    at: usize,
    after: Vec<String>,
}

/// The fewest letters of a short form in which a slip can be told.
const SLIP_LETTERS: usize = 4;

impl Registry {
    pub(super) fn read(abbreviations: &'static str, document_types: &'static str) -> Self {
        let abbreviations: Vec<AbbreviationEntry> = rows(abbreviations, "abbreviations.tsv").collect();
        let document_types: Vec<DocumentTypeEntry> = rows(document_types, "document_types.tsv").collect();
        let mut by_key: FxHashMap<String, Vec<Reading>> = FxHashMap::default();
        for (at, entry) in abbreviations.iter().enumerate() {
            let after = parts(entry.after).map(fold).collect();
            by_key.entry(short_key(entry.short)).or_default().push(Reading { at, after });
        }
        let slips = abbreviations
            .iter()
            .enumerate()
            .filter(|(_, a)| a.everyday == "yes" && a.short.chars().count() >= SLIP_LETTERS)
            .map(|(at, a)| (short_key(a.short), at))
            .map(|(key, at)| (Outline::of(&key), key, at))
            .collect();
        let everyday = abbreviations.iter().filter(|a| a.everyday == "yes").map(|a| a.short).collect();
        let everyday_keys = abbreviations.iter().filter(|a| a.everyday == "yes").map(|a| short_key(a.short)).collect();
        let names = document_types
            .iter()
            .enumerate()
            .flat_map(|(at, t)| std::iter::once(t.name).chain(parts(t.aliases)).map(move |n| (fold(n), at)));
        let (mut type_by_name, mut type_by_code) = (FxHashMap::default(), FxHashMap::default());
        for (name, at) in names {
            type_by_name.entry(name).or_insert(at);
        }
        for (at, kind) in document_types.iter().enumerate() {
            type_by_code.entry(kind.code).or_insert(at);
        }
        Self { abbreviations, document_types, by_key, type_by_name, type_by_code, everyday, everyday_keys, slips }
    }

    /// Whether a short form needs no definition in a document.
    #[must_use]
    pub fn is_everyday(&self, short: &str) -> bool {
        self.everyday.contains(short)
    }

    /// [`Self::is_everyday`] of a folded short form.
    #[must_use]
    pub fn is_everyday_key(&self, key: &str) -> bool {
        self.everyday_keys.contains(key)
    }

    /// Whether a short form is a name of its own that plans never spell out (QR, GDP), or everyday.
    #[must_use]
    pub fn needs_no_definition(&self, short: &str) -> bool {
        let known = self.by_key.get(&short_key(short)).map_or(&[][..], Vec::as_slice);
        known
            .iter()
            .map(|r| &self.abbreviations[r.at])
            .any(|a| matches!(a.everyday, "yes" | "name") || (a.kind == "organization" && is_unit_code(short)))
    }

    /// The readings of a short form by its [`short_key`]: first those that the word on the left, folded, asks for, then those
    /// that need none. Readings that ask for another word on their left are left out.
    pub fn readings<'a, 'l>(
        &'a self,
        key: &str,
        left: Option<&'l str>,
    ) -> impl Iterator<Item = &'a AbbreviationEntry> + use<'a, 'l> {
        let entries = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        let asked = entries.iter().filter(move |r| left.is_some_and(|l| r.after.iter().any(|a| a == l)));
        let entry = |r: &'a Reading| &self.abbreviations[r.at];
        asked.map(entry).chain(entries.iter().map(entry).filter(|e| e.after.is_empty()))
    }

    /// The everyday short form that a folded word is one slip away from.
    #[must_use]
    pub fn everyday_near(&self, word: &str) -> Option<&AbbreviationEntry> {
        let outline = Outline::of(word);
        if outline.length() < SLIP_LETTERS {
            return None;
        }
        let near = |(other, key, _): &&(Outline, String, usize)| {
            outline.may_be_one_off(*other) && strsim::osa_distance(key, word) == 1
        };
        self.slips.iter().find(near).map(|(.., at)| &self.abbreviations[*at])
    }

    /// The document type with this name.
    #[must_use]
    pub fn document_type(&self, name: &str) -> Option<&DocumentTypeEntry> {
        self.type_by_name.get(fold(name).as_str()).map(|at| &self.document_types[*at])
    }

    /// The document type of this name without its marks: print in capitals loses them on a scanned page ("QUYÉT ĐỊNH").
    #[must_use]
    pub fn document_type_of_letters(&self, name: &str) -> Option<&DocumentTypeEntry> {
        let letters = |text: &str| fold(text).chars().map(super::fold::bare).collect::<String>();
        let sought = letters(name);
        self.document_types.iter().find(|kind| letters(kind.name) == sought)
    }

    /// The document type with this symbol.
    #[must_use]
    pub fn document_type_of_code(&self, code: &str) -> Option<&DocumentTypeEntry> {
        self.type_by_code.get(code).map(|at| &self.document_types[*at])
    }
}

/// "C06", "PC06": the code of a police unit, by which it is known.
fn is_unit_code(short: &str) -> bool {
    let letters = short.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = short.len() - letters.len();
    digits == 2 && (1..=2).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase())
}
