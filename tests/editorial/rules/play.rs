//! The acts, done to the product.

use super::{
    acts::{Act, Lane, PEOPLE},
    model::{Outcome, PLACES, Text, values},
};
use db::{Db, corrections::Notice, revisions};
use domain::{CorrectionKind, CorrectionScope, Severity, Slug, Takedown, Timestamp};
use editorial::{
    Away, DeskSaved, Error, ExpertSaid, ForcePublish, InviteExpert, Published, Restore, Said, SaveCopy, Schedule, Submission,
    TagAuthority, TakeIn,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

const NAMES: [&str; PLACES] = ["甲", "乙", "丙", "丁"];

/// Each place is a paragraph; between them stands what nobody changes.
pub fn body(text: &Text) -> String {
    let paragraph = |(name, value): (&str, u8)| {
        format!("{name}处讲一件事，说清它的来由、经过和意义，这里写的是第{value}稿。\n\n{name}后一段从不改动，只把前后隔开。")
    };
    let all: Vec<String> = NAMES.into_iter().zip(values(text)).map(paragraph).collect();
    all.join("\n\n") + "\n"
}

/// The values that a text shows, read back.
pub fn shown(text: &str) -> Vec<u8> {
    text.split("写的是第").skip(1).map(|rest| rest.split('稿').next().unwrap().parse().unwrap()).collect()
}

pub struct Player<'a> {
    pub db: &'a Db,
    pub raw: &'a DatabaseConnection,
    pub authority: TagAuthority,
    pub accounts: [i64; PEOPLE],
    pub work: i64,
    pub slug: String,
    pub correction: Option<i64>,
    /// The tokens of the links of each text, in the order they were made.
    pub tokens: [Vec<String>; 2],
    pub unique: u64,
}

