//! Faults in units and their table: deadlines, numbers and letters, counts, the two halves, fields.

use jiff::ToSpan;
use jiff::civil::Date;
use rasoat::knowledge::fold::fold;
use rasoat::record::{Basis, Cell, FieldKind, Operator, OrganizationCell, Part, PrintedField, Role, Unit, UnitBody};
use rasoat::span::Bytes;

use super::base::{Base, Planted, Rng, agrees, figures, ordinal_moved, padded, pattern};

// ---- Deadlines -----------------------------------------------------------------------------------------------------

/// The table's day becomes the 15th of a later month; passed over where the objective repeats the day.
pub(super) fn deadline_moved(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.twins().filter(|(u, ..)| agrees(&u.reconciled.deadline)).filter_map(|(unit, body, row)| {
        let ([_], [listed]) = (body.deadlines.as_slice(), row.deadlines.as_slice()) else { return None };
        let (place, day) = base.day(listed)?;
        let repeated = body.objective.as_ref().is_some_and(|o| o.text.contains(&base.text[place.clone()]));
        let later = day.first_of_month().checked_add(40.days()).ok()?.with().day(15).build().ok()?;
        let new = figures(later);
        (!repeated).then(|| Planted::at(place, new.clone()).of(unit).quoting(&new))
    });
    rng.pick(places)
}

/// Writes a day in every half of a unit; passed over where a half gives no day, or several.
fn every_half(base: &Base, rng: &mut Rng, new: impl Fn(Date) -> Option<String>) -> Option<Planted> {
    let places = base.bodies().filter_map(|(unit, _)| {
        let (places, day) = base.days(unit)?;
        let new = new(day)?;
        let edits = places.into_iter().map(|place| (place, new.clone())).collect();
        Some(Planted { edits, units: vec![unit.id.clone()], quotes: vec![new] })
    });
    rng.pick(places)
}

/// The same fault in the table only, where both halves give a day.
fn table_only(planted: &Planted) -> Option<Planted> {
    let [_, of_row] = planted.edits.as_slice() else { return None };
    Some(Planted { edits: vec![of_row.clone()], ..planted.clone() })
}

/// Both halves give a day 40 days before the plan was issued.
pub(super) fn deadline_before_issue(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let early = figures(base.issued()?.checked_sub(40.days()).ok()?);
    every_half(base, rng, |_| Some(early.clone()))
}

/// The table alone gives such a day: the halves differ as well.
pub(super) fn row_before_issue(base: &Base, rng: &mut Rng) -> Option<Planted> {
    table_only(&deadline_before_issue(base, rng)?)
}

/// Both halves give the 30th of February.
pub(super) fn deadline_invalid(base: &Base, rng: &mut Rng) -> Option<Planted> {
    every_half(base, rng, |day| Some(format!("30/2/{}", day.year())))
}

/// The table alone gives such a day: the halves differ as well.
pub(super) fn row_invalid(base: &Base, rng: &mut Rng) -> Option<Planted> {
    table_only(&deadline_invalid(base, rng)?)
}

// ---- Numbers, letters, counts ----------------------------------------------------------------------------------------

/// The number behind a unit's keyword (`Mô hình 4:`) at the head of some words: its place in them.
fn keyword_number(unit: &Unit, head: &str) -> Option<std::ops::Range<usize>> {
    let number =
        pattern!(r"^(?:\d+(?:\.\d+)*\.? )?(\p{L}+(?: \p{L}+){0,3}?)(?: số)? (\d{1,3})\s*[:.–-]").captures(head)?;
    let same = fold(&number[1]) == fold(unit.kind.as_deref()?) && number[2].parse().ok() == unit.number;
    same.then(|| number.get(2).map(|n| n.range())).flatten()
}

