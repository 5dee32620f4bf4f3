//! Looks: the style that the pages of HTML share.
//!
//! In: nothing. Out: the style. A page is dark where the system is, or where its reader chose so; `light-dark()` would spare
//! saying it twice, but offices still run browsers without it.

/// What the head of every page holds: pages of the program that lie beside documents are none themselves.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"rasoat\">";

/// The style, light and dark.
pub(super) const STYLE: &str = concat!(
    include_str!("review/style.css"),
    "\n@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) {\n",
    include_str!("review/dark.css"),
    "} }\n@media screen { :root[data-theme=\"dark\"] {\n",
    include_str!("review/dark.css"),
    "} }\n",
);
