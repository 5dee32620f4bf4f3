//! Layers: the hidden text that a scanner's own program laid over the picture of a page.
//!
//! In: the marks of a page. Out: whether they can be Vietnamese as it is printed. Programs that were never told the language
//! give words that are no syllables, or words without a tone; the picture says more than such a layer.

use super::super::paged::{Mark, PageMarks};
use crate::knowledge::syllables::Syllables;

/// Fewer words tell nothing.
const ENOUGH: usize = 20;

/// Print has more syllables among its words than one in so many is not, and more words with a mark over or under a letter than
/// one in so many.
const SYLLABLES: usize = 2;
const MARKED: usize = 5;

/// Whether the words of a page cannot be what is printed there. Of a page with few words nothing is said.
pub(super) fn is_garbage(page: &PageMarks) -> bool {
    let words: Vec<String> = words(&page.marks).filter(|w| w.chars().count() > 1).collect();
    let share = |is: &dyn Fn(&str) -> bool| words.iter().filter(|word| is(word)).count();
    let syllables = share(&|word| Syllables::get().has(word));
    let marked = share(&|word| !word.is_ascii());
    words.len() >= ENOUGH && (syllables * SYLLABLES < words.len() || marked * MARKED < words.len())
}

/// The words of letters alone, as far as marks stand close on one line.
fn words(marks: &[Mark]) -> impl Iterator<Item = String> + '_ {
    let beside = |a: &Mark, b: &Mark| {
        let apart = (b.x0 - a.x1).abs() > 0.15 * a.size || (a.base - b.base).abs() > 0.5 * a.size;
        !apart && !a.is_blank() && !b.is_blank()
    };
    marks
        .chunk_by(beside)
        .map(|word| word.iter().map(|m| m.text.as_str()).collect::<String>())
        .flat_map(|run| run.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> PageMarks {
        let mut at = 0.0;
        let marks = text.chars().map(|c| {
            at += 6.0;
            Mark {
                text: compact_str::CompactString::from_iter([c]),
                x0: at - 6.0,
                x1: at,
                base: 100.0,
                size: 12.0,
                bold: false,
                shown: [0.0; 4],
                drawn: false,
                doubtful: false,
            }
        });
        PageMarks { marks: marks.collect(), ..PageMarks::default() }
    }

    #[test]
    fn a_layer_of_another_language_is_told() {
        let plan = "Ủy ban nhân dân tỉnh ban hành Kế hoạch chuyển đổi số năm 2024 như sau: các sở, ban, ngành chủ trì, \
            phối hợp với các đơn vị có liên quan tổ chức thực hiện";
        assert!(!is_garbage(&page(plan)));
        let bare: String = plan.chars().map(crate::knowledge::fold::bare).collect();
        assert!(is_garbage(&page(&bare)));
        assert!(is_garbage(&page(&"Uy bzn nhdn dfln tinh bnn hdnh Ké hozch chuyén d6i s6 ".repeat(3))));
        // A running head.
        assert!(!is_garbage(&page("Scanned by OfficeScan Page one of ten")));
    }
}