/// The table gives another number than the body; passed over where the row has no keyword, and where the titles differ
/// (the row may then rightly be nobody's).
pub(super) fn row_renumbered(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let new = (base.highest() + 7).to_string();
    let places = base.twins().filter(|(u, ..)| agrees(&u.reconciled.title)).filter_map(|(unit, _, row)| {
        let (start, inside) =
            row.cells.iter().find_map(|c| Some((c.span.bytes.start, keyword_number(unit, base.slice(&c.span))?)))?;
        Some(Planted::at(start + inside.start..start + inside.end, &new).of(unit).quoting(&new))
    });
    rng.pick(places)
}

/// In a plan without a table, a unit between its neighbours gets another number; passed over where units are few, where
/// they are numbered anew in each group, and where the text names the unit by its number.
fn body_renumbered(base: &Base, rng: &mut Rng, new: impl Fn(u64) -> u64) -> Option<Planted> {
    let units: Vec<(&Unit, &UnitBody)> = base.bodies().collect();
    let in_order = units.iter().enumerate().all(|(i, (u, _))| u.number == u64::try_from(i + 1).ok());
    if base.rows().next().is_some() || units.len() < 5 || !in_order {
        return None;
    }
    let places = units[1..units.len() - 2].iter().filter_map(|(unit, body)| {
        let line = base.line(body.span.bytes.start);
        let inside = keyword_number(unit, &base.text[line.clone()])?;
        let place = line.start + inside.start..line.start + inside.end;
        let new = new(unit.number?).to_string();
        let planted = Planted::at(place, &new).of(unit).quoting(&new);
        // It may be named by its place or by its number.
        (base.count(&unit.label) == 1).then(|| Planted { units: vec![unit.id.clone(), new], ..planted })
    });
    rng.pick(places)
}

/// 1, 2, 9, 4, 5.
pub(super) fn unit_renumbered(base: &Base, rng: &mut Rng) -> Option<Planted> {
    body_renumbered(base, rng, |_| base.highest() + 3)
}

/// 1, 2, 4, 4, 5: the gap may be told too.
pub(super) fn unit_repeated(base: &Base, rng: &mut Rng) -> Option<Planted> {
    body_renumbered(base, rng, |number| number + 1).map(|p| Planted { units: Vec::new(), ..p })
}

/// The last letter or number of a unit's fields becomes another one.
fn last_ordinal(base: &Base, rng: &mut Rng, by: isize) -> Option<Planted> {
    let places = base.bodies().filter_map(|(unit, body)| {
        let last = base.numbered_fields(body)?.last()?;
        let new = ordinal_moved(last.ordinal.as_deref()?, by)?;
        Some(Planted::at(base.ordinal(last)?, new).of(unit))
    });
    rng.pick(places)
}

/// The last field of a unit bears the letter of the one before; only the last, for in the middle it is a gap as well.
pub(super) fn letter_repeated(base: &Base, rng: &mut Rng) -> Option<Planted> {
    last_ordinal(base, rng, -1)
}

/// The last field of a unit skips a letter.
pub(super) fn letter_skipped(base: &Base, rng: &mut Rng) -> Option<Planted> {
    last_ordinal(base, rng, 1)
}

/// The roman number of the last section of the body; passed over where sections are fewer than three, or where the text
/// refers to the last.
fn last_section(base: &Base, rng: &mut Rng, new: impl Fn(usize) -> usize) -> Option<Planted> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let places = base.record.numbering.iter().filter(|s| s.scheme == "roman").filter_map(|series| {
        let labels: Vec<&str> = series.ordinals.iter().map(|o| o.label.as_str()).collect();
        let (count, last) = (labels.len(), series.ordinals.last()?);
        let referred = base.says(&format!("mục {}", last.label)) || base.says(&format!("phần {}", last.label));
        let body = base.bodies().any(|(_, b)| b.span.bytes.start < last.span.bytes.start)
            && base.rows().all(|(_, r)| r.span.bytes.start > last.span.bytes.end);
        if count < 3 || ROMAN.get(..count)? != labels.as_slice() || referred || !body {
            return None;
        }
        let start = last.span.bytes.start + base.slice(&last.span).find(&last.label)?;
        Some(Planted::at(start..start + last.label.len(), *ROMAN.get(new(count))?))
    });
    rng.pick(places)
}

