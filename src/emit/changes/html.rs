//! HTML: what changed, as one page that asks no network for anything and runs no script.
//!
//! In: [`Changes`]. Out: a page: both versions, how much changed, then head, units, other lines and findings, old and new side
//! by side with the words marked that are not in both. What a document says stands in it as text, never as markup; marks of
//! direction are made harmless.

use super::names;
use super::pieces::{self, Piece};
use super::{nothing, warnings};
use crate::emit::Lang;
use crate::emit::still::{self, escaped};
use crate::emit::words::{locus, severity};
use crate::record::Finding;
use crate::versions::{Changes, Field, FieldChange, How, ItemChange, Said, Side, UnitChange, UnitChangeKind, Version};

/// The page. The names are those by which the reader knows the files.
#[must_use]
pub fn page(changes: &Changes, files: (&str, &str), lang: Lang) -> String {
    let title = format!("{} – {}", lang.pick("So sánh hai bản", "Two versions compared"), files.1);
    still::page(&title, &Page { lang, out: String::new() }.written(changes, files), lang)
}

/// A text with marks around the words that are not in the other one; blanks at the edges are no words.
fn marked(pieces: &[Piece<'_>], tag: &str) -> String {
    let mark = |piece: &Piece<'_>| {
        let words = piece.text.trim();
        if piece.same || words.is_empty() {
            return escaped(piece.text);
        }
        let (before, after) = piece.text.split_once(words).unwrap_or_default();
        format!("{before}<{tag}>{}</{tag}>{after}", escaped(words))
    };
    pieces.iter().map(mark).collect()
}

/// The page while it is written.
struct Page {
    lang: Lang,
    out: String,
}

impl Page {
    fn t(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(vi, en)
    }

