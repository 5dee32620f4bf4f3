//! Health: how far the text of each page can be trusted.
//!
//! In: a [`Text`], and which of its pages were recognised from images. Out: a [`PageHealth`] a page, or one for the whole file.
//! It measures and grades; nothing is repaired or left out. What the rules do with a page that is sick is theirs.

mod measure;

use std::collections::BTreeMap;

use crate::ingest::Reading;
use crate::normalise::Text;
use crate::record::{Diagnostic, Grade, HealthReason, Message, PageHealth};
use measure::Measure;

/// Fewer words give no shares to go by.
const LEAST_WORDS: usize = 12;

/// A text of fewer words may well have no tones: a table of short forms.
const LONG: usize = 60;

/// What a share or a confidence must reach to be good, fair, and more than garbage.
struct Steps {
    good: f64,
    fair: f64,
    poor: f64,
}

/// The share of syllables among the words.
const SYLLABLES: Steps = Steps { good: 0.92, fair: 0.78, poor: 0.0 };

/// The share of words that are whole: no piece of a split one, no letters that no language of this alphabet writes so.
const WHOLE: Steps = Steps { good: 0.97, fair: 0.88, poor: 0.6 };

/// The share of words with a tone or mark: plans have some four in five.
const MARKED: Steps = Steps { good: 0.6, fair: 0.45, poor: 0.0 };

/// The mean confidence of recognised words.
const CONFIDENCE: Steps = Steps { good: 85.0, fair: 70.0, poor: 35.0 };

/// The characters that show letters, of all that are neither blanks nor figures nor usual marks.
const READABLE: Steps = Steps { good: 0.995, fair: 0.97, poor: 0.7 };

impl Steps {
    fn grade(&self, value: f64) -> Grade {
        match value {
            v if v >= self.good => Grade::Good,
            v if v >= self.fair => Grade::Fair,
            v if v >= self.poor => Grade::Poor,
            _ => Grade::Garbage,
        }
    }
}

/// Grades the pages of a text; a text without pages is one.
#[must_use]
pub fn grade(readings: &[Reading], text: &Text) -> Vec<PageHealth> {
    let mut pages: BTreeMap<Option<u32>, Measure> = BTreeMap::new();
    for block in &text.blocks {
        let words = text.words(block.range.clone());
        let first = text.page(block.range.start);
        // A paragraph may go on over a page.
        if first.is_none() || first == text.page(block.range.end.saturating_sub(1).max(block.range.start)) {
            pages.entry(first).or_default().add(text, &words);
        } else {
            for part in words.chunk_by(|a, b| text.page(a.range.start) == text.page(b.range.start)) {
                pages.entry(part.first().and_then(|w| text.page(w.range.start))).or_default().add(text, part);
            }
        }
    }
    for reading in readings {
        pages.entry(Some(reading.page)).or_default();
    }
    let reading = |page: Option<u32>| readings.iter().find(|r| Some(r.page) == page);
    pages.into_iter().map(|(page, measure)| of_page(page, &measure, reading(page))).collect()
}

fn of_page(page: Option<u32>, measure: &Measure, reading: Option<&Reading>) -> PageHealth {
    let share =
        |part: usize, of: usize| if of == 0 { 1.0 } else { (part as f64 / of as f64 * 1000.0).round() / 1000.0 };
    let Measure { words, syllables, marked, split, broken, letters, loose_marks, foreign_letters } = *measure;
    let enough = |least: usize, value: f64| if words >= least { value } else { 1.0 };
    let confidence = reading.and_then(|r| r.confidence);
    let grades = [
        (SYLLABLES.grade(enough(LEAST_WORDS, share(syllables, words))), HealthReason::UnknownWords),
        (WHOLE.grade(enough(LEAST_WORDS, share(words - broken.min(words), words))), HealthReason::UnknownWords),
        (WHOLE.grade(enough(LEAST_WORDS, share(words - split.min(words), words))), HealthReason::SplitWords),
        (MARKED.grade(enough(LONG, share(marked, words))), HealthReason::MissingTones),
        (READABLE.grade(share(letters, letters + loose_marks)).min(Grade::Poor), HealthReason::LooseMarks),
        (READABLE.grade(share(letters, letters + foreign_letters)), HealthReason::ForeignLetters),
        (CONFIDENCE.grade(confidence.map_or(100.0, f64::from)), HealthReason::LowConfidence),
    ];
    let mut reasons: Vec<HealthReason> = Vec::new();
    for (_, reason) in grades.iter().filter(|(grade, _)| *grade > Grade::Good) {
        if !reasons.contains(reason) {
            reasons.push(*reason);
        }
    }
    PageHealth {
        page,
        grade: grades.iter().map(|(grade, _)| *grade).max().unwrap_or(Grade::Good),
        words,
        syllables: share(syllables, words),
        marked: share(marked, words),
        split: share(split, words.max(1)),
        loose_marks,
        foreign_letters,
        recognised: reading.is_some(),
        confidence,
        reasons,
    }
}

