//! A picture in the sizes and types there are, with its caption, credit and licence.

use super::{Alternative, Picture, Writer};
use crate::Figure;

impl<'a> Writer<'a> {
    pub(super) fn figure(&mut self, figure: &'a Figure) {
        if self.links.reprint {
            return self.reprinted(figure);
        }
        self.tag("<figure>");
        match self.links.pictures.get(figure.picture.as_str()) {
            Some(picture) if self.links.plain => self.image(picture, &figure.alt),
            Some(picture) => {
                self.tag("<picture>");
                self.sources(picture);
                self.image(picture, &figure.alt);
                self.tag("</picture>");
            }
            None => self.absent(self.words.picture_missing, &figure.alt),
        }
        self.tag("<figcaption>");
        self.owed(figure);
        self.tag("</figcaption></figure>");
    }

    /// The picture is there only where its licence lets others reprint it; what it shows is said either way.
    fn reprinted(&mut self, figure: &'a Figure) {
        match self.links.pictures.get(figure.picture.as_str()) {
            _ if !figure.licence.allows_reprint() => return self.absent(self.words.picture_withheld, &figure.alt),
            None => self.absent(self.words.picture_missing, &figure.alt),
            Some(picture) => {
                self.tag("<p>");
                self.image(picture, &figure.alt);
                self.tag("</p>");
            }
        }
        self.tag("\n<p>");
        self.owed(figure);
        self.tag("</p>");
    }

    fn absent(&mut self, why: &str, alt: &str) {
        self.tag("<p");
        self.class("unavailable");
        self.tag(">");
        let (open, close) = self.words.parentheses;
        for s in [why, open, alt, close] {
            self.text(s);
        }
        self.tag("</p>");
    }

    /// Caption, credit and licence.
    fn owed(&mut self, figure: &'a Figure) {
        if !figure.caption.is_empty() {
            self.span("caption");
            self.inlines(&figure.caption);
            self.end_span();
            self.text(" ");
        }
        self.span("credit");
        self.text(&figure.credit);
        self.end_span();
        self.text(" ");
        self.licence(figure);
    }

    fn licence(&mut self, figure: &Figure) {
        let name = if self.links.language.is_chinese() { figure.licence.zh() } else { figure.licence.en() };
        match figure.licence.address() {
            Some(address) => {
                self.tag("<a");
                self.class("licence");
                self.attribute("href", address);
                if !self.links.reprint {
                    self.attribute("rel", "noopener");
                }
                self.tag(">");
                self.text(name);
                self.tag("</a>");
            }
            None => {
                self.span("licence");
                self.text(name);
                self.end_span();
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
