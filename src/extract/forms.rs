//! Elementary forms of times: "ngày 30 tháng 3 năm 2024", "Quý III-IV/2023", "cuối tháng 3/2024", "2024-2026".
//!
//! In: a string. Out: the [`Time`]s in it, in order, without overlap. What several of them mean together is decided in
//! [`super::times`].

use jiff::civil::Date;

use super::times::{Part, Time, day, day_of, half, month, quarter, range, time, whole_year};
use crate::record::DeadlineKind;
use crate::scan::{self, after_word};
use crate::span::Bytes;

/// A time at the front of a text, and what follows it.
type Found<'t> = Option<(Time, &'t str)>;

/// A form.
struct Form {
    /// Small letters that it may begin with; `0` for a figure.
    opens: &'static str,
    read: for<'t> fn(&'t str) -> Found<'t>,
}

/// Every form, the more particular first: a time that one has found is left alone by those behind it.
const FORMS: &[Form] = &[
    Form { opens: "n", read: day_in_words },
    Form { opens: "0", read: days_of_two_months },
    Form { opens: "0", read: days_of_one_month },
    Form { opens: "n", read: days_to_day },
    Form { opens: "n0", read: day_with_strokes },
    Form { opens: "n0", read: day_with_points },
    Form { opens: "t", read: week },
    Form { opens: "đgcth", read: part_of_month },
    Form { opens: "0s", read: half_of_year },
    Form { opens: "0cb", read: first_months },
    Form { opens: "đgc", read: part_of_year },
    Form { opens: "đgc", read: part_of_quarter },
    Form { opens: "t", read: months },
    Form { opens: "q", read: quarters },
    Form { opens: "q", read: quarter_of_year },
    Form { opens: "t", read: month_of_year },
    Form { opens: "0", read: month_with_stroke },
    Form { opens: "0", read: years },
    Form { opens: "0", read: year_alone },
    Form { opens: "0s", read: half_alone },
    Form { opens: "q", read: quarter_alone },
    Form { opens: "n", read: day_without_year },
    Form { opens: "t", read: month_alone },
    Form { opens: "n0", read: stroke_without_year },
];

/// The elementary times of a string, in order, without overlap.
pub(super) fn find(words: &str) -> Vec<Time> {
    // Most values are a day in figures and nothing else.
    if words.len() <= "30/12/2024".len()
        && let Some(date) = day_of(words)
    {
        return vec![Time { range: 0..words.len(), ..day(date.year(), date.month(), date.day()) }];
    }
    let mut out: Vec<Time> = Vec::new();
    // Without a figure there are quarters ("quý I") and halves ("sáu tháng").
    let figures = words.bytes().any(|b| b.is_ascii_digit());
    let quarters = || words.contains('I') && words.contains(['q', 'Q']);
    if !figures && !quarters() && !words.contains("sáu") {
        return out;
    }
    let starts = starts(words);
    let mut seen = 0;
    for form in FORMS {
        if out.len() > seen {
            seen = out.len();
            if is_told(words, &out) {
                break;
            }
        }
        let mut free = 0;
        for (at, _) in starts.iter().filter(|(_, first)| form.opens.contains(*first)) {
            let Some((time, rest)) = (form.read)(&words[*at..]).filter(|_| *at >= free) else { continue };
            let range = *at..words.len() - rest.len();
            free = range.end;
            if !out.iter().any(|t| t.range.start < range.end && range.start < t.range.end) {
                out.push(Time { range, ..time });
            }
        }
    }
    out.sort_by_key(|t| t.range.start);
    out
}

/// Where the words stand that name a plan's time in its title: "giai đoạn 2021-2025", "năm 2024", "Quý I/2024", "đến năm 2030".
pub(super) fn periods(words: &str) -> Vec<Bytes> {
    let mut out: Vec<Bytes> = Vec::new();
    for (at, _) in starts(words) {
        if out.last().is_some_and(|before| at < before.end) {
            continue;
        }
        let text = &words[at..];
        let found = stage(text).or_else(|| year_to_year(text)).or_else(|| part_and_year(text)).or_else(|| {
            let year = scan::after(text, "đến ").unwrap_or(text);
            named_year(year)
        });
        out.extend(found.map(|rest| at..words.len() - rest.len()));
    }
    out
}

