//! Faults in header, references, citations, short forms, names, and phrases of another level.

use rasoat::knowledge::fold::fold;
use rasoat::record::{AbbreviationSource, Citation, Precision};
use rasoat::span::Bytes;

use super::base::{Base, Planted, Rng, find_words, pattern};

// ---- Header and references -------------------------------------------------------------------------------------------

/// The plan's number is left blank; passed over where it stands elsewhere too.
pub(super) fn number_blanked(base: &Base, _: &mut Rng) -> Option<Planted> {
    let number = base.record.document.number.as_ref().filter(|n| n.ordinal.is_some())?;
    let start = number.span.bytes.start + base.slice(&number.span).find(&number.ordinal_text)?;
    let once = base.text.matches(&number.raw).count() == 1;
    let planted = Planted::at(start..start + number.ordinal_text.len(), "     ");
    once.then_some(planted)
}

/// The day of issue is left blank; passed over where the date stands elsewhere too, or a deadline counts from it.
pub(super) fn day_blanked(base: &Base, _: &mut Rng) -> Option<Planted> {
    let issued = base.record.document.issued.as_ref().filter(|i| i.precision == Some(Precision::Day))?;
    let day = pattern!(r"ngày (\d{1,2}) tháng").captures(base.slice(&issued.span))?.get(1)?;
    let date = base.issued()?;
    let (d, m, y) = (date.day(), date.month(), date.year());
    let forms = [format!("{d:02}/{m}/{y}"), format!("{d}/{m}/{y}"), format!("{d:02}/{m:02}/{y}")];
    let again = forms.iter().any(|form| base.says(form)) || base.text.matches(issued.raw.trim()).count() > 1;
    let counted = pattern!(r"từ ngày (ký|ban hành)").is_match(&fold(&base.text));
    let start = issued.span.bytes.start;
    let planted = Planted::at(start + day.start()..start + day.end(), "    ");
    (!again && !counted).then_some(planted)
}

/// Ends of the words that say who does what in a unit, where they end in a full stop.
fn ends(base: &Base, rng: &mut Rng, new: &str, quote: &str) -> Option<Planted> {
    let places = base.bodies().filter_map(|(_, body)| {
        let at = body.organization.as_ref()?.span.bytes.end;
        let appendix = fold(base.slice(&body.span)).contains("phụ lục");
        (base.text[..at].ends_with('.') && !appendix).then(|| Planted::insert(at, new).quoting(quote))
    });
    rng.pick(places)
}

/// A unit refers to Phụ lục IX; passed over where it names a Phụ lục already.
pub(super) fn appendix_missing(base: &Base, rng: &mut Rng) -> Option<Planted> {
    ends(base, rng, " Biểu mẫu tại Phụ lục IX kèm theo Kế hoạch này.", "Phụ lục IX")
}

/// A unit refers to Phụ lục IX of another document: no fault.
pub(super) fn appendix_of_another(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let new = " Biểu mẫu tại Phụ lục IX Nghị định số 15/2019/NĐ-CP ngày 01/02/2019 của Chính phủ.";
    (!base.says("15/2019/NĐ-CP")).then_some(())?;
    ends(base, rng, new, "").map(|p| Planted { quotes: Vec::new(), ..p })
}

/// The line over the appendix gives the plan's number plus one; passed over where the header's is blank.
pub(super) fn self_reference(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let ordinal = base.record.document.number.as_ref()?.ordinal?;
    let new = (ordinal + 1).to_string();
    let places = pattern!(r"(?i)\((?:ban hành )?kèm theo kế hoạch số:?\s*(\d+)/").captures_iter(&base.text);
    let places = places.filter_map(|found| found.get(1)).filter(|n| n.as_str().parse() == Ok(ordinal));
    rng.pick(places.map(|n| Planted::at(n.range(), &new).quoting(&new)))
}

// ---- Citations -------------------------------------------------------------------------------------------------------

