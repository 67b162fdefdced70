//! Everything that keeps a working copy from being handed in, at once, each with the field that is wrong.

use super::{body_words, places};
use crate::{H5Fault, Result, original_rules::original_faults, video_rules::poster_fault};
use db::{Db, asset_library, works};
use document::{Document, markdown};
use domain::{Genre, Poster, WorkContent, WorkKind};
use std::collections::BTreeSet;

/// `field` is a name of the content, or `body`; `line` counts from 1 in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskFault {
    pub field: &'static str,
    pub line: Option<u32>,
    pub message: String,
}

pub struct Checked {
    pub faults: Vec<DeskFault>,
    /// What would be better otherwise, and keeps nothing back.
    pub hints: Vec<DeskFault>,
    /// `None` where the body cannot be read.
    pub body: Option<Document>,
}

/// Longest title and lead, in characters: feeds and cards cut beyond.
const TITLE: usize = 80;
const LEAD: usize = 200;

/// Words that claim what somebody else found.
const CLAIMS: [&str; 4] = ["研究表明", "研究显示", "数据显示", "调查显示"];

pub async fn check_work(db: &Db, content: &WorkContent, body: &str) -> Result<Checked> {
    let mut faults = Vec::new();
    let read = match markdown::read(body) {
        Ok(read) => Some(read),
        Err(found) => {
            faults.extend(faults_of_body(found));
            None
        }
    };
    texts(content, &mut faults);
    names(db, content, &mut faults).await?;
    places::clauses(db, content, read.as_ref().map(|r| &r.document), &mut faults).await?;
    let original = match content.original() {
        Some(digest) => asset_library::by_digest(db, digest.as_str()).await?,
        None => None,
    };
    let of_original = original_faults(content, original.as_ref()).into_iter();
    faults.extend(of_original.map(|fault| DeskFault { field: fault.field, line: None, message: fault.zh }));
    poster(db, content, &mut faults).await?;
    let hints = hints(content);
    let Some(read) = read else { return Ok(Checked { faults, hints, body: None }) };
    in_body(content, &read.document, &mut faults);
    places::pictures(db, &read.document, &read.lines, &mut faults).await?;
    places::links(db, &read.document, &read.lines, &mut faults).await?;
    Ok(Checked { faults, hints, body: Some(read.document) })
}

/// News is about what happens; everything else interprets something.
fn hints(content: &WorkContent) -> Vec<DeskFault> {
    let mut hints = Vec::new();
    if content.clauses.is_empty() && content.genre != Genre::News {
        let message = "还没有对应条款，发布后不会出现在政策原文旁边，也不计入覆盖表。请在“资料”的“对应条款”里添加；确实没有，可以照常提交。";
        add(&mut hints, "clauses", message);
    }
    hints
}

/// An uploaded poster has to be a picture that could be read.
async fn poster(db: &Db, content: &WorkContent, faults: &mut Vec<DeskFault>) -> Result<()> {
    let Some(Poster::Picture(digest)) = content.video.as_ref().and_then(|video| video.poster.as_ref()) else { return Ok(()) };
    let row = asset_library::by_digest(db, digest.as_str()).await?;
    if let Some(message) = poster_fault(row.as_ref()) {
        add(faults, "poster", message);
    } else if row.is_some_and(|row| !row.is_ready()) {
        add(faults, "poster", "封面图片还在处理，请稍候。");
    }
    Ok(())
}

/// What a reader of bodies says, as editors are told it.
pub fn faults_of_body(found: Vec<markdown::Fault>) -> Vec<DeskFault> {
    let said = |f: markdown::Fault| DeskFault { field: "body", line: Some(f.line), message: body_words::zh(&f.message) };
    found.into_iter().map(said).collect()
}

fn add(faults: &mut Vec<DeskFault>, field: &'static str, message: impl Into<String>) {
    faults.push(DeskFault { field, line: None, message: message.into() });
}

