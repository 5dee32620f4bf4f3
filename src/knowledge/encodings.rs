//! Encodings: the letters of Vietnamese as the encodings before Unicode wrote them.
//!
//! In: `encodings.tsv`: a letter, and the bytes of TCVN3 (TCVN 5712:1993, fonts `.Vn…`), VNI for Windows and VISCII (RFC 1456) in
//! hexadecimal; TCVN3 has no capital letters with a tone. Out: [`Encodings`]. Whether a text is in one of them is decided in
//! [`crate::ingest`].

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows::{row, rows};

row! {
    /// A letter.
    pub struct Written {
        /// In Unicode.
        pub letter,
        /// One byte, or empty.
        pub tcvn3,
        /// One byte, or that of the letter and that of its marks.
        pub vni,
        /// One byte.
        pub viscii,
    }
}

/// What the bytes of each encoding stand for; none where that is what ASCII or Latin-1 says.
#[derive(Debug)]
pub struct Encodings {
    /// TCVN3.
    pub tcvn3: [Option<char>; 256],
    /// VISCII.
    pub viscii: [Option<char>; 256],
    /// VNI: letters of one byte.
    pub vni: [Option<char>; 256],
    /// VNI: a letter and its marks; the marks of a small letter stand in the table for both cases.
    pub vni_pairs: FxHashMap<(u8, u8), char>,
}

/// The rows of the file.
pub fn letters() -> impl Iterator<Item = Written> {
    rows(include_str!("encodings.tsv"), "encodings.tsv")
}

impl Encodings {
    /// The tables, read once.
    #[must_use]
    pub fn get() -> &'static Self {
        static ENCODINGS: LazyLock<Encodings> = LazyLock::new(Encodings::read);
        &ENCODINGS
    }

    /// Reads the file.
    ///
    /// # Panics
    /// On a file of another shape: a fault of the program, which its tests find.
    fn read() -> Self {
        let none = [None; 256];
        let mut out = Self { tcvn3: none, viscii: none, vni: none, vni_pairs: FxHashMap::default() };
        for row in letters() {
            let letter = row.letter.chars().next();
            for (table, value) in [(&mut out.tcvn3, row.tcvn3), (&mut out.viscii, row.viscii), (&mut out.vni, row.vni)]
            {
                if let [byte] = bytes(value)[..] {
                    table[usize::from(byte)] = letter;
                }
            }
            if let ([base, marks], Some(letter)) = (&bytes(row.vni)[..], letter) {
                // Typists mixed the cases of marks; the letter's own case says which it is.
                for marks in [*marks, marks ^ CASE] {
                    out.vni_pairs.insert((*base, marks), letter);
                }
            }
        }
        out
    }
}

/// The bit that tells small from capital letters.
const CASE: u8 = 0x20;

/// The bytes of a value.
///
/// # Panics
/// Where one is not in hexadecimal: a fault of the program, which its tests find.
#[must_use]
pub fn bytes(value: &str) -> Vec<u8> {
    let byte = |hex| u8::from_str_radix(hex, 16).expect("internal error: encodings.tsv: a byte");
    value.split_whitespace().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_stands_for_two_letters() {
        let tables = Encodings::get();
        let count = |table: &[Option<char>; 256]| table.iter().flatten().count();
        assert_eq!(letters().count(), 134);
        assert_eq!((count(&tables.tcvn3), count(&tables.viscii)), (74, 134));
        // A pair stands in the table with its marks in both cases.
        assert_eq!(count(&tables.vni) + tables.vni_pairs.len() / 2, 134);
    }
}
