//! Configuration: which `rasoat.toml` and which baseline hold for a file, and `rasoat config`, which shows what holds.
//!
//! In: the files to read. Out: what holds for each: the nearest `rasoat.toml` and the nearest baseline in the folder of a file or
//! above it, each by itself. One that cannot be read stops the command before anything is done.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use super::Exit;
use super::say::{self, Voice, message};
use crate::emit::Lang;
use crate::ingest::{LIMIT_NAMES, Limits};
use crate::knowledge::{House, Knowledge};
use crate::record::{Diagnostic, Message, Record};
use crate::rules::RULES;
use crate::settings::{Baseline, Ignore, Level, Settings, Used};

/// Name of the file of settings.
pub(super) const SETTINGS: &str = "rasoat.toml";

/// Name of the file of findings that were there before.
pub(super) const BASELINE: &str = "rasoat-baseline.json";

/// A `rasoat.toml`.
#[derive(Debug)]
struct Office {
    settings: Settings,
    /// The data with the office's wording.
    knowledge: Option<&'static Knowledge>,
    told: Mutex<Told>,
}

/// What became of the findings of all documents so far.
#[derive(Debug, Default)]
struct Told {
    documents: usize,
    /// By entry of `[[ignore]]`.
    used: Vec<Used>,
}

/// What holds for all files of a command.
#[derive(Debug)]
pub(super) struct Configuration {
    /// By the place of its file.
    offices: BTreeMap<PathBuf, Office>,
    /// By the place of its file.
    baselines: BTreeMap<PathBuf, Baseline>,
    /// The settings and the baseline that hold in a folder of documents.
    places: BTreeMap<PathBuf, (Option<PathBuf>, Option<PathBuf>)>,
    today: Date,
}

/// What holds for a file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Holding<'a> {
    office: Option<(&'a Path, &'a Office)>,
    baseline: Option<(&'a Path, &'a Baseline)>,
}

impl Configuration {
    /// What holds for some files. `--no-config` leaves out all; a command that tells all findings wants no baseline.
    pub(super) fn of<'a>(
        matches: &clap::ArgMatches,
        files: impl Iterator<Item = &'a Path>,
        with_baseline: bool,
        voice: Voice,
    ) -> Result<Self, Exit> {
        let today = matches.get_one::<Date>("today").copied().unwrap_or_else(today);
        let mut out = Self { offices: BTreeMap::new(), baselines: BTreeMap::new(), places: BTreeMap::new(), today };
        if matches.get_flag("no-config") {
            return Ok(out);
        }
        for file in files {
            let folder = folder_of(file);
            if !out.places.contains_key(&folder) {
                out.load(folder, with_baseline).map_err(|(file, why)| {
                    voice.error(&file.to_string_lossy(), &why);
                    Exit::Usage
                })?;
            }
        }
        Ok(out)
    }

    fn load(&mut self, folder: PathBuf, with_baseline: bool) -> Result<(), (PathBuf, Message)> {
        let settings = above(&folder, SETTINGS);
        if let Some(file) = settings.as_ref().filter(|file| !self.offices.contains_key(*file)) {
            let settings = text_of(file).and_then(|text| Settings::read(&text)).map_err(|why| (file.clone(), why))?;
            let knowledge = settings.knowledge().map_err(|why| (file.clone(), why))?;
            self.offices.insert(file.clone(), Office { settings, knowledge, told: Mutex::default() });
        }
        let baseline = above(&folder, BASELINE).filter(|_| with_baseline);
        if let Some(file) = baseline.as_ref().filter(|file| !self.baselines.contains_key(*file)) {
            let baseline = text_of(file).and_then(|text| Baseline::read(&text)).map_err(|why| (file.clone(), why))?;
            self.baselines.insert(file.clone(), baseline);
        }
        self.places.insert(folder, (settings, baseline));
        Ok(())
    }

    /// What holds for a file.
    pub(super) fn holding(&self, file: &Path) -> Holding<'_> {
        let Some((settings, baseline)) = self.places.get(&folder_of(file)) else { return Holding::default() };
        let place = |file: &'_ Option<PathBuf>| file.clone();
        let office = place(settings).and_then(|file| self.offices.get_key_value(&file));
        let baseline = place(baseline).and_then(|file| self.baselines.get_key_value(&file));
        Holding {
            office: office.map(|(file, office)| (file.as_path(), office)),
            baseline: baseline.map(|(file, baseline)| (file.as_path(), baseline)),
        }
    }

    /// Leaves out what is not to be told of a document, and gives the rest its severity. How many findings an office or a
    /// baseline leaves out stands in the record's diagnostics: whoever reads a report has to know that there are others.
    pub(super) fn settle(&self, file: &Path, record: &mut Record) {
        let holding = self.holding(file);
        let (mut known, mut kept) = (0, 0);
        if let Some((place, office)) = holding.office {
            let used = office.settings.settle(record, &from(place, file), self.today);
            known = used.iter().map(|used| used.findings).sum();
            // A thread that panicked while it counted leaves the counts as they are.
            let mut told = office.told.lock().unwrap_or_else(PoisonError::into_inner);
            told.documents += 1;
            told.used.resize(used.len(), Used::default());
            for (all, one) in told.used.iter_mut().zip(used) {
                all.documents += one.documents;
                all.findings += one.findings;
            }
        }
        if let Some((place, baseline)) = holding.baseline {
            let (all, path) = (record.findings.len(), from(place, file));
            record.findings.retain(|finding| !baseline.has(&path, finding));
            kept = all - record.findings.len();
        }
        if known + kept > 0 {
            let message = message(
                format!(
                    "{} phát hiện không nêu (đã có từ mốc: {kept}; chấp nhận trong {SETTINGS}: {known})",
                    known + kept
                ),
                format!(
                    "{} findings are not told (there before the baseline: {kept}; accepted in {SETTINGS}: {known})",
                    known + kept
                ),
            );
            record.source.diagnostics.push(Diagnostic { code: "findings-hidden", message, page: None });
        }
    }

    /// What the user should know of entries of `[[ignore]]` that did nothing.
    pub(super) fn remark(&self, voice: Voice) {
        for (file, office) in &self.offices {
            let told = office.told.lock().unwrap_or_else(PoisonError::into_inner);
            for (ignore, used) in office.settings.ignore.iter().zip(&told.used) {
                if let Some(why) = unneeded(ignore, *used, told.documents, self.today) {
                    voice.note(&file.to_string_lossy(), &why);
                }
            }
        }
    }
}

