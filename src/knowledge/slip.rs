//! Slips: whether two words can be one letter apart, or begin alike, told without comparing them letter by letter.
//!
//! In: texts. Out: an [`Outline`], and [`Initials`]. They never say that two texts are near, only that they cannot be.

/// Length and letters of a text, the letters as a set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outline {
    length: usize,
    letters: u64,
}

impl Outline {
    /// The outline of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        text.chars().fold(Self::default(), |all, c| Self {
            length: all.length + 1,
            letters: all.letters | 1 << (u32::from(c) % 64),
        })
    }

    /// In characters.
    #[must_use]
    pub fn length(self) -> usize {
        self.length
    }

    /// Whether the texts may differ by one letter more, less or other, or by two that changed places: by one letter that
    /// only this text has, and one that only the other has, at most.
    #[must_use]
    pub fn may_be_one_off(self, other: Self) -> bool {
        self.length.abs_diff(other.length) <= 1 && (self.letters ^ other.letters).count_ones() <= 2
    }
}

/// The first letters of several texts, as a set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Initials(u64);

impl Initials {
    /// Adds the first letter of a text.
    pub fn add(&mut self, text: &str) {
        self.0 |= Self::bit(text);
    }

    /// Whether one of the texts may begin as this one does.
    #[must_use]
    pub fn may_begin(self, text: &str) -> bool {
        self.0 & Self::bit(text) != 0
    }

    fn bit(text: &str) -> u64 {
        text.chars().next().map_or(0, |c| 1 << (u32::from(c) % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_slip_is_missed() {
        let word = Outline::of("lực lượng triển khai");
        for slip in ["lực lượng triễn khai", "lực lượng triển kai", "lực lượng triển khaii", "lực lượng trinể khai"]
        {
            assert!(word.may_be_one_off(Outline::of(slip)), "{slip}");
        }
        assert!(!word.may_be_one_off(Outline::of("lực lượng tham gia")));
    }
}
