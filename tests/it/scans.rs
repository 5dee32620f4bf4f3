//! Scans: pages that are pictures. The pictures are drawn from the PDF files of `fixtures/carriers`, whose text is known. What
//! tesseract must be installed for says so when it is not (`make setup`).

use std::path::PathBuf;
use std::process::{Command, Output};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{DynamicImage, GrayImage, Luma};
use rasoat::ingest::{Error, Fault, Options, Task, When};
use serde_json::Value;

use crate::root;

const PLAN: &str = "tam-ky-2023-de-an-06.pdf";

fn fixture() -> Vec<u8> {
    std::fs::read(root().join("fixtures/carriers").join(PLAN)).expect("fixture")
}

/// A page as a scanner gives it: 200 dots an inch, a little turned.
fn scanned(page: usize, degrees: f64) -> GrayImage {
    const SCALE: f32 = 200.0 / 72.0;
    let pdf = Pdf::new(fixture()).expect("a PDF");
    let settings = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
    let page = &pdf.pages()[page];
    let drawn = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let rgba = drawn.data_as_u8_slice();
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (middle_x, middle_y) = (f64::from(width) / 2.0, f64::from(height) / 2.0);
    GrayImage::from_fn(width, height, |x, y| {
        let (dx, dy) = (f64::from(x) - middle_x, f64::from(y) - middle_y);
        let (x, y) = (middle_x + dx * cos - dy * sin, middle_y + dx * sin + dy * cos);
        if x < 0.0 || y < 0.0 || x >= f64::from(width) || y >= f64::from(height) {
            return Luma([255]);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the page")]
        let at = (y as usize * width as usize + x as usize) * 4;
        Luma([rgba[at]])
    })
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scans").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("folder");
    folder
}

fn rasoat(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rasoat")).args(arguments).output().expect("the program")
}

fn read(arguments: &[&str]) -> Value {
    let output = rasoat(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("tesseract"), "run make setup: {said}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {said}"))
}

