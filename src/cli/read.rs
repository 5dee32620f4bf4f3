//! Reading one input: within its limits, in its time, with the second reader of PDF and an office suite at hand.
//!
//! In: an input. Out: its record, or the sentence that says why there is none. A fault of the program on one input is a
//! sentence about that input.

use std::collections::BTreeMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::Exit;
use super::config::{Configuration, Holding};
use super::inputs::Input;
use super::say::{self, Voice, message};
use super::{ocr, office, second};
use crate::Whole;
use crate::ingest::{self, LIMIT_NAMES, Limits, OfficeReader, Options, SecondReader, Task, When};
use crate::record::{Diagnostic, Message, Record, SCHEMA_VERSION};
use crate::settings::{Decisions, Replayed};

/// The kind of a [`Refusal`] that is a fault of the program.
pub(super) const CRASHED: &str = "crashed";

/// Why an input gives no record: a stable name for programs, and the sentence for people.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    pub(super) kind: &'static str,
    pub(super) message: Message,
}

/// Reads inputs within limits, by what holds for each.
#[derive(Debug)]
pub(super) struct Reader {
    /// That the arguments set.
    limits: Vec<(String, u64)>,
    configuration: Configuration,
    /// What was decided on the documents.
    decisions: Option<Decisions>,
    /// How many inputs bear each name.
    names: BTreeMap<String, usize>,
    ocr: When,
    ocr_language: String,
}

impl Reader {
    /// With the limits that the arguments set, and what holds for the files.
    ///
    /// # Errors
    /// A `rasoat.toml` or a baseline that cannot be read, which has been said.
    pub(super) fn new(matches: &clap::ArgMatches, found: &[Input], voice: Voice) -> Result<Self, Exit> {
        Self::with_baseline(matches, found, true, voice)
    }

    /// [`Self::new`], with the findings of the baseline left out or told.
    pub(super) fn with_baseline(
        matches: &clap::ArgMatches,
        found: &[Input],
        baseline: bool,
        voice: Voice,
    ) -> Result<Self, Exit> {
        let files = found.iter().map(|input| input.file.as_path());
        let configuration = Configuration::of(matches, files, baseline, voice)?;
        let limits = matches.get_many::<(String, u64)>("limit").into_iter().flatten().cloned().collect();
        let asked = |name| matches.get_one::<String>(name).map(String::as_str);
        let ocr = match asked("ocr") {
            Some("never") => When::Never,
            Some("always") => When::Always,
            _ => When::Auto,
        };
        let ocr_language = asked("ocr-lang").unwrap_or(ocr::LANGUAGE).to_owned();
        let decisions = decisions(matches, voice)?;
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for input in found {
            *names.entry(name_of(input)).or_default() += 1;
        }
        Ok(Self { limits, configuration, decisions, names, ocr, ocr_language })
    }

    /// The limits on reading a file: those of the arguments over those of its settings.
    fn limits(&self, holding: Holding<'_>) -> Limits {
        let mut limits = Limits::default();
        holding.limit(&mut limits);
        for (name, value) in &self.limits {
            // The name was checked when the arguments were parsed.
            let _ = limits.set(name, *value);
        }
        limits
    }

    /// What the user should know of the settings, once all is read.
    pub(super) fn remark(&self, voice: Voice) {
        self.configuration.remark(voice);
    }

    /// The record of one input, with all that the rules find.
    pub(super) fn record(&self, input: &Input) -> Result<Record, Message> {
        self.read(input, crate::read_with)
    }

    /// The record of one input, with what it points into and the findings that are to be told.
    pub(super) fn whole(&self, input: &Input) -> Result<Whole, Message> {
        self.told(input).map(|(whole, _)| whole)
    }

    /// The same, and what decisions did.
    pub(super) fn told(&self, input: &Input) -> Result<(Whole, Option<Replayed>), Message> {
        let mut whole = self.read(input, crate::read_whole)?;
        let replayed = self.tell(input, &mut whole.record);
        Ok((whole, replayed))
    }

    /// The record of one input with all that the rules find but for what was rejected.
    pub(super) fn decided(&self, input: &Input) -> Result<(Whole, Option<Replayed>), Message> {
        let mut whole = self.read(input, crate::read_whole)?;
        let replayed = self.replay(input, &mut whole.record);
        Ok((whole, replayed))
    }