/// Where a time of day stands: "17 giờ 00 phút", "8h30".
pub(super) fn hour(words: &str) -> Option<Bytes> {
    let at = |at: usize| {
        let (_, rest) = number(&words[at..])?;
        let rest = scan::after_any(rest.trim_start(), &["giờ", "h", "g"])?.trim_start();
        let rest = number(rest).map_or(rest, |(_, rest)| rest);
        let rest = scan::after(rest.trim_start(), "phút").unwrap_or(rest);
        Some(at..words.len() - rest.len())
    };
    words.match_indices(|c: char| c.is_ascii_digit()).find_map(|(digit, _)| at(digit))
}

/// What follows "năm 2024".
fn named_year(text: &str) -> Option<&str> {
    year(after_word(text, "năm")?).map(|(_, rest)| rest)
}

/// What follows the dash or "đến" between two times; `named` may stand behind "đến".
fn until_next<'t>(text: &'t str, named: &str) -> Option<&'t str> {
    let text = text.trim_start();
    let to = || {
        let rest = scan::after(text, "đến")?;
        Some(scan::after_blank(rest).and_then(|next| scan::after(next, named)).unwrap_or(rest))
    };
    text.strip_prefix(['-', '–']).or_else(to).map(str::trim_start)
}

/// giai đoạn 2021-2025, giai đoạn từ năm 2021 đến năm 2025
fn stage(text: &str) -> Option<&str> {
    let rest = after_word(text, "giai đoạn")?;
    let rest = after_word(rest, "từ").unwrap_or(rest);
    let (_, rest) = year(after_word(rest, "năm").unwrap_or(rest))?;
    year(until_next(rest, "năm")?).map(|(_, rest)| rest)
}

/// từ năm 2024 đến năm 2026, năm 2024 - 2026
fn year_to_year(text: &str) -> Option<&str> {
    let rest = until_next(named_year(after_word(text, "từ").unwrap_or(text))?, "năm")?;
    year(after_word(rest, "năm").unwrap_or(rest)).map(|(_, rest)| rest)
}

/// Quý I/2024, tháng 3 năm 2024, 6 tháng đầu năm 2024
fn part_and_year(text: &str) -> Option<&str> {
    let half = || scan::after_any(text, &["6 tháng đầu năm", "6 tháng cuối năm"]);
    let rest = scan::after_blank(scan::after_any(text, &["quý", "tháng"]).or_else(half)?)?;
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "IVXivx".contains(c));
    let number = &rest[..rest.len() - behind.len()];
    if number.is_empty() {
        return None;
    }
    let apart = behind.trim_start();
    let apart = apart.strip_prefix('/').or_else(|| scan::after(apart, "năm")).unwrap_or(apart).trim_start();
    // The year may follow the number at once: "Quý I2024".
    let tight = || {
        let digits = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (digits >= 4 && number.len() > 4).then_some(behind)
    };
    year(apart).map(|(_, rest)| rest).or_else(tight)
}

/// Where words and numbers begin, each with its first letter in lower case, or `0` for a figure.
fn starts(words: &str) -> Vec<(usize, char)> {
    let mut inside = false;
    let begins = |(at, c): (usize, char)| {
        let before = std::mem::replace(&mut inside, c.is_alphanumeric() || c == '_');
        let first = match c {
            '0'..='9' => '0',
            c if c.is_ascii() => c.to_ascii_lowercase(),
            c => c.to_lowercase().next().unwrap_or(c),
        };
        (!before && inside).then_some((at, first))
    };
    words.char_indices().filter_map(begins).collect()
}

/// Whether no other time can stand beside those found: each has a figure, a Roman number or "sáu" of its own.
fn is_told(words: &str, found: &[Time]) -> bool {
    let outside = |at: usize| !found.iter().any(|t| t.range.contains(&at));
    let six = ["áu", "ÁU", "Áu", "áU"].iter().any(|w| words.contains(w));
    let roman = words.contains(['q', 'Q']);
    let mut numbers = words.char_indices().filter(|(_, c)| c.is_numeric() || roman && matches!(c, 'I' | 'i'));
    !six && !numbers.any(|(at, _)| outside(at))
}

/// A number of one or two figures.
pub(super) fn number(text: &str) -> Option<(i8, &str)> {
    let (figures, rest) = scan::figures(text, 2)?;
    Some((figures.parse().ok()?, rest))
}

/// A year of four figures.
fn year(text: &str) -> Option<(i16, &str)> {
    let (figures, rest) = scan::figures(text, 4).filter(|(figures, _)| figures.len() == 4)?;
    Some((figures.parse().ok()?, rest))
}

