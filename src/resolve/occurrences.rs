//! Occurrences: where each short form stands, as it is printed there.
//!
//! In: a text, its segments, the definitions. Out: [`ShortForms`]: every short form that the document defines or uses with
//! all its places, near variants included, and those that nothing explains. Whether a place is a slip is for rules to say.

use std::collections::HashMap;

use super::{Glossary, registry_at};
use crate::knowledge::fold::{is_alphabetic, is_capitals, short_key};
use crate::knowledge::knowledge;
use crate::knowledge::words::Token;
use crate::normalise::{BlockKind, Text};
use crate::ordinal::roman;
use crate::record::{Abbreviation, AbbreviationSource, Place, Unexplained};
use crate::segment::{PartOf, Segments};
use crate::span::Bytes;

/// The short forms of a document.
#[derive(Debug, Clone)]
pub struct ShortForms {
    /// Defined here, or used here and known to the registry.
    pub known: Vec<Abbreviation>,
    /// Used here and known to nobody.
    pub unexplained: Vec<Unexplained>,
}

/// A short form of the registry, or of nobody, and its places.
struct Used {
    short: String,
    long: String,
    places: Vec<Place>,
}

/// Places by short form, in the order of first use.
#[derive(Default)]
struct Places {
    used: Vec<Used>,
    index: HashMap<String, usize>,
}

impl Places {
    fn add(&mut self, short: &str, long: &str, place: Place) {
        let slot = *self.index.entry(short_key(short)).or_insert_with(|| {
            self.used.push(Used { short: short.to_owned(), long: long.to_owned(), places: Vec::new() });
            self.used.len() - 1
        });
        self.used[slot].places.push(place);
    }
}

/// Every short form that the document defines or uses, with its places.
#[must_use]
pub fn short_forms(text: &Text, segments: &Segments, glossary: &Glossary) -> ShortForms {
    let variants = &glossary.variants;
    let mut own: Vec<Vec<Place>> = vec![Vec::new(); glossary.definitions.len()];
    let (mut registry, mut unknown) = (Places::default(), Places::default());
    for (line, part) in segments.lines.iter().zip(&segments.parts) {
        if line.kind == BlockKind::Overlong || matches!(part, PartOf::Furniture) {
            continue;
        }
        let words = text.words(line.range.clone());
        let capitals = is_capitals(text.slice(&line.range));
        // A heading in capitals holds no short form that could be told from its words; a cell may hold nothing else.
        let heading = capitals && (!matches!(part, PartOf::Table(_)) || words.iter().any(has_tone));
        let place = |first: usize, end: usize| {
            let range = words[first].range.start..words[end - 1].range.end;
            Place { raw: text.slice(&range).to_owned(), span: text.span(range) }
        };
        let defines = |d: usize, at: usize| {
            let range = &glossary.definitions[d].range;
            range.contains(&words[at].range.start) || *part == PartOf::Glossary
        };
        let slashed = may_hold_symbol(&text.text, &line.range);
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            let begins =
                || word.caps || glossary.may_begin(word) || variants.may_begin(word) || variants.may_begin_short(word);
            if !word.capital || !begins() || slashed && in_symbol(&text.text, word) {
                at += 1;
                continue;
            }
            let exact = glossary.longest_at(&words, at);
            let near = variants.at(&words, at, &text.text);
            // The longer reading counts, the exact one before a near one of its length.
            let longer = near.filter(|(end, _)| exact.is_none_or(|(e, _)| *end > e));
            // Of two definitions that differ in marks only the one that is printed here.
            let exact = exact.map(|(end, d)| {
                let raw = place(at, end).raw;
                (end, glossary.definitions.iter().position(|o| o.short == raw).unwrap_or(d))
            });
            if let Some((end, d)) = longer.or(exact) {
                if !defines(d, at) {
                    own[d].push(place(at, end));
                }
                if longer.is_some() {
                    coded(&words, at, end, &mut registry, text, *part);
                }
                at = end;
                continue;
            }
            let signing = matches!(part, PartOf::Recipients | PartOf::Signature) && signs_for(&words, at, &text.text);
            if *part == PartOf::Glossary || heading || signing || shouted(&words, at, &text.text) {
                at += 1;
                continue;
            }
            let left = at.checked_sub(1).map(|i| words[i].word.as_str());
            if let Some((end, long)) = registry_at(&words, at, left, false) {
                let place = place(at, end);
                registry.add(&place.raw.clone(), long, place);
                at = end;
                continue;
            }
            if !capitals && is_unknown(&words[at]) && !in_phrase(&words, at) {
                let slip = variants.slip(&words[at].word);
                match slip {
                    Some(d) => own[d].push(place(at, at + 1)),
                    // "UBDN" for UBND: one swap away from a short form that everybody knows, and nothing else.
                    None => match knowledge().registry.everyday_near(&words[at].word) {
                        Some(known) => registry.add(known.short, known.long, place(at, at + 1)),
                        None => unknown.add(&place(at, at + 1).raw, "", place(at, at + 1)),
                    },
                }
            }
            at += 1;
        }
    }
    let data = &knowledge().registry;
    let defined = glossary.definitions.iter().zip(own).map(|(d, occurrences)| Abbreviation {
        everyday: data.is_everyday(&d.short),
        short: d.short.clone(),
        long: d.long.clone(),
        source: d.source,
        alternatives: Vec::new(),
        uses: occurrences.len(),
        occurrences,
        span: Some(text.span(d.range.clone())),
    });
    let known = registry.used.into_iter().map(|u| Abbreviation {
        everyday: data.is_everyday(&u.short),
        alternatives: data
            .readings(&short_key(&u.short), None)
            .map(|r| r.long.to_owned())
            .filter(|l| *l != u.long)
            .collect(),
        short: u.short,
        long: u.long,
        source: AbbreviationSource::Registry,
        uses: u.places.len(),
        occurrences: u.places,
        span: None,
    });
    ShortForms {
        known: defined.chain(known).collect(),
        unexplained: unknown.used.into_iter().map(|u| Unexplained { short: u.short, occurrences: u.places }).collect(),
    }
}

