//! The commands of the program and what help says of them.
//!
//! In: a language. Out: a [`Command`] each. Help teaches: each command opens with what it is for and ends with examples that
//! can be typed as they stand.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::options::{batch, chosen_rules, configuration, input, leaf, option, out, paths, reading, rule_names};
use crate::cli::inspect::STAGES;
use crate::cli::say::Lang;

pub(super) fn check(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("check", lang)
        .override_usage(t("rasoat check <ĐƯỜNG_DẪN>… [--all] [--format DẠNG] [--decisions TỆP] [--select QUY_TẮC] [--ignore QUY_TẮC] [--fail-on MỨC]", "rasoat check <PATH>… [--all] [--format FORM] [--decisions FILE] [--select RULE] [--ignore RULE] [--fail-on LEVEL]"))
        .about(t("Rà soát: tìm chỗ kế hoạch mâu thuẫn, thiếu, sót", "Check: find where a plan contradicts itself or leaves a gap"))
        .long_about(t(
            "Rà soát: tìm chỗ kế hoạch mâu thuẫn, thiếu, sót.\n\nMỗi phát hiện cho biết chỗ trong văn bản (dòng, phần nội dung hay phụ lục), trích nguyên văn cả hai phía, và gợi ý nếu có.\nLỗi và cảnh báo được in ra; lưu ý chỉ đếm, xem bằng --all. Cuối mỗi văn bản là số mục đã đối chiếu được\nvà chỗ không đối chiếu được. Chương trình không sửa văn bản.",
            "Check: find where a plan contradicts itself or leaves a gap.\n\nEach finding shows its place (line, body or appendix), quotes all sides, and hints at the likely value.\nErrors and warnings are shown; infos are counted, --all shows them. Each document ends with what was\ncompared and what could not be. The plan itself is never changed.",
        ))
        .arg(paths(lang))
        .arg(option("all").action(ArgAction::SetTrue).help(t("In cả các lưu ý", "Show infos too")))
        .arg(option("format").value_name("text|json|sarif|github|gold").value_parser(["text", "json", "sarif", "github", "gold"]).hide_possible_values(true).help(t("text cho người đọc (mặc định); json cho hệ thống khác, nhiều tệp thì mỗi dòng một văn bản; sarif (2.1.0) và github cho hệ thống gom kết quả kiểm tra; gold là bản đọc chuẩn để làm mẫu kiểm thử, dùng cùng --decisions", "text for people (default); json for other systems, a line a document where there are several; sarif (2.1.0) and github for systems that gather results of checkers; gold is a reading for a corpus of test plans, with --decisions")))
        .args(chosen_rules(lang))
        .arg(
            option("decisions")
                .value_name(t("TỆP", "FILE"))
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "Áp dụng các quyết định xuất từ trang rà soát (rasoat review): phát hiện bị bác bỏ không nêu lại",
                    "Replay the decisions that a page of rasoat review has exported: what was rejected is not told again",
                )),
        )
        .arg(option("fail-on").value_name(t("MỨC", "LEVEL")).value_parser(["error", "warning", "info"]).hide_possible_values(true).help(t("Thoát với mã 1 khi có phát hiện từ mức này: error (mặc định), warning, info", "Exit with 1 where there is a finding of this level or above: error (default), warning, info")))
        .args(batch(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat check ke-hoach.txt\n  rasoat check thu-muc/ --all\n  rasoat check ke-hoach.txt --select deadline-mismatch,lead-mismatch\n  rasoat check thu-muc/ --format json | jq -c '.findings[]'\n\nXem các quy tắc: rasoat rules; xem một quy tắc: rasoat explain <QUY_TẮC>",
            "Examples:\n  rasoat check plan.txt\n  rasoat check folder/ --all\n  rasoat check plan.txt --select deadline-mismatch,lead-mismatch\n  rasoat check folder/ --format json | jq -c '.findings[]'\n\nSee the rules: rasoat rules; one rule: rasoat explain <RULE>",
        ))
}

