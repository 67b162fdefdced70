//! A letter as simple HTML: no picture, nothing from elsewhere, nothing that counts who reads. Styles stand at the elements,
//! because mailboxes throw away everything else.

use crate::letter::{Block, Letter};

const PAGE: &str = "margin:0;padding:24px;background:#FBFAF6;color:#1B1F24;font:16px/1.75 sans-serif";
const SHEET: &str = "max-width:36em;margin:0 auto;padding:24px;background:#FFFFFF;border:1px solid #DAD6CB";
const BUTTON: &str =
    "display:inline-block;padding:10px 20px;background:#14497F;color:#FFFFFF;border-radius:6px;text-decoration:none";
const FINE: &str = "color:#5F656D;font-size:14px";

/// Text in an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

pub fn write(letter: &Letter) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"zh-Hans\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"{PAGE}\">\n<div style=\"{SHEET}\">\n",
        escape(&letter.subject)
    );
    for block in &letter.blocks {
        html.push_str(&match block {
            Block::Words(words) => {
                let lines: Vec<String> = words.trim().lines().map(escape).collect();
                format!("<p>{}</p>\n", lines.join("<br>\n"))
            }
            Block::Heading(words) => format!("<h2 style=\"font-size:18px\">{}</h2>\n", escape(words)),
            Block::Item { title, words, href } => format!(
                "<p><a href=\"{}\" style=\"color:#14497F\"><b>{}</b></a><br>\n{}</p>\n",
                escape(href),
                escape(title),
                escape(words)
            ),
            // The address is shown too: whoever cannot press the button copies it.
            Block::Link { words, href } => format!(
                "<p><a href=\"{0}\" style=\"{BUTTON}\">{1}</a></p>\n<p style=\"{FINE}\">{0}</p>\n",
                escape(href),
                escape(words)
            ),
        });
    }
    let (site, stop) = (escape(&letter.site), escape(&letter.stop));
    html.push_str(&format!(
        "<hr style=\"border:0;border-top:1px solid #DAD6CB\">\n\
         <p style=\"{FINE}\">{site}　<a href=\"{stop}\" style=\"color:#14497F\">不再接收这些邮件</a></p>\n</div>\n</body>\n</html>\n"
    ));
    html
}
