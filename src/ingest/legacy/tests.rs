//! Tests of decoding: each encoding, and each trap of domain knowledge.

use super::*;
use crate::knowledge::encodings;

const TEXT: &str = "Quyết định của Bộ trưởng về việc thực hiện chương trình cải cách hành chính.\nỦy ban nhân dân các tỉnh, thành phố \
                    báo cáo kết quả trước ngày 15 hằng tháng; đề nghị phối hợp.";

/// A text as the bytes of an encoding, shown as Latin-1.
fn written(text: &str, column: fn(&encodings::Written) -> &'static str) -> String {
    let rows: Vec<_> = encodings::letters().collect();
    let bytes = text.chars().flat_map(|c| {
        let row = rows.iter().find(|row| row.letter.starts_with(c) && !column(row).is_empty());
        row.map_or_else(|| vec![u8::try_from(c).expect("a byte")], |row| encodings::bytes(column(row)))
    });
    bytes.map(char::from).collect()
}

fn as_windows(text: &str) -> String {
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).expect("a byte")).collect();
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
}

#[test]
fn a_text_is_read_in_each_encoding() {
    let columns: [(Encoding, fn(&encodings::Written) -> &'static str); 3] =
        [(Encoding::Tcvn3, |r| r.tcvn3), (Encoding::Vni, |r| r.vni), (Encoding::Viscii, |r| r.viscii)];
    for (encoding, column) in columns {
        // TCVN3 has no Ủ.
        let text = if encoding == Encoding::Tcvn3 { TEXT.replace('Ủ', "ủ") } else { TEXT.to_owned() };
        let old = written(&text, column);
        for old in [old.clone(), as_windows(&old)] {
            assert_eq!(lines(&old), Some((text.clone(), vec![encoding])));
        }
        let bytes: Vec<u8> = old.chars().map(|c| u8::try_from(c).expect("a byte")).collect();
        assert_eq!(whole(&bytes), Some((text, encoding)));
    }
}

#[test]
fn utf8_that_was_encoded_twice_is_read() {
    let twice = as_windows(&TEXT.bytes().map(char::from).collect::<String>());
    assert_eq!(lines(&twice), Some((TEXT.to_owned(), vec![Encoding::Utf8Twice])));
    assert_eq!(convert("Ká»¹ thuáº\u{AD}t", Encoding::Utf8Twice, false), "Kỹ thuật");
}

#[test]
fn code_page_1258_is_read() {
    let old = "Quyêìt ðiònh cuÒa Bôò trýõÒng vêÌ viêòc thýòc hiêòn ðêÌ nghiò ðôìi võìi";
    let new = "Quyết định của Bộ trưởng về việc thực hiện đề nghị đối với";
    assert_eq!(decode(old, None).as_deref(), Some(new));
}

#[test]
fn unicode_stays_whatever_its_font() {
    let promised = of_font(".VnTime");
    for text in [TEXT, "có", "và các cơ quan có", "Độc lập - Tự do", "(1)", "Word® là nhãn hiệu", "5°C, 12 m²"]
    {
        assert_eq!(decode(text, promised), None, "{text}");
        assert_eq!(decode(text, None), None, "{text}");
    }
    for text in
        ["Müller, café, naïve, Ångström, señor, Übung, façade", "®©™ «Đề án» ± ½", "Crème brûlée à la carte, dès hôtel"]
    {
        assert_eq!(decode(text, None), None, "{text}");
    }
}

#[test]
fn short_stretches_go_with_their_font_or_their_neighbours() {
    assert_eq!(decode("Uû ban", of_font(".VnTime")).as_deref(), Some("Uỷ ban"));
    assert_eq!(decode("Uû ban", None), None);
    let text = "Uû ban nh©n d©n\nBé\nQuyÕt ®Þnh cña Bé tr\u{AD}ëng\n";
    assert_eq!(lines(text).map(|(text, _)| text).as_deref(), Some("Uỷ ban nhân dân\nBộ\nQuyết định của Bộ trưởng\n"));
}

#[test]
fn blocks_of_one_text_are_decided_apart() {
    let unicode = "Căn cứ Luật Tổ chức chính quyền địa phương;\nTheo đề nghị của Giám đốc Sở Tài chính.\n";
    let old = "QuyÕt ®Þnh cña Bé tr\u{AD}ëng vÒ viÖc thùc hiÖn ch\u{AD}¬ng tr×nh\n";
    let (text, used) = lines(&format!("{unicode}{old}{unicode}")).expect("converted");
    assert_eq!(text, format!("{unicode}Quyết định của Bộ trưởng về việc thực hiện chương trình\n{unicode}"));
    assert_eq!(used, [Encoding::Tcvn3]);
}

#[test]
fn capitals_of_tcvn3_are_those_of_the_words_beside() {
    let promised = of_font(".VnTimeH").expect("a font of old");
    assert!(promised.capitals);
    assert_eq!(convert("Céng hoµ", promised.encoding, true), "CỘNG HOÀ");
    assert_eq!(convert("CéNG HOµ X· HéI, Uû ban", Encoding::Tcvn3, false), "CỘNG HOÀ XÃ HỘI, Uỷ ban");
    assert_eq!(of_font("VNI-Times"), Some(Promise { encoding: Encoding::Vni, capitals: false }));
    assert_eq!(of_font("Times New Roman"), None);
}
