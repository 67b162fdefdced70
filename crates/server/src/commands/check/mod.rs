//! `liangyi check`: what is wrong, and what to do about it.

use crate::say::say;
use crate::{
    commands::check_audit::{fine, wrong},
    open,
    settings::Settings,
};
use anyhow::{Result, bail};
use db::Db;
use search::Index;
use std::collections::BTreeSet;

mod blobs;
mod machine;
mod rows;
mod site;

/// What was found of one subject.
enum State {
    Fine(String),
    /// Nothing is broken, and somebody should know.
    Note(String),
    /// With the remedy.
    Wrong(String),
}

struct Finding {
    subject: &'static str,
    state: State,
}

impl From<Result<String, String>> for State {
    fn from(found: Result<String, String>) -> Self {
        match found {
            Ok(fine) => Self::Fine(fine),
            Err(remedy) => Self::Wrong(remedy),
        }
    }
}

/// `deep`: every blob is read and every work held against the lists, too.
pub async fn run(settings: &Settings, deep: bool) -> Result<()> {
    let mut findings = vec![found("settings", site::settings(settings))];
    open::is_there(settings)?;
    let db = match open::database(settings).await {
        Ok(db) => {
            findings.push(found("database", Ok(if db.is_sqlite() { "SQLite".to_owned() } else { "PostgreSQL".to_owned() })));
            Some(db)
        }
        Err(error) => {
            findings.push(found("database", Err(format!("{error:#}; see LIANGYI_DATABASE_URL and LIANGYI_DATA"))));
            None
        }
    };
    findings.push(found("clock", machine::clock(db.as_ref()).await));
    findings.push(found("disk", machine::disk(settings)));
    findings.push(found("store", machine::store(settings).await));
    findings.extend(machine::reranker(settings).map(|state| found("re-ranker", state)));
    findings.push(found("mail", machine::mail(settings).await));
    let pipeline = machine::media_pipeline(settings).await;
    let starts = pipeline.is_ok();
    findings.push(found("media-pipeline", pipeline));
    if starts {
        findings.push(found("walls", machine::walls(settings).await));
        findings.push(found("fonts", machine::fonts_and_words(settings)));
    }
    if let Some(db) = &db {
        let log = db::changes::head(db).await.map(|p| format!("{} changes", p.seq));
        findings.push(found("change log", log.map_err(|e| format!("{e:#}; liangyi migrate, or restore from a backup"))));
        findings.push(found("audit log", audit(db).await));
        findings.push(found("jobs", jobs(db).await));
        findings.push(found("videos", videos(db).await));
        findings.push(found("links", links(db).await));
        findings.push(found("index", index(settings, db).await));
        if deep {
            findings.push(found("order", rows::log(db).await));
            findings.push(found("lists", rows::lists(db).await));
            findings.push(found("blobs", blobs::all(settings, db).await));
        }
    }
    let wrong = findings.iter().map(Finding::say).filter(|wrong| *wrong).count();
    if let Some(db) = db {
        db.close().await?;
    }
    if wrong > 0 {
        bail!("{wrong} thing(s) need attention");
    }
    Ok(())
}

fn found(subject: &'static str, state: impl Into<State>) -> Finding {
    Finding { subject, state: state.into() }
}

impl Finding {
    /// True where something is wrong.
    fn say(&self) -> bool {
        let subject = self.subject;
        match &self.state {
            State::Fine(fine) => say!("ok     {subject}: {fine}"),
            State::Note(note) => say!("note   {subject}: {note}"),
            State::Wrong(remedy) => say!("wrong  {subject}: {remedy}"),
        }
        matches!(self.state, State::Wrong(_))
    }
}

async fn audit(db: &Db) -> Result<String, String> {
    match db::audit::verify(db).await.map_err(|e| format!("{e:#}"))? {
        Ok(verified) => Ok(fine(&verified)),
        Err(broken) => Err(wrong(&broken)),
    }
}

async fn jobs(db: &Db) -> Result<String, String> {
    let (open, given_up) = match (db::jobs::open(db).await, db::jobs::given_up(db).await) {
        (Ok(open), Ok(given_up)) => (open, given_up),
        (Err(error), _) | (_, Err(error)) => return Err(format!("{error:#}")),
    };
    match given_up.first() {
        None => Ok(format!("{open} waiting")),
        Some(last) => Err(format!(
            "{} given up, the last one because: {}",
            given_up.len(),
            last.reason.as_deref().unwrap_or("no reason kept")
        )),
    }
}

/// Works that were to be published and are not, because of their video.
async fn videos(db: &Db) -> Result<String, String> {
    let awaiting = db::awaited_originals::all(db).await.map_err(|e| format!("{e:#}"))?;
    let held: Vec<String> =
        awaiting.iter().filter_map(|w| Some(format!("{}: {}", w.slug, w.reason.as_deref()?.replace('\n', " ")))).collect();
    match held.first() {
        None => Ok(format!("{} work(s) wait for theirs", awaiting.len())),
        Some(first) => Err(format!("{} work(s) are not published because of theirs; the first is {first}", held.len())),
    }
}

async fn links(db: &Db) -> Result<String, String> {
    match db::clause_links::waiting(db).await {
        Ok(waiting) if waiting.is_empty() => Ok("every link leads to a clause".to_owned()),
        Ok(waiting) => Err(format!("{} wait for an editor; liangyi links lists them", waiting.len())),
        Err(error) => Err(format!("{error:#}")),
    }
}

/// Compares the index with the database, unless a server holds it: then that server keeps it true.
async fn index(settings: &Settings, db: &Db) -> Result<String, String> {
    let opened = match Index::open(&settings.index_folder(), settings.dictionary.as_deref()) {
        Ok(opened) => opened.index,
        Err(search::Error::Held { .. }) => return Ok("held by a running server".to_owned()),
        Err(error) => return Err(format!("{error}; liangyi reindex builds it anew")),
    };
    let compare = async {
        let head = db::changes::head(db).await?;
        let behind = head.seq - opened.position().seq as i64;
        let mut published = BTreeSet::new();
        let mut after = 0;
        loop {
            let ids = db::works::published_ids(db, after, 1000).await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            published.extend(ids);
        }
        let indexed: BTreeSet<i64> = opened.work_ids()?.into_iter().collect();
        anyhow::Ok((behind, published, indexed))
    };
    match compare.await {
        Err(error) => Err(format!("{error:#}")),
        Ok((behind, ..)) if behind > 0 => Ok(format!("{behind} changes behind; the next start catches up")),
        Ok((_, published, indexed)) if published != indexed => {
            Err(format!("{} works are published and {} indexed; liangyi reindex builds it anew", published.len(), indexed.len()))
        }
        Ok((_, published, _)) => Ok(format!("{} works, as in the database", published.len())),
    }
}
