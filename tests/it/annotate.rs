//! The user's own file with remarks in it: each on the words that it speaks of, and nothing else changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::{Dictionary, Document, Object};
use quick_xml::events::Event;
use rasoat::Whole;
use rasoat::emit::Lang;
use rasoat::emit::annotate::{Annotated, annotate};
use rasoat::ingest::Options;
use rasoat::record::Evidence;
use unicode_normalization::UnicodeNormalization as _;
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

use crate::root;

fn whole(bytes: &[u8], name: &str) -> Whole {
    rasoat::read_whole(bytes, name, &Options::default()).expect("a plan")
}

fn annotated(bytes: &[u8], name: &str) -> Annotated {
    annotate(bytes, &whole(bytes, name), |_| true, Lang::Vi, &Options::default()).expect("remarks")
}

fn files(folders: &[&str], ending: &str) -> Vec<PathBuf> {
    let folder = |folder: &&str| std::fs::read_dir(root().join(folder)).expect("folder");
    let mut out: Vec<PathBuf> = folders.iter().flat_map(folder).map(|e| e.expect("entry").path()).collect();
    out.retain(|file| file.extension().is_some_and(|e| e == ending));
    out.sort();
    out
}

/// The entries of a package: each as it is compressed, and its bytes.
fn entries(bytes: &[u8]) -> BTreeMap<String, (Vec<u8>, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = BTreeMap::new();
    for at in 0..archive.len() {
        let (mut packed, mut plain) = (Vec::new(), Vec::new());
        let mut raw = archive.by_index_raw(at).expect("entry");
        raw.read_to_end(&mut packed).expect("bytes");
        let name = raw.name().expect("a name").into_owned();
        drop(raw);
        archive.by_index(at).expect("entry").read_to_end(&mut plain).expect("bytes");
        out.insert(name, (packed, plain));
    }
    out
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(entries(bytes)[name].1.clone()).expect("UTF-8")
}

/// What a comment says, and the words between its marks.
#[derive(Debug, Default)]
struct Comment {
    author: String,
    said: String,
    words: String,
    ended: bool,
    referred: bool,
}

/// Every comment of a package, by its number; the parts are read to their ends.
fn comments(bytes: &[u8], main: &str, comments: &str) -> BTreeMap<String, Comment> {
    let mut out: BTreeMap<String, Comment> = BTreeMap::new();
    let mut open: BTreeSet<String> = BTreeSet::new();
    let (mut own, mut in_text) = (None::<String>, false);
    for name in [comments, main] {
        let xml = part(bytes, name);
        let mut reader = quick_xml::Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        loop {
            let event = reader.read_event().unwrap_or_else(|why| panic!("{name}: {why}"));
            let (text, element) = match &event {
                Event::Eof => break,
                Event::Start(e) | Event::Empty(e) => (None, Some(e)),
                Event::End(e) => {
                    in_text &= e.local_name().into_inner() != "t";
                    own = own.filter(|_| e.local_name().into_inner() != "comment");
                    (None, None)
                }
                Event::Text(t) => (Some((**t).to_owned()), None),
                Event::CData(t) => (Some((**t).to_owned()), None),
                Event::GeneralRef(r) => (Some(reference(r)), None),
                _ => (None, None),
            };
            if let Some(text) = text.filter(|_| in_text) {
                if let Some(id) = &own {
                    out.entry(id.clone()).or_default().said.push_str(&text);
                }
                for id in &open {
                    out.entry(id.clone()).or_default().words.push_str(&text);
                }
            }
            let Some(element) = element else { continue };
            let attribute = |wanted: &str| {
                let found = element.attributes().flatten().find(|a| a.key.local_name().into_inner() == wanted);
                found.map(|a| a.value.into_owned())
            };
            let id = attribute("id").unwrap_or_default();
            match element.local_name().into_inner() {
                "comment" => {
                    let comment = out.entry(id.clone()).or_default();
                    assert!(comment.author.is_empty(), "{name}: two comments of number {id}");
                    comment.author = attribute("author").expect("an author");
                    own = Some(id);
                }
                "commentRangeStart" => assert!(open.insert(id.clone()), "{name}: {id} begins twice"),
                "commentRangeEnd" => {
                    assert!(open.remove(&id), "{name}: {id} ends before it begins");
                    out.entry(id).or_default().ended = true;
                }
                "commentReference" => out.entry(id).or_default().referred = true,
                "t" => in_text = matches!(event, Event::Start(_)),
                "p" => {
                    if let Some(id) = &own {
                        out.entry(id.clone()).or_default().said.push('\n');
                    }
                }
                _ => {}
            }
        }
    }
    assert!(open.is_empty(), "{open:?} never end");
    out
}