    fn add(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn written(mut self, changes: &Changes, files: (&str, &str)) -> String {
        self.top(changes, files);
        let of_meaning = |fields: &[FieldChange]| fields.iter().any(FieldChange::is_of_meaning);
        if of_meaning(&changes.document) {
            self.section("document", self.t("Thể thức, căn cứ", "Head and legal bases"));
            self.table(self.t("Thể thức, căn cứ", "Head and legal bases"), &changes.document, false);
            self.add("</section>\n");
        }
        let units: Vec<&UnitChange> = changes.units.iter().filter(|unit| !unit.kinds.is_empty()).collect();
        if !units.is_empty() {
            self.section("units", self.t("Nhiệm vụ", "Units"));
            self.units(&units);
            self.add("</section>\n");
        }
        let text: Vec<&ItemChange> = changes.text.iter().filter(|item| item.how != How::Reworded).collect();
        if !text.is_empty() {
            self.section("text", self.t("Các đoạn khác", "Other lines"));
            self.head(self.t("Các đoạn ngoài nhiệm vụ", "Lines outside the units"), false);
            for item in text {
                self.row(None, item);
            }
            self.add("</tbody></table></section>\n");
        }
        self.findings(changes);
        self.reworded(changes);
        let tool = format!("{} {}", changes.tool.name, changes.tool.version);
        self.add(&format!("<p class=\"meta\">{}</p>\n", escaped(&tool)));
        self.out
    }

    fn top(&mut self, changes: &Changes, files: (&str, &str)) {
        let title = self.t("So sánh hai bản", "Two versions compared");
        self.add(&format!("<h1>{title}</h1>\n<dl class=\"versions\">\n"));
        self.version(self.t("Bản cũ", "Old version"), files.0, &changes.old);
        self.version(self.t("Bản mới", "New version"), files.1, &changes.new);
        self.add("</dl>\n");
        for warning in warnings(changes) {
            let said = escaped(self.lang.of(&warning));
            self.add(&format!("<p class=\"warn\">{said}</p>\n"));
        }
        if !changes.changed {
            let said = escaped(self.lang.of(&nothing(changes)));
            self.add(&format!("<p class=\"verdict\"><strong>{said}</strong></p>\n"));
            return;
        }
        self.add("<ul class=\"counts\">");
        for count in names::counts(changes, self.lang) {
            self.add(&format!("<li>{}</li>", escaped(&count)));
        }
        self.add("</ul>\n");
    }

    fn version(&mut self, name: &str, file: &str, version: &Version) {
        let told = names::version(version);
        let subject = version.subject.as_deref().unwrap_or_default();
        self.add(&format!("<div><dt>{name}</dt><dd class=\"file isolated\">{}</dd>", escaped(file)));
        for line in [told.as_str(), subject].into_iter().filter(|line| !line.is_empty()) {
            self.add(&format!("<dd class=\"isolated\">{}</dd>", escaped(line)));
        }
        let size = match self.lang {
            Lang::Vi => format!("{} nhiệm vụ, {} phát hiện", version.units, version.findings),
            Lang::En => format!("units: {}, findings: {}", version.units, version.findings),
        };
        self.add(&format!("<dd class=\"meta\">{size}</dd></div>\n"));
    }

    fn section(&mut self, id: &str, title: &str) {
        self.add(&format!("<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>\n"));
    }

    fn units(&mut self, units: &[&UnitChange]) {
        let quiet = |unit: &&&UnitChange| unit.kinds == [UnitChangeKind::Renumbered];
        for unit in units.iter().filter(|unit| !quiet(unit)) {
            self.unit(unit);
        }
        let renumbered: Vec<&UnitChange> = units.iter().filter(quiet).copied().collect();
        if !renumbered.is_empty() {
            let title = self.t("Chỉ đổi số, nội dung như cũ", "Renumbered only");
            self.add(&format!("<details><summary>{title} ({})</summary><ul>", renumbered.len()));
            for unit in renumbered {
                let name = escaped(&names::unit(unit));
                self.add(&format!("<li class=\"isolated\">{name}</li>"));
            }
            self.add("</ul></details>\n");
        }
    }

    fn unit(&mut self, unit: &UnitChange) {
        let name = escaped(&names::unit(unit));
        let name = match unit.kinds[..] {
            [UnitChangeKind::Added] => format!("<ins>{name}</ins>"),
            [UnitChangeKind::Removed] => format!("<del>{name}</del>"),
            _ => name,
        };
        let of = unit.new.as_ref().or(unit.old.as_ref());
        let place = of.and_then(|name| name.span.as_ref()).map(|span| locus(span, self.lang));
        let place = place.map(|(kind, n)| format!(" <small>{kind} {n}</small>")).unwrap_or_default();
        self.add(&format!("<article><h3><span class=\"isolated\">{name}</span>{place} "));
        for kind in &unit.kinds {
            let class = match kind {
                UnitChangeKind::Added => " added",
                UnitChangeKind::Removed => " removed",
                _ => "",
            };
            self.add(&format!("<span class=\"kind{class}\">{}</span> ", names::kind(*kind, self.lang)));
        }
        self.add("</h3>\n");
        if let Some((from, to)) = names::groups(unit, self.lang) {
            let group = self.t("Nhóm", "Group");
            let (from, to) = (escaped(&from), escaped(&to));
            self.add(&format!("<p class=\"isolated\">{group}: <del>{from}</del> → <ins>{to}</ins></p>\n"));
        }
        let is_whole = unit.old.is_none() || unit.new.is_none();
        if is_whole {
            self.whole(unit);
        } else if unit.fields.iter().any(FieldChange::is_of_meaning) {
            self.table(&names::unit(unit), &unit.fields, false);
        }
        self.add("</article>\n");
    }

    /// All that a unit says that came or went; its title stands above.
    fn whole(&mut self, unit: &UnitChange) {
        let (field, side) = (self.t("Mục", "Field"), self.t("Nội dung", "Words"));
        let (head, tag) = match unit.new {
            Some(_) => (self.t("Bản mới", "New"), "ins"),
            None => (self.t("Bản cũ", "Old"), "del"),
        };
        self.add(&format!(
            "<table role=\"table\"><caption class=\"away\">{}</caption><colgroup><col class=\"name\"><col></colgroup><thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">{field}</th><th scope=\"col\" role=\"columnheader\">{side} ({})</th></tr></thead><tbody role=\"rowgroup\">\n",
            escaped(&names::unit(unit)),
            head.to_lowercase()
        ));
        let titled = |field: &&FieldChange| field.field != Field::Title || field.side != Side::Body;
        for field in unit.fields.iter().filter(titled) {
            let mut name = names::field(field, self.lang);
            for said in field.items.iter().filter_map(|item| item.new.as_ref().or(item.old.as_ref())) {
                let head_of_row = escaped(&std::mem::take(&mut name));
                self.add(&format!("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{head_of_row}</th>"));
                self.cell(Some(said), head, &format!("<{tag}>{}</{tag}>", escaped(&said.text)));
                self.add("</tr>\n");
            }
        }
        self.add("</tbody></table>\n");
    }

    /// The head of a table: name of the field, old, new.
    fn head(&mut self, caption: &str, named: bool) {
        let (field, old, new) = (self.t("Mục", "Field"), self.t("Bản cũ", "Old"), self.t("Bản mới", "New"));
        let (col, field) = if named {
            ("<col class=\"name\">", format!("<th scope=\"col\" role=\"columnheader\">{field}</th>"))
        } else {
            ("", String::new())
        };
        // Narrow screens lay the table out as blocks, which takes its roles away: they are said.
        self.add(&format!(
            "<table role=\"table\"><caption class=\"away\">{}</caption><colgroup>{col}<col><col></colgroup><thead role=\"rowgroup\"><tr role=\"row\">{field}<th scope=\"col\" role=\"columnheader\">{old}</th><th scope=\"col\" role=\"columnheader\">{new}</th></tr></thead><tbody role=\"rowgroup\">\n",
            escaped(caption)
        ));
    }

    /// Fields, old and new side by side: those that say something else, or those that are only written differently.
    fn table(&mut self, caption: &str, fields: &[FieldChange], reworded: bool) {
        self.head(caption, true);
        for field in fields {
            let items = field.items.iter().filter(|item| (item.how == How::Reworded) == reworded);
            let mut name = Some(names::field(field, self.lang));
            for item in items {
                self.row(Some(name.take().unwrap_or_default()), item);
            }
        }
        self.add("</tbody></table>\n");
    }

    fn row(&mut self, name: Option<String>, item: &ItemChange) {
        let (left, right) = pieces::of(item);
        self.add("<tr role=\"row\">");
        if let Some(name) = name {
            self.add(&format!("<th scope=\"row\" role=\"rowheader\">{}</th>", escaped(&name)));
        }
        let heads = (self.t("Bản cũ", "Old"), self.t("Bản mới", "New"));
        self.cell(item.old.as_ref(), heads.0, &marked(&left, "del"));
        self.cell(item.new.as_ref(), heads.1, &marked(&right, "ins"));
        self.add("</tr>\n");
    }

    fn cell(&mut self, said: Option<&Said>, head: &str, markup: &str) {
        let Some(said) = said else {
            self.add("<td role=\"cell\" class=\"none\"></td>");
            return;
        };
        let place = names::place(said, self.lang).map(|place| format!("<span class=\"where\">{place}</span>"));
        self.add(&format!(
            "<td role=\"cell\" data-head=\"{head}\"><span class=\"words\">{markup}</span>{}</td>",
            place.unwrap_or_default()
        ));
    }

    fn findings(&mut self, changes: &Changes) {
        let found = &changes.findings;
        if found.came.is_empty() && found.went.is_empty() && found.stayed.is_empty() {
            return;
        }
        self.section("findings", self.t("Phát hiện", "Findings"));
        if !found.came.is_empty() {
            let title = self.t("Mới có ở bản mới", "Came with the new version");
            self.add(&format!("<h3>{title} ({})</h3><ul>", found.came.len()));
            found.came.iter().for_each(|finding| self.finding(finding));
            self.add("</ul>\n");
        }
        if !found.went.is_empty() {
            let title = self.t("Đã hết ở bản mới", "Gone in the new version");
            self.add(&format!("<h3>{title} ({})</h3><ul>", found.went.len()));
            found.went.iter().for_each(|finding| self.finding(finding));
            self.add("</ul>\n");
        }
        if !found.stayed.is_empty() {
            let title = self.t("Vẫn còn", "Still there");
            self.add(&format!("<details><summary>{title} ({})</summary><ul>", found.stayed.len()));
            found.stayed.iter().for_each(|stayed| self.finding(&stayed.new));
            self.add("</ul></details>\n");
        }
        self.add("</section>\n");
    }

    fn finding(&mut self, finding: &Finding) {
        let place = finding.evidence.first().map(|evidence| locus(&evidence.span, self.lang));
        let place = place.map(|(kind, n)| format!("<span class=\"where\">{} {n}</span>", kind.to_lowercase()));
        let class = match finding.severity {
            crate::record::Severity::Error => "error",
            crate::record::Severity::Warning => "warning",
            crate::record::Severity::Info => "info",
        };
        self.add(&format!(
            "<li class=\"card {class}\"><span class=\"severity {class}\">{}</span> <code>{}</code><br><span class=\"words\">{}</span>{}</li>",
            severity(finding.severity, self.lang),
            finding.rule,
            escaped(self.lang.of(&finding.message)),
            place.unwrap_or_default()
        ));
    }

    /// What is only written differently, out of the way.
    fn reworded(&mut self, changes: &Changes) {
        if changes.counts.reworded == 0 {
            return;
        }
        let has = |fields: &[FieldChange]| fields.iter().flat_map(|f| &f.items).any(|item| item.how == How::Reworded);
        let title = self.t("Chỉ viết khác đi, không đổi nghĩa", "Only written differently");
        self.section("reworded", title);
        let summary = self.t("Xem các chỗ này", "Show these places");
        self.add(&format!("<details><summary>{summary} ({})</summary>\n", changes.counts.reworded));
        if has(&changes.document) {
            self.table(self.t("Thể thức, căn cứ", "Head and legal bases"), &changes.document, true);
        }
        for unit in changes.units.iter().filter(|unit| has(&unit.fields)) {
            let name = names::unit(unit);
            self.add(&format!("<h3 class=\"isolated\">{}</h3>\n", escaped(&name)));
            self.table(&name, &unit.fields, true);
        }
        let text: Vec<&ItemChange> = changes.text.iter().filter(|item| item.how == How::Reworded).collect();
        if !text.is_empty() {
            let caption = self.t("Các đoạn ngoài nhiệm vụ", "Lines outside the units");
            self.add(&format!("<h3>{caption}</h3>\n"));
            self.head(caption, false);
            for item in text {
                self.row(None, item);
            }
            self.add("</tbody></table>\n");
        }
        self.add("</details></section>\n");
    }
}
