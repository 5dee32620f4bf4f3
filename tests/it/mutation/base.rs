//! The plan that a fault is planted in, the fault, and the generator that picks the place.

use std::path::Path;

use jiff::civil::Date;
use rasoat::knowledge::fold::fold;
use rasoat::record::{
    AbbreviationSource, AppendixRow, Comparison, ComparisonStatus, Deadline, DeadlineKind, PrintedField, Record, Unit,
    UnitBody,
};
use rasoat::span::{Bytes, Span};

use crate::record;

/// The letters that lists use, in their order.
pub(super) const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// A pattern that is compiled once.
macro_rules! pattern {
    ($pattern:expr) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($pattern).expect("a pattern"));
        &*PATTERN
    }};
}
pub(super) use pattern;

/// A plan as plain text, one paragraph a line, and its record.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) plan: String,
    pub(super) text: String,
    pub(super) record: Record,
    folded: String,
}

/// A text as one reads a plan from a file.
pub(super) fn read(text: &str) -> Record {
    rasoat::read(text.as_bytes(), "plan.txt").expect("a record")
}

/// Whether both halves say the same.
pub(super) fn agrees(comparison: &Comparison) -> bool {
    comparison.status == ComparisonStatus::Agree
}

/// How a day is written in figures.
pub(super) fn figures(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// The number `n` as wide as `like`: `04` for `03`.
pub(super) fn padded(n: u64, like: &str) -> String {
    format!("{n:0width$}", width = like.len())
}

impl Base {
    /// The plan of a file; none where its text alone is not read as the file is (a table that only its marks show), and
    /// where it has findings already.
    pub(super) fn of(folder: &Path, file: &Path) -> Option<Self> {
        let original = record(file);
        let text = original.text.clone().expect("text");
        let record = read(&text);
        let size = |r: &Record| {
            let cover = &r.coverage;
            [cover.units, cover.appendix_rows, cover.matched, r.groups.len(), r.citations.len(), r.abbreviations.len()]
        };
        let plan = folder.file_name().expect("name").to_string_lossy().into_owned();
        let same =
            size(&original) == size(&record) && record.text.as_ref() == Some(&text) && record.findings.is_empty();
        same.then(|| Self { plan, folded: fold(&text), text, record })
    }

    pub(super) fn slice(&self, span: &Span) -> &str {
        &self.text[span.bytes.clone()]
    }

    /// The line that holds a place, without its break.
    pub(super) fn line(&self, at: usize) -> Bytes {
        let start = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |i| at + i);
        start..end
    }

    /// Units that the body has.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (&Unit, &UnitBody)> {
        self.record.units.iter().filter_map(|u| Some((u, u.body.as_ref()?)))
    }

    /// Units that a table has.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Unit, &AppendixRow)> {
        self.record.units.iter().filter_map(|u| Some((u, u.appendix.as_ref()?)))
    }

    /// Units that both have.
    pub(super) fn twins(&self) -> impl Iterator<Item = (&Unit, &UnitBody, &AppendixRow)> {
        self.rows().filter_map(|(u, row)| Some((u, u.body.as_ref()?, row)))
    }

    /// The highest number of a unit.
    pub(super) fn highest(&self) -> u64 {
        self.record.units.iter().filter_map(|u| u.number).max().unwrap_or(0)
    }

    /// Whether a place is in a cell that several rows share.
    pub(super) fn merged(&self, place: &Span) -> bool {
        let holds = |row: &AppendixRow| {
            row.cells.iter().any(|c| c.span.bytes.start <= place.bytes.start && place.bytes.end <= c.span.bytes.end)
        };
        self.rows().filter(|(_, row)| holds(row)).count() > 1
    }

    /// Where the table has a unit's title: at the end of its cell.
    pub(super) fn title_cell(&self, unit: &Unit) -> Option<Bytes> {
        let row = unit.appendix.as_ref()?;
        let cell = row.cells.iter().find(|c| self.slice(&c.span).ends_with(&row.title))?;
        (!self.merged(&cell.span)).then(|| cell.span.bytes.end - row.title.len()..cell.span.bytes.end)
    }

    /// Whether a citation or a definition stands in a place.
    pub(super) fn quotes_or_defines(&self, place: &Bytes) -> bool {
        let inside = |span: &Span| place.start < span.bytes.end && span.bytes.start < place.end;
        self.record.citations.iter().any(|c| inside(&c.span))
            || self.record.abbreviations.iter().filter_map(|a| a.span.as_ref()).any(inside)
    }

    /// Whether a place can go: it quotes and defines nothing, and every short form of the document that it uses is used
    /// elsewhere too. Otherwise the short form would be defined in vain, or a short citation would be the first.
    pub(super) fn can_go(&self, place: &Bytes) -> bool {
        let inside = |span: &Span| place.start <= span.bytes.start && span.bytes.end <= place.end;
        !self.quotes_or_defines(place)
            && self.record.abbreviations.iter().filter(|a| a.source != AbbreviationSource::Registry).all(|a| {
                let taken = a.occurrences.iter().filter(|o| inside(&o.span)).count();
                taken == 0 || taken < a.occurrences.len()
            })
    }

    /// The day of a deadline that is one plain day: the place of its figures, and the day.
    pub(super) fn day(&self, deadline: &Deadline) -> Option<(Bytes, Date)> {
        let plain = deadline.kind == DeadlineKind::Date && !deadline.approximate && deadline.condition.is_none();
        let date = pattern!(r"\d{1,2}(?:/\d{1,2}/| tháng \d{1,2} năm )\d{4}").find(self.slice(&deadline.span))?;
        let start = deadline.span.bytes.start + date.start();
        (plain && !self.merged(&deadline.span)).then_some(())?;
        Some((start..start + date.len(), deadline.value.as_deref()?.parse().ok()?))
    }

    /// Where every half of a unit gives one day: their places, and the day of the body.
    pub(super) fn days(&self, unit: &Unit) -> Option<(Vec<Bytes>, Date)> {
        let [stated] = unit.body.as_ref()?.deadlines.as_slice() else { return None };
        let row = unit.appendix.as_ref().map_or(&[][..], |r| &r.deadlines);
        let days: Vec<(Bytes, Date)> =
            std::iter::once(stated).chain(row).map(|d| self.day(d)).collect::<Option<_>>()?;
        let first = days[0].1;
        (days.len() <= 2).then(|| (days.into_iter().map(|(place, _)| place).collect(), first))
    }

    /// The first day on which the plan can have been issued.
    pub(super) fn issued(&self) -> Option<Date> {
        let value = self.record.document.issued.as_ref()?.value.as_deref()?;
        value.parse().or_else(|_| format!("{value}-01").parse()).ok()
    }

    /// The place before the full stop of a unit's objective.
    pub(super) fn stop(&self, body: &UnitBody) -> Option<usize> {
        let words = self.slice(&body.objective.as_ref()?.span).strip_suffix('.')?;
        (!words.ends_with('.')).then(|| body.objective.as_ref().map_or(0, |o| o.span.bytes.end - 1))
    }

    /// Units whose objective ends in a full stop, with the place before it. `unless`: objectives that hold these words
    /// are passed over.
    pub(super) fn stops(&self, unless: &str) -> Vec<(&Unit, usize)> {
        self.bodies()
            .filter(|(_, b)| !b.objective.as_ref().is_some_and(|o| fold(&o.text).contains(unless)))
            .filter_map(|(u, b)| Some((u, self.stop(b)?)))
            .collect()
    }

    /// The level of the issuer, as a word of its name: `tỉnh`, `quận`, `xã`; a city under the central government is a
    /// `tỉnh`.
    pub(super) fn level(&self) -> Option<String> {
        let name = fold(&self.record.document.issuer.as_ref()?.name);
        let central = pattern!(r"thành phố (hà nội|hải phòng|đà nẵng|hồ chí minh|cần thơ|huế)$");
        if central.is_match(&name) {
            return Some("tỉnh".to_owned());
        }
        let level = pattern!(r"(?:^| )(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) ");
        Some(level.captures(&name)?[1].to_owned())
    }

    /// The fields of a unit where they carry letters from `a` or numbers from 1, three at least, without a gap; the last
    /// one has no paragraph under it.
    pub(super) fn numbered_fields<'a>(&self, body: &'a UnitBody) -> Option<&'a [PrintedField]> {
        let fields = body.fields.as_slice();
        let in_order =
            fields.iter().enumerate().all(|(i, f)| !f.glued && f.ordinal.as_deref().and_then(ordinal_value) == Some(i));
        (in_order && fields.len() >= 3 && self.ends_unit(fields.last()?, body)).then_some(fields)
    }

    /// Whether the line of a field is the last one of its unit.
    pub(super) fn ends_unit(&self, field: &PrintedField, body: &UnitBody) -> bool {
        self.line(field.span.bytes.start).end >= body.span.bytes.end
    }

    /// The place of what stands in front of a field: letter, number or bullet.
    pub(super) fn ordinal(&self, field: &PrintedField) -> Option<Bytes> {
        let ordinal = field.ordinal.as_deref()?;
        let start = field.span.bytes.start + self.slice(&field.span).find(ordinal)?;
        Some(start..start + ordinal.len())
    }

    /// Places for words in running text: objectives of units, and paragraphs of the body outside the units, with the
    /// unit. No headings, no names of fields.
    pub(super) fn prose(&self) -> Vec<(Option<&Unit>, Bytes)> {
        use rasoat::record::EvidencePart::Body;
        let in_units = self.bodies().filter_map(|(u, b)| Some((Some(u), b.objective.as_ref()?.span.bytes.clone())));
        let mut out: Vec<(Option<&Unit>, Bytes)> = in_units.collect();
        for part in self.record.parts.iter().filter(|p| p.part == Body) {
            let mut at = part.span.bytes.start;
            while at < part.span.bytes.end {
                let line = self.line(at);
                at = line.end + 1;
                let words = &self.text[line.clone()];
                let paragraph = words.chars().count() > 60 && words.ends_with(['.', ';']);
                let outside = self.bodies().all(|(_, b)| !b.span.bytes.contains(&line.start));
                if paragraph && outside {
                    out.push((None, line));
                }
            }
        }
        out
    }

    /// The entries of the document's own list of short forms, in order.
    pub(super) fn entries(&self) -> Vec<(&str, &str, Bytes)> {
        let listed = self.record.abbreviations.iter().filter(|a| a.source == AbbreviationSource::Glossary);
        let mut out: Vec<(&str, &str, Bytes)> = listed
            .filter_map(|a| Some((a.short.as_str(), a.long.as_str(), a.span.as_ref()?.bytes.clone())))
            .filter(|(short, long, place)| {
                let words = &self.text[place.clone()];
                words.contains(short) && words.contains(long)
            })
            .collect();
        out.sort_by_key(|(_, _, place)| place.start);
        out
    }

    /// Whether these words stand in the text, whole, whatever their case.
    pub(super) fn says(&self, words: &str) -> bool {
        self.count(words) > 0
    }

    /// How often these words stand in the text, whole, whatever their case.
    pub(super) fn count(&self, words: &str) -> usize {
        find_words(&self.folded, &fold(words)).count()
    }
}

