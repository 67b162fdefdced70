//! A film as podcast programs and partners take it: `enclosure`, Media RSS, and the podcast namespace.

use crate::{Video, extension, xml::Xml};
use base64::{Engine, engine::general_purpose::STANDARD};

pub(super) fn write(xml: &mut Xml, video: &Video) {
    let (file, bytes) = (video.file.as_str(), video.bytes.to_string());
    xml.empty("enclosure", &[("url", file), ("length", &bytes), ("type", &video.media_type)]);
    media(xml, video, &bytes);
    for (language, address) in &video.captions {
        let attributes = [("url", address.as_str()), ("type", "text/vtt"), ("language", language.code()), ("rel", "captions")];
        xml.empty("podcast:transcript", &attributes);
    }
    let height = video.height.to_string();
    let attributes = [("type", video.media_type.as_str()), ("length", &bytes), ("height", &height), ("default", "true")];
    xml.element("podcast:alternateEnclosure", &attributes, |xml| {
        xml.empty("podcast:source", &[("uri", file)]);
        if let Some(integrity) = integrity(&video.sha256) {
            xml.empty("podcast:integrity", &[("type", "sri"), ("value", &integrity)]);
        }
    });
    extension::video(xml, video);
}

/// Media RSS counts whole seconds; a begun one counts.
fn media(xml: &mut Xml, video: &Video, bytes: &str) {
    let (width, height) = (video.width.to_string(), video.height.to_string());
    let attributes = [
        ("url", video.file.as_str()),
        ("fileSize", bytes),
        ("type", &video.media_type),
        ("medium", "video"),
        ("duration", &video.duration_ms.div_ceil(1000).to_string()),
        ("width", &width),
        ("height", &height),
    ];
    xml.element("media:content", &attributes, |xml| {
        if let Some(poster) = &video.poster {
            xml.empty("media:thumbnail", &[("url", poster.as_str())]);
        }
        for (language, address) in &video.captions {
            let attributes = [("type", "text/vtt"), ("lang", language.code()), ("href", address.as_str())];
            xml.empty("media:subTitle", &attributes);
        }
    });
}

/// The hash as Subresource Integrity writes it (W3C SRI, 3.2); Media RSS itself knows only MD5 and SHA-1.
fn integrity(sha256: &str) -> Option<String> {
    Some(format!("sha256-{}", STANDARD.encode(hex::decode(sha256).ok()?)))
}
