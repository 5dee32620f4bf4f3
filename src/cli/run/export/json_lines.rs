//! `records.jsonl`: a record a line.
//!
//! In: the bytes of records. Out: the same values, one record a line; documents without a record have none.

use std::io::{BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{Document, Sink};
use crate::cli::whole;
use crate::emit::lines;

/// Name of the file.
pub(super) const NAME: &str = "records.jsonl";

/// The file while it is made.
pub(super) struct Lines(BufWriter<NamedTempFile>);

impl Lines {
    pub(super) fn new(temporary: &Path) -> std::io::Result<Self> {
        Ok(Self(BufWriter::new(NamedTempFile::new_in(temporary)?)))
    }
}

impl Sink for Lines {
    fn add(&mut self, document: &Document<'_>) -> std::io::Result<()> {
        document.record.map_or(Ok(()), |record| lines::write(record, &mut self.0))
    }

    fn end(mut self: Box<Self>, out: &Path) -> std::io::Result<Vec<(&'static str, usize)>> {
        self.0.flush()?;
        let file = self.0.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        whole::settle(file, &out.join(NAME))?;
        Ok(vec![(NAME, 0)])
    }
}
