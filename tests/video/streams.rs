//! Tracks and playlists, as Debian's `ffprobe` and the bytes have them.

use serde_json::Value;
use std::{fs, path::Path, process::Command};

/// What `ffprobe` prints for these options.
pub fn ffprobe(path: &Path, options: &[&str]) -> Value {
    let output = Command::new("ffprobe").args(["-v", "error", "-of", "json"]).args(options).arg(path).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && words.is_empty(), "{}: {words}", path.display());
    serde_json::from_slice(&output.stdout).unwrap()
}

pub fn seconds(value: &Value) -> f64 {
    value.as_str().and_then(|s| s.parse().ok()).unwrap_or(f64::NAN)
}

/// When each packet of the first track of this kind (`v` or `a`) is shown, in seconds, and a digest of it.
pub fn packets(path: &Path, kind: &str) -> Vec<(f64, String)> {
    let shown = ["-show_entries", "packet=pts_time,data_hash", "-show_data_hash", "sha256"];
    let probe = ffprobe(path, &[&["-select_streams", kind][..], &shown].concat());
    let packet = |row: &Value| (seconds(&row["pts_time"]), row["data_hash"].as_str().unwrap().to_owned());
    probe["packets"].as_array().unwrap().iter().map(packet).collect()
}

/// A picture's track is what every player takes: H.264, 8 bits, 4:2:0, BT.709, even sides.
pub fn assert_plain_picture(path: &Path, (width, height): (u64, u64)) {
    let probe = ffprobe(path, &["-show_streams", "-select_streams", "v"]);
    let track = &probe["streams"][0];
    let tags = ["codec_name", "pix_fmt", "color_space", "color_transfer", "color_primaries", "color_range", "field_order"]
        .map(|name| track[name].as_str().unwrap_or("-"));
    let plain = ["h264", "yuv420p", "bt709", "bt709", "bt709", "tv", "progressive"];
    assert_eq!(tags, plain, "{}", path.display());
    assert_eq!((track["width"].as_u64(), track["height"].as_u64()), (Some(width), Some(height)), "{}", path.display());
    assert!(width % 2 == 0 && height % 2 == 0, "{width} × {height}");
    assert!(["1:1", "N/A"].contains(&track["sample_aspect_ratio"].as_str().unwrap_or("N/A")), "{track}");
    assert!(track["side_data_list"].is_null(), "{track}");
}

/// RFC 6381, read from the bytes of a track's header.
pub fn codec(bytes: &[u8]) -> String {
    let at = |what: &[u8]| bytes.windows(what.len()).position(|w| w == what);
    if let Some(at) = at(b"avcC") {
        let b = &bytes[at + 4..];
        // The parameter set must say the same as the record in front of it.
        assert_eq!(b[1..4], b[9..12], "avcC and SPS differ");
        return format!("avc1.{:02x}{:02x}{:02x}", b[1], b[2], b[3]);
    }
    if let Some(at) = at(b"av1C") {
        let b = &bytes[at + 4..];
        assert_eq!(b[0], 0x81, "marker and version");
        // Of a sequence header with its size, as the record ends with one.
        assert_eq!((b[4], b[6] >> 5), (0x0a, b[1] >> 5), "av1C and sequence header differ");
        return format!("av01.{}.{:02}{}.08", b[1] >> 5, b[1] & 31, if b[2] >> 7 == 1 { 'H' } else { 'M' });
    }
    let esds = &bytes[at(b"esds").expect("a codec") + 8..];
    // ISO/IEC 14496-1: descriptors inside each other, each with a tag and a length in one byte or in up to four. Bit rates stand
    // between them, and may hold any byte.
    let inside = |from: usize, tag: u8| {
        assert_eq!(esds[from], tag, "a descriptor");
        from + 2 + esds[from + 1..].iter().take_while(|b| **b & 0x80 != 0).count()
    };
    let stream = inside(0, 3) + 3;
    let decoder = inside(stream, 4) + 13;
    format!("mp4a.40.{}", esds[inside(decoder, 5)] >> 3)
}

pub struct Segment {
    pub seconds: f64,
    pub offset: u64,
    pub bytes: u64,
}

pub struct Playlist {
    pub file: String,
    pub header: u64,
    pub target: f64,
    pub segments: Vec<Segment>,
}

fn range(text: &str) -> (u64, u64) {
    let (bytes, offset) = text.split_once('@').expect("a range says where it begins");
    (bytes.parse().unwrap(), offset.parse().unwrap())
}