    fn replay(&self, input: &Input, record: &mut Record) -> Option<Replayed> {
        let alone = self.names.get(&name_of(input)).is_some_and(|count| *count == 1);
        self.decisions.as_ref()?.replay(record, alone)
    }

    /// Leaves the findings that are to be told; what a person confirmed says so.
    pub(super) fn tell(&self, input: &Input, record: &mut Record) -> Option<Replayed> {
        let replayed = self.replay(input, record);
        self.configuration.settle(&input.file, record);
        if let Some(replayed) = &replayed {
            replayed.say(record);
        }
        replayed
    }

    fn read<T>(
        &self,
        input: &Input,
        read: impl Fn(&[u8], &str, &Options<'_>) -> Result<T, ingest::Error>,
    ) -> Result<T, Message> {
        self.with(input, |bytes, path, options| read(bytes, path, options).map_err(|error| error.message()))
    }

    /// Does something with the bytes of one input, within its limits.
    pub(super) fn with<T>(
        &self,
        input: &Input,
        work: impl Fn(&[u8], &str, &Options<'_>) -> Result<T, Message>,
    ) -> Result<T, Message> {
        let bytes =
            self.load(&input.file).map_err(|e| say::because("không đọc được tệp", "the file cannot be read", &e))?;
        self.guarded(input, &bytes, |bytes, path, options| {
            work(bytes, path, options).map_err(|message| Refusal { kind: "", message })
        })
        .map_err(|refusal| refusal.message)
    }

    /// The record of an input whose bytes were loaded, with all that the rules find.
    pub(super) fn record_of(&self, input: &Input, bytes: &[u8]) -> Result<Record, Refusal> {
        self.guarded(input, bytes, |bytes, path, options| {
            crate::read_with(bytes, path, options)
                .map_err(|error| Refusal { kind: error.kind(), message: error.message() })
        })
    }

    /// Does something with bytes; a fault of the program is a sentence about this input.
    fn guarded<T>(
        &self,
        input: &Input,
        bytes: &[u8],
        work: impl Fn(&[u8], &str, &Options<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let work = || self.within(&input.file, |options| work(bytes, &input.path, options));
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
            Err(Refusal { kind: CRASHED, message: message(
                "lỗi của chương trình khi xử lý tệp này; các tệp khác vẫn được xử lý. Xin gửi tệp cho người phát triển",
                "a fault of the program on this file; the others are processed all the same. Please send the file to the developers",
            ) })
        })
    }

    /// All on which the record of a file depends besides its bytes, as one digest: the version of the program and of the
    /// schema, the settings and wording that hold for it, limits, and how pictures are read.
    pub(super) fn conditions(&self, file: &Path) -> String {
        let holding = self.configuration.holding(file);
        let limits = self.limits(holding);
        let limits: BTreeMap<&str, u64> = LIMIT_NAMES.iter().map(|(n, ..)| (*n, limits.get(n).unwrap_or(0))).collect();
        let all = serde_json::json!({
            "program": env!("CARGO_PKG_VERSION"),
            "schema": SCHEMA_VERSION,
            "settings": holding.settings(),
            "limits": limits,
            "ocr": self.ocr_name(),
            "ocr_language": self.ocr_language,
        });
        crate::hex(&Sha256::digest(all.to_string().as_bytes()))
    }

    /// The limits on a file for which no `rasoat.toml` says otherwise, by name.
    pub(super) fn usual_limits(&self) -> BTreeMap<&'static str, u64> {
        let limits = self.limits(Holding::default());
        LIMIT_NAMES.iter().map(|(name, ..)| (*name, limits.get(name).unwrap_or(0))).collect()
    }

    /// When pictures of pages are read, and in which language.
    pub(super) fn ocr(&self) -> (&'static str, &str) {
        (self.ocr_name(), &self.ocr_language)
    }

