//! Decide: which stretches of a text are in which encoding, by the words that each would give.
//!
//! In: stretches in the order of the text: lines, paragraphs or runs. Out: for each its encoding, or none where it is Unicode.
//! A word with other letters than ASCII's speaks against an encoding where it would be no syllable. Stretches are decided
//! together: a change of encoding costs as much as a few words, so that a short stretch goes with what stands around it.
//! Stretches whose fonts promise different things are decided apart.

use super::bytes::is_strange;
use super::{ENCODINGS, Encoding, Promise, convert};
use crate::knowledge::syllables::Syllables;

/// A stretch of a text.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) struct Stretch<'a> {
    /// Its characters.
    pub(in crate::ingest) text: &'a str,
    /// What its font promises.
    pub(in crate::ingest) promised: Option<Promise>,
}

/// An encoding that no font promises must spoil so much less of the words than Unicode does.
const MARGIN: f64 = 0.15;

/// No more of the words may be spoiled.
const MOST_SPOILED: f64 = 0.35;

/// Words by which a stretch is decided that no font promises anything of.
const LEAST_WORDS: f64 = 4.0;

/// What a change of encoding costs, in words.
const CHANGE: f64 = 3.0;

/// A letter that only Unicode has, in words.
const UNICODE: f64 = 10.0;

/// How many words a stretch has that could tell, and how many of them each way of reading spoils: Unicode, then
/// [`ENCODINGS`].
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    words: f64,
    spoiled: [f64; WAYS],
}

/// Unicode, and each encoding.
const WAYS: usize = ENCODINGS.len() + 1;

