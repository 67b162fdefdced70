//! The rules of the desk once more, small and by themselves: what each act must do. Nothing of the product is asked here.

use super::{
    acts::{Act, Lane, Verdict},
    flow::merge,
};
use domain::{ReviewStage, Takedown};
use std::collections::{BTreeSet, HashSet};

pub const PLACES: usize = 4;

/// A text that was handed in, as a revision with a key of its own.
#[derive(Clone)]
pub struct HandedIn {
    pub text: Text,
    pub authors: BTreeSet<usize>,
    pub key: usize,
}

/// What stands at one place of the text, and who wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub value: u8,
    pub writer: usize,
}

pub type Text = [Words; PLACES];

pub fn values(text: &Text) -> [u8; PLACES] {
    text.map(|words| words.value)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is nothing that it could be done to.
    Nothing,
    Refused,
    Done,
    Out,
    Merged,
    GivenBack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Submitted,
    Approved,
    Returned,
    Recalled,
    Published,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Recalled => "recalled",
            Self::Published => "published",
        }
    }

    pub(super) fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::Approved)
    }
}

#[derive(Clone)]
pub struct Submission {
    pub(super) number: usize,
    pub(super) key: usize,
    pub state: State,
    pub(super) text: Text,
    pub(super) based_on: Option<usize>,
    pub(super) by: usize,
    pub(super) authors: BTreeSet<usize>,
    pub(super) given: Vec<(ReviewStage, usize, Verdict)>,
    pub(super) forced: bool,
}

#[derive(Clone)]
pub struct Schedule {
    pub(super) submission: usize,
    pub(super) at: i64,
    pub(super) embargo: bool,
    pub(super) failed: bool,
}

/// By which somebody from outside reviews.
#[derive(Clone)]
pub struct Link {
    pub(super) submission: usize,
    pub(super) stage: ReviewStage,
    pub(super) expert: usize,
    pub(super) expires: i64,
    pub(super) over: bool,
}

/// A text on its way: the work's own, or a correction.
#[derive(Clone)]
pub struct Desk {
    pub(super) copy: Text,
    pub(super) based_on: Option<usize>,
    pub(super) changed: bool,
    pub(super) authors: BTreeSet<usize>,
    pub submission: Option<Submission>,
    pub(super) schedule: Option<Schedule>,
    pub(super) links: Vec<Link>,
}

