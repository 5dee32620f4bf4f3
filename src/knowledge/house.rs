//! House wording (cách viết của cơ quan): what one office adds to the data of the program.
//!
//! In: [`House`], as `rasoat.toml` has it. Out: a [`Knowledge`] that knows it besides, by rows that are put before those of
//! the files. What an office says counts before what the files say; it takes nothing else away.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Knowledge;
use super::fold::{key, short_key};
use super::phrases::Vocabulary;
use crate::record::{FieldKind, Message};

/// What an office adds to the data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct House {
    /// Words that name a unit where a number follows: "Gói việc" of "Gói việc 3: …".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unit_keywords: Vec<String>,
    /// Labels of fields, by field: `deadline = ["Hẹn xong"]`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<FieldKind, Vec<String>>,
    /// Short forms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub abbreviations: Vec<HouseAbbreviation>,
    /// Organisations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<HouseOrganization>,
}

/// A short form that the office uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HouseAbbreviation {
    /// As it is written: `TTHCC`.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// Every reader of the office's papers knows it: no plan has to explain it.
    #[serde(default = "yes")]
    pub everyday: bool,
}

/// An organisation that the data does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HouseOrganization {
    /// Full name, as it is officially written.
    pub name: String,
    /// Other full names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Short forms.
    #[serde(default)]
    pub short: Vec<String>,
    /// Identifier in records; made of the name where it is not given.
    #[serde(default)]
    pub id: Option<String>,
}

fn yes() -> bool {
    true
}