impl Player<'_> {
    pub fn id(&self, lane: Lane) -> Option<i64> {
        match lane {
            Lane::Main => Some(self.work),
            Lane::Correction => self.correction,
        }
    }

    /// A number or nothing, as a statement gives it.
    pub async fn look(&self, sql: &str) -> Option<i64> {
        let statement = Statement::from_string(self.raw.get_database_backend(), sql);
        self.raw.query_one_raw(statement).await.unwrap().and_then(|row| row.try_get_by_index(0).unwrap())
    }

    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.raw.get_database_backend(), sql);
        self.raw.query_all_raw(statement).await.unwrap().iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    pub async fn take(&mut self, act: &Act, now: Timestamp, newest: Option<Text>) -> Outcome {
        let id = match act.lane().map(|lane| self.id(lane)) {
            Some(None) => return Outcome::Nothing,
            Some(Some(id)) => id,
            None => self.work,
        };
        match self.attempt(act, id, now, newest).await {
            Ok(outcome) => outcome,
            Err(Error::Refused(_)) => Outcome::Refused,
            Err(error) => panic!("{act:?}: {error:?}"),
        }
    }

    async fn attempt(&mut self, act: &Act, id: i64, now: Timestamp, newest: Option<Text>) -> editorial::Result<Outcome> {
        let (db, accounts) = (self.db, self.accounts);
        match *act {
            Act::Write { who, at, value, .. } => {
                let mut text = newest.expect("there is a text");
                text[at].value = value;
                let newest = editorial::newest(db, id).await?.unwrap();
                let body = body(&text);
                let save =
                    SaveCopy { account: accounts[who], work: id, version: newest.version, content: newest.content, body: &body };
                let saved = editorial::save_working_copy(db, now, save).await?;
                assert!(!matches!(saved, DeskSaved::Conflict(_)), "nobody else writes");
            }
            Act::Restore { who, from, .. } => {
                let sql = format!("SELECT revision_id FROM submissions WHERE work_id = {id} ORDER BY id LIMIT 1 OFFSET {from}");
                let Some(revision) = self.look(&sql).await else { return Ok(Outcome::Nothing) };
                let old = revisions::of_work(db, id, revision).await?.expect("a revision of this work");
                let version = editorial::newest(db, id).await?.unwrap().version;
                let restore = Restore {
                    account: accounts[who],
                    work: id,
                    version,
                    name: format!("r{}", old.number),
                    revision: Some(revision),
                    content: old.content,
                    body: document::markdown::write(&old.body),
                };
                editorial::restore(db, now, restore).await?;
            }
            Act::TakeIn { who, .. } => {
                let sql = format!("SELECT published_revision FROM works WHERE id = {}", self.work);
                let Some(published) = self.look(&sql).await else { return Ok(Outcome::Nothing) };
                let version = editorial::newest(db, id).await?.unwrap().version;
                let side = domain::Side::Published;
                let (field, block) = (|_: &str| Some(side), |_| Some(side));
                let take = TakeIn { account: accounts[who], work: id, version, published, field: &field, block: &block };
                editorial::take_in_published(db, now, take).await?;
            }
            Act::Submit { who, .. } => {
                let newest = editorial::newest(db, id).await?.unwrap();
                let body = document::markdown::read(&newest.body).unwrap().document;
                let (account, version, content) = (accounts[who], newest.version, newest.content);
                editorial::submit(db, now, Submission { account, work: id, version, content, body }).await?;
            }
            Act::Review { who, stage, verdict, .. } => {
                let said = Said { account: accounts[who], work: id, stage, verdict, note: "请看第二段。" };
                editorial::review(db, now, said).await?;
            }
            Act::Recall { .. } => editorial::recall(db, now, id).await?,
            Act::TakeBack { who, .. } => editorial::take_back_pass(db, now, id, accounts[who], "又看了一遍。").await?,
            Act::Publish { .. } => {
                return Ok(match editorial::publish_submission(db, now, id).await? {
                    Published::Out => Outcome::Out,
                    Published::Merged => Outcome::Merged,
                    Published::GivenBack => Outcome::GivenBack,
                });
            }
            Act::Force { who } => {
                let act = ForcePublish { account: accounts[who], work: id, reason: "今晚就要用。" };
                editorial::force_publish(db, now, act).await?;
            }
            Act::Schedule { minutes, embargo, .. } => {
                let at = Timestamp(now.0 + minutes * 60_000);
                editorial::schedule(db, now, Schedule { account: accounts[0], work: id, at, embargo }).await?;
            }
            Act::CallOff { .. } => editorial::call_off(db, now, id).await?,
            Act::Wait { .. } => drop(editorial::publish_due(db, now).await?),
            Act::Begin { who } => {
                self.unique += 1;
                // Its address is made of the first twelve digits.
                let unique = format!("{:012x}0000", self.unique);
                let begun = editorial::begin_correction(db, now, &self.authority, &unique, id, accounts[who]).await?;
                if self.correction != Some(begun) {
                    (self.correction, self.tokens[1]) = (Some(begun), Vec::new());
                }
            }
            Act::Drop => editorial::drop_correction(db, now, id).await?,
            Act::Notice => {
                let notice = notice(CorrectionKind::Correction);
                editorial::correct(db, now, &self.slug, &notice).await?;
            }
            Act::Withdraw { way } => {
                let kind = if way == Takedown::Vanished { CorrectionKind::Removal } else { CorrectionKind::Retraction };
                let away = Away { way, other: way.names_another().then(|| "other".to_owned()) };
                editorial::withdraw(db, now, &self.slug, &notice(kind), &away).await?;
            }
            Act::Reinstate => drop(editorial::reinstate(db, now, &self.slug).await?),
            Act::Invite { lane, stage, seconds } => {
                self.unique += 1;
                let token = format!("{:064x}", self.unique);
                let name = format!("专家{}", self.unique);
                let invite = InviteExpert {
                    account: accounts[0],
                    work: id,
                    stage,
                    person: None,
                    name: &name,
                    institution: "示例大学",
                    title: "教授",
                    email: None,
                    note: "",
                    token: &token,
                    expires: Timestamp(now.0 + seconds * 1000),
                    by_mail: false,
                };
                editorial::invite_expert(db, now, invite).await?;
                self.tokens[usize::from(lane == Lane::Correction)].push(token);
            }
            Act::Say { lane, link, verdict } => {
                let tokens = &self.tokens[usize::from(lane == Lane::Correction)];
                let Some(token) = tokens.get(link) else { return Ok(Outcome::Nothing) };
                editorial::expert_review(db, now, ExpertSaid { token, verdict, note: "依据不足。", interests: "没有" }).await?;
            }
            Act::Revoke { link, .. } => {
                let sql = format!("SELECT id FROM expert_links WHERE work_id = {id} ORDER BY id LIMIT 1 OFFSET {link}");
                let Some(link) = self.look(&sql).await else { return Ok(Outcome::Nothing) };
                editorial::revoke_expert(db, now, id, link).await?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn notice(kind: CorrectionKind) -> Notice {
    Notice {
        kind,
        severity: Severity::Major,
        scope: CorrectionScope::Work,
        reason: "第三段的数字有误。".to_owned(),
        anchor: None,
    }
}

/// A draft of this text by the first of the people; its id and its slug.
pub async fn begin(db: &Db, now: Timestamp, authority: &TagAuthority, unique: &str, account: i64, text: &Text) -> (i64, String) {
    use domain::{Genre, WorkContent, WorkKind};
    let organisation: Slug = "green-hill".parse().unwrap();
    let (kind, genre, title) = (WorkKind::Article, Genre::Expert, format!("潮汐{unique}"));
    let new = editorial::NewWork { kind, genre, title, clause: None, organisation, account };
    let work = editorial::create_work(db, now, authority, unique, new).await.unwrap();
    let newest = editorial::newest(db, work).await.unwrap().unwrap();
    let slug: Slug = format!("story-{unique}").parse().unwrap();
    let content = WorkContent { lead: "一句话。".into(), slug: slug.clone(), ..newest.content };
    let save = SaveCopy { account, work, version: newest.version, content, body: &body(text) };
    editorial::save_working_copy(db, now, save).await.unwrap();
    (work, slug.to_string())
}