/// Citations in full of documents that are cited once, and that no short mention means.
fn single(base: &Base) -> impl Iterator<Item = &Citation> {
    let all = &base.record.citations;
    all.iter().enumerate().filter_map(move |(at, citation)| {
        let full = citation.kind.is_some() && citation.number.is_some() && citation.date.is_some();
        let once = all.iter().filter(|c| c.number == citation.number).count() == 1;
        (full && once && all.iter().all(|c| c.refers_to != Some(at))).then_some(citation)
    })
}

/// The date of a citation: its place with `ngày`, and the place of its year.
fn date_of(base: &Base, citation: &Citation) -> Option<(Bytes, Bytes)> {
    let date = pattern!(r",? ngày (?:\d{1,2}[/.]\d{1,2}[/.]|\d{1,2} tháng \d{1,2} năm )(\d{4})");
    let found = date.captures(base.slice(&citation.span))?;
    let start = citation.span.bytes.start;
    let place = |at: usize| found.get(at).map(|m| start + m.start()..start + m.end());
    Some((place(0)?, place(1)?))
}

/// A citation without its date; laws are passed over, they need none.
pub(super) fn citation_undated(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let law = |c: &Citation| pattern!(r"^(bộ )?luật|^pháp lệnh").is_match(&fold(c.kind.as_deref().unwrap_or_default()));
    let places = single(base).filter(|c| !law(c)).filter_map(|citation| {
        let (place, _) = date_of(base, citation)?;
        Some(Planted::at(place, "").quoting(citation.number.as_deref()?.split(['/', '-']).next()?))
    });
    rng.pick(places)
}

/// A citation with the symbol of another type; passed over where the type has no symbol of its own (Công văn).
pub(super) fn citation_symbol(base: &Base, rng: &mut Rng) -> Option<Planted> {
    const OTHER: [(&str, &str); 7] =
        [("QĐ", "CT"), ("NQ", "QĐ"), ("CT", "QĐ"), ("KH", "QĐ"), ("NĐ", "NQ"), ("TT", "QĐ"), ("TTr", "BC")];
    let places = single(base).filter(|c| !fold(c.kind.as_deref().unwrap_or_default()).starts_with("công"));
    let places = places.filter_map(|citation| {
        let symbol = pattern!(r"[/-] ?(QĐ|NQ|CT|KH|NĐ|TTr|TT) ?[/-]").captures(base.slice(&citation.span))?.get(1)?;
        let (_, new) = OTHER.iter().find(|(old, _)| *old == symbol.as_str())?;
        let start = citation.span.bytes.start;
        Some(Planted::at(start + symbol.start()..start + symbol.end(), *new).quoting(new))
    });
    rng.pick(places)
}

/// A citation dated in the year before the one in its number.
pub(super) fn citation_year(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let places = single(base).filter_map(|citation| {
        let year = pattern!(r"^\d+/(\d{4})/").captures(citation.number.as_deref()?)?.get(1)?.as_str();
        let (_, place) = date_of(base, citation)?;
        let before = year.parse::<u32>().ok()?.checked_sub(1)?.to_string();
        (base.text[place.clone()] == *year).then(|| Planted::at(place, before.clone()).quoting(&before))
    });
    rng.pick(places)
}

// ---- Short forms -----------------------------------------------------------------------------------------------------