fn reference(r: &quick_xml::events::BytesRef<'_>) -> String {
    match &**r {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => r.resolve_char_ref().expect("a character").map(String::from).unwrap_or_default(),
    }
}

/// Words without blanks and invisible characters, composed.
fn bare(words: &str) -> String {
    let hidden = |c: char| c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}');
    words.chars().filter(|c| !hidden(*c)).nfc().collect()
}

/// The words of evidence that stand in runs; labels that Word computes stand in none.
fn in_runs(evidence: &Evidence) -> String {
    let start = evidence.span.start;
    let fragments = evidence.span.fragments.iter().flatten();
    let labels: Vec<_> = fragments.filter(|f| f.run.is_none()).map(|f| f.start - start..f.end - start).collect();
    let chars = evidence.quote.chars().enumerate();
    chars.filter(|(at, _)| !labels.iter().any(|l| l.contains(at))).map(|(_, c)| c).collect()
}

/// The last word of a comment by rasoat says which place of which finding it is.
fn fingerprint(comment: &Comment) -> &str {
    comment.said.split_whitespace().next_back().expect("words")
}

#[test]
fn every_comment_of_a_word_file_stands_on_its_words() {
    let mut placed = 0;
    for file in files(&["fixtures/carriers", "fixtures/word"], "docx") {
        let bytes = std::fs::read(&file).expect("file");
        let before = whole(&bytes, "plan.docx");
        let new = annotated(&bytes, "plan.docx");
        let name = file.display();
        assert_eq!(new.lost, 0, "{name}");
        let evidence: BTreeMap<String, &Evidence> = before
            .record
            .findings
            .iter()
            .flat_map(|f| f.evidence.iter().enumerate().map(|(at, e)| (format!("{}/{}", f.id, at + 1), e)))
            .collect();
        assert_eq!(new.added, evidence.len(), "{name}");
        if new.added == 0 {
            assert_eq!(new.bytes, bytes, "{name}");
            continue;
        }
        let mut near = 0;
        let all = comments(&new.bytes, "word/document.xml", "word/comments.xml");
        let own: Vec<&Comment> = all.values().filter(|c| c.author == "rasoat").collect();
        assert_eq!(own.len(), evidence.len(), "{name}");
        for comment in own {
            assert!(comment.ended && comment.referred, "{name}: {comment:?}");
            let evidence = evidence[fingerprint(comment)];
            if bare(&comment.words) == bare(&in_runs(evidence)) {
                placed += 1;
            } else {
                // Where the words are in no run of the main part, the comment quotes them.
                assert!(bare(&comment.said).contains(&bare(&evidence.quote)), "{name}: {comment:?}");
                near += 1;
            }
        }
        assert_eq!(near, new.near, "{name}");
        // The document says what it said.
        let after = whole(&new.bytes, "plan.docx");
        assert_eq!(before.text.text, after.text.text, "{name}");
        let ids = |w: &Whole| w.record.findings.iter().map(|f| f.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&before), ids(&after), "{name}");
        // Nothing else changes, and nothing is said twice.
        let (old, now) = (entries(&bytes), entries(&new.bytes));
        let may_change =
            ["word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"];
        for (entry, packed) in &old {
            assert!(now[entry] == *packed || may_change.contains(&entry.as_str()), "{name}: {entry}");
        }
        assert!(now.keys().all(|entry| old.contains_key(entry) || entry == "word/comments.xml"), "{name}");
        let again = annotated(&new.bytes, "plan.docx");
        assert_eq!((again.bytes, again.added, again.known), (new.bytes, 0, new.added), "{name}");
    }
    assert!(placed > 30, "only {placed} comments");
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/main.xml"/></Relationships>"#;
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("package").into_inner()
}

