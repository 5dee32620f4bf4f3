//! Citations: references to other numbered documents (viện dẫn văn bản).
//!
//! In: the text's lines and the document's own number. Out: [`Citation`]s in order. Type, date and issuer are given only as
//! said there; a short form points to the full citation that it means. Names of programmes (Đề án 06) are abbreviations.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::cited::{cited, short, types};
use super::laws::{dated_laws, law_before};
use crate::knowledge::fold::fold;
use crate::knowledge::knowledge;
use crate::normalise::{BlockKind, Text};
use crate::record::{Citation, Document, DocumentNumber};
use crate::resolve::Glossary;
use crate::resolve::names::{first_mention, mentions};
use crate::scan;
use crate::segment::{PartOf, Segments};
use crate::span::{Bytes, trim, trim_end};

/// Types whose name is also an everyday word or a programme's: cited only with "số".
const NEEDS_SO: &[&str] = &[
    "đề án",
    "chương trình",
    "dự án",
    "báo cáo",
    "hướng dẫn",
    "phương án",
    "quy chế",
    "quy định",
    "kế hoạch",
    "văn bản",
    "thông báo",
    "hợp đồng",
];

/// The date behind a number: "ngày 05/01/2024", ", được ban hành ngày 5 tháng 1 năm 2024"; none where no calendar has it; and
/// what follows.
fn dated(text: &str) -> Option<(Option<Date>, &str)> {
    let rest = scan::after_comma(text);
    let rest = scan::after_word(rest, "được").unwrap_or(rest);
    let issued = || scan::after_word(rest, "ban hành").or_else(|| scan::after_word(rest, "ký"));
    let rest = scan::strip_any(issued().unwrap_or(rest), &["ngày", "Ngày"])?.trim_start();
    let (day, behind) = scan::figures(rest, 2)?;
    let marked = || {
        let (month, behind) = scan::figures(after_mark(behind)?, 2)?;
        Some((month, scan::figures(after_mark(behind)?, 4)?))
    };
    let in_words = || {
        let (month, behind) = scan::figures(after_named(behind, "tháng")?, 2)?;
        Some((month, scan::figures(after_named(behind, "năm")?, 4)?))
    };
    let (month, (year, rest)) = marked().or_else(in_words).filter(|(_, (year, _))| year.len() == 4)?;
    let date = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    Some((date().filter(|date| date.year() >= 1000), rest))
}

/// What follows the mark between two numbers of a date.
fn after_mark(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(['/', '.', '-']).map(str::trim_start)
}

/// What follows the word between two numbers of a date.
fn after_named<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    scan::after_word(scan::after_blank(text)?, word)
}

/// What follows "của" behind a number or its date.
fn issued_by(text: &str) -> Option<&str> {
    scan::after_blank(scan::after_comma(text).strip_prefix("của")?)
}

/// What ends the name of an issuer, a blank before it.
const STOPS: &[&str] = &[
    "về",
    "trên địa bàn",
    "phê duyệt",
    "ban hành",
    "quy định",
    "hướng dẫn",
    "triển khai",
    "thực hiện",
    "tại",
    "và",
    "đã",
    "sửa đổi",
    "để",
    "trong",
    "ngày",
    "năm",
    "giao",
    "thông qua",
    "v/v",
    "cho",
    "đối với",
    "kèm",
    "(",
];

/// Where the plain words of an issuer's name end.
fn stop(words: &str) -> usize {
    let ends = |(at, c): &(usize, char)| {
        matches!(c, ',' | ';' | '.' | ':' | '(' | ')' | '“')
            || c.is_whitespace() && scan::strip_any(&words[at + c.len_utf8()..], STOPS).is_some()
    };
    words.char_indices().find(ends).map_or(words.len(), |(at, _)| at)
}

