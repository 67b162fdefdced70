//! `llms.txt` (llmstxt.org): what the site is and where to begin, in Markdown, for programs that read in words.

use crate::{Address, Link};

#[derive(Clone, Debug)]
pub struct Summary {
    pub name: String,
    pub tagline: String,
    pub sections: Vec<Section>,
}

/// A heading with links below it.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: String,
    /// Each with a word about it, which may be empty.
    pub links: Vec<(Link, String)>,
}

pub fn write(summary: &Summary) -> String {
    let mut text = format!("# {}\n\n> {}\n", plain(&summary.name), plain(&summary.tagline));
    for Section { title, links } in summary.sections.iter().filter(|section| !section.links.is_empty()) {
        text.push_str(&format!("\n## {}\n\n", plain(title)));
        for (Link { address, title }, about) in links {
            text.push_str(&line(address, title, about));
        }
    }
    text
}

fn line(address: &Address, title: &str, about: &str) -> String {
    let about = if about.is_empty() { String::new() } else { format!(": {}", plain(about)) };
    format!("- [{}]({address}){about}\n", plain(title))
}

/// One line in which nothing is markup. An address needs no care: it holds no bracket but in pairs, and no space.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