/// A plan whose first unit ends before it is issued, its deadline being this XML.
fn plan(deadline: &str) -> String {
    let p = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let lines = [
        "UBND TỈNH A",
        "Số: 12/KH-UBND",
        "Hà Nội, ngày 05 tháng 01 năm 2024",
        "KẾ HOẠCH",
        "Chuyển đổi số năm 2024",
        "I. NHIỆM VỤ",
        "1. Mô hình 1: Tập huấn",
        "a) Phân công nhiệm vụ: Sở Y tế chủ trì.",
    ];
    let after =
        ["2. Mô hình 2: Kiểm tra", "a) Phân công nhiệm vụ: Sở Y tế chủ trì.", "b) Thời gian hoàn thành: 30/6/2024."];
    let body = format!("{}{deadline}{}", lines.map(p).concat(), after.map(p).concat());
    format!(r#"<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>"#)
}

fn file(main: &[u8]) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/main.xml", main),
    ])
}

/// A plan with its deadline and its date of issue marked, and how many marks are only near.
fn marked(main: &[u8]) -> (usize, Vec<u8>) {
    let bytes = file(main);
    let read = whole(&bytes, "plan.docx");
    let finding = read.record.findings.iter().find(|f| f.rule == "deadline-before-issue").expect("the finding");
    let new = annotate(&bytes, &read, |f| f.id == finding.id, Lang::Vi, &Options::default()).expect("remarks");
    assert_eq!((new.added, new.lost), (2, 0));
    let again =
        annotate(&new.bytes, &whole(&new.bytes, "plan.docx"), |f| f.id == finding.id, Lang::Vi, &Options::default());
    assert_eq!(again.expect("remarks").bytes, new.bytes);
    (new.near, new.bytes)
}

/// The words under the comment on the deadline, how many comments are only near, and the main part.
fn words_of(main: &str) -> (String, usize, String) {
    let (near, bytes) = marked(main.as_bytes());
    let all = comments(&bytes, "word/main.xml", "word/comments.xml");
    let words: Vec<String> = all.values().map(|c| bare(&c.words)).collect();
    let [issued, words] = &words[..] else { panic!("{words:?}") };
    assert_eq!(issued, "ngày05tháng01năm2024");
    let words = words.clone();
    assert_eq!(whole(&bytes, "a.docx").text.text, whole(&file(main.as_bytes()), "a.docx").text.text);
    (words, near, part(&bytes, "word/main.xml"))
}

