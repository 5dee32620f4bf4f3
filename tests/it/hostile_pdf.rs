//! PDFs that nobody meant well: loops, bombs, endless pages, broken bytes. Each gets a record or one sentence, in time.

use std::fmt::Write as _;
use std::io::Write as _;

use rasoat::ingest::{Error, Limits, Options};
use rasoat::record::{Record, Status};

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = writeln!(out, "{} 0 obj", at + 1);
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table.bytes());
    let _ = write!(out, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out
}

pub(crate) fn stream(extra: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<</Length {}{extra}>>\nstream\n", bytes.len()).into_bytes();
    out.extend(bytes);
    out.extend(b"\nendstream");
    out
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

const WORDS: &str = "BT /F1 12 Tf 72 700 Td (So 12/KH-UBND) Tj ET";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// A document of one page: its page's own entries, its content, and further objects from number 6 on.
pub(crate) fn one_page(entries: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{entries}>>");
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        content,
        FONT.as_bytes().to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

const USUAL: &str = "/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>";

fn read(bytes: &[u8], set: impl FnOnce(&mut Limits)) -> Result<Record, Error> {
    let mut limits = Limits::default();
    set(&mut limits);
    rasoat::read_with(bytes, "x.pdf", &Options { limits, ..Options::default() })
}

fn text(record: &Record) -> &str {
    record.text.as_deref().unwrap_or_default()
}

fn codes(record: &Record) -> Vec<&str> {
    record.source.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn a_page_of_any_size_is_read() {
    for size in ["595 842", "20000 20000", "1 1"] {
        let page = format!("/MediaBox[0 0 {size}]/Resources<</Font<</F1 5 0 R>>>>");
        let record = read(&one_page(&page, stream("", WORDS.as_bytes()), &[]), |_| ()).expect("readable");
        assert_eq!((text(&record), record.source.pages, record.status), ("So 12/KH-UBND", Some(1), Status::Complete));
    }
}

#[test]
fn loops_end() {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X";
    let entries = "/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>";
    // A form that draws itself twice.
    let itself = stream(&format!("{form} 6 0 R>>>>"), b"/X Do /X Do ");
    let words = format!("{WORDS} /X Do ");
    let record = read(&one_page(entries, stream("", words.as_bytes()), &[itself]), |_| ()).expect("readable");
    assert_eq!(text(&record), "So 12/KH-UBND");
    // Thirty forms, each of which draws the next one twice: a billion drawings.
    let forms: Vec<Vec<u8>> = (7..37).map(|next| stream(&format!("{form} {next} 0 R>>>>"), b"/X Do /X Do ")).collect();
    let doubled = one_page(entries, stream("", words.as_bytes()), &forms);
    let record = read(&doubled, |limits| limits.marks = 10_000).expect("readable");
    assert_eq!((text(&record), codes(&record)), ("So 12/KH-UBND", vec!["marks-limit", "no-units"]));
    assert_eq!(record.status, Status::Partial);
    // A page tree that holds itself.
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{USUAL}>>").into_bytes(),
    ];
    objects.push(stream("", WORDS.as_bytes()));
    objects.push(FONT.as_bytes().to_vec());
    assert_eq!(read(&pdf(&objects), |_| ()).expect("readable").source.pages, Some(1));
}

#[test]
fn ten_thousand_pages_are_read_up_to_the_limit() {
    let count = 10_000;
    let kids = (0..count).fold(String::new(), |mut kids, at| {
        let _ = write!(kids, "{} 0 R ", 5 + at);
        kids
    });
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]>>").into_bytes(),
        stream("", WORDS.as_bytes()),
        FONT.as_bytes().to_vec(),
    ];
    let page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>";
    objects.resize(4 + count, page.to_vec());
    let record = read(&pdf(&objects), |limits| limits.pages = 2).expect("readable");
    assert_eq!((record.source.pages, record.status), (Some(10_000), Status::Partial));
    assert_eq!(text(&record).matches("So 12/KH-UBND").count(), 2);
    assert_eq!(codes(&record)[0], "pages-limit");
    assert_eq!(record.source.diagnostics[0].page, Some(3));
}

