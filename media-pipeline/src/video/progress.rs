//! How far each phase and each rung has come; told twice a second to whoever started the program, whatever is being done.

use crate::report::Report;
use serde_json::json;
use std::{
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI64, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

/// Between two lines.
const PAUSE: Duration = Duration::from_millis(500);

/// Less of a phase than this says nothing about the rest of it.
const TELLING: f64 = 0.02;

/// What is reached, in ticks of the film.
#[derive(Clone, Default)]
pub struct Meter(Arc<AtomicI64>);

impl Meter {
    pub fn reached(&self, ticks: i64) {
        self.0.store(ticks, Relaxed);
    }

    fn get(&self) -> i64 {
        self.0.load(Relaxed)
    }
}

/// A stretch of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The file is looked at.
    Probe,
    /// What plays early is made.
    Preview,
    /// The rungs are.
    Encode,
    /// The sound is brought to its loudness.
    Sound,
    /// What was made is decoded.
    Check,
    /// The file to download, posters, captions and the manifest are written.
    Manifest,
    /// A rung in AV1, the first number of as many as the second says.
    Av1(u16, u16),
}

impl Step {
    /// For the studio.
    fn name(self) -> &'static str {
        match self {
            Self::Probe => "probe",
            Self::Preview => "preview",
            Self::Encode => "encode",
            Self::Sound => "sound",
            Self::Check => "check",
            Self::Manifest => "manifest",
            Self::Av1(..) => "av1",
        }
    }

    /// Shares of the whole that lie behind when it begins, and when it ends.
    fn range(self) -> (f64, f64) {
        match self {
            Self::Probe => (0.0, 0.01),
            Self::Preview => (0.01, 0.06),
            Self::Encode => (0.06, 0.86),
            Self::Sound => (0.86, 0.91),
            Self::Check => (0.91, 0.97),
            Self::Manifest => (0.97, 0.999),
            Self::Av1(at, of) => (f64::from(at) / f64::from(of), f64::from(at + 1) / f64::from(of)),
        }
    }

    /// What the phases after it take, measured in its own length; nothing is known before the first picture is encoded.
    fn tail(self) -> Option<f64> {
        let (from, to) = self.range();
        match self {
            Self::Probe | Self::Preview => None,
            Self::Av1(at, of) => Some(f64::from(of - at - 1)),
            _ => Some((1.0 - to) / (to - from)),
        }
    }
}

/// The phase that runs.
struct Phase {
    step: Step,
    begun: Instant,
    meters: Vec<(String, Meter)>,
}

struct State {
    phase: Phase,
    /// Of the whole, as last told: it never goes back.
    done: f64,
    over: bool,
}

pub struct Progress<'a> {
    report: &'a Report,
    /// In ticks; what the file says of itself, or nothing.
    length: Mutex<Option<i64>>,
    state: Mutex<State>,
    changed: Condvar,
}

impl<'a> Progress<'a> {
    /// Begins with [`Step::Probe`]; `act` does the work, while a thread beside it tells how far it is.
    pub fn during<T>(report: &'a Report, act: impl FnOnce(&Self) -> T) -> T {
        let phase = Phase { step: Step::Probe, begun: Instant::now(), meters: Vec::new() };
        let state = Mutex::new(State { phase, done: 0.0, over: false });
        let progress = Self { report, length: Mutex::default(), state, changed: Condvar::new() };
        thread::scope(|scope| {
            // Also where the work panics: the scope waits for the thread.
            let _over = Over(&progress);
            scope.spawn(|| progress.watch());
            act(&progress)
        })
    }

    /// How long the film says it is, in ticks.
    pub fn lasts(&self, length: Option<i64>) {
        *lock(&self.length) = length.filter(|l| *l > 0);
    }

    /// The next phase begins, with one thing in it to be measured.
    pub fn phase(&self, step: Step) -> Meter {
        let meter = Meter::default();
        self.measured(step, &meter);
        meter
    }

    /// The same, of something that began before.
    pub fn measured(&self, step: Step, meter: &Meter) {
        self.begin(step, vec![(String::new(), meter.clone())]);
    }

    /// The next phase begins, with a meter for each rung.
    pub fn rungs(&self, step: Step, names: impl IntoIterator<Item = String>) -> Vec<Meter> {
        let meters: Vec<_> = names.into_iter().map(|name| (name, Meter::default())).collect();
        let handed = meters.iter().map(|(_, meter)| meter.clone()).collect();
        self.begin(step, meters);
        handed
    }

    fn begin(&self, step: Step, meters: Vec<(String, Meter)>) {
        let mut state = lock(&self.state);
        state.phase = Phase { step, begun: Instant::now(), meters };
        self.tell(&mut state);
    }

    /// The last line.
    pub fn finished(&self) {
        let mut state = lock(&self.state);
        state.over = true;
        self.report.line(
            || json!({ "event": "progress", "step": "manifest", "done": 1.0, "of": 1.0, "rungs": [], "seconds_left": 0.0 }),
        );
    }

    fn watch(&self) {
        let mut state = lock(&self.state);
        while !state.over {
            state = self.changed.wait_timeout(state, PAUSE).unwrap_or_else(PoisonError::into_inner).0;
            if !state.over {
                self.tell(&mut state);
            }
        }
    }

    /// Under the lock, so that lines come in the order of what they say.
    fn tell(&self, state: &mut State) {
        let length = *lock(&self.length);
        let share = |at: i64| length.map_or(0.0, |length| (at as f64 / length as f64).clamp(0.0, 1.0));
        let Phase { step, begun, meters } = &state.phase;
        let slowest = meters.iter().map(|(_, meter)| share(meter.get())).reduce(f64::min).unwrap_or(0.0);
        let (from, to) = step.range();
        let done = state.done.max(from + slowest * (to - from));
        let took = begun.elapsed().as_secs_f64();
        let left = step.tail().filter(|_| slowest > TELLING).map(|tail| (took / slowest * (1.0 - slowest + tail)).ceil());
        let named = meters.iter().filter(|(name, _)| !name.is_empty());
        let rungs: Vec<_> = named.map(|(name, meter)| json!({ "name": name, "done": round(share(meter.get())) })).collect();
        self.report.line(|| {
            json!({
                "event": "progress", "step": step.name(), "done": round(done), "of": 1.0,
                "rungs": rungs, "seconds_left": left,
            })
        });
        state.done = done;
    }
}

/// Ends the thread that tells.
struct Over<'p, 'a>(&'p Progress<'a>);

impl Drop for Over<'_, '_> {
    fn drop(&mut self) {
        lock(&self.0.state).over = true;
        self.0.changed.notify_all();
    }
}

/// What stands behind the lock is whole at every moment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn round(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
