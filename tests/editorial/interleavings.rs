//! Corrections and larger revisions of one work, by random people in a random order: whatever comes first, nothing that was
//! corrected in public is undone, and nothing goes out without three reviews.

use crate::{
    site::{Site, on_both},
    studio::furnish,
};
use db::Db;
use document::{Document, markdown};
use domain::{Genre, ReviewStage, Side, Slug, Timestamp, Verdict, WorkContent, WorkKind};
use editorial::{DeskSaved, NewWork, Published, Said, SaveCopy, Submission, TagAuthority, TakeIn};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

/// One step; the number chooses the place.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Write in the larger revision, or in the correction (which is begun where there is none).
    Write {
        correction: bool,
        at: usize,
    },
    /// Hand in; then so many reviewers pass it.
    Submit {
        correction: bool,
        passes: usize,
    },
    Pass {
        correction: bool,
        passes: usize,
    },
    Publish {
        correction: bool,
    },
    Recall {
        correction: bool,
    },
    /// Put the larger revision, or the correction, together with what is public.
    TakeIn {
        correction: bool,
    },
    Drop,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let lane = any::<bool>();
    let step = prop_oneof![
        4 => (lane, 0..6usize).prop_map(|(correction, at)| Step::Write { correction, at }),
        4 => (any::<bool>(), 0..6usize).prop_map(|(correction, passes)| Step::Submit { correction, passes }),
        3 => (any::<bool>(), 1..4usize).prop_map(|(correction, passes)| Step::Pass { correction, passes }),
        4 => any::<bool>().prop_map(|correction| Step::Publish { correction }),
        1 => any::<bool>().prop_map(|correction| Step::Recall { correction }),
        2 => any::<bool>().prop_map(|correction| Step::TakeIn { correction }),
        1 => Just(Step::Drop),
    ];
    prop::collection::vec(step, 20..60)
}

/// A larger revision is approved when a correction of this place goes out.
fn past_each_other(at: usize) -> Vec<Step> {
    vec![
        Step::Write { correction: false, at: 0 },
        Step::Submit { correction: false, passes: 3 },
        Step::Write { correction: true, at },
        Step::Submit { correction: true, passes: 3 },
        Step::Publish { correction: true },
        Step::Publish { correction: false },
    ]
}

struct Desk<'a> {
    db: &'a Db,
    authority: TagAuthority,
    work: i64,
    correction: Option<i64>,
    now: i64,
    count: usize,
    /// What corrections said that went out.
    corrected: Vec<String>,
    /// What the open correction says.
    written: Vec<String>,
    accounts: [i64; 5],
    published: usize,
    merged: usize,
    given_back: usize,
    /// So far, for the words of a failure.
    steps: Vec<Step>,
}

