//! Roles: who leads, coordinates, directs, advises, carries out, in sentences and under labels.
//!
//! In: paragraphs of a field. Out: [`Said`], what each sentence says of each organisation, and [`settle`], which brings the
//! sentences of a whole unit together. A sentence is read from left to right: a list of organisations is a subject where a
//! clause opens, an object behind a verb or a preposition, and nothing inside a condition. What the grammar does not decide
//! is kept as both readings. Domain: the grammar of assignment of the project's papers.

mod items;
mod look;
mod say;
mod sentence;

use crate::knowledge::fold::key;
use crate::normalise::Text;
use crate::record::{Assignment, Basis, Organization, Role};
use crate::resolve::Glossary;
use crate::resolve::names::{Mention, mentions};
use crate::span::{Bytes, trim};

use sentence::{Carried, Sentence};

/// What a sentence says of one organisation.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) role: Role,
    pub(crate) requested: bool,
    pub(crate) basis: Basis,
    /// Stands first in "A phối hợp với B …": leads where nobody is said to.
    pub(crate) first_of_two: bool,
    /// The sentence has no subject of its own and goes on with the one before.
    pub(crate) carried: bool,
    pub(crate) mention: Mention,
    pub(crate) name: String,
    pub(crate) task: Option<Bytes>,
    pub(crate) sentence: Bytes,
}

/// The sentences of a paragraph.
pub(crate) fn sentences(text: &Text, range: &Bytes) -> Vec<Bytes> {
    let words = text.slice(range);
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in words.char_indices() {
        let after = &words[at + c.len_utf8()..];
        let ends = matches!(c, '.' | '!' | '?')
            && after.starts_with(' ')
            && after.trim_start().starts_with(|n: char| n.is_uppercase() || n == '“');
        // "TP. Hồ Chí Minh", "P. KH-TC": an abbreviation ends no sentence.
        let abbreviated = |word: &str| word.chars().count() <= 2 && word.chars().all(char::is_uppercase);
        if ends && !abbreviated(words[..at].rsplit([' ', '(']).next().unwrap_or("")) {
            out.push(range.start + start..range.start + at + 1);
            start = at + 1;
        }
    }
    out.push(range.start + start..range.end);
    out.into_iter().map(|r| trim(&text.text, r)).filter(|r| !r.is_empty()).collect()
}

/// Reads the paragraphs of a field. `label` is the role of a bare list under the field's label.
pub(crate) fn read(text: &Text, paragraphs: &[Bytes], label: Option<Role>, glossary: &Glossary) -> Vec<Said> {
    let mut out = Vec::new();
    let mut carried: Carried = None;
    for (at, sentence) in paragraphs.iter().flat_map(|p| sentences(text, p)).enumerate() {
        let reader = Sentence::new(text, sentence, glossary, label.is_some());
        carried = reader.read(label.map(|role| (role, at == 0)), carried, &mut out);
    }
    out
}

/// Reads the sentences of a paragraph, the first under the title that names its subject where there is one.
pub(crate) fn read_under(
    text: &Text,
    paragraph: &Bytes,
    subject: Option<(Mention, String)>,
    glossary: &Glossary,
) -> Vec<(Bytes, Vec<Said>)> {
    let mut carried: Carried = subject.map(|s| (vec![s], false));
    sentences(text, paragraph)
        .into_iter()
        .map(|sentence| {
            let mut out = Vec::new();
            let mut reader = Sentence::new(text, sentence.clone(), glossary, false);
            reader.under_title = carried.is_some();
            reader.duties = true;
            carried = reader.read(None, carried.take(), &mut out);
            (sentence, out)
        })
        .collect()
}