pub(super) fn review(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("review", lang)
        .override_usage(t("rasoat review <ĐƯỜNG_DẪN>… --out <THƯ_MỤC>", "rasoat review <PATH>… --out <DIR>"))
        .about(t("Ghi trang rà soát: văn bản bên trái, phát hiện bên phải, quyết định từng phát hiện", "Write review pages: the text at the left, findings at the right, a decision for each"))
        .long_about(t(
            "Ghi cho mỗi văn bản một trang HTML, mở được bằng trình duyệt từ thư mục dùng chung, không cần mạng:\nvăn bản bên trái, phát hiện theo từng nhiệm vụ bên phải, hai chỗ mâu thuẫn cùng được tô; chấp nhận, bác bỏ, sửa hay bỏ qua\ntừng phát hiện; quyết định được giữ trong trang và xuất thành tệp. index.html liệt kê các văn bản.",
            "Write a page of HTML for each document, which opens in a browser from a shared folder and needs no network:\nthe text at the left, findings by unit at the right, both places of a disagreement marked together; accept, reject, edit or\nskip each; decisions are kept in the page and exported as a file. index.html lists the documents.",
        ))
        .arg(paths(lang))
        .arg(out(t("THƯ_MỤC", "DIR"), t("Thư mục chứa các trang", "The folder of the pages")).required(true))
        .args(batch(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat review ke-hoach.docx --out ra-soat/\n  rasoat review thu-muc/ --out ra-soat/",
            "Examples:\n  rasoat review plan.docx --out review/\n  rasoat review folder/ --out review/",
        ))
}

pub(super) fn annotate(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("annotate", lang)
        .override_usage(t("rasoat annotate <TỆP> --out <TỆP> [--all] [--select QUY_TẮC] [--ignore QUY_TẮC]", "rasoat annotate <FILE> --out <FILE> [--all] [--select RULE] [--ignore RULE]"))
        .about(t("Ghi phát hiện thành nhận xét ngay trong bản sao của tệp Word hoặc PDF", "Write the findings as comments into a copy of the Word or PDF file"))
        .long_about(t(
            "Ghi phát hiện vào bản sao của chính tệp đó, tại đúng chữ có vấn đề, ở cả hai phía của mỗi chỗ mâu thuẫn:\n  .docx  nhận xét bên lề (Comments) của “rasoat”; mọi phần khác của tệp giữ nguyên\n  .pdf   tô sáng kèm ghi chú; nội dung gốc giữ nguyên từng byte\nNhận xét của người khác được giữ; chạy lại trên bản đã ghi thì không thêm gì. Tệp đầu vào không bị sửa.",
            "Write the findings into a copy of the file itself, at the very words concerned, on both sides of every disagreement:\n  .docx  comments by “rasoat”; every other part of the file stays as it is\n  .pdf   highlights with notes; the original stays byte for byte\nComments by others are kept; a second run over the copy adds nothing. The input is never changed.",
        ))
        .arg(input("file", lang).value_name(t("TỆP", "FILE")).value_parser(value_parser!(OsString)).help(t("Tệp .docx, .docm, .dotx hoặc .pdf", "A .docx, .docm, .dotx or .pdf file")))
        .arg(out(t("TỆP", "FILE"), t("Bản sao có nhận xét; phải khác tệp đầu vào", "The copy with comments; not the input itself")).required(true))
        .arg(option("all").action(ArgAction::SetTrue).help(t("Ghi cả các lưu ý", "Write infos too")))
        .args(chosen_rules(lang))
        .args(reading(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat annotate ke-hoach.docx --out ke-hoach.ra-soat.docx\n  rasoat annotate ke-hoach.pdf --out ke-hoach.ra-soat.pdf --select deadline-mismatch,lead-mismatch",
            "Examples:\n  rasoat annotate plan.docx --out plan.checked.docx\n  rasoat annotate plan.pdf --out plan.checked.pdf --select deadline-mismatch,lead-mismatch",
        ))
}

