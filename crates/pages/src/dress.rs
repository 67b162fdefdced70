//! The last step of a page: its menu of views is filled in, and its links are made to stay in the view.
//!
//! One step over the finished HTML, because a view concerns every link of every page, those inside a work's body too: to
//! carry it through each template would be a hundred places where one can be forgotten.

use crate::{
    Variant, assets,
    tags::{Piece, Tag, pieces},
    ui,
    variant::has_variants,
    views::Views,
};

/// Stands in the layout where the menu of views belongs. No text of a person can look like it: texts are escaped.
const PLACE: &str = "<!--views-->";

/// A longer address is not repeated in the menu; the views then begin at the page without its query.
const LONGEST_ADDRESS: usize = 2000;

/// `html` as `variant`; `address` is the page's own path and query, without the variant.
pub fn dress(html: &str, variant: Variant, address: &str) -> String {
    let address = match address.len() <= LONGEST_ADDRESS {
        true => address,
        false => address.split('?').next().unwrap_or_default(),
    };
    let menu = Views::new(variant, address, ui::of_tag(language(html))).render();
    match variant.is_plain() {
        // Nothing else changes, so nothing else is looked at.
        true => html.replacen(PLACE, &menu, 1),
        false => rewrite(html, variant, &menu),
    }
}

fn rewrite(html: &str, variant: Variant, menu: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8 + menu.len());
    for piece in pieces(html) {
        match piece {
            Piece::Raw(PLACE) => out.push_str(menu),
            Piece::Raw(raw) => out.push_str(raw),
            Piece::Text(text) => out.push_str(text),
            Piece::Open(tag) => open(&mut out, tag, variant),
            Piece::Close(name) => {
                if name == "head" && variant.is_elder() {
                    out.push_str(&format!("<link rel=\"stylesheet\" href=\"{}\">\n", assets::ELDER_STYLE));
                    out.push_str(&format!("<script type=\"module\" src=\"{}\"></script>\n", assets::ALOUD));
                }
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
        }
    }
    out
}

fn open(out: &mut String, tag: Tag<'_>, variant: Variant) {
    tag.write(out, |name, value| match (tag.name, name) {
        ("a", "href") | ("form", "action") if leads_to_a_page(tag, value) => Some(variant.address(value)),
        _ => None,
    });
    if let ("html", Some(class)) = (tag.name, variant.text.class()) {
        out.truncate(out.len() - 1);
        out.push_str(&format!(" class=\"{class}\">"));
    }
}

/// A link to a file says of what type it is, or that it is to be downloaded.
fn leads_to_a_page(tag: Tag<'_>, address: &str) -> bool {
    has_variants(address) && !tag.has("type") && !tag.has("download")
}

/// What the root says.
fn language(html: &str) -> &str {
    let root = pieces(html).find_map(|piece| match piece {
        Piece::Open(tag) if tag.name == "html" => tag.get("lang"),
        _ => None,
    });
    root.unwrap_or("zh-Hans")
}