/// I, II, IV.
pub(super) fn section_skipped(base: &Base, rng: &mut Rng) -> Option<Planted> {
    last_section(base, rng, |count| count)
}

/// I, II, II.
pub(super) fn section_repeated(base: &Base, rng: &mut Rng) -> Option<Planted> {
    last_section(base, rng, |count| count - 2)
}

/// The last row of the table skips a number in the column TT; passed over where the column starts anew in each group.
pub(super) fn row_order_skipped(base: &Base, _: &mut Rng) -> Option<Planted> {
    let ordinal = |c: &&Cell| c.column.as_deref().is_some_and(|h| matches!(fold(h).as_str(), "tt" | "stt"));
    let cells: Vec<&Cell> = base.rows().filter_map(|(_, row)| row.cells.iter().find(ordinal)).collect();
    let (count, last) = (cells.len(), cells.last()?);
    let from_one = cells.iter().enumerate().all(|(i, c)| c.text.parse() == Ok(i + 1));
    let new = padded(u64::try_from(count + 1).ok()?, &last.text);
    (from_one && count >= 3).then(|| Planted::at(last.span.bytes.clone(), new))
}

/// The bracket behind a group's title counts one unit more than the group has.
pub(super) fn group_count(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.record.groups.iter().filter_map(|group| {
        let right = group.declared_count == u64::try_from(group.unit_numbers.len()).ok();
        let bracket = pattern!(r"\((?:(?:bao )?gồm )?(\d{1,2}) \p{L}[^()]*\)").captures(base.slice(&group.span))?;
        let (count, start) = (bracket.get(1)?, group.span.bytes.start);
        let new = padded(group.declared_count? + 1, count.as_str());
        let units = base.record.units.iter().filter(|u| group.label.is_some() && u.group == group.label);
        let units = units.map(|u| u.id.clone()).collect();
        let planted = Planted::at(start + count.start()..start + count.end(), new.clone()).quoting(&new);
        right.then_some(Planted { units, ..planted })
    });
    rng.pick(places)
}

/// The plan says that it has one unit more than it has; passed over where it says so twice.
pub(super) fn total_count(base: &Base, _: &mut Rng) -> Option<Planted> {
    let total = base.record.document.declared_unit_count.as_ref()?;
    let figures = pattern!(r"\d+").find(base.slice(&total.span))?;
    let right = total.value == u64::try_from(base.record.units.len()).ok()?;
    let kind = fold(base.record.units.first()?.kind.as_deref().unwrap_or("nhiệm vụ"));
    let once = base.count(&format!("{} {kind}", figures.as_str())) <= 1;
    let start = total.span.bytes.start;
    let new = padded(total.value + 1, figures.as_str());
    let planted = Planted::at(start + figures.start()..start + figures.end(), new.clone()).quoting(&new);
    (right && once).then_some(planted)
}

// ---- Table against body ----------------------------------------------------------------------------------------------

fn names(cell: Option<&OrganizationCell>) -> impl Iterator<Item = &str> {
    cell.into_iter().flat_map(|c| &c.organizations).map(|o| o.name.as_str())
}

/// Whether a body has any part in a unit, in either half.
fn takes_part(unit: &Unit, name: &str) -> bool {
    let assigned = unit.body.iter().flat_map(|b| &b.assignments).map(|a| a.organization.name.as_str());
    let row = unit.appendix.as_ref();
    let listed = [row.map(|r| &r.lead), row.map(|r| &r.coordinate), row.map(|r| &r.forces)];
    assigned.chain(listed.into_iter().flatten().flat_map(|c| names(c.as_ref()))).any(|n| n == name)
}