/// What is said of pages that hold no text that could be read.
pub fn garbage(pages: &[PageHealth]) -> impl Iterator<Item = Diagnostic> + '_ {
    pages.iter().filter(|health| health.grade == Grade::Garbage).map(|health| {
        let (vi, en) = match health.page {
            Some(page) => (format!("trang {page}: "), format!("page {page}: ")),
            None => (String::new(), String::new()),
        };
        Diagnostic {
            code: "page-garbage",
            message: Message {
                vi: format!("{vi}chữ đọc được phần lớn không phải tiếng Việt hay chữ có nghĩa, giá trị lấy từ đây không tin được; hãy dùng bản gốc khác"),
                en: format!("{en}most of the text is no Vietnamese and no words, and no value of it can be trusted; use another original"),
            },
            page: health.page,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise};

    const GOOD: &str = "Ủy ban nhân dân tỉnh giao Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành liên quan tham mưu kinh phí \
                        thực hiện kế hoạch hằng năm theo quy định; báo cáo kết quả trước ngày 15/12/2024 qua Cổng VNeID.";

    fn health(text: &str) -> PageHealth {
        let source = ingest::read(text.as_bytes(), "a.txt").expect("readable");
        grade(&[], &normalise::normalise(&source)).remove(0)
    }

    fn graded(text: &str) -> (Grade, Vec<HealthReason>) {
        let health = health(text);
        (health.grade, health.reasons)
    }

    #[test]
    fn good_text_is_good() {
        assert_eq!(graded(GOOD), (Grade::Good, vec![]));
        let health = health(GOOD);
        assert!(health.syllables > 0.97 && health.marked > 0.6 && health.page.is_none(), "{health:?}");
        assert_eq!(graded("Số: 12/KH-UBND\nb) 12.000 km\nGoogle, Zalo").0, Grade::Good);
    }

    #[test]
    fn damage_is_told_by_its_kind() {
        // Every third word cut behind its first letter.
        let cut: Vec<String> = GOOD
            .split(' ')
            .enumerate()
            .map(|(at, word)| {
                let first = word.chars().next().map_or(0, char::len_utf8);
                if at % 3 == 0 { format!("{} {}", &word[..first], &word[first..]) } else { word.to_owned() }
            })
            .collect();
        let (grade, reasons) = graded(&cut.join(" "));
        assert!(grade >= Grade::Fair && reasons.contains(&HealthReason::SplitWords), "{grade:?} {reasons:?}");
        let plain: String = GOOD.repeat(2).chars().map(|c| crate::knowledge::fold::bare(c)).collect();
        let (grade, reasons) = graded(&plain);
        assert!(grade == Grade::Poor && reasons.contains(&HealthReason::MissingTones), "{grade:?} {reasons:?}");
        let dropped: String = GOOD.chars().filter(|c| !"ốểấộ".contains(*c)).collect();
        assert!(graded(&dropped).0 >= Grade::Fair);
        let shifted: String = GOOD
            .chars()
            .map(|c| if c.is_alphabetic() { char::from(b'a' + (c as u32 % 26) as u8) } else { c })
            .collect();
        assert_eq!(graded(&shifted).0, Grade::Garbage);
        let private: String = GOOD.chars().map(|c| if c.is_alphabetic() { '\u{E123}' } else { c }).collect();
        assert_eq!(graded(&private), (Grade::Garbage, vec![HealthReason::ForeignLetters]));
        assert_eq!(graded(&format!("{GOOD} x\u{301}\u{302}\u{301} q\u{323} ")).1, [HealthReason::LooseMarks]);
    }

    #[test]
    fn recognised_pages_are_sick_whatever_their_grade() {
        let source = ingest::read(GOOD.as_bytes(), "a.txt").expect("readable");
        let text = normalise::normalise(&source);
        let pages = grade(&[Reading { page: 2, confidence: Some(60.0) }], &text);
        assert_eq!(pages.len(), 2);
        assert_eq!((pages[1].page, pages[1].grade), (Some(2), Grade::Poor));
        assert!(pages[1].is_sick() && !pages[0].is_sick());
        assert_eq!(garbage(&pages).count(), 0);
    }
}
