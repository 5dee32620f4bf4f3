//! RTF.
use super::{Error, Options, Source};
pub(super) const MEDIA_TYPE: &str = "application/rtf";
pub(super) fn read(_: &[u8], _: &Options<'_>) -> Result<Source, Error> { Err(Error::Empty) }