/// Another row's lead stands in the row; passed over where the body only implies its lead, and where the other body has a
/// part in the unit (it would be a coordinator too).
pub(super) fn lead_swapped(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let alone = |cell: &OrganizationCell| match cell.organizations.as_slice() {
        [one] if one.raw == cell.text => Some((cell.text.clone(), one.name.clone())),
        _ => None,
    };
    let leads: Vec<(String, String)> = base.rows().filter_map(|(_, row)| alone(row.lead.as_ref()?)).collect();
    let units = base.twins().filter(|(u, ..)| agrees(&u.reconciled.lead)).filter(|(_, body, row)| {
        let stated = body.assignments.iter().any(|a| a.role == Role::Lead && a.basis == Basis::Stated && !a.requested);
        let free = |c: &OrganizationCell| !base.merged(&c.span) && base.can_go(&c.span.bytes);
        stated && row.lead.as_ref().is_some_and(|c| alone(c).is_some() && free(c))
    });
    let (unit, _, row) = rng.pick(units)?;
    let (new, _) = rng.pick(leads.into_iter().filter(|(_, name)| !takes_part(unit, name)))?;
    Some(Planted::at(row.lead.as_ref()?.span.bytes.clone(), new.clone()).of(unit).quoting(&new))
}

/// The last coordinator of the row is gone; passed over where it is a catch-all, stands in the row elsewhere, or where the
/// body only asks for its help.
pub(super) fn coordinator_dropped(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.twins().filter(|(u, ..)| agrees(&u.reconciled.coordinate)).filter_map(|(unit, body, row)| {
        let cell = row.coordinate.as_ref()?;
        let [.., before, last] = cell.organizations.as_slice() else { return None };
        let stated = body.assignments.iter().filter(|a| a.role == Role::Coordinate && !a.requested);
        let stated = stated.map(|a| &a.organization).find(|o| o.name == last.name)?;
        let place = before.span.bytes.end..last.span.bytes.end;
        let mark = &base.text[place.start..last.span.bytes.start];
        let general = pattern!(r"^(các|cơ quan|đơn vị)\b").is_match(&fold(&last.raw));
        let elsewhere = names(row.lead.as_ref()).chain(names(row.forces.as_ref())).any(|n| n == last.name);
        let ends = last.span.bytes.end == cell.span.bytes.end && matches!(mark, ", " | "; " | "\n");
        let free = !base.merged(&cell.span) && base.can_go(&place);
        (ends && free && !general && !elsewhere).then(|| Planted::at(place, "").of(unit).quoting(&stated.raw))
    });
    rng.pick(places)
}

/// The table's title says `Thí điểm` too; passed over where it opens with a short form.
pub(super) fn title_word(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.twins().filter(|(u, ..)| agrees(&u.reconciled.title)).filter_map(|(unit, _, row)| {
        let place = base.title_cell(unit)?;
        let mut letters = row.title.chars();
        let (first, second) = (letters.next()?, letters.next()?);
        let plain = first.is_uppercase() && second.is_lowercase() && !fold(&row.title).contains("thí điểm");
        let new = format!("Thí điểm {}", first.to_lowercase());
        plain.then(|| Planted::at(place.start..place.start + first.len_utf8(), new).of(unit).quoting("Thí điểm"))
    });
    rng.pick(places)
}

/// Another row's tools stand in the row; passed over where a word of them stands in the unit.
pub(super) fn platform_swapped(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let platforms: Vec<&OrganizationCell> = base.rows().filter_map(|(_, row)| row.platform.as_ref()).collect();
    let units = base.twins().filter(|(u, ..)| agrees(&u.reconciled.tools)).filter_map(|(unit, body, row)| {
        let cell = row.platform.as_ref().filter(|c| !base.merged(&c.span) && base.can_go(&c.span.bytes))?;
        let own: Vec<String> = body.tools.iter().map(|t| fold(&t.text)).chain([fold(&cell.text)]).collect();
        Some((unit, cell, own.join(" ")))
    });
    let (unit, cell, own) = rng.pick(units)?;
    let foreign = |c: &&&OrganizationCell| fold(&c.text).split(' ').all(|word| !own.contains(word));
    let new = base.slice(&rng.pick(platforms.iter().filter(foreign))?.span);
    Some(Planted::at(cell.span.bytes.clone(), new).of(unit).quoting(new))
}

