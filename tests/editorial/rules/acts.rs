//! What people may try, and random people trying it: mostly what makes sense, so that works get anywhere, and often not.

use super::model::{Model, PLACES, State};
use crate::chance::Dice;
use domain::{ReviewStage, Takedown};

pub use domain::Verdict;

/// All of them; the two first write most.
pub const PEOPLE: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    Main,
    Correction,
}

/// `who` is a number below [`PEOPLE`].
#[derive(Clone, Debug)]
pub enum Act {
    Write {
        lane: Lane,
        who: usize,
        at: usize,
        value: u8,
    },
    /// The text that was handed in as the `from`-th of the work becomes the working copy.
    Restore {
        lane: Lane,
        who: usize,
        from: usize,
    },
    /// Of what both changed, what is published.
    TakeIn {
        lane: Lane,
        who: usize,
    },
    Submit {
        lane: Lane,
        who: usize,
    },
    Review {
        lane: Lane,
        who: usize,
        stage: ReviewStage,
        verdict: Verdict,
    },
    Recall {
        lane: Lane,
    },
    TakeBack {
        lane: Lane,
        who: usize,
    },
    Publish {
        lane: Lane,
    },
    Force {
        who: usize,
    },
    Schedule {
        lane: Lane,
        minutes: i64,
        embargo: bool,
    },
    CallOff {
        lane: Lane,
    },
    /// Time passes; then the back room publishes what is due.
    Wait {
        minutes: i64,
    },
    Begin {
        who: usize,
    },
    Drop,
    Notice,
    Withdraw {
        way: Takedown,
    },
    Reinstate,
    Invite {
        lane: Lane,
        stage: ReviewStage,
        seconds: i64,
    },
    Say {
        lane: Lane,
        link: usize,
        verdict: Verdict,
    },
    Revoke {
        lane: Lane,
        link: usize,
    },
}

impl Act {
    /// The text that has to be there for it.
    pub fn lane(&self) -> Option<Lane> {
        match self {
            Self::Write { lane, .. }
            | Self::Restore { lane, .. }
            | Self::TakeIn { lane, .. }
            | Self::Submit { lane, .. }
            | Self::Review { lane, .. }
            | Self::Recall { lane }
            | Self::TakeBack { lane, .. }
            | Self::Publish { lane }
            | Self::Schedule { lane, .. }
            | Self::CallOff { lane }
            | Self::Invite { lane, .. }
            | Self::Say { lane, .. }
            | Self::Revoke { lane, .. } => Some(*lane),
            Self::Drop => Some(Lane::Correction),
            _ => None,
        }
    }
}

const WAYS: [Takedown; 5] = [Takedown::Banner, Takedown::Redirect, Takedown::Gone, Takedown::Vanished, Takedown::Replaced];

pub fn random(dice: &mut Dice, model: &Model) -> Act {
    let corrected = model.correction.is_some() && dice.percent(45);
    let lane = if corrected { Lane::Correction } else { Lane::Main };
    let who = if dice.percent(70) { dice.below(2) } else { dice.below(PEOPLE) };
    match dice.below(100) {
        0..18 => Act::Write { lane, who, at: dice.below(PLACES), value: dice.below(6) as u8 },
        18..22 => Act::Restore { lane: Lane::Main, who, from: dice.below(model.handed_in.len().max(1)) },
        22..26 => Act::TakeIn { lane, who },
        26..38 => Act::Submit { lane, who },
        38..62 => review(dice, model, lane),
        62..65 => Act::Recall { lane },
        65..67 => Act::TakeBack { lane, who: dice.below(PEOPLE) },
        67..77 => Act::Publish { lane },
        77..80 => Act::Force { who },
        80..83 => Act::Schedule { lane, minutes: 1 + dice.below(4) as i64, embargo: dice.percent(50) },
        83 => Act::CallOff { lane },
        84..87 => Act::Wait { minutes: 1 + dice.below(3) as i64 },
        87..91 => Act::Begin { who },
        91 => Act::Drop,
        92 => Act::Notice,
        93 => Act::Withdraw { way: *dice.one_of(&WAYS) },
        94..96 => Act::Reinstate,
        96 => Act::Invite {
            lane,
            stage: *dice.one_of(&[ReviewStage::Second, ReviewStage::Scientific]),
            seconds: *dice.one_of(&[5, 600]),
        },
        97..99 => Act::Say { lane, link: dice.below(model.links(lane).max(1)), verdict: verdict(dice) },
        _ => Act::Revoke { lane, link: dice.below(model.links(lane).max(1)) },
    }
}

