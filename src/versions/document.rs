//! Document: what the heads of two versions say otherwise.
//!
//! In: two records. Out: [`FieldChange`]s, in the order of a head. Legal bases are compared once each, however often they
//! are cited.

use rustc_hash::FxHashMap;

use super::changes::{Field, FieldChange, How, ItemChange, Said, Side};
use super::lists::{self, Entry};
use super::meaning::{Sense, plain};
use crate::record::{Citation, Document, Record};
use crate::span::Span;

type Senses<'a> = (&'a Sense, &'a Sense);

/// Compares the heads, then those of the documents that are attached.
pub(super) fn changes(records: (&Record, &Record), senses: Senses) -> Vec<FieldChange> {
    let mut out = head((&records.0.document, &records.1.document), senses, Side::Document);
    let citations = |record: &Record, sense: &Sense| -> Vec<Entry> {
        let full = record.citations.iter().filter(|citation| citation.refers_to.is_none());
        full.map(|citation| entry(citation, sense)).collect()
    };
    let mut cited = lists::compare(citations(records.0, senses.0), citations(records.1, senses.1));
    let dates = (dates(records.0), dates(records.1));
    for item in cited.iter_mut().filter(|item| item.how == How::Reworded) {
        let of = |said: &Option<Said>, dates: &Dates| {
            said.as_ref().and_then(|said| dates.get(&number_key(said.value.as_ref()?)).cloned())
        };
        // A document has one day: where each version gives another one, it was mended or spoiled.
        if let (Some(old), Some(new)) = (of(&item.old, &dates.0), of(&item.new, &dates.1))
            && old != new
        {
            item.how = How::Changed;
        }
    }
    push(&mut out, Side::Document, Field::Citations, cited);
    let attached = |record: &Record| record.attachments.iter().map(|a| a.document.clone()).collect::<Vec<_>>();
    let (old, new) = (attached(records.0), attached(records.1));
    for pair in old.iter().zip(&new) {
        out.extend(head(pair, senses, Side::Attachment));
    }
    let more = |record: &Record, from: usize, sense: &Sense| -> Vec<Entry> {
        let rest = record.attachments.iter().skip(from);
        rest.map(|a| sense.text(said(title(&a.document), None, Some(&a.span)))).collect()
    };
    let from = old.len().min(new.len());
    push(
        &mut out,
        Side::Document,
        Field::Attachments,
        lists::compare(more(records.0, from, senses.0), more(records.1, from, senses.1)),
    );
    out.sort_by_key(|change| (change.side != Side::Document, change.field));
    out
}

