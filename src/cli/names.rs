//! Names of outputs: one for each input, and never one for two.
//!
//! In: inputs. Out: a path below the output folder for each, in their order. Nothing here looks at a disk: two names that
//! some file system would take for one (case, normal form) are told apart on every system, so that all give the same names.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::inputs::Input;

/// The most bytes that a name may have on the file systems in use.
const LONGEST: usize = 255;

/// `<path>.<ending>`; where two inputs would share a name (case, normal form) each gets `~` and eight digits of its path's
/// digest; so does one whose name would be too long, which is cut.
pub(super) fn file_names(found: &[Input], ending: &str) -> Vec<PathBuf> {
    names(found, ending, &[])
}

/// [`file_names`], none of which is one of these names or below it.
pub(super) fn names(found: &[Input], ending: &str, taken: &[&str]) -> Vec<PathBuf> {
    let fold = |name: &str| name.nfc().collect::<String>().to_lowercase();
    let plain: Vec<String> = found.iter().map(|input| inside(input, taken, ending)).collect();
    let folded: Vec<String> = plain.iter().map(|name| fold(&format!("{name}.{ending}"))).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for name in &folded {
        *count.entry(name).or_default() += 1;
    }
    // A file cannot stand where another one's folder is: "a.txt.json" and "a.txt.json/b.txt.json".
    let folders: HashSet<&str> =
        folded.iter().flat_map(|name| name.match_indices('/').map(|(at, _)| &name[..at])).collect();
    let all = found.iter().zip(&plain).zip(&folded);
    all.map(|((input, plain), folded)| {
        let last = plain.rsplit('/').next().unwrap_or(plain);
        let long = last.len() + ending.len() + 1 > LONGEST;
        let shared = count.get(folded.as_str()).is_some_and(|n| *n > 1) || folders.contains(folded.as_str());
        if !long && !shared {
            return PathBuf::from(format!("{plain}.{ending}"));
        }
        let mark = format!("~{}.{ending}", &crate::hex(&Sha256::digest(input.origin.as_bytes()))[..8]);
        let above = &plain[..plain.len() - last.len()];
        let kept = last.floor_char_boundary(LONGEST.saturating_sub(mark.len()));
        PathBuf::from(format!("{above}{}{mark}", &last[..kept]))
    })
    .collect()
}

/// The path of an input as the output folder has it: it may climb out of its argument only through "..", which never gets
/// into a name.
fn inside(input: &Input, taken: &[&str], ending: &str) -> String {
    if input.path == "-" {
        return "stdin".to_owned();
    }
    let parts: Vec<&str> = input.path.split('/').filter(|part| *part != "..").collect();
    let inside = parts.join("/");
    let first = match parts.as_slice() {
        [one] => format!("{one}.{ending}"),
        [folder, ..] => (*folder).to_owned(),
        [] => String::new(),
    };
    // What the program itself writes has its own names.
    if taken.iter().any(|name| name.eq_ignore_ascii_case(&first)) { format!("~{inside}") } else { inside }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> Vec<String> {
        let input =
            |path: &&str| Input { file: PathBuf::from(path), path: (*path).to_owned(), origin: format!("x/{path}") };
        let found: Vec<Input> = paths.iter().map(input).collect();
        let made = names(&found, "json", &["run.json", "manifest.jsonl"]);
        made.into_iter().map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn names_that_would_meet_are_told_apart() {
        let names = named(&["a.txt", "A.txt", "b.txt", "Kế.txt", "Ke\u{302}\u{301}.txt"]);
        assert_eq!(names[2], "b.txt.json");
        assert_ne!(names[0].to_lowercase(), names[1].to_lowercase());
        assert!(names[0].starts_with("a.txt~") && names[3].contains('~') && names[4].contains('~'), "{names:?}");
    }

    #[test]
    fn a_file_stands_in_no_folders_place() {
        let names = named(&["a.txt", "a.txt.json/b.txt", "manifest.jsonl/c.txt"]);
        assert!(names[0].starts_with("a.txt~"), "{names:?}");
        assert_eq!(names[1..], ["a.txt.json/b.txt.json", "~manifest.jsonl/c.txt.json"]);
    }

    #[test]
    fn long_names_are_cut_at_a_letter() {
        let names = named(&[&format!("x/{}.txt", "ế".repeat(83))]);
        let last = names[0].strip_prefix("x/").expect("its folder");
        assert!(last.len() <= LONGEST && last.contains("ế~"), "{last}");
    }
}