#[test]
fn marks_stand_at_the_character_whatever_holds_it() {
    let label = "b) Thời gian hoàn thành: ";
    let cases = [
        ("one run", format!("<w:r><w:t>{label}30/6/2023.</w:t></w:r>")),
        ("several runs", format!("<w:r><w:t xml:space=\"preserve\">{label}30</w:t></w:r><w:r><w:t>/6/</w:t></w:r><w:r><w:t>2023.</w:t></w:r>")),
        ("blanks that do not count", format!("<w:r><w:t>\n  {label}30/6/2023. \n</w:t></w:r>")),
        ("a tab before it", "<w:r><w:t>b) Thời gian hoàn thành:</w:t><w:tab/><w:t>30/6/2023.</w:t></w:r>".to_owned()),
        ("references to characters", "<w:r><w:t>b) Th&#7901;i gian hoàn th&#xE0;nh: 30&#x2F;6/2023.</w:t></w:r>".to_owned()),
        ("CDATA", format!("<w:r><w:t xml:space=\"preserve\">{label}</w:t><w:t><![CDATA[30/6/2023]]></w:t></w:r><w:r><w:t>.</w:t></w:r>")),
        ("a soft hyphen", format!("<w:r><w:t>{label}30/6/\u{AD}2023.</w:t></w:r>")),
        ("letters and accents apart", format!("<w:r><w:t>{}30/6/2023.</w:t></w:r>", label.nfd())),
        ("an encoding of old", "<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>b) Thêi gian hoµn thµnh: 30/6/2023.</w:t></w:r>".to_owned()),
        ("an encoding of old with two letters for one", "<w:r><w:rPr><w:rFonts w:ascii=\"VNI-Times\"/></w:rPr><w:t>b) Thôøi gian hoaøn thaønh: 30/6/2023.</w:t></w:r>".to_owned()),
        (
            "capitals",
            format!(
                "<w:r><w:t xml:space=\"preserve\">{label}</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t>30/6/2023.</w:t></w:r>"
            ),
        ),
        ("a link", format!("<w:hyperlink w:anchor=\"x\"><w:r><w:t>{label}30/6/2023.</w:t></w:r></w:hyperlink>")),
        ("an insertion", format!("<w:ins w:id=\"0\" w:author=\"A\"><w:r><w:rPr><w:b/></w:rPr><w:t>{label}30/6/2023.</w:t></w:r></w:ins>")),
        ("a control", format!("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>{label}30/6/2023.</w:t></w:r></w:sdtContent></w:sdt>")),
        ("the result of a field", format!("<w:r><w:t xml:space=\"preserve\">{label}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/><w:t>30/6/2023</w:t><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>.</w:t></w:r>")),
        ("a simple field", format!("<w:r><w:t xml:space=\"preserve\">{label}</w:t></w:r><w:fldSimple w:instr=\"DATE\"><w:r><w:t>30/6/2023</w:t></w:r></w:fldSimple>")),
        ("a version for new readers", format!("<w:r><w:t xml:space=\"preserve\">{label}</w:t></w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice Requires=\"x\"><w:r><w:t>30/6/2023</w:t></w:r></mc:Choice></mc:AlternateContent><w:r><w:t>.</w:t></w:r>")),
        ("a control bound to data", format!("<w:r><w:t xml:space=\"preserve\">{label}</w:t></w:r><w:sdt><w:sdtPr><w:dataBinding w:xpath=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>30/6/2023</w:t></w:r></w:sdtContent></w:sdt>")),
    ];
    for (case, runs) in cases {
        let (words, near, xml) = words_of(&plan(&format!("<w:p>{runs}</w:p>")));
        assert_eq!(words, "30/6/2023", "{case}: {xml}");
        // What may hold no mark is marked as a whole, which here is just the words.
        assert_eq!(near, usize::from(case.contains("bound") || case.contains("version")), "{case}");
        // A mark stands beside runs, never in one.
        assert!(!xml.contains("<w:t><w:comment") && !xml.contains("</w:rPr><w:commentRange"), "{case}: {xml}");
    }
}

#[test]
fn a_run_is_split_with_its_properties_and_blanks() {
    let line = r#"<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r w:rsidR="00A1"><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>b) Thời gian hoàn thành: 30/6/2023 (T&amp;C).</w:t></w:r></w:p>"#;
    let (_, _, xml) = words_of(&plan(line));
    let head = r#"<w:r w:rsidR="00A1"><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">"#;
    let expected = format!(
        r#"<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{head}b) Thời gian hoàn thành: </w:t></w:r><w:commentRangeStart w:id="1"/>{head}30/6/2023 (T&amp;C)</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>{head}.</w:t></w:r></w:p>"#
    );
    assert!(xml.contains(&expected), "{xml}\n{expected}");
}

#[test]
fn words_in_a_box_a_note_or_a_label_are_marked_nearby() {
    let boxed = "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:pict><v:shape xmlns:v=\"urn:v\"><v:textbox><w:txbxContent><w:p><w:r><w:t>b) Thời gian hoàn thành: 30/6/2023.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>";
    let (words, near, xml) = words_of(&plan(boxed));
    assert_eq!((words.as_str(), near), ("b)Thờigianhoànthành:30/6/2023.", 1));
    let inside = &xml[xml.find("<w:txbxContent").expect("a box")..xml.find("</w:txbxContent").expect("a box")];
    assert!(!inside.contains("comment"), "{inside}");
    // A decision that is cited in a footnote.
    let bytes = std::fs::read(root().join("fixtures/word/notes.docx")).expect("file");
    let new = annotated(&bytes, "notes.docx");
    assert_eq!((new.added, new.near, new.lost), (1, 1, 0));
}

