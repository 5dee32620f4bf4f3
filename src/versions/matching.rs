//! Matching: which unit of one version is which of the other.
//!
//! In: the units of both versions and their contents. Out: [`Pairs`], one to one, the same for the same records. From the
//! surest sign to the weakest: title and content, title and id, title alone, then titles and contents that are near, the
//! nearest first, for which one id is one sign more. A unit for which no sign is left came or went.

use rustc_hash::FxHashMap;

use super::content::{Content, shared};
use crate::record::Record;

/// Which unit of one version is which of the other.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    /// Of each unit of the old version, its place in the new one.
    pub(super) of_old: Vec<Option<usize>>,
    /// Of each unit of the new version, its place in the old one.
    pub(super) of_new: Vec<Option<usize>>,
}

/// A version: its record and the contents of its units.
type Version<'a> = (&'a Record, &'a [Content]);

/// Near enough to be one unit where the id is the same too.
const NEAR_OF_ID: f64 = 0.4;
/// Near enough to be one unit under another id.
const NEAR: f64 = 0.6;
/// What one id counts among units that are near.
const OF_ID: f64 = 0.1;
/// The most units that are looked at for one unit: those that share the rarest words of its title.
const CANDIDATES: usize = 40;
/// A word that more units have tells nothing about one of them.
const COMMON: usize = 200;

/// Pairs the units of two versions.
pub(super) fn pairs(old: (&Record, &Vec<Content>), new: (&Record, &Vec<Content>)) -> Pairs {
    let (old, new): (Version, Version) = ((old.0, old.1), (new.0, new.1));
    let mut pairs = Pairs { of_old: vec![None; old.1.len()], of_new: vec![None; new.1.len()] };
    let id = |version: Version<'_>, at: usize| version.0.units[at].id.clone();
    let title = |version: Version<'_>, at: usize| version.1[at].title.clone();
    let whole = |version: Version<'_>, at: usize| version.1[at].whole;
    let titled = |version: Version<'_>, at: usize| !version.1[at].title.is_empty();
    pairs.by(old, new, |v, at| Some((title(v, at), whole(v, at), id(v, at))));
    pairs.by(old, new, |v, at| titled(v, at).then(|| (title(v, at), whole(v, at))));
    pairs.by(old, new, |v, at| titled(v, at).then(|| (title(v, at), id(v, at))));
    pairs.by(old, new, |v, at| titled(v, at).then(|| title(v, at)));
    let same_id = same_id(old, new, &pairs);
    let mut candidates = of_near_titles(old, new, &pairs);
    candidates.extend((0..old.1.len()).filter_map(|at| Some((at, *same_id.get(&at)?))));
    candidates.sort_unstable();
    candidates.dedup();
    pairs.near(candidates, old, new, |a, b| same_id.get(&a) == Some(&b));
    pairs
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// Joins units with the same sign; where several have it, in order.
    fn by<K: std::hash::Hash + Eq>(&mut self, old: Version, new: Version, sign: impl Fn(Version, usize) -> Option<K>) {
        let mut waiting: FxHashMap<K, std::collections::VecDeque<usize>> = FxHashMap::default();
        for at in (0..new.1.len()).filter(|at| self.of_new[*at].is_none()) {
            if let Some(sign) = sign(new, at) {
                waiting.entry(sign).or_default().push_back(at);
            }
        }
        for at in 0..old.1.len() {
            if self.of_old[at].is_none()
                && let Some(to) = sign(old, at).and_then(|sign| waiting.get_mut(&sign)?.pop_front())
            {
                self.join(at, to);
            }
        }
    }

    /// Joins the nearest of these first, as long as they are near enough.
    fn near(
        &mut self,
        candidates: Vec<(usize, usize)>,
        old: Version,
        new: Version,
        is_same_id: impl Fn(usize, usize) -> bool,
    ) {
        let rarity = Rarity::new(old, new);
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for (a, b) in candidates {
            let (one, other) = (&old.1[a], &new.1[b]);
            let same_id = is_same_id(a, b);
            if likeness(one, other) >= if same_id { NEAR_OF_ID } else { NEAR } {
                // Who is nearest is told by what few units say: the village, not "số hóa".
                let titles = rarity.shared(&one.title_words, &other.title_words);
                let content = rarity.shared(&one.words, &other.words);
                scored.push((titles + content + if same_id { OF_ID } else { 0.0 }, a, b));
            }
        }
        // Among equals the one that moved least, then the first.
        scored.sort_by(|x, y| {
            let place = |s: &(f64, usize, usize)| (s.1.abs_diff(s.2), s.1, s.2);
            y.0.total_cmp(&x.0).then_with(|| place(x).cmp(&place(y)))
        });
        for (_, a, b) in scored {
            if self.of_old[a].is_none() && self.of_new[b].is_none() {
                self.join(a, b);
            }
        }
    }
}

