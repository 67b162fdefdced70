//! What the running program asks of the system, as `strace` (Debian's package) sees it.

use super::{made::row, program::program};
use std::{fs, process::Command};

/// Calls of the program on a film, in order, without the threads' numbers; `None`, with a word, without `strace`.
fn calls(what: &str) -> Option<(Vec<String>, tempfile::TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: strace is not installed");
        return None;
    }
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").seconds(1.5).make(folder.path());
    let log = folder.path().join("log");
    let output = Command::new("strace")
        .args(["-f", "-qq", "-e", what, "-o", log.to_str().unwrap()])
        .arg(program())
        .args(["video", film.to_str().unwrap(), folder.path().join("out").to_str().unwrap()])
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    if words.contains("ptrace") || words.contains("PTRACE") {
        eprintln!("skipped: strace may not watch here");
        return None;
    }
    assert!(output.status.success(), "{words}");
    let lines = fs::read_to_string(&log).unwrap();
    let call = |line: &str| line.split_once(' ').map(|(_, call)| call.trim_start().to_owned());
    Some((lines.lines().filter_map(call).filter(|l| !l.contains("resumed>")).collect(), folder))
}

#[test]
fn no_program_is_started_and_nobody_is_called() {
    let Some((calls, _folder)) = calls("trace=execve,execveat,fork,vfork,socket,connect,bind,sendto,ptrace,kill") else { return };
    let after: Vec<_> = calls.iter().skip(1).filter(|c| !c.starts_with("---") && !c.starts_with("+++")).collect();
    assert!(calls[0].starts_with("execve("), "{calls:?}");
    assert!(after.is_empty(), "{after:?}");
}

#[test]
fn only_the_film_and_the_output_folder_are_opened_once_the_film_is_read() {
    let Some((calls, folder)) = calls("trace=openat,open,creat,unlink,unlinkat,rename,renameat,renameat2") else { return };
    let own = folder.path().to_str().unwrap();
    let film = calls.iter().position(|c| c.contains("film.mp4") && !c.contains("O_PATH")).expect("the film is opened");
    let foreign: Vec<_> = calls[film..]
        .iter()
        .filter(|c| !c.contains(own) && !c.starts_with("---") && !c.starts_with("+++"))
        // What is refused was not opened; a name relative to an open folder is inside of it.
        .filter(|c| !c.contains("= -1 E") && (c.contains("AT_FDCWD, \"/") || c.starts_with("open(\"/")))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    let written: Vec<_> = calls[..film].iter().filter(|c| c.contains("O_WRONLY") || c.contains("O_CREAT")).collect();
    assert!(written.is_empty(), "{written:?}");
}

/// What a worker that was killed leaves behind must not go on for an hour beside the next one's.
#[test]
fn it_ends_when_nobody_reads_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("long", "mp4", "$F $V $A $X \"$OUT\"").size(1280, 720).seconds(120.0).make(folder.path());
    let mut running = Command::new(program())
        .args(["video".as_ref(), film.as_os_str(), folder.path().join("out").as_os_str()])
        .args(["--progress", "json"])
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let said = running.stdout.take().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(said));
    assert!(lines.any(|line| line.unwrap().contains("\"encode\"")), "it encodes");
    drop(lines);
    let begun = std::time::Instant::now();
    let ended = loop {
        if let Some(status) = running.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed().as_secs() < 30, "it goes on for nobody");
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    assert_eq!(ended.code(), Some(1));
}