#[test]
fn other_names_prefixes_and_encodings_are_kept() {
    let line = "<w:p><w:r><w:t>b) Thời gian hoàn thành: 30/6/2023.</w:t></w:r></w:p>";
    let plain = plan(line);
    let strict = plain.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    let prefixed = plain.replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace("xmlns:w", "xmlns:ns0");
    let unprefixed = plain.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w", "xmlns");
    for (case, xml) in [("strict", &strict), ("prefix", &prefixed), ("no prefix", &unprefixed)] {
        let (words, near, new) = words_of(xml);
        assert_eq!((words, near), ("30/6/2023".to_owned(), 0), "{case}");
        let bytes = marked(xml.as_bytes()).1;
        let (said, relations) = (part(&bytes, "word/comments.xml"), part(&bytes, "word/_rels/main.xml.rels"));
        assert_eq!(said.contains("purl.oclc.org"), case == "strict");
        assert_eq!(relations.contains("purl.oclc.org/ooxml/officeDocument"), case == "strict");
        let mark = match case {
            "prefix" => r#"<ns0:commentRangeStart ns0:id="0"/>"#.to_owned(),
            "strict" => r#"<w:commentRangeStart w:id="0"/>"#.to_owned(),
            _ => format!(r#"<commentRangeStart xmlns:w="{W}" w:id="0"/>"#),
        };
        assert!(new.contains(&mark), "{case}: {new}");
    }
    for little in [true, false] {
        let unit = |u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() };
        let wide: Vec<u8> = "\u{FEFF}".encode_utf16().chain(plain.encode_utf16()).flat_map(unit).collect();
        let new = entries(&marked(&wide).1)["word/main.xml"].1.clone();
        assert_eq!(new[..2], wide[..2]);
        assert!(new.len() > wide.len());
    }
    let new = entries(&marked(&[b"\xEF\xBB\xBF", plain.as_bytes()].concat()).1)["word/main.xml"].1.clone();
    assert!(new.starts_with(b"\xEF\xBB\xBF<w:document"));
}

#[test]
fn comments_that_are_there_are_kept() {
    let line = r#"<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>b) Thời gian hoàn thành: 30/6/2023.</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#;
    let other = format!(
        r#"<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Chị Lan"><w:p><w:r><w:t>Xem lại 1.</w:t></w:r></w:p></w:comment></w:comments>"#
    );
    let relation = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="/word/other.xml"/></Relationships>"#;
    let bytes = package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/main.xml", plan(line).as_bytes()),
        ("word/_rels/main.xml.rels", relation.as_bytes()),
        ("word/other.xml", other.as_bytes()),
    ]);
    let new = annotated(&bytes, "plan.docx");
    let all = comments(&new.bytes, "word/main.xml", "word/other.xml");
    assert_eq!(all["0"].author, "Chị Lan");
    assert!(all["0"].words.contains("30/6/2023") && all["0"].said.contains("Xem lại 1."));
    assert_eq!(all.len(), new.added + 1);
    assert_eq!(part(&new.bytes, "word/_rels/main.xml.rels"), relation);
    assert!(part(&new.bytes, "word/other.xml").starts_with(other.trim_end_matches("</w:comments>")));
}

#[test]
fn words_that_want_to_be_more_are_words() {
    let line = "<w:p><w:r><w:t>b) Thời gian hoàn thành: 30/6/2023.</w:t></w:r></w:p>";
    let hostile = "Tập huấn &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; ]]&gt; \u{202E}ngược\u{202C} \u{85}";
    let main = plan(line).replace("1: Tập huấn", &format!("1: {hostile}")).replace("Mô hình 2", "Mô hình 3");
    let bytes = file(main.as_bytes());
    let new = annotated(&bytes, "plan.docx");
    let all = comments(&new.bytes, "word/main.xml", "word/comments.xml");
    assert_eq!(all.len(), new.added);
    let said = part(&new.bytes, "word/comments.xml");
    assert!(
        !said.contains("<script") && !said.contains('\u{202E}') && !said.chars().any(|c| c.is_control() && c != '\n')
    );
    assert!(all.values().any(|c| c.said.contains("<script>")), "{said}");
}

/// The highlights of this program on the pages of a PDF.
fn highlights(bytes: &[u8]) -> Vec<(usize, Dictionary)> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let mut out = Vec::new();
    for (at, page) in document.page_iter().enumerate() {
        let all = document.get_page_annotations(page).unwrap_or_default();
        let own = all.into_iter().filter(|a| a.get(b"T").is_ok_and(|t| t.as_str().is_ok_and(|t| t == b"rasoat")));
        out.extend(own.map(|a| (at, a.clone())));
    }
    out
}

fn numbers(dictionary: &Dictionary, key: &[u8]) -> Vec<f32> {
    dictionary
        .get(key)
        .and_then(Object::as_array)
        .expect("a list")
        .iter()
        .map(|n| n.as_float().expect("a number"))
        .collect()
}

