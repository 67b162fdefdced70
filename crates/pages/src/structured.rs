//! What search engines read of a page: schema.org's words as JSON-LD.

mod policy;
mod work;

pub(crate) use policy::{clause, policy};
pub(crate) use work::work;

use crate::{GlossaryPage, Player, Site, WorkPage, address, place};
use serde_json::{Value, json};
use std::fmt;

/// JSON in a script element that no browser runs. The policy of the pages lets such data stand; it never holds `<`, `>`
/// or `&`, so nothing in it ends the element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonLd(String);

impl JsonLd {
    fn new(value: &Value) -> Self {
        let text = value.to_string();
        // These stand only in strings, where JSON lets any character be written by its number.
        Self(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }
}

impl fmt::Display for JsonLd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for JsonLd {}

/// `https://schema.org/VideoObject` with a Clip for each chapter, after what search engines ask for.
pub(crate) fn video(page: &WorkPage, player: &Player) -> JsonLd {
    let absolute = |path: &str| page.site.absolute(path);
    let mut object = work::common(page);
    let film = json!({
        "@type": "VideoObject",
        "url": absolute(&player.page),
        "thumbnailUrl": player.posters.iter().map(|poster| absolute(&poster.url)).collect::<Vec<_>>(),
        "uploadDate": page.published.rfc3339(),
        "duration": duration(player.measures.duration_ms),
        "contentUrl": absolute(&player.file.url),
        "encodingFormat": player.file.media_type,
        "width": player.measures.width,
        "height": player.measures.height,
    });
    if let (Some(object), Value::Object(film)) = (object.as_object_mut(), film) {
        object.extend(film);
    }
    if let Some(spoken) = player.transcripts.first() {
        let words: Vec<&str> = spoken.passages.iter().map(|passage| passage.text.as_str()).collect();
        object["transcript"] = words.join("\n").into();
        object["caption"] = player.transcripts.iter().map(|t| captions(page.site, t)).collect::<Vec<_>>().into();
    }
    if !player.chapters.is_empty() {
        object["hasPart"] = clips(page.site, player).into();
    }
    JsonLd::new(&object)
}

/// `https://schema.org/DefinedTermSet`.
pub(crate) fn glossary(page: &GlossaryPage) -> JsonLd {
    let t = page.site.words();
    let terms = page.terms.iter().map(|entry| {
        let mut names: Vec<&str> = entry.also.iter().map(String::as_str).collect();
        names.extend(entry.term.name_en.as_deref());
        json!({
            "@type": "DefinedTerm",
            "@id": page.site.absolute(&entry.term.href()),
            "name": entry.term.name,
            "alternateName": names,
            "description": entry.term.about,
        })
    });
    JsonLd::new(&json!({
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": t.glossary,
        "url": page.site.absolute(address::GLOSSARY),
        "inLanguage": "zh-Hans",
        "hasDefinedTerm": terms.collect::<Vec<_>>(),
    }))
}

fn captions(site: &Site, track: &crate::Transcript) -> Value {
    json!({
        "@type": "MediaObject",
        "encodingFormat": "text/vtt",
        "inLanguage": track.language.code(),
        "contentUrl": site.absolute(&track.href),
    })
}

fn clips(site: &Site, player: &Player) -> Vec<Value> {
    let seconds = |ms: u32| f64::from(ms) / 1000.0;
    player
        .chapters
        .iter()
        .zip(player.chapter_ends())
        .map(|(chapter, end)| {
            json!({
                "@type": "Clip",
                "name": chapter.title,
                "startOffset": seconds(chapter.start),
                "endOffset": seconds(end),
                "url": site.absolute(&player.at(&chapter.start)),
            })
        })
        .collect()
}

/// ISO 8601: `PT1M13.5S`.
pub(crate) fn duration(ms: u32) -> String {
    let (minutes, rest) = (ms / 60_000, ms % 60_000);
    let seconds = place::seconds(rest);
    if minutes == 0 { format!("PT{seconds}S") } else { format!("PT{minutes}M{seconds}S") }
}
