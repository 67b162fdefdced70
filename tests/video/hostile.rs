//! Files made to do harm. Each ends inside its time with films that play, with words for the editor, or at a limit;
//! nothing outside of the output folder changes and nobody is called.

use super::{
    made::row,
    program::{Run, program},
    soak, streams,
};
use std::{
    collections::BTreeMap,
    fs,
    net::TcpListener,
    os::unix::ffi::OsStringExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const BUDGET: Duration = Duration::from_secs(60);

/// What surrounds the hostile files: a secret in a folder next to theirs, and somebody who listens.
struct Scene {
    folder: tempfile::TempDir,
    listener: TcpListener,
    /// What was there before, but for inputs and outputs.
    before: BTreeMap<PathBuf, Vec<u8>>,
    count: usize,
}

const SECRET: &[u8] = b"CANARY-7f3a: nobody may read this";

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("others")).unwrap();
        fs::write(folder.path().join("others/secret.txt"), SECRET).unwrap();
        let film = row("canary", "mp4", "$F $V $A $X -metadata title=CANARY-7f3a \"$OUT\"").make(folder.path());
        fs::rename(film, folder.path().join("others/film.mp4")).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let mut scene = Self { folder, listener, before: BTreeMap::new(), count: 0 };
        scene.before = scene.outside();
        scene
    }

    fn others(&self, name: &str) -> String {
        self.folder.path().join("others").join(name).to_str().unwrap().to_owned()
    }

    fn port(&self) -> u16 {
        self.listener.local_addr().unwrap().port()
    }

    fn outside(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let list = |folder: &Path| fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
        let top = list(self.folder.path()).into_iter().filter(|p| p.is_file());
        top.chain(list(&self.folder.path().join("others"))).map(|p| (p.clone(), fs::read(p).unwrap())).collect()
    }

    /// Runs on `bytes` in a file of this name.
    fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.count += 1;
        let folder = self.folder.path().join(format!("job-{}", self.count));
        fs::create_dir(&folder).unwrap();
        let input = folder.join(name);
        fs::write(&input, bytes).unwrap();
        self.path(name, &input);
    }

    /// Runs on whatever stands at `input`.
    fn path(&mut self, name: &str, input: &Path) {
        self.count += 1;
        let jobs = self.folder.path().join(format!("out-{}", self.count));
        fs::create_dir(&jobs).unwrap();
        let out = jobs.join("out");
        let begun = Instant::now();
        let run = within(BUDGET, input, &out).unwrap_or_else(|| panic!("{name}: not done after {BUDGET:?}"));
        assert!(!run.stderr.contains("panicked") && !run.stderr.contains("overflow"), "{name}: {}", run.stderr);
        match (run.code, run.signal) {
            (Some(0), _) => self.taken(name, &run),
            (Some(3), _) => _ = run.refused(),
            // SIGKILL, SIGXCPU, SIGXFSZ: a limit. An abort is what a failed allocation does.
            (None, Some(6 | 9 | 24 | 25)) => {}
            (code, signal) => panic!("{name}: exit {code:?}, signal {signal:?} after {:?}: {}", begun.elapsed(), run.stderr),
        }
        let left: Vec<_> = fs::read_dir(&jobs).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(left.iter().all(|n| n == "out"), "{name}: written beside the output folder: {left:?}");
        assert!(self.outside() == self.before, "{name}: something outside changed");
        assert!(self.listener.accept().is_err(), "{name}: somebody was called");
        fs::remove_dir_all(&jobs).unwrap();
    }

    /// What was made of it plays and holds nothing of anybody else's.
    fn taken(&self, name: &str, run: &Run) {
        let manifest = run.manifest();
        for (file, bytes) in run.files() {
            assert!(!bytes.windows(11).any(|w| w == &SECRET[..11]), "{name}: {file} holds another's secret");
        }
        for rendition in manifest["renditions"].as_array().unwrap() {
            let path = run.out.join(rendition["file"].as_str().unwrap());
            match rendition["role"].as_str().unwrap() {
                "rung" | "progressive" => {
                    let probe = streams::ffprobe(&path, &["-count_frames", "-select_streams", "v", "-show_streams"]);
                    let count = probe["streams"][0]["nb_read_frames"].as_str().unwrap_or("0").to_owned();
                    assert_ne!(count, "0", "{name}: {} is empty", path.display());
                }
                _ => assert!(fs::metadata(&path).unwrap().len() > 0, "{name}: {} is empty", path.display()),
            }
        }
    }
}

