//! `media-pipeline` as a process: in a group of its own, without environment, niced, and killed with all its children when
//! it takes too long or nobody waits for it any more. Its standard input is a pipe that never holds anything: it ends when
//! this process does, however that comes, and the program with it.

use crate::{cores, ended::Ended};
use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group, setpriority_process};
use serde::Deserialize;
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};
use tokio::{
    io::AsyncReadExt,
    process::{ChildStderr, ChildStdout, Command},
    sync::mpsc,
};

/// What `media-pipeline` calls a refusal.
const REFUSED: i32 = 3;
/// What Rust programs end with when they panic.
const PANICKED: i32 = 101;
/// Below what answers readers.
const NICE: i32 = 10;
/// Longer lines are no words of ours.
const LINE: usize = 256 << 10;
/// On their way to who listens.
pub(crate) const LINES: usize = 64;
/// Kept of what it says of its own faults, in bytes.
const WORDS: usize = 16 << 10;

/// The program, and what it may take of the machine.
#[derive(Clone, Debug)]
pub struct Pipeline {
    pub program: PathBuf,
    /// Cores that each of its processes may use; the last ones of the machine.
    pub cores: usize,
    /// The short side of the largest size of a film, in pixels.
    pub largest: u32,
    /// How much time it has, in percent of what is usual.
    pub time: u32,
}

impl Pipeline {
    fn time(&self, usual: Duration) -> Duration {
        usual.saturating_mul(self.time) / 100
    }

    /// What its threads may use of the processor in that time, in whole seconds: more than they can.
    fn processor(&self, time: Duration) -> u64 {
        let cores = std::thread::available_parallelism().map_or(1, |all| all.get().min(self.cores.max(1)));
        (time.as_secs() + 1) * cores as u64
    }
}

/// Kills the group when it goes out of use.
struct Group(Option<Pid>);

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(group) = self.0 {
            // Gone already, mostly.
            kill_process_group(group, Signal::KILL).ok();
        }
    }
}

/// Runs the program in `folder` until it ends or the time is over that it has, `usual` on a machine like others. Each line
/// of standard output is sent as it comes; where nobody takes them, they are read and dropped.
pub(crate) async fn run(
    pipeline: &Pipeline,
    arguments: &[&OsStr],
    folder: &Path,
    usual: Duration,
    said: mpsc::Sender<String>,
) -> Result<Ended> {
    let limit = pipeline.time(usual);
    let mut command = Command::new(&pipeline.program);
    command.args(arguments).current_dir(folder).env_clear().stdin(Stdio::piped());
    command.args(["--until-stdin-ends", "--processor-time", &pipeline.processor(limit).to_string()]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true).process_group(0);
    let started = cores::with_at_most(pipeline.cores, || command.spawn());
    let mut child = started.with_context(|| format!("cannot start {}", pipeline.program.display()))?;
    let pid = child.id().and_then(|id| Pid::from_raw(id as i32));
    let group = Group(pid);
    if let Some(pid) = pid {
        // Its threads inherit this; it has just begun.
        setpriority_process(Some(pid), NICE).ok();
    }
    // Open for as long as this waits: waiting itself would close it.
    let _input = child.stdin.take();
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else { bail!("a pipe is missing") };
    let reading = async {
        let (last, words) = tokio::join!(lines(stdout, said), words(stderr));
        anyhow::Ok((last?, words, child.wait().await?))
    };
    let ended = tokio::time::timeout(limit, reading).await;
    drop(group);
    let Ok(ended) = ended else { return Ok(Ended::TimedOut(limit)) };
    let (last, words, status) = ended?;
    let refusal = serde_json::from_str(&last).ok().map(|Refusal { reason }| reason);
    Ok(outcome(status, refusal, words))
}

/// Runs the program and gives what it said, for one of which an answer is wanted.
pub(crate) async fn ask(pipeline: &Pipeline, arguments: &[&OsStr], folder: &Path, usual: Duration) -> Result<(Ended, String)> {
    let (say, mut said) = mpsc::channel::<String>(LINES);
    let collect = async {
        let mut all = String::new();
        while let Some(line) = said.recv().await {
            if all.len() < LINE {
                all.push_str(&line);
                all.push('\n');
            }
        }
        all
    };
    let (ended, all) = tokio::join!(run(pipeline, arguments, folder, usual, say), collect);
    Ok((ended?, all))
}

fn outcome(status: ExitStatus, refusal: Option<String>, words: String) -> Ended {
    match status.code() {
        Some(0) => Ended::Done,
        Some(REFUSED) => Ended::Refused(refusal),
        Some(PANICKED) => Ended::Panicked(words),
        Some(code) => Ended::Failed(format!("media-pipeline ended with {code}: {words}")),
        None => Ended::Killed(std::os::unix::process::ExitStatusExt::signal(&status).unwrap_or_default()),
    }
}

/// The last line of standard output of a refusal.
#[derive(Deserialize)]
struct Refusal {
    reason: String,
}

/// Passes every line on; the last one.
async fn lines(mut from: ChildStdout, said: mpsc::Sender<String>) -> Result<String> {
    let mut pending = Vec::new();
    let mut last = String::new();
    let mut piece = vec![0; 16 << 10];
    loop {
        let read = from.read(&mut piece).await?;
        pending.extend_from_slice(&piece[..read]);
        while let Some(end) = pending.iter().position(|byte| *byte == b'\n') {
            let text: Vec<u8> = pending.drain(..=end).collect();
            last = String::from_utf8_lossy(&text).trim().to_owned();
            // Nobody listens any more: it is read all the same, so that the program does not wait for us.
            said.send(last.clone()).await.ok();
        }
        if read == 0 {
            return Ok(last);
        }
        if pending.len() > LINE {
            bail!("media-pipeline said a line of more than {LINE} bytes");
        }
    }
}

/// What it said last on standard error.
async fn words(mut from: ChildStderr) -> String {
    let mut kept = Vec::new();
    let mut piece = [0; 4 << 10];
    while let Ok(read @ 1..) = from.read(&mut piece).await {
        kept.extend_from_slice(&piece[..read]);
        if kept.len() > WORDS {
            kept.drain(..kept.len() - WORDS);
        }
    }
    String::from_utf8_lossy(&kept).trim().to_owned()
}