impl Desk {
    pub(super) fn open(&self) -> Option<&Submission> {
        self.submission.as_ref().filter(|one| one.state.is_open())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Public {
    Never,
    Shown,
    Withdrawn(Takedown),
}

#[derive(Clone)]
pub struct Revision {
    pub text: Text,
    /// It went out before its reviews.
    pub forced: bool,
    pub reviewers: BTreeSet<usize>,
}

#[derive(Clone)]
pub struct Model {
    pub public: Public,
    pub main: Desk,
    pub correction: Option<Desk>,
    /// What ever was public.
    pub revisions: Vec<Revision>,
    /// The change log of the work: its acts.
    pub log: Vec<&'static str>,
    /// Every text that was handed in, which can be restored.
    pub handed_in: Vec<HandedIn>,
    /// The newest revision of the work, where it is one that was handed in: its key and its text.
    pub(super) newest_revision: Option<(usize, Text)>,
    pub(super) submissions: usize,
    pub experts: usize,
    /// Words that three people passed who did not write them: place, value, writer.
    pub(super) passed: HashSet<(usize, u8, usize)>,
    /// Keys of texts that went out with their reviews.
    pub(super) published: HashSet<usize>,
}

const STAGES: [ReviewStage; 3] = [ReviewStage::First, ReviewStage::Second, ReviewStage::Final];

/// Outside experts are counted from here.
pub const OUTSIDE: usize = 100;

impl Model {
    pub fn new(text: Text) -> Self {
        let main = Desk {
            copy: text,
            based_on: None,
            changed: true,
            authors: [text[0].writer].into(),
            submission: None,
            schedule: None,
            links: Vec::new(),
        };
        Self {
            public: Public::Never,
            main,
            correction: None,
            revisions: Vec::new(),
            log: Vec::new(),
            handed_in: Vec::new(),
            newest_revision: None,
            submissions: 0,
            experts: OUTSIDE,
            passed: HashSet::new(),
            published: HashSet::new(),
        }
    }

    pub fn desk(&self, lane: Lane) -> Option<&Desk> {
        match lane {
            Lane::Main => Some(&self.main),
            Lane::Correction => self.correction.as_ref(),
        }
    }

    pub(super) fn desk_mut(&mut self, lane: Lane) -> &mut Desk {
        match lane {
            Lane::Main => &mut self.main,
            Lane::Correction => self.correction.as_mut().expect("it was asked for before"),
        }
    }

    /// What is public, or was before it was withdrawn.
    pub fn line(&self) -> Option<usize> {
        self.revisions.len().checked_sub(1)
    }

    /// What readers see has its reviews still to come.
    pub fn is_owed(&self) -> bool {
        self.revisions.last().is_some_and(|last| last.forced)
    }

    pub(super) fn is_withdrawn(&self) -> bool {
        matches!(self.public, Public::Withdrawn(_))
    }

    /// The stage that is waited for.
    pub fn next_stage(&self, lane: Lane) -> Option<ReviewStage> {
        let given = &self.desk(lane)?.submission.as_ref()?.given;
        STAGES.into_iter().find(|stage| !given.iter().any(|(done, ..)| done == stage))
    }

    pub fn links(&self, lane: Lane) -> usize {
        self.desk(lane).map_or(0, |desk| desk.links.len())
    }

    /// The newest text, and what it was made from.
    pub fn newest(&self, lane: Lane) -> (Text, Option<usize>) {
        let desk = self.desk(lane).expect("it was asked for before");
        match (lane, desk.changed, self.revisions.last()) {
            (Lane::Main, false, Some(last)) => (last.text, self.line()),
            _ => (desk.copy, desk.based_on),
        }
    }

    pub fn forget_authors(&mut self) {
        self.main.authors.clear();
    }

    /// What the act must do at `now`, and does here. What is refused changes nothing.
    pub fn take(&mut self, act: &Act, now: i64) -> Outcome {
        if act.lane().is_some_and(|lane| self.desk(lane).is_none()) {
            return Outcome::Nothing;
        }
        let before = self.clone();
        let outcome = self.attempt(act, now).unwrap_or(Outcome::Refused);
        if outcome == Outcome::Refused {
            *self = before;
        }
        outcome
    }

    /// `None`: it is refused.
    fn attempt(&mut self, act: &Act, now: i64) -> Option<Outcome> {
        match *act {
            Act::Write { lane, who, at, value } => {
                self.may_be_written(lane)?;
                let (mut text, based_on) = self.newest(lane);
                if text[at].value != value {
                    text[at] = Words { value, writer: who };
                    self.overwrite(lane, text, based_on, [who]);
                }
            }
            Act::Restore { lane, who, from } => {
                let Some(HandedIn { text, key, .. }) = self.handed_in.get(from).cloned() else { return Some(Outcome::Nothing) };
                self.may_be_written(lane)?;
                let (_, based_on) = self.newest(lane);
                // Who wrote what was never published writes it once more.
                let of_it = self.handed_in.iter().filter(|one| one.key == key && !self.published.contains(&key));
                let again: Vec<usize> = of_it.flat_map(|one| one.authors.clone()).chain([who]).collect();
                self.overwrite(lane, text, based_on.or(self.line()), again);
            }
            Act::TakeIn { lane, who } => {
                let Some(line) = self.line() else { return Some(Outcome::Nothing) };
                self.may_be_written(lane)?;
                let (text, based_on) = self.newest(lane);
                let base = based_on.filter(|base| *base != line)?;
                let (merged, _) = merge(&self.revisions[base].text, &self.revisions[line].text, &text);
                self.overwrite(lane, merged, Some(line), [who]);
            }
            Act::Submit { lane, who } => self.submit(lane, who)?,
            Act::Review { lane, who, stage, verdict } => return self.review(lane, who, stage, verdict, None),
            Act::Recall { lane } => {
                let one = self.desk(lane)?.open().filter(|one| !one.forced)?.clone();
                self.desk_mut(lane).submission = Some(Submission { state: State::Recalled, ..one });
            }
            Act::TakeBack { lane, who } => {
                let mut one = self.desk(lane)?.open()?.clone();
                let pass = one.given.iter_mut().find(|(_, by, verdict)| *by == who && *verdict == Verdict::Pass)?;
                pass.2 = Verdict::Return;
                self.desk_mut(lane).submission = Some(Submission { state: State::Returned, ..one });
            }
            Act::Publish { lane } => return self.publish(lane, now),
            Act::Force { .. } => {
                let one = self.main.submission.clone().filter(|one| one.state == State::Submitted && !one.forced)?;
                if self.is_withdrawn() || one.based_on != self.line() {
                    return None;
                }
                self.go_out(Lane::Main, true);
            }
            Act::Schedule { lane, minutes, embargo } => {
                let submission = self.approved(lane)?.number;
                let at = now + minutes * 60_000;
                self.desk_mut(lane).schedule = Some(Schedule { submission, at, embargo, failed: false });
            }
            Act::CallOff { lane } => {
                self.desk_mut(lane).schedule.take()?;
            }
            Act::Wait { .. } => self.keep_time(now),
            Act::Begin { who } => {
                if self.public != Public::Shown || (self.correction.is_none() && self.is_owed()) {
                    return None;
                }
                let line = self.line()?;
                let text = self.revisions[line].text;
                self.correction.get_or_insert_with(|| Desk {
                    copy: text,
                    based_on: Some(line),
                    changed: false,
                    authors: [who].into(),
                    submission: None,
                    schedule: None,
                    links: Vec::new(),
                });
            }
            Act::Drop => {
                if self.correction.as_ref()?.open().is_some() {
                    return None;
                }
                self.correction = None;
            }
            Act::Notice => {
                (self.public == Public::Shown).then_some(())?;
                self.log.push("corrected");
            }
            Act::Withdraw { way } => {
                (self.public == Public::Shown).then_some(())?;
                self.public = Public::Withdrawn(way);
                self.log.push("withdrawn");
            }
            Act::Reinstate => {
                self.is_withdrawn().then_some(())?;
                self.public = Public::Shown;
                self.log.push("reinstated");
            }
            Act::Invite { lane, stage, seconds } => self.invite(lane, stage, now, seconds)?,
            Act::Say { lane, link, verdict } => {
                let Some(link) = self.desk(lane)?.links.get(link).cloned() else { return Some(Outcome::Nothing) };
                (!link.over && link.expires > now).then_some(())?;
                let outcome = self.review(lane, link.expert, link.stage, verdict, Some(link.submission))?;
                let used = self.desk_mut(lane).links.iter_mut().filter(|one| one.expert == link.expert);
                used.for_each(|one| one.over = true);
                return Some(outcome);
            }
            Act::Revoke { lane, link } => {
                let Some(link) = self.desk_mut(lane).links.get_mut(link) else { return Some(Outcome::Nothing) };
                (!link.over).then_some(())?;
                link.over = true;
            }
        }
        Some(Outcome::Done)
    }
}