/// A year of four figures, or of this century's two, and no figure behind it.
fn short_year(text: &str) -> Option<(i16, &str)> {
    let whole = |found: &(i16, &str)| scan::is_edge(found.1);
    let short =
        || number(text).filter(|(_, rest)| text.len() - rest.len() == 2).map(|(y, rest)| (i16::from(y) + 2000, rest));
    year(text).filter(whole).or_else(|| short().filter(whole))
}

/// A year of this century with no figure behind it.
fn near_year(text: &str) -> Option<(i16, &str)> {
    year(text).filter(|(year, rest)| (2000..2100).contains(year) && scan::is_edge(rest))
}

/// A month, then a year: "3/2024", "3 năm 2024", "3-2024", "3.2024".
fn month_and_year(text: &str) -> Option<(i8, i16, &str)> {
    let (m, rest) = number(text)?;
    let (y, rest) = year(between_month_and_year(rest)?)?;
    Some((m, y, rest))
}

fn between_month_and_year(text: &str) -> Option<&str> {
    let mark = text.trim_start().strip_prefix(['/', '-', '.']).map(str::trim_start);
    mark.or_else(|| after_word(scan::after_blank(text)?, "năm"))
}

/// What stands behind a stroke between two numbers.
fn stroke(text: &str) -> Option<&str> {
    Some(text.trim_start().strip_prefix('/')?.trim_start())
}

/// The number of a quarter, Roman or Arabic.
pub(super) fn quarter_number(text: &str) -> Option<(i8, &str)> {
    const NUMBERS: [(&str, i8); 8] =
        [("iv", 4), ("iii", 3), ("ii", 2), ("i", 1), ("1", 1), ("2", 2), ("3", 3), ("4", 4)];
    NUMBERS.iter().find_map(|(figure, q)| Some((*q, scan::after(text, figure)?)))
}

/// What stands behind "quý", in its spellings.
fn quarter_word(text: &str) -> Option<&str> {
    scan::after_any(text, &["quý", "quí", "qúy"])
}

/// The same, or "Q".
fn quarter_mark(text: &str) -> Option<&str> {
    quarter_word(text).or_else(|| scan::after(text, "q")).map(str::trim_start)
}

/// Which part of a longer time: its beginning, middle or end.
fn third<'t>(text: &'t str, words: [&[&str]; 3]) -> Option<(usize, &'t str)> {
    words.iter().enumerate().find_map(|(at, words)| Some((at, scan::after_blank(scan::after_any(text, words)?)?)))
}

const THIRDS: [&[&str]; 3] = [&["đầu"], &["giữa"], &["cuối"]];

/// "ngày" and a blank, which may be missing.
fn after_day(text: &str) -> &str {
    after_word(text, "ngày").unwrap_or(text)
}

/// ngày 30 tháng 3 năm 2024
fn day_in_words(text: &str) -> Found<'_> {
    let (d, rest) = number(after_word(text, "ngày")?)?;
    let (m, rest) = number(after_word(scan::after_blank(rest)?, "tháng")?)?;
    let (y, rest) = year(after_word(scan::after_blank(rest)?, "năm")?)?;
    Some((day(y, m, d), rest))
}

/// 01/01 - 30/6/2024
fn days_of_two_months(text: &str) -> Found<'_> {
    let (from, rest) = number(text)?;
    let (first, rest) = number(rest.strip_prefix('/')?)?;
    let (until, rest) = number(until_next(rest, "ngày")?)?;
    let (last, rest) = number(rest.strip_prefix('/')?)?;
    let (y, rest) = short_year(rest.strip_prefix('/')?)?;
    Some((range(&day(y, first, from), &day(y, last, until)), rest))
}

/// 15-20/3/2024
fn days_of_one_month(text: &str) -> Found<'_> {
    let (from, rest) = number(text)?;
    let (until, rest) = number(rest.trim_start().strip_prefix(['-', '–'])?.trim_start())?;
    let (m, rest) = number(stroke(rest)?)?;
    let (y, rest) = short_year(stroke(rest)?)?;
    Some((range(&day(y, m, from), &day(y, m, until)), rest))
}

/// từ ngày 15 đến ngày 20/3/2024
fn days_to_day(text: &str) -> Found<'_> {
    let (from, rest) = number(after_word(text, "ngày")?)?;
    let (until, rest) = number(after_day(after_word(scan::after_blank(rest)?, "đến")?))?;
    let (m, rest) = number(rest.strip_prefix('/')?)?;
    let (y, rest) = short_year(rest.strip_prefix('/')?)?;
    Some((range(&day(y, m, from), &day(y, m, until)), rest))
}

