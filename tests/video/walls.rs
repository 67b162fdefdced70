//! What the running program asks of the system, as `strace` (Debian's package) sees it, and who may end it.

use super::{
    inputs::{self, Hostile, Targets},
    made::row,
    program::program,
};
use std::{
    collections::HashMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// Everything that these tests want to know of.
const CALLS: &str = "trace=execve,execveat,fork,vfork,socket,connect,bind,sendto,ptrace,kill,\
                     openat,open,creat,unlink,unlinkat,rename,renameat,renameat2,read,pread64";

fn is_there() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let tried = Command::new("strace").arg("-o").arg(&log).arg("true").stderr(Stdio::null()).status();
    let there = tried.is_ok_and(|tried| tried.success());
    if !there {
        eprintln!("skipped: strace is not installed, or may not watch here");
    }
    there
}

/// Calls of the program, in order, without the threads' numbers; whether it took the film.
fn calls(arguments: &[&Path]) -> (Vec<String>, bool) {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", CALLS, "-o"]).arg(&log).arg(program()).args(arguments);
    let taken = strace.stdin(Stdio::null()).output().unwrap().status.success();
    (whole(&fs::read_to_string(&log).unwrap()), taken)
}

/// Calls as they began, each with its result: what another thread interrupts stands in the log in two halves.
fn whole(log: &str) -> Vec<String> {
    let mut calls: Vec<String> = Vec::new();
    let mut waiting = HashMap::new();
    for (thread, call) in log.lines().filter_map(|line| line.split_once(' ')) {
        let call = call.trim_start();
        if let Some((begun, _)) = call.split_once(" <unfinished ...>") {
            waiting.insert(thread, calls.len());
            calls.push(begun.to_owned());
        } else if let Some((_, rest)) = call.split_once(" resumed>") {
            if let Some(at) = waiting.remove(thread) {
                calls[at].push_str(rest);
            }
        } else if !call.starts_with("---") && !call.starts_with("+++") {
            calls.push(call.to_owned());
        }
    }
    calls
}

#[test]
fn a_call_that_another_thread_interrupts_has_its_result() {
    let log = "7 openat(AT_FDCWD, \"/sys/a\", O_RDONLY <unfinished ...>\n\
               8 read(3,  <unfinished ...>\n\
               7 <... openat resumed>) = -1 EACCES (Permission denied)\n\
               8 <... read resumed>\"x\", 9) = 1\n\
               9 +++ exited with 0 +++\n";
    let calls = whole(log);
    assert_eq!(calls, ["openat(AT_FDCWD, \"/sys/a\", O_RDONLY) = -1 EACCES (Permission denied)", "read(3, \"x\", 9) = 1"]);
    stays_inside("film.mp4", &[vec!["execve(\"program\") = 0".to_owned()], calls].concat(), Path::new("/job"));
}

/// Where the film itself is opened, and not only named to the walls.
fn opened(calls: &[String], film: &str) -> Option<usize> {
    calls.iter().position(|call| call.contains(film) && call.starts_with("open") && !call.contains("O_PATH"))
}

/// Insists that nothing is started, nobody called, and nothing opened but the film and the output folder once the film is read.
fn stays_inside(name: &str, calls: &[String], folder: &Path) {
    assert!(calls[0].starts_with("execve("), "{name}: {calls:?}");
    const ELSEWHERE: [&str; 10] =
        ["execve", "execveat", "fork", "vfork", "socket", "connect", "bind", "sendto", "ptrace", "kill"];
    let out: Vec<_> = calls[1..].iter().filter(|c| ELSEWHERE.iter().any(|call| c.starts_with(&format!("{call}(")))).collect();
    assert!(out.is_empty(), "{name}: {out:?}");
    let film = opened(calls, name).unwrap_or(calls.len());
    let own = folder.to_str().unwrap();
    let foreign: Vec<_> = calls[film..]
        .iter()
        .filter(|c| !c.contains(own))
        // What is refused was not opened; a name relative to an open folder is inside of it.
        .filter(|c| !c.contains("= -1 E") && (c.contains("AT_FDCWD, \"/") || c.starts_with("open(\"/")))
        .collect();
    assert!(foreign.is_empty(), "{name}: {foreign:?}");
    let written: Vec<_> = calls[..film].iter().filter(|c| c.contains("O_WRONLY") || c.contains("O_CREAT")).collect();
    assert!(written.is_empty(), "{name}: {written:?}");
}

#[test]
fn a_film_is_all_that_the_program_opens_and_nobody_is_called() {
    if !is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").seconds(1.5).make(folder.path());
    let (calls, taken) = calls(&[Path::new("video"), &film, &folder.path().join("out")]);
    assert!(taken && opened(&calls, "film.mp4").is_some(), "the film is opened and taken");
    stays_inside("film.mp4", &calls, folder.path());
}