/// A code with its number inside a longer form ("Tổ công tác ĐA06") is a short form of its own as well.
fn coded(words: &[Token], at: usize, end: usize, registry: &mut Places, text: &Text, part: PartOf) {
    if part == PartOf::Glossary {
        return;
    }
    for i in at..end {
        let coded = words[i].caps && words[i].word.ends_with(|c: char| c.is_ascii_digit());
        if let Some((_, long)) = registry_at(words, i, None, false).filter(|(next, _)| coded && *next == i + 1) {
            let range = words[i].range.clone();
            let place = Place { raw: text.slice(&range).to_owned(), span: text.span(range) };
            registry.add(&place.raw.clone(), long, place);
        }
    }
}

/// Capitals that stand for words: no Roman number, no code of letters and many digits.
fn is_unknown(word: &Token) -> bool {
    let letters = word.word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.word.chars().filter(char::is_ascii_digit).count();
    word.caps && letters >= 2 && digits <= 2 && roman(&word.word).is_none()
}

/// Among words in capitals: a heading that stands in one line with other words ("THỜI GIAN HOÀN THÀNH: 30/6/2024").
fn shouted(words: &[Token], at: usize, text: &str) -> bool {
    let capitals = |w: &Token| {
        w.is_word && text[w.range.clone()].chars().all(|c| !c.is_lowercase()) && w.word.chars().any(char::is_alphabetic)
    };
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    has_tone(&words[at])
        || neighbours.into_iter().flatten().filter_map(|i| words.get(i)).any(|w| capitals(w) && has_tone(w))
}

/// "TM. ỦY BAN NHÂN DÂN" in one line with "Nơi nhận": the mark of who signs, no short form (Decree 30/2020, Annex I, II.7).
fn signs_for(words: &[Token], at: usize, text: &str) -> bool {
    let rest = text[words[at].range.end..].trim_start_matches([' ', '/']);
    rest.starts_with('.') && (at + 1..words.len()).find(|i| words[*i].is_word).is_some_and(|i| words[i].capital)
}

/// A word of Vietnamese carries a tone or a vowel that no abbreviation has.
fn has_tone(word: &Token) -> bool {
    word.word.chars().any(|c| !c.is_ascii() && !matches!(c, 'đ' | 'ư') && is_alphabetic(c))
}

