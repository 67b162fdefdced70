//! What a file is served as: by its ending, out of a closed list, whatever it contains.

/// What of its contents can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// HTML and SVG.
    Markup,
    Style,
    Script,
    Text,
    /// Begins with one of these, at this place.
    Picture(usize, &'static [&'static [u8]]),
    Bytes,
}

const RIFF: Form = Form::Picture(8, &[b"WEBP"]);
const AVIF: Form = Form::Picture(4, &[b"ftyp"]);

const TYPES: [(&str, &str, Form); 38] = [
    ("html", "text/html; charset=utf-8", Form::Markup),
    ("htm", "text/html; charset=utf-8", Form::Markup),
    ("css", "text/css; charset=utf-8", Form::Style),
    ("js", "text/javascript; charset=utf-8", Form::Script),
    ("mjs", "text/javascript; charset=utf-8", Form::Script),
    ("svg", "image/svg+xml", Form::Markup),
    ("json", "application/json", Form::Text),
    ("map", "application/json", Form::Text),
    ("txt", "text/plain; charset=utf-8", Form::Text),
    ("csv", "text/csv; charset=utf-8", Form::Text),
    ("vtt", "text/vtt; charset=utf-8", Form::Text),
    ("png", "image/png", Form::Picture(0, &[b"\x89PNG\r\n\x1a\n"])),
    ("apng", "image/apng", Form::Picture(0, &[b"\x89PNG\r\n\x1a\n"])),
    ("jpg", "image/jpeg", Form::Picture(0, &[b"\xff\xd8\xff"])),
    ("jpeg", "image/jpeg", Form::Picture(0, &[b"\xff\xd8\xff"])),
    ("gif", "image/gif", Form::Picture(0, &[b"GIF87a", b"GIF89a"])),
    ("webp", "image/webp", RIFF),
    ("avif", "image/avif", AVIF),
    ("ico", "image/x-icon", Form::Picture(0, &[b"\x00\x00\x01\x00", b"\x89PNG\r\n\x1a\n"])),
    ("mp3", "audio/mpeg", Form::Bytes),
    ("m4a", "audio/mp4", Form::Bytes),
    ("aac", "audio/aac", Form::Bytes),
    ("ogg", "audio/ogg", Form::Bytes),
    ("oga", "audio/ogg", Form::Bytes),
    ("opus", "audio/ogg", Form::Bytes),
    ("wav", "audio/wav", Form::Bytes),
    ("flac", "audio/flac", Form::Bytes),
    ("mp4", "video/mp4", Form::Bytes),
    ("m4v", "video/mp4", Form::Bytes),
    ("webm", "video/webm", Form::Bytes),
    ("ogv", "video/ogg", Form::Bytes),
    ("woff", "font/woff", Form::Picture(0, &[b"wOFF"])),
    ("woff2", "font/woff2", Form::Picture(0, &[b"wOF2"])),
    ("ttf", "font/ttf", Form::Picture(0, &[b"\x00\x01\x00\x00", b"true"])),
    ("otf", "font/otf", Form::Picture(0, &[b"OTTO", b"\x00\x01\x00\x00"])),
    ("glb", "model/gltf-binary", Form::Bytes),
    ("bin", "application/octet-stream", Form::Bytes),
    ("atlas", "text/plain; charset=utf-8", Form::Text),
];

/// `None` of a file that is not served.
pub fn media_type(path: &str) -> Option<&'static str> {
    found(path).map(|(media_type, _)| media_type)
}

pub(crate) fn found(path: &str) -> Option<(&'static str, Form)> {
    let ending = ending(path)?;
    TYPES.iter().find(|(known, ..)| *known == ending).map(|(_, media_type, form)| (*media_type, *form))
}

/// What stands after the last dot of the last step, in small letters.
pub(crate) fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}
