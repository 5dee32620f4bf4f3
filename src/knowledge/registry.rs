//! Abbreviations and document types: the index over `abbreviations.csv` and `document_types.csv`.
//!
//! In: the files. Out: [`Registry`]. A document's own definitions always stand above this one; see [`crate::resolve`].

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::fold::{fold, short_key};
use super::names::rows;

/// A row of `abbreviations.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct AbbreviationEntry {
    /// Short form.
    pub short: String,
    /// Long form.
    pub long: String,
    /// `organization`, `sector`, `term`, `document`, `office` or `place`.
    pub kind: String,
    /// Words, one of which has to stand on its left for this reading, separated by `|`; empty for any.
    pub after: String,
    /// `yes` where it needs no definition in a document by the contract, `name` where it is a name that is never spelt out.
    pub everyday: String,
    /// What else it can mean, in English.
    pub note: String,
}

/// A row of `document_types.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct DocumentTypeEntry {
    /// Symbol, `KH`.
    pub code: String,
    /// Name, `Kế hoạch`.
    pub name: String,
    /// Other spellings of the name, separated by `|`.
    pub aliases: String,
}

/// Abbreviations and document types.
#[derive(Debug)]
pub struct Registry {
    /// In the order of the file; several rows for an ambiguous short form, the default first.
    pub abbreviations: Vec<AbbreviationEntry>,
    /// In the order of the file.
    pub document_types: Vec<DocumentTypeEntry>,
    by_key: HashMap<String, Vec<usize>>,
    type_by_name: HashMap<String, usize>,
    everyday: HashSet<String>,
    everyday_keys: HashSet<String>,
}

impl Registry {
    pub(super) fn read(abbreviations: &str, document_types: &str) -> Self {
        let abbreviations: Vec<AbbreviationEntry> = rows(abbreviations, "abbreviations.csv");
        let document_types: Vec<DocumentTypeEntry> = rows(document_types, "document_types.csv");
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, entry) in abbreviations.iter().enumerate() {
            by_key.entry(short_key(&entry.short)).or_default().push(at);
        }
        let everyday = abbreviations.iter().filter(|a| a.everyday == "yes").map(|a| a.short.clone()).collect();
        let everyday_keys = abbreviations.iter().filter(|a| a.everyday == "yes").map(|a| short_key(&a.short)).collect();
        let names = document_types.iter().enumerate().flat_map(|(at, t)| {
            let aliases: Vec<String> = t.aliases.split('|').filter(|a| !a.is_empty()).map(fold).collect();
            std::iter::once(fold(&t.name)).chain(aliases).map(move |n| (n, at))
        });
        let mut type_by_name = HashMap::new();
        for (name, at) in names {
            type_by_name.entry(name).or_insert(at);
        }
        Self { abbreviations, document_types, by_key, type_by_name, everyday, everyday_keys }
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
            .map(|at| &self.abbreviations[*at])
            .any(|a| matches!(a.everyday.as_str(), "yes" | "name") || (a.kind == "organization" && is_unit_code(short)))
    }

    /// The readings of a short form, connectors of no account: first those that the word on the left asks for, then those
    /// that need none. Readings that ask for another word on their left are left out.
    pub fn readings<'a>(&'a self, short: &str, left: Option<&str>) -> impl Iterator<Item = &'a AbbreviationEntry> {
        let left = left.map(fold);
        let entries = self.by_key.get(&short_key(short)).map_or(&[][..], Vec::as_slice);
        let asked =
            move |e: &&AbbreviationEntry| left.as_ref().is_some_and(|l| e.after.split('|').any(|a| fold(a) == *l));
        let all = move || entries.iter().map(|at| &self.abbreviations[*at]);
        all().filter(asked).chain(all().filter(|e| e.after.is_empty()))
    }

    /// The document type with this name.
    #[must_use]
    pub fn document_type(&self, name: &str) -> Option<&DocumentTypeEntry> {
        self.type_by_name.get(fold(name).as_str()).map(|at| &self.document_types[*at])
    }

    /// The document type with this symbol.
    #[must_use]
    pub fn document_type_of_code(&self, code: &str) -> Option<&DocumentTypeEntry> {
        self.document_types.iter().find(|t| t.code == code)
    }
}

/// "C06", "PC06": the code of a police unit, by which it is known.
fn is_unit_code(short: &str) -> bool {
    let letters = short.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = short.len() - letters.len();
    digits == 2 && (1..=2).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase())
}
