//! Files made to do harm. Each ends inside its time with films that play, with words for the editor, or at a limit;
//! nothing outside of the output folder changes and nobody is called.

use super::{
    inputs::{self, Hostile, Targets},
    made::row,
    program::{Run, program},
    soak, streams,
};
use crate::busy;
use std::{
    collections::{BTreeMap, BTreeSet},
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

    fn targets(&self) -> Targets {
        let port = self.listener.local_addr().unwrap().port();
        Targets { secret: self.others("secret.txt"), film: self.others("film.mp4"), port }
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
        let taken = self.path(name, &input);
        if let Some(why) = taken.filter(|why| !is_on_purpose(name, why)) {
            assert!(!decodes(&input), "{name}: ffmpeg shows a picture of it, and here it ends with {why}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    /// Runs on whatever stands at `input`; how it ended, where it was not taken.
    fn path(&mut self, name: &str, input: &Path) -> Option<String> {
        self.count += 1;
        let jobs = self.folder.path().join(format!("out-{}", self.count));
        fs::create_dir(&jobs).unwrap();
        let out = jobs.join("out");
        let begun = Instant::now();
        let budget = BUDGET.mul_f64(busy::crowding());
        let run = within(budget, input, &out).unwrap_or_else(|| panic!("{name}: not done after {budget:?}"));
        assert!(!run.stderr.contains("panicked") && !run.stderr.contains("overflow"), "{name}: {}", run.stderr);
        let ended = match (run.code, run.signal) {
            (Some(0), _) => {
                self.taken(name, &run);
                None
            }
            (Some(3), _) => Some(run.refused()),
            // SIGXCPU, SIGXFSZ: a limit. An abort is what a failed allocation does.
            (None, Some(signal @ (6 | 24 | 25))) => Some(format!("signal {signal}")),
            (code, signal) => panic!("{name}: exit {code:?}, signal {signal:?} after {:?}: {}", begun.elapsed(), run.stderr),
        };
        let left: Vec<_> = fs::read_dir(&jobs).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(left.iter().all(|n| n == "out"), "{name}: written beside the output folder: {left:?}");
        assert!(self.outside() == self.before, "{name}: something outside changed");
        assert!(self.listener.accept().is_err(), "{name}: somebody was called");
        fs::remove_dir_all(&jobs).unwrap();
        ended
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

/// Codes of refusals that say that a film is larger than we allow: `ffmpeg` has no such limits.
const OVER_THE_LIMITS: [&str; 5] = ["too-long", "too-many-pixels", "too-many-pictures", "too-much-output", "too-many-bytes"];

/// Inputs, by how their names begin, of which `ffmpeg` makes a picture and we do not, and why.
const NO_FILMS: [(&str, &str); 2] =
    [("list-", "a playlist or a script is no film, and leads to other files"), ("picture.mp4", "a still picture is no film")];

fn is_on_purpose(name: &str, why: &str) -> bool {
    OVER_THE_LIMITS.contains(&why) || NO_FILMS.iter().any(|(begin, _)| name.starts_with(begin))
}

/// Whether Debian's `ffmpeg` shows a picture of it: a line of its checksums is one.
fn decodes(input: &Path) -> bool {
    let said = Command::new("timeout")
        .args(["--kill-after=1", "30", "ffmpeg", "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-i"])
        .arg(input)
        .args(["-map", "0:V:0", "-frames:v", "1", "-f", "framecrc", "-"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8_lossy(&said.stdout).lines().any(|line| !line.starts_with('#'))
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

/// Runs on each of these. What Debian's `ffmpeg` shows of them we do too, unless it is refused on purpose.
fn run(inputs: Vec<Hostile>) {
    let mut scene = Scene::new();
    for Hostile { name, bytes } in &inputs {
        scene.bytes(name, bytes);
    }
}

#[test]
fn films_cut_short_at_every_box() {
    run(inputs::cut_short(soak()));
}

#[test]
fn films_with_wrong_bits() {
    run(inputs::wrong_bits(soak()));
}

#[test]
fn headers_that_promise_too_much() {
    run(inputs::promises(soak()));
}

#[test]
fn playlists_and_scripts_open_no_other_file_and_call_nobody() {
    let mut scene = Scene::new();
    for Hostile { name, bytes } in inputs::lists(soak(), &scene.targets()) {
        scene.bytes(&name, &bytes);
    }
}

#[test]
fn what_is_no_film_at_all_is_refused_in_words() {
    run(inputs::no_films());
}

#[test]
fn indices_that_unfold_into_more_than_they_are() {
    run(inputs::bombs(soak()));
}

#[test]
fn sizes_that_stand_in_the_stream_alone() {
    run(inputs::sizes_in_the_stream(soak()));
}

#[test]
fn elements_of_matroska_that_say_other_sizes_than_they_have() {
    run(inputs::matroska_lies(soak()));
}

#[test]
fn captions_without_end_inside_a_film() {
    run(inputs::endless_captions());
}

/// Without this a group could shrink to nothing and every test of it pass.
#[test]
fn there_are_five_hundred_of_them_and_no_two_alike() {
    let scene = Scene::new();
    let all = inputs::all(true, &scene.targets());
    let kinds: BTreeSet<_> = all.iter().map(|h| (Path::new(&h.name).extension(), storage::digest(&h.bytes))).collect();
    assert!(kinds.len() >= 500, "{} of {}", kinds.len(), all.len());
    let sample = inputs::all(false, &scene.targets());
    assert!((40..200).contains(&sample.len()), "a sample of {}", sample.len());
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
    fs::write(&odd, inputs::mp4()).unwrap();
    scene.path("a name that is no text", &odd);
}