#[test]
fn streams_that_unpack_without_end_are_refused() {
    let zeros = vec![b' '; 8 << 20];
    let limit = |limits: &mut Limits| limits.inflated = 1 << 20;
    let too_large = Error::TooLarge { limit: "inflated", value: 1 << 20 };
    let once = one_page(USUAL, stream("/Filter/FlateDecode", &packed(&zeros)), &[]);
    assert_eq!(read(&once, limit).unwrap_err(), too_large);
    let twice = one_page(USUAL, stream("/Filter[/FlateDecode/FlateDecode]", &packed(&packed(&zeros))), &[]);
    assert_eq!(read(&twice, limit).unwrap_err(), too_large);
    let small = one_page(USUAL, stream("/Filter/FlateDecode", &packed(WORDS.as_bytes())), &[]);
    assert_eq!(text(&read(&small, limit).expect("readable")), "So 12/KH-UBND");
}

#[test]
fn out_of_time_names_the_limit() {
    let bytes = one_page(USUAL, stream("", WORDS.as_bytes()), &[]);
    let options = Options { expired: &|| true, ..Options::default() };
    let out_of_time = Error::TooLarge { limit: "seconds", value: Limits::default().seconds };
    assert_eq!(rasoat::read_with(&bytes, "x.pdf", &options).unwrap_err(), out_of_time);
}

#[test]
fn the_content_decides_and_not_the_name() {
    let bytes = one_page(USUAL, stream("", WORDS.as_bytes()), &[]);
    for name in ["x.docx", "x.txt", "x", "-"] {
        assert_eq!(rasoat::read(&bytes, name).expect("readable").source.media_type, "application/pdf");
    }
    assert_eq!(rasoat::read(b"KE HOACH", "x.pdf").unwrap_err(), Error::NotThat { format: "PDF" });
    assert_eq!(rasoat::read(b"", "x.pdf").unwrap_err(), Error::Empty);
    assert_eq!(rasoat::read(b"%PDF-1.7\n\0\0\0", "x.pdf").unwrap_err(), Error::NoPages);
}

/// A page that a picture covers.
pub(crate) fn picture_of_a_page() -> Vec<u8> {
    let dots = [[0, 255]; 8].concat();
    let picture =
        stream("/Type/XObject/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace/DeviceGray", &dots);
    let entries = "/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>";
    one_page(entries, stream("", b"595 0 0 842 0 0 cm /X Do"), &[picture])
}

#[test]
fn a_picture_of_a_page_is_named_as_one() {
    let bytes = picture_of_a_page();
    assert_eq!(read(&bytes, |_| ()).unwrap_err(), Error::Scanned { pages: 1, why: None });
}

/// The second reader is asked where the first one finds nothing, and only its better text is taken.
#[test]
fn the_second_reader_is_asked_where_the_first_fails() {
    let empty = one_page(USUAL, stream("", b""), &[]);
    let plan = "KẾ HOẠCH\nTriển khai chuyển đổi số năm 2024 trên địa bàn";
    let second = |_: &[u8]| Some(vec![plan.to_owned()]);
    let options = Options { second_pdf: Some(&second), ..Options::default() };
    let record = rasoat::read_with(&empty, "x.pdf", &options).expect("readable");
    assert_eq!((text(&record), record.status), (plan, Status::Partial));
    assert_eq!(codes(&record)[0], "second-reader");
    let subject = record.document.kind.expect("a type");
    assert_eq!(subject.code, "KH");
    let silent = |_: &[u8]| Some(vec![String::new()]);
    let options = Options { second_pdf: Some(&silent), ..Options::default() };
    assert_eq!(rasoat::read_with(&empty, "x.pdf", &options).unwrap_err(), Error::NoText);
}

#[test]
fn broken_bytes_never_panic() {
    let whole = one_page(USUAL, stream("/Filter/FlateDecode", &packed(WORDS.as_bytes())), &[]);
    for cut in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..cut], |_| ());
    }
    // A fixed series of changes, so that a failure comes back.
    let mut seed = 2_024_u32;
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..4 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = seed as usize % bytes.len();
            bytes[at] = (seed >> 24) as u8;
        }
        let _ = read(&bytes, |_| ());
    }
}