/// What an attached document goes by.
fn title(document: &Document) -> String {
    let parts = [
        document.kind.as_ref().map(|kind| kind.name.as_str()),
        document.number.as_ref().map(|number| number.raw.as_str()),
        document.subject.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn push(out: &mut Vec<FieldChange>, side: Side, field: Field, items: Vec<ItemChange>) {
    if !items.is_empty() {
        out.push(FieldChange { side, field, label: None, items });
    }
}

fn said(text: impl Into<String>, value: Option<String>, span: Option<&Span>) -> Said {
    Said { text: text.into(), value, span: span.cloned() }
}

/// The fields of one head.
fn head(documents: (&Document, &Document), senses: Senses, side: Side) -> Vec<FieldChange> {
    let mut out = Vec::new();
    let mut both = |field: Field, of: &dyn Fn(&Document, &Sense) -> Vec<Entry>| {
        push(&mut out, side, field, lists::compare(of(documents.0, senses.0), of(documents.1, senses.1)));
    };
    both(Field::Type, &|d, s| d.kind.iter().map(|kind| s.text(said(&kind.name, None, None))).collect());
    both(Field::Number, &|d, _| {
        let number = d.number.iter();
        // The number as printed and the symbol: a blank is a value of its own.
        number
            .map(|n| Entry {
                said: said(&n.raw, None, Some(&n.span)),
                keys: vec![format!("{} {}", n.ordinal_text, plain(&n.symbol))],
            })
            .collect()
    });
    both(Field::Issuer, &|d, s| {
        let issuer = d.issuer.iter();
        issuer
            .map(|i| {
                let value = (i.name != i.raw).then(|| i.name.clone());
                Entry { said: said(&i.raw, value, Some(&i.span)), keys: vec![s.key(&i.name)] }
            })
            .collect()
    });
    both(Field::Place, &|d, s| d.place.iter().map(|place| s.text(said(place, None, None))).collect());
    both(Field::Issued, &|d, _| {
        let issued = d.issued.iter();
        issued
            .map(|i| Entry {
                said: said(&i.raw, i.value.clone(), Some(&i.span)),
                keys: vec![i.value.clone().unwrap_or_else(|| plain(&i.raw))],
            })
            .collect()
    });
    both(Field::Subject, &|d, s| d.subject.iter().map(|subject| s.text(said(subject, None, None))).collect());
    both(Field::Period, &|d, s| {
        let period = d.period.iter();
        period
            .map(|p| {
                let days = [p.start.as_deref(), p.end.as_deref()].map(|day| day.unwrap_or(".."));
                let known = p.start.is_some() || p.end.is_some();
                let keys = if known { days.join("/") } else { s.key(&p.raw) };
                Entry { said: said(&p.raw, known.then(|| days.join("/")), Some(&p.span)), keys: vec![keys] }
            })
            .collect()
    });
    both(Field::Classification, &|d, s| {
        d.classification.iter().map(|m| s.text(said(&m.raw, None, Some(&m.span)))).collect()
    });
    both(Field::Urgency, &|d, s| d.urgency.iter().map(|m| s.text(said(&m.raw, None, Some(&m.span)))).collect());
    both(Field::UnitCount, &|d, _| {
        let count = d.declared_unit_count.iter();
        count
            .map(|c| Entry {
                said: said(&c.raw, Some(c.value.to_string()), Some(&c.span)),
                keys: vec![c.value.to_string()],
            })
            .collect()
    });
    both(Field::Recipients, &|d, s| d.recipients.iter().map(|r| s.text(said(&r.raw, None, Some(&r.span)))).collect());
    both(Field::Authority, &|d, s| {
        let lines = d.signatory.iter().filter(|signer| !signer.authority_lines.is_empty());
        lines.map(|signer| s.text(said(signer.authority_lines.join("; "), None, Some(&signer.span)))).collect()
    });
    both(Field::Position, &|d, s| {
        let signer = d.signatory.iter();
        signer.filter_map(|x| Some(s.text(said(x.position.as_ref()?, None, Some(&x.span))))).collect()
    });
    both(Field::Signatory, &|d, s| {
        let signer = d.signatory.iter();
        signer.filter_map(|x| Some(s.text(said(x.name.as_ref()?, None, Some(&x.span))))).collect()
    });
    out
}

/// The first day that is said of each document that is cited, by its number.
type Dates = FxHashMap<String, String>;

fn dates(record: &Record) -> Dates {
    let mut out = Dates::default();
    for citation in &record.citations {
        if let (Some(number), Some(date)) = (&citation.number, &citation.date) {
            out.entry(number_key(number)).or_insert_with(|| date.clone());
        }
    }
    out
}

fn number_key(number: &str) -> String {
    plain(number).replace(' ', "")
}

/// A citation: by its number, else by its words. What else is said beside the number, here or there, tells no other document.
fn entry(citation: &Citation, sense: &Sense) -> Entry {
    let keys = match &citation.number {
        Some(number) if number.contains('/') => vec![format!("@{}", number_key(number))],
        _ => vec![sense.key(&citation.raw)],
    };
    Entry { said: said(&citation.raw, citation.number.clone(), Some(&citation.span)), keys }
}
