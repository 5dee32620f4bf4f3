//! Calendars (`.ics`, RFC 5545): the deadlines of units as days.
//!
//! In: records. Out: a calendar with an all-day event on the last day of each deadline that has one. An event's
//! identifier is made of the document and the unit, so that importing it again changes the event and adds none.

use icalendar::{Calendar, Component, Event};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::Lang;
use super::tables::{Due, due};
use super::words::{part, unit_title};
use crate::record::{DeadlineKind, EvidencePart, Record};

/// When an event was made, which a calendar must tell: the same for the same documents.
const STAMP: &str = "20240101T000000Z";

/// The deadlines of some documents.
#[must_use]
pub fn calendar(records: &[Record], lang: Lang) -> String {
    let mut out = Calendar::new();
    out.name(lang.pick("Thời hạn trong kế hoạch", "Deadlines of plans"));
    for record in records {
        for (at, due) in due(record).iter().enumerate() {
            out.extend(event(record, due, at, lang));
        }
    }
    out.done().to_string()
}

fn event(record: &Record, due: &Due<'_>, at: usize, lang: Lang) -> Option<Event> {
    // What goes on and on, or waits for something, has no last day.
    let kinds = [DeadlineKind::Recurring, DeadlineKind::Ongoing, DeadlineKind::Conditional, DeadlineKind::Invalid];
    let end: Date = due.deadline.end.as_deref().filter(|_| !kinds.contains(&due.deadline.kind))?.parse().ok()?;
    let (next, plain) = (end.tomorrow().ok()?, |day: Date| day.strftime("%Y%m%d").to_string());
    let number = record.document.number.as_ref().map_or("", |number| number.raw.as_str());
    let from = match due.part {
        EvidencePart::Body => String::new(),
        other => format!(" ({})", part(other, lang)),
    };
    let lines = [
        (lang.pick("Văn bản", "Document"), number.to_owned()),
        (lang.pick("Chủ trì", "Lead"), due.lead.clone()),
        (lang.pick("Thời hạn", "Deadline"), format!("{}{from}", due.deadline.raw)),
        (lang.pick("Tệp", "File"), record.source.path.clone()),
    ];
    let about: Vec<String> =
        lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}: {text}")).collect();
    let key = format!("{}\0{}\0{at}", record.source.path, due.unit.id);
    let mut event = Event::new();
    event
        .uid(&format!("{}@rasoat", &crate::hex(&Sha256::digest(key))[..32]))
        .add_property("DTSTAMP", STAMP)
        .summary(&unit_title(due.unit))
        .description(&about.join("\n"))
        .append_property(icalendar::Property::new("DTSTART", plain(end)).add_parameter("VALUE", "DATE").done())
        .append_property(icalendar::Property::new("DTEND", plain(next)).add_parameter("VALUE", "DATE").done());
    Some(event.done())
}