/// The run, or `None` where it was not done in time and had to be killed.
fn within(budget: Duration, input: &Path, out: &Path) -> Option<Run> {
    let mut child = Command::new(program())
        .arg("video")
        .arg(input)
        .arg(out)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while begun.elapsed() < budget {
        if child.try_wait().unwrap().is_some() {
            return Some(Run::new(out, child.wait_with_output().unwrap()));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().ok();
    child.wait().ok();
    None
}

/// Numbers that look random and are the same each time (xorshift).
struct Seed(u64);

impl Seed {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn film(name: &'static str, extension: &'static str, script: &'static str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    fs::read(row(name, extension, script).size(64, 48).seconds(1.5).make(folder.path())).unwrap()
}

fn films() -> Vec<(&'static str, Vec<u8>)> {
    let mut films = vec![
        ("film.mp4", film("MP4", "mp4", "$F $V $A $X \"$OUT\"")),
        ("film.mkv", film("MKV", "mkv", "$F $V $A $X \"$OUT\"")),
        ("film.ts", film("TS", "ts", "$F $V $A $X \"$OUT\"")),
        ("film.avi", film("AVI", "avi", "$F $V $A -c:v mpeg4 -c:a libmp3lame \"$OUT\"")),
    ];
    if soak() {
        films.push((
            "film.webm",
            film("WebM", "webm", "$F $V $A -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus \"$OUT\""),
        ));
        films.push(("film.flv", film("FLV", "flv", "$F $V $A $X -ar 44100 \"$OUT\"")));
        films.push(("fragments.mp4", film("fragments", "mp4", "$F $V $A $X -movflags frag_keyframe+empty_moov \"$OUT\"")));
        films.push((
            "hevc.mov",
            film("HEVC", "mov", "$F $V $A -c:v libx265 -preset ultrafast -x265-params log-level=none -c:a aac \"$OUT\""),
        ));
        films.push(("prores.mov", film("ProRes", "mov", "$F $V $A -c:v prores_ks -c:a pcm_s16le \"$OUT\"")));
    }
    films
}

/// (begin, length) of every box of an MP4, containers opened.
fn boxes(bytes: &[u8], begin: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    let mut at = begin;
    while at + 8 <= end {
        let size = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        if size < 8 || at + size > end {
            return;
        }
        found.push((at, size));
        if [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"udta"].iter().any(|k| bytes[at + 4..at + 8] == k[..])
        {
            boxes(bytes, at + 8, at + size, found);
        }
        at += size;
    }
}

#[test]
fn films_cut_short_at_every_box() {
    let mut scene = Scene::new();
    let bytes = film("front", "mp4", "$F $V $A $X -movflags faststart \"$OUT\"");
    let mut found = Vec::new();
    boxes(&bytes, 0, bytes.len(), &mut found);
    assert!(found.len() > 20, "{found:?}");
    let step = if soak() { 1 } else { 9 };
    for (begin, size) in found.into_iter().step_by(step) {
        for cut in [begin, begin + 4, begin + 9, begin + size / 2] {
            if soak() || cut == begin + size / 2 {
                scene.bytes(&format!("cut-{cut}.mp4"), &bytes[..cut.min(bytes.len())]);
            }
        }
    }
}

#[test]
fn films_with_wrong_bits() {
    let mut scene = Scene::new();
    let rounds = if soak() { 40 } else { 3 };
    for (name, whole) in films() {
        let mut seed = Seed(0x9e37_79b9_7f4a_7c15 ^ whole.len() as u64);
        for round in 0..rounds {
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
            scene.bytes(&format!("bits-{round}-{name}"), &bytes);
        }
    }
}

#[test]
fn headers_that_promise_too_much() {
    let mut scene = Scene::new();
    let whole = film("MP4", "mp4", "$F $V $A $X \"$OUT\"");
    let mut found = Vec::new();
    boxes(&whole, 0, whole.len(), &mut found);
    // 1e9 wherever a header has a number: sizes, counts, durations, scales.
    let tables: [&[u8]; 12] =
        [b"tkhd", b"mvhd", b"mdhd", b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stco", b"elst", b"stss", b"hdlr"];
    for (begin, size) in found {
        if !tables.contains(&&whole[begin + 4..begin + 8]) {
            continue;
        }
        let places: Vec<usize> = (begin + 8..begin + size.min(120)).step_by(4).collect();
        let step = if soak() { 1 } else { 13 };
        for at in places.into_iter().step_by(step).filter(|at| at + 4 <= whole.len()) {
            let mut bytes = whole.clone();
            bytes[at..at + 4].copy_from_slice(&1_000_000_000u32.to_be_bytes());
            scene.bytes(&format!("promise-{at}.mp4"), &bytes);
        }
        if soak() {
            let mut bytes = whole.clone();
            bytes[begin..begin + 4].copy_from_slice(&0xffff_fff0u32.to_be_bytes());
            scene.bytes(&format!("huge-box-{begin}.mp4"), &bytes);
        }
    }
    // A hundred thousand tracks: as many empty `trak` boxes.
    let moov: Vec<u8> = [&b"\0\0\0\x08trak"[..]; 100_000].concat();
    let size = |n: usize| u32::try_from(n + 8).unwrap().to_be_bytes();
    let many = [&b"\0\0\0\x14ftypisom\0\0\x02\0isom"[..], &size(moov.len()), b"moov", &moov].concat();
    scene.bytes("many-tracks.mp4", &many);
    // A box in a box in a box.
    let mut deep = Vec::new();
    for _ in 0..20_000 {
        deep = [&size(deep.len())[..], b"trak", &deep].concat();
        if deep.len() > 60_000 {
            break;
        }
    }
    scene.bytes("deep.mp4", &[&b"\0\0\0\x14ftypisom\0\0\x02\0isom"[..], &size(deep.len()), b"moov", &deep].concat());
}

#[test]
fn playlists_and_scripts_open_no_other_file_and_call_nobody() {
    let mut scene = Scene::new();
    let (secret, film, port) = (scene.others("secret.txt"), scene.others("film.mp4"), scene.port());
    let host = format!("http://127.0.0.1:{port}/x.ts");
    let mut texts = Vec::new();
    for target in [
        film.clone(),
        format!("file://{film}"),
        secret.clone(),
        host.clone(),
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
    let step = if soak() { 1 } else { 5 };
    for (i, text) in texts.iter().enumerate().step_by(step) {
        scene.bytes(&format!("list-{i}.mp4"), text.as_bytes());
        if soak() {
            scene.bytes(&format!("list-{i}.m3u8"), text.as_bytes());
        }
    }
    // A film that says its data lies in another file (`dref` with a path).
    let mov = self::film("MOV", "mov", "$F $V $A $X \"$OUT\"");
    let at = mov.windows(4).position(|w| w == b"dref").unwrap();
    let mut elsewhere = mov;
    elsewhere[at + 19] = 0;
    scene.bytes("elsewhere.mov", &elsewhere);
}

#[test]
fn what_is_no_film_at_all_is_refused_in_words() {
    let mut scene = Scene::new();
    let zip = [b"PK\x03\x04".to_vec(), vec![0; 4000]].concat();
    let srt: String = (0..50_000).map(|i| format!("{i}\n00:00:00,000 --> 99:59:59,999\n{{\\an8}}<b><i>\n\n")).collect();
    let elf = fs::read("/bin/true").unwrap();
    let mp4 = film("MP4", "mp4", "$F $V $A $X \"$OUT\"");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty.mp4", Vec::new()),
        ("one.mp4", vec![0]),
        ("zeros.mp4", vec![0; 1 << 20]),
        ("ones.mp4", vec![255; 1 << 20]),
        ("page.mp4", b"<!DOCTYPE html><html><script>alert(1)</script></html>".to_vec()),
        ("archive.mp4", zip),
        ("captions.mp4", srt.into_bytes()),
        ("words.mp4", "只是一些文字。".repeat(2000).into_bytes()),
        ("program.mp4", elf.clone()),
        ("program-and-film.mp4", [elf, mp4.clone()].concat()),
        ("film-and-page.mp4", [mp4, b"<script>alert(1)</script>".to_vec()].concat()),
        (
            "picture.mp4",
            fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../media-pipeline/resources/mark-generated.png")).unwrap(),
        ),
    ];
    for (name, bytes) in cases {
        scene.bytes(name, &bytes);
    }
}

#[test]
fn folders_pipes_devices_and_names_that_are_no_text() {
    let mut scene = Scene::new();
    let folder = scene.folder.path().join("odd");
    fs::create_dir(&folder).unwrap();
    let place = |name: &str| folder.join(name);
    fs::create_dir(place("folder.mp4")).unwrap();
    assert!(Command::new("mkfifo").arg(place("pipe.mp4")).status().unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", place("zero.mp4")).unwrap();
    std::os::unix::fs::symlink(scene.others("secret.txt"), place("link.mp4")).unwrap();
    for name in ["folder.mp4", "pipe.mp4", "zero.mp4", "link.mp4"] {
        scene.path(name, &place(name));
    }
    scene.path("/dev/zero", Path::new("/dev/zero"));
    let odd = folder.join(std::ffi::OsString::from_vec(b"fi\xff\xfelm\n'%n.mp4".to_vec()));
    fs::write(&odd, film("MP4", "mp4", "$F $V $A $X \"$OUT\"")).unwrap();
    scene.path("a name that is no text", &odd);
}

#[test]
fn captions_without_end_inside_a_film() {
    let script = "i=0; while [ $i -lt 3000 ]; do printf '%s\\n00:00:00,100 --> 00:00:01,000\\n<b>{\\\\an8}%0500d\\n\\n' $i $i; i=$((i+1)); done > c.srt; $F $V $A -i c.srt -map 0 -map 1 -map 2 $X -c:s srt \"$OUT\"";
    let mut scene = Scene::new();
    scene.bytes("captions.mkv", &film("captions", "mkv", script));
}
