//! Still pages: HTML to read and to print, without a script and without anything from elsewhere.
//!
//! In: a title and markup whose words were [`escaped`]. Out: a page. What a document says stands in it as text, never as
//! markup; marks of direction are made harmless.

use super::Lang;
use super::looks;
use super::words::inert;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// A page. Each place of it is filled once, and what fills it is never searched for another.
pub(super) fn page(title: &str, main: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(PAGE.len() + looks::STYLE.len() + STYLE.len() + main.len());
    for (at, piece) in PAGE.split("{{").enumerate() {
        let (name, rest) = if at == 0 { ("", piece) } else { piece.split_once("}}").unwrap_or(("", piece)) };
        match name {
            "LANG" => out.push_str(lang.pick("vi", "en")),
            "TITLE" => out.push_str(&escaped(title)),
            "STYLE" => out.extend([looks::STYLE, STYLE]),
            "MAIN" => out.push_str(main),
            _ => {}
        }
        out.push_str(rest);
    }
    out
}

/// Text inside an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A cell of several lines keeps them.
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for c in inert(line).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                c => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(escaped("<script>\u{202E}&\"'\u{1b}[2J\na"), "&lt;script&gt;\u{FFFD}&amp;&quot;&#39;\u{FFFD}[2J\na");
    }

    #[test]
    fn every_place_of_the_page_is_filled() {
        for name in ["LANG", "TITLE", "STYLE", "MAIN"] {
            assert_eq!(PAGE.matches(&format!("{{{{{name}}}}}")).count(), 1, "{name}");
        }
    }
}
