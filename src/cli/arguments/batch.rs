//! The commands for whole folders, and what help says of them.
//!
//! In: a language. Out: a [`Command`] each.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::options::{batch as reading, input, leaf, option, out};
use crate::cli::run::shard::Shard;
use crate::cli::say::Lang;

pub(super) fn batch(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("batch", lang)
        .override_usage(t("rasoat batch <THƯ_MỤC> --out <THƯ_MỤC> [--jsonl] [--csv] [--sqlite] [-j N]", "rasoat batch <DIR> --out <DIR> [--jsonl] [--csv] [--sqlite] [-j N]"))
        .about(t("Chuyển cả thư mục; lần sau chỉ làm tệp mới hoặc đã đổi", "Convert a whole folder; the next time only what is new or has changed"))
        .long_about(t(
            "Chuyển mọi kế hoạch trong một thư mục thành bản ghi JSON và lập danh sách manifest.jsonl:\nmỗi tệp một dòng, đủ (ok), thiếu một phần (partial), không đọc được (failed) hay bỏ qua (skipped), kèm lý do.\n\nTệp không đổi thì không làm lại. Bị ngắt giữa chừng thì chạy lại đúng lệnh đó:\nchương trình làm tiếp từ chỗ dừng.",
            "Convert every plan in a folder into JSON records, with a list of them in manifest.jsonl:\na line a file, ok, partial, failed or skipped, with the reason.\n\nWhat has not changed is not done again. Interrupted, the same command goes on where it was.",
        ))
        .arg(input("in", lang).value_name(t("THƯ_MỤC", "DIR")).value_parser(value_parser!(PathBuf)).help(t("Thư mục chứa các kế hoạch", "The folder of the plans")))
        .arg(out(t("THƯ_MỤC", "DIR"), t("Thư mục kết quả; phải khác thư mục đầu vào", "The folder of the records; not the input folder")).required(true))
        .arg(flag("no-text", t("Bỏ toàn văn (text) khỏi bản ghi", "Leave the full text out of the records")))
        .arg(flag("hidden", t("Đọc cả tệp và thư mục ẩn (tên bắt đầu bằng dấu chấm)", "Read hidden files and folders too (names that begin with a dot)")))
        .arg(flag("follow-links", t("Theo liên kết, nhưng không ra ngoài thư mục", "Follow links, but never out of the folder")))
        .arg(flag("prune", t("Xóa bản ghi của những tệp không còn nữa", "Remove the records of files that are gone")))
        .arg(option("shard").value_name("I/N").value_parser(Shard::read).help(t("Chỉ làm phần I trong N phần, I từ 1; ghép lại bằng rasoat merge", "Do only part I of N, I from 1; rasoat merge puts them together")))
        .arg(flag("dry-run", t("Chỉ cho biết sẽ làm những tệp nào, không ghi gì", "Say what would be done and write nothing")))
        .args(exports(lang))
        .args(reading(lang))
        .after_help(t(
            "Ví dụ:\n  rasoat batch ke-hoach/ --out ket-qua/\n  rasoat batch ke-hoach/ --out ket-qua/ --dry-run\n  rasoat batch ke-hoach/ --out ket-qua/ --csv --sqlite\n  rasoat batch ke-hoach/ --out phan-1/ --shard 1/2",
            "Examples:\n  rasoat batch plans/ --out records/\n  rasoat batch plans/ --out records/ --dry-run\n  rasoat batch plans/ --out records/ --csv --sqlite\n  rasoat batch plans/ --out part-1/ --shard 1/2",
        ))
}

pub(super) fn merge(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    leaf("merge", lang)
        .override_usage(t("rasoat merge <THƯ_MỤC>… --out <THƯ_MỤC>", "rasoat merge <DIR>… --out <DIR>"))
        .about(t("Ghép kết quả của các phần (rasoat batch --shard) thành một", "Put the shards of a folder together (rasoat batch --shard)"))
        .long_about(t(
            "Ghép kết quả của rasoat batch --shard 1/N … N/N thành một thư mục, đúng từng byte như khi chạy một lượt.",
            "Put the results of rasoat batch --shard 1/N … N/N into one folder, with the very bytes that one run gives.",
        ))
        .arg(input("shards", lang).value_name(t("THƯ_MỤC", "DIR")).num_args(1..).value_parser(value_parser!(PathBuf)).help(t("Thư mục kết quả của mọi phần", "The output folders of all shards")))
        .arg(out(t("THƯ_MỤC", "DIR"), t("Thư mục kết quả chung", "The folder for all")).required(true))
        .args(exports(lang))
        .after_help(t("Ví dụ:\n  rasoat merge phan-1/ phan-2/ --out ket-qua/", "Examples:\n  rasoat merge part-1/ part-2/ --out records/"))
}

/// What other systems load, and how much is said.
fn exports(lang: Lang) -> [Arg; 5] {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    [
        flag("jsonl", t("Ghi thêm records.jsonl: mỗi dòng một bản ghi", "Write records.jsonl too: a record a line")),
        flag(
            "csv",
            t(
                "Ghi thêm documents.csv, units.csv, assignments.csv, findings.csv",
                "Write documents.csv, units.csv, assignments.csv and findings.csv too",
            ),
        ),
        flag(
            "csv-raw",
            t(
                "Trong CSV giữ nguyên ô bắt đầu như công thức (= + - @); mặc định thêm dấu ' phía trước",
                "In CSV keep cells that begin like formulas (= + - @); else they get a ' in front",
            ),
        )
        .requires("csv"),
        flag(
            "sqlite",
            t("Ghi thêm rasoat.sqlite: cơ sở dữ liệu SQLite", "Write rasoat.sqlite too: an SQLite database"),
        ),
        flag("quiet", t("Không báo tiến độ và tổng kết", "Say nothing of progress, and no summary")),
    ]
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    option(name).action(ArgAction::SetTrue).help(help)
}
