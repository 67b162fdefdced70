//! A picture in the sizes and types there are, with its caption, credit and licence.

use super::{Alternative, Picture, Writer};
use crate::Figure;

impl<'a> Writer<'a> {
    pub(super) fn figure(&mut self, figure: &'a Figure) {
        self.tag("<figure>");
        match self.links.pictures.get(figure.picture.as_str()) {
            Some(picture) if self.links.plain => self.image(picture, &figure.alt),
            Some(picture) => {
                self.tag("<picture>");
                self.sources(picture);
                self.image(picture, &figure.alt);
                self.tag("</picture>");
            }
            None => {
                self.tag("<p");
                self.class("unavailable");
                self.tag(">");
                let (open, close) = self.words.parentheses;
                for s in [self.words.picture_missing, open, &figure.alt, close] {
                    self.text(s);
                }
                self.tag("</p>");
            }
        }
        self.tag("<figcaption>");
        if !figure.caption.is_empty() {
            self.tag("<span");
            self.class("caption");
            self.tag(">");
            self.inlines(&figure.caption);
            self.tag("</span> ");
        }
        self.tag("<span");
        self.class("credit");
        self.tag(">");
        self.text(&figure.credit);
        self.tag("</span> ");
        self.licence(figure);
        self.tag("</figcaption></figure>");
    }

    fn licence(&mut self, figure: &Figure) {
        let name = if self.links.language.is_chinese() { figure.licence.zh() } else { figure.licence.en() };
        match figure.licence.address() {
            Some(address) => {
                self.tag("<a");
                self.class("licence");
                self.attribute("href", address);
                self.attribute("rel", "noopener");
                self.tag(">");
                self.text(name);
                self.tag("</a>");
            }
            None => {
                self.tag("<span");
                self.class("licence");
                self.tag(">");
                self.text(name);
                self.tag("</span>");
            }
        }
    }

    fn sources(&mut self, picture: &Picture) {
        let mut done: Vec<&str> = vec![&picture.media_type];
        for alternative in &picture.alternatives {
            let media_type = alternative.media_type.as_str();
            if done.contains(&media_type) {
                continue;
            }
            done.push(media_type);
            self.tag("<source");
            self.attribute("type", media_type);
            self.srcset(picture.alternatives.iter().filter(|a| a.media_type == media_type));
            self.tag("/>");
        }
    }

    fn srcset<'p>(&mut self, alternatives: impl Iterator<Item = &'p Alternative>) {
        let absolute = |url: &str| match url.starts_with('/') && !url.starts_with("//") {
            true => format!("{}{url}", self.links.base),
            false => url.to_owned(),
        };
        let set: Vec<String> = alternatives.map(|a| format!("{} {}w", absolute(&a.url), a.width)).collect();
        if !set.is_empty() {
            self.attribute("srcset", &set.join(", "));
            self.attribute("sizes", &self.links.sizes);
        }
    }

    fn image(&mut self, picture: &Picture, alt: &str) {
        self.tag("<img");
        self.address("src", &picture.src);
        if !self.links.plain {
            self.srcset(picture.alternatives.iter().filter(|a| a.media_type == picture.media_type));
        }
        self.attribute("width", &picture.width.to_string());
        self.attribute("height", &picture.height.to_string());
        self.attribute("alt", alt);
        if !self.links.plain {
            self.attribute("loading", "lazy");
            self.attribute("decoding", "async");
        }
        self.tag("/>");
    }
}
