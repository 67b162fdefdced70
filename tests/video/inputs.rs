//! Files made to do harm, as bytes under the name by which they are handed in. The same ones each time.

use super::made::row;
use flate2::{Compression, write::ZlibEncoder};
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    sync::{Mutex, PoisonError},
};

pub struct Hostile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What playlists and scripts point at.
pub struct Targets {
    pub secret: String,
    pub film: String,
    pub port: u16,
}

/// Every group of them; a normal run takes a sample of each.
pub fn all(soak: bool, targets: &Targets) -> Vec<Hostile> {
    [
        cut_short(soak),
        wrong_bits(soak),
        promises(soak),
        lists(soak, targets),
        no_films(),
        bombs(soak),
        sizes_in_the_stream(soak),
        matroska_lies(soak),
        endless_captions(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Numbers that look random and are the same each time (xorshift).
pub struct Seed(pub u64);

impl Seed {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn hostile(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Hostile {
    Hostile { name: name.into(), bytes: bytes.into() }
}

/// A film of a second and a half, made once in each process.
pub fn film(extension: &'static str, script: &'static str) -> Vec<u8> {
    static MADE: Mutex<BTreeMap<(&str, &str), Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let make = || {
        let folder = tempfile::tempdir().unwrap();
        fs::read(row("hostile", extension, script).size(64, 48).seconds(1.5).make(folder.path())).unwrap()
    };
    made.entry((extension, script)).or_insert_with(make).clone()
}

pub fn mp4() -> Vec<u8> {
    film("mp4", "$F $V $A $X \"$OUT\"")
}

fn films(soak: bool) -> Vec<(&'static str, Vec<u8>)> {
    let mut films = vec![
        ("film.mp4", mp4()),
        ("film.mkv", film("mkv", "$F $V $A $X \"$OUT\"")),
        ("film.ts", film("ts", "$F $V $A $X \"$OUT\"")),
        ("film.avi", film("avi", "$F $V $A -c:v mpeg4 -c:a libmp3lame \"$OUT\"")),
    ];
    if soak {
        let vp9 = "$F $V $A -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus \"$OUT\"";
        films.push(("film.webm", film("webm", vp9)));
        films.push(("film.flv", film("flv", "$F $V $A $X -ar 44100 \"$OUT\"")));
        films.push(("fragments.mp4", film("mp4", "$F $V $A $X -movflags frag_keyframe+empty_moov \"$OUT\"")));
        let hevc = "$F $V $A -c:v libx265 -preset ultrafast -x265-params log-level=none -c:a aac \"$OUT\"";
        films.push(("hevc.mov", film("mov", hevc)));
        films.push(("prores.mov", film("mov", "$F $V $A -c:v prores_ks -c:a pcm_s16le \"$OUT\"")));
    }
    films
}

/// (begin, length) of every box of an MP4, containers opened.
fn boxes(bytes: &[u8], begin: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    const CONTAINERS: [&[u8]; 8] = [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"udta"];
    let mut at = begin;
    while at + 8 <= end {
        let size = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        if size < 8 || at + size > end {
            return;
        }
        found.push((at, size));
        if CONTAINERS.contains(&&bytes[at + 4..at + 8]) {
            boxes(bytes, at + 8, at + size, found);
        }
        at += size;
    }
}

/// A box of this kind, as long as its parts.
fn boxed(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let inside = parts.concat();
    [&u32::try_from(inside.len() + 8).unwrap().to_be_bytes()[..], kind, &inside].concat()
}

/// At every box of an MP4, and within it.
pub fn cut_short(soak: bool) -> Vec<Hostile> {
    let bytes = film("mp4", "$F $V $A $X -movflags faststart \"$OUT\"");
    let mut found = Vec::new();
    boxes(&bytes, 0, bytes.len(), &mut found);
    assert!(found.len() > 20, "{found:?}");
    let cuts = found.into_iter().step_by(if soak { 1 } else { 9 }).flat_map(|(begin, size)| match soak {
        true => vec![begin, begin + 4, begin + 9, begin + size / 2],
        false => vec![begin + size / 2],
    });
    cuts.map(|cut| hostile(format!("cut-{cut}.mp4"), &bytes[..cut.min(bytes.len())])).collect()
}

pub fn wrong_bits(soak: bool) -> Vec<Hostile> {
    let mut all = Vec::new();
    for (name, whole) in films(soak) {
        let mut seed = Seed(0x9e37_79b9_7f4a_7c15 ^ whole.len() as u64);
        for round in 0..if soak { 40 } else { 3 } {
            let mut bytes = whole.clone();
            // Headers first: most of what a file says stands in its first and last parts.
            for _ in 0..1 + round % 20 {
                let place = match seed.below(3) {
                    0 => seed.below(bytes.len().min(2000)),
                    1 => bytes.len() - 1 - seed.below(bytes.len().min(4000)),
                    _ => seed.below(bytes.len()),
                };
                bytes[place] ^= 1 << seed.below(8);
            }
            all.push(hostile(format!("bits-{round}-{name}"), bytes));
        }
    }
    all
}

/// 1e9 wherever a header of an MP4 has a number: sizes, counts, durations, scales; tracks and boxes without end.
pub fn promises(soak: bool) -> Vec<Hostile> {
    let mut all = Vec::new();
    let whole = mp4();
    let mut found = Vec::new();
    boxes(&whole, 0, whole.len(), &mut found);
    let tables: [&[u8]; 12] =
        [b"tkhd", b"mvhd", b"mdhd", b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stco", b"elst", b"stss", b"hdlr"];
    for (begin, size) in found {
        if tables.contains(&&whole[begin + 4..begin + 8]) {
            let places = (begin + 8..begin + size.min(120)).step_by(4).filter(|at| at + 4 <= whole.len());
            for at in places.step_by(if soak { 1 } else { 13 }) {
                let mut bytes = whole.clone();
                bytes[at..at + 4].copy_from_slice(&1_000_000_000u32.to_be_bytes());
                all.push(hostile(format!("promise-{at}.mp4"), bytes));
            }
        }
        if soak {
            let mut bytes = whole.clone();
            bytes[begin..begin + 4].copy_from_slice(&0xffff_fff0u32.to_be_bytes());
            all.push(hostile(format!("huge-box-{begin}.mp4"), bytes));
        }
    }
    const BRAND: &[u8] = b"\0\0\0\x14ftypisom\0\0\x02\0isom";
    let tracks = b"\0\0\0\x08trak".repeat(100_000);
    all.push(hostile("many-tracks.mp4", [BRAND, &boxed(b"moov", &[&tracks])].concat()));
    let mut deep = Vec::new();
    while deep.len() < 60_000 {
        deep = boxed(b"trak", &[&deep]);
    }
    all.push(hostile("deep.mp4", [BRAND, &boxed(b"moov", &[&deep])].concat()));
    all
}

/// Playlists, scripts and references that lead to other files and to hosts.
pub fn lists(soak: bool, Targets { secret, film, port }: &Targets) -> Vec<Hostile> {
    let mut texts = Vec::new();
    for target in [
        film.clone(),
        format!("file://{film}"),
        secret.clone(),
        format!("http://127.0.0.1:{port}/x.ts"),
        "../others/film.mp4".to_owned(),
        format!("concat:{film}|{film}"),
        format!("crypto:{film}"),
        format!("tcp://127.0.0.1:{port}"),
        format!("subfile,,start,0,end,100,,:{film}"),
    ] {
        texts.push(format!("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{target}\n#EXT-X-ENDLIST\n"));
        texts.push(format!("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{target}\n"));
        texts.push(format!("ffconcat version 1.0\nfile '{target}'\n"));
        texts.push(format!("<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT2S\"><Period><AdaptationSet><Representation id=\"0\" mimeType=\"video/mp4\" codecs=\"avc1.42e01e\" bandwidth=\"1\"><BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>"));
        texts.push(format!("[playlist]\nFile1={target}\nNumberOfEntries=1\n"));
    }
    texts.push(format!(
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 96\na=rtpmap:96 H264/90000\n"
    ));
    texts.push(format!("<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]><x>&e;</x>"));
    texts.push(format!("#!/bin/sh\ncat {secret}\n"));
    let mut all = Vec::new();
    for (i, text) in texts.iter().enumerate().step_by(if soak { 1 } else { 5 }) {
        all.push(hostile(format!("list-{i}.mp4"), text.as_bytes()));
        if soak {
            all.push(hostile(format!("list-{i}.m3u8"), text.as_bytes()));
        }
    }
    all.push(elsewhere());
    all
}

/// A film that says its data lies in another file (`dref` with a path).
pub fn elsewhere() -> Hostile {
    let mut bytes = film("mov", "$F $V $A $X \"$OUT\"");
    let at = bytes.windows(4).position(|w| w == b"dref").unwrap();
    bytes[at + 19] = 0;
    hostile("elsewhere.mov", bytes)
}

pub fn page() -> Hostile {
    hostile("page.mp4", b"<!DOCTYPE html><html><script>alert(1)</script></html>")
}

pub fn no_films() -> Vec<Hostile> {
    let srt: String = (0..50_000).map(|i| format!("{i}\n00:00:00,000 --> 99:59:59,999\n{{\\an8}}<b><i>\n\n")).collect();
    let elf = fs::read("/bin/true").unwrap();
    let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/../media-pipeline/resources/mark-generated.png");
    vec![
        hostile("empty.mp4", Vec::new()),
        hostile("one.mp4", vec![0]),
        hostile("zeros.mp4", vec![0; 1 << 20]),
        hostile("ones.mp4", vec![255; 1 << 20]),
        page(),
        hostile("archive.mp4", [&b"PK\x03\x04"[..], &[0; 4000]].concat()),
        hostile("captions.mp4", srt),
        hostile("words.mp4", "只是一些文字。".repeat(2000)),
        hostile("program.mp4", elf.clone()),
        hostile("program-and-film.mp4", [elf, mp4()].concat()),
        hostile("film-and-page.mp4", [&mp4()[..], b"<script>alert(1)</script>"].concat()),
        hostile("picture.mp4", fs::read(picture).unwrap()),
    ]
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(bytes).unwrap();
    zlib.finish().unwrap()
}

/// A compressed `moov` (QuickTime's `cmov`) that says it holds `claims` bytes.
fn compressed(moov: &[u8], claims: u32) -> Vec<u8> {
    let data = boxed(b"cmvd", &[&claims.to_be_bytes(), &deflated(moov)]);
    boxed(b"moov", &[&boxed(b"cmov", &[&boxed(b"dcom", &[b"zlib"]), &data])])
}

/// Indices that are compressed: small files that unfold into large ones.
pub fn bombs(soak: bool) -> Vec<Hostile> {
    let whole = mp4();
    let mut found = Vec::new();
    boxes(&whole, 0, whole.len(), &mut found);
    let (begin, size) = *found.iter().find(|(at, _)| &whole[at + 4..at + 8] == b"moov").unwrap();
    let (media, moov) = (&whole[..begin], &whole[begin..begin + size]);
    let length = |moov: &[u8]| u32::try_from(moov.len()).unwrap();
    let mut nested = moov.to_vec();
    for _ in 0..50 {
        nested = compressed(&nested, length(&nested));
    }
    let tracks = boxed(b"moov", &[&b"\0\0\0\x08trak".repeat(1_000_000)]);
    let mut moovs = vec![
        ("true", compressed(moov, length(moov))),
        ("zeros", compressed(&vec![0; 64 << 20], 64 << 20)),
        ("claim", compressed(moov, 0x7fff_ffff)),
    ];
    if soak {
        moovs.push(("claim-more", compressed(moov, 0xffff_ffff)));
        moovs.push(("claim-none", compressed(moov, 0)));
        moovs.push(("nested", nested));
        moovs.push(("tracks", compressed(&tracks, length(&tracks))));
    }
    moovs.into_iter().map(|(name, moov)| hostile(format!("compressed-{name}.mp4"), [media, &moov].concat())).collect()
}

/// A sequence parameter set of H.264 (ITU-T H.264, 7.3.2.1.1) with so many blocks of 16 × 16 pixels.
fn parameter_set(width: u32, height: u32) -> Vec<u8> {
    let mut bits = String::new();
    let exp_golomb = |bits: &mut String, value: u32| {
        let code = format!("{:b}", value + 1);
        bits.push_str(&"0".repeat(code.len() - 1));
        bits.push_str(&code);
    };
    for byte in [66u8, 0xc0, 51] {
        bits.push_str(&format!("{byte:08b}"));
    }
    // Its number, the length of frame numbers, the order of pictures, reference frames.
    for value in [0, 0, 2, 1] {
        exp_golomb(&mut bits, value);
    }
    bits.push('0');
    for value in [width - 1, height - 1] {
        exp_golomb(&mut bits, value);
    }
    // Frames only; direct 8 × 8; no cropping; no more; the bit that ends it.
    bits.push_str("11001");
    bits.push_str(&"0".repeat(bits.len().next_multiple_of(8) - bits.len()));
    let mut unit = vec![0x67];
    for byte in bits.as_bytes().chunks(8).map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap()) {
        // No start code within (7.4.1).
        if byte <= 3 && unit.ends_with(&[0, 0]) {
            unit.push(3);
        }
        unit.push(byte);
    }
    unit
}

/// A bare stream of H.264 whose parameter set speaks of other sizes than its pictures have.
pub fn sizes_in_the_stream(soak: bool) -> Vec<Hostile> {
    let stream = film("h264", "$F $V $A -map 0 $X \"$OUT\"");
    let text = |unit: &[u8], width, height| match unit.first() {
        Some(first) if first & 31 == 7 => parameter_set(width, height),
        _ => unit.to_vec(),
    };
    let mut sizes = vec![(62_500, 62_500), (600, 600)];
    if soak {
        sizes.extend([(4, 3), (1, 1), (1_000_000, 1), (1, 1_000_000), (2048, 2048), (65_535, 65_535)]);
    }
    let of = |(width, height): (u32, u32)| {
        let mut units = Vec::new();
        let mut begin = 0;
        for at in (0..stream.len().saturating_sub(2)).filter(|at| stream[*at..*at + 3] == [0, 0, 1]) {
            units.push(text(&stream[begin..at], width, height));
            begin = at + 3;
        }
        units.push(text(&stream[begin..], width, height));
        hostile(format!("blocks-{width}x{height}.h264"), units.join(&[0, 0, 1][..]))
    };
    sizes.into_iter().map(of).collect()
}

/// Elements of Matroska (RFC 8794) whose sizes are not theirs: none, too large, unknown, one too many.
pub fn matroska_lies(soak: bool) -> Vec<Hostile> {
    let whole = film("mkv", "$F $V $A $X \"$OUT\"");
    // EBML, Segment, SeekHead, Info, Tracks, Cluster, Cues.
    let kinds: [u32; 7] = [0x1a45_dfa3, 0x1853_8067, 0x114d_9b74, 0x1549_a966, 0x1654_ae6b, 0x1f43_b675, 0x1c53_bb6b];
    let mut all = Vec::new();
    for kind in kinds {
        // The last one: those before stand in the list of what there is.
        let Some(at) = whole.windows(4).rposition(|w| w == kind.to_be_bytes()) else { continue };
        let length = whole[at + 4].leading_zeros() as usize + 1;
        let field = at + 4..at + 4 + length;
        let marker = 0x80u8 >> (length - 1);
        let with =
            |rest: &dyn Fn(usize) -> u8| (0..length).map(|i| rest(i) | if i == 0 { marker } else { 0 }).collect::<Vec<u8>>();
        let low = |i: usize| if i == 0 { marker - 1 } else { 0xff };
        let (most, one_more) = (with(&|i| low(i) - u8::from(i + 1 == length)), whole[field.clone()].to_vec());
        let mut sizes = vec![("huge", most)];
        if soak {
            let mut more = one_more;
            *more.last_mut().unwrap() ^= 1;
            sizes.extend([("empty", with(&|_| 0)), ("unknown", with(&low)), ("off", more)]);
        }
        for (name, size) in sizes {
            let mut bytes = whole.clone();
            bytes[field.clone()].copy_from_slice(&size);
            all.push(hostile(format!("{name}-{kind:x}.mkv"), bytes));
        }
    }
    all
}

pub fn endless_captions() -> Vec<Hostile> {
    let script = "i=0; while [ $i -lt 3000 ]; do printf '%s\\n00:00:00,100 --> 00:00:01,000\\n<b>{\\\\an8}%0500d\\n\\n' $i $i; i=$((i+1)); done > c.srt; $F $V $A -i c.srt -map 0 -map 1 -map 2 $X -c:s srt \"$OUT\"";
    vec![hostile("captions.mkv", film("mkv", script))]
}
