//! How a text goes on in the model: handed in, reviewed, published, kept to its time.

use super::{
    acts::{Lane, Verdict},
    model::{HandedIn, Link, Model, Outcome, PLACES, Public, Revision, State, Submission, Text, values},
};
use domain::ReviewStage;
use std::collections::BTreeSet;

impl Model {
    pub(super) fn may_be_written(&self, lane: Lane) -> Option<()> {
        let withdrawn = lane == Lane::Main && self.is_withdrawn();
        (!withdrawn && self.desk(lane)?.open().is_none()).then_some(())
    }

    pub(super) fn overwrite(&mut self, lane: Lane, text: Text, based_on: Option<usize>, who: impl IntoIterator<Item = usize>) {
        let desk = self.desk_mut(lane);
        (desk.copy, desk.based_on, desk.changed) = (text, based_on, true);
        desk.authors.extend(who);
    }

    pub(super) fn submit(&mut self, lane: Lane, who: usize) -> Option<()> {
        self.may_be_written(lane)?;
        let (text, based_on) = self.newest(lane);
        let unchanged = self.line().is_some() && !self.desk(lane)?.changed && !self.is_owed();
        if unchanged || based_on != self.line() {
            return None;
        }
        self.hand_in(lane, text, based_on, who, false);
        Some(())
    }

    fn hand_in(&mut self, lane: Lane, text: Text, based_on: Option<usize>, by: usize, merged: bool) {
        self.submissions += 1;
        let number = self.submissions;
        // The same text handed in once more is the same revision, unless another one came between.
        let again =
            self.newest_revision.as_ref().filter(|(_, last)| lane == Lane::Main && !merged && values(last) == values(&text));
        let key = again.map_or(number, |(key, _)| *key);
        let desk = self.desk_mut(lane);
        let authors: BTreeSet<usize> = desk.authors.iter().copied().chain([by]).collect();
        let state = State::Submitted;
        desk.submission = Some(Submission {
            number,
            key,
            state,
            text,
            based_on,
            by,
            authors: authors.clone(),
            given: Vec::new(),
            forced: false,
        });
        if lane == Lane::Main {
            self.handed_in.push(HandedIn { text, authors, key });
            self.newest_revision = Some((key, text));
        }
    }

    pub(super) fn approved(&self, lane: Lane) -> Option<&Submission> {
        let onto_unreviewed = lane == Lane::Correction && self.is_owed();
        self.desk(lane)?
            .submission
            .as_ref()
            .filter(|one| one.state == State::Approved && !self.is_withdrawn() && !onto_unreviewed)
    }

    pub(super) fn review(
        &mut self,
        lane: Lane,
        who: usize,
        stage: ReviewStage,
        verdict: Verdict,
        submission: Option<usize>,
    ) -> Option<Outcome> {
        let next = self.next_stage(lane);
        let mut one = self.desk(lane)?.submission.clone().filter(|one| one.state == State::Submitted)?;
        let twice = one.given.iter().any(|(done, by, _)| *by == who || *done == stage);
        let turn = stage == ReviewStage::Scientific || Some(stage) == next;
        if submission.is_some_and(|number| number != one.number) || twice || !turn || one.authors.contains(&who) {
            return None;
        }
        one.given.push((stage, who, verdict));
        let forced = one.forced;
        one.state = match (verdict, stage) {
            (Verdict::Return, _) => State::Returned,
            (Verdict::Pass, ReviewStage::Final) => State::Approved,
            (Verdict::Pass, _) => State::Submitted,
        };
        let behind = one.based_on != self.line();
        let through = one.state == State::Approved;
        self.desk_mut(lane).submission = Some(one);
        if through && forced {
            self.approved(lane)?;
            if !behind {
                self.go_out(lane, false);
            }
        }
        Some(Outcome::Done)
    }

    pub(super) fn publish(&mut self, lane: Lane, now: i64) -> Option<Outcome> {
        let one = self.approved(lane)?.clone();
        if self.desk(lane)?.schedule.as_ref().is_some_and(|set| set.embargo && set.at > now) {
            return None;
        }
        let line = self.line();
        if one.based_on != line {
            let (base, line) = (one.based_on.expect("it changes something public"), line.expect("something is public"));
            let (merged, conflicts) = merge(&self.revisions[base].text, &self.revisions[line].text, &one.text);
            if conflicts > 0 || values(&merged) != values(&one.text) {
                self.desk_mut(lane).schedule = None;
            }
            if conflicts > 0 {
                self.desk_mut(lane).submission = Some(Submission { state: State::Returned, ..one });
                return Some(Outcome::GivenBack);
            }
            if values(&merged) != values(&one.text) {
                self.hand_in(lane, merged, Some(line), one.by, true);
                let desk = self.desk_mut(lane);
                (desk.copy, desk.based_on, desk.changed) = (merged, Some(line), true);
                return Some(Outcome::Merged);
            }
        }
        self.go_out(lane, false);
        Some(Outcome::Out)
    }