impl House {
    /// Whether nothing is added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The data with what is added. It is kept as long as the program runs: one for each `rasoat.toml` that adds wording.
    ///
    /// # Errors
    /// What cannot be taken: an empty value, or one with a tab, a line end or `|`.
    pub fn knowledge(&self) -> Result<&'static Knowledge, Message> {
        if let Some(wrong) =
            self.values().find(|value| value.trim().is_empty() || value.contains(['\t', '\n', '\r', '|']))
        {
            return Err(Message {
                vi: format!(
                    "giá trị “{}” trong [wording] trống, hoặc có dấu tab, xuống dòng hay |",
                    wrong.escape_debug()
                ),
                en: format!(
                    "a value in [wording], “{}”, is empty or holds a tab, a line end or |",
                    wrong.escape_debug()
                ),
            });
        }
        Ok(Box::leak(Box::new(Knowledge::read(self))))
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        let short = self.abbreviations.iter().flat_map(|a| [&a.short, &a.long]);
        let bodies = self.organizations.iter();
        let bodies = bodies.flat_map(|o| std::iter::once(&o.name).chain(&o.aliases).chain(&o.short).chain(&o.id));
        self.unit_keywords.iter().chain(self.labels.values().flatten()).chain(short).chain(bodies).map(String::as_str)
    }

    /// The words of all lists, for good: those of the program, or with the office's.
    pub(super) fn vocabulary(&self, words: Vocabulary) -> &'static Vocabulary {
        if self.is_empty() { words.whole() } else { words.kept() }
    }

    /// Full names of organisations.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.organizations.iter().flat_map(|o| std::iter::once(&o.name).chain(&o.aliases)).map(String::as_str)
    }

    /// `abbreviations.tsv` with the office's short forms, which take the place of others written alike.
    pub(super) fn abbreviations(&self, file: &'static str) -> &'static str {
        let own = self.abbreviations.iter().map(|a| {
            let is_name = a.long.starts_with(char::is_uppercase);
            let (kind, everyday) = (if is_name { "organization" } else { "term" }, if a.everyday { "yes" } else { "" });
            (a.short.as_str(), format!("{}\t{}\t{kind}\t\t{everyday}\t", a.short, a.long))
        });
        let bodies = self.organizations.iter().flat_map(|o| {
            o.short.iter().map(|short| (short.as_str(), format!("{short}\t{}\torganization\t\tyes\t", o.name)))
        });
        let rows: Vec<(&str, String)> = own.chain(bodies).collect();
        let keys: Vec<String> = rows.iter().map(|(short, _)| short_key(short)).collect();
        let is_replaced = |row: &str| row.split('\t').next().is_some_and(|short| keys.contains(&short_key(short)));
        let rows: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();
        with_rows(file, &rows, is_replaced)
    }

    /// `bodies.tsv` with the office's organisations.
    pub(super) fn bodies(&self, file: &'static str) -> &'static str {
        let rows = self.organizations.iter().map(|o| {
            let id = o.id.clone().unwrap_or_else(|| format!("house.{}", key(&o.name).replace(' ', "-")));
            let (aliases, short) = (o.aliases.join("|"), o.short.join("|"));
            format!("{id}\t{}\t{aliases}\t{short}\tprovince\tagency\tsingle\t\t\t\t\t\thigh\t", o.name)
        });
        let names: Vec<String> = self.names().map(key).collect();
        with_rows(file, &rows.collect::<Vec<_>>(), |row| {
            row.split('\t').nth(1).is_some_and(|name| names.contains(&key(name)))
        })
    }
}

/// A file with rows put before its own, and without those that they replace.
fn with_rows(file: &'static str, rows: &[String], is_replaced: impl Fn(&str) -> bool) -> &'static str {
    if rows.is_empty() {
        return file;
    }
    let (head, own) = file.split_once('\n').unwrap_or((file, ""));
    let mut out = format!("{head}\n{}\n", rows.join("\n"));
    for row in own.lines().filter(|row| !is_replaced(row)) {
        out.push_str(row);
        out.push('\n');
    }
    Box::leak(out.into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{knowledge, using};

    fn house(file: &str) -> House {
        toml::from_str(file).expect("a house")
    }

    #[test]
    fn what_an_office_adds_is_known_while_its_files_are_read() {
        let house = house(
            "unit-keywords = ['Gói việc']\n[labels]\ndeadline = ['Hẹn xong']\nlead = ['Thành phần']\n\
             [[abbreviations]]\nshort = 'ANTT'\nlong = 'an ninh tâm tình'\n\
             [[organizations]]\nname = 'Vườn ươm Sông Hồng'\nshort = ['VƯSH']\n",
        );
        let own = house.knowledge().expect("wording");
        assert!(own.labels.is_unit_keyword("gói việc") && own.labels.is_unit_keyword("Mô hình"));
        let field = |k: &Knowledge, label: &str| k.labels.label(label).map(|l| l.kind);
        assert_eq!(field(own, "Hẹn xong"), Some(FieldKind::Deadline));
        assert_eq!(field(own, "Thành phần"), Some(FieldKind::Lead));
        let longs: Vec<_> = own.registry.readings("antt", None).map(|a| a.long).collect();
        assert_eq!(longs, ["an ninh tâm tình"]);
        assert!(own.registry.is_everyday("VƯSH"));
        let found = own.bodies.candidates("Vườn ươm Sông Hồng").map(|(b, rest)| (b[0].id, rest));
        assert_eq!(found, Some(("house.vườn-ươm-sông-hồng", String::new())));
        // Elsewhere nothing has changed.
        assert_eq!(field(knowledge(), "Hẹn xong"), None);
        let is_known = || knowledge().labels.is_unit_keyword("Gói việc");
        // A document of another office, or of none, that is read while this one waits.
        let inside = using(Some(own), || [is_known(), using(None, is_known), is_known()]);
        assert_eq!((inside, is_known()), ([true, false, true], false));
    }

    #[test]
    fn a_value_that_breaks_the_rows_is_refused() {
        let wrong = house("[[abbreviations]]\nshort = \"A\\tB\"\nlong = 'x'");
        assert!(wrong.knowledge().expect_err("a tab").en.contains("A\\tB"));
        assert!(house("unit-keywords = ['']").knowledge().is_err());
        assert!(House::default().is_empty());
    }
}
