//! What a file carries along that has to outlive its bytes, or whose end has to be told: the label of AI content
//! (GB 45438-2025) and Content Credentials (C2PA). Read from the metadata alone; nothing else of them goes anywhere. Pure.

use super::{heif, kind::Kind, segments, tiff, warning::Warning};

/// The name space of TC260 in XMP.
pub const NAMESPACE: &str = "http://www.tc260.org.cn/ns/AIGC/1.0/";
/// What a JPEG's segment of XMP begins with (XMP part 3, 1.1.3).
pub const SIGNATURE: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// A PNG's text of XMP (XMP part 3, 1.1.5).
pub const KEYWORD: &[u8] = b"XML:com.adobe.xmp\0";
/// No more of a packet is searched for a label.
const MOST_XMP: usize = 256 * 1024;
/// No label is longer, in bytes of UTF-8.
pub const LONGEST: usize = 4096;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// As it stands in the file: JSON, by the standard.
    pub label: Option<String>,
    is_too_long: bool,
    has_credentials: bool,
    /// Somewhere in it may stand where it was made.
    may_name_place: bool,
}

impl Carried {
    /// Of a file that is held whole.
    pub fn of(kind: Kind, bytes: &[u8]) -> Self {
        let mut carried = Self::default();
        match kind {
            Kind::Jpeg => segments::jpeg(bytes).for_each(|(marker, data)| carried.jpeg_segment(marker, data)),
            Kind::Png => segments::png(bytes).for_each(|(kind, data)| carried.png_chunk(&kind, data)),
            Kind::WebP => segments::webp(bytes).for_each(|(kind, data)| match &kind {
                b"XMP " => carried.xmp(data),
                b"C2PA" => carried.credentials(data),
                b"EXIF" => carried.exif(data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
                _ => {}
            }),
            Kind::Gif => gif_xmp(bytes).into_iter().for_each(|packet| carried.xmp(packet)),
            Kind::Tiff => tiff::xmp(bytes).into_iter().for_each(|packet| carried.xmp(packet)),
            Kind::Heic | Kind::Avif => {
                let packet = heif::item_of_type(bytes, b"application/rdf+xml");
                packet.into_iter().for_each(|packet| carried.xmp(&packet));
            }
        }
        carried
    }

    /// One segment of a JPEG.
    pub fn jpeg_segment(&mut self, marker: u8, data: &[u8]) {
        match marker {
            0xE1 => match (data.strip_prefix(SIGNATURE), data.strip_prefix(b"Exif\0\0")) {
                (Some(packet), _) => self.xmp(packet),
                (_, Some(exif)) => self.exif(exif),
                // The rest of a long XMP, and what nobody here knows.
                _ => self.may_name_place = true,
            },
            // Boxes of JUMBF (ISO/IEC 19566-5), of which C2PA's is one.
            0xEB => {
                self.may_name_place |= names_place(data);
                self.has_credentials |= has(data, b"c2pa");
            }
            // IPTC's fields of a city and a country stand here.
            0xED => self.may_name_place = true,
            _ => {}
        }
    }

    /// One chunk of a PNG.
    pub fn png_chunk(&mut self, kind: &[u8; 4], data: &[u8]) {
        match kind {
            b"iTXt" => {
                // Behind the keyword: compressed or not, how, a language, the keyword in it. XMP is never compressed.
                self.may_name_place |= !data.starts_with(&[KEYWORD, b"\0\0"].concat());
                let text = data.strip_prefix(KEYWORD).and_then(|rest| rest.strip_prefix(b"\0\0"));
                text.and_then(|rest| rest.splitn(3, |&byte| byte == 0).nth(2)).into_iter().for_each(|packet| self.xmp(packet));
            }
            // Some services write the label by its bare name.
            b"tEXt" => {
                self.may_name_place |= names_place(data) || data.starts_with(b"Raw profile");
                let text = data.strip_prefix(b"AIGC\0").and_then(|text| std::str::from_utf8(text).ok());
                text.into_iter().for_each(|text| self.take(text.trim()));
            }
            b"caBX" => self.credentials(data),
            b"eXIf" => self.exif(data),
            // Compressed, or Exif in letters.
            b"zTXt" => self.may_name_place = true,
            _ => {}
        }
    }

    /// Content Credentials vouch for these very bytes, so that only the upload as it came can carry them; and it may go out
    /// where it does not tell a place.
    pub fn may_go_out_for_credentials(&self) -> bool {
        self.has_credentials && !self.may_name_place
    }

    fn credentials(&mut self, data: &[u8]) {
        self.has_credentials = true;
        self.may_name_place |= names_place(data);
    }

    fn exif(&mut self, exif: &[u8]) {
        self.may_name_place |= tiff::may_name_place(exif);
    }

    fn xmp(&mut self, packet: &[u8]) {
        self.may_name_place |= names_place(packet);
        let text = String::from_utf8_lossy(&packet[..packet.len().min(MOST_XMP)]);
        if let Some(label) = labelled(&text) {
            self.take(label.trim());
        }
    }

    fn take(&mut self, label: &str) {
        match label.len() {
            0 => {}
            length if length > LONGEST => self.is_too_long = true,
            _ => _ = self.label.get_or_insert_with(|| label.to_owned()),
        }
    }

    pub fn warnings(&self) -> Vec<Warning> {
        let label = if self.label.is_some() { Some(Warning::Label) } else { self.is_too_long.then_some(Warning::LongLabel) };
        label.into_iter().chain(self.has_credentials.then_some(Warning::Credentials)).collect()
    }
}

/// By the words that Exif, XMP and the assertions of C2PA have for it.
fn names_place(data: &[u8]) -> bool {
    [&b"GPS"[..], b"Location", b"photoshop:City"].iter().any(|word| has(data, word))
}

fn has(data: &[u8], word: &[u8]) -> bool {
    data.windows(word.len()).any(|window| window == word)
}

/// XMP stands in an application extension, not in blocks but as it is (XMP part 3, 1.1.2).
fn gif_xmp(bytes: &[u8]) -> Option<&[u8]> {
    const HEAD: &[u8] = b"\x21\xFF\x0BXMP DataXMP";
    let at = bytes.windows(HEAD.len()).position(|window| window == HEAD)? + HEAD.len();
    let end = bytes[at..].windows(2).position(|pair| pair == [1, 0xFF])?;
    Some(&bytes[at..at + end])
}

/// The value of TC260's property in a packet, which may stand as an element or as an attribute (XMP part 1, 7.9.2).
fn labelled(packet: &str) -> Option<String> {
    let before = &packet[..packet.find(NAMESPACE)?];
    let prefix = before[before.rfind("xmlns:")? + 6..].split(['=', ' ', '\n', '\t']).next()?;
    let name = format!("{prefix}:AIGC");
    packet.match_indices(&name).find_map(|(at, _)| {
        let after = &packet[at + name.len()..];
        if packet[..at].ends_with('<') {
            let (head, inside) = after.split_once('>')?;
            let value = inside.split_once(&format!("</{name}>"))?.0.trim();
            let plain = value.strip_prefix("<![CDATA[").and_then(|value| value.strip_suffix("]]>"));
            return (!head.ends_with('/')).then(|| plain.map_or_else(|| unescaped(value), str::to_owned));
        }
        let value = after.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some(unescaped(value[1..].split_once(quote)?.0))
    })
}

/// XML 1.0, 4.1 and 4.6.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((plain, behind)) = rest.split_once('&') {
        text.push_str(plain);
        let reference = behind.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        match reference {
            Some((c, after)) => {
                text.push(c);
                rest = after;
            }
            None => {
                text.push('&');
                rest = behind;
            }
        }
    }
    text.push_str(rest);
    text
}

fn character(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    match (name, number.map(|number| number.strip_prefix(['x', 'X']).ok_or(number))) {
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("apos", _) => Some('\''),
        (_, Some(Ok(hex))) => char::from_u32(u32::from_str_radix(hex, 16).ok()?),
        (_, Some(Err(decimal))) => char::from_u32(decimal.parse().ok()?),
        _ => None,
    }
}
