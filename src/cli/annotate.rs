//! `rasoat annotate`: a copy of one file, with the findings said at the words concerned.
//!
//! In: matched arguments. Out: one file, whole or not at all. The file that was given is never written to.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Exit;
use super::inputs::{self, Input};
use super::read::{Reader, Remarks};
use super::say::{self, Voice, message};
use super::whole;
use crate::emit::annotate::{self, Annotated};
use crate::record::{Finding, Message, Record, Severity};

/// Runs the command.
pub(super) fn run(matches: &clap::ArgMatches, voice: Voice) -> Exit {
    let (Some(file), Some(out)) = (matches.get_one::<OsString>("file"), matches.get_one::<PathBuf>("out")) else {
        return Exit::Usage;
    };
    let (found, exit) = inputs::find(std::slice::from_ref(file), voice);
    let [input] = &found[..] else {
        if found.len() > 1 {
            voice.error(
                &file.to_string_lossy(),
                &message(
                    "mỗi lần chỉ ghi nhận xét vào một tệp; hãy chỉ rõ một tệp, không phải thư mục",
                    "one file is annotated at a time; name a file, not a folder",
                ),
            );
            return Exit::Usage;
        }
        return exit;
    };
    let shown = out.to_string_lossy().into_owned();
    if inputs::is_input(out, &found, voice) {
        return Exit::Usage;
    }
    if !has_ending_of(out, &input.file) {
        voice.error(
            &shown,
            &message("bản sao phải có cùng đuôi tệp với bản gốc", "the copy must have the same ending as the original"),
        );
        return Exit::Usage;
    }
    let about = input.file.to_string_lossy();
    let reader = match Reader::new(matches, &found, voice) {
        Ok(reader) => reader,
        Err(stop) => return stop,
    };
    let (record, annotated) = match annotated(matches, &reader, input, voice) {
        Ok(done) => done,
        Err(why) => {
            voice.error(&about, &why);
            return Exit::Input;
        }
    };
    let exit = exit.worst(Remarks::of(&record).say(&about, voice));
    if ["select", "ignore"].iter().all(|rules| matches.get_many::<String>(rules).is_none()) {
        reader.remark(voice);
    }
    for note in &annotated.notes {
        voice.note(&about, note);
    }
    if let Err(error) = whole::write(out, |file| file.write_all(&annotated.bytes)) {
        voice.error(&shown, &say::because("không ghi được tệp", "the file cannot be written", &error));
        return Exit::Usage;
    }
    tell(&annotated, &shown, voice);
    exit
}

/// Reads the file and puts the findings into it.
fn annotated(
    matches: &clap::ArgMatches,
    reader: &Reader,
    input: &Input,
    voice: Voice,
) -> Result<(Record, Annotated), Message> {
    let rules = |name: &str| -> Vec<&String> { matches.get_many::<String>(name).into_iter().flatten().collect() };
    let (select, ignore) = (rules("select"), rules("ignore"));
    // As `check` shows them.
    let all = matches.get_flag("all") || !select.is_empty();
    let wanted = |finding: &Finding| {
        (all || finding.severity > Severity::Info)
            && (select.is_empty() || select.iter().any(|rule| *rule == finding.rule))
            && !ignore.iter().any(|rule| *rule == finding.rule)
    };
    reader.with(input, |bytes, path, options| {
        let mut whole = crate::read_whole(bytes, path, options).map_err(|error| error.message())?;
        reader.tell(input, &mut whole.record);
        let annotated = annotate::annotate(bytes, &whole, wanted, voice.lang, options)?;
        Ok((whole.record, annotated))
    })
}

/// Says what is in the new file.
fn tell(annotated: &Annotated, out: &str, voice: Voice) {
    let Annotated { added, near, known, lost, .. } = annotated;
    match (added, known) {
        (0, 0) if *lost == 0 => voice.tell(
            &format!("Không có phát hiện nào để ghi; {out} giống hệt tệp đầu vào."),
            &format!("There is no finding to write; {out} is the same as the input."),
        ),
        (0, 0) => voice.tell(
            &format!("Không đặt được nhận xét nào; {out} giống hệt tệp đầu vào."),
            &format!("No remark could be placed; {out} is the same as the input."),
        ),
        (0, known) => voice.tell(
            &format!("Không có nhận xét mới ({known} nhận xét đã có sẵn); {out} giống hệt tệp đầu vào."),
            &format!("Nothing new to say (already there: {known}); {out} is the same as the input."),
        ),
        (added, known) => {
            let (vi, en) = match known {
                0 => (String::new(), String::new()),
                known => (format!(", giữ {known} nhận xét đã có"), format!(", kept {known} that were there")),
            };
            voice.tell(
                &format!("Đã ghi {added} nhận xét vào {out}{vi}."),
                &format!("Wrote {added} remarks to {out}{en}."),
            );
        }
    }
    if *near > 0 {
        voice.tell(
            &format!("{near} nhận xét đặt ở cả đoạn hoặc đầu trang, vì đúng chữ đó không có chỗ để đánh dấu."),
            &format!("{near} of them stand at a whole paragraph or at the top of a page, since the words themselves cannot be marked."),
        );
    }
    if *lost > 0 {
        voice.tell(
            &format!("{lost} nhận xét không đặt được vào tệp; xem bằng rasoat check hoặc rasoat review."),
            &format!("{lost} remarks could not be placed in the file; rasoat check and rasoat review show them."),
        );
    }
}

/// Whether a file is named as what it will be. Standard input has no name, and of a file that cannot be annotated more is
/// said later.
fn has_ending_of(out: &Path, input: &Path) -> bool {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_known = |ending: &String| annotate::ENDINGS.split(", ").any(|known| known.strip_prefix('.') == Some(ending));
    let named = ending(input).filter(is_known);
    named.is_none() || ending(out) == named
}