fn verdict(dice: &mut Dice) -> Verdict {
    if dice.percent(88) { Verdict::Pass } else { Verdict::Return }
}

/// Mostly the stage that is waited for, by somebody who seldom writes.
fn review(dice: &mut Dice, model: &Model, lane: Lane) -> Act {
    let waits = model.desk(lane).and_then(|desk| desk.submission.as_ref()).is_some_and(|one| one.state == State::Submitted);
    let stage = match model.next_stage(lane) {
        Some(next) if waits && dice.percent(85) => next,
        _ => *dice.one_of(ReviewStage::ALL),
    };
    let who = if dice.percent(85) { 2 + dice.below(PEOPLE - 2) } else { dice.below(PEOPLE) };
    Act::Review { lane, who, stage, verdict: verdict(dice) }
}

/// A text is handed in, and three people pass it.
fn through(lane: Lane, who: usize, reviewers: [usize; 3]) -> Vec<Act> {
    let stages = [ReviewStage::First, ReviewStage::Second, ReviewStage::Final];
    let passes = stages.into_iter().zip(reviewers);
    let passes = passes.map(|(stage, who)| Act::Review { lane, who, stage, verdict: Verdict::Pass });
    [Act::Submit { lane, who }].into_iter().chain(passes).collect()
}

/// Stories that went wrong once, or would be the first to.
pub fn told() -> Vec<Vec<Act>> {
    let publish = |lane| vec![Act::Publish { lane }];
    let (main, correction) = (Lane::Main, Lane::Correction);
    let write = |lane, who, at, value| vec![Act::Write { lane, who, at, value }];
    let first = || [through(main, 0, [2, 3, 4]), publish(main)].concat();
    let correct = |at, reviewers| {
        let begun = [vec![Act::Begin { who: 1 }], write(correction, 1, at, 5)].concat();
        [begun, through(correction, 1, reviewers), publish(correction)].concat()
    };
    vec![
        // A correction passes a waiting revision, elsewhere and at the same place.
        [first(), write(main, 0, 0, 3), through(main, 0, [2, 3, 4]), correct(1, [2, 3, 4]), publish(main)].concat(),
        [first(), write(main, 0, 1, 3), through(main, 0, [2, 3, 4]), correct(1, [2, 3, 4]), publish(main)].concat(),
        // What went out before its reviews is corrected, with its author among the reviewers.
        [first(), write(main, 0, 0, 3), vec![Act::Submit { lane: main, who: 0 }, Act::Force { who: 5 }], correct(1, [0, 2, 3])]
            .concat(),
        // The same where the correction was begun before.
        [
            first(),
            vec![Act::Begin { who: 1 }],
            write(correction, 1, 1, 5),
            through(correction, 1, [0, 2, 3]),
            write(main, 0, 0, 3),
            vec![Act::Submit { lane: main, who: 0 }, Act::Force { who: 5 }],
            publish(correction),
            through(correction, 1, [0, 2, 3]),
            publish(correction),
        ]
        .concat(),
        // Words that were never passed come back by another's hand, and who wrote them reviews.
        [
            first(),
            write(main, 0, 0, 3),
            vec![Act::Submit { lane: main, who: 0 }, Act::Recall { lane: main }],
            write(main, 1, 0, 4),
            through(main, 1, [2, 3, 4]),
            publish(main),
            vec![Act::Restore { lane: main, who: 1, from: 1 }],
            through(main, 1, [0, 2, 3]),
            publish(main),
        ]
        .concat(),
    ]
}