/// Why an entry of `[[ignore]]` should be looked at.
fn unneeded(ignore: &Ignore, used: Used, documents: usize, today: Date) -> Option<Message> {
    let (rule, place) = (&ignore.rule, ignore.place());
    if used.documents == 0 {
        // Of one document nothing is said of the others.
        return (documents > 1).then(|| {
            message(
                format!("[[ignore]] {rule} ({place}) không ứng với tệp nào trong {documents} tệp vừa đọc; hãy xem lại đường dẫn"),
                format!("[[ignore]] {rule} ({place}) fits none of the {documents} files that were read; look at its path"),
            )
        });
    }
    if ignore.is_over(today) {
        return Some(message(
            format!("[[ignore]] {rule} ({place}) đã hết hạn, phát hiện được nêu trở lại; hãy xóa hoặc gia hạn (until)"),
            format!(
                "[[ignore]] {rule} ({place}) is over and its findings are told again; delete it or give it a later day (until)"
            ),
        ));
    }
    (used.findings == 0).then(|| {
        message(
            format!("[[ignore]] {rule} ({place}) không còn phát hiện nào; có thể xóa"),
            format!("[[ignore]] {rule} ({place}) speaks of no finding; it can be deleted"),
        )
    })
}

impl<'a> Holding<'a> {
    /// The data by which the file is read.
    pub(super) fn knowledge(self) -> Option<&'static Knowledge> {
        self.office.and_then(|(_, office)| office.knowledge)
    }

    /// The settings, where there are any.
    pub(super) fn settings(self) -> Option<&'a Settings> {
        self.office.map(|(_, office)| &office.settings)
    }

    /// Sets the limits that the settings give.
    pub(super) fn limit(self, limits: &mut Limits) {
        if let Some((_, office)) = self.office {
            office.settings.limit(limits);
        }
    }
}

fn text_of(file: &Path) -> Result<String, Message> {
    std::fs::read_to_string(file).map_err(|e| say::because("không đọc được tệp", "the file cannot be read", &e))
}

