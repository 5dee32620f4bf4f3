//! Arguments, help and version, in the user's language.
//!
//! In: the raw arguments. Out: a [`clap::Command`], and the sentence for arguments that cannot be taken.

mod batch;
mod commands;
mod options;
mod refuse;

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use super::say::Lang;
use crate::record::SCHEMA_VERSION;
use batch::{batch, merge};
use commands::{annotate, baseline, check, config, convert, diff, explain, inspect, report, review, schema};
use options::{leaf, shared, template};
pub(super) use refuse::refuse;

/// The language that the arguments ask for, read before they are parsed so that refusals speak it too.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).collect();
    let asked = words.iter().enumerate().find_map(|(at, word)| match *word {
        "--lang" => words.get(at + 1).copied(),
        word => word.strip_prefix("--lang="),
    });
    if asked == Some("en") { Lang::En } else { Lang::Vi }
}

/// The command line of the program.
#[must_use]
pub fn command(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    // The contract's version stands beside the program's own.
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (schema 1.0)");
    debug_assert!(VERSION.contains(SCHEMA_VERSION));
    Command::new("rasoat")
        .version(VERSION)
        .about(t("Đọc kế hoạch hành chính, rà soát chỗ mâu thuẫn và ghi lại đầy đủ thành JSON, mỗi giá trị kèm vị trí trong văn bản.", "Reads Vietnamese administrative plans, finds where they contradict themselves, and writes complete JSON records, every value with its place in the text."))
        .after_help(t(
            "Ví dụ:\n  rasoat check ke-hoach.docx                  rà soát một kế hoạch\n  rasoat review thu-muc/ --out ra-soat/       trang để quyết định từng phát hiện\n  rasoat annotate ke-hoach.docx --out b.docx  bản sao có nhận xét tại chỗ\n  rasoat report thu-muc/ --out ket-qua.xlsx   bảng tính; .docx là biên bản\n  rasoat diff cu.docx moi.docx                hai bản khác nhau chỗ nào\n  rasoat explain deadline-mismatch            xem một quy tắc rà soát\n  rasoat convert ke-hoach.txt                 in bản ghi ra màn hình\n  rasoat convert thu-muc/ --out ket-qua/      chuyển cả thư mục\n  rasoat inspect --stage lines ke-hoach.txt   xem chương trình hiểu từng dòng ra sao\n\nMã thoát: 0 xong; 1 có phát hiện từ mức --fail-on trở lên (check), có thay đổi (diff --exit-code); 2 sai cách dùng, không ghi được kết quả hoặc không có gì để đọc;\n          3 có tệp thiếu, không đọc được hoặc chỉ đọc được một phần (các tệp khác vẫn được ghi).",
            "Examples:\n  rasoat check plan.docx                   check a plan\n  rasoat review folder/ --out review/      pages on which to decide each finding\n  rasoat annotate plan.docx --out b.docx   a copy with the findings as comments\n  rasoat report folder/ --out results.xlsx a workbook; .docx are minutes\n  rasoat diff old.docx new.docx            what changed between two versions\n  rasoat explain deadline-mismatch         read about a rule\n  rasoat convert plan.txt                  print the record\n  rasoat convert folder/ --out results/    convert a folder\n  rasoat inspect --stage lines plan.txt    see how each line is understood\n\nExit codes: 0 done; 1 findings at or above --fail-on (check), changes (diff --exit-code); 2 usage, output that cannot be written, or nothing to read;\n            3 an input is missing, unreadable or partial (the others are written).",
        ))
        .help_template(template(lang))
        .override_usage(t("rasoat <LỆNH> [TÙY CHỌN]", "rasoat <COMMAND> [OPTIONS]"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(t("Lệnh", "Commands"))
        .next_help_heading(t("Tùy chọn", "Options"))
        .args(shared(lang))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(t("In phiên bản của chương trình và của lược đồ JSON", "Print the version of the program and of the JSON schema")))
        .subcommand(check(lang))
        .subcommand(review(lang))
        .subcommand(annotate(lang))
        .subcommand(report(lang))
        .subcommand(diff(lang))
        .subcommand(explain(lang))
        .subcommand(
            leaf("rules", lang).about(t("Liệt kê các quy tắc rà soát", "List the rules")),
        )
        .subcommand(config(lang))
        .subcommand(baseline(lang))
        .subcommand(convert(lang))
        .subcommand(batch(lang))
        .subcommand(merge(lang))
        .subcommand(inspect(lang))
        .subcommand(schema(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn the_language_is_known_before_parsing() {
        let words = |w: &[&str]| w.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(&words(&["rasoat", "--lang", "en"])), Lang::En);
        assert_eq!(language(&words(&["rasoat", "convert", "--lang=en", "x"])), Lang::En);
        assert_eq!(language(&words(&["rasoat"])), Lang::Vi);
    }
}
