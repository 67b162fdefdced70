//! Our own elements, `ly:…`, in Atom and RSS: what Chinese reprint practice, AI labelling and corrections need and neither
//! can say.
//!
//! ```xml
//! <ly:reprint>
//!   <ly:source href="https://…">来源</ly:source>  <ly:author>原作者</ly:author>
//!   <ly:original-title>原标题</ly:original-title>  <ly:editor>责任编辑</ly:editor>
//! </ly:reprint>
//! <ly:ai code="assisted">人工智能辅助创作</ly:ai>
//! <ly:video href="https://…/progressive-….mp4" duration="41.5" width="1080" height="1920" sha256="…" poster="https://…">
//!   <ly:captions href="https://….vtt" hreflang="zh-Hans" type="text/vtt"/>
//! </ly:video>
//! <ly:correction kind="correction" severity="minor" scope="passage" at="2026-10-01T09:00:00+08:00">…</ly:correction>
//! <ly:withdrawn kind="retraction" at="2026-10-02T09:00:00+08:00">撤回</ly:withdrawn>
//! ```

use crate::{Correction, Reprint, Video, Withdrawal, xml::Xml};
use domain::{AiLabel, Language};

/// The name changes only with the meaning of an element; a new element may join at any time.
pub(crate) const NAMESPACE: &str = "https://liangyi.example/ns/feed/1";

/// All four children are always there; one that says nothing is empty, so that a partner sees that nothing is known.
pub(crate) fn reprint(xml: &mut Xml, reprint: &Reprint) {
    xml.element("ly:reprint", &[], |xml| {
        let address: Vec<_> = reprint.source_address.iter().map(|address| ("href", address.as_str())).collect();
        xml.text("ly:source", &address, &reprint.source);
        xml.text("ly:author", &[], &reprint.author);
        xml.text("ly:original-title", &[], &reprint.original_title);
        xml.text("ly:editor", &[], &reprint.editor);
    });
}

/// The declared share of generative AI; in words of the entry's language, because a reprint must show the label.
pub(crate) fn ai(xml: &mut Xml, label: AiLabel, language: Language) {
    let words = if language.is_chinese() { label.zh() } else { label.en() };
    xml.text("ly:ai", &[("code", label.code())], words);
}

/// What a partner needs to take the film along: its length in seconds, its sides, its SHA-256, and what is said in it.
pub(crate) fn video(xml: &mut Xml, video: &Video) {
    let duration = format!("{}.{:03}", video.duration_ms / 1000, video.duration_ms % 1000);
    let (width, height) = (video.width.to_string(), video.height.to_string());
    let mut attributes = vec![
        ("href", video.file.as_str()),
        ("duration", &duration),
        ("width", &width),
        ("height", &height),
        ("sha256", &video.sha256),
    ];
    attributes.extend(video.poster.iter().map(|poster| ("poster", poster.as_str())));
    xml.element("ly:video", &attributes, |xml| {
        for (language, address) in &video.captions {
            xml.empty("ly:captions", &[("href", address.as_str()), ("hreflang", language.code()), ("type", "text/vtt")]);
        }
    });
}

pub(crate) fn withdrawn(xml: &mut Xml, withdrawal: &Withdrawal) {
    let kind = withdrawal.kind;
    let words = if withdrawal.language.is_chinese() { kind.zh() } else { kind.en() };
    xml.text("ly:withdrawn", &[("kind", kind.code()), ("at", &withdrawal.at.rfc3339())], words);
}

pub(crate) fn correction(xml: &mut Xml, correction: &Correction) {
    let attributes = [
        ("kind", correction.kind.code()),
        ("severity", correction.severity.code()),
        ("scope", correction.scope.code()),
        ("at", &correction.at.rfc3339()),
    ];
    xml.text("ly:correction", &attributes, &correction.note);
}