/// ngày 30/3/2024, 30 / 3 / 24
fn day_with_strokes(text: &str) -> Found<'_> {
    let (d, rest) = number(after_day(text))?;
    let (m, rest) = number(stroke(rest)?)?;
    let (y, rest) = short_year(stroke(rest)?)?;
    Some((day(y, m, d), rest))
}

/// 30-3-2024, 30.3.2024
fn day_with_points(text: &str) -> Found<'_> {
    let (d, rest) = number(after_day(text))?;
    let (m, rest) = number(rest.strip_prefix(['-', '.'])?)?;
    let (y, rest) = year(rest.strip_prefix(['-', '.'])?).filter(|(_, rest)| scan::is_edge(rest))?;
    Some((day(y, m, d), rest))
}

/// tuần thứ hai của tháng 3/2024
fn week(text: &str) -> Found<'_> {
    const WEEKS: [&[&str]; 5] = [&["1", "một", "đầu"], &["2", "hai"], &["3", "ba"], &["4", "5", "tư"], &["cuối"]];
    let rest = after_word(text, "tuần")?;
    let rest = after_word(rest, "thứ").unwrap_or(rest);
    let (week, rest) = WEEKS.iter().enumerate().find_map(|(at, words)| Some((at, scan::after_any(rest, words)?)))?;
    let rest = scan::after_blank(rest).and_then(|of| scan::after(of, "của")).unwrap_or(rest);
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let (m, y, rest) = month_and_year(after_word(scan::after_blank(rest)?, "tháng")?)?;
    let whole = month(y, m);
    let last = whole.last?.day();
    let (from, to) = [(1, 7), (8, 14), (15, 21), (22, 28), (last - 6, last)][week];
    Some((within(whole, Date::new(y, m, from).ok(), Date::new(y, m, to).ok()), rest))
}

/// đầu tháng 3/2024, trung tuần tháng 3 năm 2024
fn part_of_month(text: &str) -> Found<'_> {
    let parts = [&["đầu", "thượng tuần"][..], &["giữa", "trung tuần"], &["cuối", "hạ tuần"]];
    let (third, rest) = third(text, parts)?;
    let (m, y, rest) = month_and_year(after_word(rest, "tháng")?)?;
    let whole = month(y, m);
    let last = whole.last?.day();
    let (from, to) = [(1, 10), (11, 20), (21, last)][third];
    Some((within(whole, Date::new(y, m, from).ok(), Date::new(y, m, to).ok()), rest))
}

/// cuối năm 2024
fn part_of_year(text: &str) -> Found<'_> {
    let (third, rest) = third(text, THIRDS)?;
    let (y, rest) = year(after_word(rest, "năm")?)?;
    let (from, to) = [(1, 3), (5, 8), (10, 12)][third];
    let last = Date::new(y, to, 1).ok().map(Date::last_of_month);
    Some((within(whole_year(y)?, Date::new(y, from, 1).ok(), last), rest))
}

/// A time that is narrowed to some of its days, nobody knows exactly which.
fn within(whole: Time, first: Option<Date>, last: Option<Date>) -> Time {
    Time { first, last, approximate: true, ..whole }
}

/// đầu quý III/2024
fn part_of_quarter(text: &str) -> Found<'_> {
    let (_, rest) = third(text, THIRDS)?;
    let (q, rest) = quarter_number(quarter_word(rest)?.trim_start())?;
    let (y, rest) = year(before_year(rest, &['/', '-']))?;
    Some((Time { approximate: true, ..quarter(y, q)? }, rest))
}

/// What stands behind a mark or "năm" that parts a quarter from its year, or nothing but blanks.
fn before_year<'t>(text: &'t str, marks: &[char]) -> &'t str {
    let text = text.trim_start();
    text.strip_prefix(marks).or_else(|| scan::after(text, "năm")).unwrap_or(text).trim_start()
}

/// "6 tháng đầu năm": which half, and what follows.
fn half_year(text: &str) -> Option<(i8, &str)> {
    let rest = scan::after_blank(scan::after_any(text, &["6", "06", "sáu"])?)?;
    let rest = after_word(rest, "tháng")?;
    let (half, rest) = ["đầu", "cuối"].iter().zip(1..).find_map(|(w, half)| Some((half, after_word(rest, w)?)))?;
    Some((half, scan::after(rest, "năm")?))
}

