//! A long image as it stands in its page: slices one below the other, each with the words that are written in it.

use crate::{SafeHtml, VideoFile};
use askama::Template;
use domain::{Panel, RenditionRole, SlicedFile};

/// Between a work's head and its text.
#[derive(Clone, Debug)]
pub struct LongImage {
    /// Of the whole, in pixels.
    pub width: u32,
    pub height: u32,
    pub slices: Vec<ImageSlice>,
    /// Those with words, from top to bottom.
    pub panels: Vec<ImagePanel>,
    /// For lists and for sharing.
    pub cover: Option<VideoFile>,
    /// All of it in one file, JPEG or PDF, once that is made.
    pub whole: Option<VideoFile>,
    /// The upload itself, where it carries Content Credentials (C2PA), which vouch for no other bytes.
    pub credentials: Option<VideoFile>,
    /// Where its tiles are described for viewers, once they are made.
    pub levels: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSlice {
    /// In the picture's own pixels.
    pub width: u32,
    pub height: u32,
    /// `address 360w, address 720w`
    pub webp: String,
    pub jpeg: String,
    /// For browsers that choose for themselves.
    pub src: String,
    /// The words in it; empty where there are none.
    pub alt: String,
    /// Where its panels are.
    pub marks: Vec<Mark>,
}

/// The place of a panel in a slice, in the slice's own rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub id: String,
    pub y: u32,
    pub height: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImagePanel {
    /// Of its mark, without `#`.
    pub id: String,
    pub paragraphs: Vec<String>,
}

/// The id of a panel's place in the page, by its number in the work: what search and links name.
pub fn panel_id(number: usize) -> String {
    format!("panel-{}", number + 1)
}

impl LongImage {
    /// `media` gives the address of a file.
    pub fn new(sliced: domain::Sliced, panels: &[Panel], media: impl Fn(&str) -> String) -> Self {
        let width = sliced.width;
        let numbered: Vec<(usize, &Panel)> = panels.iter().enumerate().collect();
        let written = || numbered.iter().filter(|(_, panel)| !panel.text.trim().is_empty());
        let slices = sliced.slices.iter().map(|slice| {
            let end = slice.top + slice.height;
            // Each stands in the slice where it begins; a place that cannot be is at the end.
            let last = sliced.height.saturating_sub(1);
            let own: Vec<_> = written().filter(|(_, panel)| (slice.top..end).contains(&panel.top.min(last))).collect();
            let set = |media_type: &str| {
                let files = slice.renditions.iter().filter(|file| file.media_type == media_type);
                files.map(|file| format!("{} {}w", media(&file.file), file.width)).collect::<Vec<_>>().join(", ")
            };
            let mut plain = slice.renditions.iter().filter(|file| file.media_type == "image/jpeg");
            let src = plain.clone().find(|file| file.width >= 720).or(plain.next_back());
            ImageSlice {
                width,
                height: slice.height,
                webp: set("image/webp"),
                jpeg: set("image/jpeg"),
                src: src.map(|file| media(&file.file)).unwrap_or_default(),
                alt: own.iter().map(|(_, panel)| paragraphs(&panel.text).join(" ")).collect::<Vec<_>>().join(" "),
                marks: own
                    .iter()
                    .map(|(number, panel)| {
                        let y = panel.top.min(last) - slice.top;
                        let bottom = panel.bottom.min(end).saturating_sub(slice.top);
                        Mark { id: panel_id(*number), y, height: bottom.saturating_sub(y).max(1) }
                    })
                    .collect(),
            }
        });
        let slices = slices.collect();
        let panels =
            written().map(|(number, panel)| ImagePanel { id: panel_id(*number), paragraphs: paragraphs(&panel.text) }).collect();
        let cover = sliced.cover.iter().find(|file| file.media_type == "image/jpeg").map(|file| cover(file, &media));
        Self { width, height: sliced.height, slices, panels, cover, whole: None, credentials: None, levels: None }
    }

    /// For feeds and reprints: pictures of one size, each with its words, and below them the words as text. No class, no place.
    pub fn plain_html(&self) -> SafeHtml {
        SafeHtml(Plain { image: self }.render().expect("a template over plain data renders"))
    }

    /// `1080 × 30000`
    pub(crate) fn size(&self) -> String {
        format!("{}\u{A0}×\u{A0}{}", self.width, self.height)
    }
}

#[derive(Template)]
#[template(
    source = r#"{% for slice in image.slices %}<p><img src="{{ slice.src }}" width="{{ slice.width }}" height="{{ slice.height }}" alt="{{ slice.alt }}"></p>
{% endfor %}{% for panel in image.panels %}{% for paragraph in panel.paragraphs %}<p>{{ paragraph }}</p>
{% endfor %}{% endfor %}"#,
    ext = "html"
)]
struct Plain<'a> {
    image: &'a LongImage,
}

fn cover(file: &SlicedFile, media: impl Fn(&str) -> String) -> VideoFile {
    VideoFile {
        role: RenditionRole::Cover,
        url: media(&file.file),
        media_type: file.media_type.clone(),
        width: file.width,
        height: file.height,
        bytes: file.bytes.max(0) as u64,
        codec: None,
    }
}

/// Parted by empty lines; a line break inside one is none of the text's.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match all.last_mut() {
            Some(last) if !line.is_empty() => {
                // Between Han characters a wrapped line joins without a space.
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if latin(last.chars().last()) && latin(line.chars().next()) {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => all.push(String::new()),
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}