fn contents(dictionary: &Dictionary) -> String {
    let bytes = dictionary.get(b"Contents").and_then(Object::as_str).expect("words");
    assert!(bytes.starts_with(&[0xFE, 0xFF]));
    let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

#[test]
fn highlights_stand_behind_the_bytes_of_a_pdf() {
    let mut seen = 0;
    for file in files(&["fixtures/carriers"], "pdf") {
        let bytes = std::fs::read(&file).expect("file");
        let before = whole(&bytes, "plan.pdf");
        let new = annotated(&bytes, "plan.pdf");
        let name = file.display();
        let places: usize = before.record.findings.iter().map(|f| f.evidence.len()).sum();
        assert_eq!((new.added, new.near, new.lost), (places, 0, 0), "{name}");
        if places == 0 {
            assert_eq!(new.bytes, bytes);
            continue;
        }
        assert!(new.bytes.starts_with(&bytes), "{name}");
        let found = highlights(&new.bytes);
        let document = Document::load_mem(&bytes).expect("a PDF");
        let size = |page| {
            let sides = numbers(document.get_dictionary(page).expect("a page"), b"MediaBox");
            (sides[2], sides[3])
        };
        let sizes: Vec<(f32, f32)> = document.page_iter().map(size).collect();
        let names: BTreeSet<&[u8]> =
            found.iter().map(|(_, h)| h.get(b"NM").and_then(Object::as_str).expect("a name")).collect();
        assert_eq!(names.len(), places, "{name}");
        for finding in &before.record.findings {
            for (at, evidence) in finding.evidence.iter().enumerate() {
                let wanted = format!("{}/{}", finding.id, at + 1);
                let own = found
                    .iter()
                    .filter(|(_, h)| h.get(b"NM").and_then(Object::as_str).is_ok_and(|n| n == wanted.as_bytes()));
                for (page, highlight) in own {
                    assert!(contents(highlight).contains(finding.message.vi.split('\n').next().expect("words")));
                    let quads = numbers(highlight, b"QuadPoints");
                    assert!(!quads.is_empty() && quads.len().is_multiple_of(8), "{name}");
                    let (width, height) = sizes[*page];
                    assert!(
                        quads.chunks(2).all(|p| (0.0..=width).contains(&p[0]) && (0.0..=height).contains(&p[1])),
                        "{name}: {quads:?}"
                    );
                    let pages = evidence.span.fragments.as_ref().map_or_else(
                        || vec![(evidence.span.page, evidence.span.bbox)],
                        |f| f.iter().map(|f| (f.page, f.bbox)).collect(),
                    );
                    let here = pages.iter().find(|(p, _)| p.is_some_and(|p| p as usize == page + 1)).expect("the page");
                    let [x0, y0, x1, y1] = here.1.expect("a box");
                    let inside = |p: &[f32]| {
                        p[0] >= x0 - 0.1 && p[0] <= x1 + 0.1 && height - p[1] >= y0 - 0.1 && height - p[1] <= y1 + 0.1
                    };
                    assert!(quads.chunks(2).all(inside), "{name}: {quads:?} outside {:?}", here.1);
                    seen += 1;
                }
            }
        }
        assert_eq!(before.text.text, whole(&new.bytes, "plan.pdf").text.text, "{name}");
        let again = annotated(&new.bytes, "plan.pdf");
        assert_eq!((again.bytes, again.added, again.known), (new.bytes, 0, places), "{name}");
    }
    assert!(seen > 20, "only {seen} highlights");
}

/// A fixture with other boxes and turned pages, and a note of somebody on each.
/// Where the list of a page's annotations stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Listed {
    Inside,
    Apart,
    /// One list for all pages.
    Together,
}

