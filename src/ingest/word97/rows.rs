//! Rows: the columns of a row, as its end tells them ([MS-DOC] 2.9.317).
//!
//! In: the [`Shape`] of the end of a row. Out: its columns, with the cells that go on others.

use super::bytes::{byte, short};
use super::styles::Shape;
use crate::ingest::written::Column;

/// The columns of a row.
pub(super) fn columns(shape: &Shape<'_>) -> Vec<Column> {
    let told = shape.columns;
    let count = usize::from(byte(told, 0).unwrap_or(0));
    let edge = |at: usize| short(told, 1 + at * 2).map(|e| i32::from(e.cast_signed()));
    let column = |at: usize| {
        let flags = short(told, 1 + (count + 1) * 2 + at * shape.column_width).unwrap_or(0);
        Some(Column {
            left: edge(at)?,
            right: edge(at + 1)?,
            // Merged upwards, and not the first of those; the same to the left.
            above: flags & 0x60 == 0x20,
            before: flags & 0x03 == 0x02,
        })
    };
    let mut columns: Vec<Column> = (0..count).map_while(column).collect();
    for merged in shape.merged.iter().flatten() {
        let (Some(first), Some(second)) = (byte(merged.value, 0), byte(merged.value, 1)) else { continue };
        let (first, second) = (usize::from(first), usize::from(second));
        if merged.name == super::properties::MERGE_DOWN {
            if let Some(column) = columns.get_mut(first) {
                column.above = second & 3 == 1;
            }
        } else {
            for column in columns.iter_mut().take(second).skip(first + 1) {
                column.before = true;
            }
        }
    }
    columns
}
