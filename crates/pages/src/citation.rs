//! How to cite a page, after GB/T 7714—2015, 8.7: electronic resources.

/// `作者. 题名[EB/OL]. 网站名, (发布日期)[引用日期]. 地址.`
///
/// The day on which somebody cites is theirs, and a page kept in a cache cannot know it: the text is cut there.
/// Without a script the words 引用日期 stand in the gap; the copy button writes the reader's own day into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    pub before: String,
    pub after: String,
    /// Whole address of what is cited.
    pub address: String,
}

impl Citation {
    /// `authors` may be empty; `date` is `2026-10-08`.
    pub(crate) fn online(authors: &[&str], title: &str, publisher: &str, date: Option<&str>, address: String) -> Self {
        let mut before = String::new();
        // The standard names three people and then 等.
        if !authors.is_empty() {
            before.push_str(&authors.iter().take(3).copied().collect::<Vec<_>>().join(", "));
            if authors.len() > 3 {
                before.push_str(", 等");
            }
            before.push_str(". ");
        }
        before.push_str(title);
        before.push_str("[EB/OL].");
        if !publisher.is_empty() {
            before.push_str(&format!(" {publisher},"));
        }
        before.push_str(&date.map_or_else(|| " [".to_owned(), |day| format!(" ({day})[")));
        Self { before, after: format!("]. {address}."), address }
    }
}