/// The encoding of each stretch.
pub(in crate::ingest) fn decide(stretches: &[Stretch<'_>]) -> Vec<Option<Encoding>> {
    let mut out = vec![None; stretches.len()];
    let mut promises: Vec<Option<Encoding>> = Vec::new();
    for stretch in stretches {
        let promise = stretch.promised.map(|p| p.encoding);
        if !promises.contains(&promise) {
            promises.push(promise);
        }
    }
    for promise in promises {
        let mine: Vec<usize> =
            (0..stretches.len()).filter(|at| stretches[*at].promised.map(|p| p.encoding) == promise).collect();
        if promise.is_none() && !mine.iter().any(|at| is_strange(stretches[*at].text)) {
            continue;
        }
        let counts: Vec<Count> = mine.iter().map(|at| count(stretches[*at].text, promise)).collect();
        for (at, way) in mine.into_iter().zip(ways(&counts, promise)) {
            out[at] = way;
        }
    }
    out
}

/// The one encoding of a text that is in none of Unicode's; none where two fit alike, or none fits.
pub(super) fn one(text: &str) -> Option<Encoding> {
    let all = text.lines().map(|line| count(line, None)).fold(Count::default(), |sum, line| sum.and(&line));
    let mut ways: Vec<usize> = (1..WAYS).collect();
    ways.sort_by(|a, b| all.spoiled[*a].total_cmp(&all.spoiled[*b]));
    let apart = all.spoiled[ways[1]] - all.spoiled[ways[0]] > 0.0;
    (apart && all.is_clear(ways[0], MARGIN)).then(|| ENCODINGS[ways[0] - 1])
}

impl Count {
    fn and(mut self, other: &Self) -> Self {
        self.words += other.words;
        self.spoiled.iter_mut().zip(other.spoiled).for_each(|(sum, more)| *sum += more);
        self
    }

    /// Whether a way of reading is better than Unicode by this share of the words, and good.
    fn is_clear(&self, way: usize, margin: f64) -> bool {
        self.words > 0.0
            && self.spoiled[0] - self.spoiled[way] >= margin * self.words
            && self.spoiled[way] <= MOST_SPOILED * self.words
    }
}

/// The cheapest way through all stretches, then each part of it held against Unicode.
fn ways(counts: &[Count], promise: Option<Encoding>) -> Vec<Option<Encoding>> {
    let margin = if promise.is_some() { 0.0 } else { MARGIN };
    let mut cost = [0.0; WAYS];
    let mut came: Vec<[usize; WAYS]> = Vec::with_capacity(counts.len());
    for count in counts {
        // Among equals Unicode, which is the first.
        let best = (0..WAYS).fold(0, |best, way| if cost[way] < cost[best] { way } else { best });
        let (mut next, mut from) = (cost, [0; WAYS]);
        for way in 0..WAYS {
            let changes = cost[best] + CHANGE < cost[way];
            from[way] = if changes { best } else { way };
            let price = if way == 0 { 0.0 } else { margin * count.words };
            next[way] = cost[from[way]] + if changes { CHANGE } else { 0.0 } + count.spoiled[way] + price;
        }
        came.push(from);
        cost = next;
    }
    let mut way = (0..WAYS).fold(0, |best, way| if cost[way] < cost[best] { way } else { best });
    let mut path = vec![0; counts.len()];
    for (at, from) in came.iter().enumerate().rev() {
        path[at] = way;
        way = from[way];
    }
    let mut out = vec![None; counts.len()];
    let mut start = 0;
    while start < path.len() {
        let way = path[start];
        let end = path[start..].iter().position(|w| *w != way).map_or(path.len(), |length| start + length);
        let all = counts[start..end].iter().fold(Count::default(), |sum, count| sum.and(count));
        let enough = promise.is_some() || all.words >= LEAST_WORDS;
        let better = all.spoiled[0] > all.spoiled[way];
        if way > 0 && enough && better && all.is_clear(way, margin) {
            out[start..end].fill(Some(ENCODINGS[way - 1]));
        }
        start = end;
    }
    out
}

/// Counts the words of a stretch that tell. Where a font promises an encoding, no other comes into question.
fn count(text: &str, promise: Option<Encoding>) -> Count {
    let syllables = Syllables::get();
    let mut out = Count::default();
    for word in text.split_ascii_whitespace().filter(|word| !word.is_ascii()) {
        let unicode = word.chars().filter(|c| is_only_unicode(*c)).count();
        let asked = |encoding: Encoding| promise.is_none_or(|p| p == encoding) || encoding == Encoding::Utf8Twice;
        let spoiled = is_spoiled(word, syllables);
        out.words += 1.0;
        out.spoiled[0] += if spoiled { 1.0 } else { 0.0 };
        for (way, encoding) in (1..).zip(ENCODINGS) {
            let spoils = !asked(encoding) || is_spoiled(&convert(word, encoding, false), syllables);
            out.spoiled[way] += if spoils { 1.0 } else { 0.0 } + UNICODE * unicode as f64;
        }
    }
    out
}

/// Letters that a text of 8 bits cannot show: those of Vietnamese beyond Latin-1, and tones that stand alone.
fn is_only_unicode(c: char) -> bool {
    matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{300}'..='\u{323}')
}

/// Whether a word, with what stands around it, shows signs of a wrong decoding: letters that spell no syllable, or symbols
/// of Latin-1 at a letter.
fn is_spoiled(word: &str, syllables: &Syllables) -> bool {
    let letters = |piece: &str| !piece.is_ascii() && !syllables.has(piece);
    if word.split(|c: char| !c.is_alphabetic()).any(letters) {
        return true;
    }
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let mut before = None;
    let mut rest = word.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next();
        let at_edge = matches!(c, '§' | '©' | '«' | '®' | '°' | '²' | '³' | '·' | '»' | '\u{A0}');
        let symbol = matches!(c, '\u{80}'..='\u{BF}' | '×' | '÷') && !c.is_alphabetic();
        if symbol && is_letter(before) && is_letter(after)
            || symbol && !at_edge && (is_letter(before) || is_letter(after))
        {
            return true;
        }
        before = Some(c);
    }
    false
}
