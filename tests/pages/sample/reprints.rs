//! The box from which other sites copy a work.

use super::{words::slug, work};
use domain::{AiLabel, Language, Licence};
use pages::{Reprint, ReprintFilm, Republish, SafeHtml, Site};

pub fn republish(site: &Site) -> Republish<'_> {
    let title = work(0).title;
    let copy = Reprint {
        content: SafeHtml("<p><strong>更正（2026-10-09）</strong> 第二段的数字改为 39。</p>\n<p>正文一段。</p>\n".into()),
        film: None,
        source: "云川日报（示例）".into(),
        source_address: Some("https://daily.example/a/1".into()),
        author: "林晓（示例）、周明（示例）".into(),
        original_title: title.clone(),
        editor: "苏青（示例）".into(),
        licence: Licence::CcByNc,
        ai: AiLabel::Assisted,
        address: site.absolute("/works/sample-work-0"),
        title: title.clone(),
        site: site.name.clone(),
        counter: site.absolute("/reprints/7.gif"),
        language: Language::ZhHans,
    };
    Republish { site, slug: slug("sample-work-0"), title, language: Language::ZhHans, copy: Some(copy) }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let mut english = Republish { language: Language::En, ..republish(site) };
    let film = ReprintFilm { file: site.absolute("/media/a/film.mp4"), poster: Some(site.absolute("/media/a/poster.jpg")) };
    english.copy = english.copy.map(|copy| Reprint {
        language: Language::En,
        film: Some(film),
        ai: AiLabel::None,
        source_address: None,
        ..copy
    });
    vec![
        ("republish", republish(site).render()),
        ("republish-english", english.render()),
        ("republish-refused", Republish { copy: None, ..republish(site) }.render()),
    ]
}
