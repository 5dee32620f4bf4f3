//! Bombs: streams that unpack to more than a file may hold.
//!
//! In: an opened file. Out: whether what it would draw from stays within the limit. Only streams that could break it are
//! unpacked to be counted, and no byte of them is kept. Pictures are never unpacked here or later.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::dict::keys::SUBTYPE;
use hayro_interpret::hayro_syntax::object::{Name, Object, Stream};

/// The most that a byte of DEFLATE unpacks to (RFC 1951: 258 bytes in two bits).
const MOST_PER_BYTE: usize = 1032;

/// Whether any stream unpacks to more than `limit` bytes.
pub(super) fn beyond(pdf: &Pdf, limit: usize) -> bool {
    pdf.objects().into_iter().any(|object| match object {
        Object::Stream(stream) => is_beyond(&stream, limit),
        _ => false,
    })
}

fn is_beyond(stream: &Stream<'_>, limit: usize) -> bool {
    let filters = stream.filters();
    let expand =
        filters.iter().filter(|f| matches!(f, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode));
    let times = expand.count();
    let packed = stream.raw_data();
    let most = (0..times).fold(packed.len(), |size, _| size.saturating_mul(MOST_PER_BYTE));
    let is_picture = stream.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|name| &*name == b"Image");
    if most <= limit || is_picture {
        return false;
    }
    if times != filters.len() || !filters.iter().all(|f| matches!(f, Filter::FlateDecode)) {
        // Packed twice in ways that nobody uses for pages; once, beside a plain code, is common.
        return times > 1;
    }
    let bytes: Box<dyn Read + '_> = Box::new(&packed[..]);
    let unpacked = (0..times).fold(bytes, |inner, _| Box::new(ZlibDecoder::new(inner)));
    counted(unpacked, limit) > limit
}

/// How many bytes come, up to a little more than `limit`; what breaks off has come to its end.
fn counted(mut bytes: impl Read, limit: usize) -> usize {
    let mut buffer = vec![0; 64 << 10];
    let mut count = 0;
    while count <= limit {
        match bytes.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(some) => count += some,
        }
    }
    count
}