    /// What is due goes out, or is found to be kept from it.
    pub(super) fn keep_time(&mut self, now: i64) {
        let mut due: Vec<(i64, Lane)> = Vec::new();
        for lane in [Lane::Main, Lane::Correction] {
            let set = self.desk(lane).and_then(|desk| desk.schedule.as_ref());
            due.extend(set.filter(|set| set.at <= now && !set.failed).map(|set| (set.at, lane)));
        }
        due.sort_by_key(|(at, _)| *at);
        for (_, lane) in due {
            let scheduled = self.desk(lane).and_then(|desk| desk.schedule.as_ref()).map(|set| set.submission);
            let ready = self.approved(lane).is_some_and(|one| Some(one.number) == scheduled && one.based_on == self.line());
            if ready {
                self.go_out(lane, false);
            } else if let Some(set) = &mut self.desk_mut(lane).schedule {
                set.failed = true;
            }
        }
    }

    pub(super) fn go_out(&mut self, lane: Lane, forced: bool) {
        let mut one = self.desk(lane).and_then(|desk| desk.submission.clone()).expect("something goes out");
        let by = |(_, who, verdict): &(ReviewStage, usize, Verdict)| (*verdict == Verdict::Pass).then_some(*who);
        let reviewers: BTreeSet<usize> = if forced { BTreeSet::new() } else { one.given.iter().filter_map(by).collect() };
        if !forced {
            self.was_reviewed(&one.text, &reviewers);
        }
        self.log.push(if self.revisions.is_empty() { "published" } else { "updated" });
        self.public = Public::Shown;
        self.revisions.push(Revision { text: one.text, forced, reviewers });
        self.newest_revision = None;
        let line = self.line();
        if forced {
            (one.forced, one.based_on) = (true, line);
        } else {
            one.state = State::Published;
            self.published.insert(one.key);
        }
        match lane {
            Lane::Main => {
                let desk = &mut self.main;
                (desk.copy, desk.based_on, desk.changed, desk.schedule) = (one.text, line, false, None);
                if !forced {
                    desk.authors.clear();
                }
                desk.submission = Some(one);
            }
            Lane::Correction => self.correction = None,
        }
    }

    /// The rule itself: three who did not write what nobody had passed before.
    fn was_reviewed(&mut self, text: &Text, reviewers: &BTreeSet<usize>) {
        assert!(reviewers.len() >= 3, "published with {reviewers:?}");
        for (place, words) in text.iter().enumerate() {
            if self.passed.insert((place, words.value, words.writer)) {
                assert!(!reviewers.contains(&words.writer), "{} passed their own words at {place}", words.writer);
            }
        }
    }

    pub(super) fn invite(&mut self, lane: Lane, stage: ReviewStage, now: i64, seconds: i64) -> Option<()> {
        let one = self.desk(lane)?.submission.clone().filter(|one| one.state == State::Submitted)?;
        let good = |link: &&Link| link.submission == one.number && !link.over && link.expires > now;
        let asked = self.desk(lane)?.links.iter().filter(good).any(|link| link.stage == stage);
        if asked || one.given.iter().any(|(done, ..)| *done == stage) {
            return None;
        }
        self.experts += 1;
        let link = Link { submission: one.number, stage, expert: self.experts, expires: now + seconds * 1000, over: false };
        self.desk_mut(lane).links.push(link);
        Some(())
    }
}

/// Place by place; where both changed one, what is published is taken and counted as a conflict.
pub fn merge(base: &Text, published: &Text, waiting: &Text) -> (Text, usize) {
    let (mut merged, mut conflicts) = (*published, 0);
    for at in 0..PLACES {
        let (was, there, here) = (base[at].value, published[at].value, waiting[at].value);
        if here == was || here == there {
            continue;
        }
        if there == was {
            merged[at] = waiting[at];
        } else {
            conflicts += 1;
        }
    }
    (merged, conflicts)
}
