//! `abbreviation-variant`: a used form is a near variant of one that is defined.
//!
//! In: the occurrences of each short form, as printed. Out: one draft a printed form.

use std::collections::BTreeMap;

use super::reading::{Draft, Reading};
use crate::knowledge::fold::short_key;
use crate::record::{Abbreviation, AbbreviationSource, Place};

pub(super) fn check(reading: &Reading) -> Vec<Draft> {
    let mut out = Vec::new();
    for short in &reading.record.abbreviations {
        let mut forms: BTreeMap<String, Vec<&Place>> = BTreeMap::new();
        for place in
            short.occurrences.iter().filter(|p| differs(short, &p.raw) && !reading.is_filed(p.span.bytes.start))
        {
            forms.entry(plain(&place.raw)).or_default().push(place);
        }
        let mut forms: Vec<(String, Vec<&Place>)> = forms.into_iter().collect();
        forms.sort_by_key(|(_, places)| places[0].span.start);
        for (form, places) in forms {
            // One word in capitals that is no form of the definition: a letter lost or swapped.
            let slip = !form.contains([' ', ',', '&', '-', '/'])
                && short_key(&form) != short_key(&short.short)
                && !short.short.ends_with(&form);
            let definition = short.span.as_ref().map(|s| reading.at(s));
            out.push(
                Draft::new(
                    if slip {
                        format!("“{form}” có thể là viết sai của “{}”", short.short)
                    } else {
                        format!("“{form}” là cách viết khác của “{}”", short.short)
                    },
                    if slip {
                        format!("“{form}” is probably a slip for “{}”", short.short)
                    } else {
                        format!("“{form}” is a variant of “{}”", short.short)
                    },
                )
                .units(reading.units_of(places.iter().map(|p| &p.span)))
                .quote(places.iter().take(4).map(|p| reading.at(&p.span)))
                .quote(definition)
                .suggest(
                    &short.short,
                    if short.span.is_some() {
                        "dạng được định nghĩa trong văn bản"
                    } else {
                        "dạng thường dùng"
                    },
                    if short.span.is_some() { "the form that the document defines" } else { "the usual form" },
                    // Only the way of writing differs, not a word.
                    short_key(&form) == short_key(&short.short),
                ),
            );
        }
    }
    out
}

fn plain(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Written otherwise than the short form: another blank, mark, letter or word; a capital more or less is none.
fn differs(short: &Abbreviation, raw: &str) -> bool {
    if raw == short.short {
        return false;
    }
    let (raw, defined) = (plain(raw), plain(&short.short));
    if raw.to_lowercase() == defined.to_lowercase()
        || defined.to_lowercase().starts_with(&format!("{} cấp", raw.to_lowercase()))
    {
        return false;
    }
    // Without a definition only a slip is a variant; two spellings of one short form are both merely undefined.
    short.source != AbbreviationSource::Registry || short_key(&raw) != short_key(&defined)
}