#[test]
fn hostile_films_open_nothing_else_and_call_nobody_either() {
    if !is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    fs::write(&secret, "nobody may read this").unwrap();
    let film = folder.path().join("foreign.mp4");
    fs::write(&film, inputs::mp4()).unwrap();
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    // Port 9 discards what it gets, where anybody listens there at all.
    let targets = Targets { secret: text(&secret), film: text(&film), port: 9 };
    let first = |inputs: Vec<Hostile>| inputs.into_iter().next().unwrap();
    let last = |mut inputs: Vec<Hostile>| inputs.pop().unwrap();
    let chosen = [
        first(inputs::wrong_bits(false)),
        last(inputs::cut_short(false)),
        first(inputs::lists(false, &targets)),
        inputs::elsewhere(),
        inputs::page(),
        first(inputs::bombs(false)),
        last(inputs::bombs(false)),
        first(inputs::sizes_in_the_stream(false)),
        first(inputs::matroska_lies(false)),
    ];
    for Hostile { name, bytes } in chosen {
        // A folder of its own for each: what lies beside it is foreign.
        let job = tempfile::tempdir().unwrap();
        let input = job.path().join(&name);
        fs::write(&input, bytes).unwrap();
        let (calls, _) = calls(&[Path::new("video"), &input, &job.path().join("out")]);
        assert!(opened(&calls, &name).is_some(), "{name} is opened");
        stays_inside(&name, &calls, job.path());
    }
}

/// Bytes that were read after the film was opened for the first time.
fn read(calls: &[String], film: &str) -> u64 {
    let results = calls[opened(calls, film).unwrap()..].iter().filter(|c| c.starts_with("read(") || c.starts_with("pread64("));
    results.filter_map(|call| call.rsplit(" = ").next()?.parse::<u64>().ok()).sum()
}

#[test]
fn the_poster_of_a_late_moment_is_sought_and_not_all_of_the_film_is_read_for_it() {
    if !is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = "$F $V $A -c:v libx264 -preset ultrafast -g 60 -c:a aac \"$OUT\"";
    let film = row("long", "mp4", script).seconds(90.0).make(folder.path());
    let bytes = fs::metadata(&film).unwrap().len();
    let of = |at: &str| {
        let (calls, taken) = calls(&["frame".as_ref(), &film, &folder.path().join(at), "--at".as_ref(), at.as_ref()]);
        assert!(taken);
        read(&calls, "film.mp4")
    };
    let (early, late) = (of("500"), of("85000"));
    assert!(late < early + bytes / 4, "{late} bytes of {bytes} were read, and {early} for an early one");
}

fn ended(running: &mut Child, within: Duration) -> Option<ExitStatus> {
    let begun = Instant::now();
    loop {
        match running.try_wait().unwrap() {
            Some(status) => return Some(status),
            None if begun.elapsed() > within => return None,
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// What a worker that was killed leaves behind must not go on for an hour beside the next one's.
#[test]
fn it_ends_when_nobody_reads_what_it_says_or_holds_its_input() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("long", "mp4", "$F $V $A $X \"$OUT\"").size(1280, 720).seconds(120.0).make(folder.path());
    let start = |name: &str| {
        let mut command = Command::new(program());
        command.args(["video".as_ref(), film.as_os_str(), folder.path().join(name).as_os_str()]).stderr(Stdio::null());
        command
    };
    let mut running = start("said").args(["--progress", "json"]).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(running.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("\"encode\"")), "it encodes");
    drop(lines);
    assert_eq!(ended(&mut running, Duration::from_secs(30)).expect("it goes on for nobody").code(), Some(1));

    // It says nothing here, so that it would not notice by that.
    let mut running = start("held").arg("--until-stdin-ends").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    assert_eq!(ended(&mut running, Duration::from_millis(700)), None, "it goes on while its input is held");
    drop(running.stdin.take());
    assert_eq!(ended(&mut running, Duration::from_secs(30)).expect("it goes on for nobody").code(), Some(1));
}

/// A limit of ours has a signal of its own: SIGKILL is what the machine sends.
#[test]
fn processor_time_ends_in_a_signal_that_can_be_told_from_others() {
    use std::os::unix::process::ExitStatusExt;
    let folder = tempfile::tempdir().unwrap();
    let film = row("long", "mp4", "$F $V $A $X \"$OUT\"").size(640, 360).seconds(60.0).make(folder.path());
    let run = Command::new(program())
        .args(["video".as_ref(), film.as_os_str(), folder.path().join("out").as_os_str()])
        .args(["--processor-time", "1"])
        .output()
        .unwrap();
    assert_eq!(run.status.signal(), Some(rustix::process::Signal::XCPU.as_raw()), "{run:?}");
}

/// A slow machine needs more than the job's own limit, and whoever starts it knows.
#[test]
fn the_processor_time_that_is_given_stands_in_place_of_the_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("long", "mp4", "$F $V $A $X \"$OUT\"").size(640, 360).seconds(30.0).make(folder.path());
    let mut command = Command::new(program());
    command.args(["video".as_ref(), film.as_os_str(), folder.path().join("out").as_os_str()]);
    // Longer than a film has of its own: four days.
    let mut running = command.args(["--processor-time", "400000"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let limits = || fs::read_to_string(format!("/proc/{}/limits", running.id())).unwrap_or_default();
    let holds = |text: String| text.lines().any(|line| line.starts_with("Max cpu time") && line.contains(" 400000 "));
    let held = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        holds(limits())
    });
    let last = limits();
    running.kill().unwrap();
    running.wait().unwrap();
    assert!(held, "{last}");
}

/// What is told is what the kernel has: it names landlock among what guards it, where it tells at all.
#[test]
fn the_walls_that_stand_are_told() {
    let run = Command::new(program()).arg("walls").output().unwrap();
    assert!(run.status.success(), "{run:?}");
    let said: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let told = said["landlock"].as_str().unwrap();
    assert!(["full", "partial", "none"].contains(&told), "{said}");
    if let Ok(guards) = fs::read_to_string("/sys/kernel/security/lsm") {
        assert_eq!(told != "none", guards.contains("landlock"), "{said} of {guards}");
    }
}
