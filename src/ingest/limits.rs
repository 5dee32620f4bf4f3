//! Limits: how much of a file is read, so that one odd file takes neither all memory nor all day.
//!
//! In: nothing. Out: [`Limits`], with defaults far above any plan. A file beyond `bytes` or `inflated` gives an error; one
//! beyond another limit gives what lies below it, as a partial record that names the limit. Never a silent cut.

/// What a file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of a file, in bytes.
    pub bytes: usize,
    /// Size of everything that is unpacked from it, in bytes.
    pub inflated: usize,
    /// Pages that are read.
    pub pages: usize,
    /// Tables, boxes and other things inside one another.
    pub depth: usize,
    /// Characters, lines and pictures of one page.
    pub marks: usize,
    /// Seconds; looked at between the parts of a file, so that what is finished is kept.
    pub seconds: u64,
    /// Seconds for the recognition of the picture of one page, which the time for the file does not count.
    pub page_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            inflated: 512 << 20,
            pages: 2_000,
            depth: 64,
            marks: 400_000,
            seconds: 60,
            page_seconds: 60,
        }
    }
}

/// Name, meaning in Vietnamese and in English, of every limit, in the order in which help tells them.
pub const NAMES: &[(&str, &str, &str)] = &[
    ("bytes", "dung lượng tệp, byte", "size of a file, in bytes"),
    ("inflated", "dung lượng sau khi giải nén, byte", "size after unpacking, in bytes"),
    ("pages", "số trang được đọc", "pages that are read"),
    ("depth", "số lớp bảng, khung lồng nhau", "tables and boxes inside one another"),
    ("marks", "số ký tự, đường kẻ, hình của một trang", "characters, lines and pictures of a page"),
    ("seconds", "thời gian đọc một tệp, giây", "time for one file, in seconds"),
    (
        "page-seconds",
        "thời gian nhận dạng chữ của một trang quét, giây",
        "time to read the picture of one page, in seconds",
    ),
];

/// The kinds of error of files beyond a limit, in the order of [`NAMES`].
pub(super) const KINDS: [&str; 7] = [
    "limit-bytes",
    "limit-inflated",
    "limit-pages",
    "limit-depth",
    "limit-marks",
    "limit-seconds",
    "limit-page-seconds",
];

impl Limits {
    /// Sets the limit of this name; false where there is none.
    #[must_use = "an unknown name sets nothing"]
    pub fn set(&mut self, name: &str, value: u64) -> bool {
        let size = usize::try_from(value).unwrap_or(usize::MAX);
        match name {
            "bytes" => self.bytes = size,
            "inflated" => self.inflated = size,
            "pages" => self.pages = size,
            "depth" => self.depth = size,
            "marks" => self.marks = size,
            "seconds" => self.seconds = value,
            "page-seconds" => self.page_seconds = value,
            _ => return false,
        }
        true
    }

    /// The value of the limit of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<u64> {
        let size = match name {
            "bytes" => self.bytes,
            "inflated" => self.inflated,
            "pages" => self.pages,
            "depth" => self.depth,
            "marks" => self.marks,
            "seconds" => return Some(self.seconds),
            "page-seconds" => return Some(self.page_seconds),
            _ => return None,
        };
        Some(size as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_can_be_set_and_read() {
        let mut limits = Limits::default();
        for (at, (name, ..)) in NAMES.iter().enumerate() {
            assert!(limits.get(name).is_some_and(|v| v > 10), "{name}");
            assert!(limits.set(name, at as u64), "{name}");
        }
        for (at, (name, ..)) in NAMES.iter().enumerate() {
            assert_eq!(limits.get(name), Some(at as u64));
        }
        let kinds: Vec<String> = NAMES.iter().map(|(name, ..)| format!("limit-{name}")).collect();
        assert_eq!(kinds, KINDS);
        assert!(!limits.set("colour", 1) && limits.get("colour").is_none());
    }
}
