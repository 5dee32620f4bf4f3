//! Rows: the data files that are tables, a head of column names and then values between tabs.
//!
//! In: a file that is built into the program. Out: its rows, every value a piece of the file: nothing is copied when the
//! program starts. A value may hold any character but a tab or the end of a line, and nothing is quoted.

/// A row, a field for each column.
pub(super) trait Row {
    /// The names of the columns, as the head has them.
    const COLUMNS: &'static [&'static str];

    /// A row of values, one for each column in order.
    fn of(value: impl FnMut(&'static str) -> &'static str) -> Self;
}

/// Declares a row: its fields are the columns of the file, in their order.
macro_rules! row {
    ($(#[$about:meta])* $see:vis struct $name:ident { $($(#[$says:meta])* pub $column:ident,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone)]
        $see struct $name {
            $($(#[$says])* pub $column: &'static str,)+
        }

        impl $crate::knowledge::rows::Row for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];

            fn of(mut value: impl FnMut(&'static str) -> &'static str) -> Self {
                Self { $($column: value(stringify!($column)),)+ }
            }
        }
    };
}
pub(super) use row;

/// The rows of a file.
///
/// # Panics
/// On a file of another shape: a fault of the program, which its tests find.
pub(super) fn rows<R: Row>(file: &'static str, name: &'static str) -> impl Iterator<Item = R> {
    let mut lines = file.lines();
    let head = lines.next().unwrap_or_default();
    assert!(
        head.split('\t').eq(R::COLUMNS.iter().copied()),
        "internal error: {name}: columns are not {:?}",
        R::COLUMNS
    );
    lines.zip(2..).map(move |(line, at)| {
        let mut values = line.split('\t');
        let row = R::of(|column| {
            values.next().unwrap_or_else(|| panic!("internal error: {name}, line {at}: no value for {column}"))
        });
        assert!(values.next().is_none(), "internal error: {name}, line {at}: too many values");
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

    row! {
        /// Two values.
        #[expect(unreachable_pub, reason = "the rows of files are public")]
        pub struct Pair {
            /// The first.
            pub a,
            /// The second.
            pub b,
        }
    }

    #[test]
    fn every_value_is_a_piece_of_the_file() {
        let got: Vec<_> = rows::<Pair>("a\tb\n1\tx, y\n2\t\n", "test").map(|pair| (pair.a, pair.b)).collect();
        assert_eq!(got, [("1", "x, y"), ("2", "")]);
        assert_eq!(parts("a|b").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(parts("").count(), 0);
    }

    #[test]
    #[should_panic(expected = "test, line 2: no value for b")]
    fn a_short_row_is_told() {
        rows::<Pair>("a\tb\n1\n", "test").for_each(drop);
    }
}