/// Letters and figures only, without marks: what a recogniser must get right whatever the print.
fn plain(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default().to_lowercase();
    rasoat::knowledge::fold::fold(&text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How much of what one text says another does not, from 0 to 1.
fn unlike(a: &str, b: &str) -> f64 {
    1.0 - strsim::normalized_levenshtein(a, b)
}

#[test]
fn a_turned_scan_says_what_its_text_says() {
    let folder = folder("turned");
    let text = read(&["convert", root().join("fixtures/carriers").join(PLAN).to_str().expect("UTF-8")]);
    let picture = folder.join("page.png");
    scanned(0, 1.1).save(&picture).expect("PNG");
    let scan = read(&["convert", picture.to_str().expect("UTF-8")]);
    assert_eq!(scan["source"]["text_origin"], "ocr");
    assert_eq!(scan["document"]["number"]["raw"], text["document"]["number"]["raw"]);
    assert_eq!(scan["document"]["issued"]["value"], text["document"]["issued"]["value"]);
    assert_eq!(scan["document"]["type"], text["document"]["type"]);
    assert!(unlike(&plain(&scan["document"]["subject"]), &plain(&text["document"]["subject"])) < 0.05);
    // Boxes are those of the page as it was scanned: the number stands left of the date.
    let left = |value: &Value| value["span"]["bbox"][0].as_f64().expect("a box");
    assert!(left(&scan["document"]["number"]) < left(&scan["document"]["issued"]));
    for finding in scan["findings"].as_array().into_iter().flatten() {
        assert_ne!(finding["severity"], "error", "{finding}");
    }
}

#[test]
fn every_page_of_a_text_can_be_read_as_a_picture() {
    let path = root().join("fixtures/carriers").join(PLAN);
    let path = path.to_str().expect("UTF-8");
    let (text, scan) = (read(&["convert", path]), read(&["convert", path, "--ocr", "always"]));
    let units = |record: &Value| record["units"].as_array().map_or(0, Vec::len);
    assert_eq!(units(&scan), units(&text));
    let (a, b) = (plain(&text["text"]), plain(&scan["text"]));
    assert!(unlike(&a, &b) < 0.03, "{}", unlike(&a, &b));
    let leads = |record: &Value| -> Vec<String> {
        let rows =
            record["units"].as_array().into_iter().flatten().filter_map(|u| u["appendix"]["lead"]["text"].as_str());
        rows.map(|lead| lead.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let (a, b) = (leads(&text), leads(&scan));
    let same = a.iter().zip(&b).filter(|(a, b)| a == b).count();
    assert!(a.len() == b.len() && same * 10 >= a.len() * 8, "{a:?} {b:?}");
}

#[test]
fn photographs_and_faxes_are_pictures_too() {
    let folder = folder("formats");
    let page = DynamicImage::ImageLuma8(scanned(0, 0.0));
    let sideways = page.rotate90();
    page.save(folder.join("a.jpg")).expect("JPEG");
    sideways.save(folder.join("b.png")).expect("PNG");
    page.rotate180().save(folder.join("c.png")).expect("PNG");
    let mut fax = Vec::new();
    let mut pages = tiff::encoder::TiffEncoder::new(std::io::Cursor::new(&mut fax)).expect("TIFF");
    let grey = page.to_luma8();
    for _ in 0..2 {
        pages.write_image::<tiff::encoder::colortype::Gray8>(grey.width(), grey.height(), &grey).expect("page");
    }
    std::fs::write(folder.join("d.tif"), fax).expect("TIFF");
    for (name, media, pages) in
        [("a.jpg", "image/jpeg", 1), ("b.png", "image/png", 1), ("c.png", "image/png", 1), ("d.tif", "image/tiff", 2)]
    {
        let record = read(&["convert", folder.join(name).to_str().expect("UTF-8")]);
        assert_eq!(
            (&record["source"]["media_type"], &record["source"]["pages"]),
            (&media.into(), &pages.into()),
            "{name}"
        );
        assert_eq!(record["document"]["type"]["code"], "KH", "{name}");
        assert_eq!(record["document"]["number"]["symbol"], "KH-UBND", "{name}");
    }
}

/// An answer with one line of words.
fn answer(words: &[&str]) -> String {
    let word = |(at, word): (usize, &&str)| format!("5\t1\t1\t1\t1\t{at}\t{}\t40\t80\t20\t91\t{word}\n", 100 + 90 * at);
    words.iter().enumerate().map(word).collect()
}

#[test]
fn what_the_recogniser_cannot_do_is_said() {
    let page = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        DynamicImage::ImageLuma8(scanned(0, 0.0)).write_to(&mut bytes, image::ImageFormat::Png).expect("PNG");
        bytes.into_inner()
    };
    let with = |ocr: When, answer: &(dyn Fn(&Task<'_>) -> Result<String, Fault> + Sync)| {
        rasoat::read_with(&page, "x.png", &Options { ocr, recognise: Some(answer), ..Options::default() })
    };
    for fault in [Fault::Missing, Fault::Language, Fault::Time, Fault::Failed] {
        assert_eq!(with(When::Auto, &|_| Err(fault)).unwrap_err(), Error::Scanned { pages: 1, why: Some(fault) });
    }
    let never = with(When::Never, &|_| Ok(answer(&["KẾ", "HOẠCH"]))).unwrap_err();
    assert_eq!(never, Error::Scanned { pages: 1, why: None });
    // An answer of nonsense is no text.
    for nonsense in
        ["", "\t\t\t", "5\t1\t1\t1\t1\t1\tx\ty\tz\tw\t1\tword", "5\t1\t1\t1\t1\t1\t-9e9\t1e30\tNaN\tinf\t1\tword"]
    {
        assert!(with(When::Auto, &|_| Ok(nonsense.to_owned())).is_err(), "{nonsense}");
    }
    let read = with(When::Auto, &|_| Ok(answer(&["KẾ", "HOẠCH", "năm", "2024"]))).expect("words");
    assert_eq!(read.text.as_deref().map(|t| t.lines().next().unwrap_or_default()), Some("KẾ HOẠCH năm 2024"));
}

#[test]
fn a_page_of_a_pdf_that_is_a_picture_is_read() {
    let recognised = |_: &Task<'_>| Ok(answer(&["KẾ", "HOẠCH", "năm", "2024"]));
    let options = Options { recognise: Some(&recognised), ..Options::default() };
    let record = rasoat::read_with(&crate::hostile_pdf::picture_of_a_page(), "x.pdf", &options).expect("readable");
    assert_eq!(serde_json::to_value(record.source.text_origin).expect("JSON"), "ocr");
    assert!(record.text.is_some_and(|text| text.contains("KẾ HOẠCH năm 2024")));
}

#[test]
fn a_scan_without_tesseract_gets_one_sentence() {
    let folder = folder("missing");
    let picture = folder.join("page.png");
    scanned(0, 0.0).save(&picture).expect("PNG");
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(["convert", picture.to_str().expect("UTF-8"), "--lang", "en"])
        .env("PATH", &folder)
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3));
    assert!(said.contains("install tesseract") && said.lines().count() == 1, "{said}");
}

#[test]
fn broken_pictures_are_named_as_such() {
    let mut png = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(GrayImage::new(40, 40)).write_to(&mut png, image::ImageFormat::Png).expect("PNG");
    let png = png.into_inner();
    let words = |_: &Task<'_>| Ok(answer(&["KẾ", "HOẠCH"]));
    for cut in [9, 20, png.len() / 2] {
        let options = Options { recognise: Some(&words), ..Options::default() };
        assert!(rasoat::read_with(&png[..cut], "x.png", &options).is_err());
    }
    // Says that it is as large as a town.
    let mut bomb = png;
    bomb[16..24].copy_from_slice(&[0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]);
    let options = Options { recognise: Some(&words), ..Options::default() };
    assert!(rasoat::read_with(&bomb, "x.png", &options).is_err());
    assert!(rasoat::read_with(b"II*\0\xFF\xFF\xFF\xFF", "x.tif", &options).is_err());
}
