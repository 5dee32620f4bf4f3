//! Words: what a recogniser answers, as marks of a page.
//!
//! In: the table of tesseract (TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence,
//! text). Out: [`TextLine`]s of [`Word`]s, and the [`Mark`]s that they are on the page. Size and base of a line are
//! told by the shapes of its letters, since a box is as high as the letters in it.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

use crate::ingest::paged::Mark;

/// A word in a picture, in its pixels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// From 0 to 100.
    pub(super) confidence: f32,
}

/// Words that stand beside one another.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TextLine {
    pub(super) words: Vec<Word>,
}

/// A line that the recogniser trusts less than this is a scribble or a stamp.
const SCRIBBLE: f32 = 35.0;

impl TextLine {
    /// Whether it is no line of print.
    pub(super) fn is_scribble(&self) -> bool {
        let letters: f32 = self.words.iter().map(|w| count(&w.text)).sum();
        let trusted: f32 = self.words.iter().map(|w| w.confidence * count(&w.text)).sum();
        trusted < SCRIBBLE * letters
    }
}

/// A number that was read in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    /// What stands in the text.
    pub(super) first: String,
    pub(super) second: String,
}

/// A second reading stands where it is trusted by so much more than the first.
const MORE: f32 = 10.0;

impl TextLine {
    /// Its words that hold figures: numbers, dates, ordinals.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|w| w.has_figures())
    }

    /// Holds the numbers of the line against those of a second reading.
    pub(super) fn compare(&mut self, again: &Self) -> Vec<Doubt> {
        let second: Vec<&Word> = again.numbers().collect();
        // Where the second reading lost words, which is which is not known, and nothing is said.
        if second.len() != self.numbers().count() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (word, second) in self.words.iter_mut().filter(|w| w.has_figures()).zip(second) {
            if word.figures() == second.figures() {
                continue;
            }
            let first = word.text.clone();
            if second.confidence > word.confidence + MORE {
                word.text.clone_from(&second.text);
                word.confidence = second.confidence;
                out.push(Doubt { first: second.text.clone(), second: first });
            } else {
                out.push(Doubt { first, second: second.text.clone() });
            }
        }
        out
    }
}

impl Word {
    fn has_figures(&self) -> bool {
        self.text.contains(|c: char| c.is_ascii_digit())
    }

    fn figures(&self) -> String {
        self.text.chars().filter(char::is_ascii_digit).collect()
    }
}

/// Strokes of Roman figures as they are read where no word stands beside them, and what they are.
const STROKES: &[(char, &str)] = &[
    ('H', "II"),
    ('I', "I"),
    ('Ị', "I"),
    ('ị', "I"),
    ('Í', "I"),
    ('í', "I"),
    ('l', "I"),
    ('|', "I"),
    ('[', "I"),
    ('J', "I"),
    ('L', "I"),
    ('V', "V"),
    ('X', "X"),
];

impl TextLine {
    /// Settles the Roman number that a line opens with: what was read as strokes that can only be Roman figures are
    /// those, and where all are upright, the picture tells how many. `is_cell`: the line stands where the numbers of
    /// rows stand; elsewhere a number is known by its point and the capital behind it. `strokes` counts in a box of the
    /// page.
    pub(super) fn settle_label(&mut self, is_cell: bool, strokes: impl Fn(&Word) -> Option<usize>) {
        let opens = match &self.words[..] {
            [_] => is_cell,
            [first, second, ..] => first.text.ends_with('.') && second.text.starts_with(char::is_uppercase),
            [] => false,
        };
        let Some(word) = self.words.first_mut().filter(|_| opens) else { return };
        let (label, mark) = word.text.split_at(word.text.trim_end_matches(['.', ')']).len());
        let figure = |c: char| STROKES.iter().find(|(read, _)| *read == c).map(|(_, is)| *is);
        let Some(roman) = label.chars().map(figure).collect::<Option<String>>().filter(|roman| !roman.is_empty())
        else {
            return;
        };
        let upright = roman.chars().all(|c| c == 'I');
        let counted = strokes(word).filter(|n| upright && (1..=3).contains(n)).map(|n| "I".repeat(n));
        // Without a cell around it, letters that the picture does not tell to be strokes are letters.
        if let Some(roman) = counted.or_else(|| (is_cell && !label.contains(['J', 'L'])).then_some(roman)) {
            word.text = roman + mark;
        }
    }
}

/// How many characters a word has.
pub(super) fn count(word: &str) -> f32 {
    word.chars().fold(0.0, |n, _| n + 1.0)
}

