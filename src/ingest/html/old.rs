//! Old: pages whose words are in an encoding before Unicode, by the fonts that the page names and by the words.
//!
//! In: the characters of a page. Out: the same page with its words in Unicode, or none where nothing changes. Tags stay as they
//! are, and so does every line end, so that places hold. Of style sheets only rules that give a class or a tag a font are
//! understood.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use rustc_hash::FxHashMap;

use super::{attribute, is_void, name};
use crate::ingest::legacy::{self, Decoded, Promise, Stretch};
use crate::span::Bytes;

/// Open tags beyond this depth have the font of those around them.
const MOST_OPEN: usize = 512;

/// Tags that end one of their own kind that is still open.
const SELF_ENDING: &[&str] = &["p", "li", "td", "th", "tr", "dt", "dd"];

/// Letters of old encodings that a page may write as references.
const REFERENCES: &[&str] = &[
    "&THORN;", "&thorn;", "&Ouml;", "&Auml;", "&Uuml;", "&uuml;", "&Euml;", "&euml;", "&iuml;", "&yuml;", "&aring;",
    "&Oslash;", "&oslash;", "&aelig;", "&ntilde;", "&Ntilde;", "&ETH;", "&eth;", "&ouml;", "&auml;", "&szlig;",
    "&micro;", "&cedil;", "&para;", "&brvbar;", "&not;",
];

/// So many of them make a page worth looking at.
const LEAST_REFERENCES: usize = 3;

/// The page in Unicode, and what it was in.
pub(in crate::ingest) fn in_unicode(raw: &str) -> Option<Decoded> {
    legacy::mended(raw, by_fonts(raw))
}

/// The page with the words in Unicode that its fonts, or the words themselves, show to be in an old encoding.
fn by_fonts(raw: &str) -> Option<Decoded> {
    if !(legacy::names_fonts(raw) || legacy::is_strange(raw) || has_references(raw)) {
        return None;
    }
    let words = words(raw);
    let stretches: Vec<Stretch<'_>> = words.iter().map(|w| Stretch { text: &w.text, promised: w.promised }).collect();
    let (mut out, mut used, mut copied) = (String::with_capacity(raw.len()), Vec::new(), 0);
    for (word, encoding) in words.iter().zip(legacy::decide(&stretches)) {
        let (Some(encoding), Some(between)) = (encoding, raw.get(copied..word.place.start)) else { continue };
        out.push_str(between);
        escape(&legacy::convert(&word.text, encoding, word.promised.is_some_and(|p| p.capitals)), &mut out);
        copied = word.place.end;
        used.push(encoding);
    }
    out.push_str(raw.get(copied..)?);
    used.sort_unstable();
    used.dedup();
    (!used.is_empty()).then_some((out, used))
}

fn has_references(raw: &str) -> bool {
    let is_one = |at: &usize| REFERENCES.iter().any(|r| raw.as_bytes()[*at..].starts_with(r.as_bytes()));
    memchr::memchr_iter(b'&', raw.as_bytes()).filter(is_one).take(LEAST_REFERENCES).count() == LEAST_REFERENCES
}

/// Characters between two tags.
struct Words {
    place: Bytes,
    text: String,
    promised: Option<Promise>,
}

/// An open tag and the font inside it.
struct Open {
    name: String,
    promised: Option<Promise>,
}

