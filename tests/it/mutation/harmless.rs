//! Changes that are no faults: the same said in another way.

use jiff::ToSpan;
use jiff::civil::Date;
use rasoat::record::DeadlineKind;

use super::base::{Base, Planted, Rng, agrees, figures, pattern};

/// The table writes its day in words: `ngày 30 tháng 6 năm 2024`.
pub(super) fn day_in_words(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.rows().filter_map(|(_, row)| {
        let [listed] = row.deadlines.as_slice() else { return None };
        let (place, day) = base.day(listed)?;
        let figures = base.text[place.clone()].contains('/');
        let new = format!("{} tháng {} năm {}", day.day(), day.month(), day.year());
        let said = base.text[..place.start].ends_with("gày ");
        figures.then(|| Planted::at(place, if said { new } else { format!("ngày {new}") }))
    });
    rng.pick(places)
}

/// The table writes the last day of a quarter or month instead of its name.
pub(super) fn last_day(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.rows().filter(|(u, _)| agrees(&u.reconciled.deadline)).filter_map(|(_, row)| {
        let [listed] = row.deadlines.as_slice() else { return None };
        let plain = matches!(listed.kind, DeadlineKind::Month | DeadlineKind::Quarter) && !listed.approximate;
        let end: Date = listed.end.as_deref()?.parse().ok()?;
        let last = end.checked_add(1.days()).ok()?.day() == 1;
        (plain && last && !base.merged(&listed.span)).then(|| Planted::at(listed.span.bytes.clone(), figures(end)))
    });
    rng.pick(places)
}

/// The table writes a year without the word: `2024` for `Năm 2024`, or the other way round.
pub(super) fn bare_year(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.rows().flat_map(|(_, row)| &row.deadlines).filter_map(|listed| {
        let year = pattern!(r"^(?:Năm )?(\d{4})$").captures(base.slice(&listed.span))?;
        let new = if year[0].len() == 4 { format!("Năm {}", &year[1]) } else { year[1].to_owned() };
        Some(Planted::at(listed.span.bytes.clone(), new))
    });
    rng.pick(places)
}

/// A line puts its tone marks by the newer or older school.
pub(super) fn tone_marks(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let schools = [("Ủy", "Uỷ"), ("ủy", "uỷ"), ("hóa", "hoá"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("hòa", "hoà")];
    rewritten(base, rng, |line| schools.iter().fold(line.to_owned(), |l, (old, new)| l.replace(old, new)))
}

/// A line has longer dashes and two blanks for one.
pub(super) fn blanks_and_dashes(base: &Base, rng: &mut Rng) -> Option<Planted> {
    rewritten(base, rng, |line| {
        let (mark, words) = line.split_at(line.find(char::is_alphabetic).unwrap_or(0));
        format!("{mark}{}", words.replace(" - ", " – ").replace(", ", ",  "))
    })
}

/// A line of a unit, body or table, written otherwise.
fn rewritten(base: &Base, rng: &mut Rng, new: impl Fn(&str) -> String) -> Option<Planted> {
    let mut places = Vec::new();
    let extents = base.bodies().map(|(_, b)| &b.span).chain(base.rows().map(|(_, r)| &r.span));
    for extent in extents {
        let mut at = extent.bytes.start;
        while at < extent.bytes.end {
            let line = base.line(at);
            at = line.end + 1;
            let (old, new) = (&base.text[line.clone()], new(&base.text[line.clone()]));
            if old != new {
                places.push(Planted::at(line, new));
            }
        }
    }
    rng.pick(places)
}

/// The table gives a name in full; passed over where the short form would not be used any more.
pub(super) fn name_in_full(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let cells = base.rows().flat_map(|(_, row)| row.lead.iter().chain(&row.coordinate));
    let names = cells.filter(|c| !base.merged(&c.span)).flat_map(|c| &c.organizations);
    let places = names.filter(|o| o.raw != o.name && !o.expansions.is_empty() && base.can_go(&o.span.bytes));
    rng.pick(places.map(|o| Planted::at(o.span.bytes.clone(), &o.name)))
}

/// The table prints a title in capitals; passed over where it holds short forms that capitals would hide.
pub(super) fn title_in_capitals(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.rows().filter(|(u, _)| agrees(&u.reconciled.title)).filter_map(|(unit, row)| {
        let plain = !pattern!(r"\p{Lu}{2,}|\p{Ll}\p{Lu}").is_match(&row.title);
        Some(Planted::at(base.title_cell(unit).filter(|_| plain)?, row.title.to_uppercase()))
    });
    rng.pick(places)
}

/// An objective, not a title, speaks of the whole country.
pub(super) fn nationwide_objective(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let (_, at) = rng.pick(base.stops("trên"))?;
    Some(Planted::insert(at, " như các địa phương dẫn đầu trên toàn quốc"))
}

/// An objective names a document again that is cited in full before.
pub(super) fn cited_again(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let cited = base.record.citations.iter().filter_map(|c| {
        let (kind, number) = (c.kind.as_deref()?, c.number.as_deref()?);
        let full = c.date.is_some() && c.refers_to.is_none() && number.contains('/');
        full.then(|| (format!(" theo {kind} số {number}"), c.span.bytes.end))
    });
    let (new, end) = rng.pick(cited)?;
    let (_, at) = rng.pick(base.stops("theo").into_iter().filter(|(_, at)| *at > end))?;
    Some(Planted::insert(at, new))
}
