//! `rasoat batch` and `rasoat merge`: the same bytes whatever the threads, the shards and the moment at which a run was
//! killed; nothing done twice; every odd file with a named outcome.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::{plans, root};

const PLAN: &str = "Số: 12/KH-UBND\nHải Dương, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nChuyển đổi số năm 2024\nI. NHIỆM VỤ\n1. Mô hình 1: Khám bệnh từ xa\na) Phân công nhiệm vụ: Sở Y tế chủ trì, phối hợp với Công an tỉnh.\nb) Thời gian hoàn thành: 30/6/2023.\n2. Mô hình 2: Trường học số\na) Phân công nhiệm vụ: Sở Giáo dục và Đào tạo chủ trì.\n";

/// A folder with `in` and room for outputs.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        std::fs::create_dir(place.path("in")).expect("in");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let file = self.path("in").join(name);
        std::fs::create_dir_all(file.parent().expect("parent")).expect("folder");
        std::fs::write(&file, bytes).expect("file");
    }

    /// Plans of the corpus, under many names, some of them broken.
    fn fill(&self, count: usize) {
        for (at, (_, plan)) in plans().into_iter().cycle().take(count).enumerate() {
            let ending = plan.extension().expect("an ending").to_string_lossy().into_owned();
            self.put(&format!("{}/plan-{at}.{ending}", at % 7), std::fs::read(plan).expect("plan"));
        }
        self.put("broken/empty.txt", "");
        self.put("broken/plan.pdf", "%PDF-1.7 no more");
    }

    fn command(&self, out: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        command.args(["batch", "--lang", "en"]).arg(self.path("in")).arg("--out").arg(self.path(out)).args(more);
        command.stdin(Stdio::null());
        command
    }

    fn batch(&self, out: &str, more: &[&str]) -> (i32, String) {
        told(&self.command(out, more).output().expect("the program runs"))
    }

    fn merge(&self, shards: &[&str], out: &str, more: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
        command.args(["merge", "--lang", "en"]).args(shards.iter().map(|s| self.path(s)));
        told(&command.arg("--out").arg(self.path(out)).args(more).output().expect("the program runs"))
    }

    /// The lines of the manifest by their paths.
    fn manifest(&self, out: &str) -> BTreeMap<String, Value> {
        let text = std::fs::read_to_string(self.path(out).join("manifest.jsonl")).expect("a manifest");
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        lines.into_iter().map(|line| (line["path"].as_str().expect("a path").to_owned(), line)).collect()
    }

    /// Every file of an output folder but `run.json`.
    fn bytes(&self, out: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        files(&self.path(out))
            .into_iter()
            .filter(|file| file != Path::new("run.json"))
            .map(|file| (file.clone(), std::fs::read(self.path(out).join(&file)).expect("read")))
            .collect()
    }

    fn times(&self, out: &str) -> BTreeMap<PathBuf, SystemTime> {
        let time =
            |file: &PathBuf| std::fs::metadata(self.path(out).join(file)).and_then(|m| m.modified()).expect("time");
        files(&self.path(out))
            .into_iter()
            .filter(|f| f.extension().is_some_and(|e| e == "json") && f != Path::new("run.json"))
            .map(|f| (f.clone(), time(&f)))
            .collect()
    }

    fn run(&self, out: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.path(out).join("run.json")).expect("run.json")).expect("JSON")
    }
}

fn told(output: &Output) -> (i32, String) {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    (output.status.code().expect("an exit code"), String::from_utf8_lossy(&text).into_owned())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|e| e.expect("entry"));
    all.filter(|e| e.file_type().is_file()).map(|e| e.path().strip_prefix(folder).expect("inside").to_owned()).collect()
}

fn same(a: &BTreeMap<PathBuf, Vec<u8>>, b: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (name, bytes) in a {
        assert!(bytes == &b[name], "{} differs", name.display());
    }
}

