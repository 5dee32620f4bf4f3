//! Two versions of a plan: plans of the corpus, and what becomes of them when words are replaced.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rasoat::versions::{Changes, Field, How, UnitChangeKind};
use rasoat::{Whole, versions};
use serde_json::Value;

use crate::{plans, root, updating};

fn whole(text: &str) -> Whole {
    rasoat::read_whole(text.as_bytes(), "plan.txt", &rasoat::ingest::Options::default()).expect("a record")
}

fn of_file(file: &Path) -> Whole {
    let name = file.file_name().expect("name").to_string_lossy().into_owned();
    let bytes = std::fs::read(file).expect("plan");
    rasoat::read_whole(&bytes, &name, &rasoat::ingest::Options::default()).expect("a record")
}

fn diff(old: &str, new: &str) -> Changes {
    versions::compare(&whole(old), &whole(new))
}

fn plan(slug: &str) -> String {
    std::fs::read_to_string(root().join("corpus").join(slug).join("plan.txt")).expect("plan")
}

/// A plan of nine units, each with assignment, deadline and tools.
fn tam_ky() -> String {
    plan("tam-ky-2023-de-an-06")
}

/// With these words replaced, all of which must be there.
fn with(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// The values that changed: of which unit (its new number, else its old one), of which field, from what, to what.
fn told(changes: &Changes) -> Vec<(Option<u64>, Field, String, String)> {
    let mut out = Vec::new();
    let document = changes.document.iter().map(|field| (None, field));
    let of_units = changes.units.iter().flat_map(|unit| {
        let number = unit.new.as_ref().or(unit.old.as_ref()).and_then(|name| name.number);
        unit.fields.iter().map(move |field| (number, field))
    });
    for (unit, field) in document.chain(of_units) {
        for item in field.items.iter().filter(|item| item.how != How::Reworded) {
            let text = |said: &Option<versions::Said>| said.as_ref().map(|s| s.text.clone()).unwrap_or_default();
            out.push((unit, field.field, text(&item.old), text(&item.new)));
        }
    }
    out
}

fn one(unit: Option<u64>, field: Field, old: &str, new: &str) -> Vec<(Option<u64>, Field, String, String)> {
    vec![(unit, field, old.to_owned(), new.to_owned())]
}

/// The numbers of units to which this happened: old, new.
fn units(changes: &Changes, kind: UnitChangeKind) -> Vec<(Option<u64>, Option<u64>)> {
    let of = changes.units.iter().filter(|unit| unit.kinds.contains(&kind));
    of.map(|unit| (unit.old.as_ref().and_then(|u| u.number), unit.new.as_ref().and_then(|u| u.number))).collect()
}

/// A block of lines of a plan, from the line that begins so to the one before the line that begins otherwise.
fn block<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).expect("a beginning");
    &text[start..start + text[start..].find(to).expect("an end")]
}

/// Numbers of units from one on raised, or lowered.
fn renumbered(text: &str, from: u64, by: i64) -> String {
    let mut out = text.to_owned();
    let numbers: Vec<u64> = if by > 0 { (from..=9).rev().collect() } else { (from..=9).collect() };
    for number in numbers {
        let to = number.checked_add_signed(by).expect("a number");
        out = out.replace(&format!("Tiện ích {number} - "), &format!("Tiện ích {to} - "));
    }
    out
}

#[test]
fn a_plan_is_as_it_was() {
    for (folder, plan) in plans() {
        let whole = of_file(&plan);
        let changes = versions::compare(&whole, &whole);
        assert!(!changes.changed, "{}: {:?}", folder.display(), told(&changes));
        assert!(changes.document.is_empty() && changes.units.is_empty() && changes.text.is_empty());
        assert_eq!(changes.counts.findings_stayed, whole.record.findings.len());
    }
}

