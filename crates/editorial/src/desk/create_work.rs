//! A new work begins: a draft that nobody but its organisation knows of.

use crate::{Error, Result, tag::TagAuthority};
use db::{Db, audit::Entry, draft_clauses, work_desks, working_copies, working_copies::WorkingCopyRow, works};
use domain::{
    AiLabel, AuditAct, ClauseLink, ClauseRef, Genre, Language, Licence, Slug, Timestamp, WorkContent, WorkKind, WorkState,
};

pub struct NewWork {
    pub kind: WorkKind,
    pub genre: Genre,
    pub title: String,
    /// What it is begun for.
    pub clause: Option<ClauseRef>,
    pub organisation: Slug,
    /// Who begins it.
    pub account: i64,
}

/// The id of the new work. Its slug is made of the day and of `unique`, hexadecimal digits never used before, until an
/// editor chooses another.
pub async fn create_work(db: &Db, now: Timestamp, authority: &TagAuthority, unique: &str, new: NewWork) -> Result<i64> {
    if new.title.trim().is_empty() || new.title.contains('\n') {
        return Err(Error::refused("请填写标题，写成一行。"));
    }
    if let Some(clause) = &new.clause
        && super::places::clause(db, clause).await?.is_none()
    {
        return Err(Error::refused(format!("没有条款“{clause}”。请从覆盖表或新建页重新选择。")));
    }
    let day = now.day().to_string().replace('-', "");
    let slug: Slug = format!("{day}-{}", &unique[..8.min(unique.len())]).parse().map_err(anyhow::Error::from)?;
    let content = WorkContent {
        slug,
        tag: None,
        title: new.title.trim().to_owned(),
        lead: String::new(),
        kind: new.kind,
        genre: new.genre,
        language: Language::ZhHans,
        translation_of: None,
        audiences: Vec::new(),
        topics: Vec::new(),
        campaigns: Vec::new(),
        organisations: vec![new.organisation],
        channels: Vec::new(),
        people: Vec::new(),
        reviews: Vec::new(),
        state: WorkState::Draft,
        published: None,
        licence: Licence::Reserved,
        territories: Vec::new(),
        source: None,
        source_url: None,
        original_title: None,
        ai: AiLabel::None,
        sources: Vec::new(),
        clauses: new.clause.map(|clause| ClauseLink { clause, passage: None, anchor: None }).into_iter().collect(),
        video: None,
        long_image: None,
        h5: None,
    };
    let mut write = db.write(now).await?;
    let work = works::create(&write, &authority.tag(now, unique), &content, None).await?;
    work_desks::set_holders(&write, work.id, &content.organisations).await?;
    work_desks::note_author(&write, work.id, new.account).await?;
    let copy = WorkingCopyRow {
        work_id: work.id,
        version: 1,
        based_on: None,
        changed: true,
        title: content.title.clone(),
        content: serde_json::to_string(&content).map_err(anyhow::Error::from)?,
        body: String::new(),
        account_id: new.account,
        updated_at: now.0,
    };
    working_copies::put(&write, copy).await?;
    draft_clauses::set(&write, work.id, &content).await?;
    write.audit(Entry::work(AuditAct::WorkCreated, work.id));
    write.commit().await?;
    Ok(work.id)
}