fn words(raw: &str) -> Vec<Words> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let (mut open, mut rules, mut out): (Vec<Open>, Rules, Vec<Words>) = Default::default();
    for token in Tokenizer::new_with_emitter(raw, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = name(&tag.name);
                if SELF_ENDING.contains(&name.as_str()) {
                    let last = open.iter().rposition(|o| o.name == name || o.name == "table");
                    if let Some(at) = last.filter(|at| open[*at].name == name) {
                        open.truncate(at);
                    }
                }
                let around = open.last().and_then(|o| o.promised);
                if !tag.self_closing && !is_void(&name) && open.len() < MOST_OPEN {
                    let promised = rules.font(&name, &tag).map_or(around, |family| legacy::of_font(&family));
                    open.push(Open { name, promised });
                }
            }
            Ok(Token::EndTag(tag)) => {
                let name = name(&tag.name);
                if let Some(at) = open.iter().rposition(|o| o.name == name) {
                    open.truncate(at);
                }
            }
            Ok(Token::String(words)) => {
                let text = String::from_utf8_lossy(&words).into_owned();
                match open.last().map(|o| o.name.as_str()) {
                    Some("style") => rules.read(&text),
                    Some("script") => {}
                    _ => out.push(Words {
                        place: words.span.start.min(raw.len())..words.span.end.min(raw.len()),
                        text,
                        promised: open.last().and_then(|o| o.promised),
                    }),
                }
            }
            _ => {}
        }
    }
    out
}

/// The fonts that style sheets give to classes (`.a`) and tags.
#[derive(Default)]
struct Rules(FxHashMap<String, String>);

impl Rules {
    fn read(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, family)) = rule.split_once('{').and_then(|(s, body)| Some((s, family(body)?))) else {
                continue;
            };
            for selector in selectors.split(',') {
                let last = selector.split_whitespace().next_back().unwrap_or_default();
                let key = last.find('.').map_or(last, |dot| &last[dot..]).to_lowercase();
                self.0.insert(key, family.clone());
            }
        }
    }

    /// The font that a tag names, by itself, by its class or by its name.
    fn font(&self, name: &str, tag: &StartTag<usize>) -> Option<String> {
        let face = || Some(value(tag, b"face")?.split(',').next().unwrap_or_default().to_owned());
        let class = || {
            let classes = attribute(tag, "class");
            classes.split_whitespace().find_map(|class| self.0.get(&format!(".{class}")).cloned())
        };
        let own = value(tag, b"style").and_then(|style| family(&style));
        own.or_else(|| face().filter(|_| name == "font")).or_else(class).or_else(|| self.0.get(name).cloned())
    }
}

/// An attribute as written: the names of fonts tell capitals by a capital letter.
fn value(tag: &StartTag<usize>, wanted: &[u8]) -> Option<String> {
    let found = tag.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted));
    found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
}

/// The first font that declarations of style name.
fn family(declarations: &str) -> Option<String> {
    declarations.split(';').find_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        property
            .trim()
            .eq_ignore_ascii_case("font-family")
            .then(|| value.split(',').next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_owned())
    })
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::legacy::Encoding;

    #[test]
    fn fonts_of_tags_classes_and_styles_tell() {
        let raw = "<style>p.a, .b {color:red; font-family:\".VnTime\"}</style>\n<p class=a>Uû ban\n<p>có Uû ban<font face='.VnTimeH'>Sè 5 &amp; 6</font>\n<p style=\"font-family:'VNI-Times'\">UÛy ban <b>toøa</b>";
        let (text, used) = in_unicode(raw).expect("converted");
        assert_eq!(used, [Encoding::Tcvn3, Encoding::Vni]);
        assert!(text.contains("<p class=a>Uỷ ban\n<p>có Uû ban<font face='.VnTimeH'>SỐ 5 &amp; 6</font>"), "{text}");
        assert!(text.ends_with("Ủy ban <b>tòa</b>"), "{text}");
        assert_eq!(text.lines().count(), raw.lines().count());
    }

    #[test]
    fn references_are_bytes_as_well() {
        let raw = "<p>Quy&Otilde;t &reg;&THORN;nh c&ntilde;a B&eacute; tr&shy;&euml;ng v&Ograve; vi&Ouml;c th&ugrave;c hi&Ouml;n";
        assert_eq!(
            in_unicode(raw).map(|(text, _)| text).as_deref(),
            Some("<p>Quyết định của Bộ trưởng về việc thực hiện")
        );
    }
}