/// The citations of a document, and the places where it names itself.
pub(crate) fn citations(
    text: &Text,
    segments: &Segments,
    document: &Document,
    issued: Option<&str>,
    glossary: &Glossary,
) -> (Vec<Citation>, Vec<Citation>) {
    let own = document.number.as_ref();
    let mut out: Vec<Citation> = Vec::new();
    let mut itself: Vec<Citation> = Vec::new();
    for (line, part) in segments.lines.iter().zip(&segments.parts) {
        if line.kind == BlockKind::Overlong || matches!(part, PartOf::Recipients | PartOf::Signature) {
            continue;
        }
        let header = *part == PartOf::Header
            && !segments.frame.subject.iter().any(|s| s.start >= line.range.start && s.end <= line.range.end);
        let own_line =
            own.is_some_and(|n| n.span.bytes.start >= line.range.start && n.span.bytes.end <= line.range.end);
        if (header && own.is_some() && !text.slice(&line.range).starts_with('('))
            || own_line
            || !text.slice(&line.range).bytes().any(|b| b.is_ascii_digit())
        {
            continue;
        }
        for citation in in_line(text, &line.range, glossary) {
            if is_own(&citation, own, issued) || names_itself(text, &line.range, &citation, document) {
                itself.push(citation);
            } else {
                out.push(citation);
            }
        }
    }
    link(&mut out);
    (out, itself)
}

/// "(Kèm theo Kế hoạch số …)" over an appendix means this document, whatever number stands there.
fn names_itself(text: &Text, line: &Bytes, citation: &Citation, document: &Document) -> bool {
    let kind = citation.kind.as_deref().map(fold);
    let own = document.kind.as_ref().map(|k| fold(&k.name));
    kind.is_some() && kind == own && attached(text.slice(&(line.start..citation.span.bytes.start)))
}

/// "(Ban hành kèm theo ", and nothing else in front of a citation.
fn attached(before: &str) -> bool {
    let open = before.trim_start();
    let open = open.strip_prefix('(').map_or(open, str::trim_start);
    let rest = scan::after_any(open, &["ban hành", "đính"]).and_then(scan::after_blank).unwrap_or(open);
    scan::after(rest, "kèm theo").and_then(scan::after_blank) == Some("")
}

fn is_own(citation: &Citation, own: Option<&DocumentNumber>, issued: Option<&str>) -> bool {
    let Some(own) = own else { return false };
    let same = citation.number.as_deref().is_some_and(|number| {
        let number = fold(number);
        let symbol = number.strip_prefix(&fold(&own.ordinal_text)).and_then(|rest| rest.strip_prefix(['/', '-']));
        symbol.is_some_and(|symbol| symbol == fold(&own.symbol))
    });
    // Numbers begin anew each year and in each office: another date is another document.
    let elsewhere = citation.date.is_some() && issued.is_some() && citation.date.as_deref() != issued;
    !own.ordinal_text.is_empty() && same && !elsewhere
}

