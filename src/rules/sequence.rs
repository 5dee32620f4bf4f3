//! Sequences: where a run of numbers or letters skips, repeats or strays.
//!
//! In: the values of a run, in reading order. Out: [`Fault`]s. A run that begins again at 1 is a new one; a run is never
//! held to begin at 1. Which rule speaks of which fault is the rules' affair.

use crate::record::Series;

/// A fault of a run; `at` is the index of the value where it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// Values from `from` to `to` are missing before `at`.
    Missing { at: usize, from: u64, to: u64 },
    /// The value at `at` stands at `first` already.
    Repeated { first: usize, at: usize },
    /// One value is out of place: its neighbours go on as if it were `due`.
    Stray { at: usize, due: u64 },
}

/// From this many missing numbers on a jump at the end of a run is a wrong number rather than a gap.
pub(super) const FAR: u64 = 3;

/// The faults of a run. `skips` says that a step between two neighbours is the custom of the document.
pub(super) fn faults(values: &[Option<u64>], skips: impl Fn(u64, u64) -> bool) -> Vec<Fault> {
    let mut out = Vec::new();
    // Where the present run begins, and its values so far.
    let mut begin = 0;
    let mut at = 1;
    while at < values.len() {
        let (Some(before), Some(now)) = (values[at - 1], values[at]) else {
            begin = at;
            at += 1;
            continue;
        };
        let next = values.get(at + 1).copied().flatten();
        if now == before + 1 || skips(before, now) {
            at += 1;
            continue;
        }
        if now == 1 && !(before == 1 && begin == at - 1 && next == Some(2)) {
            begin = at;
            at += 1;
            continue;
        }
        if now == before {
            out.push(Fault::Repeated { first: at - 1, at });
            at += 1;
            continue;
        }
        if next == Some(before + 2) && now != before + 2 {
            let earlier = (begin..at).find(|i| values[*i] == Some(now));
            out.push(match earlier {
                Some(first) => Fault::Repeated { first, at },
                None => Fault::Stray { at, due: before + 1 },
            });
            at += 2;
            continue;
        }
        if now > before {
            out.push(Fault::Missing { at, from: before + 1, to: now - 1 });
        } else {
            begin = at;
        }
        at += 1;
    }
    out
}

/// [`faults`] of a run whose members stand in groups: where a group begins again at 1, a new run begins.
pub(super) fn in_groups(values: &[Option<u64>], groups: &[Option<usize>]) -> Vec<Fault> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..=values.len() {
        let begins = at == values.len() || (groups[at] != groups[at - 1] && values[at] == Some(1));
        if !begins {
            continue;
        }
        out.extend(faults(&values[start..at], |_, _| false).into_iter().map(|f| match f {
            Fault::Missing { at, from, to } => Fault::Missing { at: at + start, from, to },
            Fault::Repeated { first, at } => Fault::Repeated { first: first + start, at: at + start },
            Fault::Stray { at, due } => Fault::Stray { at: at + start, due },
        }));
        start = at;
    }
    out
}

/// The faults of a printed series. Lists that go from d to e do so everywhere in a document, or nowhere; capital letters
/// follow the Latin alphabet as often as the Vietnamese one.
pub(super) fn of_series(series: &Series, uses_dd: bool) -> Vec<Fault> {
    let values: Vec<Option<u64>> = series.ordinals.iter().map(|o| o.value).collect();
    // Between d (4) and e (6) stands đ (5).
    let custom = |before: u64, now: u64| match series.scheme {
        "letter" => before == 4 && now == 6 && !uses_dd,
        "upper" => now == before + 2,
        _ => false,
    };
    let mut out = faults(&values, custom);
    // "2.1" twice under one heading is no new list, however short the run.
    for at in 1..series.ordinals.len() {
        let (one, two) = (&series.ordinals[at - 1], &series.ordinals[at]);
        let told = out.iter().any(|f| matches!(f, Fault::Repeated { at: a, .. } if *a == at));
        if one.label == two.label && one.label.contains('.') && !told {
            out.push(Fault::Repeated { first: at - 1, at });
        }
    }
    out
}

/// Whether any list of lettered lines has a đ.
pub(super) fn uses_dd(numbering: &[Series]) -> bool {
    numbering.iter().filter(|s| s.scheme == "letter").any(|s| s.ordinals.iter().any(|o| o.label == "đ"))
}

/// The label of a value in the scheme of a series, as it would be printed.
pub(super) fn label(scheme: &str, value: u64, like: &str) -> String {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    let letter = || usize::try_from(value).ok().and_then(|v| LETTERS.chars().nth(v.saturating_sub(1)));
    match scheme {
        "letter" => letter().map_or_else(String::new, String::from),
        "upper" => letter().map_or_else(String::new, |c| c.to_uppercase().collect()),
        "roman" => roman(value),
        _ => {
            // "2.3" goes on as "2.4", "Phần II" as "Phần III".
            let stem = like.rfind(['.', ' ']).map_or("", |at| &like[..=at]);
            let last = &like[stem.len()..];
            let arabic = last.chars().all(|c| c.is_ascii_digit());
            format!("{stem}{}", if arabic { value.to_string() } else { roman(value) })
        }
    }
}

fn roman(value: u64) -> String {
    let table = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut out) = (value.min(89), String::new());
    for (worth, sign) in table {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[u64], expect: &[Fault]) {
        let values: Vec<Option<u64>> = values.iter().map(|v| Some(*v)).collect();
        assert_eq!(faults(&values, |_, _| false), expect, "{values:?}");
    }

    #[test]
    fn sound_runs_have_none() {
        check(&[1, 2, 3], &[]);
        check(&[1, 2, 1, 2, 3], &[]);
        check(&[3, 4, 5], &[]);
        check(&[1, 1, 1], &[]);
        check(&[1, 2, 3, 2, 3], &[]);
    }

    #[test]
    fn faults_are_told_apart() {
        check(&[1, 2, 4], &[Fault::Missing { at: 2, from: 3, to: 3 }]);
        check(&[1, 2, 3, 4, 4], &[Fault::Repeated { first: 3, at: 4 }]);
        check(&[1, 2, 3, 3, 4], &[Fault::Repeated { first: 2, at: 3 }]);
        check(&[1, 1, 2, 3], &[Fault::Repeated { first: 0, at: 1 }]);
        check(&[1, 2, 7, 4, 5], &[Fault::Stray { at: 2, due: 3 }]);
        check(&[1, 2, 3, 2, 5], &[Fault::Repeated { first: 1, at: 3 }]);
    }

    #[test]
    fn labels_go_on_in_their_scheme() {
        assert_eq!(label("letter", 5, "d"), "đ");
        assert_eq!(label("roman", 3, "II"), "III");
        assert_eq!(label("decimal", 4, "2.3"), "2.4");
        assert_eq!(label("part", 2, "Phần I"), "Phần II");
    }
}