/// Two capitals of a short form change places in running text; passed over inside names of bodies and citations, and
/// where the document uses the form once only.
pub(super) fn short_form_varied(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let prose = base.prose();
    let named: Vec<&Bytes> =
        base.record.organizations.iter().flat_map(|o| o.mentions.iter().map(|m| &m.span.bytes)).collect();
    let own = base.record.abbreviations.iter().filter(|a| a.source != AbbreviationSource::Registry && a.uses >= 2);
    let own = own.filter(|a| !a.everyday);
    let places = own.flat_map(|a| a.occurrences.iter().map(move |o| (a, o))).filter_map(|(form, place)| {
        let bytes = &place.span.bytes;
        let (unit, _) = prose.iter().find(|(_, p)| p.start <= bytes.start && bytes.end <= p.end)?;
        let free = !named.iter().any(|n| n.contains(&bytes.start))
            && !base.quotes_or_defines(bytes)
            && !base.text[..bytes.start].ends_with('(');
        let run = pattern!(r"\p{Lu}{4,}").find(&form.short)?;
        let letters: Vec<char> = run.as_str().chars().collect();
        let at = (1..letters.len() - 1).find(|i| letters[*i] != letters[i + 1])?;
        let mut swapped = letters;
        swapped.swap(at, at + 1);
        let swapped: String = swapped.into_iter().collect();
        let new = format!("{}{swapped}{}", &form.short[..run.start()], &form.short[run.end()..]);
        let fair = free && place.raw == form.short && !base.record.abbreviations.iter().any(|a| a.short == new);
        let planted = Planted::at(bytes.clone(), new.clone()).quoting(&new);
        fair.then(|| unit.map_or(planted.clone(), |u| planted.of(u)))
    });
    rng.pick(places)
}

/// A row writes a short form without its `&`; passed over where it is used once only.
pub(super) fn short_form_unmarked(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let own = base.record.abbreviations.iter().filter(|a| a.source != AbbreviationSource::Registry && a.uses >= 2);
    let own: Vec<_> = own.filter(|a| a.short.contains('&')).collect();
    let mut places = Vec::new();
    for (unit, row) in base.rows() {
        for form in &own {
            for place in form.occurrences.iter().filter(|o| o.raw == form.short) {
                let bytes = &place.span.bytes;
                let new = form.short.replace('&', "");
                if row.span.bytes.contains(&bytes.start) && !base.merged(&place.span) && !base.says(&new) {
                    places.push(Planted::at(bytes.clone(), &new).of(unit).quoting(&new));
                }
            }
        }
    }
    rng.pick(places)
}

/// A term gives way to a short form that nobody defines; passed over inside names and citations, where the term is
/// defined, and where the short form is known to the plan.
pub(super) fn short_form_undefined(base: &Base, rng: &mut Rng) -> Option<Planted> {
    const TERMS: [(&str, &str); 14] = [
        ("thủ tục hành chính", "TTHC"),
        ("cơ sở dữ liệu", "CSDL"),
        ("dân tộc thiểu số", "DTTS"),
        ("hợp tác xã", "HTX"),
        ("nông thôn mới", "NTM"),
        ("công nghệ thông tin", "CNTT"),
        ("an toàn thực phẩm", "ATTP"),
        ("an toàn giao thông", "ATGT"),
        ("người cao tuổi", "NCT"),
        ("dịch vụ công", "DVC"),
        ("chuyển đổi số", "CĐS"),
        ("cải cách hành chính", "CCHC"),
        ("doanh nghiệp", "DN"),
        ("trẻ em", "TE"),
    ];
    let name = pattern!(
        r"(?:Sở|Phòng|Ban|Cục|Chi cục|Trung tâm|Liên minh|Hội|Tổ|Cổng|Bộ|Luật|Kế hoạch|Chương trình|Đề án|“)[^,.;:”]*$"
    );
    let mut places = Vec::new();
    for (unit, place) in base.prose() {
        for (term, short) in TERMS.iter().filter(|(_, short)| !base.says(short)) {
            for found in find_words(&base.text[place.clone()], term) {
                let at = place.start + found.start..place.start + found.end;
                let defined = base.text[at.end..].starts_with(" (");
                if !defined && !name.is_match(&base.text[place.start..at.start]) && !base.quotes_or_defines(&at) {
                    let planted = Planted::at(at, *short).quoting(short);
                    places.push(unit.map_or(planted.clone(), |u| planted.of(u)));
                }
            }
        }
    }
    rng.pick(places)
}