fn turned(turn: i64, listed: Listed) -> Vec<u8> {
    let bytes =
        std::fs::read(root().join("fixtures/carriers/quan-long-bien-2024-an-toan-thuc-pham.pdf")).expect("file");
    let mut document = Document::load_mem(&bytes).expect("a PDF");
    let pages: Vec<_> = document.page_iter().collect();
    let mut shared = None;
    for page in pages {
        let mut note = Dictionary::new();
        note.set("Type", "Annot");
        note.set("Subtype", "Text");
        note.set("Rect", vec![Object::Integer(10), 10.into(), 30.into(), 30.into()]);
        note.set("Contents", Object::string_literal("of somebody"));
        let note = document.add_object(note);
        let list = Object::Array(vec![note.into()]);
        let list = match (listed, shared) {
            (Listed::Inside, _) => list,
            (Listed::Together, Some(id)) => Object::Reference(id),
            _ => {
                let id = document.add_object(list);
                shared = Some(id);
                Object::Reference(id)
            }
        };
        let dictionary = document.get_dictionary_mut(page).expect("a page");
        dictionary.set("Annots", list);
        dictionary.set("Rotate", turn);
        dictionary.set("MediaBox", vec![Object::Integer(-20), (-30).into(), 620.into(), 860.into()]);
        dictionary.set("CropBox", vec![Object::Integer(-5), (-15).into(), 600.into(), 850.into()]);
    }
    let mut out = Vec::new();
    document.save_to(&mut out).expect("saved");
    out
}

#[test]
fn turned_pages_with_boxes_of_their_own_are_marked_at_the_same_words() {
    let upright: Vec<(usize, Vec<f32>)> = highlights(&annotated(&turned(0, Listed::Apart), "plan.pdf").bytes)
        .iter()
        .map(|(page, h)| (*page, numbers(h, b"Rect")))
        .collect();
    assert!(!upright.is_empty());
    use Listed::{Apart, Inside, Together};
    for (turn, listed) in [(0, Inside), (90, Apart), (180, Inside), (270, Apart), (0, Together)] {
        let bytes = turned(turn, listed);
        let new = annotated(&bytes, "plan.pdf");
        let found = highlights(&new.bytes);
        assert_eq!(found.len(), upright.len(), "{turn}");
        for ((page, rect), (other, highlight)) in upright.iter().zip(&found) {
            let own = numbers(highlight, b"Rect");
            assert!(
                page == other && rect.iter().zip(&own).all(|(a, b)| (a - b).abs() < 2.0),
                "{turn}: {rect:?} {own:?}"
            );
        }
        let document = Document::load_mem(&new.bytes).expect("a PDF");
        for page in document.page_iter() {
            let all = document.get_page_annotations(page).expect("annotations");
            assert!(all.iter().any(|a| a.get(b"Contents").and_then(Object::as_str).is_ok_and(|c| c == b"of somebody")));
        }
        assert_eq!(annotated(&new.bytes, "plan.pdf").bytes, new.bytes);
    }
}

#[test]
fn words_of_which_only_the_page_is_known_have_a_note_on_it() {
    let bytes =
        std::fs::read(root().join("fixtures/carriers/quan-long-bien-2024-an-toan-thuc-pham.pdf")).expect("file");
    let mut read = whole(&bytes, "plan.pdf");
    let rasoat::ingest::Places::Glyphs(glyphs) = &mut read.source.places else { panic!("no pages") };
    for glyph in glyphs {
        glyph.bbox = None;
    }
    let new = annotate(&bytes, &read, |_| true, Lang::En, &Options::default()).expect("remarks");
    assert!(new.near == new.added && new.added > 0 && new.lost == 0);
    for (_, note) in highlights(&new.bytes) {
        assert_eq!(note.get(b"Subtype").and_then(Object::as_name).expect("a kind"), b"Text");
        assert!(contents(&note).contains("About: “"));
    }
}

#[test]
fn a_protected_pdf_is_told_in_one_sentence() {
    let bytes = std::fs::read(root().join("fixtures/carriers/tam-ky-2023-de-an-06.pdf")).expect("file");
    let read = whole(&bytes, "plan.pdf");
    let mut document = Document::load_mem(&bytes).expect("a PDF");
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = lopdf::EncryptionVersion::V1 {
        document: &document,
        owner_password: "owner",
        user_password: "",
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).expect("a state");
    document.encrypt(&state).expect("encrypted");
    let mut protected = Vec::new();
    document.save_to(&mut protected).expect("saved");
    let why = annotate(&protected, &read, |_| true, Lang::Vi, &Options::default()).expect_err("protected");
    assert!(why.vi.contains("bảo vệ"), "{}", why.vi);
}