pub(super) fn report(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("report", lang)
        .override_usage(t("rasoat report <ĐƯỜNG_DẪN>… --out <TỆP>", "rasoat report <PATH>… --out <FILE>"))
        .about(t("Ghi kết quả rà soát thành một tệp Word, Excel, HTML, CSV hoặc lịch", "Write the findings as a Word, Excel, HTML, CSV or calendar file"))
        .long_about(t(
            "Ghi kết quả rà soát của một hay nhiều văn bản thành một tệp, theo đuôi của --out:\n  .docx  biên bản rà soát theo thể thức của Nghị định 30/2020/NĐ-CP, để điền nốt và ký\n  .xlsx  bảng tính: văn bản, nhiệm vụ (thân văn bản và phụ lục cạnh nhau), phát hiện, lịch thời hạn\n  .html  một trang để đọc, in và gửi đi\n  .csv   các phát hiện, mỗi dòng một phát hiện\n  .ics   thời hạn của các nhiệm vụ, để đưa vào lịch",
            "Write the findings of one or many documents to one file, by the ending of --out:\n  .docx  minutes of the check in the layout of Decree 30/2020, to be completed and signed\n  .xlsx  a workbook: documents, units (body and appendix side by side), findings, timetable of deadlines\n  .html  a page to read, print and send on\n  .csv   the findings, one a line\n  .ics   the deadlines of the units, for a calendar",
        ))
        .arg(paths(lang))
        .arg(out(t("TỆP", "FILE"), t("Tệp báo cáo; đuôi tệp cho biết dạng", "The report; its ending says the form")).required(true))
        .args(batch(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat report ke-hoach.docx --out bien-ban.docx\n  rasoat report thu-muc/ --out ket-qua.xlsx\n  rasoat report thu-muc/ --out thoi-han.ics",
            "Examples:\n  rasoat report plan.docx --out minutes.docx\n  rasoat report folder/ --out results.xlsx\n  rasoat report folder/ --out deadlines.ics",
        ))
}