#[test]
fn records_are_those_of_convert_whatever_the_threads() {
    let place = Place::new();
    place.fill(50);
    let all = ["--jsonl", "--csv", "--sqlite"];
    assert_eq!(place.batch("one", &[&all[..], &["-j", "1"]].concat()).0, 3);
    assert_eq!(place.batch("two", &[&all[..], &["-j", "2"]].concat()).0, 3);
    same(&place.bytes("one"), &place.bytes("two"));
    let converted = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .arg("convert")
        .arg(place.path("in"))
        .arg("--out")
        .arg(place.path("convert"))
        .output()
        .expect("runs");
    assert_eq!(converted.status.code(), Some(3));
    for (name, bytes) in place.bytes("convert") {
        assert!(place.bytes("one")[&name] == bytes, "{}", name.display());
    }
    let lines = place.manifest("one");
    assert_eq!((lines.len(), &lines["broken/empty.txt"]["status"]), (52, &Value::from("failed")));
    assert_eq!(lines["broken/empty.txt"]["error"]["kind"], "empty");
    assert_eq!(lines["broken/plan.pdf"]["error"]["kind"], "corrupt");
    assert!(lines["broken/plan.pdf"]["error"]["message"]["vi"].as_str().is_some_and(|s| s.contains("PDF")));
    assert_eq!(place.run("one")["counts"]["failed"], 2);
}

#[test]
fn killed_runs_go_on_and_end_with_the_same_bytes() {
    let place = Place::new();
    place.fill(60);
    assert_eq!(place.batch("whole", &["--csv"]).0, 3);
    let whole = place.bytes("whole");
    for (at, wait) in [3u64, 60, 200, 450].into_iter().enumerate() {
        let out = format!("killed-{at}");
        // Killed twice, at other moments, then left in peace.
        for wait in [wait, wait / 2 + 20] {
            let mut child = place.command(&out, &["--csv", "-j", "2"]).stderr(Stdio::null()).spawn().expect("runs");
            std::thread::sleep(Duration::from_millis(wait));
            let _ = child.kill();
            child.wait().expect("ended");
        }
        let (code, text) = place.batch(&out, &["--csv"]);
        assert_eq!(code, 3, "{text}");
        same(&place.bytes(&out), &whole);
    }
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let place = Place::new();
    place.fill(20);
    place.batch("out", &[]);
    // As a run is that was killed behind its last document: no manifest, and a journal with a torn line.
    let manifest = std::fs::read(place.path("out/manifest.jsonl")).expect("manifest");
    let (times, whole) = (place.times("out"), place.bytes("out"));
    let torn = manifest.len() - 40;
    std::fs::rename(place.path("out/manifest.jsonl"), place.path("old")).expect("moved");
    std::fs::write(place.path("out/.rasoat/journal.jsonl"), &manifest[..torn]).expect("journal");
    std::fs::create_dir(place.path("out/.rasoat/tmp")).expect("tmp");
    std::fs::write(place.path("out/.rasoat/tmp/.rasoat-x"), "half").expect("half");
    // And a record that was written, of an input that is gone.
    std::fs::write(place.path("out/gone.txt.json"), "{}").expect("record");
    let mut journal = std::fs::read(place.path("out/.rasoat/journal.jsonl")).expect("journal");
    journal.extend(b"\n{\"begun\":\"gone.txt.json\"}\n");
    std::fs::write(place.path("out/.rasoat/journal.jsonl"), journal).expect("journal");
    place.batch("out", &[]);
    same(&place.bytes("out"), &whole);
    let changed = place.times("out").into_iter().filter(|(name, time)| times[name] != *time).count();
    assert!(changed <= 1, "{changed}");
}

#[test]
fn nothing_is_done_again_and_changes_are() {
    let place = Place::new();
    for name in ["a.txt", "b.txt", "c/d.txt"] {
        place.put(name, PLAN);
    }
    place.put("bad.txt", "");
    assert_eq!(place.batch("out", &["--jsonl"]).0, 3);
    let (times, whole) = (place.times("out"), place.bytes("out"));
    let exported =
        |name: &str| std::fs::metadata(place.path("out").join(name)).and_then(|m| m.modified()).expect("time");
    let before = [exported("records.jsonl"), exported("manifest.jsonl")];
    let (code, text) = place.batch("out", &["--jsonl"]);
    assert!(code == 3 && text.contains("4 unchanged"), "{text}");
    assert_eq!(place.times("out"), times);
    assert_eq!([exported("records.jsonl"), exported("manifest.jsonl")], before);
    same(&place.bytes("out"), &whole);
    // Changed, added, removed.
    place.put("a.txt", PLAN.replace("12/KH", "13/KH"));
    place.put("e.txt", PLAN);
    std::fs::remove_file(place.path("in/c/d.txt")).expect("removed");
    let (_, dry) = place.batch("out", &["--dry-run"]);
    assert!(dry.contains("new\te.txt") && dry.contains("again\ta.txt") && dry.contains("1 gone"), "{dry}");
    same(&place.bytes("out"), &whole);
    let (_, text) = place.batch("out", &[]);
    assert!(text.contains("2 unchanged") && text.contains("--prune"), "{text}");
    let now = place.times("out");
    assert_eq!((now[Path::new("b.txt.json")], now.len()), (times[Path::new("b.txt.json")], 4));
    assert_ne!(now[Path::new("a.txt.json")], times[Path::new("a.txt.json")]);
    assert_eq!(place.manifest("out").len(), 5);
    place.batch("out", &["--prune"]);
    assert!(!place.path("out/c").exists() && place.manifest("out").len() == 4);
    place.batch("fresh", &[]);
    let mut pruned = place.bytes("out");
    pruned.remove(Path::new("records.jsonl"));
    same(&pruned, &place.bytes("fresh"));
    // A record that was lost or cut is written again; a document that can no longer be read loses its own.
    std::fs::write(place.path("out/b.txt.json"), "{").expect("cut");
    std::fs::remove_file(place.path("out/e.txt.json")).expect("lost");
    place.batch("out", &[]);
    assert!(place.bytes("out")[Path::new("b.txt.json")] == place.bytes("fresh")[Path::new("b.txt.json")]);
    place.put("e.txt", " ");
    place.batch("out", &[]);
    assert!(!place.path("out/e.txt.json").exists() && place.manifest("out")["e.txt"]["record"].is_null());
}