/// Where these words stand whole.
pub(super) fn find_words<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Bytes> + 'a {
    let open = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .map(|(start, found)| start..start + found.len())
        .filter(move |at| open(text[..at.start].chars().next_back()) && open(text[at.end..].chars().next()))
}

/// The place of a letter or number in its order, from 0: of `2.3` the last number; none for a bullet.
fn ordinal_value(ordinal: &str) -> Option<usize> {
    let last = ordinal.rsplit('.').next()?;
    LETTERS
        .chars()
        .position(|c| last.chars().eq([c]))
        .or_else(|| last.parse().ok().and_then(|n: usize| n.checked_sub(1)))
}

/// The letter or number that stands `by` places after this one.
pub(super) fn ordinal_moved(ordinal: &str, by: isize) -> Option<String> {
    let at = ordinal_value(ordinal)?.checked_add_signed(by)?;
    let last = ordinal.rsplit('.').next()?;
    let head = &ordinal[..ordinal.len() - last.len()];
    let moved = if last.starts_with(|c: char| c.is_ascii_digit()) {
        (at + 1).to_string()
    } else {
        LETTERS.chars().nth(at)?.to_string()
    };
    Some(format!("{head}{moved}"))
}

/// One fault: what to write where, and what the finding must say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Planted {
    pub(super) edits: Vec<(Bytes, String)>,
    /// Ids of units, one of which the finding must name; empty where it need name none.
    pub(super) units: Vec<String>,
    /// Words that the finding must quote.
    pub(super) quotes: Vec<String>,
}

