//! Configuration: which `rasoat.toml` and which baseline hold for a file, and `rasoat config`, which shows what holds.
//!
//! In: the files to read. Out: [`Holding`]s: the nearest `rasoat.toml` and the nearest baseline in the folder of a file or
//! above it, each by itself. One that cannot be read stops the command before anything is done.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Mutex;

use jiff::civil::Date;

use super::Exit;
use super::say::{self, Voice, message};
use crate::emit::Lang;
use crate::ingest::{LIMIT_NAMES, Limits};
use crate::knowledge::{House, Knowledge};
use crate::record::{Message, Record};
use crate::rules::RULES;
use crate::settings::{Baseline, Ignore, Level, Settings, Used};

/// Name of the file of settings.
pub(super) const SETTINGS: &str = "rasoat.toml";

/// Name of the file of findings that were there before.
pub(super) const BASELINE: &str = "rasoat-baseline.json";

/// What holds for the files of a folder.
#[derive(Debug, Default)]
pub(super) struct Holding {
    /// Where the settings stand, and what they are.
    file: Option<PathBuf>,
    settings: Settings,
    /// The data with the office's wording.
    pub(super) knowledge: Option<&'static Knowledge>,
    /// Where the baseline stands, and what it is.
    baseline: Option<(PathBuf, Baseline)>,
    /// What became of the findings of all documents so far.
    told: Mutex<Told>,
}

/// What became of findings that are not told.
#[derive(Debug, Default)]
struct Told {
    /// By entry of `[[ignore]]`.
    used: Vec<Used>,
    /// Findings that the baseline has.
    known: usize,
}

/// What holds for all files of a command.
#[derive(Debug)]
pub(super) struct Configuration {
    /// By folder.
    holdings: BTreeMap<PathBuf, Holding>,
    /// Which holding a folder of files has: the folder of its settings and baseline together.
    places: BTreeMap<PathBuf, PathBuf>,
    today: Date,
}

impl Configuration {
    /// What holds for some files. `--no-config` leaves out all.
    pub(super) fn of<'a>(
        matches: &clap::ArgMatches,
        files: impl Iterator<Item = &'a Path>,
        with_baseline: bool,
        voice: Voice,
    ) -> Result<Self, Exit> {
        let today = matches.get_one::<Date>("today").copied().unwrap_or_else(today);
        let mut out = Self { holdings: BTreeMap::new(), places: BTreeMap::new(), today };
        for file in files {
            let folder = folder_of(file);
            if out.places.contains_key(&folder) {
                continue;
            }
            let place =
                if matches.get_flag("no-config") { PathBuf::new() } else { nearest(&folder).unwrap_or_default() };
            if !out.holdings.contains_key(&place) {
                let holding = Holding::load(&place, with_baseline).map_err(|(file, why)| {
                    voice.error(&file.to_string_lossy(), &why);
                    Exit::Usage
                })?;
                out.holdings.insert(place.clone(), holding);
            }
            out.places.insert(folder, place);
        }
        Ok(out)
    }

    /// What holds for a file.
    pub(super) fn holding(&self, file: &Path) -> Option<&Holding> {
        self.holdings.get(self.places.get(&folder_of(file))?)
    }

    /// Leaves out what is not to be told of a document, and gives the rest its severity.
    pub(super) fn settle(&self, file: &Path, record: &mut Record) {
        let Some(holding) = self.holding(file) else { return };
        let used = holding.settings.settle(record, &from(holding.file.as_deref(), file), self.today);
        let before = record.findings.len();
        if let Some((place, baseline)) = &holding.baseline {
            let path = from(Some(place), file);
            record.findings.retain(|finding| !baseline.has(&path, finding));
        }
        // A thread that panicked while it counted leaves the counts as they are.
        let mut told = holding.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        told.known += before - record.findings.len();
        told.used.resize(holding.settings.ignore.len(), Used::default());
        for (all, one) in told.used.iter_mut().zip(used) {
            all.documents += one.documents;
            all.findings += one.findings;
        }
    }

    /// What the user should know of entries that did nothing, and of findings that were left out.
    pub(super) fn remark(&self, voice: Voice) {
        for holding in self.holdings.values() {
            let told = holding.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let file = holding.file.as_deref().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
            for (ignore, used) in holding.settings.ignore.iter().zip(&told.used) {
                let (rule, place) = (&ignore.rule, ignore.place());
                if ignore.is_over(self.today) {
                    voice.note(&file, &message(
                        format!("[[ignore]] {rule} ({place}) đã hết hạn, phát hiện được báo trở lại; hãy xóa hoặc gia hạn (until)"),
                        format!("[[ignore]] {rule} ({place}) is over and its findings are told again; delete it or give it a later day (until)"),
                    ));
                } else if used.documents > 0 && used.findings == 0 {
                    voice.note(
                        &file,
                        &message(
                            format!("[[ignore]] {rule} ({place}) không còn phát hiện nào; có thể xóa"),
                            format!("[[ignore]] {rule} ({place}) speaks of no finding; it can be deleted"),
                        ),
                    );
                }
            }
            if let Some((place, _)) = holding.baseline.as_ref().filter(|_| told.known > 0) {
                voice.note(
                    &place.to_string_lossy(),
                    &message(
                        format!("{} phát hiện đã có từ mốc này, không tính lại", told.known),
                        format!("{} findings were there already and are not counted", told.known),
                    ),
                );
            }
        }
    }
}