/// Another office is named last among the forces of the row; passed over where the other half does not name the one that
/// stood there, and where the new one has a part in the unit.
pub(super) fn forces_swapped(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let all = &base.record.organizations;
    let units = base.twins().filter_map(|(unit, body, row)| {
        let (forces, cell) = (&body.forces.as_ref()?.span.bytes, row.forces.as_ref()?);
        let last = cell.organizations.last().filter(|o| !base.merged(&cell.span) && base.can_go(&o.span.bytes))?;
        let inside = |b: &Bytes| forces.start <= b.start && b.end <= forces.end;
        let both = all.iter().any(|o| o.name == last.name && o.mentions.iter().any(|m| inside(&m.span.bytes)));
        both.then_some((unit, last))
    });
    let (unit, last) = rng.pick(units)?;
    let proper = pattern!(r"^(Sở|Phòng|Công an|Hội|Trung tâm) \p{Lu}");
    let others = all.iter().filter(|o| proper.is_match(&o.name) && !takes_part(unit, &o.name));
    let new = &rng.pick(others)?.name;
    Some(Planted::at(last.span.bytes.clone(), new).of(unit).quoting(new))
}

/// A group of the table has a word more in its title than the same group of the body.
pub(super) fn group_retitled(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let groups = &base.record.groups;
    let in_body = |title: &str| groups.iter().any(|g| g.part == Part::Body && fold(&g.title) == fold(title));
    let places = groups.iter().filter(|g| g.part == Part::Appendix && in_body(&g.title)).filter_map(|group| {
        let end = group.span.bytes.start + base.slice(&group.span).find(&group.title)? + group.title.len();
        Some(Planted::insert(end, " trọng điểm").quoting("trọng điểm"))
    });
    rng.pick(places)
}

/// The assignment repeats a percentage of the objective with another figure.
pub(super) fn target_changed(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.bodies().filter_map(|(unit, body)| {
        let at = body.organization.as_ref()?.span.bytes.end;
        let assigned = body.fields.iter().any(|f| f.kind == FieldKind::Assignment);
        let objective = &body.objective.as_ref()?.text;
        let target = pattern!(r"(\d{2,3})%((?: \p{L}+){5,})").captures(objective)?;
        let new: u64 = target[1].parse::<u64>().ok()?.checked_sub(7)?;
        let sentence = format!(" Bảo đảm {new}%{}.", &target[2]);
        let fair = assigned && base.text[..at].ends_with('.');
        fair.then(|| Planted::insert(at, sentence).of(unit).quoting(&format!("{new}%")))
    });
    rng.pick(places)
}

// ---- Fields ----------------------------------------------------------------------------------------------------------

/// Whether a field says who does the work.
fn says_who(field: &PrintedField) -> bool {
    use FieldKind::{Assignment, Coordinate, Direct, Implementer, Lead, Monitor};
    matches!(field.kind, Assignment | Coordinate | Direct | Implementer | Lead | Monitor)
}