/// 6 tháng cuối năm 2024
fn half_of_year(text: &str) -> Found<'_> {
    let (n, rest) = half_year(text)?;
    let (y, rest) = year(rest.trim_start())?;
    Some((half(y, n)?, rest))
}

/// 6 tháng đầu năm
fn half_alone(text: &str) -> Found<'_> {
    let (n, rest) = half_year(text).filter(|(_, rest)| scan::is_edge(rest))?;
    Some((Time { part: Some(Part::Half(n)), ..time(DeadlineKind::Half, None, None, None) }, rest))
}

/// 9 tháng đầu năm 2024
fn first_months(text: &str) -> Found<'_> {
    let of = |words: &[&str]| scan::after_any(text, words).and_then(scan::after_blank);
    let (last, rest) = of(&["9", "09", "chín"]).map(|rest| (9, rest)).or_else(|| Some((3, of(&["3", "03", "ba"])?)))?;
    let rest = after_word(rest, "tháng")?;
    let (y, rest) = year(scan::after(after_word(rest, "đầu").unwrap_or(rest), "năm")?.trim_start())?;
    Some((range(&month(y, 1), &month(y, last)), rest))
}

/// Tháng 10-12/2023, Tháng 10, 11/2023, tháng 10,11,12 năm 2023
fn months(text: &str) -> Found<'_> {
    let item = |text| number(after_word(text, "tháng").unwrap_or(text));
    let (from, to, rest) = listed(month_mark(text)?, item, |to| to)?;
    let (y, rest) = year(between_month_and_year(rest)?)?;
    Some((range(&month(y, from), &month(y, to)), rest))
}

/// What stands behind "tháng" or "T".
fn month_mark(text: &str) -> Option<&str> {
    scan::after(text, "tháng").or_else(|| scan::after(text, "t")).map(str::trim_start)
}

/// The first and last of several numbers: commas and "và" between them, and before the last also a dash or "đến"; `until` is
/// what follows that, with its words left out.
fn listed<'t, T>(
    text: &'t str,
    item: impl Fn(&'t str) -> Option<(T, &'t str)>,
    until: impl Fn(&'t str) -> &'t str,
) -> Option<(T, T, &'t str)> {
    let (first, mut rest) = item(text)?;
    let mut last = None;
    let mut ended = false;
    while !ended {
        let open = rest.trim_start();
        let and = open.strip_prefix(',').or_else(|| scan::after(open, "và"));
        let to = || open.strip_prefix(['-', '–']).or_else(|| scan::after(open, "đến").map(&until));
        ended = and.is_none();
        let Some((next, left)) = and.or_else(to).and_then(|open| item(open.trim_start())) else { break };
        last = Some(next);
        rest = left;
    }
    Some((first, last?, rest))
}

/// Quý III-IV/2023, quý III và IV năm 2023
fn quarters(text: &str) -> Found<'_> {
    let (from, rest) = quarter_number(quarter_mark(text)?)?;
    let rest = rest.trim_start();
    let to = rest.strip_prefix(['-', '–', ',']).or_else(|| scan::after_any(rest, &["và", "đến"]))?.trim_start();
    let (until, rest) = quarter_number(quarter_mark(to).unwrap_or(to))?;
    let rest = rest.trim_start();
    let behind = rest.strip_prefix(['/', '-']).or_else(|| scan::after(rest, "năm"))?;
    let (y, rest) = year(behind.trim_start())?;
    Some((range(&quarter(y, from)?, &quarter(y, until)?), rest))
}

/// Quý I/2024, Q1/2024, quý 1 năm 2024, Quý I2024
fn quarter_of_year(text: &str) -> Found<'_> {
    let (q, rest) = quarter_number(quarter_mark(text)?)?;
    let (y, rest) = year(before_year(rest, &['/', '-', '.']))?;
    Some((quarter(y, q)?, rest))
}

/// quý II
fn quarter_alone(text: &str) -> Found<'_> {
    let (q, rest) = quarter_number(scan::after_blank(quarter_word(text)?)?).filter(|(_, rest)| scan::is_edge(rest))?;
    Some((Time { part: Some(Part::Quarter(q)), ..time(DeadlineKind::Quarter, None, None, None) }, rest))
}

