//! What a style means, by its name: Word's in English and Chinese, WPS's, LibreOffice's, and our own.

use super::{Node, xml};
use crate::docx::named;
use roxmltree::Document;
use std::collections::HashMap;

/// Styles that are based on each other so many times over.
const CHAIN: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Body,
    Title,
    Subtitle,
    /// 1 to 9.
    Heading(u8),
    Quote,
    QuoteSource,
    Caption,
    Credit,
    Code,
    Rule,
    /// A line of a table of contents.
    Contents,
    /// More of an item, counted from 0.
    Continue(u8),
    /// Word's for items, and for what goes on below them.
    ListParagraph,
    Embed,
    Colophon,
    Question,
    Answerer,
}

#[derive(Default)]
struct Style {
    role: Option<Role>,
    based_on: Option<String>,
    outline: Option<u8>,
    number: Option<(Option<String>, Option<u8>)>,
    strong: Option<bool>,
    emphasis: Option<bool>,
    code: bool,
    asker: bool,
}

#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// Of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    pub fn of(document: Option<&Document<'_>>) -> Self {
        let mut styles = Self::default();
        let Some(document) = document else { return styles };
        for node in document.root_element().children().filter(|node| xml::is(*node, "style")) {
            let Some(id) = xml::attribute(node, "styleId") else { continue };
            let paragraph = xml::attribute(node, "type") == Some("paragraph");
            if paragraph && matches!(xml::attribute(node, "default"), Some("1" | "true" | "on")) {
                styles.usual = Some(id.to_owned());
            }
            styles.styles.insert(id.to_owned(), style(node, id, paragraph));
        }
        styles
    }

    /// What is said by the style, or by one that it is based on.
    fn ask<T>(&self, id: Option<&str>, mut said: impl FnMut(&Style) -> Option<T>) -> Option<T> {
        let mut at = id.or(self.usual.as_deref());
        for _ in 0..CHAIN {
            let style = self.styles.get(at?)?;
            if let Some(found) = said(style) {
                return Some(found);
            }
            at = style.based_on.as_deref();
        }
        None
    }

    /// Of a paragraph; a level of its outline makes a heading of any.
    pub fn role(&self, id: Option<&str>, outline: Option<u8>) -> Role {
        let role = self.ask(id, |style| style.role).or_else(|| id.and_then(role_of)).unwrap_or(Role::Body);
        let plain = matches!(role, Role::Body | Role::ListParagraph | Role::Heading(_));
        match outline.or_else(|| self.ask(id, |style| style.outline)) {
            Some(level) if plain && level < 9 => Role::Heading(level + 1),
            // Level 10 of the outline is the body's.
            Some(_) if matches!(role, Role::Heading(_)) && outline.is_some() => Role::Body,
            _ => role,
        }
    }

    /// The numbering and its level.
    pub fn number(&self, id: Option<&str>) -> Option<(Option<String>, Option<u8>)> {
        self.ask(id, |style| style.number.clone())
    }

    pub fn strong(&self, id: &str) -> Option<bool> {
        self.ask(Some(id), |style| style.strong)
    }

    pub fn emphasis(&self, id: &str) -> Option<bool> {
        self.ask(Some(id), |style| style.emphasis)
    }

    pub fn code(&self, id: &str) -> bool {
        self.ask(Some(id), |style| style.code.then_some(())).is_some()
    }

    /// Names who asked.
    pub fn asker(&self, id: &str) -> bool {
        self.styles.get(id).is_some_and(|style| style.asker)
    }
}

fn style(node: Node, id: &str, paragraph: bool) -> Style {
    let name = xml::value(node, "name").unwrap_or(id);
    let look = xml::child(node, "rPr");
    let place = xml::child(node, "pPr");
    let words = plain(name);
    Style {
        role: if paragraph { role_of(name) } else { None },
        based_on: xml::value(node, "basedOn").map(str::to_owned),
        outline: place.and_then(|place| xml::value(place, "outlineLvl")).and_then(|level| level.parse().ok()),
        number: place.and_then(number),
        strong: look.and_then(|look| xml::on(look, "b")),
        emphasis: look.and_then(|look| xml::on(look, "i")),
        code: ["htmlcode", "code", "inlinecode", "verbatimchar", "sourcetext", "html代码", "代码"].contains(&words.as_str()),
        asker: name == named::ASKER,
    }
}

/// `<w:numPr>` of a paragraph or a style.
pub(super) fn number(place: Node) -> Option<(Option<String>, Option<u8>)> {
    let found = xml::child(place, "numPr")?;
    let level = xml::value(found, "ilvl").and_then(|level| level.parse().ok());
    Some((xml::value(found, "numId").map(str::to_owned), level))
}

/// In small letters, without what stands between words.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '（' | '）' | '(' | ')'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn role_of(name: &str) -> Option<Role> {
    const OURS: [(&str, Role); 7] = [
        (named::QUOTE_SOURCE, Role::QuoteSource),
        (named::CREDIT, Role::Credit),
        (named::RULE, Role::Rule),
        (named::EMBED, Role::Embed),
        (named::COLOPHON, Role::Colophon),
        (named::QUESTION, Role::Question),
        (named::ANSWERER, Role::Answerer),
    ];
    if let Some((_, role)) = OURS.iter().find(|(ours, _)| *ours == name) {
        return Some(*role);
    }
    let name = plain(name);
    let after = |word: &str| name.strip_prefix(word).and_then(level);
    if let Some(level) = ["heading", "标题"].iter().find_map(|word| after(word)) {
        return Some(Role::Heading(level));
    }
    if let Some(level) = name.strip_suffix("级标题").and_then(level) {
        return Some(Role::Heading(level));
    }
    if ["toc", "目录", "contents"].iter().any(|word| after(word).is_some()) {
        return Some(Role::Contents);
    }
    if let Some(rest) = ["listcontinue", "列表接续"].iter().find_map(|word| name.strip_prefix(word)) {
        return Some(Role::Continue(level(rest).unwrap_or(1) - 1));
    }
    Some(match name.as_str() {
        "title" | "标题" | "文档标题" => Role::Title,
        "subtitle" | "副标题" => Role::Subtitle,
        "quote" | "intensequote" | "blocktext" | "blockquote" | "blockquotation" | "quotations" | "引用" | "明显引用"
        | "引文" => Role::Quote,
        "caption" | "题注" | "图注" | "图题" | "illustration" | "图片说明" => Role::Caption,
        "htmlpreformatted" | "preformattedtext" | "sourcecode" | "code" | "代码" | "html预设格式" | "html预格式化" => {
            Role::Code
        }
        "tocheading" | "目录标题" | "contentsheading" => Role::Contents,
        "listparagraph" | "列出段落" | "列表段落" => Role::ListParagraph,
        _ => return None,
    })
}

/// 1 to 9, as a digit of either kind.
fn level(text: &str) -> Option<u8> {
    const CHINESE: &str = "一二三四五六七八九";
    let mut signs = text.chars();
    let (sign, rest) = (signs.next()?, signs.next());
    let level = match sign.to_digit(10) {
        Some(digit) => u8::try_from(digit).ok()?,
        None => u8::try_from(CHINESE.chars().position(|c| c == sign)? + 1).ok()?,
    };
    (rest.is_none() && (1..=9).contains(&level)).then_some(level)
}