#[test]
fn other_settings_are_other_conditions() {
    let place = Place::new();
    place.put("a/a.txt", PLAN);
    place.put("b/b.txt", PLAN);
    assert_eq!(place.batch("out", &[]).0, 0);
    let again = |place: &Place, more: &[&str], count: usize| {
        let (_, text) = place.batch("out", more);
        assert!(text.contains(&format!("({} unchanged)", 2 - count)), "{count}: {text}");
    };
    again(&place, &[], 0);
    place.put("a/rasoat.toml", "[wording]\nunit-keywords = [\"Gói việc\"]\n");
    again(&place, &[], 1);
    again(&place, &[], 0);
    again(&place, &["--limit", "pages=7"], 2);
    again(&place, &["--limit", "pages=7", "--ocr", "never"], 2);
    again(&place, &["--limit", "pages=7", "--ocr", "never", "--no-text"], 2);
    again(&place, &["--limit", "pages=7", "--ocr", "never", "--no-text"], 0);
    assert!(!place.manifest("out").contains_key("a/rasoat.toml"));
}

#[test]
fn two_runs_exclude_each_other() {
    let place = Place::new();
    place.put("a.txt", PLAN);
    place.batch("out", &["--shard", "1/1"]);
    let lock = std::fs::File::open(place.path("out/.rasoat/lock")).expect("the lock");
    lock.lock().expect("locked");
    let (code, text) = place.batch("out", &[]);
    assert!(code == 11 && text.contains("another run") && text.lines().count() == 1, "{code}: {text}");
    assert_eq!(place.merge(&["out"], "merged", &[]).0, 11);
    lock.unlock().expect("unlocked");
    assert_eq!(place.batch("out", &[]).0, 0);
}

#[test]
fn inputs_never_share_a_name() {
    let place = Place::new();
    let long = format!("{}.txt", "ế".repeat(83));
    let names = [
        "a.txt",
        "A.TXT",
        "Kế.txt",
        "Ke\u{302}\u{301}.txt",
        "two\nlines.txt",
        &long,
        "run.json/x.txt",
        "x.txt",
        "x.txt.json/y.txt",
    ];
    for name in names {
        place.put(name, PLAN);
    }
    if files(&place.path("in")).len() < names.len() {
        // A disk on which some of them are one file.
        return;
    }
    assert_eq!(
        place.batch("out", &["--csv"]),
        (0, place.batch("out", &["--csv"]).1.replace("9 unchanged", "0 unchanged"))
    );
    let lines = place.manifest("out");
    let records: std::collections::BTreeSet<String> =
        lines.values().map(|line| line["record"].as_str().expect("a record").to_lowercase()).collect();
    assert_eq!((lines.len(), records.len()), (names.len(), names.len()));
    for line in lines.values() {
        let record = std::fs::read(place.path("out").join(line["record"].as_str().expect("record"))).expect("there");
        let record: Value = serde_json::from_slice(&record).expect("JSON");
        assert_eq!(record["source"]["path"], line["path"]);
    }
    // A twin that comes later changes the name of the first, which leaves nothing behind.
    place.put("X.txt", PLAN);
    place.batch("out", &["--prune"]);
    assert!(!place.path("out/x.txt.json").is_file());
    assert_eq!(
        files(&place.path("out"))
            .iter()
            .filter(|f| f.to_string_lossy().ends_with("txt.json") || f.to_string_lossy().contains('~'))
            .count(),
        10
    );
}

