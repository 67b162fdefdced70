//! One thread reads and cuts, as many as there are cores make slices, each width of one by itself: so the first slice is there
//! as soon as may be, and of those that are worked on no more are held than one or two.

use super::{
    Refusal,
    cover::{self, Cover},
    joined::Joined,
    manifest::{self, Part},
    plan, render,
    slicer::{Slice, Slicer},
};
use crate::{
    picture::{Average, Folder, Rendition, Warning},
    report::Report,
};
use anyhow::{Result, anyhow};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, mpsc},
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
    pub label: Option<String>,
}

/// A slice at one width, of those of its plan.
struct Task {
    slice: Arc<Slice>,
    place: usize,
    width: u32,
}

struct Finished {
    slice: Arc<Slice>,
    place: usize,
    renditions: Vec<Rendition>,
    average: Average,
    cover: Option<Cover>,
}

/// A slice some of whose widths are made.
struct Begun {
    top: u32,
    height: u32,
    widths: Vec<Option<Vec<Rendition>>>,
    average: Option<Average>,
    cover: Option<Cover>,
}

/// What is made so far.
struct State {
    /// Of each slice.
    widths: usize,
    begun: Vec<Begun>,
    /// Of slices that are whole.
    rows: u32,
    /// The first one.
    fault: Option<anyhow::Error>,
}

/// How many tasks may wait: while the narrow ones of a slice do, the next slice is read.
const WAITING: usize = 2;

/// # Errors
/// The outer error is ours or the machine's; the inner one is a file's, which may show after slices have been written.
pub fn make(source: Joined, folder: &Folder, report: &Report) -> Result<Result<Made, Refusal>> {
    let (label, widths) = (source.label.clone(), plan::widths(source.width));
    let mut slicer = Slicer::new(source);
    let height = slicer.height();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
    let (to_workers, tasks) = mpsc::sync_channel::<Task>(WAITING);
    let tasks = Mutex::new(tasks);
    let state = Mutex::new(State { widths: widths.len(), begun: Vec::new(), rows: 0, fault: None });
    let read = thread::scope(|scope| {
        for _ in 0..workers {
            let (tasks, state, label) = (&tasks, &state, label.as_deref());
            scope.spawn(move || {
                // The lock is held while waiting, and the others wait behind it.
                while let Ok(task) = { locked(tasks).recv() } {
                    // After a fault the rest is only taken out of the reader's way.
                    if locked(state).fault.is_none() {
                        // Where the last worker dies, the reader would wait for it for ever.
                        let finished = catch_unwind(AssertUnwindSafe(|| one(task, height, label, folder)))
                            .unwrap_or_else(|_| Err(anyhow!("a slice could not be made")));
                        locked(state).note(finished, height, report);
                    }
                }
            });
        }
        let read = loop {
            match slicer.next() {
                Ok(Ok(Some(slice))) => {
                    let slice = Arc::new(slice);
                    // The wide ones take longest; begun last they would be waited for.
                    let each = widths.iter().copied().enumerate().rev();
                    let mut tasks = each.map(|(place, width)| Task { slice: slice.clone(), place, width });
                    if tasks.any(|task| to_workers.send(task).is_err()) {
                        break Err(anyhow!("every worker has stopped"));
                    }
                }
                Ok(Ok(None)) => break Ok(Ok(())),
                Ok(Err(refusal)) => break Ok(Err(refusal)),
                Err(error) => break Err(error),
            }
            if locked(&state).fault.is_some() {
                break Ok(Ok(()));
            }
        };
        drop(to_workers);
        read
    });
    let State { begun, fault, .. } = state.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(fault) = fault {
        return Err(fault);
    }
    let source = slicer.into_source();
    match read? {
        Ok(()) => collect(begun, source).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

fn locked<T>(of_all: &Mutex<T>) -> MutexGuard<'_, T> {
    of_all.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn one(task: Task, height: u32, label: Option<&str>, folder: &Folder) -> Result<Finished> {
    let Task { slice, place, width } = task;
    // With the narrowest, which is made last and soonest.
    let cover = (slice.index == 0 && place == 0).then(|| cover::make(&slice.pixels, label, folder)).transpose()?;
    let scaled = render::scaled(&slice, height, width)?;
    let average = scaled.average();
    let renditions = render::renditions(&scaled, average, label, folder)?;
    drop(scaled);
    Ok(Finished { slice, place, renditions, average, cover })
}

impl State {
    /// Puts a width into its slice, and tells when that was the last one.
    fn note(&mut self, finished: Result<Finished>, height: u32, report: &Report) {
        let Finished { slice, place, renditions, average, cover } = match finished {
            Ok(finished) => finished,
            Err(fault) => {
                self.fault.get_or_insert(fault);
                return;
            }
        };
        // Slices are begun in order, and ended in any.
        while self.begun.len() <= slice.index {
            let widths = (0..self.widths).map(|_| None).collect();
            self.begun.push(Begun { top: 0, height: 0, widths, average: None, cover: None });
        }
        let own = &mut self.begun[slice.index];
        (own.top, own.height) = (slice.top, slice.bottom - slice.top);
        own.widths[place] = Some(renditions);
        if place == 0 {
            (own.average, own.cover) = (Some(average), cover);
        }
        if own.widths.iter().all(Option::is_some) {
            self.rows += own.height;
            let rows = self.rows;
            report.line(|| serde_json::json!({ "event": "progress", "step": "slices", "done": rows, "of": height }));
        }
    }
}

fn collect(mut begun: Vec<Begun>, source: Joined) -> Result<Made> {
    let cover = begun.first_mut().and_then(|first| first.cover.take()).ok_or_else(|| anyhow!("no slice was made"))?;
    let (mut slices, mut averages) = (Vec::with_capacity(begun.len()), Vec::with_capacity(begun.len()));
    for Begun { top, height, widths, average, .. } in begun {
        let renditions = widths.into_iter().collect::<Option<Vec<_>>>().ok_or_else(|| anyhow!("a slice without a width"))?;
        let average = average.ok_or_else(|| anyhow!("a slice without a width"))?;
        averages.push(average);
        let renditions = renditions.into_iter().flatten().collect();
        slices.push(manifest::Slice { top, height, average_colour: average.hex(), renditions });
    }
    Ok(Made { slices, averages, cover, parts: source.parts, warnings: source.warnings, label: source.label })
}
