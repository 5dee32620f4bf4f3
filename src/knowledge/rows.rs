//! Rows: the data files that are tables, a head of column names and then values between tabs.
//!
//! In: a file that is built into the program. Out: its rows, every value a piece of the file: nothing is copied when the
//! program starts. A value may hold any character but a tab or the end of a line, and nothing is quoted.

/// The rows of a file; `columns` is what its head has to say.
///
/// # Panics
/// On a file of another shape: a fault of the program, which its tests find.
pub(super) fn rows<const N: usize>(
    file: &'static str,
    name: &'static str,
    columns: [&'static str; N],
) -> impl Iterator<Item = [&'static str; N]> {
    let mut lines = file.lines();
    let head = lines.next().unwrap_or_default();
    assert!(head.split('\t').eq(columns), "internal error: {name}: columns are not {columns:?}");
    lines.zip(2..).map(move |(line, at)| {
        let mut values = line.split('\t');
        let row = columns.map(|column| {
            values.next().unwrap_or_else(|| panic!("internal error: {name}, line {at}: no value for {column}"))
        });
        assert!(values.next().is_none(), "internal error: {name}, line {at}: more than {N} values");
        row
    })
}

/// The parts of a value that are separated by `|`; none of an empty one.
pub(super) fn parts(value: &'static str) -> impl Iterator<Item = &'static str> {
    value.split('|').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_a_piece_of_the_file() {
        let got: Vec<_> = rows("a\tb\n1\tx, y\n2\t\n", "test", ["a", "b"]).collect();
        assert_eq!(got, [["1", "x, y"], ["2", ""]]);
        assert_eq!(parts("a|b").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(parts("").count(), 0);
    }

    #[test]
    #[should_panic(expected = "test, line 2: no value for b")]
    fn a_short_row_is_told() {
        rows("a\tb\n1\n", "test", ["a", "b"]).for_each(drop);
    }
}
