//! Shards: which part of a folder one of several processes or machines does.
//!
//! In: `I/N`. Out: whether a document is of that part. A document's shard hangs on its path alone, so that it stays where it
//! is when others come and go.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Part `index` of `of`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::cli) struct Shard {
    pub(in crate::cli) index: u32,
    pub(in crate::cli) of: u32,
}

impl Shard {
    /// Reads `I/N`.
    pub(in crate::cli) fn read(argument: &str) -> Result<Self, String> {
        let numbers = argument.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match numbers {
            Some((index, of)) if (1..=of).contains(&index) => Ok(Self { index, of }),
            _ => Err("1/4, 2/4, …, 4/4".to_owned()),
        }
    }

    /// Whether a document is of this part.
    pub(super) fn has(self, key: &[u8]) -> bool {
        let digest: [u8; 32] = Sha256::digest(key).into();
        let number = digest.iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.of) == u64::from(self.index - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_of_one_part() {
        assert_eq!(["0/2", "3/2", "1", "a/b", "1/0"].map(|bad| Shard::read(bad).is_err()), [true; 5]);
        let parts = [1, 2, 3].map(|index| Shard { index, of: 3 });
        for number in 0..100 {
            let key = format!("plan-{number}.txt");
            assert_eq!(parts.iter().filter(|part| part.has(key.as_bytes())).count(), 1);
        }
    }
}