impl Desk<'_> {
    fn tick(&mut self) -> Timestamp {
        self.now += 1000;
        Timestamp(self.now)
    }

    fn unique(&mut self) -> String {
        self.count += 1;
        // The address of a correction is made of the first twelve digits.
        format!("{:012x}0000", self.work as usize * 100_000 + self.count)
    }

    async fn id(&mut self, correction: bool) -> Option<i64> {
        if correction { self.correction } else { Some(self.work) }
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Write { correction, at } => self.write(correction, at).await,
            Step::Submit { correction, passes } => {
                let Some(id) = self.id(correction).await else { return };
                let newest = editorial::newest(self.db, id).await.unwrap().unwrap();
                let Ok(read) = markdown::read(&newest.body) else { return };
                let account = self.accounts[usize::from(correction)];
                let now = self.tick();
                let submission =
                    Submission { account, work: id, version: newest.version, content: newest.content, body: read.document };
                editorial::submit(self.db, now, submission).await.ok();
                self.pass(id, passes).await;
            }
            Step::Pass { correction, passes } => {
                let Some(id) = self.id(correction).await else { return };
                self.pass(id, passes).await;
            }
            Step::Publish { correction } => {
                let Some(id) = self.id(correction).await else { return };
                let now = self.tick();
                match editorial::publish_submission(self.db, now, id).await {
                    Ok(Published::Out) => {
                        self.published += 1;
                        if correction {
                            self.correction = None;
                            self.corrected.append(&mut self.written);
                        }
                        self.nothing_is_lost().await;
                    }
                    Ok(Published::Merged) => self.merged += 1,
                    Ok(Published::GivenBack) => self.given_back += 1,
                    Err(_) => {}
                }
            }
            Step::Recall { correction } => {
                let Some(id) = self.id(correction).await else { return };
                let now = self.tick();
                editorial::recall(self.db, now, id).await.ok();
            }
            Step::TakeIn { correction } => self.take_in(correction).await,
            Step::Drop => {
                let Some(id) = self.correction else { return };
                let now = self.tick();
                if editorial::drop_correction(self.db, now, id).await.is_ok() {
                    self.correction = None;
                    self.written.clear();
                }
            }
        }
    }

    async fn pass(&mut self, id: i64, passes: usize) {
        let stages = [(ReviewStage::First, 2), (ReviewStage::Second, 3), (ReviewStage::Final, 4)];
        let mut passed = 0;
        for (stage, who) in stages {
            let said = Said { account: self.accounts[who], work: id, stage, verdict: Verdict::Pass, note: "" };
            let now = self.tick();
            if passed < passes && editorial::review(self.db, now, said).await.is_ok() {
                passed += 1;
            }
        }
    }

    async fn write(&mut self, correction: bool, at: usize) {
        if correction && self.correction.is_none() {
            let (now, unique) = (self.tick(), self.unique());
            let begun = editorial::begin_correction(self.db, now, &self.authority, &unique, self.work, self.accounts[1]).await;
            self.correction = match begun {
                Ok(id) => Some(id),
                Err(editorial::Error::Refused(_)) => None,
                Err(error) => panic!("{error:?}"),
            };
            self.written.clear();
        }
        let Some(id) = self.id(correction).await else { return };
        let newest = editorial::newest(self.db, id).await.unwrap().unwrap();
        let mut blocks: Vec<String> = newest.body.split("\n\n").map(|block| block.trim_end().to_owned()).collect();
        let mark = format!("{}{}号", if correction { "更正" } else { "新稿" }, self.count);
        self.count += 1;
        let place = at % blocks.len();
        if at % 3 == 2 {
            blocks.insert(place, format!("另起一段，{mark}。"));
        } else {
            blocks[place] += &format!("补一句，{mark}。");
        }
        let body = blocks.join("\n\n") + "\n";
        let account = self.accounts[usize::from(correction)];
        let save = SaveCopy { account, work: id, version: newest.version, content: newest.content, body: &body };
        let now = self.tick();
        if let Ok(DeskSaved::Saved { .. }) = editorial::save_working_copy(self.db, now, save).await
            && correction
        {
            self.written.push(mark);
        }
    }

    /// An author who respects what is public: of a conflict they keep both.
    async fn take_in(&mut self, correction: bool) {
        let Some(id) = self.id(correction).await else { return };
        let newest = editorial::newest(self.db, id).await.unwrap().unwrap();
        let Some(published) = self.public().await.map(|(id, _)| id) else { return };
        let account = self.accounts[usize::from(correction)];
        let take = TakeIn {
            account,
            work: id,
            version: newest.version,
            published,
            field: &|_| Some(Side::Published),
            block: &|_| Some(Side::Both),
        };
        let now = self.tick();
        editorial::take_in_published(self.db, now, take).await.ok();
    }

    async fn public(&self) -> Option<(i64, Document)> {
        let work = db::works::published(self.db, self.work).await.unwrap()?;
        Some((work.revision.id, work.revision.body))
    }

    async fn nothing_is_lost(&self) {
        let (_, body) = self.public().await.unwrap();
        let text = document::text::write(&body);
        for words in &self.corrected {
            assert!(text.contains(words), "{words} was undone by {:?}:\n{text}", self.steps);
        }
    }
}

