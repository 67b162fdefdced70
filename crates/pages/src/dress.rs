//! The last step of a page: its menu of views is filled in, its links are made to stay in the view, and its words are
//! written in the view's characters.
//!
//! One step over the finished HTML, because a view concerns every link and every word of every page, those inside a work's
//! body too: to carry it through each template would be a hundred places where one can be forgotten.

use crate::{
    Script, Site, Speech, TextSize, Variant, assets,
    languages::Languages,
    tags::{Piece, Tag, pieces},
    ui,
    views::Views,
};

/// Stands in the layout where the menu of views belongs. No text of a person can look like it: texts are escaped.
const PLACE: &str = "<!--views-->";

/// A longer address is not repeated in the menu; the views then begin at the page without its query.
const LONGEST_ADDRESS: usize = 2000;

/// Attributes that people read or hear.
const WORDS: [&str; 9] =
    ["alt", "title", "aria-label", "placeholder", "label", "data-done", "data-zoom", "data-aloud", "data-resume"];

/// `html` as `variant`; `address` is the page's own path and query, without the variant.
pub fn dress(html: &str, variant: Variant, address: &str, site: &Site) -> String {
    let address = match address.len() <= LONGEST_ADDRESS {
        true => address,
        false => address.split('?').next().unwrap_or_default(),
    };
    let tag = language(html);
    let choice = (tag == Script::Simplified.tag() || variant.is_english()) && !is_in_one_language(html);
    let speaks_english = tag == Speech::English.tag();
    let menu = Views::new(variant, address, ui::of_tag(tag), choice).render();
    // Nothing else changes in the ordinary view, so nothing else is looked at.
    if variant.is_plain() && !speaks_english {
        return html.replacen(PLACE, &menu, 1);
    }
    let own = variant;
    let here = address.split(['?', '#']).next().unwrap_or_default();
    // Who reads in English finds the rest of the site in English.
    let variant = if speaks_english { variant.with_speech(Speech::English) } else { variant };
    let out = String::with_capacity(html.len() + html.len() / 8 + menu.len());
    let mut dressing = Dressing { variant, own, here, site, menu: &menu, languages: Languages::default(), out };
    dressing.write(html, true);
    dressing.out
}

struct Dressing<'a> {
    variant: Variant,
    /// The view of the page itself, in which its links to its own places stay.
    own: Variant,
    /// The page's path.
    here: &'a str,
    site: &'a Site,
    menu: &'a str,
    languages: Languages<'a>,
    out: String,
}

impl<'a> Dressing<'a> {
    /// `stay`: links are led to the same view; those of the menu lead where they say.
    fn write(&mut self, html: &'a str, stay: bool) {
        for piece in pieces(html) {
            match piece {
                Piece::Raw(PLACE) => self.write(self.menu, false),
                Piece::Raw(raw) => self.out.push_str(raw),
                Piece::Text(text) if self.languages.simplified() => self.out.push_str(&self.variant.script.write(text)),
                Piece::Text(text) => self.out.push_str(text),
                Piece::Open(tag) => self.open(tag, stay),
                Piece::Close(name) => self.close(name),
            }
        }
    }

    fn open(&mut self, tag: Tag<'a>, stay: bool) {
        let simplified = self.languages.enter(tag);
        let Self { variant, own, here, site, .. } = *self;
        // What search engines are to keep: a page in other characters is a page of its own, one in larger text is not.
        let canonical = variant.with_text(TextSize::Ordinary);
        tag.write(&mut self.out, |name, value| match (tag.name, name) {
            ("a", "href") | ("form", "action") if stay && !is_file(tag) => {
                let view = match tag.get("hreflang") {
                    // A link to a Chinese version leads out of the English view.
                    Some(language) if variant.is_english() && language.starts_with("zh") => variant.with_speech(Speech::Chinese),
                    _ if is_at(here, site, value) => own,
                    _ => variant,
                };
                Some(led(view, site, value))
            }
            ("link", "href") if simplified && tag.get("rel") == Some("canonical") => Some(led(canonical, site, value)),
            ("meta", "content") if simplified && tag.get("property") == Some("og:url") => Some(led(canonical, site, value)),
            ("meta", "content") if simplified && is_prose(tag) => Some(variant.script.write(value)),
            (_, "lang") if simplified && value == Script::Simplified.tag() => Some(variant.script.tag().to_owned()),
            (_, name) if simplified && WORDS.contains(&name) => Some(variant.script.write(value)),
            _ => None,
        });
        if let ("html", Some(class)) = (tag.name, variant.text.class()) {
            self.out.truncate(self.out.len() - 1);
            self.out.push_str(&format!(" class=\"{class}\">"));
        }
    }

    fn close(&mut self, name: &str) {
        self.languages.leave(name);
        if name == "head" && self.variant.is_elder() {
            self.out.push_str(&format!("<link rel=\"stylesheet\" href=\"{}\">\n", assets::ELDER_STYLE));
            self.out.push_str(&format!("<script type=\"module\" src=\"{}\"></script>\n", assets::ALOUD));
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

/// Whether the address is a place in the page at `here`.
fn is_at(here: &str, site: &Site, address: &str) -> bool {
    let path = address.strip_prefix(&site.base_url).unwrap_or(address);
    path.split(['?', '#']).next() == Some(here)
}

/// The address in the view: of our own pages, written as a path or in full.
fn led(variant: Variant, site: &Site, address: &str) -> String {
    match address.strip_prefix(&site.base_url) {
        Some(path) => site.absolute(&variant.address(path)),
        None => variant.address(address),
    }
}

/// A link to a file says of what type it is, or that it is to be downloaded.
fn is_file(tag: Tag<'_>) -> bool {
    tag.has("type") || tag.has("download")
}

fn is_prose(tag: Tag<'_>) -> bool {
    tag.get("name") == Some("description") || matches!(tag.get("property"), Some("og:title" | "og:description" | "og:site_name"))
}

/// What the layout says of a page that is in one language whoever reads it.
fn is_in_one_language(html: &str) -> bool {
    let main = pieces(html).find_map(|piece| match piece {
        Piece::Open(tag) if tag.name == "main" => Some(tag),
        _ => None,
    });
    main.is_some_and(|tag| tag.has("data-one-language"))
}

/// What the root says.
fn language(html: &str) -> &str {
    let root = pieces(html).find_map(|piece| match piece {
        Piece::Open(tag) if tag.name == "html" => tag.get("lang"),
        _ => None,
    });
    root.unwrap_or("zh-Hans")
}