/// One field is missing that four units in five have; passed over where it says who works (the lead would be lost too),
/// where a letter would be skipped, where paragraphs stand under it, where a short form would be defined in vain, and where
/// the unit speaks of times elsewhere (they would be read in the place of the field).
pub(super) fn field_removed(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let label = |f: &PrintedField| f.label.as_deref().map(fold);
    let bodies: Vec<(&Unit, &UnitBody)> = base.bodies().collect();
    let usual = |f: &PrintedField| {
        let with = bodies.iter().filter(|(_, b)| b.fields.iter().any(|other| label(other) == label(f))).count();
        bodies.len() >= 4 && with * 5 >= bodies.len() * 4
    };
    let places = bodies.iter().flat_map(|(unit, body)| body.fields.iter().map(move |f| (*unit, *body, f)));
    let places = places.filter_map(|(unit, body, field)| {
        let line = base.line(field.span.bytes.start);
        let last = base.ends_unit(field, body);
        let inner = field.ordinal.as_deref().is_some_and(|o| ordinal_moved(o, 0).is_some()) && !last;
        let next = body.fields.iter().find(|f| f.span.bytes.start > field.span.bytes.start);
        let alone = !field.glued && (last || next.is_some_and(|n| n.span.bytes.start == line.end + 1));
        let known = label(field).is_some() && usual(field) && !says_who(field);
        let rest =
            format!("{}{}", &base.text[body.span.bytes.start..line.start], &base.text[line.end..body.span.bytes.end]);
        let time = pattern!(r"(hằng|hàng) (ngày|tuần|tháng|quý|năm)|(ngày|tháng|quý|năm) \d|\d (ngày|tháng|năm)");
        let timed = field.kind == FieldKind::Deadline && time.is_match(&fold(&rest));
        // A field on the heading's own line would take the heading with it.
        let apart = line.start > body.span.bytes.start;
        let fair = apart && alone && known && !inner && !timed && body.fields.len() >= 3 && base.can_go(&line);
        fair.then(|| Planted::at(line.start - 1..line.end, "").of(unit))
    });
    rng.pick(places)
}

/// The last field of a unit stands twice, with the next letter; passed over where it quotes or defines something.
pub(super) fn field_twice(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.bodies().filter_map(|(unit, body)| {
        let last = body.fields.last().filter(|f| f.label.is_some() && base.ends_unit(f, body))?;
        let line = base.line(last.span.bytes.start);
        let ordinal = base.ordinal(last)?;
        let printed = &base.text[ordinal.clone()];
        let next = ordinal_moved(printed, 1).unwrap_or_else(|| printed.to_owned());
        let again = format!("\n{}{next}{}", &base.text[line.start..ordinal.start], &base.text[ordinal.end..line.end]);
        let fair = body.fields.len() >= 3 && !base.quotes_or_defines(&line);
        fair.then(|| Planted::insert(line.end, again).of(unit))
    });
    rng.pick(places)
}

/// The last field of a unit stands on the line of the one before; passed over for bullets, where it would be prose.
pub(super) fn field_glued(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = base.bodies().filter_map(|(unit, body)| {
        let last = base.numbered_fields(body)?.last()?;
        let start = base.line(last.span.bytes.start).start;
        base.text[..start].ends_with(".\n").then(|| Planted::at(start - 1..start, " ").of(unit))
    });
    rng.pick(places)
}

/// One unit calls its time by another label; passed over where units differ already, and where the label would change
/// the last day.
pub(super) fn label_changed(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let labels: Vec<(&Unit, &UnitBody, &PrintedField, String)> = base
        .bodies()
        .filter_map(|(u, b)| {
            let field = b.fields.iter().find(|f| f.kind == FieldKind::Deadline)?;
            Some((u, b, field, fold(field.label.as_deref()?)))
        })
        .collect();
    let usual = labels.first()?.3.clone();
    let known = ["thời gian thực hiện", "thời gian hoàn thành", "thời gian triển khai"].contains(&usual.as_str());
    if labels.len() < 3 || !known || labels.iter().any(|(.., label)| *label != usual) {
        return None;
    }
    let new =
        if usual == "thời gian thực hiện" { "Thời gian hoàn thành" } else { "Thời gian thực hiện" };
    let places = labels.iter().filter_map(|(unit, body, field, _)| {
        let [deadline] = body.deadlines.as_slice() else { return None };
        base.day(deadline).filter(|_| deadline.operator != Some(Operator::Before))?;
        let label = field.label.as_deref()?;
        let start = field.span.bytes.start + base.slice(&field.span).find(label)?;
        Some(Planted::at(start..start + label.len(), new).of(unit).quoting(new))
    });
    rng.pick(places)
}