pub(super) fn diff(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    let version =
        |name: &'static str, vi: &'static str, en: &'static str, help_vi: &'static str, help_en: &'static str| {
            input(name, lang).value_name(t(vi, en)).value_parser(value_parser!(OsString)).help(t(help_vi, help_en))
        };
    leaf("diff", lang)
        .override_usage(t("rasoat diff <BẢN_CŨ> <BẢN_MỚI> [--all] [--format text|json|html] [--out TỆP] [--exit-code]", "rasoat diff <OLD> <NEW> [--all] [--format text|json|html] [--out FILE] [--exit-code]"))
        .about(t("So sánh hai bản của một kế hoạch: nhiệm vụ, mục nào đổi, phát hiện nào mới, nào đã hết", "Compare two versions of a plan: which units and fields changed, which findings came and went"))
        .long_about(t(
            "So sánh hai bản của một kế hoạch, mỗi bản ở định dạng nào cũng được.\n\nNhiệm vụ được nhận ra theo tên và nội dung, không chỉ theo số: chèn một nhiệm vụ thì\ncác nhiệm vụ sau chỉ đổi số. Giá trị được so theo nghĩa: tên cơ quan viết tắt hay viết đủ,\nngày viết cách này hay cách khác là một; chỗ chỉ viết khác đi được đếm riêng, xem bằng --all.\nMỗi thay đổi trích cả lời cũ (-) và lời mới (+), kèm dòng hoặc trang.",
            "Compare two versions of a plan, each in any format.\n\nUnits are recognised by title and content, not by number alone: where one is inserted, those\nbehind it are only renumbered. Values are compared by meaning: a short form and its full name,\na date written in two ways are one; what is only written differently is counted apart, and\n--all shows it. Each change quotes the old words (-) and the new ones (+) with line or page.",
        ))
        .arg(version("old", "BẢN_CŨ", "OLD", "Bản cũ, hoặc - cho đầu vào chuẩn", "The old version, or - for standard input").display_order(1))
        .arg(version("new", "BẢN_MỚI", "NEW", "Bản mới, hoặc - cho đầu vào chuẩn", "The new version, or - for standard input").display_order(2))
        .arg(option("all").action(ArgAction::SetTrue).help(t("Kể cả chỗ chỉ viết khác đi và phát hiện vẫn còn (text; json và html luôn có đủ)", "Show also what is only written differently, and findings that stayed (text; json and html always hold all)")))
        .arg(option("format").value_name("text|json|html").value_parser(["text", "json", "html"]).hide_possible_values(true).help(t("text cho màn hình (mặc định), json cho hệ thống khác (schemas/diff.schema.json), html: một trang để đọc và in", "text for the screen (default), json for other systems (schemas/diff.schema.json), html: one page to read and print")))
        .arg(option("out").value_name(t("TỆP", "FILE")).value_parser(value_parser!(std::path::PathBuf)).help(t("Ghi vào tệp này; không có --format thì đuôi .html, .json cho biết dạng", "Write to this file; without --format its ending .html or .json says the form")))
        .arg(option("exit-code").action(ArgAction::SetTrue).help(t("Thoát với mã 1 khi có thay đổi", "Exit with 1 where something changed")))
        .args(reading(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat diff du-thao-1.docx du-thao-2.docx\n  rasoat diff du-thao.docx ban-hanh.pdf --out thay-doi.html\n  rasoat diff cu.txt moi.txt --format json | jq .counts\n  rasoat diff cu.txt moi.txt --exit-code || echo \"có thay đổi\"\n\nMã thoát: 0 dù có thay đổi hay không; 1 có thay đổi (chỉ với --exit-code; viết khác đi không tính);\n          2 sai cách dùng hoặc không ghi được kết quả; 3 có bản không đọc được trọn vẹn.",
            "Examples:\n  rasoat diff draft-1.docx draft-2.docx\n  rasoat diff draft.docx issued.pdf --out changes.html\n  rasoat diff old.txt new.txt --format json | jq .counts\n  rasoat diff old.txt new.txt --exit-code || echo changed\n\nExit codes: 0 whether something changed or not; 1 something changed (with --exit-code only; other wordings do not count);\n            2 usage, or output that cannot be written; 3 a version cannot be read, or only in part.",
        ))
}

pub(super) fn explain(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("explain", lang)
        .override_usage(t("rasoat explain <QUY_TẮC>", "rasoat explain <RULE>"))
        .about(t("Giải thích một quy tắc rà soát", "Explain a rule"))
        .long_about(t(
            "Giải thích một quy tắc: phát hiện gì, vì sao cần sửa, khi nào không báo, kèm ví dụ.",
            "Explain a rule: what it finds, why it matters, what it does not flag, with examples.",
        ))
        .arg(
            input("rule", lang)
                .value_name(t("QUY_TẮC", "RULE"))
                .hide_possible_values(true)
                .value_parser(rule_names())
                .help(t(
                    "Tên quy tắc, như trong kết quả của rasoat check và rasoat rules",
                    "Name of the rule, as rasoat check and rasoat rules give it",
                )),
        )
        .after_help(t("Ví dụ:\n  rasoat explain deadline-mismatch", "Examples:\n  rasoat explain deadline-mismatch"))
}