/// Reads the paragraphs of a task that stands under the name of whoever does it: sentences without a subject are theirs,
/// and where nothing else is said of them they carry it out.
pub(crate) fn read_for(text: &Text, agency: &Bytes, paragraphs: &[Bytes], glossary: &Glossary) -> Vec<Said> {
    let owners = mentions(text, agency.clone(), glossary);
    let subject: Vec<(Mention, String)> = owners.into_iter().map(|m| (m.clone(), m.name(text, glossary))).collect();
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let mut carried: Carried = (!subject.is_empty()).then(|| (subject.clone(), false));
        for sentence in sentences(text, paragraph) {
            let mut reader = Sentence::new(text, sentence, glossary, false);
            reader.under_title = carried.is_some();
            carried = reader.read(None, carried.take(), &mut out);
        }
    }
    let sentence = paragraphs.first().cloned().unwrap_or_else(|| agency.clone());
    for (mention, name) in subject {
        let own = key(&name);
        if !out.iter().any(|s| s.name == name || key(&s.name) == own) {
            out.push(Said {
                role: Role::Implement,
                requested: false,
                basis: Basis::Implied,
                first_of_two: false,
                carried: true,
                mention,
                name,
                task: None,
                sentence: sentence.clone(),
            });
        }
    }
    out
}

/// Brings the sentences of a unit together: who leads where nobody is said to, and each body once a role.
pub(crate) fn settle(text: &Text, said: &[Said], glossary: &Glossary) -> Vec<Assignment> {
    let names = Names::of(said);
    let said: Vec<(&Said, usize)> = said.iter().zip(names.numbers).collect();
    let leads: Vec<usize> =
        said.iter().filter(|(s, _)| s.role == Role::Lead && !s.requested).map(|(_, name)| *name).collect();
    let mut out: Vec<(&Said, usize, Role, Basis)> = Vec::new();
    for (s, name) in said {
        let implied = leads.is_empty() && !s.requested;
        match s.role {
            // The lead that goes on in a sentence without subject stays the lead.
            Role::Coordinate if s.first_of_two && s.carried && leads.contains(&name) => {}
            Role::Coordinate if s.first_of_two && implied => out.push((s, name, Role::Lead, Basis::Implied)),
            Role::Direct | Role::Advise if implied => {
                out.push((s, name, s.role, s.basis));
                out.push((s, name, Role::Lead, Basis::Implied));
            }
            _ => out.push((s, name, s.role, s.basis)),
        }
    }
    if !out.iter().any(|(s, _, role, _)| *role == Role::Lead && !s.requested) {
        // The only ones who are told to do it lead it.
        let told = out.iter().filter(|(s, _, role, _)| *role == Role::Implement && !s.requested);
        let executors: Vec<(&Said, usize)> = told.map(|(s, name, ..)| (*s, *name)).collect();
        if let Some((first, _)) = executors.first()
            && executors.iter().all(|(s, _)| s.sentence == first.sentence)
        {
            out.extend(executors.into_iter().map(|(s, name)| (s, name, Role::Lead, Basis::Implied)));
        }
    }
    let mut seen: Vec<(Role, bool, usize)> = Vec::new();
    let mut assignments = Vec::new();
    for (s, name, role, basis) in out {
        let known = (role, s.requested, name);
        if seen.contains(&known) {
            continue;
        }
        seen.push(known);
        assignments.push(Assignment {
            role,
            requested: s.requested,
            basis,
            organization: organization(text, &s.mention, s.name.clone(), glossary),
            task: s.task.as_ref().map(|t| text.slice(t).to_owned()),
            span: text.span(s.sentence.clone()),
        });
    }
    assignments
}

/// The names of what is said: one number for each that differs in more than marks.
struct Names {
    keys: Vec<String>,
    /// In the order of what is said.
    numbers: Vec<usize>,
}

impl Names {
    fn of(said: &[Said]) -> Self {
        let mut out = Self { keys: Vec::new(), numbers: Vec::with_capacity(said.len()) };
        for (at, s) in said.iter().enumerate() {
            let again = said[..at].iter().position(|before| before.name == s.name);
            let number = match again {
                Some(before) => out.numbers[before],
                None => out.number(key(&s.name)),
            };
            out.numbers.push(number);
        }
        out
    }

    fn number(&mut self, key: String) -> usize {
        let known = self.keys.iter().position(|k| *k == key);
        known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        })
    }
}