async fn begin<'a>(db: &'a Db, accounts: [i64; 5], round: usize) -> Desk<'a> {
    let authority: TagAuthority = "tests.example".parse().unwrap();
    let now = 1_790_000_000_000 + round as i64 * 1_000_000;
    let organisation: Slug = "green-hill".parse().unwrap();
    let (kind, genre, title) = (WorkKind::Article, Genre::Expert, format!("潮汐{round}"));
    let new = NewWork { kind, genre, title, clause: None, organisation, account: accounts[0] };
    let unique = format!("{round:08x}{:08x}", std::process::id());
    let work = editorial::create_work(db, Timestamp(now), &authority, &unique, new).await.unwrap();
    let mut desk = Desk {
        db,
        authority,
        work,
        correction: None,
        now,
        count: 0,
        corrected: Vec::new(),
        written: Vec::new(),
        accounts,
        published: 0,
        merged: 0,
        given_back: 0,
        steps: Vec::new(),
    };
    let newest = editorial::newest(db, work).await.unwrap().unwrap();
    let content = WorkContent { lead: "一句话。".into(), ..newest.content };
    let body = "第一段，讲潮汐的成因。\n\n第二段，讲月亮怎样吸引海水。\n\n第三段，讲海岸的形状。\n\n第四段，讲怎样观察。\n";
    let save = SaveCopy { account: accounts[0], work, version: newest.version, content, body };
    editorial::save_working_copy(db, Timestamp(now), save).await.unwrap();
    for step in [Step::Submit { correction: false, passes: 3 }, Step::Publish { correction: false }] {
        desk.take(step).await;
    }
    assert_eq!(desk.published, 1);
    desk
}

on_both! {
    async fn no_published_correction_is_ever_lost(site: &Site) {
        furnish(site);
        let db = site.db().await;
        let mut accounts = [0; 5];
        for (at, name) in ["writer", "corrector", "first", "second", "final"].into_iter().enumerate() {
            let write = db.write(Timestamp(1_790_000_000_000)).await.unwrap();
            accounts[at] = db::accounts::add(&write, name, name, "no password", false).await.unwrap().id;
            write.commit().await.unwrap();
        }
        let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() });
        let rounds = if std::env::var_os("LIANGYI_SOAK").is_some() { 600 } else { 40 };
        let (mut published, mut merged, mut given_back, mut corrected) = (0, 0, 0, 0);
        for round in 0..rounds {
            let steps = match round {
                0 => past_each_other(1),
                1 => past_each_other(0),
                _ => steps().new_tree(&mut runner).unwrap().current(),
            };
            let mut desk = begin(&db, accounts, round).await;
            for step in steps {
                desk.steps.push(step);
                desk.take(step).await;
            }
            published += desk.published;
            merged += desk.merged;
            given_back += desk.given_back;
            corrected += desk.corrected.len();
            three_reviewed(site, desk.work).await;
        }
        println!("{published} published, {merged} merged, {given_back} given back, {corrected} corrections");
        assert!(published > rounds && merged > 0 && given_back > 0 && corrected > 0, "every case was met");
        db.close().await.unwrap();
    }
}

/// Every submission that went out was passed by three people who did not write it.
async fn three_reviewed(site: &Site, work: i64) {
    let sql = format!(
        "SELECT COUNT(*) FROM submissions s JOIN works w ON w.id = s.work_id WHERE (w.id = {work} OR w.corrects = {work}) \
         AND s.state IN ('published', 'merged') AND (SELECT COUNT(DISTINCT v.account_id) FROM submission_reviews v \
         WHERE v.submission_id = s.id AND v.verdict = 'pass' AND v.stage <> 'scientific' AND NOT EXISTS \
         (SELECT 1 FROM submission_authors a WHERE a.submission_id = s.id AND a.account_id = v.account_id)) <> 3"
    );
    assert_eq!(site.number(&sql).await, 0);
}