fn in_line(text: &Text, line: &Bytes, glossary: &Glossary) -> Vec<Citation> {
    let words = text.slice(line);
    let mut out: Vec<Citation> = Vec::new();
    let mut taken = 0;
    // Most lines hold a year or an amount and no number of a document: what each form needs is looked for first.
    let slashed = words.bytes().any(|b| matches!(b, b'/' | b'-'));
    for found in if slashed { cited(text, line) } else { Vec::new() } {
        let (number, so) = (found.number, found.so.is_some());
        let symbol = &words[number.clone()];
        let mut kind = found.kind.clone().map(|k| words[k].to_owned());
        // Without type and "số" only a type's own symbol counts.
        if number.start < taken || !(kind.is_some() || so || is_type_symbol(symbol)) {
            continue;
        }
        let number_end = number.start + symbol.trim_end_matches([':', '.', '/', '-', ' ']).len();
        let mut start = found.kind.map(|k| k.start).or(found.so).unwrap_or(number.start);
        // A type before its redundant symbol: "KH 283/KH-UBND" keeps the number only.
        if kind.as_deref().is_some_and(|k| NEEDS_SO.contains(&fold(k).as_str())) && !so && !is_type_symbol(symbol) {
            continue;
        }
        if kind.as_deref().is_some_and(|k| fold(k) == "đề án") && !so {
            continue;
        }
        if kind.is_none() && so {
            let before = &words[..number.start];
            if let Some((at, law)) = law_before(before) {
                start = at;
                kind = Some(law.to_owned());
            }
        }
        let (date, issuer, end) = tail(text, line, number_end, glossary);
        let (head_kind, head_issuer) =
            if kind.is_none() { list_head(text, line, start, glossary) } else { (None, None) };
        let issuer = issuer.or(head_issuer).or_else(|| issuer_before(text, line, start, glossary));
        taken = end;
        out.push(citation(
            text,
            line,
            start..end,
            kind.or(head_kind),
            Some(plain(&words[number.start..number_end])),
            date,
            issuer,
        ));
    }
    let so = words.contains('ố') || words.contains('Ố');
    for (kind, number) in if so { short(text, line) } else { Vec::new() } {
        let (date, issuer, end) = tail(text, line, number.end - line.start, glossary);
        if out.iter().any(|c| overlaps(&c.span.bytes, &(kind.start..line.start + end)))
            || fold(text.slice(&kind)) == "đề án"
        {
            continue;
        }
        let range = kind.start - line.start..end;
        let (kind, number) = (text.slice(&kind).to_owned(), text.slice(&number).to_owned());
        out.push(citation(text, line, range, Some(kind), Some(number), date, issuer));
    }
    for (name, kind) in if words.contains("ngày") { dated_laws(words) } else { Vec::new() } {
        let (date, issuer, end) = tail(text, line, name.end, glossary);
        let range = line.start + name.start..line.start + end;
        if date.is_some() && !out.iter().any(|c| overlaps(&c.span.bytes, &range)) {
            out.push(citation(text, line, name.start..end, Some(kind.to_owned()), None, date, issuer));
        }
    }
    out.sort_by_key(|c| c.span.bytes.start);
    out
}

fn overlaps(a: &Bytes, b: &Bytes) -> bool {
    a.start < b.end && b.start < a.end
}

fn citation(
    text: &Text,
    line: &Bytes,
    range: Bytes,
    kind: Option<String>,
    number: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
) -> Citation {
    let range = trim_end(&text.text, line.start + range.start..line.start + range.end, &[',', ';', '.', ' ']);
    Citation { raw: text.slice(&range).to_owned(), kind, number, date, issuer, refers_to: None, span: text.span(range) }
}

fn is_type_symbol(number: &str) -> bool {
    number
        .split(['/', '-', ' '])
        .any(|part| knowledge().registry.document_type_of_code(part).is_some_and(|t| t.code.chars().count() >= 2))
        && number.contains('/')
        && number.contains('-')
}

fn plain(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Date and issuer behind a number, in either order; returns where they end.
fn tail(text: &Text, line: &Bytes, from: usize, glossary: &Glossary) -> (Option<String>, Option<String>, usize) {
    let words = &*text.figures(line);
    let mut end = from;
    let mut date = None;
    let mut issuer = None;
    for _ in 0..2 {
        if date.is_none()
            && let Some((day, rest)) = dated(&words[end..])
        {
            date = day.map(|day| day.to_string());
            end = words.len() - rest.len();
        }
        if issuer.is_none()
            && let Some(name) = issued_by(&words[end..])
        {
            let start = words.len() - name.len();
            if let Some(stop) = issuer_end(text, line.start + start..line.end, glossary) {
                issuer = Some(text.slice(&(line.start + start..stop)).to_owned());
                end = stop - line.start;
            }
        }
    }
    (date, issuer, end)
}

/// Where the name of an issuer ends.
fn issuer_end(text: &Text, range: Bytes, glossary: &Glossary) -> Option<usize> {
    let words = text.slice(&range);
    let stop = stop(words);
    let near = range.start..range.start + floor(words, 400);
    let named = first_mention(text, near, glossary).filter(|m| m.range.start == range.start).map(|m| m.range.end);
    let plain = trim(&text.text, range.start..range.start + stop).end;
    // Behind a name whose grammar is known only capitals go on ("Ban Thường vụ | Tỉnh ủy Thái Bình").
    let end = named.map_or(plain, |n| capitals_on(text, n..range.end));
    // Where the cited document applies is no part of who issued it.
    let end = text.slice(&(range.start..end)).find(" trên địa bàn").map_or(end, |at| range.start + at);
    let end = second_issuer(text, end..range.end, glossary).unwrap_or(end);
    (end > range.start && text.slice(&(range.start..end)).starts_with(char::is_uppercase)).then_some(end)
}

/// Steps over words with capitals behind a name.
fn capitals_on(text: &Text, range: Bytes) -> usize {
    let words = text.slice(&range);
    let mut end = 0;
    for word in words.split_inclusive(' ').skip(usize::from(words.starts_with(' '))) {
        let start = end + usize::from(end == 0 && words.starts_with(' '));
        let bare = word.trim_end();
        let goes_on =
            words.starts_with(' ') && bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphabetic);
        if !goes_on {
            break;
        }
        end = start + bare.len();
        if bare.len() == word.len() {
            break;
        }
        end += word.len() - bare.len();
    }
    range.start + words[..end].trim_end().len()
}

