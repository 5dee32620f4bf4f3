//! ODT.
use super::docx::Package;
use super::{Error, Options, Source};
pub(super) const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";
pub(super) fn read(_: Package<'_>, _: &Options<'_>) -> Result<Source, Error> { Err(Error::Empty) }
