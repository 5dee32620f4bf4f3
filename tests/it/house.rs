//! The shape of the code: who may use whom, what every file opens with, what the papers name.

use std::path::{Path, PathBuf};

use crate::root;

/// Modules in the order of use: each uses only those before it.
const ORDER: &[&str] = &[
    "span",
    "scan",
    "ordinal",
    "record",
    "knowledge",
    "ingest",
    "normalise",
    "repair",
    "health",
    "segment",
    "resolve",
    "reconcile",
    "extract",
    "rules",
    "settings",
    "versions",
    "emit",
    "cli",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn all_sources() -> Vec<PathBuf> {
    let mut out = Vec::new();
    sources(&root().join("src"), &mut out);
    out.sort();
    out
}

fn module(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).expect("in src");
    let first = inside.components().next().expect("a part").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_use_only_those_before_them() {
    for file in all_sources() {
        let user = module(&file);
        let Some(place) = ORDER.iter().position(|m| *m == user) else { continue };
        let code = std::fs::read_to_string(&file).expect("source");
        // Tests may use everything.
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for used in code.match_indices("crate::").map(|(at, _)| &code[at + 7..]) {
            // A grouped import names several.
            let grouped = used.strip_prefix('{').map(|list| list.split('}').next().unwrap_or_default());
            for name in grouped
                .into_iter()
                .flat_map(|list| list.split(','))
                .map(|n| n.trim().split("::").next().unwrap_or_default())
            {
                if let Some(of) = ORDER.iter().position(|m| *m == name) {
                    assert!(of <= place, "{} uses {name}, which stands after {user}", file.display());
                }
            }
            let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(of) = ORDER.iter().position(|m| *m == name) {
                assert!(of <= place, "{} uses {name}, which stands after {user}", file.display());
            }
        }
    }
}

#[test]
fn only_the_command_line_touches_files_and_prints() {
    for file in all_sources().into_iter().filter(|f| module(f) != "cli" && module(f) != "main") {
        let code = std::fs::read_to_string(&file).expect("source");
        for word in ["std::fs", "std::env", "println!", "eprintln!", "std::time", "std::thread"] {
            assert!(!code.contains(word), "{}: {word}", file.display());
        }
    }
}

#[test]
fn every_file_opens_with_its_purpose() {
    for file in all_sources() {
        let code = std::fs::read_to_string(&file).expect("source");
        assert!(code.starts_with("//!"), "{}", file.display());
    }
}

#[test]
fn code_names_no_province() {
    let provinces = std::fs::read_to_string(root().join("src/knowledge/provinces.tsv")).expect("provinces.tsv");
    let names: Vec<&str> =
        provinces.lines().skip(1).filter_map(|l| l.split('\t').next()).filter(|n| n.contains(' ')).collect();
    assert!(names.len() > 50);
    for file in all_sources() {
        let code = std::fs::read_to_string(&file).expect("source");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let spoken: String = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for name in &names {
            assert!(!spoken.contains(name), "{} names {name}", file.display());
        }
    }
}

#[test]
fn every_path_that_the_readme_names_exists() {
    for readme in ["README.md", "README.vi.md"] {
        let text = std::fs::read_to_string(root().join(readme)).expect("readme");
        for word in text.split(|c: char| c.is_whitespace() || "`()[],;".contains(c)) {
            let named =
                ["src/", "corpus/", "schemas/", "tests/", "fixtures/", "benches/"].iter().any(|p| word.starts_with(p));
            if named && !word.contains(['<', '*', '…']) {
                assert!(root().join(word.trim_end_matches(['.', ':'])).exists(), "{readme} names {word}");
            }
        }
    }
}

#[test]
fn the_readme_tells_the_limits_as_they_are() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("readme");
    let limits = rasoat::ingest::Limits::default();
    for (name, ..) in rasoat::ingest::LIMIT_NAMES {
        let row = format!("| `{name}` | {} |", limits.get(name).expect("a limit"));
        assert!(readme.contains(&row), "{row}");
    }
}
