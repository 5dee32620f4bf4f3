//! Words around a time: what a value is by its first words, and what the words in front of a time make of it.
//!
//! In: the words of a value, or those in front of a time. Out: yes or no, or places. No time is read here.

use crate::knowledge::{DeadlineWords, knowledge};
use crate::scan;

fn words() -> &'static DeadlineWords {
    &knowledge().deadlines
}

/// What follows one of several words at the front of a value, of which one more may stand before.
fn opened<'t>(value: &'t str, list: &[String]) -> Option<&'t str> {
    let whole = |text: &'t str| list.iter().find_map(|w| scan::after(text, w).filter(|rest| scan::is_edge(rest)));
    whole(value).or_else(|| whole(scan::after_any(value, &words().openers)?))
}

/// "Khi có hướng dẫn", "ngay sau khi …".
pub(super) fn is_condition(value: &str) -> bool {
    opened(value, &words().condition).is_some()
}

/// "Thường xuyên", "Thực hiện liên tục".
pub(super) fn is_ongoing(value: &str) -> bool {
    opened(value, &words().ongoing).is_some()
}

/// "Theo lộ trình Đề án 06", "như kế hoạch của Bộ".
pub(super) fn is_roadmap(value: &str) -> bool {
    let names = |rest: &str| {
        words().roadmap_of.iter().any(|word| {
            scan::places(rest, word).any(|(at, behind)| scan::ends_word(&rest[..at]) && scan::is_edge(behind))
        })
    };
    opened(value, &words().roadmap).is_some_and(names)
}

