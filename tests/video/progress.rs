//! What the program says of how far it is, while it is at it.

use super::{made::row, program::program};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

/// How much longer than it asked for a thread slept at worst, until `over`: how busy the machine is.
fn overslept(over: &AtomicBool) -> Duration {
    const NAP: Duration = Duration::from_millis(50);
    let mut worst = Duration::ZERO;
    while !over.load(Relaxed) {
        let begun = Instant::now();
        thread::sleep(NAP);
        worst = worst.max(begun.elapsed().saturating_sub(NAP));
    }
    worst
}

#[test]
fn no_phase_is_silent_for_longer_than_a_second_and_a_half() {
    let folder = tempfile::tempdir().unwrap();
    // Nothing that can be copied, so that the quick preview takes its time too.
    let script = "$F $V $A -c:v mpeg4 -q:v 4 -c:a libmp3lame \"$OUT\"";
    let film = row("long", "avi", script).size(1280, 720).seconds(25.0).make(folder.path());
    let mut running = Command::new(program())
        .args(["video".as_ref(), film.as_os_str(), folder.path().join("out").as_os_str()])
        .args(["--progress", "json", "--largest", "480"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(running.stdout.take().unwrap());
    let over = AtomicBool::new(false);
    let (lines, worst) = thread::scope(|scope| {
        let busy = scope.spawn(|| overslept(&over));
        let lines: Vec<(Instant, Value)> =
            said.lines().map(|line| (Instant::now(), serde_json::from_str(&line.unwrap()).unwrap())).collect();
        over.store(true, Relaxed);
        (lines, busy.join().unwrap())
    });
    assert!(running.wait().unwrap().success());
    let progress: Vec<_> = lines.into_iter().filter(|(_, line)| line["event"] == "progress").collect();
    let may = Duration::from_millis(1500) + worst * 3;
    for pair in progress.windows(2) {
        let silent = pair[1].0 - pair[0].0;
        assert!(silent <= may, "{silent:?} of silence after {}, where {may:?} may pass", pair[0].1);
    }
    let mut steps: Vec<&str> = progress.iter().map(|(_, line)| line["step"].as_str().unwrap()).collect();
    steps.dedup();
    let steps: Vec<_> = steps.into_iter().skip_while(|step| *step == "probe").collect();
    assert_eq!(steps, ["preview", "encode", "sound", "check", "manifest"]);
    let done: Vec<f64> = progress.iter().map(|(_, line)| line["done"].as_f64().unwrap()).collect();
    assert!(done.is_sorted() && done.last() == Some(&1.0), "{done:?}");
    let encoding: Vec<_> = progress.iter().map(|(_, line)| line).filter(|line| line["step"] == "encode").collect();
    let names = |line: &Value| line["rungs"].as_array().unwrap().iter().map(|r| r["name"].clone()).collect::<Vec<_>>();
    assert!(encoding.iter().all(|line| names(line) == ["480", "360"]), "{encoding:?}");
    assert!(encoding.iter().any(|line| line["seconds_left"].as_f64().is_some_and(|left| left > 0.0)), "{encoding:?}");
    for phase in ["preview", "encode"] {
        let grown = progress.iter().filter(|(_, line)| line["step"] == phase).map(|(_, line)| line["done"].to_string());
        assert!(grown.collect::<std::collections::BTreeSet<_>>().len() > 1, "{phase} does not tell how far it is");
    }
}