/// A joint document has several issuers: "của Bộ Tài chính, Bộ Nội vụ".
fn second_issuer(text: &Text, range: Bytes, glossary: &Glossary) -> Option<usize> {
    let mut end = range.start;
    loop {
        let words = text.slice(&(end..range.end));
        let gap = [", ", " và "].into_iter().find(|g| {
            words.starts_with(g)
                && ["Bộ ", "Ủy ban", "Ngân hàng", "Tổng cục"].iter().any(|h| words[g.len()..].starts_with(h))
        });
        let Some(gap) = gap else { return (end > range.start).then_some(end) };
        let start = end + gap.len();
        let limit = start + floor(text.slice(&(start..range.end)), 200);
        match first_mention(text, start..limit, glossary).filter(|m| m.range.start == start) {
            Some(m) => end = m.range.end,
            None => return (end > range.start).then_some(end),
        }
    }
}

fn floor(words: &str, limit: usize) -> usize {
    let mut at = limit.min(words.len());
    while !words.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// "Theo đề nghị của Sở X tại Tờ trình số …": the issuer stands before.
fn issuer_before(text: &Text, line: &Bytes, start: usize, glossary: &Glossary) -> Option<String> {
    let words = text.slice(line);
    let before = words[..start].trim_end();
    let before = before.strip_suffix("tại")?.trim_end();
    let from = floor(before, before.len().saturating_sub(240));
    let range = line.start + from..line.start + before.len();
    let last = mentions(text, range.clone(), glossary).into_iter().last()?;
    (last.range.end == range.end).then(|| text.slice(&last.range).to_owned())
}

/// "các văn bản của Bộ X: số …; số …": type and issuer named once for the list.
fn list_head(text: &Text, line: &Bytes, start: usize, glossary: &Glossary) -> (Option<String>, Option<String>) {
    let words = text.slice(line);
    let head = &words[..floor(words, start + "số".len()).max(start)];
    let plural = ["các", "Các", "CÁC"].iter().any(|c| head.contains(c));
    let Some((kind, issuer)) = plural.then(|| last_list_head(head)).flatten() else { return (None, None) };
    let kind = Some(head[kind].to_owned()).filter(|k| fold(k) != "văn bản");
    let issuer = issuer.and_then(|m| {
        let from = line.start + m.start;
        issuer_end(text, from..line.start + m.end, glossary).map(|end| text.slice(&(from..end)).to_owned())
    });
    (kind, issuer)
}

/// The last head of a list in a text: where its type stands, and its issuer.
fn last_list_head(text: &str) -> Option<(Bytes, Option<Bytes>)> {
    static TYPES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let more = ["văn bản", "công văn", "quyết định"].map(str::to_owned);
        types().map(str::to_lowercase).chain(more).collect()
    });
    let place = |from: &str, to: &str| text.len() - from.len()..text.len() - to.len();
    let mut free = 0;
    let heads = scan::places(text, "các").filter_map(|(at, rest)| {
        let kind = scan::after_blank(rest).filter(|_| at >= free && scan::ends_word(&text[..at]))?;
        let found = TYPES.iter().find_map(|name| {
            let behind = scan::after(kind, name)?;
            let (issuer, rest) = list_issuer(behind.trim_start())?;
            Some((place(kind, behind), issuer.map(|(from, to)| place(from, to)), text.len() - rest.len()))
        });
        let (kind, issuer, end) = found?;
        free = end;
        Some((kind, issuer))
    });
    heads.last()
}