/// A second entry behind one of the list of short forms, in its manner.
fn entry(base: &Base, at: usize, short: &str, long: &str) -> Option<Planted> {
    let entries = base.entries();
    let ((old_short, old_long, first), (.., next)) = (entries.get(at)?, entries.get(at + 1)?);
    let between = base.text.get(first.end..next.start)?;
    // The long form may hold the short one.
    let printed = base.text[first.clone()].replacen(old_long, "\n", 1).replacen(old_short, short, 1);
    let printed = printed.replace('\n', long);
    (between.len() < 8).then(|| Planted::insert(first.end, format!("{between}{printed}")).quoting(short))
}

/// The list of short forms explains one that is not used; passed over where the plan has no list.
pub(super) fn entry_unused(base: &Base, rng: &mut Rng) -> Option<Planted> {
    const UNUSED: [(&str, &str); 4] = [
        ("TCTD", "Tổ chức tín dụng"),
        ("HSSV", "Học sinh, sinh viên"),
        ("ĐTC", "Đầu tư công"),
        ("GPMB", "Giải phóng mặt bằng"),
    ];
    let (short, long) = rng.pick(UNUSED.iter().filter(|(s, l)| !base.says(s) && !base.says(l)))?;
    let places = (0..base.entries().len()).filter_map(|at| entry(base, at, short, long));
    rng.pick(places)
}

/// The list explains one short form in two ways.
pub(super) fn entry_conflicting(base: &Base, rng: &mut Rng) -> Option<Planted> {
    const OTHER: [(&str, &str); 9] = [
        ("DN", "Dạy nghề"),
        ("CSDL", "Cơ sở dạy lái"),
        ("HTX", "Hạ tầng xã"),
        ("NTM", "Nhà thương mại"),
        ("NHTM", "Nhà hàng thương mại"),
        ("THCS", "Tin học cơ sở"),
        ("TMĐT", "Thuê mướn đất trồng"),
        ("VQG", "Vành quốc giới"),
        ("CTRSH", "Chi trả sinh hoạt"),
    ];
    let places = base.entries().into_iter().enumerate().filter_map(|(at, (short, long, _))| {
        let (_, other) = OTHER.iter().find(|(s, _)| *s == short)?;
        Some(entry(base, at, short, other)?.quoting(long).quoting(other))
    });
    rng.pick(places)
}

// ---- Names and levels ------------------------------------------------------------------------------------------------

/// An objective speaks of another province, of one that bears its name before and after 1 July 2025.
pub(super) fn other_province(base: &Base, rng: &mut Rng) -> Option<Planted> {
    const PROVINCES: [&str; 6] = ["Cà Mau", "Lai Châu", "Cao Bằng", "Hà Tĩnh", "Tây Ninh", "Sơn La"];
    base.record.document.issuer.as_ref()?;
    let province = rng.pick(PROVINCES.iter().filter(|p| !base.says(p)))?;
    let (unit, at) = rng.pick(base.stops("trên địa bàn"))?;
    Some(Planted::insert(at, format!(" trên địa bàn tỉnh {province}")).of(unit).quoting(province))
}

/// An objective ends `trên địa bàn tỉnh`, in a plan of these levels.
fn province_wide(base: &Base, rng: &mut Rng, levels: &[&str]) -> Option<Planted> {
    levels.contains(&base.level()?.as_str()).then_some(())?;
    let (unit, at) = rng.pick(base.stops("trên địa bàn"))?;
    Some(Planted::insert(at, " trên địa bàn tỉnh").of(unit))
}

/// A phrase of the province in a plan of a district or commune.
pub(super) fn province_phrase(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let lower = ["thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"];
    province_wide(base, rng, &lower).map(|p| p.quoting("trên địa bàn tỉnh"))
}

