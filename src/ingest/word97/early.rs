//! Early: the properties of Word 6 and Word 95, each named by one byte.
//!
//! In: a list of properties. Out: the same ones under the names that Word 97 gave them; those that do not matter here have
//! none. The lengths are those of the Word 6 binary format, whose properties do not tell them.

use super::bytes::{byte, short};
use super::properties::{DEFINE_TABLE, MERGE, Property};

/// A property that does not matter here.
const NONE: u16 = 0;

/// How long a property is.
enum Length {
    Fixed(usize),
    /// Behind its length in one byte.
    Told,
    /// Behind its length in two bytes.
    ToldWide,
}

fn length(name: u8) -> Option<Length> {
    Some(match name {
        0 | 52 | 83 => Length::Fixed(0),
        4..=11
        | 13
        | 14
        | 24
        | 25
        | 29
        | 37
        | 44
        | 50
        | 51
        | 65..=67
        | 71
        | 75
        | 85..=92
        | 94
        | 98
        | 100
        | 102
        | 104
        | 117..=119
        | 185
        | 186 => Length::Fixed(1),
        2
        | 16..=19
        | 21
        | 22
        | 26..=28
        | 30..=36
        | 38..=43
        | 45..=49
        | 69
        | 72
        | 80
        | 93
        | 96
        | 97
        | 99
        | 101
        | 107
        | 109
        | 110
        | 121..=124
        | 182..=184
        | 189
        | 195
        | 197
        | 198 => Length::Fixed(2),
        73 | 95 => Length::Fixed(3),
        20 | 70 | 192 | 194 | 196 | 200 => Length::Fixed(4),
        193 | 199 => Length::Fixed(5),
        187 => Length::Fixed(12),
        3 | 12 | 15 | 23 | 64 | 68 | 74 | 81 | 82 | 103 | 105 | 106 | 108 | 120 | 191 => Length::Told,
        188 | 190 => Length::ToldWide,
        _ => return None,
    })
}

/// The name of today.
fn name_of(name: u8) -> u16 {
    match name {
        2 => 0x4600,
        24 => 0x2416,
        25 => 0x2417,
        65 => 0x0800,
        66 => 0x0801,
        80 => 0x4A30,
        83 => 0x2A33,
        85 => 0x0835,
        91 => 0x083B,
        92 => 0x083C,
        93 => 0x4A4F,
        117 => 0x0855,
        186 => 0x3404,
        190 => DEFINE_TABLE,
        197 => MERGE,
        _ => NONE,
    }
}

/// The first property of a list, and what follows it.
pub(super) fn first(list: &[u8]) -> Option<(Property<'_>, &[u8])> {
    let name = byte(list, 0)?;
    let (begin, length) = match length(name)? {
        Length::Fixed(length) => (1, length),
        Length::Told => (2, usize::from(byte(list, 1)?)),
        Length::ToldWide => (3, usize::from(short(list, 1)?).saturating_sub(1)),
    };
    let value = list.get(begin..begin + length)?;
    Some((Property { name: name_of(name), value }, &list[begin + length..]))
}