/// What stands between the type of a list and the mark that opens it: perhaps an issuer (where it begins, and what follows
/// it); and what follows the mark.
type ListIssuer<'t> = (Option<(&'t str, &'t str)>, &'t str);

/// "chỉ đạo của Bộ X:", "sau: số".
fn list_issuer(text: &str) -> Option<ListIssuer<'_>> {
    // The issuer's name, in characters.
    const NAME: std::ops::RangeInclusive<usize> = 3..=120;
    let rest = scan::after_any(text, &["chỉ đạo", "hướng dẫn"]).map_or(text, str::trim_start);
    let named = scan::after(rest, "sau").map_or(rest, str::trim_start);
    let name = scan::after(named, "của").and_then(scan::after_blank);
    let issuer = name.and_then(|name| {
        let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]).enumerate();
        let near = ends.skip(*NAME.start()).take_while(|(n, at)| NAME.contains(n) && !name[..*at].contains([':', ';']));
        near.map(|(_, at)| &name[at..]).find_map(|behind| Some((Some((name, behind)), after_opening(behind)?)))
    });
    issuer.or_else(|| Some((None, after_opening(rest)?)))
}

/// What follows the mark that opens a list.
fn after_opening(text: &str) -> Option<&str> {
    let text = text.trim_start();
    text.strip_prefix(':').or_else(|| scan::after(text, "số"))
}