#[test]
fn what_one_way_came_the_other_way_went() {
    let wholes: Vec<Whole> = plans().iter().map(|(_, plan)| of_file(plan)).collect();
    let tam_ky = tam_ky();
    let edited = with(&tam_ky, &[("Công an thành phố", "Công an tỉnh"), ("30/6/2024", "30/9/2024")]);
    let pairs = wholes.windows(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    for (a, b) in pairs.chain([(whole(&tam_ky), whole(&edited))]) {
        let (there, back) = (versions::compare(&a, &b).counts, versions::compare(&b, &a).counts);
        assert_eq!(
            (there.units_added, there.units_removed, there.findings_came, there.findings_went, there.document),
            (back.units_removed, back.units_added, back.findings_went, back.findings_came, back.document)
        );
    }
}

#[test]
fn number_and_day_of_the_head() {
    let old = tam_ky();
    let new = with(&old, &[("Tam Kỳ, ngày     tháng", "Tam Kỳ, ngày 15 tháng"), ("Số:      /KH", "Số: 245/KH")]);
    let changes = diff(&old, &new);
    let fields: Vec<Field> = changes.document.iter().map(|field| field.field).collect();
    assert_eq!(fields, [Field::Number, Field::Issued]);
    let day = changes.document[1].items[0].new.as_ref().expect("a day");
    assert_eq!((day.value.as_deref(), day.span.as_ref().map(|span| span.line)), (Some("2023-12-15"), Some(7)));
    assert_eq!(changes.counts.findings_went, 2);
    assert!(changes.units.is_empty() && changes.text.is_empty());
}

#[test]
fn who_leads_and_who_coordinates() {
    let old = tam_ky();
    let lead = with(&old, &[("thực hiện: Phòng Văn hóa và Thông tin chủ trì", "thực hiện: Sở Y tế chủ trì")]);
    assert_eq!(told(&diff(&old, &lead)), one(Some(9), Field::Lead, "Phòng Văn hóa và Thông tin", "Sở Y tế"));
    let more = with(&old, &[("Bưu điện thành phố rà soát", "Bưu điện thành phố, Kho bạc Nhà nước Tam Kỳ rà soát")]);
    assert_eq!(told(&diff(&old, &more)), one(Some(8), Field::Coordinate, "", "Kho bạc Nhà nước Tam Kỳ"));
    assert_eq!(told(&diff(&more, &old)), one(Some(8), Field::Coordinate, "Kho bạc Nhà nước Tam Kỳ", ""));
}

#[test]
fn deadlines_tools_objectives_and_titles() {
    let old = tam_ky();
    for (from, to, unit, field, said) in [
        ("hiện: 30/6/2024", "hiện: 31/7/2024", 3, Field::Deadline, ("30/6/2024", "31/7/2024")),
        ("khai: VNeID.", "khai: VNeID; Hệ thống họp.", 3, Field::Tools, ("", "Hệ thống họp")),
        (
            "- Chi trả trợ cấp an sinh xã hội qua tài khoản",
            "- Chi trả trợ cấp an sinh xã hội qua ngân hàng",
            8,
            Field::Title,
            ("Chi trả trợ cấp an sinh xã hội qua tài khoản", "Chi trả trợ cấp an sinh xã hội qua ngân hàng"),
        ),
    ] {
        assert_eq!(told(&diff(&old, &with(&old, &[(from, to)]))), one(Some(unit), field, said.0, said.1));
    }
    let changes = diff(&old, &with(&old, &[("Trên 80% hồ sơ", "Trên 90% hồ sơ")]));
    assert!(matches!(&told(&changes)[..], [(Some(1), Field::Objective, ..)]), "{:?}", told(&changes));
}

#[test]
fn other_words_for_the_same_are_no_change() {
    let old = tam_ky();
    let new = with(
        &old,
        &[
            ("hiện: 30/6/2024", "hiện: ngày 30 tháng 6 năm 2024"),
            ("phối hợp với UBND các xã, phường, Thành đoàn", "phối hợp với Ủy ban nhân dân các xã, phường, Thành đoàn"),
            (
                "với Công an thành phố, Phòng Văn hóa và Thông tin,",
                "với Phòng Văn hóa và Thông tin, Công an thành phố,",
            ),
        ],
    );
    let changes = diff(&old, &new);
    assert!(!changes.changed, "{:?} {:?}", told(&changes), changes.findings);
    assert!(changes.counts.reworded >= 2, "{:?}", changes.counts);
}

#[test]
fn a_unit_that_came_renumbers_the_others() {
    let old = tam_ky();
    let unit = "Tiện ích 4 - Khai sinh, khai tử liên thông\n- Mục tiêu: 100% hồ sơ được tiếp nhận trực tuyến.\n- Tổ chức thực hiện: Phòng Tư pháp chủ trì.\n- Lực lượng triển khai: Công chức tư pháp.\n- Công cụ triển khai: VNeID.\n- Thời gian thực hiện: Quý II/2024.\n";
    let new = renumbered(&old, 4, 1);
    let inserted = format!("{unit}Tiện ích 5 - Thông báo");
    let new = with(&new, &[("Tiện ích 5 - Thông báo", &inserted), ("khai 09 tiện ích", "khai 10 tiện ích")]);
    for (changes, shift, whole) in
        [(diff(&old, &new), 1i64, UnitChangeKind::Added), (diff(&new, &old), -1, UnitChangeKind::Removed)]
    {
        let first = if shift > 0 { 4 } else { 5 };
        let expected: Vec<(Option<u64>, Option<u64>)> =
            (first..first + 6).map(|n: u64| (Some(n), n.checked_add_signed(shift))).collect();
        assert_eq!(units(&changes, UnitChangeKind::Renumbered), expected);
        assert_eq!(units(&changes, whole).len(), 1);
        assert!(units(&changes, UnitChangeKind::Changed).is_empty(), "{:?}", told(&changes));
        // A finding of a unit that only bears another number is the finding that it was.
        assert_eq!((changes.counts.findings_came, changes.counts.findings_went), (0, 0));
        let of_unit = changes.units.iter().find(|unit| unit.kinds == [whole]).expect("the unit");
        let leads: Vec<&str> = of_unit
            .fields
            .iter()
            .filter(|f| f.field == Field::Lead)
            .flat_map(|f| &f.items)
            .filter_map(|item| item.new.as_ref().or(item.old.as_ref()))
            .map(|said| said.text.as_str())
            .collect();
        assert_eq!(leads, ["Phòng Tư pháp"]);
    }
}

#[test]
fn a_unit_that_went() {
    let old = tam_ky();
    let gone = block(&old, "Tiện ích 4 - ", "Tiện ích 5 - ").to_owned();
    let changes = diff(&old, &renumbered(&old.replace(&gone, ""), 5, -1));
    assert_eq!(units(&changes, UnitChangeKind::Removed), [(Some(4), None)]);
    assert_eq!(units(&changes, UnitChangeKind::Renumbered).len(), 5);
    assert!(units(&changes, UnitChangeKind::Changed).is_empty(), "{:?}", told(&changes));
}

#[test]
fn units_that_changed_places() {
    let old = tam_ky();
    let (three, four) =
        (block(&old, "Tiện ích 3", "Tiện ích 4").to_owned(), block(&old, "Tiện ích 4", "Tiện ích 5").to_owned());
    let swapped = format!("{}{}", four.replace("ích 4", "ích 3"), three.replace("ích 3", "ích 4"));
    let changes = diff(&old, &old.replace(&format!("{three}{four}"), &swapped));
    assert_eq!(units(&changes, UnitChangeKind::Renumbered), [(Some(4), Some(3)), (Some(3), Some(4))]);
    assert!(units(&changes, UnitChangeKind::Changed).is_empty(), "{:?}", told(&changes));
    assert_eq!(changes.units.len(), 2);
}

#[test]
fn a_unit_in_place_of_another_is_another() {
    let old = tam_ky();
    let gone = block(&old, "Tiện ích 6 - ", "Tiện ích 7 - ").to_owned();
    let new = "Tiện ích 6 - Trồng cây xanh dọc các tuyến phố\n- Mục tiêu: Mỗi phường trồng một nghìn gốc.\n- Tổ chức thực hiện: Hội Nông dân vận động.\n- Thời gian thực hiện: Quý IV/2025.\n";
    let changes = diff(&old, &old.replace(&gone, new));
    assert_eq!(units(&changes, UnitChangeKind::Removed), [(Some(6), None)]);
    assert_eq!(units(&changes, UnitChangeKind::Added), [(None, Some(6))]);
}

#[test]
fn findings_come_and_go() {
    let old = tam_ky();
    let new = with(&old, &[("hiện: 30/11/2024", "hiện: 30/11/2022")]);
    let rules = |list: &[rasoat::record::Finding]| list.iter().map(|f| f.rule).collect::<Vec<_>>();
    let (there, back) = (diff(&old, &new), diff(&new, &old));
    assert_eq!((rules(&there.findings.came), rules(&there.findings.went)), (vec!["deadline-before-issue"], vec![]));
    assert_eq!((rules(&back.findings.came), rules(&back.findings.went)), (vec![], vec!["deadline-before-issue"]));
    assert_eq!(there.findings.came[0].units, [8]);
}

#[test]
fn legal_bases_recipients_and_other_lines() {
    let old = tam_ky();
    let new = with(
        &old,
        &[
            (
                "Căn cứ Chỉ thị số 31-CT/TU,",
                "Căn cứ Luật Căn cước ngày 27 tháng 11 năm 2023;\nCăn cứ Chỉ thị số 31-CT/TU,",
            ),
            ("- Công an tỉnh (để b/c);\n", ""),
            ("trước ngày 14 hằng tháng", "trước ngày 20 hằng tháng"),
        ],
    );
    let changes = diff(&old, &new);
    let fields: Vec<(Field, How)> = changes.document.iter().map(|f| (f.field, f.items[0].how)).collect();
    assert_eq!(fields, [(Field::Citations, How::Added), (Field::Recipients, How::Removed)]);
    let lines: Vec<&str> = changes.text.iter().filter_map(|item| Some(item.new.as_ref()?.text.as_str())).collect();
    assert!(matches!(lines[..], [line] if line.contains("20 hằng tháng")), "{lines:?}");
    let dated = with(&old, &[("06/QĐ-TTg ngày 06/01/2022", "06/QĐ-TTg ngày 16/01/2022")]);
    assert!(matches!(&told(&diff(&old, &dated))[..], [(None, Field::Citations, ..)]));
}

#[test]
fn the_table_is_compared_too() {
    let file = root().join("corpus/quan-long-bien-2024-an-toan-thuc-pham/plan.md");
    let text = std::fs::read_to_string(&file).expect("plan");
    let row = whole_md(&text).record.units.iter().find_map(|u| {
        let deadline = u.appendix.as_ref()?.deadlines.first()?.clone();
        Some((u.id.clone(), deadline))
    });
    let (id, deadline) = row.expect("a row with a deadline");
    let (start, end) = (deadline.span.start, deadline.span.end);
    // The place counts in the text of the record: the words are replaced in their line of the file.
    assert!(start < end);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = &mut lines[deadline.span.line - 1];
    assert!(line.contains(&deadline.raw), "{line}");
    *line = line.replace(&deadline.raw, "31/12/2031");
    let changes = versions::compare(&whole_md(&text), &whole_md(&lines.join("\n")));
    let unit = changes.units.iter().find(|u| u.new.as_ref().is_some_and(|n| n.id == id)).expect("the unit");
    let field = unit.fields.iter().find(|f| f.field == Field::Deadline).expect("the deadline");
    assert_eq!(field.side, versions::Side::Appendix);
    assert_eq!(field.items[0].new.as_ref().and_then(|said| said.value.as_deref()), Some("2031-12-31"));
}

fn whole_md(text: &str) -> Whole {
    rasoat::read_whole(text.as_bytes(), "plan.md", &rasoat::ingest::Options::default()).expect("a record")
}

#[test]
fn carriers_of_a_plan_are_no_versions() {
    let mut compared = 0;
    let folder = root().join("fixtures/carriers");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("carriers").map(|e| e.expect("entry").path()).collect();
    files.sort();
    for file in files {
        let folder = root().join("corpus").join(file.file_stem().expect("name"));
        let (_, plan) = plans().into_iter().find(|(of, _)| *of == folder).expect("the plan");
        let changes = versions::compare(&of_file(&plan), &of_file(&file));
        assert!(!changes.changed, "{}: {:?} {:?}", file.display(), told(&changes), changes.text);
        compared += 1;
    }
    assert!(compared >= 20);
}

#[test]
fn thousands_of_units_are_matched_one_to_one() {
    let unit = |number: usize, name: usize| {
        format!(
            "{number}. Mô hình {number}: Số hóa hồ sơ lĩnh vực {name} tại xã {}\na) Phân công nhiệm vụ: Sở Y tế chủ trì.\nb) Thời gian hoàn thành: 30/6/2024.\n",
            name % 97
        )
    };
    let head = "Số: 12/KH-UBND\nHải Dương, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\nI. NHIỆM VỤ\n";
    let old: String = (1..=600).map(|n| unit(n, n)).collect();
    // One in front, every second title edited: nothing is left that is as it was.
    let new: String = (1..=600)
        .map(|n| {
            if n % 2 == 0 {
                unit(n + 1, n)
            } else {
                unit(n + 1, n).replace("Số hóa hồ sơ", "Số hóa toàn bộ hồ sơ")
            }
        })
        .collect();
    let changes = diff(&format!("{head}{old}"), &format!("{head}{}{new}", unit(1, 9999)));
    assert_eq!((changes.counts.units_added, changes.counts.units_removed), (1, 0));
    assert_eq!((changes.counts.units_renumbered, changes.counts.units_changed), (600, 300));
}

/// A plan of which every word wants to be more than a word.
const HOSTILE: &str = "UBND TỈNH <script>alert(1)</script>\nSố: 12/KH-UBND\nHà Nội, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\n\
    Kế hoạch </style><img src=x onerror=alert(1)> \u{202E}ngược\u{202C} {{MAIN}}\nI. NHIỆM VỤ\n\
    1. Mô hình 1: \"><script>alert(2)</script>\na) Phân công nhiệm vụ: Sở Y tế chủ trì.\nb) Thời gian hoàn thành: 30/6/2024.\n\
    2. Mô hình 2: Sạch\na) Phân công nhiệm vụ: Sở Y tế chủ trì.\n";

fn rasoat(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rasoat")).args(arguments).output().expect("the program")
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let file = folder.join(name);
    std::fs::write(&file, text).expect("file");
    file.to_string_lossy().into_owned()
}

#[test]
fn hostile_words_stay_words() {
    let dir = tempfile::tempdir().expect("a folder");
    let old = file(dir.path(), "old.txt", HOSTILE);
    let new = HOSTILE.replace("chủ trì", "\u{1b}[2J\u{202E}<b>phối hợp</b>").replace("alert(2)", "alert('3')");
    let new = file(dir.path(), "<i>new\u{202E}.txt", &new);
    let html = String::from_utf8(rasoat(&["diff", &old, &new, "--format", "html"]).stdout).expect("UTF-8");
    for markup in ["<script", "<img", "<b>", "<i>", "\u{1b}", "\u{202E}", "alert('3')"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(html.contains("&lt;script&gt;") && html.contains("default-src 'none'") && !html.contains("http:"));
    let text = String::from_utf8(rasoat(&["diff", &old, &new, "--all"]).stdout).expect("UTF-8");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}')), "{text}");
}

#[test]
fn the_page_is_well_formed() {
    let old = tam_ky();
    let new =
        with(&old, &[("Công an thành phố", "Công an tỉnh"), ("30/6/2024", "30/9/2024"), ("Tiện ích 9", "Tiện ích 11")]);
    let changes = diff(&old, &new);
    let page = rasoat::emit::changes::html::page(&changes, ("a", "b"), rasoat::emit::Lang::Vi);
    let main = page.split("<main").nth(1).expect("the page");
    for tag in [
        "section", "article", "table", "tbody", "tr", "td", "th", "ins", "del", "ul", "li", "details", "span", "dl",
        "h3",
    ] {
        let opened = main.matches(&format!("<{tag}>")).count() + main.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, main.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    assert!(page.contains("lang=\"vi\"") && main.contains("<del>") && main.contains("<ins>"));
}

#[test]
fn changes_follow_their_schema() {
    let kept = root().join("schemas/diff.schema.json");
    let now = rasoat::emit::json::changes_schema();
    if updating() {
        std::fs::write(&kept, &now).expect("schema");
    }
    assert!(std::fs::read(&kept).expect("schema") == now, "schemas/diff.schema.json is old; run `UPDATE=1 cargo test`");
    let validator = jsonschema::validator_for(&serde_json::from_slice(&now).expect("JSON")).expect("a schema");
    let wholes: Vec<Whole> = plans().iter().map(|(_, plan)| of_file(plan)).collect();
    for pair in wholes.windows(2) {
        let changes = rasoat::emit::json::changes(&versions::compare(&pair[0], &pair[1]));
        let changes: Value = serde_json::from_slice(&changes).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&changes).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let mut broken: Value =
        serde_json::from_slice(&rasoat::emit::json::changes(&versions::compare(&wholes[0], &wholes[1]))).expect("JSON");
    broken["counts"]["units_added"] = "many".into();
    assert!(!validator.is_valid(&broken));
}

/// A version of the plan in which most kinds of change are seen.
fn edited() -> String {
    let new = renumbered(&tam_ky(), 4, 1);
    with(
        &new,
        &[
            ("Tam Kỳ, ngày     tháng", "Tam Kỳ, ngày 15 tháng"),
            ("thực hiện: Phòng Văn hóa và Thông tin chủ trì", "thực hiện: Sở Y tế chủ trì"),
            ("hiện: 30/11/2024", "hiện: 30/11/2022"),
            ("hiện: 30/6/2024", "hiện: ngày 30 tháng 6 năm 2024"),
            ("Trên 80% hồ sơ", "Trên 90% hồ sơ"),
            ("trước ngày 14 hằng tháng", "trước ngày 20 hằng tháng"),
            (
                "Tiện ích 5 - Thông báo",
                "Tiện ích 4 - Khai sinh liên thông\n- Tổ chức thực hiện: Phòng Tư pháp chủ trì.\n- Thời gian thực hiện: Quý II/2024.\nTiện ích 5 - Thông báo",
            ),
        ],
    )
}

#[test]
fn what_people_see() {
    let changes = diff(&tam_ky(), &edited());
    for (name, lang, all) in [("diff_vi", rasoat::emit::Lang::Vi, false), ("diff_all_en", rasoat::emit::Lang::En, true)]
    {
        let options = rasoat::emit::changes::text::Options { lang, all, width: 80 };
        let text = rasoat::emit::changes::text::document(&changes, ("cu.txt", "moi.txt"), options);
        insta::assert_snapshot!(name, anstream::adapter::strip_str(&text).to_string());
    }
    for (name, arguments) in
        [("diff_help_vi", &["diff", "--help"][..]), ("diff_help_en", &["diff", "--lang", "en", "--help"])]
    {
        insta::assert_snapshot!(name, String::from_utf8(rasoat(arguments).stdout).expect("UTF-8"));
    }
}

#[test]
fn exit_codes_and_files() {
    let dir = tempfile::tempdir().expect("a folder");
    let (old, new) = (file(dir.path(), "old.txt", &tam_ky()), file(dir.path(), "new.txt", &edited()));
    let code = |arguments: &[&str]| rasoat(&[&["diff"], arguments].concat()).status.code();
    assert_eq!((code(&[&old, &new]), code(&[&old, &old])), (Some(0), Some(0)));
    assert_eq!((code(&[&old, &new, "--exit-code"]), code(&[&old, &old, "--exit-code"])), (Some(1), Some(0)));
    assert_eq!((code(&[&old]), code(&["-", "-"])), (Some(2), Some(2)));
    let missing = dir.path().join("none.txt").to_string_lossy().into_owned();
    assert_eq!((code(&[&old, &missing]), code(&[&missing, &old, "--exit-code"])), (Some(3), Some(3)));
    let folder = dir.path().to_string_lossy().into_owned();
    assert_eq!(code(&[&folder, &new]), Some(2));
    for (name, begins) in
        [("a.html", "<!DOCTYPE html>"), ("a.json", "{\n  \"format\": \"rasoat-diff\""), ("a.txt", "/")]
    {
        let out = dir.path().join(format!("new/{name}"));
        assert_eq!(code(&[&old, &new, "--out", &out.to_string_lossy()]), Some(0));
        let written = std::fs::read_to_string(&out).expect("a file");
        assert!(written.starts_with(begins) || cfg!(windows), "{name}: {}", &written[..40]);
        assert!(!written.contains('\u{1b}'));
    }
    assert_eq!(code(&[&old, &new, "--out", &format!("{old}/a.html")]), Some(2));
}
