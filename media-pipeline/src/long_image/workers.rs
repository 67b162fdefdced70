//! One thread reads and cuts, as many as there are cores make slices. The channel between them holds one slice, so that a
//! fast decoder does not fill the memory.

use super::{
    Refusal,
    cover::{self, Cover},
    joined::Joined,
    manifest::{self, Part},
    plan, render,
    slicer::{Slice, Slicer},
};
use crate::{
    picture::{Average, Folder, Warning},
    report::Report,
};
use anyhow::{Result, anyhow};
use std::{
    sync::{Mutex, mpsc},
    thread,
};

/// More would take memory that a server has better uses for.
const MOST_WORKERS: usize = 4;

pub struct Made {
    pub slices: Vec<manifest::Slice>,
    pub averages: Vec<Average>,
    pub cover: Cover,
    pub parts: Vec<Part>,
    pub warnings: Vec<Warning>,
}

struct Finished {
    index: usize,
    slice: manifest::Slice,
    average: Average,
    cover: Option<Cover>,
}

/// # Errors
/// The outer error is ours or the machine's; the inner one is a file's, which may show after slices have been written.
pub fn make(source: Joined, folder: &Folder, report: &Report) -> Result<Result<Made, Refusal>> {
    let mut slicer = Slicer::new(source);
    let height = slicer.height();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
    let (to_workers, slices) = mpsc::sync_channel::<Slice>(1);
    let slices = Mutex::new(slices);
    let (finish, finished) = mpsc::channel::<Result<Finished>>();
    let outcome = thread::scope(|scope| {
        for _ in 0..workers {
            let (slices, finish) = (&slices, finish.clone());
            scope.spawn(move || {
                // The lock is held while waiting, and the others wait behind it.
                while let Ok(slice) = { slices.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).recv() } {
                    if finish.send(one(&slice, height, folder)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(finish);
        let mut done = Vec::new();
        let mut rows = 0;
        let mut told = |finished: Result<Finished>, done: &mut Vec<Finished>| -> Result<()> {
            let finished = finished?;
            rows += finished.slice.height;
            report.line(|| serde_json::json!({ "event": "progress", "step": "slices", "done": rows, "of": height }));
            done.push(finished);
            Ok(())
        };
        let read = loop {
            match slicer.next() {
                Ok(Ok(Some(slice))) => {
                    if to_workers.send(slice).is_err() {
                        break Err(anyhow!("every worker has stopped"));
                    }
                }
                Ok(Ok(None)) => break Ok(Ok(())),
                Ok(Err(refusal)) => break Ok(Err(refusal)),
                Err(error) => break Err(error),
            }
            for finished in finished.try_iter() {
                told(finished, &mut done)?;
            }
        };
        drop(to_workers);
        if !matches!(read, Ok(Err(_))) {
            for finished in finished.iter() {
                told(finished, &mut done)?;
            }
        }
        read.map(|read| read.map(|()| done))
    });
    let source = slicer.into_source();
    outcome.and_then(|outcome| match outcome {
        Ok(done) => collect(done, source).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    })
}

fn one(slice: &Slice, height: u32, folder: &Folder) -> Result<Finished> {
    let cover = (slice.index == 0).then(|| cover::make(&slice.pixels, folder)).transpose()?;
    let (mut renditions, mut average) = (Vec::new(), None);
    for width in plan::widths(slice.pixels.width) {
        let scaled = render::scaled(slice, height, width)?;
        let of_this = scaled.average();
        average.get_or_insert(of_this);
        renditions.extend(render::renditions(&scaled, of_this, folder)?);
    }
    let average = average.ok_or_else(|| anyhow!("a slice without a width"))?;
    let (top, height) = (slice.top, slice.bottom - slice.top);
    let slice_made = manifest::Slice { top, height, average_colour: average.hex(), renditions };
    Ok(Finished { index: slice.index, slice: slice_made, average, cover })
}

fn collect(mut done: Vec<Finished>, source: Joined) -> Result<Made> {
    done.sort_by_key(|finished| finished.index);
    let cover = done.first_mut().and_then(|first| first.cover.take()).ok_or_else(|| anyhow!("no slice was made"))?;
    let averages = done.iter().map(|finished| finished.average).collect();
    let slices = done.into_iter().map(|finished| finished.slice).collect();
    Ok(Made { slices, averages, cover, parts: source.parts, warnings: source.warnings })
}