    fn ocr_name(&self) -> &'static str {
        match self.ocr {
            When::Auto => "auto",
            When::Never => "never",
            When::Always => "always",
        }
    }

    /// Does `work` on a file with a clock that starts now.
    #[expect(
        clippy::disallowed_methods,
        reason = "a limit against files that take all day; what is read does not depend on it"
    )]
    pub(super) fn within<T>(&self, file: &Path, work: impl FnOnce(&Options<'_>) -> T) -> T {
        let holding = self.configuration.holding(file);
        let limits = self.limits(holding);
        let (start, time) = (Instant::now(), Duration::from_secs(limits.seconds));
        let expired = || start.elapsed() > time;
        let second = |bytes: &[u8]| second::ask(bytes, time.saturating_sub(start.elapsed()));
        let page_time = Duration::from_secs(limits.page_seconds);
        let recognise = |task: &Task<'_>| ocr::recognise(task, &self.ocr_language, page_time);
        let office = |bytes: &[u8], ending: &str| office::convert(bytes, ending, time.saturating_sub(start.elapsed()));
        let (second_pdf, office) = (Some(&second as &SecondReader<'_>), Some(&office as &OfficeReader<'_>));
        work(&Options {
            limits,
            expired: &expired,
            second_pdf,
            ocr: self.ocr,
            recognise: Some(&recognise),
            office,
            knowledge: holding.knowledge(),
        })
    }

    /// The bytes of an input; of a file over the limit no more than shows that it is.
    pub(super) fn load(&self, file: &Path) -> std::io::Result<Vec<u8>> {
        let limit = self.limits(self.configuration.holding(file)).bytes as u64 + 1;
        let mut bytes = Vec::new();
        if file == Path::new("-") {
            std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
        } else {
            std::fs::File::open(file)?.take(limit).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }
}

/// The decisions of the files that the arguments name.
fn decisions(matches: &clap::ArgMatches, voice: Voice) -> Result<Option<Decisions>, Exit> {
    let mut all: Option<Decisions> = None;
    for file in matches.try_get_many::<PathBuf>("decisions").ok().flatten().into_iter().flatten() {
        let read = std::fs::read_to_string(file)
            .map_err(|e| say::because("không đọc được tệp", "the file cannot be read", &e))
            .and_then(|text| Decisions::read(&text));
        match (read, &mut all) {
            (Ok(read), Some(all)) => all.add(read),
            (Ok(read), none) => *none = Some(read),
            (Err(why), _) => {
                voice.error(&file.to_string_lossy(), &why);
                return Err(Exit::Usage);
            }
        }
    }
    Ok(all)
}

/// What the decisions did.
pub(super) fn replayed(replayed: &Replayed) -> Message {
    let Replayed { rejected, confirmed, gone } = replayed;
    let confirmed = confirmed.len();
    let (vi, en) = match gone {
        0 => (String::new(), String::new()),
        gone => {
            (format!("; {gone} quyết định về phát hiện không còn nữa"), format!("; {gone} on findings that are gone"))
        }
    };
    message(
        format!("quyết định đã lưu: {confirmed} phát hiện được xác nhận, {rejected} bị bác bỏ và không nêu lại{vi}"),
        format!("decisions: {confirmed} findings confirmed, {rejected} rejected and not told again{en}"),
    )
}

/// The name of a file.
fn name_of(input: &Input) -> String {
    input.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What the program says of the reading of a file: an error where something is missing from the record.
#[derive(Debug)]
pub(super) struct Remarks(Vec<Diagnostic>);

impl Remarks {
    /// The first thing that is missing from the record, where something is.
    pub(super) fn missing(&self) -> Option<&Diagnostic> {
        self.0.iter().find(|said| !said.is_remark())
    }

    /// Those of a record.
    pub(super) fn of(record: &Record) -> Self {
        Self(record.source.diagnostics.iter().filter(|d| d.code != "no-units").cloned().collect())
    }

    /// Says them.
    pub(super) fn say(&self, file: &str, voice: Voice) -> Exit {
        let mut exit = Exit::Done;
        for said in &self.0 {
            if said.is_remark() {
                voice.note(file, &said.message);
            } else {
                voice.error(file, &said.message);
                exit = Exit::Input;
            }
        }
        exit
    }
}

/// `NAME=VALUE` of `--limit`.
pub(super) fn limit(argument: &str) -> Result<(String, u64), String> {
    let known = || LIMIT_NAMES.iter().map(|n| n.0).collect::<Vec<_>>().join(", ");
    let (name, value) = argument.split_once('=').ok_or_else(|| format!("NAME=VALUE ({})", known()))?;
    let value = value.trim().parse().map_err(|_| format!("{name}: {value}"))?;
    if !LIMIT_NAMES.iter().any(|n| n.0 == name) {
        return Err(known());
    }
    Ok((name.to_owned(), value))
}