pub(super) fn config(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("config", lang)
        .override_usage(t("rasoat config [ĐƯỜNG_DẪN]", "rasoat config [PATH]"))
        .about(t("Cho xem thiết lập đang có hiệu lực, và lấy từ đâu", "Show which settings hold, and from where"))
        .long_about(t(
            "Cho xem thiết lập đang có hiệu lực với một tệp hay thư mục, viết như một tệp rasoat.toml, mỗi dòng kèm nguồn.\n\nThiết lập nằm trong tệp rasoat.toml gần nhất: ở thư mục của văn bản hoặc các thư mục chứa nó. Trong đó có thể ghi:\n  [rules]      mức của từng quy tắc: off, info, warning, error\n  [limits]     giới hạn khi đọc tệp, như --limit\n  [wording]    từ gọi đơn vị nhiệm vụ, nhãn, từ viết tắt, tên cơ quan riêng của đơn vị\n  [[ignore]]   phát hiện đã biết và chấp nhận: rule, file, unit, words, reason, until",
            "Show which settings hold for a file or folder, written as a rasoat.toml, each line with where it is from.\n\nSettings stand in the nearest rasoat.toml: in the folder of the document or those above. It may hold:\n  [rules]      how grave each rule is: off, info, warning, error\n  [limits]     limits on reading a file, as --limit\n  [wording]    keywords of units, labels, short forms and organisations of the office\n  [[ignore]]   findings that are known and stay: rule, file, unit, words, reason, until",
        ))
        .arg(
            Arg::new("path")
                .help_heading(t("Đầu vào", "Input"))
                .value_name(t("ĐƯỜNG_DẪN", "PATH"))
                .value_parser(value_parser!(PathBuf))
                .help(t("Tệp hay thư mục (mặc định: thư mục hiện tại)", "A file or folder (default: this folder)")),
        )
        .args(configuration(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat config\n  rasoat config thu-muc/ke-hoach.docx\n  rasoat config --no-config > rasoat.toml   tạo tệp thiết lập từ các giá trị mặc định",
            "Examples:\n  rasoat config\n  rasoat config folder/plan.docx\n  rasoat config --no-config > rasoat.toml   a file of settings from the defaults",
        ))
}

pub(super) fn baseline(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("baseline", lang)
        .override_usage(t("rasoat baseline <ĐƯỜNG_DẪN>… [--out TỆP]", "rasoat baseline <PATH>… [--out FILE]"))
        .about(t("Ghi mốc: từ nay chỉ tính phát hiện mới", "Write a baseline: from now on only new findings count"))
        .long_about(t(
            "Ghi các phát hiện hiện có vào rasoat-baseline.json. Từ đó check, review, report và annotate chỉ nêu phát hiện mới\ncủa các văn bản trong thư mục chứa tệp ấy và các thư mục con. Ghi lại để lập mốc mới; xóa tệp để bỏ mốc.",
            "Write the findings of today to rasoat-baseline.json. From then on check, review, report and annotate tell only new\nfindings of the documents in the folder of that file and below. Write it again for a new baseline; delete it for none.",
        ))
        .arg(paths(lang))
        .arg(out(
            t("TỆP", "FILE"),
            t(
                "Tệp mốc (mặc định: rasoat-baseline.json trong thư mục được nêu, hoặc thư mục hiện tại)",
                "The baseline (default: rasoat-baseline.json in the folder that is given, or in this one)",
            ),
        ))
        .args(batch(lang))
        .after_help(t("Ví dụ:\n  rasoat baseline thu-muc/", "Examples:\n  rasoat baseline folder/"))
}