/// A short citation means the last full one with its type and number.
fn link(citations: &mut [Citation]) {
    let ordinal =
        |n: &str| n.split(['/', '-']).next().map(|o| o.trim_start_matches('0').to_owned()).unwrap_or_default();
    // By whole number, and by type and ordinal: where in the list full citations stand.
    let mut by_number: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_ordinal: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (at, citation) in citations.iter().enumerate() {
        let Some(number) = citation.number.as_deref() else { continue };
        if number.contains(['/', '-']) {
            let kind = citation.kind.as_deref().map(fold).unwrap_or_default();
            by_ordinal.entry((kind, ordinal(number))).or_default().push(at);
            if citation.date.is_some() {
                by_number.entry(fold(number)).or_default().push(at);
            }
        }
    }
    let found: Vec<Option<usize>> = citations
        .iter()
        .enumerate()
        .map(|(at, this)| {
            let number = this.number.as_deref().filter(|_| this.date.is_none())?;
            let kind = this.kind.as_deref().map(fold).unwrap_or_default();
            let list = if number.contains(['/', '-']) {
                by_number.get(&fold(number))?
            } else {
                by_ordinal.get(&(kind, ordinal(number)))?
            };
            // The nearest before, else the first after.
            let before = list.partition_point(|i| *i < at);
            let dated = |i: &&usize| citations[**i].date.is_some();
            let near =
                list[..before].iter().rev().take(8).find(dated).or_else(|| list[before..].iter().take(8).find(dated));
            near.or_else(|| list[..before].last()).copied().filter(|i| *i != at)
        })
        .collect();
    for (citation, refers_to) in citations.iter_mut().zip(found) {
        citation.refers_to = refers_to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise, segment};

    /// Type, number, date, issuer.
    type Expected<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, Option<&'a str>);

    #[track_caller]
    fn check(line: &str, expect: &[Expected<'_>]) {
        let text = normalise::normalise(&ingest::read(line.as_bytes(), "a.txt").expect("readable"));
        let segments = segment::segment(&text);
        let got = citations(&text, &segments, &Document::default(), None, &Glossary::default());
        let got: Vec<_> = got
            .0
            .iter()
            .map(|c| (c.kind.as_deref(), c.number.as_deref(), c.date.as_deref(), c.issuer.as_deref()))
            .collect();
        assert_eq!(got, expect, "{line}");
    }

    #[test]
    fn forms_of_citations() {
        check(
            "Căn cứ Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ về việc phê duyệt Đề án;",
            &[(Some("Quyết định"), Some("06/QĐ-TTg"), Some("2022-01-06"), Some("Thủ tướng Chính phủ"))],
        );
        check(
            "Căn cứ Chỉ thị số 22-CT/TU, ngày 19/5/2023 của Ban Thường vụ Tỉnh ủy Thái Bình về tăng cường;",
            &[(Some("Chỉ thị"), Some("22-CT/TU"), Some("2023-05-19"), Some("Ban Thường vụ Tỉnh ủy Thái Bình"))],
        );
        check(
            "theo đề nghị của Công an tỉnh tại Tờ trình số 6086/CAT-PC06 ngày 14/11/2023,",
            &[(Some("Tờ trình"), Some("6086/CAT-PC06"), Some("2023-11-14"), Some("Công an tỉnh"))],
        );
        check(
            "Căn cứ các văn bản của Bộ Thông tin và Truyền thông: Số 2224/BTTTT-THH ngày 09/6/2022 về việc A; số 1552/BTTTT-THH ngày 26/4/2022 về B;",
            &[
                (None, Some("2224/BTTTT-THH"), Some("2022-06-09"), Some("Bộ Thông tin và Truyền thông")),
                (None, Some("1552/BTTTT-THH"), Some("2022-04-26"), Some("Bộ Thông tin và Truyền thông")),
            ],
        );
        check(
            "Thực hiện Nghị quyết số 57- NQ/TW ngày 22/12/2024 của Bộ Chính trị",
            &[(Some("Nghị quyết"), Some("57-NQ/TW"), Some("2024-12-22"), Some("Bộ Chính trị"))],
        );
        check(
            "Nghị quyết số 66.7/2025/NQ-CP; Nghị quyết 30c/NQ-CP của Chính phủ ngày 08/11/2011",
            &[
                (Some("Nghị quyết"), Some("66.7/2025/NQ-CP"), None, None),
                (Some("Nghị quyết"), Some("30c/NQ-CP"), Some("2011-11-08"), Some("Chính phủ")),
            ],
        );
        check(
            "Luật Căn cước số 26/2023/QH15 ngày 27/11/2023",
            &[(Some("Luật"), Some("26/2023/QH15"), Some("2023-11-27"), None)],
        );
        check(
            "thực hiện Chỉ thị số 05 của Thủ tướng Chính phủ trên địa bàn",
            &[(Some("Chỉ thị"), Some("05"), None, Some("Thủ tướng Chính phủ"))],
        );
    }

    #[test]
    fn issuers_end_where_the_sentence_goes_on() {
        check(
            "Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số",
            &[(Some("Quyết định"), Some("749/QĐ-TTg"), Some("2020-06-03"), Some("Thủ tướng Chính phủ"))],
        );
        check(
            "Nghị quyết số 131/NQ-CP ngày 06/10/2022 của Chính phủ đẩy mạnh cải cách thủ tục hành chính",
            &[(Some("Nghị quyết"), Some("131/NQ-CP"), Some("2022-10-06"), Some("Chính phủ"))],
        );
        check(
            "Thông tư liên tịch số 55/2015/TTLT-BTNMT-BQP của Bộ Tài nguyên và Môi trường, Bộ Quốc phòng ngày 15/12/2015",
            &[(
                Some("Thông tư liên tịch"),
                Some("55/2015/TTLT-BTNMT-BQP"),
                Some("2015-12-15"),
                Some("Bộ Tài nguyên và Môi trường, Bộ Quốc phòng"),
            )],
        );
    }

    #[test]
    fn a_short_number_in_front_of_a_letter_of_two_bytes_is_cut_whole() {
        check("theo 8/NĐ-CP", &[(None, Some("8/NĐ-CP"), None, None)]);
    }

    #[test]
    fn programmes_dates_and_ratios_are_none() {
        check("theo Đề án 06/CP, Đề án 06/QĐ-TTg, ngày 30/3/2024, trực 24/7, tỷ lệ 1/500, 53/63 tỉnh", &[]);
    }
}