#[cfg(unix)]
#[test]
fn odd_files_have_a_named_outcome() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let inside = |name: &str| place.path("in").join(name);
    place.put("good/a.txt", PLAN);
    place.put(".hidden/b.txt", PLAN);
    place.put("other.xlsx", "x");
    std::fs::write(place.path("outside.txt"), PLAN).expect("outside");
    symlink(place.path("outside.txt"), inside("out-link.txt")).expect("link");
    symlink(inside("good/a.txt"), inside("in-link.txt")).expect("link");
    symlink(inside("."), inside("good/loop")).expect("link");
    symlink(inside("nothing.txt"), inside("dead.txt")).expect("link");
    symlink("/dev/zero", inside("zero.txt")).expect("link");
    let _socket = std::os::unix::net::UnixListener::bind(inside("socket.txt")).expect("socket");
    let fifo = Command::new("mkfifo").arg(inside("pipe.txt")).status().is_ok_and(|s| s.success());
    for name in [&b"na\xEFve.txt"[..], b"na\xEEve.txt"] {
        std::fs::write(place.path("in").join(std::ffi::OsStr::from_bytes(name)), PLAN).expect("a file");
    }
    let (code, text) = place.batch("in/records", &[]);
    assert_eq!(code, 0, "{text}");
    let kind = |lines: &BTreeMap<String, Value>, name: &str| {
        (
            lines[name]["status"].as_str().expect("status").to_owned(),
            lines[name]["error"]["kind"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let is = |status: &str, kind: &str| (status.to_owned(), kind.to_owned());
    let lines = place.manifest("in/records");
    assert_eq!(kind(&lines, "good/a.txt"), is("ok", ""));
    for link in ["out-link.txt", "in-link.txt", "good/loop", "dead.txt", "zero.txt"] {
        assert_eq!(kind(&lines, link), is("skipped", "link"), "{link}");
    }
    assert_eq!(kind(&lines, "socket.txt"), is("skipped", "not-a-file"));
    if fifo {
        assert_eq!(kind(&lines, "pipe.txt"), is("skipped", "not-a-file"));
    }
    assert_eq!(kind(&lines, "other.xlsx"), is("skipped", "unsupported"));
    let text = std::fs::read_to_string(place.path("in/records/manifest.jsonl")).expect("manifest");
    assert_eq!(text.matches("path_bytes").count(), 2);
    assert!(!text.contains("hidden") && !text.contains("records/"), "{text}");
    // By choice.
    let (code, _) = place.batch("in/records", &["--hidden", "--follow-links"]);
    assert_eq!(code, 0);
    let lines = place.manifest("in/records");
    assert_eq!(kind(&lines, ".hidden/b.txt"), is("ok", ""));
    assert_eq!(kind(&lines, "in-link.txt"), is("ok", ""));
    for link in ["out-link.txt", "zero.txt"] {
        assert_eq!(kind(&lines, link), is("skipped", "outside"), "{link}");
    }
    assert_eq!(kind(&lines, "good/loop"), is("skipped", "link-loop"));
    assert_eq!(kind(&lines, "dead.txt"), is("skipped", "link-broken"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_loses_no_record() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.put("a.txt", PLAN);
    place.put("shut/b.txt", PLAN);
    assert_eq!(place.batch("out", &[]).0, 0);
    let shut = |mode: u32| {
        std::fs::set_permissions(place.path("in/shut"), std::fs::Permissions::from_mode(mode)).expect("mode");
    };
    shut(0o000);
    if std::fs::read_dir(place.path("in/shut")).is_err() {
        assert_eq!(place.batch("out", &["--prune"]).0, 3);
        assert_eq!(place.manifest("out")["shut"]["error"]["kind"], "io");
        assert!(place.path("out/shut/b.txt.json").exists());
    }
    shut(0o755);
    assert_eq!(place.batch("out", &["--prune"]).0, 0);
    assert_eq!(place.manifest("out").len(), 2);
}

#[test]
fn what_cannot_be_done_is_one_sentence() {
    let place = Place::new();
    let one = |(code, text): (i32, String), says: &str| {
        assert!(code == 2 && text.contains(says) && text.lines().count() == 1, "{code}: {text}");
    };
    one(place.batch("out", &[]), "no plan");
    place.put("a.txt", PLAN);
    one(place.batch("in", &[]), "must not be the input folder");
    std::fs::write(place.path("file"), "x").expect("file");
    one(place.batch("file", &[]), "cannot be written");
    one(place.batch("out", &["--shard", "5/4"]), "5/4");
    one(place.merge(&["in"], "out", &[]), "no finished result");
    // A folder in the place of a record.
    std::fs::create_dir_all(place.path("blocked/a.txt.json/x")).expect("folder");
    one(place.batch("blocked", &[]), "cannot be written");
    // What was in the way is gone: the same command goes on.
    std::fs::remove_dir_all(place.path("blocked/a.txt.json")).expect("removed");
    assert_eq!(place.batch("blocked", &["--quiet"]), (0, String::new()));
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_loses_nothing() {
    let place = Place::new();
    place.fill(12);
    let more = ["--jsonl", "--csv", "--sqlite"];
    assert_eq!(place.batch("whole", &more).0, 3);
    let whole = place.bytes("whole");
    for (at, blocks) in ["1", "60", "100", "200", "400", "800", "1600"].into_iter().enumerate() {
        let out = format!("full-{at}");
        // No file may be larger than so many blocks; a write beyond fails.
        let program = place.command(&out, &more);
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", blocks]);
        shell.arg(program.get_program()).args(program.get_args()).stdin(Stdio::null());
        let (code, text) = told(&shell.output().expect("a shell"));
        assert!(code == 3 || code == 2 && text.contains("cannot be written"), "{blocks}: {code}: {text}");
        // What stands under its name is whole.
        for (name, bytes) in place.bytes(&out).iter().filter(|(name, _)| !name.starts_with(".rasoat")) {
            assert!(bytes == &whole[name], "{}", name.display());
        }
        assert_eq!(place.batch(&out, &more).0, 3);
        same(&place.bytes(&out), &whole);
    }
}

#[test]
fn shards_together_are_one_run() {
    let place = Place::new();
    place.fill(40);
    place.put("A.txt", PLAN);
    place.put("a.TXT", PLAN);
    let all = ["--jsonl", "--csv", "--sqlite"];
    place.batch("whole", &all);
    for index in 1..=3 {
        let (code, text) = place.batch(&format!("part-{index}"), &["--shard", &format!("{index}/3")]);
        assert!(code == 0 || code == 3, "{text}");
    }
    let (code, text) = place.merge(&["part-1", "part-3"], "merged", &[]);
    assert!(code == 2 && text.contains("shard 2/3 is missing"), "{text}");
    assert_eq!(place.merge(&["part-2", "part-1", "part-3"], "merged", &all).0, 3);
    same(&place.bytes("merged"), &place.bytes("whole"));
    // Once more, with one document less.
    std::fs::remove_file(place.path("in/0/plan-0.txt"))
        .or_else(|_| std::fs::remove_file(place.path("in/0/plan-0.md")))
        .or_else(|_| std::fs::remove_file(place.path("in/0/plan-0.html")))
        .expect("removed");
    for index in 1..=3 {
        place.batch(&format!("part-{index}"), &["--prune", "--shard", &format!("{index}/3")]);
    }
    place.batch("whole", &[&all[..], &["--prune"]].concat());
    assert_eq!(place.merge(&["part-1", "part-2", "part-3"], "merged", &all).0, 3);
    same(&place.bytes("merged"), &place.bytes("whole"));
    // Parts that were made in another way are not put together.
    place.batch("part-3", &["--no-text", "--shard", "3/3"]);
    assert_eq!(place.merge(&["part-1", "part-2", "part-3"], "merged", &all).0, 2);
}

#[test]
fn exports_are_read_back() {
    let place = Place::new();
    place.fill(44);
    place.put("odd.txt", PLAN.replace("từ xa", "từ xa\u{2028}và").replace("Chuyển đổi số năm", "=Chuyển đổi số năm"));
    place.batch("out", &["--jsonl", "--csv", "--sqlite"]);
    let lines = place.manifest("out");
    let records: Vec<&Value> = lines.values().filter(|line| !line["record"].is_null()).collect();
    // JSON Lines: the records as they are, in the order of the manifest.
    let text = std::fs::read_to_string(place.path("out/records.jsonl")).expect("records");
    assert!(!text.contains(['\u{2028}', '\u{2029}']));
    let read: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(read.len(), records.len());
    for (line, record) in records.iter().zip(&read) {
        let file = std::fs::read(place.path("out").join(line["record"].as_str().expect("name"))).expect("record");
        assert_eq!(&serde_json::from_slice::<Value>(&file).expect("JSON"), record);
    }
    let count = |key: &str| read.iter().map(|r| r[key].as_array().map_or(0, Vec::len)).sum::<usize>();
    // CSV.
    let table = |out: &str, name: &str| {
        let bytes = std::fs::read(place.path(out).join(name)).expect("table");
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a byte order mark").to_vec();
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(text.as_slice()).records().map(|r| r.expect("a row")).collect();
        rows
    };
    assert_eq!(table("out", "documents.csv").len(), lines.len());
    assert_eq!(table("out", "units.csv").len(), count("units"));
    assert_eq!(table("out", "findings.csv").len(), count("findings"));
    let cells = |out: &str| {
        ["documents.csv", "units.csv", "assignments.csv", "findings.csv"]
            .iter()
            .flat_map(|name| table(out, name))
            .flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<String>>()
    };
    assert!(!cells("out").iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])));
    let inert: u64 = place.run("out")["exports"]
        .as_object()
        .expect("exports")
        .values()
        .map(|e| e["inert_cells"].as_u64().expect("a count"))
        .sum();
    assert!(inert > 0);
    place.batch("raw", &["--csv", "--csv-raw"]);
    assert_eq!(cells("raw").iter().filter(|cell| cell.starts_with(['=', '+', '-', '@'])).count() as u64, inert);
    // SQLite.
    let base = rusqlite::Connection::open(place.path("out/rasoat.sqlite")).expect("a database");
    let number = |sql: &str| base.query_row(sql, [], |row| row.get::<_, i64>(0)).expect(sql);
    assert_eq!(base.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).expect("checked"), "ok");
    assert!(!base.prepare("PRAGMA foreign_key_check").and_then(|mut s| s.exists([])).expect("keys"));
    let counted = |count: usize| i64::try_from(count).expect("small");
    assert_eq!(number("SELECT count(*) FROM documents"), counted(lines.len()));
    assert_eq!(number("SELECT count(*) FROM units"), counted(count("units")));
    assert_eq!(number("SELECT count(*) FROM assignments"), counted(table("out", "assignments.csv").len()));
    assert_eq!(number("SELECT count(*) FROM findings"), counted(count("findings")));
    let spoken: usize = read
        .iter()
        .flat_map(|r| r["findings"].as_array().expect("findings"))
        .map(|f| f["unit_ids"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(number("SELECT count(*) FROM unit_findings"), counted(spoken));
    let rule: String = base
        .query_row("SELECT rule FROM unit_findings WHERE path = 'odd.txt' ORDER BY rule LIMIT 1", [], |row| row.get(0))
        .expect("a finding");
    assert_eq!(rule, "deadline-before-issue");
    let plan = base
        .query_row("EXPLAIN QUERY PLAN SELECT * FROM units WHERE document = 1 AND unit = '1'", [], |row| {
            row.get::<_, String>(3)
        })
        .expect("a plan");
    assert!(plan.contains("units_by_unit"), "{plan}");
    // What its users have, where it is here.
    let script = "import sqlite3,sys;print(sqlite3.connect(sys.argv[1]).execute('select count(*) from unit_findings').fetchone()[0])";
    if let Ok(python) = Command::new("python3").args(["-c", script]).arg(place.path("out/rasoat.sqlite")).output()
        && python.status.success()
    {
        assert_eq!(String::from_utf8_lossy(&python.stdout).trim(), spoken.to_string());
    }
}

#[test]
fn every_bad_file_of_the_fixtures_has_its_line() {
    let place = Place::new();
    let bad = root().join("fixtures/ingest");
    for entry in std::fs::read_dir(&bad).expect("fixtures") {
        let file = entry.expect("entry").path();
        if file.is_file() {
            place.put(&file.file_name().expect("name").to_string_lossy(), std::fs::read(&file).expect("read"));
        }
    }
    place.put("good.txt", PLAN);
    assert_eq!(place.batch("out", &["--ocr", "never"]).0, 3);
    let lines = place.manifest("out");
    assert_eq!(lines.len(), files(&place.path("in")).len());
    for line in lines.values().filter(|line| line["status"] != "ok") {
        let kind = line["error"]["kind"].as_str().expect("a kind");
        let sentence = line["error"]["message"]["en"].as_str().expect("a sentence");
        assert!(!kind.is_empty() && !sentence.is_empty() && !sentence.contains('\n'), "{line}");
    }
}
