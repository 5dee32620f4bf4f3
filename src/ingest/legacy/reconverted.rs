//! Reconverted: Unicode that was taken for VNI and converted once more ("CƠNG HỊA", "thơng tin", "an tồn").
//!
//! In: text. Out: the text with the words mended whose first form is certain, or none where nothing is to be mended. The bytes
//! of à á ã ô ò ó mean something else in VNI, so ô became ơ, ò became ị, ó became ĩ, and oà oá oã became ồ ố ỗ. Both forms occur in
//! right texts, so a word is mended only where it is no syllable as it stands, or by the word beside it, and only in a text
//! from which the first forms are gone.

use crate::knowledge::reconverted::{meant, meant_alone};
use crate::knowledge::syllables::Syllables;

/// What stands, and what it was.
const CHANGES: [(char, &str); 6] = [('ơ', "ô"), ('ị', "ò"), ('ĩ', "ó"), ('ồ', "oà"), ('ố', "oá"), ('ỗ', "oã")];

/// Letters that no such text holds any more.
const GONE: [char; 3] = ['ô', 'ò', 'ó'];

/// So many words that are spelled `ơng` make a text worth looking at.
const LEAST: usize = 3;

/// For each word that still holds one of [`GONE`] there must be so many that do not.
const RATIO: usize = 10;

/// The text with its certain words mended.
pub(in crate::ingest) fn mend(text: &str) -> Option<String> {
    if !is_strange(text) {
        return None;
    }
    let lines: Vec<Line<'_>> = text.split_inclusive('\n').map(Line::read).collect();
    let (broken, whole) = lines.iter().fold((0, 0), |sum, line| (sum.0 + line.broken, sum.1 + line.whole));
    let everywhere = broken >= LEAST && whole * RATIO <= broken;
    let mut changed = false;
    let out = lines.iter().fold(String::with_capacity(text.len()), |mut out, line| {
        if everywhere || line.broken >= 2 && line.whole == 0 {
            changed |= line.broken > 0;
            line.mend(&mut out);
        } else {
            out.push_str(line.text);
        }
        out
    });
    changed.then_some(out)
}

/// Whether `ơng` stands without an ư before it, which no syllable has, more than once or twice.
fn is_strange(text: &str) -> bool {
    let text = text.as_bytes();
    let is_one = |at: &usize| {
        let (before, here) = text.split_at(*at);
        // In UTF-8 ơ and Ơ, ư and Ư differ in their last byte.
        let horned = before.ends_with("ư".as_bytes()) || before.ends_with("Ư".as_bytes());
        (here.starts_with("ơng".as_bytes()) || here.starts_with("ƠNG".as_bytes())) && !horned
    };
    memchr::memchr(0xC6, text).is_some() && memchr::memchr_iter(0xC6, text).filter(is_one).take(LEAST).count() == LEAST
}

/// A line, its words, and how many of them are broken and whole.
struct Line<'a> {
    text: &'a str,
    /// Small letters, and the same mended.
    words: Vec<(String, Option<String>)>,
    broken: usize,
    whole: usize,
}

impl<'a> Line<'a> {
    fn read(text: &'a str) -> Self {
        let mut out = Self { text, words: Vec::new(), broken: 0, whole: 0 };
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
            let word = word.to_lowercase();
            let mended = mended(&word);
            out.broken += usize::from(mended.is_some());
            out.whole += usize::from(word.contains(GONE));
            out.words.push((word, mended));
        }
        out
    }

    fn mend(&self, out: &mut String) {
        let beside =
            |first: Option<usize>, second: usize| meant(&self.words.get(first?)?.0, &self.words.get(second)?.0);
        let mut at = 0_usize;
        for piece in self.text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
            if word.is_empty() {
                out.push_str(piece);
                continue;
            }
            let by_pair = || {
                if let Some(word) = meant_alone(&self.words[at].0) {
                    return Some(word);
                }
                let before = beside(at.checked_sub(1), at).map(|pair| pair.1);
                before.or_else(|| beside(Some(at), at + 1).map(|pair| pair.0))
            };
            match self.words[at].1.as_deref().or_else(by_pair) {
                Some(mended) => in_shape(mended, word, out),
                None => out.push_str(word),
            }
            out.push_str(&piece[word.len()..]);
            at += 1;
        }
    }
}

/// What a word in small letters was, where it is no syllable and one change makes it one.
fn mended(word: &str) -> Option<String> {
    let syllables = Syllables::get();
    if word.is_ascii() || syllables.has(word) {
        return None;
    }
    let mut fitting =
        CHANGES.iter().filter(|(now, _)| word.contains(*now)).map(|(now, was)| word.replacen(*now, was, 1));
    fitting.find(|word| syllables.has(word))
}

/// A word in the capitals of another.
fn in_shape(word: &str, like: &str, out: &mut String) {
    let mut capitals = like.chars().map(char::is_uppercase);
    let first = capitals.next() == Some(true);
    let all = first && capitals.clone().count() > 0 && capitals.all(|c| c);
    for (at, c) in word.chars().enumerate() {
        if all || first && at == 0 {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certain_words_are_mended_and_others_stay() {
        let text = "CỘNG HỊA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nThơng tin cơng khai, khơng cĩ vai trị gì; phịng, chống\n\
                    Mơ hình an tồn, hồ sơ tồn kho, cơ quan hơn, tổ chức số 5\n";
        let mended = mend(text).expect("mended");
        assert_eq!(
            mended,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nThông tin công khai, không có vai trò gì; phòng, chống\n\
             Mô hình an toàn, hồ sơ tồn kho, cơ quan hơn, tổ chức số 5\n"
        );
        assert_eq!(mend(&mended), None);
    }

    #[test]
    fn a_right_text_with_slips_stays() {
        let text = "Thông tin không được công bố; thơng báo, khơng rõ, cơng khai.\nPhòng, chống có hòa bình, trò chơi, môn học\n";
        assert_eq!(mend(text), None);
    }
}