/// tháng 3/2024, T3/2024, tháng 3 năm 2024
fn month_of_year(text: &str) -> Found<'_> {
    let (m, y, rest) = month_and_year(month_mark(text)?)?;
    Some((month(y, m), rest))
}

/// 3/2024
fn month_with_stroke(text: &str) -> Found<'_> {
    let (m, rest) = number(text)?;
    let (y, rest) = near_year(stroke(rest)?)?;
    Some((month(y, m), rest))
}

/// tháng 11
fn month_alone(text: &str) -> Found<'_> {
    let (m, rest) =
        number(after_word(text, "tháng")?).filter(|(m, rest)| (1..=12).contains(m) && scan::is_edge(rest))?;
    Some((Time { part: Some(Part::Month(m)), ..time(DeadlineKind::Month, None, None, None) }, rest))
}

/// 2024-2026, năm 2024, 2025, các năm 2024 - 2026, 2024 đến hết năm 2026
fn years<'t>(text: &'t str) -> Found<'t> {
    let item = |text| year(text).filter(|(y, _)| (2000..2100).contains(y));
    let until = |to: &'t str| {
        let year = scan::after_blank(to).unwrap_or(to);
        scan::after(after_word(year, "hết").unwrap_or(year), "năm").unwrap_or(to)
    };
    let (from, to, rest) = listed(text, item, until).filter(|(.., rest)| scan::is_edge(rest))?;
    Some((range(&whole_year(from)?, &whole_year(to)?), rest))
}

/// 2024
fn year_alone(text: &str) -> Found<'_> {
    let (y, rest) = near_year(text)?;
    Some((whole_year(y)?, rest))
}

/// ngày 10 tháng 12
fn day_without_year(text: &str) -> Found<'_> {
    let (d, rest) = number(after_word(text, "ngày")?)?;
    let (m, rest) = number(after_word(scan::after_blank(rest)?, "tháng")?).filter(|(_, rest)| scan::is_edge(rest))?;
    Some((Time { day_month: Some((d, m)), ..time(DeadlineKind::Date, None, None, None) }, rest))
}

/// ngày 10/12, 10/12
fn stroke_without_year(text: &str) -> Found<'_> {
    let (d, rest) = number(after_day(text))?;
    let (m, rest) = number(rest.strip_prefix('/')?).filter(|(_, rest)| scan::is_edge(rest))?;
    Some((Time { day_month: Some((d, m)), ..time(DeadlineKind::Date, None, None, None) }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expect: &[(&str, Option<&str>)]) {
        let found = find(words);
        let got: Vec<_> = found.iter().map(|t| (&words[t.range.clone()], t.value.as_deref())).collect();
        assert_eq!(got, expect, "{words}");
    }

    #[test]
    fn forms_stand_in_their_order() {
        check("từ ngày 01/01 - 30/6/2024.", &[("01/01 - 30/6/2024", Some("2024-01-01/2024-06-30"))]);
        check("ngày 15 đến ngày 20/3/2024", &[("ngày 15 đến ngày 20/3/2024", Some("2024-03-15/2024-03-20"))]);
        check("Tuần thứ hai của tháng 3/2024", &[("Tuần thứ hai của tháng 3/2024", Some("2024-03"))]);
        check("TRUNG TUẦN THÁNG 3 NĂM 2024", &[("TRUNG TUẦN THÁNG 3 NĂM 2024", Some("2024-03"))]);
        check("Chín tháng đầu năm 2024", &[("Chín tháng đầu năm 2024", Some("2024-01/2024-09"))]);
        check("giữa quý II/2024", &[("giữa quý II/2024", Some("2024-Q2"))]);
        check("tháng 10, 11 và tháng 12/2023", &[("tháng 10, 11 và tháng 12/2023", Some("2023-10/2023-12"))]);
        check("năm 2024, 2025 và 2026", &[("2024, 2025 và 2026", Some("2024/2026"))]);
        check("2024 đến hết năm 2026", &[("2024 đến hết năm 2026", Some("2024/2026"))]);
        check("Quý I; quý II2025", &[("Quý I", None), ("quý II2025", Some("2025-Q2"))]);
        check("sáu tháng cuối năm", &[("sáu tháng cuối năm", None)]);
    }

    #[test]
    fn other_numbers_are_no_times() {
        for words in ["123/4567", "Nghị định 30/2020x", "tháng 13", "01 ngày", "x2024", "20245", "1.5"] {
            check(words, &[]);
        }
    }
}