impl Holding {
    /// What holds in a folder, which may have settings, a baseline or both; an empty path has none.
    fn load(place: &Path, with_baseline: bool) -> Result<Self, (PathBuf, Message)> {
        let mut out = Self::default();
        if place.as_os_str().is_empty() {
            return Ok(out);
        }
        if let Some(file) = above(place, SETTINGS) {
            let text = text_of(&file)?;
            out.settings = Settings::read(&text).map_err(|why| (file.clone(), why))?;
            out.knowledge = out.settings.knowledge().map_err(|why| (file.clone(), why))?;
            out.file = Some(file);
        }
        if let Some(file) = above(place, BASELINE).filter(|_| with_baseline) {
            let text = text_of(&file)?;
            let baseline = Baseline::read(&text).map_err(|why| (file.clone(), why))?;
            out.baseline = Some((file, baseline));
        }
        Ok(out)
    }

    /// The settings.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Sets the limits that the settings give.
    pub(super) fn limit(&self, limits: &mut Limits) {
        self.settings.limit(limits);
    }
}

fn text_of(file: &Path) -> Result<String, (PathBuf, Message)> {
    std::fs::read_to_string(file)
        .map_err(|e| (file.to_owned(), say::because("không đọc được tệp", "the file cannot be read", &e)))
}

/// The folder of a file; of standard input the one in which the program runs.
fn folder_of(file: &Path) -> PathBuf {
    let file = if file == Path::new("-") { Path::new("x") } else { file };
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    whole.parent().map(Path::to_owned).unwrap_or_default()
}

/// The nearest folder, from this one up, that has settings or a baseline.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|f| f.join(SETTINGS).is_file() || f.join(BASELINE).is_file()).map(Path::to_owned)
}

/// The nearest file of this name, from a folder up.
fn above(folder: &Path, name: &str) -> Option<PathBuf> {
    folder.ancestors().map(|f| f.join(name)).find(|f| f.is_file())
}

/// Where a file is, from the folder of another, with `/`; its name where it is not below.
pub(super) fn from(place: Option<&Path>, file: &Path) -> String {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let below = place.and_then(Path::parent).and_then(|folder| whole.strip_prefix(folder).ok());
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
    let none = Holding::default();
    voice.text(&shown(configuration.holding(&file).unwrap_or(&none), configuration.today, voice.lang))
}

/// The settings as a file that could stand as it is, each line with where it is from.
fn shown(holding: &Holding, today: Date, lang: Lang) -> String {
    let t = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    let mut out = String::new();
    let place = |name: &str, file: Option<&Path>| match file {
        Some(file) => format!("# {name}: {}\n", file.display()),
        None => format!("# {name}: {}\n", t("không có", "none")),
    };
    out.push_str(&place(SETTINGS, holding.file.as_deref()));
    out.push_str(&place(BASELINE, holding.baseline.as_ref().map(|(file, _)| file.as_path())));
    let (own, usual) = (SETTINGS, t("mặc định", "default"));
    let settings = &holding.settings;
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