impl Planted {
    /// Writes `new` in a place.
    pub(super) fn at(place: Bytes, new: impl Into<String>) -> Self {
        Self { edits: vec![(place, new.into())], units: Vec::new(), quotes: Vec::new() }
    }

    /// Adds words at a place.
    pub(super) fn insert(at: usize, new: impl Into<String>) -> Self {
        Self::at(at..at, new)
    }

    /// Writes `new` in another place too.
    pub(super) fn and(mut self, place: Bytes, new: impl Into<String>) -> Self {
        self.edits.push((place, new.into()));
        self
    }

    /// The finding names this unit.
    pub(super) fn of(mut self, unit: &Unit) -> Self {
        self.units.push(unit.id.clone());
        self
    }

    /// The finding quotes these words.
    pub(super) fn quoting(mut self, words: &str) -> Self {
        self.quotes.push(words.to_owned());
        self
    }

    /// The text with the fault in it.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut edits: Vec<_> = self.edits.iter().collect();
        edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        let mut out = text.to_owned();
        for (place, new) in edits {
            out.replace_range(place.clone(), new);
        }
        out
    }
}

/// Picks places: splitmix64 from a fixed seed, so that every run plants the same faults.
#[derive(Debug)]
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of them.
    pub(super) fn pick<T>(&mut self, of: impl IntoIterator<Item = T>) -> Option<T> {
        let mut of: Vec<T> = of.into_iter().collect();
        let count = u64::try_from(of.len()).ok().filter(|n| *n > 0)?;
        let at = usize::try_from(self.next() % count).ok()?;
        Some(of.swap_remove(at))
    }
}
