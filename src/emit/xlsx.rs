//! Workbooks (`.xlsx`): a sheet for each table, to be filtered, printed and sent on.
//!
//! In: [`Table`]s. Out: the bytes of a workbook, the same for the same tables. What a document says is always text: nothing in it
//! becomes a formula. The first row of each sheet holds the keys of the columns and is hidden; the second one their heads.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::tables::{Column, Table, Value};

/// The most characters that a cell holds.
const CELL: usize = 32_767;

/// Rows above the values.
const HEADS: u32 = 2;

/// A workbook of tables.
///
/// # Errors
/// Where a table has more rows than a sheet: 1,048,576.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A workbook tells when it was made; two of the same documents are the same.
    let made = ExcelDateTime::from_ymd(2024, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author(env!("CARGO_PKG_NAME")).set_creation_datetime(&made));
    for table in tables {
        sheet(book.add_worksheet(), table)?;
    }
    book.save_to_buffer()
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xD9_E2_F3))
        .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    let day = Format::new().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Top).set_align(FormatAlign::Left);
    sheet.set_name(table.name)?;
    for (column, at) in table.columns.iter().zip(0u16..) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string(0, at, column.key)?;
        sheet.write_string_with_format(1, at, column.head, &head)?;
    }
    sheet.set_row_hidden(0)?;
    for (row, at) in table.rows.iter().zip(HEADS..) {
        sheet.set_row_height(at, height(row, table))?;
        for (value, column) in row.iter().zip(0u16..) {
            match value {
                Value::Text(words) => sheet.write_string_with_format(at, column, shortened(words), &cell)?,
                Value::Number(count) => sheet.write_number_with_format(at, column, as_number(*count), &cell)?,
                Value::Day(iso) => match ExcelDateTime::parse_from_str(iso) {
                    Ok(date) => sheet.write_datetime_with_format(at, column, &date, &day)?,
                    // A calendar of spreadsheets begins in 1900.
                    Err(_) => sheet.write_string_with_format(at, column, iso.as_str(), &cell)?,
                },
                Value::Empty => sheet.write_blank(at, column, &cell)?,
            };
        }
    }
    let last_column = u16::try_from(table.columns.len()).unwrap_or(1).saturating_sub(1);
    let last_row = HEADS - 1 + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - HEADS);
    sheet.autofilter(1, 0, last_row, last_column)?;
    sheet.set_freeze_panes(HEADS, 0)?;
    // A4, across, as wide as the paper, the heads on every page.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(1, 1)?;
    sheet.set_footer("&L&F&C&A&R&P / &N");
    Ok(())
}

/// The height of a row, in points: as many lines as its longest cell takes. Some programs do not measure wrapped words themselves.
fn height(row: &[Value], table: &Table) -> f64 {
    const LINE: f64 = 15.0;
    // Beyond this no program draws a row.
    const HIGHEST: f64 = 400.0;
    let lines = |(value, column): (&Value, &Column)| match value {
        Value::Text(words) => {
            let width = usize::from(column.width).max(1);
            words.split('\n').map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>()
        }
        _ => 1,
    };
    let most = row.iter().zip(&table.columns).map(lines).max().unwrap_or(1);
    (as_number(most as u64) * LINE).min(HIGHEST)
}

/// As much as a cell holds.
fn shortened(words: &str) -> String {
    if words.chars().count() <= CELL {
        return words.to_owned();
    }
    words.chars().take(CELL - 1).chain(std::iter::once('…')).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of a document")]
fn as_number(count: u64) -> f64 {
    count as f64
}