#[test]
fn no_bytes_are_too_damaged() {
    let folder = root().join("fixtures");
    for file in ["carriers/tam-ky-2023-de-an-06.docx", "word/notes.docx", "carriers/tam-ky-2023-de-an-06.pdf"] {
        let bytes = std::fs::read(folder.join(file)).expect("file");
        let intact = whole(&bytes, file);
        for step in 1..24 {
            let mut broken = bytes.clone();
            match step % 3 {
                0 => broken.truncate(bytes.len() * step / 24),
                1 => broken.iter_mut().skip(step * 97).step_by(4001).for_each(|b| *b ^= 0x55),
                _ => drop(broken.drain(bytes.len() * step / 25..bytes.len() * (step + 1) / 25)),
            }
            let options = Options::default();
            // Also with what was read of other bytes.
            let _ = annotate(&broken, &intact, |_| true, Lang::En, &options);
            if let Ok(read) = rasoat::read_whole(&broken, file, &options) {
                let _ = annotate(&broken, &read, |_| true, Lang::Vi, &options);
            }
        }
    }
}

fn rasoat(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat")).args(arguments).output().expect("the program");
    (String::from_utf8(output.stderr).expect("UTF-8"), output.status.code())
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("annotate").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("folder");
    folder
}

#[test]
fn the_command_writes_a_copy_and_never_the_original() {
    let folder = folder("copy");
    let (input, out) = (folder.join("plan.docx"), folder.join("new/plan.checked.docx"));
    std::fs::copy(root().join("fixtures/carriers/quan-long-bien-2024-an-toan-thuc-pham.docx"), &input).expect("copy");
    let original = std::fs::read(&input).expect("file");
    let path = |p: &Path| p.to_str().expect("UTF-8").to_owned();
    let (said, code) = rasoat(&["annotate", &path(&input), "--out", &path(&out)]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("nhận xét"), "{said}");
    let (_, code) = rasoat(&["annotate", &path(&out), "--out", &path(&folder.join("again.docx"))]);
    assert_eq!(code, Some(0));
    assert_eq!(std::fs::read(&out).expect("file"), std::fs::read(folder.join("again.docx")).expect("file"));
    // `check` shows no infos unless asked; so does this.
    let of = |arguments: &[&str]| {
        let out = path(&folder.join("some.docx"));
        rasoat(&[&["annotate", &path(&input), "--out", &out][..], arguments].concat());
        comments(&std::fs::read(out).expect("file"), "word/document.xml", "word/comments.xml").len()
    };
    assert!(of(&[]) < of(&["--all"]));
    let read = crate::record(&input);
    let rule = read.findings[0].rule;
    assert_eq!(
        of(&["--select", rule]),
        read.findings.iter().filter(|f| f.rule == rule).map(|f| f.evidence.len()).sum::<usize>()
    );

    let (said, code) = rasoat(&["annotate", &path(&input), "--out", &path(&input)]);
    assert!(code == Some(2) && said.lines().count() == 1, "{said}");
    assert_eq!(std::fs::read(&input).expect("file"), original);
    for (input, code) in [("fixtures/carriers/tam-ky-2023-de-an-06.rtf", 3), ("corpus", 2), ("fixtures/none.docx", 3)] {
        let none = folder.join("none.docx");
        let (said, got) = rasoat(&["annotate", &path(&root().join(input)), "--out", &path(&none)]);
        assert!(got == Some(code) && !none.exists(), "{input}: {got:?} {said}");
        assert!(said.lines().filter(|l| l.starts_with("lỗi")).count() == 1, "{said}");
    }
}

#[test]
fn an_office_suite_shows_every_comment() {
    let folder = folder("office");
    let source = root().join("fixtures/carriers/quan-long-bien-2024-an-toan-thuc-pham.docx");
    let new = annotated(&std::fs::read(source).expect("file"), "plan.docx");
    let file = folder.join("plan.docx");
    std::fs::write(&file, &new.bytes).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let made = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "odt", "--outdir"])
        .args([&folder, &file])
        .output();
    // Machines without one have nothing to show.
    let Ok(made) = made else { return };
    let odt = std::fs::read(folder.join("plan.odt")).unwrap_or_else(|_| panic!("{made:?}"));
    let content = part(&odt, "content.xml");
    assert_eq!(content.matches("<office:annotation ").count(), new.added);
    assert_eq!(content.matches("<office:annotation-end ").count(), new.added);
}