/// The record's form of a mention.
pub(crate) fn organization(text: &Text, mention: &Mention, name: String, glossary: &Glossary) -> Organization {
    let raw = text.slice(&mention.range).to_owned();
    let expansions = glossary.expansions(&raw);
    Organization { raw, name, org_id: None, expansions, span: text.span(mention.range.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest, normalise};

    /// Roles of one unit's paragraphs as "role name", requested ones with `?`, implied ones with `~`.
    fn roles(paragraphs: &str, label: Option<Role>) -> Vec<String> {
        let text = normalise::normalise(&ingest::read(paragraphs.as_bytes(), "a.txt").expect("readable"));
        let ranges: Vec<Bytes> = text.blocks.iter().map(|b| b.range.clone()).collect();
        let said = read(&text, &ranges, label, &Glossary::default());
        let mut out: Vec<String> = settle(&text, &said, &Glossary::default())
            .into_iter()
            .filter(|a| matches!(a.role, Role::Lead | Role::Coordinate | Role::Direct | Role::Advise))
            .map(|a| {
                let mark = if a.requested {
                    "?"
                } else if a.basis == Basis::Implied {
                    "~"
                } else {
                    ""
                };
                format!("{}{mark} {}", format!("{:?}", a.role).to_lowercase(), a.organization.name)
            })
            .collect();
        out.sort();
        out
    }

    #[track_caller]
    fn check(paragraphs: &str, expect: &[&str]) {
        let mut expect: Vec<&str> = expect.to_vec();
        expect.sort_unstable();
        assert_eq!(roles(paragraphs, None), expect, "{paragraphs}");
    }

    #[test]
    fn lead_and_objects() {
        check(
            "Sở Y tế chủ trì, phối hợp với Công an tỉnh, Sở Nội vụ triển khai thực hiện.",
            &["lead Sở Y tế", "coordinate Công an tỉnh", "coordinate Sở Nội vụ"],
        );
        check("Sở Y tế chủ trì phối hợp Công an tỉnh triển khai.", &["lead Sở Y tế", "coordinate Công an tỉnh"]);
        check("Sở Y tế chủ trì trong việc khám bệnh.", &["lead Sở Y tế"]);
        check(
            "Sở Y tế chủ trì, phối hợp với: Văn phòng Sở, Công an tỉnh triển khai.",
            &["lead Sở Y tế", "coordinate Văn phòng Sở", "coordinate Công an tỉnh"],
        );
        check(
            "Sở Y tế – Cơ quan thường trực chủ trì, phối hợp với Công an tỉnh.",
            &["lead Sở Y tế", "coordinate Công an tỉnh"],
        );
        check(
            "Đơn vị chủ trì là Sở Y tế; đơn vị phối hợp là Công an tỉnh, Sở Nội vụ.",
            &["lead Sở Y tế", "coordinate Công an tỉnh", "coordinate Sở Nội vụ"],
        );
        check(
            "Sở Y tế là cơ quan chủ trì, phối hợp với các Sở: Tài chính, Nội vụ và UBND cấp huyện.",
            &[
                "lead Sở Y tế",
                "coordinate Sở Tài chính",
                "coordinate Sở Nội vụ",
                "coordinate Ủy ban nhân dân cấp huyện",
            ],
        );
        check(
            "Sở Y tế chủ trì; Công an tỉnh, Sở Nội vụ phối hợp cung cấp dữ liệu.",
            &["lead Sở Y tế", "coordinate Công an tỉnh", "coordinate Sở Nội vụ"],
        );
        check("Giao Công an tỉnh là đầu mối tổng hợp.", &["lead Công an tỉnh"]);
        check(
            "Phòng Y tế, các cơ sở khám chữa bệnh, giao Công an thành phố chủ trì tổ chức triển khai.",
            &["lead Công an thành phố"],
        );
    }

    #[test]
    fn leading_without_the_word() {
        check(
            "Sở Tư pháp phối hợp với UBND cấp huyện triển khai tổ chức thực hiện.",
            &["lead~ Sở Tư pháp", "coordinate Ủy ban nhân dân cấp huyện"],
        );
        check(
            "Công an tỉnh chỉ đạo Công an cấp xã phối hợp với Đoàn Thanh niên tổ chức thực hiện.",
            &["lead~ Công an tỉnh", "direct Công an tỉnh", "coordinate Đoàn Thanh niên"],
        );
        check(
            "Phòng Tài chính - Kế hoạch tham mưu UBND thành phố bố trí kinh phí.",
            &["lead~ Phòng Tài chính - Kế hoạch", "advise Phòng Tài chính - Kế hoạch"],
        );
        check(
            "Công an tỉnh phối hợp Sở Y tế chủ trì thực hiện.",
            &["lead~ Công an tỉnh", "lead~ Sở Y tế", "coordinate~ Công an tỉnh", "coordinate~ Sở Y tế"],
        );
        check("Các sở, ngành, địa phương tiến hành thu thập dữ liệu.", &["lead~ Các sở, ngành, địa phương"]);
        check("Phòng Y tế, Phòng Nội vụ phối hợp triển khai.", &["coordinate Phòng Y tế", "coordinate Phòng Nội vụ"]);
    }

    #[test]
    fn where_somebody_leads_the_others_have_their_own_role() {
        check(
            "Công an tỉnh phối hợp với Cục Cảnh sát giao thông - Bộ Công an: xây dựng giải pháp.\nSở Xây dựng chủ trì, phối hợp với Sở Công Thương; Sở Văn hóa, Thể thao và Du lịch, các đơn vị có liên quan tổ chức thực hiện.",
            &[
                "lead Sở Xây dựng",
                "coordinate Công an tỉnh",
                "coordinate Cục Cảnh sát giao thông - Bộ Công an",
                "coordinate Sở Công Thương",
                "coordinate Sở Văn hóa, Thể thao và Du lịch",
                "coordinate các đơn vị có liên quan",
            ],
        );
        check(
            "Công an tỉnh chủ trì cấp tài khoản.\nNgân hàng Nhà nước chỉ đạo các ngân hàng thương mại mở tài khoản.",
            &["lead Công an tỉnh", "direct Ngân hàng Nhà nước"],
        );
    }

    #[test]
    fn a_sentence_without_subject_goes_on_with_the_last() {
        check(
            "Sở Y tế xây dựng phần mềm. Chủ trì phối hợp Công an tỉnh rà soát danh sách.",
            &["lead Sở Y tế", "coordinate Công an tỉnh"],
        );
    }

    #[test]
    fn requests_are_no_assignments() {
        check(
            "Báo cáo đề nghị Công an tỉnh đề nghị Cục Cảnh sát giao thông chủ trì cung cấp giải pháp.",
            &["lead? Cục Cảnh sát giao thông"],
        );
        check(
            "Phòng Y tế chủ trì thực hiện; đề nghị Phòng PC06 - Công an tỉnh cử cán bộ kỹ thuật phối hợp.",
            &["lead Phòng Y tế", "coordinate? Phòng Cảnh sát quản lý hành chính về trật tự xã hội - Công an tỉnh"],
        );
    }

    #[test]
    fn conditions_give_no_role() {
        check(
            "Sở Tư pháp chủ trì phối hợp Sở Nội vụ tích hợp dữ liệu khi Cục Cảnh sát giao thông, Bộ Tư pháp triển khai giải pháp.",
            &["lead Sở Tư pháp", "coordinate Sở Nội vụ"],
        );
        check(
            "Khi có hướng dẫn của Bộ Công an, Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện.",
            &["lead Sở Y tế", "coordinate Sở Nội vụ"],
        );
        check(
            "Khi Cục Cảnh sát giao thông, Bộ Tư pháp cung cấp tính năng, Sở Tư pháp chủ trì triển khai.",
            &["lead Sở Tư pháp"],
        );
        check("Theo hướng dẫn của Bộ Công an, Sở Y tế chủ trì triển khai.", &["lead Sở Y tế"]);
        check("Phòng Y tế chủ trì triển khai theo hướng dẫn của Bộ Y tế và Công an tỉnh.", &["lead Phòng Y tế"]);
    }

    #[test]
    fn labels_speak_where_no_verb_does() {
        assert_eq!(
            roles("Sở Y tế, Công an tỉnh.", Some(Role::Coordinate)),
            ["coordinate Công an tỉnh", "coordinate Sở Y tế"]
        );
        assert_eq!(
            roles("Sở Y tế phối hợp với Công an tỉnh.", Some(Role::Lead)),
            ["coordinate Công an tỉnh", "lead Sở Y tế"]
        );
        assert_eq!(
            roles("Sở Y tế chủ trì, phối hợp với Công an tỉnh.", Some(Role::Implement)),
            ["coordinate Công an tỉnh", "lead Sở Y tế"]
        );
    }
}
