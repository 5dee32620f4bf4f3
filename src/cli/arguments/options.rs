//! Arguments that several commands share.
//!
//! In: a language. Out: an [`Arg`] each, or what a command is made of.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use jiff::civil::Date;

use crate::cli::read;
use crate::cli::say::Lang;
use crate::ingest::LIMIT_NAMES;
use crate::rules::RULES;

pub(super) fn leaf(name: &'static str, lang: Lang) -> Command {
    Command::new(name)
        .help_template(template(lang))
        .disable_help_flag(true)
        .next_help_heading(lang.pick("Tùy chọn", "Options"))
        .args(shared(lang))
}

pub(super) fn shared(lang: Lang) -> [Arg; 2] {
    [
        option("lang")
            .value_name("vi|en")
            .value_parser(["vi", "en"])
            .hide_possible_values(true)
            .help(lang.pick("Ngôn ngữ của thông báo (mặc định: vi)", "Language of messages (default: vi)")),
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help(lang.pick("In hướng dẫn này", "Print this help")),
    ]
}

pub(super) fn template(lang: Lang) -> String {
    let usage = lang.pick("Cách dùng:", "Usage:");
    format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}")
}

/// What a command reads: required, under a heading of its own.
pub(super) fn input(name: &'static str, lang: Lang) -> Arg {
    Arg::new(name).help_heading(lang.pick("Đầu vào", "Input")).required(true)
}

/// What `--name` says.
pub(super) fn option(name: &'static str) -> Arg {
    Arg::new(name).long(name)
}

/// Which rules count.
pub(super) fn chosen_rules(lang: Lang) -> [Arg; 2] {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    let list = |name: &'static str| {
        option(name)
            .value_name(t("QUY_TẮC", "RULE"))
            .value_delimiter(',')
            .action(ArgAction::Append)
            .hide_possible_values(true)
            .value_parser(rule_names())
    };
    [
        list("select")
            .help(t("Chỉ dùng các quy tắc này (cách nhau bằng dấu phẩy)", "Only these rules (comma separated)")),
        list("ignore").help(t("Bỏ qua các quy tắc này", "Leave out these rules")),
    ]
}

pub(super) fn rule_names() -> PossibleValuesParser {
    PossibleValuesParser::new(RULES.iter().map(|r| r.name))
}

/// Where the output goes.
pub(super) fn out(value: &'static str, help: &'static str) -> Arg {
    option("out").value_name(value).value_parser(value_parser!(PathBuf)).help(help)
}

/// How a batch is read.
pub(super) fn batch(lang: Lang) -> Vec<Arg> {
    let mut out = vec![jobs(lang)];
    out.extend(reading(lang));
    out
}

/// How each file is read.
pub(super) fn reading(lang: Lang) -> [Arg; 5] {
    let [ocr, language] = ocr(lang);
    let [without, today] = configuration(lang);
    [limit(lang), ocr, language, without, today]
}

/// Which settings hold.
pub(super) fn configuration(lang: Lang) -> [Arg; 2] {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    [
        option("no-config").action(ArgAction::SetTrue).help(t(
            "Không dùng rasoat.toml và rasoat-baseline.json (xem rasoat config)",
            "Use no rasoat.toml and no rasoat-baseline.json (see rasoat config)",
        )),
        option("today").value_name(t("NGÀY", "DAY")).value_parser(|day: &str| day.parse::<Date>()).help(t(
            "Ngày dùng để xét hạn của [[ignore]], như 2026-12-31 (mặc định: hôm nay)",
            "The day for which the dates of [[ignore]] are looked at, as 2026-12-31 (default: today)",
        )),
    ]
}

pub(super) fn paths(lang: Lang) -> Arg {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    input("paths", lang).value_name(t("ĐƯỜNG_DẪN", "PATH")).num_args(1..).value_parser(value_parser!(OsString)).help(t(
        "Tệp .docx, .doc, .rtf, .odt, .pdf, .png, .jpg, .tiff, .txt, .md, .html, thư mục, mẫu như 'plans/*.docx', hoặc - cho đầu vào chuẩn",
        "Files (.docx, .doc, .rtf, .odt, .pdf, .png, .jpg, .tiff, .txt, .md, .html), folders, patterns such as 'plans/*.docx', or - for standard input",
    ))
}

pub(super) fn jobs(lang: Lang) -> Arg {
    Arg::new("jobs").short('j').long("jobs").value_name("N").value_parser(value_parser!(u16).range(1..=1024)).help(
        lang.pick(
            "Số tệp xử lý cùng lúc (mặc định: số lõi máy); kết quả không đổi",
            "How many files at once (default: one per core); results do not change",
        ),
    )
}

pub(super) fn limit(lang: Lang) -> Arg {
    let names = LIMIT_NAMES.iter().map(|(name, vi, en)| format!("{name} ({})", lang.pick(vi, en)));
    let names = names.collect::<Vec<_>>().join("; ");
    option("limit")
        .value_name(lang.pick("TÊN=SỐ", "NAME=NUMBER"))
        .action(ArgAction::Append)
        .value_parser(read::limit)
        .help(match lang {
            Lang::Vi => format!("Đổi một giới hạn khi đọc tệp: {names}"),
            Lang::En => format!("Change a limit on reading a file: {names}"),
        })
}

pub(super) fn ocr(lang: Lang) -> [Arg; 2] {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    [
        option("ocr")
            .value_name("auto|never|always")
            .value_parser(["auto", "never", "always"])
            .hide_possible_values(true)
            .help(t(
                "Nhận dạng chữ trong ảnh quét bằng tesseract: auto (mặc định) khi trang không có chữ đọc được, never không bao giờ, always mọi trang",
                "Read pictures of pages with tesseract: auto (default) where a page has no text of its own, never, or always",
            )),
        option("ocr-lang").value_name(t("NGÔN_NGỮ", "LANGUAGE")).value_parser(ocr_language).help(t(
            "Ngôn ngữ của tesseract (mặc định: vie)",
            "Language of tesseract (default: vie)",
        )),
    ]
}

/// A name of tesseract's data: letters, figures, `_`, and `+` between several.
pub(super) fn ocr_language(argument: &str) -> Result<String, String> {
    let named = |one: &str| !one.is_empty() && one.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '/'));
    if argument.split('+').all(named) { Ok(argument.to_owned()) } else { Err("vie, eng, vie+eng".to_owned()) }
}

/// What was decided before.
pub(super) fn decisions(lang: Lang) -> Arg {
    option("decisions")
        .value_name(lang.pick("TỆP", "FILE"))
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .help(lang.pick(
            "Áp dụng các quyết định xuất từ trang rà soát (rasoat review): phát hiện bị bác bỏ không nêu lại",
            "Replay the decisions that a page of rasoat review has exported: what was rejected is not told again",
        ))
}