/// "Đã hoàn thành", "Đang triển khai", "Chưa thực hiện": how far the work is, and no time.
pub(super) fn is_status(value: &str) -> bool {
    const DONE: &[&str] = &["hoàn thành", "triển khai", "thực hiện", "ban hành", "vận hành"];
    let behind = |words: &[&str]| scan::after_any(value, words).and_then(scan::after_blank);
    behind(&["đã", "đang"]).is_some_and(|rest| scan::after_any(rest, DONE).is_some())
        || scan::after(value, "hoàn thành") == Some("")
        || behind(&["chưa", "tạm dừng"]).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// "trong vòng 10 ngày", "≤ 20 ngày", "05 (năm) ngày làm việc kể từ …": a number and what it counts.
pub(super) fn duration(value: &str) -> Option<(u32, &'static str)> {
    const WITHIN: &[&str] = &[
        "trong vòng",
        "trong thời hạn",
        "trong",
        "sau",
        "chậm nhất là sau",
        "chậm nhất là",
        "chậm nhất sau",
        "chậm nhất",
        "không quá",
        "tối đa",
        "≤",
        "<=",
        "<",
    ];
    const FROM: &[&str] = &["kể từ", "sau", "từ khi", "tính từ", ",kể từ", ", kể từ"];
    let begun = || {
        let (number, unit, rest) = counted(value)?;
        let rest = scan::after_blank(rest).and_then(|work| scan::after(work, "làm việc")).unwrap_or(rest);
        scan::after_any(scan::after_blank(rest)?, FROM).map(|_| (number, unit))
    };
    let led = |at: usize| {
        let within = WITHIN.iter().filter_map(|word| scan::after(&value[at..], word));
        within.filter_map(|rest| counted(rest.trim_start())).map(|(number, unit, _)| (number, unit)).next()
    };
    led(0).or_else(begun).or_else(|| value.char_indices().skip(1).find_map(|(at, _)| led(at)))
}

/// "10 (mười) ngày": number, unit, and what follows.
fn counted(text: &str) -> Option<(u32, &'static str, &str)> {
    const UNITS: [&str; 5] = ["giờ", "ngày", "tuần", "tháng", "năm"];
    let (figures, rest) = scan::figures(text, 3)?;
    let rest = rest.trim_start();
    let in_words = rest.strip_prefix('(').and_then(|words| Some(words[words.find(')')? + 1..].trim_start()));
    let rest = in_words.unwrap_or(rest);
    let (unit, rest) = UNITS.iter().find_map(|unit| Some((*unit, scan::after(rest, unit)?)))?;
    Some((figures.parse().ok()?, unit, rest))
}

/// "Dự kiến 30/12/2024".
pub(super) fn is_approximate(value: &str) -> bool {
    words().approximate.iter().any(|word| {
        scan::places(value, word).any(|(at, behind)| scan::ends_word(&value[..at]) && scan::is_edge(behind))
    })
}

/// "ngày … tháng … năm …": a day that was left to be filled in.
pub(super) fn is_blank(value: &str) -> bool {
    let whole = |rest: &str| {
        blank_month(rest).is_some_and(|behind| {
            let year = behind.trim_start_matches(is_fill);
            scan::after(year, "năm").unwrap_or(year).trim_start_matches(is_fill).is_empty()
        })
    };
    // The day alone: "ngày … tháng 6 năm 2026".
    let no_day = |rest: &str| {
        blank_month(rest).is_some_and(|behind| behind.starts_with(|c: char| is_fill(c) || c.is_ascii_digit()))
    };
    let dots = |text: &'_ str| text.len() - text.trim_start_matches(|c: char| c != '_' && is_fill(c)).len();
    let stroked = match value[dots(value)..].strip_prefix('/') {
        Some(month) => dots(value) > 0 && dots(month) > 0,
        None => false,
    };
    stroked
        || scan::places(value, "ngày").any(|(at, rest)| whole(rest) || scan::ends_word(&value[..at]) && no_day(rest))
}

/// What was printed to be filled in, and the blanks between.
fn is_fill(c: char) -> bool {
    c.is_whitespace() || matches!(c, '…' | '.' | '_' | '#' | '&')
}

/// What follows "tháng" behind a day that was left to be filled in.
fn blank_month(text: &str) -> Option<&str> {
    scan::after(text.trim_start_matches(is_fill), "tháng")
}

/// Whether the words in front of a time end with a word, and perhaps one of others behind it: "trước ngày", "trong tháng".
fn ends_with(head: &str, word: &str, between: &[&str]) -> bool {
    let head = head.trim_end();
    let led = |head: &str| scan::before(head, word).is_some_and(scan::ends_word);
    let inner = scan::before_any(head, between).filter(|left| left.ends_with(char::is_whitespace));
    led(head) || inner.is_some_and(|left| led(left.trim_end()))
}

/// "trước", "trước ngày", "trước hết".
pub(super) fn says_before(head: &str) -> bool {
    ends_with(head, "trước", &["ngày", "tháng", "năm", "quý", "hết"])
}

/// "trong", "trong tháng".
pub(super) fn says_during(head: &str) -> bool {
    ends_with(head, "trong", &["ngày", "tháng", "năm", "quý"])
}

/// "sau", "sau ngày".
pub(super) fn says_after(head: &str) -> bool {
    ends_with(head, "sau", &["ngày", "tháng", "năm", "quý"])
}

/// "từ", "kể từ ngày", "từ đầu".
pub(super) fn says_from(head: &str) -> bool {
    let bounds = |left: &str| left.is_empty() || left.ends_with('(') || left.ends_with(char::is_whitespace);
    let head = head.trim_end();
    let led = |head: &str| scan::before(head, "từ").is_some_and(bounds);
    let inner = scan::before_any(head, &["ngày", "tháng", "năm", "quý", "đầu"]);
    led(head) || inner.is_some_and(|left| left.ends_with(char::is_whitespace) && led(left.trim_end()))
}

/// Whether the words in front of a time end with one of `heads`, and any number of others behind it.
fn closes(head: &str, heads: &[String], between: &[String]) -> bool {
    let mut head = head.trim_end();
    loop {
        if scan::before_any(head, heads).is_some() {
            return true;
        }
        let Some(left) = scan::before_any(head, between).filter(|left| left.ends_with(char::is_whitespace)) else {
            return false;
        };
        head = left.trim_end();
    }
}

/// "chậm nhất là ngày", "hoàn thành trong tháng".
pub(super) fn says_by(head: &str) -> bool {
    closes(head, &words().by, &words().by_between)
}

/// "hoàn thành trước ngày": the time bounds a road map or condition.
pub(super) fn says_bound(head: &str) -> bool {
    closes(head, &words().bound, &words().bound_between)
}

/// Whether nothing but "đến hết ngày", "- tháng", … stands between two times.
pub(super) fn joins(between: &str) -> bool {
    let text = scan::after_comma(between);
    let Some(rest) = text.strip_prefix(['-', '–']).or_else(|| scan::after(text, "đến")) else { return false };
    let mut rest = rest.trim_start();
    rest = scan::after(rest, "hết").map_or(rest, str::trim_start);
    while let Some(left) = scan::after_any(rest, &["ngày", "tháng", "năm", "quý", "cuối"]) {
        rest = left.trim_start();
    }
    rest.is_empty()
}

/// Whether a time goes on without end: "trở đi", "và các năm tiếp theo".
pub(super) fn goes_on(behind: &str) -> bool {
    let text = scan::after_comma(behind);
    let following = || {
        let and = scan::after(text, "và").and_then(scan::after_blank).unwrap_or(text);
        let rest = scan::after_blank(scan::after_any(and, &["các", "những"])?)?;
        let rest = scan::after_blank(scan::after_any(rest, &["năm", "tháng"])?)?;
        scan::after_any(rest, &["tiếp theo", "sau", "kế tiếp"])
    };
    scan::after_any(text, &["trở đi", "trở về sau", "và tiếp tục"]).or_else(following).is_some()
}

/// "từ ngày ký ban hành", "kể từ khi Kế hoạch này có hiệu lực": where it stands.
pub(super) fn signing(value: &str) -> Option<crate::span::Bytes> {
    const SIGNED: &[&str] = &[
        "ký",
        "ban hành",
        "kế hoạch này có hiệu lực",
        "kế hoạch này được ban hành",
        "kế hoạch có hiệu lực",
        "kế hoạch được ban hành",
        "kế hoạch",
    ];
    scan::places(value, "từ").find_map(|(at, rest)| {
        let rest = scan::after_blank(scan::after_any(scan::after_blank(rest)?, &["ngày", "khi"])?)?;
        let end = value.len() - scan::after_any(rest, SIGNED)?.len();
        let before = value[..at].trim_end();
        let counted = scan::before(before, "kể").filter(|_| before.len() < at);
        Some(counted.map_or(at, str::len)..end)
    })
}

/// Where the words stand that say in a sentence when something is due.
pub(super) fn places(sentence: &str) -> Vec<usize> {
    let mut out = Vec::new();
    // A word that ends one lead begins no other: each has a mark of its own in front.
    let mut free = 0;
    let starts = sentence.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | '('));
    let starts = std::iter::once((0, 0)).chain(starts.map(|(at, c)| (at, c.len_utf8())));
    for (mark, length) in starts {
        let at = mark + length;
        if mark < free {
            continue;
        }
        let led = words().leads.iter().find_map(|lead| {
            let rest = scan::after(&sentence[at..], lead)?;
            rest.chars().next().filter(|c| c.is_whitespace()).map(|c| sentence.len() - rest.len() + c.len_utf8())
        });
        if let Some(end) = led {
            out.push(at);
            free = end;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::tests::check;

    #[test]
    fn values_by_their_first_words() {
        check(
            is_condition,
            &["Khi có hướng dẫn", "Ngay sau khi ban hành", "Tùy theo"],
            &["khim", "Trước 30/6", "theo khi"],
        );
        check(is_ongoing, &["Thường xuyên", "Thực hiện liên tục"], &["Liên", "xuyên suốtx"]);
        check(is_roadmap, &["Theo lộ trình Đề án", "Thực hiện theo tiến độ"], &["Theo Bộ", "Lộ trình", "theokế hoạch"]);
        check(is_approximate, &["Dự kiến 30/6", "trong khoảng tháng 6"], &["thước", "khoảngx"]);
        check(
            is_blank,
            &["ngày … tháng …", "ngày tháng năm", "Ngày ..... tháng 6 năm 2026", "…/…/2024", "ngày__tháng__năm__"],
            &["ngày 5 tháng 6", "30/6/2024", "tháng … năm"],
        );
    }

    #[test]
    fn durations_and_status() {
        assert_eq!(duration("trong vòng 10 ngày kể từ"), Some((10, "ngày")));
        assert_eq!(duration("Báo cáo chậm nhất sau 05 (năm) ngày"), Some((5, "ngày")));
        assert_eq!(duration("24 giờ kể từ khi nhận"), Some((24, "giờ")));
        assert_eq!(duration("< 3 tháng"), Some((3, "tháng")));
        assert_eq!(duration("24 giờ"), None);
        check(is_status, &["Đã hoàn thành", "HOÀN THÀNH", "Chưa triển khai"], &["Hoàn thành 2024", "đã qua", "chưa"]);
    }

    #[test]
    fn words_in_front_of_a_time() {
        check(says_before, &["trước ", "hoàn thành TRƯỚC ngày ", "trước hết "], &["tháng trước ngày mai", "thước "]);
        check(says_during, &["trong ", "trong tháng"], &["bên trong số"]);
        check(says_from, &["từ ", "kể từ ngày ", "(từ đầu"], &["thứ từ khi", "chứng từ x"]);
        check(says_by, &["chậm nhất là ngày ", "hoàn thành trong tháng "], &["trong tháng ", ""]);
        check(joins, &[" - ", " đến hết tháng ", ", đến"], &[" và ", "", " đến hết cả "]);
        check(goes_on, &[" trở đi", " và các năm tiếp theo", ", những tháng sau"], &[" và năm sau", " trở về"]);
    }

    #[test]
    fn places_of_words() {
        let found = |sentence: &'static str| places(sentence).into_iter().map(|at| &sentence[at..]).collect::<Vec<_>>();
        assert_eq!(found("báo cáo trước ngày 5"), ["trước ngày 5"]);
        assert_eq!(found("Trước trước ngày, từ mai").len(), 2);
        assert!(found("bước tiến").is_empty());
        assert_eq!(
            signing("thực hiện kể từ ngày ký ban hành"),
            Some("thực hiện ".len().."thực hiện kể từ ngày ký".len())
        );
    }
}