/// How many units of both versions have each word.
struct Rarity(FxHashMap<u64, f64>);

impl Rarity {
    fn new(old: Version, new: Version) -> Self {
        let mut counts: FxHashMap<u64, f64> = FxHashMap::default();
        for word in old.1.iter().chain(new.1).flat_map(|content| &content.words) {
            *counts.entry(*word).or_default() += 1.0;
        }
        Self(counts)
    }

    /// The share of words in common, those of few units counting most.
    fn shared(&self, a: &[u64], b: &[u64]) -> f64 {
        let weight = |word: &u64| 1.0 / (1.0 + self.0.get(word).copied().unwrap_or(1.0).ln());
        let all = |words: &[u64]| words.iter().map(weight).sum::<f64>();
        let both: f64 = a.iter().filter(|word| b.binary_search(word).is_ok()).map(weight).sum();
        2.0 * both / (all(a) + all(b)).max(f64::MIN_POSITIVE)
    }
}

/// How like two units are, from 0 to 1: by their titles, or, where one was retitled, by all that they say.
fn likeness(a: &Content, b: &Content) -> f64 {
    let words = shared(&a.title_words, &b.title_words);
    // Letters tell what words do not: a title of which half was mended letter by letter. Only where it can matter.
    let titles =
        if (0.3..NEAR).contains(&words) { words.max(strsim::sorensen_dice(&a.title, &b.title)) } else { words };
    let content = shared(&a.words, &b.words);
    // Short plans repeat their wording, so that content alone has to be very near.
    (0.7 * titles + 0.3 * content).max(if content >= 0.75 { content } else { 0.0 })
}

/// Units that are left with one id: the old one, the new one.
fn same_id(old: Version, new: Version, pairs: &Pairs) -> FxHashMap<usize, usize> {
    let left = |list: &[Option<usize>]| (0..list.len()).filter(|at| list[*at].is_none()).collect::<Vec<_>>();
    let of_id: FxHashMap<&str, usize> =
        left(&pairs.of_new).into_iter().map(|at| (new.0.units[at].id.as_str(), at)).collect();
    let with = |at: usize| Some((at, *of_id.get(old.0.units[at].id.as_str())?));
    left(&pairs.of_old).into_iter().filter_map(with).collect()
}

/// Units that are left and share words of their titles; of those whose titles share none, the ones that share words at all.
fn of_near_titles(old: Version, new: Version, pairs: &Pairs) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for words in [|c: &Content| c.title_words.clone(), |c: &Content| c.words.clone()] {
        let mut with: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for at in (0..new.1.len()).filter(|at| pairs.of_new[*at].is_none()) {
            for word in words(&new.1[at]) {
                with.entry(word).or_default().push(at);
            }
        }
        for at in (0..old.1.len()).filter(|at| pairs.of_old[*at].is_none()) {
            let mut shares: FxHashMap<usize, f64> = FxHashMap::default();
            for word in words(&old.1[at]) {
                let units = with.get(&word).map_or(&[][..], Vec::as_slice);
                if units.len() <= COMMON {
                    for unit in units {
                        *shares.entry(*unit).or_default() += 1.0 / units.len() as f64;
                    }
                }
            }
            let mut found: Vec<(usize, f64)> = shares.into_iter().collect();
            found.sort_by(|x, y| {
                y.1.total_cmp(&x.1).then_with(|| (x.0.abs_diff(at), x.0).cmp(&(y.0.abs_diff(at), y.0)))
            });
            out.extend(found.into_iter().take(CANDIDATES).map(|(unit, _)| (at, unit)));
        }
    }
    out
}