/// The lines of an answer. Rows that are none are left out.
pub(super) fn lines(answer: &str) -> Vec<TextLine> {
    let mut out: Vec<(&str, TextLine)> = Vec::new();
    for row in answer.lines() {
        let mut columns = row.splitn(12, '\t');
        if columns.next() != Some("5") {
            continue;
        }
        // Page, block, paragraph and line tell lines apart: all that stands before the word's number.
        let places: usize = row.match_indices('\t').nth(4).map_or(0, |(at, _)| at);
        let line = &row[..places];
        let columns: Vec<&str> = columns.collect();
        let [_, _, _, _, _, left, top, width, height, confidence, text] = columns[..] else { continue };
        let number = |text: &str| text.parse::<f32>().ok().filter(|n| n.is_finite());
        let (Some(left), Some(top), Some(width), Some(height)) =
            (number(left), number(top), number(width), number(height))
        else {
            continue;
        };
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            continue;
        }
        let word =
            Word { text, left, top, width, height, confidence: number(confidence).unwrap_or(0.0).clamp(0.0, 100.0) };
        match out.last_mut() {
            Some((same, open)) if *same == line => open.words.push(word),
            _ => out.push((line, TextLine { words: vec![word] })),
        }
    }
    out.into_iter().map(|(_, line)| line).collect()
}

/// How far a letter reaches above and below its line, in heights of its type (Times and its kin).
fn reach(letter: char) -> (f32, f32) {
    let mut parts = letter.nfd();
    let base = parts.next().unwrap_or(letter);
    let below = |c: char| c == '\u{323}';
    let (mut above, mut down) = (0, false);
    for mark in parts {
        if below(mark) {
            down = true;
        } else if mark != '\u{31B}' {
            above += 1;
        }
    }
    let up = match base {
        'A'..='Z' | 'Đ' => [0.66, 0.86, 0.93][above.min(2)],
        'b' | 'd' | 'đ' | 'f' | 'h' | 'k' | 'l' | '0'..='9' | '/' | '(' | ')' | '"' | '“' | '”' | '%' => 0.68,
        'i' | 'j' => 0.66,
        't' => 0.57,
        'a'..='z' => [0.45, 0.67, 0.82][above.min(2)],
        _ => return (0.0, 0.0),
    };
    let under = match base {
        'g' | 'p' | 'q' | 'y' | 'j' | '(' | ')' => 0.21,
        'Q' => 0.17,
        _ if down => 0.2,
        _ => 0.0,
    };
    (up, under)
}

/// Height of the type and base of a line, in pixels.
fn measured(line: &TextLine) -> Option<(f32, f32)> {
    let mut found: Vec<(f32, f32)> = Vec::new();
    for word in &line.words {
        let (up, down) = word.text.chars().map(reach).fold((0.0f32, 0.0f32), |m, r| (m.0.max(r.0), m.1.max(r.1)));
        if up > 0.4 {
            let size = word.height / (up + down);
            found.push((size, word.top + word.height - down * size));
        }
    }
    let middle = |values: &mut Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values.get(values.len() / 2).copied()
    };
    let size = middle(&mut found.iter().map(|f| f.0).collect())?;
    let base = middle(&mut found.iter().map(|f| f.1).collect())?;
    Some((size, base))
}

/// Heights of type that differ by less than this share are one height, told from different letters; a few letters tell
/// less.
const SAME_TYPE: f32 = 0.2;
const SAME_TYPE_OF_FEW: f32 = 0.45;
const FEW: f32 = 8.0;

/// Height of the type and base of each line, in pixels. Most lines of a page are of one type.
pub(super) fn measure(lines: &[TextLine]) -> Vec<(f32, f32)> {
    let found: Vec<Option<(f32, f32)>> = lines.iter().map(measured).collect();
    let mut sizes: Vec<f32> = lines
        .iter()
        .zip(&found)
        .filter_map(|(line, found)| found.map(|f| (f.0, line.words.len())))
        .flat_map(|(size, words)| std::iter::repeat_n(size, words))
        .collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied();
    let of = |(line, found): (&TextLine, Option<(f32, f32)>)| {
        let lowest = line.words.iter().map(|w| w.top + w.height).fold(0.0, f32::max);
        let highest = line.words.iter().map(|w| w.height).fold(0.0, f32::max);
        let (size, base) = found.unwrap_or((usual.unwrap_or(highest), lowest));
        let letters: f32 = line.words.iter().map(|w| count(&w.text)).sum();
        let same = if letters < FEW { SAME_TYPE_OF_FEW } else { SAME_TYPE };
        let size = usual.filter(|usual| (size - usual).abs() < same * usual).unwrap_or(size);
        (size, base)
    };
    lines.iter().zip(found).map(of).collect()
}

/// A word that the recogniser trusts less than this is no evidence of anything.
const DOUBTFUL: f32 = 60.0;

