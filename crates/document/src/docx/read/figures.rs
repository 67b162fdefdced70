//! Pictures and text boxes.

use super::{Brought, Node, Reader, blocks::Around, inlines::Words, spans::clean, xml};
use crate::{Figure, MAX_DEPTH, PictureName};
use domain::Licence;

/// Bytes of one picture, and of all.
const LARGEST: u64 = 20 << 20;
const MOST_BYTES: usize = 40 << 20;
const MOST: usize = 300;
/// After so many that could not be unpacked no other is tried: each costs as much as a good one.
const FAILURES: usize = 10;
/// Characters of an alternative text.
const LONGEST_ALT: usize = 500;

impl<'a> Reader<'a> {
    /// What a drawing shows.
    pub(super) fn graphics(&mut self, node: Node<'a>, words: &mut Words) {
        let said = node.descendants().find(|inner| inner.tag_name().name() == "docPr");
        let alt = said.and_then(|said| said.attribute("descr").or_else(|| said.attribute("title"))).unwrap_or_default();
        self.drawn(node, alt, words);
    }

    fn drawn(&mut self, parent: Node<'a>, alt: &str, words: &mut Words) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "txbxContent" => {
                    self.losses.note("文本框里的文字放到了所在段落的后面，请核对位置", self.place(parent));
                    let blocks = self.blocks(node, Around::body().inner(MAX_DEPTH / 2));
                    words.boxes.extend(blocks);
                }
                "AlternateContent" => self.chosen(node).into_iter().for_each(|choice| self.drawn(choice, alt, words)),
                "blip" => match xml::reference(node, "embed") {
                    Some(id) => self.picture(id, alt, node, words),
                    None => self.losses.note("链接到别处的图片没有带进来", self.place(node)),
                },
                "imagedata" => {
                    if let Some(id) = xml::reference(node, "id") {
                        self.picture(id, alt, node, words);
                    }
                }
                "chart" => self.losses.note("图表没有带进来，请把它存为图片再插入", self.place(node)),
                "relIds" => self.losses.note("SmartArt 图形没有带进来，请把它存为图片再插入", self.place(node)),
                "OLEObject" => self.losses.note("嵌入的对象没有带进来", self.place(node)),
                _ => self.drawn(node, alt, words),
            }
        }
    }

    fn picture(&mut self, id: &str, alt: &str, node: Node<'a>, words: &mut Words) {
        let Some(part) = self.relations().part(id).map(str::to_owned) else {
            return self.losses.note("链接到别处的图片没有带进来", self.place(node));
        };
        let name = match self.brought.get(&part) {
            Some(known) => known.clone(),
            None => {
                let brought = self.bring(&part, node);
                self.brought.insert(part, brought.clone());
                brought
            }
        };
        let Some(picture) = name else { return };
        let alt = clean(alt).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_ALT).collect::<String>();
        if let Some(brought) = self.pictures.iter_mut().find(|one| one.name == picture && one.alt.is_empty()) {
            brought.alt.clone_from(&alt);
        }
        let alt = alt.trim().to_owned();
        words.figures.push(Figure { picture, alt, caption: Vec::new(), credit: String::new(), licence: Licence::Reserved });
    }

    /// The bytes of a part, where they are a picture of a kind that is taken.
    fn bring(&mut self, part: &str, node: Node<'a>) -> Option<PictureName> {
        let held: usize = self.pictures.iter().map(|picture| picture.bytes.len()).sum();
        if self.pictures.len() >= MOST || self.failed >= FAILURES || held >= MOST_BYTES {
            self.losses.note("图片太多或太大，后面的没有带进来", self.place(node));
            return None;
        }
        let bytes = match self.package.bytes(part, LARGEST) {
            Ok(Some(bytes)) if held + bytes.len() <= MOST_BYTES => bytes,
            Ok(Some(_)) => {
                self.losses.note("图片太多或太大，后面的没有带进来", self.place(node));
                return None;
            }
            Ok(None) | Err(_) => {
                self.failed += 1;
                self.losses.note("图片太大或已损坏，没有带进来", self.place(node));
                return None;
            }
        };
        let Some((ending, media_type)) = kind(&bytes) else {
            let ending = part.rsplit('.').next().filter(|ending| ending.len() <= 4 && ending.is_ascii()).unwrap_or("?");
            let what = format!("图片是网页不能用的格式（{}），没有带进来，请另存为 PNG 再插入", ending.to_uppercase());
            self.losses.note(what, self.place(node));
            return None;
        };
        let name: PictureName = format!("{}.{ending}", self.pictures.len() + 1).parse().ok()?;
        self.pictures.push(Brought {
            name: name.clone(),
            media_type,
            bytes,
            alt: String::new(),
            credit: String::new(),
            licence: None,
        });
        Some(name)
    }
}

/// By its first bytes.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if begins(b"\x89PNG\r\n\x1a\n") {
        Some(("png", "image/png"))
    } else if begins(b"\xff\xd8\xff") {
        Some(("jpg", "image/jpeg"))
    } else if begins(b"GIF87a") || begins(b"GIF89a") {
        Some(("gif", "image/gif"))
    } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(("webp", "image/webp"))
    } else {
        None
    }
}
