//! How far each rung has come; told once in a while to whoever started the program.

use crate::report::Report;
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// Between two lines.
const PAUSE: Duration = Duration::from_millis(500);

/// One rung's place, in ticks.
#[derive(Clone, Default)]
pub struct Meter(Arc<AtomicI64>);

impl Meter {
    pub fn reached(&self, ticks: i64) {
        self.0.store(ticks, Relaxed);
    }
}

pub struct Progress<'a> {
    report: &'a Report,
    /// In ticks; what the file says of itself, or nothing.
    length: Option<i64>,
    meters: Vec<(String, Meter)>,
    begun: Instant,
}

/// Share of the whole that lies behind when encoding begins, and when it ends.
const ENCODING: (f64, f64) = (0.05, 0.92);

impl<'a> Progress<'a> {
    pub fn new(report: &'a Report, length: Option<i64>) -> Self {
        Self { report, length: length.filter(|l| *l > 0), meters: Vec::new(), begun: Instant::now() }
    }

    pub fn rung(&mut self, name: String) -> Meter {
        let meter = Meter::default();
        self.meters.push((name, meter.clone()));
        meter
    }

    /// A step that is not measured further; `done` of the whole, from 0 to 1.
    pub fn step(&self, step: &str, done: f64) {
        self.report.line(|| json!({ "event": "progress", "step": step, "done": done, "of": 1.0 }));
    }

    /// Tells where the rungs are until `stop`.
    pub fn watch(&self, stop: &AtomicBool) {
        let mut last = Instant::now();
        while !stop.load(Relaxed) {
            std::thread::sleep(Duration::from_millis(20));
            if last.elapsed() >= PAUSE {
                last = Instant::now();
                self.tell();
            }
        }
    }

    fn tell(&self) {
        let share = |at: i64| self.length.map(|length| (at as f64 / length as f64).clamp(0.0, 1.0));
        let rungs: Vec<_> = self
            .meters
            .iter()
            .map(|(name, meter)| json!({ "name": name, "done": share(meter.0.load(Relaxed)).map(round) }))
            .collect();
        let slowest = self.meters.iter().map(|(_, m)| m.0.load(Relaxed)).min().unwrap_or(0);
        let done = share(slowest).map_or(ENCODING.0, |s| ENCODING.0 + s * (ENCODING.1 - ENCODING.0));
        let left = share(slowest).filter(|s| *s > 0.02).map(|s| (self.begun.elapsed().as_secs_f64() * (1.0 - s) / s).ceil());
        self.report.line(|| {
            json!({ "event": "progress", "step": "encode", "done": round(done), "of": 1.0, "rungs": rungs, "seconds_left": left })
        });
    }
}

fn round(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