fn texts(content: &WorkContent, faults: &mut Vec<DeskFault>) {
    for (field, name, text, most) in [("title", "标题", &content.title, TITLE), ("lead", "导语", &content.lead, LEAD)] {
        if text.trim().is_empty() {
            add(faults, field, format!("请填写{name}。"));
        } else if text.contains('\n') {
            add(faults, field, format!("{name}请写成一行。"));
        } else if text.chars().count() > most {
            add(faults, field, format!("{name}太长，请不超过 {most} 个字。"));
        }
    }
    let address = |url: &Option<String>| url.as_ref().is_some_and(|url| url.parse::<document::Address>().is_err());
    if address(&content.source_url) {
        add(faults, "source_url", "首发地址不对，请写 https://… 开头的网址。");
    }
    for source in &content.sources {
        if source.title.trim().is_empty() {
            add(faults, "sources", "有一条参考来源没有标题。");
        }
        if address(&source.url) {
            add(faults, "sources", format!("参考来源“{}”的网址不对，请写 https://… 开头的网址。", source.title));
        }
    }
    if content.genre == Genre::Debunk && content.sources.is_empty() {
        add(faults, "sources", "辟谣作品请至少列出一条参考来源。");
    }
    if content.translation_of.as_ref() == Some(&content.slug) {
        add(faults, "translation_of", "作品不能是自己的译文。");
    }
}

async fn names(db: &Db, content: &WorkContent, faults: &mut Vec<DeskFault>) -> Result<()> {
    let organisations: BTreeSet<String> = db::organisations::all(db).await?.into_iter().map(|o| o.slug).collect();
    let people: BTreeSet<String> = db::people::all(db).await?.into_iter().map(|p| p.slug).collect();
    let topics: BTreeSet<String> = db::vocabulary::topics(db).await?.into_iter().map(|t| t.slug).collect();
    let campaigns: BTreeSet<String> = db::vocabulary::campaigns(db).await?.into_iter().map(|c| c.slug).collect();
    let channels: BTreeSet<String> = db::vocabulary::channels(db).await?.into_iter().map(|c| c.slug).collect();
    if content.organisations.is_empty() {
        add(faults, "organisations", "请选择发布组织，第一个为责任单位。");
    }
    for (field, what, known, named) in [
        ("organisations", "组织", &organisations, &content.organisations),
        ("topics", "主题", &topics, &content.topics),
        ("campaigns", "专题", &campaigns, &content.campaigns),
        ("channels", "渠道", &channels, &content.channels),
    ] {
        let mut seen = BTreeSet::new();
        for slug in named {
            if !known.contains(slug.as_str()) {
                add(faults, field, format!("没有叫“{slug}”的{what}。"));
            }
            if !seen.insert(slug) {
                add(faults, field, format!("{what}“{slug}”重复了。"));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for credit in &content.people {
        if !people.contains(credit.person.as_str()) {
            add(faults, "people", format!("没有叫“{}”的人物。", credit.person));
        }
        if !seen.insert((&credit.person, credit.role.code())) {
            add(faults, "people", format!("{}“{}”重复了。", credit.role.zh(), credit.person));
        }
    }
    let mut seen = BTreeSet::new();
    for audience in content.audiences.iter().filter(|a| !seen.insert(a.code())) {
        add(faults, "audiences", format!("重点人群“{}”重复了。", audience.zh()));
    }
    if let Some(slug) = &content.translation_of
        && works::readable(db, &[slug.as_str()]).await?.is_empty()
    {
        add(faults, "translation_of", format!("没有已发布的作品“{slug}”，不能作为它的译文。"));
    }
    Ok(())
}

fn in_body(content: &WorkContent, body: &Document, faults: &mut Vec<DeskFault>) {
    let text = document::text::write(body);
    if text.trim().is_empty() && content.kind == WorkKind::H5 {
        add(faults, "body", H5Fault::NoText.zh());
    } else if text.trim().is_empty() && content.original().is_none() {
        add(faults, "body", "正文是空的。");
    }
    if let Some(claim) = CLAIMS.iter().find(|claim| text.contains(**claim))
        && content.sources.is_empty()
        && body.footnotes.is_empty()
    {
        add(faults, "sources", format!("正文写了“{claim}”，请列出参考来源或加脚注。"));
    }
}