/// The same phrase in a plan of the province itself: no fault. A city is passed over, it says `thành phố`.
pub(super) fn own_province_phrase(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let city = base.record.document.issuer.as_ref().is_some_and(|i| fold(&i.name).contains("thành phố"));
    (!city).then(|| province_wide(base, rng, &["tỉnh"])).flatten()
}

/// The whole country in a unit's title, in both halves; passed over where the title says `trên` already.
pub(super) fn nationwide_title(base: &Base, rng: &mut Rng) -> Option<Planted> {
    const NEW: &str = " trên toàn quốc";
    let places = base.bodies().filter(|(_, b)| !has_word(&b.title, "trên")).filter_map(|(unit, body)| {
        let line = base.line(body.span.bytes.start);
        let heading = base.text[line.clone()].trim_end_matches(['.', ' ']);
        let planted = Planted::insert(line.start + heading.len(), NEW).of(unit).quoting(NEW.trim());
        if !heading.ends_with(body.title.trim_end_matches(['.', ' '])) {
            return None;
        }
        if unit.appendix.is_none() {
            return Some(planted);
        }
        let end = base.title_cell(unit)?.end;
        Some(planted.and(end..end, NEW))
    });
    rng.pick(places)
}

/// The same in the body only: the titles differ as well.
pub(super) fn nationwide_body_title(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let mut planted = nationwide_title(base, rng)?;
    planted.edits.truncate(1);
    Some(planted)
}

/// Whether a word stands in some words.
fn has_word(text: &str, word: &str) -> bool {
    fold(text).split(' ').any(|w| w == word)
}

/// Words about Sở Thông tin và Truyền thông at the end of an objective, in a plan on one side of 1 March 2025.
fn ministry_branch(base: &Base, rng: &mut Rng, after: bool, new: &str) -> Option<Planted> {
    let ceased = jiff::civil::date(2025, 3, 1);
    let fair = (base.issued()? >= ceased) == after && !(after && base.says("Thông tin và Truyền thông"));
    let (unit, at) = rng.pick(base.stops("hướng dẫn").into_iter().filter(|_| fair))?;
    Some(Planted::insert(at, new).of(unit))
}

/// A plan names a body that had ceased before its date; passed over where it names the body already.
pub(super) fn body_ceased(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let new = " theo hướng dẫn của Sở Thông tin và Truyền thông";
    ministry_branch(base, rng, true, new).map(|p| p.quoting("Sở Thông tin và Truyền thông"))
}

/// The same body in a plan of its days: no fault.
pub(super) fn body_in_its_days(base: &Base, rng: &mut Rng) -> Option<Planted> {
    ministry_branch(base, rng, false, " theo hướng dẫn của Sở Thông tin và Truyền thông")
}

/// The same body as the issuer of an older document: no fault.
pub(super) fn body_as_issuer(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let new = " theo Công văn số 12/STTTT-CNTT ngày 05/01/2024 của Sở Thông tin và Truyền thông";
    ministry_branch(base, rng, true, new)
}

/// A body is named without its `và`; passed over where its name in full stands once only, or the short name is another
/// body's.
pub(super) fn name_varied(base: &Base, rng: &mut Rng) -> Option<Planted> {
    let all = &base.record.organizations;
    let places = all.iter().filter_map(|body| {
        let full = body.mentions.iter().filter(|m| m.raw == body.name).count();
        let head = ["Sở ", "Phòng ", "Bộ ", "Trung tâm ", "Hội "].iter().any(|h| body.name.starts_with(h));
        let varied = body.name.replacen(" và ", " ", 1);
        let new = varied != body.name && !base.says(&varied) && all.iter().all(|o| o.name != varied);
        (full >= 2 && head && new).then_some(varied)
    });
    let varied = rng.pick(places)?;
    let (unit, at) = rng.pick(base.stops("công bố"))?;
    Some(Planted::insert(at, format!(" do {varied} công bố")).of(unit).quoting(&varied))
}