/// A media playlist with ranges of one file.
pub fn playlist(path: &Path) -> Playlist {
    let text = fs::read_to_string(path).unwrap();
    let mut read = Playlist { file: String::new(), header: 0, target: 0.0, segments: Vec::new() };
    assert!(text.starts_with("#EXTM3U\n") && text.ends_with("#EXT-X-ENDLIST\n"), "{text}");
    let (mut length, mut place) = (0.0, (0, 0));
    for line in text.lines() {
        if let Some(value) = line.strip_prefix("#EXT-X-TARGETDURATION:") {
            read.target = value.parse().unwrap();
        } else if let Some(value) = line.strip_prefix("#EXT-X-MAP:") {
            let value = value.split("BYTERANGE=\"").nth(1).unwrap().trim_end_matches('"');
            let (bytes, offset) = range(value);
            assert_eq!(offset, 0);
            read.header = bytes;
        } else if let Some(value) = line.strip_prefix("#EXTINF:") {
            length = value.trim_end_matches(',').parse().unwrap();
        } else if let Some(value) = line.strip_prefix("#EXT-X-BYTERANGE:") {
            place = range(value);
        } else if !line.starts_with('#') {
            assert!(!line.contains('/') && (read.file.is_empty() || read.file == line), "{line}");
            read.file = line.to_owned();
            read.segments.push(Segment { seconds: length, offset: place.1, bytes: place.0 });
        }
    }
    read
}

impl Playlist {
    /// Ranges fill the file, each begins with `moof`, none is longer than the target. Answers when the segments begin.
    pub fn assert_whole(&self, folder: &Path) -> Vec<f64> {
        let bytes = fs::read(folder.join(&self.file)).unwrap();
        let mut next = self.header;
        for segment in &self.segments {
            assert_eq!(segment.offset, next, "{}: a hole", self.file);
            let kind = &bytes[segment.offset as usize + 4..segment.offset as usize + 8];
            assert_eq!(kind, b"moof", "{}: a segment begins with another box", self.file);
            assert!(segment.seconds > 0.0 && segment.seconds.round() <= self.target, "{}: {} s", self.file, segment.seconds);
            next += segment.bytes;
        }
        assert_eq!(next, bytes.len() as u64, "{}: bytes outside of all ranges", self.file);
        let probe = ffprobe(&folder.join(&self.file), &["-show_entries", "packet=pts_time,pos,flags"]);
        let packets: Vec<(f64, u64, bool)> = probe["packets"].as_array().unwrap().iter().map(packet).collect();
        let mut shown: Vec<f64> = packets.iter().map(|p| p.0).collect();
        shown.sort_by(f64::total_cmp);
        let shortest = shown.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
        assert!(shortest > 0.0162, "{}: one follows the other after {shortest} s, which is more than 61 a second", self.file);
        let first = |s: &Segment| {
            let inside = packets.iter().filter(|p| (s.offset..s.offset + s.bytes).contains(&p.1));
            let first = inside.clone().next().expect("a segment holds something");
            assert!(first.2, "{}: a segment begins without a keyframe", self.file);
            inside.map(|p| p.0).fold(f64::INFINITY, f64::min)
        };
        self.segments.iter().map(first).collect()
    }

    pub fn seconds(&self) -> f64 {
        self.segments.iter().map(|s| s.seconds).sum()
    }

    /// Bits a second of the worst run of segments that lasts between half and one and a half of the target
    /// (RFC 8216 4.3.4.2).
    pub fn peak(&self) -> f64 {
        let mut peak = 0.0f64;
        for begin in 0..self.segments.len() {
            let (mut bytes, mut seconds) = (0, 0.0);
            for segment in &self.segments[begin..] {
                (bytes, seconds) = (bytes + segment.bytes, seconds + segment.seconds);
                if (0.5 * self.target..=1.5 * self.target).contains(&seconds) {
                    peak = peak.max(bytes as f64 * 8.0 / seconds);
                }
            }
        }
        peak
    }
}

fn packet(row: &Value) -> (f64, u64, bool) {
    let text = |name: &str| row[name].as_str().unwrap_or_default();
    (seconds(&row["pts_time"]), text("pos").parse().unwrap_or(0), text("flags").starts_with('K'))
}

/// (attributes, name of the media playlist) of each variant, and the sound's playlist.
pub fn variants(path: &Path) -> (Vec<(String, String)>, Option<String>) {
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<_> = text.lines().collect();
    let variants =
        lines.windows(2).filter_map(|pair| Some((pair[0].strip_prefix("#EXT-X-STREAM-INF:")?.to_owned(), pair[1].to_owned())));
    let sound = lines.iter().find(|l| l.starts_with("#EXT-X-MEDIA:TYPE=AUDIO")).map(|l| attribute(l, "URI"));
    (variants.collect(), sound)
}

/// The value of one attribute, without quotes.
pub fn attribute(line: &str, name: &str) -> String {
    let begins = [format!(",{name}="), format!(":{name}=")];
    let line = format!(":{line}");
    let at =
        begins.iter().filter_map(|b| line.find(b).map(|i| i + b.len())).min().unwrap_or_else(|| panic!("no {name} in {line}"));
    let rest = &line[at..];
    rest.strip_prefix('"').map_or_else(|| rest.split(',').next().unwrap(), |quoted| quoted.split('"').next().unwrap()).to_owned()
}