/// One of several words in capitals in a row ("LANG SON TOURISM"): words, and no short forms.
fn in_phrase(words: &[Token], at: usize) -> bool {
    let beside = [at.checked_sub(1), Some(at + 1)];
    beside
        .into_iter()
        .flatten()
        .filter_map(|i| words.get(i))
        .any(|w| w.is_word && is_unknown(w) && !w.word.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a line, or what stands before it without a line end, has a mark that every symbol has.
fn may_hold_symbol(text: &str, line: &Bytes) -> bool {
    let start = text[..line.start].rfind('\n').map_or(0, |at| at + 1);
    let bytes = &text.as_bytes()[start..line.end];
    bytes.contains(&b'/') || bytes.contains(&b'-')
}

/// Part of a document's symbol (`06/QĐ-TTg`) and no use of a short form.
fn in_symbol(text: &str, word: &Token) -> bool {
    // The stretch without blanks that the word is in, those beside a mark left out: "2309/TTr-SVHTTDL" has a slash behind
    // digits.
    let mark = |c: Option<char>| matches!(c, Some('-' | '/'));
    let line = &text[text[..word.range.start].rfind('\n').map_or(0, |at| at + 1)..word.range.start];
    let apart = |at: &usize| !mark(line[..*at].chars().next_back()) && !mark(line[*at + 1..].chars().next());
    let stretch = &line[line.rmatch_indices(' ').map(|(at, _)| at).find(apart).map_or(0, |at| at + 1)..];
    if !stretch.contains(['/', '-']) {
        return false;
    }
    let tight = stretch.replace(' ', "");
    let before = text[..word.range.start].chars().next_back();
    let after = text[word.range.end..].chars().next();
    let numbered = before == Some('-') && text[..word.range.start - 1].ends_with(|c: char| c.is_ascii_digit());
    let behind_number = tight.split_once(['/', '-']).is_some_and(|(n, _)| {
        n.chars().any(|c| c.is_ascii_digit() || matches!(c, '.' | '…'))
            && n.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '…') || c.is_lowercase())
    });
    let slashed = before == Some('/') && tight.starts_with('/');
    // "/UBND-NN", "-CTr/TU" behind a blank where the number would be.
    let unnumbered = matches!(before, Some('/' | '-')) && tight.starts_with(['/', '-']) && tight.len() > 1;
    numbered || behind_number || slashed || unnumbered || (after == Some('-') && tight == "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::words::tokens;
    use crate::{ingest, normalise, resolve, segment};

    /// The short forms of a plan that closes with these lines.
    fn closing(lines: &str) -> Vec<String> {
        let plan = format!("KẾ HOẠCH\nVề chuyển đổi số\n\nI. MỤC TIÊU\nNâng cao chất lượng phục vụ.\n\n{lines}\n");
        let text = normalise::normalise(&ingest::read(plan.as_bytes(), "a.txt").expect("readable"));
        let segments = segment::segment(&text);
        let found = short_forms(&text, &segments, &resolve::glossary(&text, &segments));
        found.known.into_iter().map(|a| a.short).chain(found.unexplained.into_iter().map(|u| u.short)).collect()
    }

    #[test]
    fn the_mark_of_who_signs_is_no_short_form() {
        let mark = |short: &String| short == "TM" || short == "TUQ";
        assert!(!closing("Nơi nhận   TM. ỦY BAN NHÂN DÂN\n- Như trên;\n- Lưu: VT.").iter().any(mark));
        assert!(!closing("Nơi nhận: TUQ. Chủ tịch\n- Như trên;\n- Lưu: VT.").iter().any(mark));
        // A full stop that ends the line signs for nobody.
        assert!(closing("Nơi nhận:\n- Như trên;\n- Lưu: VT, TM.").iter().any(mark));
    }

    #[test]
    fn a_mark_signs_for_the_capital_behind_its_full_stop() {
        let signs = |text: &str| signs_for(&tokens(text, 0..text.len()), 0, text);
        assert!(signs("TM. ỦY BAN NHÂN DÂN"));
        assert!(signs("TM . Ủy ban"));
        assert!(!signs("TM."));
        assert!(!signs("TM"));
        assert!(!signs("TM, Sở Y tế"));
        assert!(!signs("TM. và các sở"));
    }
}