pub(super) fn convert(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("convert", lang)
        .override_usage(t("rasoat convert <ĐƯỜNG_DẪN>… [--out THƯ_MỤC] [--no-text] [-j N]", "rasoat convert <PATH>… [--out DIR] [--no-text] [-j N]"))
        .about(t("Chuyển kế hoạch thành bản ghi JSON", "Convert plans into JSON records"))
        .long_about(t(
            "Chuyển kế hoạch thành bản ghi JSON.\n\nMỗi tệp cho một bản ghi. Không có --out: một tệp thì in JSON ra màn hình, nhiều tệp thì in JSON Lines\n(mỗi dòng một bản ghi). Có --out: ghi <tên tệp>.json vào thư mục đó, giữ nguyên thư mục con. Tệp hỏng\nđược báo bằng một câu; các tệp khác vẫn được chuyển.",
            "Convert plans into JSON records.\n\nEach file gives one record. Without --out one file prints its JSON, several print JSON Lines (one record a\nline). With --out each is written to <file name>.json in that folder, subfolders mirrored. A bad file is\nreported in one sentence; the others are converted all the same.",
        ))
        .arg(paths(lang))
        .arg(out(t("THƯ_MỤC", "DIR"), t("Ghi mỗi bản ghi thành một tệp trong thư mục này", "Write each record to a file in this folder")))
        .arg(option("no-text").action(ArgAction::SetTrue).help(t("Bỏ toàn văn (text) khỏi bản ghi", "Leave the full text out of the records")))
        .args(batch(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat convert ke-hoach.txt\n  rasoat convert 2024/ 2025/ --out ket-qua/\n  rasoat convert 'plans/*.md' --no-text | jq .document.number\n  cat ke-hoach.txt | rasoat convert -",
            "Examples:\n  rasoat convert plan.txt\n  rasoat convert 2024/ 2025/ --out results/\n  rasoat convert 'plans/*.md' --no-text | jq .document.number\n  cat plan.txt | rasoat convert -",
        ))
}

pub(super) fn inspect(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("inspect", lang)
        .override_usage(t("rasoat inspect --stage <BƯỚC> <TỆP>", "rasoat inspect --stage <STAGE> <FILE>"))
        .about(t("Cho xem kết quả của một bước xử lý", "Show what one stage of the pipeline gives"))
        .long_about(t(
            "Cho xem kết quả của một bước, để biết vì sao một giá trị được đọc như vậy:\n  text      văn bản đã chuẩn hóa, mỗi đoạn một dòng, kèm số dòng trong tệp gốc\n  lines     mỗi dòng thuộc phần nào (đầu văn bản, dàn ý, mô hình, bảng, nơi nhận, …)\n  outline   cây đề mục\n  glossary  từ viết tắt do văn bản tự định nghĩa\n  units     các mô hình, nhiệm vụ: ai chủ trì, ai phối hợp, thời hạn",
            "Show what one stage gives, to see why a value was read as it was:\n  text      the normalised text, a paragraph a line, with lines of the source\n  lines     the part that each line belongs to (header, outline, unit, table, recipients, …)\n  outline   the tree of titles\n  glossary  short forms that the document defines\n  units     the units: who leads, who coordinates, by when",
        ))
        .arg(
            option("stage")
                .value_name(t("BƯỚC", "STAGE"))
                .required(true)
                .value_parser(PossibleValuesParser::new(STAGES.iter().map(|(name, _)| *name)))
                .help(t("Bước cần xem", "The stage to show")),
        )
        .arg(input("file", lang).value_name(t("TỆP", "FILE")).value_parser(value_parser!(OsString)).help(t("Tệp cần xem, hoặc - cho đầu vào chuẩn", "The file, or - for standard input")))
        .args(reading(lang))
        .after_help(t("Ví dụ:\n  rasoat inspect --stage units ke-hoach.txt", "Examples:\n  rasoat inspect --stage units plan.txt"))
}

pub(super) fn schema(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("schema", lang)
        .override_usage("rasoat schema [record|diff|settings]")
        .about(t(
            "In lược đồ JSON (JSON Schema 2020-12) mà mọi bản ghi tuân theo",
            "Print the JSON Schema (2020-12) that every record follows",
        ))
        .arg(
            Arg::new("of")
                .help_heading(t("Đầu vào", "Input"))
                .value_name("record|diff|settings")
                .value_parser(["record", "diff", "settings"])
                .hide_possible_values(true)
                .help(t(
                    "record: bản ghi (mặc định); diff: kết quả của diff --format json; settings: tệp rasoat.toml",
                    "record: of records (default); diff: of diff --format json; settings: of rasoat.toml",
                )),
        )
}
