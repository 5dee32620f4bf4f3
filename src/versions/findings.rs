//! Findings: which finding of one version is still there in the other.
//!
//! In: the findings of two records, and which unit is which. Out: [`FindingChanges`]. A fingerprint names units by their
//! numbers; so a finding is recognised by its rule, its units wherever they stand now, and the words that it quotes. The
//! surest signs come first: fingerprint and units; all quoted words; one of them; rule and units alone.

use std::collections::VecDeque;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::changes::{FindingChanges, StayedFinding};
use super::matching::Pairs;
use super::meaning::Sense;
use crate::record::{Finding, Record};

/// A finding and what it is recognised by.
struct Sign<'a> {
    finding: &'a Finding,
    /// Its units by their places in the new version; one that is gone has none there, and a place of its own.
    units: Vec<(bool, usize)>,
    quotes: Vec<String>,
}

/// Compares the findings of two versions.
pub(super) fn changes(records: (&Record, &Record), senses: (&Sense, &Sense), pairs: &Pairs) -> FindingChanges {
    let old = signs(records.0, senses.0, |at| pairs.of_old[at].map_or((false, at), |new| (true, new)));
    let new = signs(records.1, senses.1, |at| (true, at));
    let mut found: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    join(&old, &new, &mut found, &mut taken, |s| vec![(s.finding.id.clone(), s.units.clone())]);
    join(&old, &new, &mut found, &mut taken, |s| vec![(s.finding.rule, s.units.clone(), s.quotes.clone())]);
    // One quoted place and, where it speaks of units, one unit.
    join(&old, &new, &mut found, &mut taken, |s| {
        let units = if s.units.is_empty() { vec![None] } else { s.units.iter().copied().map(Some).collect() };
        let quotes = s.quotes.iter().filter(|quote| !quote.is_empty());
        quotes.flat_map(|q| units.iter().map(move |u| (s.finding.rule, *u, q.clone()))).collect()
    });
    join(&old, &new, &mut found, &mut taken, |s| {
        if s.units.is_empty() { Vec::new() } else { vec![(s.finding.rule, s.units.clone())] }
    });
    let mut out = FindingChanges::default();
    for (sign, to) in old.iter().zip(found) {
        match to.map(|at| &new[at]) {
            Some(to) => {
                let same = sign.quotes == to.quotes && sign.units == to.units;
                out.stayed.push(StayedFinding { same, old: sign.finding.clone(), new: to.finding.clone() });
            }
            None => out.went.push(sign.finding.clone()),
        }
    }
    let came = new.iter().zip(taken).filter(|(_, taken)| !taken);
    out.came = came.map(|(sign, _)| sign.finding.clone()).collect();
    out
}

fn signs<'a>(record: &'a Record, sense: &Sense, place: impl Fn(usize) -> (bool, usize)) -> Vec<Sign<'a>> {
    let of_id: FxHashMap<&str, usize> = record.units.iter().enumerate().map(|(at, u)| (u.id.as_str(), at)).collect();
    let sign = |finding: &'a Finding| {
        let mut units: Vec<(bool, usize)> =
            finding.unit_ids.iter().filter_map(|id| of_id.get(id.as_str())).map(|at| place(*at)).collect();
        units.sort_unstable();
        let quotes = finding.evidence.iter().map(|evidence| sense.key(&evidence.quote)).collect();
        Sign { finding, units, quotes }
    };
    record.findings.iter().map(sign).collect()
}

/// Joins findings that share a key, in order.
fn join<'a, K: Hash + Eq>(
    old: &[Sign<'a>],
    new: &[Sign<'a>],
    found: &mut [Option<usize>],
    taken: &mut [bool],
    keys: impl Fn(&Sign<'a>) -> Vec<K>,
) {
    let mut waiting: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
    for (at, sign) in new.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        for key in keys(sign) {
            waiting.entry(key).or_default().push_back(at);
        }
    }
    for (at, sign) in old.iter().enumerate() {
        if found[at].is_some() {
            continue;
        }
        for key in keys(sign) {
            let Some(list) = waiting.get_mut(&key) else { continue };
            while list.front().is_some_and(|to| taken[*to]) {
                list.pop_front();
            }
            if let Some(to) = list.pop_front() {
                taken[to] = true;
                found[at] = Some(to);
                break;
            }
        }
    }
}
