//! Markup that may stand in a page as it is.

use std::fmt;

/// HTML written by the `document` crate from its tree. Nobody else makes one: what a person typed is a `String`,
/// and every `String` is escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(pub String);

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for SafeHtml {}