/// The folder of a file, as it really is; of standard input the one in which the program runs.
pub(super) fn folder_of(file: &Path) -> PathBuf {
    let parent = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder that cannot be looked at is taken as it is called.
    std::fs::canonicalize(parent).or_else(|_| std::path::absolute(parent)).unwrap_or_else(|_| parent.to_owned())
}

/// The nearest file of this name, from a folder up.
fn above(folder: &Path, name: &str) -> Option<PathBuf> {
    folder.ancestors().map(|f| f.join(name)).find(|f| f.is_file())
}

/// Where a file is, from the folder of another, with `/`; its name where it is not below.
pub(super) fn from(place: &Path, file: &Path) -> String {
    let whole = folder_of(file).join(file.file_name().unwrap_or_default());
    let below = place.parent().and_then(|folder| whole.strip_prefix(folder).ok());
    let shown = below.or_else(|| whole.file_name().map(Path::new)).unwrap_or(file);
    shown.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}

/// The day in Việt Nam, which is seven hours ahead all year.
#[expect(
    clippy::disallowed_methods,
    reason = "the last days of [[ignore]] are looked at for today; --today tells another day"
)]
fn today() -> Date {
    const AHEAD: std::time::Duration = std::time::Duration::from_hours(7);
    let since = std::time::SystemTime::now() + AHEAD;
    let seconds = since.duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    Date::constant(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

/// `rasoat config`: what holds for a file or folder, and from where.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let path = matches.get_one::<PathBuf>("path").cloned().unwrap_or_else(|| PathBuf::from("."));
    if !path.exists() {
        voice.error(&path.to_string_lossy(), &message("không có đường dẫn này", "no such path"));
        return Exit::Input;
    }
    // What holds in a folder holds for a file in it.
    let file = if path.is_dir() { path.join("x") } else { path };
    let configuration = match Configuration::of(matches, std::iter::once(file.as_path()), true, voice) {
        Ok(configuration) => configuration,
        Err(exit) => return exit,
    };
    voice.text(&shown(configuration.holding(&file), configuration.today, voice.lang))
}

/// The settings as a file that could stand as it is, each line with where it is from.
fn shown(holding: Holding<'_>, today: Date, lang: Lang) -> String {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    let mut out = String::new();
    let place = |name: &str, file: Option<&Path>| match file {
        Some(file) => format!("# {name}: {}\n", file.display()),
        None => format!("# {name}: {}\n", t("không có", "none")),
    };
    out.push_str(&place(SETTINGS, holding.office.map(|(file, _)| file)));
    out.push_str(&place(BASELINE, holding.baseline.map(|(file, _)| file)));
    let (own, usual) = (SETTINGS, t("mặc định", "default"));
    let none = Settings::default();
    let settings = holding.office.map_or(&none, |(_, office)| &office.settings);
    out.push_str("\n[rules]\n");
    for rule in RULES {
        let default = Level::from(rule.page().severity);
        let _ = match settings.rules.get(rule.name) {
            Some(level) => {
                writeln!(out, "{} = {:?}  # {own} ({usual}: {})", rule.name, level.name(), default.name())
            }
            None => writeln!(out, "{} = {:?}  # {usual}", rule.name, default.name()),
        };
    }
    out.push_str("\n[limits]\n");
    let defaults = Limits::default();
    for (name, ..) in LIMIT_NAMES {
        let default = defaults.get(name).unwrap_or_default();
        let _ = match settings.limits.get(*name) {
            Some(value) => writeln!(out, "{name} = {value}  # {own} ({usual}: {default})"),
            None => writeln!(out, "{name} = {default}  # {usual}"),
        };
    }
    if !settings.wording.is_empty() || !settings.ignore.is_empty() {
        let rest = Rest { wording: &settings.wording, ignore: &settings.ignore };
        let written = toml::to_string(&rest).unwrap_or_default();
        let _ = write!(out, "\n# {own}\n{written}");
    }
    for ignore in settings.ignore.iter().filter(|ignore| ignore.is_over(today)) {
        let _ = writeln!(out, "# {}: {} ({})", t("đã hết hạn", "over"), ignore.rule, ignore.place());
    }
    out
}

/// What stands in the settings alone.
#[derive(serde::Serialize)]
struct Rest<'a> {
    #[serde(skip_serializing_if = "House::is_empty")]
    wording: &'a House,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    ignore: &'a [Ignore],
}