/// The marks of a line on its page: its words with blanks between them, of a type so high, on this base. `scale` makes
/// points of pixels; `shown` gives the box on the page as it was scanned.
pub(super) fn marks(
    line: &TextLine,
    (size, base): (f32, f32),
    scale: f32,
    shown: impl Fn([f32; 4]) -> [f32; 4],
) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::with_capacity(line.words.len() * 2);
    for word in &line.words {
        let (x0, x1) = (word.left * scale, (word.left + word.width) * scale);
        let mark = |text: &str, x0: f32, x1: f32| Mark {
            text: CompactString::from(text),
            x0,
            x1,
            base: base * scale,
            size: size * scale,
            bold: false,
            shown: shown([x0, word.top * scale, x1, (word.top + word.height) * scale]),
            drawn: false,
            doubtful: word.confidence < DOUBTFUL,
        };
        // The blank before a word is what its line says, however narrow.
        let blank = out.last().map(|before| mark(" ", before.x1.min(x0), x0));
        out.extend(blank);
        out.push(mark(&word.text, x0, x1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        4\t1\t1\t1\t1\t0\t10\t10\t200\t30\t-1\t\n\
        5\t1\t1\t1\t1\t1\t10\t10\t60\t20\t96.5\tSố:\n\
        5\t1\t1\t1\t1\t2\t80\t12\t120\t24\t91\t4337/KH-UBND\n\
        5\t1\t1\t1\t2\t1\t10\t50\t60\t20\t12\t~~\n\
        5\t1\t1\t1\t2\t2\tx\t50\t60\t20\t12\tbad\n\
        5\t1\t1\t1\t3\t1\t10\t90\t60\t20\t12\t \n";

    #[test]
    fn answers_become_lines() {
        let found = lines(ANSWER);
        let words: Vec<Vec<&str>> = found.iter().map(|l| l.words.iter().map(|w| w.text.as_str()).collect()).collect();
        assert_eq!(words, [vec!["Số:", "4337/KH-UBND"], vec!["~~"]]);
        assert_eq!(found.iter().map(TextLine::is_scribble).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn two_readings_of_numbers_are_compared() {
        let word = |text: &str, confidence: f32| Word {
            text: text.to_owned(),
            left: 0.0,
            top: 0.0,
            width: 9.0,
            height: 9.0,
            confidence,
        };
        let doubt = |first: &str, second: &str| Doubt { first: first.to_owned(), second: second.to_owned() };
        let mut line = TextLine { words: vec![word("ngày", 96.0), word("30/8/2024", 80.0), word("5.4.", 90.0)] };
        let again = TextLine { words: vec![word("ngay", 96.0), word("30/3/2024", 95.0), word("9.4.", 91.0)] };
        assert_eq!(line.compare(&again), [doubt("30/3/2024", "30/8/2024"), doubt("5.4.", "9.4.")]);
        assert_eq!(line.words[1].text, "30/3/2024");
        assert_eq!(line.compare(&TextLine { words: vec![word("30/5/2024", 99.0)] }), []);
    }

    #[test]
    fn strokes_in_the_place_of_a_number_are_roman_figures() {
        let word =
            |text: &str| Word { text: text.to_owned(), left: 0.0, top: 0.0, width: 9.0, height: 9.0, confidence: 50.0 };
        let label = |words: &str, is_cell: bool, strokes: Option<usize>| {
            let mut line = TextLine { words: words.split(' ').map(word).collect() };
            line.settle_label(is_cell, |_| strokes);
            line.words.remove(0).text
        };
        for (read, is) in [
            ("H", "II"),
            ("IH", "III"),
            ("lÍ", "II"),
            ("IV.", "IV."),
            ("12", "12"),
            ("TT", "TT"),
            (".", "."),
            ("L", "L"),
        ] {
            assert_eq!(label(read, true, None), is, "{read}");
        }
        // The picture says how many; a cross-bar makes one stroke of an H.
        assert_eq!(label("II", true, Some(3)), "III");
        assert_eq!(label("IV", true, Some(3)), "IV");
        for (read, strokes, is) in [
            ("IL. QUAN ĐIỂM", Some(1), "I."),
            ("J. QUAN ĐIỂM", Some(1), "I."),
            ("H. MỤC TIÊU", Some(2), "II."),
            ("H. MỤC TIÊU", None, "H."),
            ("H MỤC TIÊU", Some(2), "H"),
            ("I. mục tiêu", Some(2), "I."),
            ("VI. KINH PHÍ", Some(3), "VI."),
        ] {
            assert_eq!(label(read, false, strokes), is, "{read}");
        }
    }

    #[test]
    fn letters_tell_size_and_base() {
        let word = |text: &str, top: f32, height: f32| Word {
            text: text.to_owned(),
            left: 0.0,
            top,
            width: 50.0,
            height,
            confidence: 90.0,
        };
        // A type 100 high that stands on 200.
        let line =
            TextLine { words: vec![word("xoa", 155.0, 45.0), word("gạch", 132.0, 89.0), word("Số", 118.0, 82.0)] };
        let (size, base) = measured(&line).expect("letters");
        assert!((size - 100.0).abs() < 3.0 && (base - 200.0).abs() < 3.0, "{size} {base}");
        let marks = marks(&line, (size, base), 0.36, |b| b);
        assert_eq!(marks.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), ["xoa", " ", "gạch", " ", "Số"]);
    }
}
