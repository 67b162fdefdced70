//! Comments on what is under review: each about words of the text, found again in later texts as long as they stand there.
//!
//! Absent from here: any change of the text, and what readers see: nothing of this is ever published.

use crate::{Error, Result};
use db::{
    Db,
    review_comments::{self, CommentRow},
    works,
};
use document::{Document, text};
use domain::{Timestamp, WorkContent};

/// Characters of a comment, and of the words that it is about.
const LONGEST: usize = 2000;
const LONGEST_QUOTE: usize = 300;
/// Comments of one work.
const MOST: i64 = 2000;

pub struct NewComment<'a> {
    pub account: i64,
    pub work: i64,
    /// The words that it is about, as they stand on the page; `None`: the whole text.
    pub quote: Option<&'a str>,
    pub words: &'a str,
}

/// Where the words of a comment stand: 0 the title, 1 the lead, then the blocks of the body. White space does not count, because
/// a page breaks lines where the text does not.
struct Places(Vec<String>);

impl Places {
    fn of(content: &WorkContent, body: &Document) -> Self {
        let blocks = body.blocks.iter().map(text::of_block);
        Self([content.title.clone(), content.lead.clone()].into_iter().chain(blocks).map(|text| plain(&text)).collect())
    }

    /// The one that has the words, nearest to where they stood.
    fn find(&self, quote: &str, near: usize) -> Option<usize> {
        let quote = plain(quote);
        let found = self.0.iter().enumerate().filter(|(_, text)| text.contains(&quote)).map(|(place, _)| place);
        found.min_by_key(|place| place.abs_diff(near))
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn checked(words: &str) -> Result<&str> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST {
        return Err(Error::refused(format!("请写批注，不超过{LONGEST}个字。")));
    }
    Ok(words)
}

/// Begins a thread; its id. `content` and `body` are the text that was commented on.
///
/// # Errors
/// Where it says nothing or too much, or its words do not stand in the text.
pub async fn comment(db: &Db, now: Timestamp, new: NewComment<'_>, content: &WorkContent, body: &Document) -> Result<i64> {
    let words = checked(new.words)?;
    let quote = new.quote.map(str::trim).filter(|quote| !quote.is_empty());
    let about = match quote {
        Some(quote) if quote.chars().count() > LONGEST_QUOTE => {
            return Err(Error::refused(format!("选中的文字太长，请只选{LONGEST_QUOTE}个字以内。")));
        }
        Some(quote) => {
            let place = Places::of(content, body).find(quote, 0);
            let missing = || Error::refused("选中的文字不在这一稿里，或者跨了两段。请在一段里选短一些的文字。");
            Some((quote, place.ok_or_else(missing)? as i32))
        }
        None => None,
    };
    let write = db.write(now).await?;
    works::by_id(&write, new.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if review_comments::count(&write, new.work).await? >= MOST {
        return Err(Error::refused(format!("一件作品最多{MOST}条批注。")));
    }
    let id = review_comments::add(&write, (new.work, None), about, words, new.account).await?;
    write.commit().await?;
    Ok(id)
}

/// # Errors
/// Where there is no such thread, or the answer says nothing or too much.
pub async fn answer_comment(db: &Db, now: Timestamp, (work, thread): (i64, i64), account: i64, words: &str) -> Result<()> {
    let words = checked(words)?;
    let write = db.write(now).await?;
    works::by_id(&write, work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    if !review_comments::is_thread(&write, work, thread).await? {
        return Err(Error::refused("没有这条批注。请刷新页面。"));
    }
    if review_comments::count(&write, work).await? >= MOST {
        return Err(Error::refused(format!("一件作品最多{MOST}条批注。")));
    }
    review_comments::add(&write, (work, Some(thread)), None, words, account).await?;
    write.commit().await?;
    Ok(())
}

/// A thread is done with, or open again.
///
/// # Errors
/// Where there is no such thread.
pub async fn resolve_comments(db: &Db, now: Timestamp, (work, thread): (i64, i64), account: i64, resolved: bool) -> Result<()> {
    let write = db.write(now).await?;
    if !review_comments::is_thread(&write, work, thread).await? {
        return Err(Error::refused("没有这条批注。请刷新页面。"));
    }
    review_comments::set_resolved(&write, thread, resolved.then_some(account)).await?;
    write.commit().await?;
    Ok(())
}

/// A thread, and where its words stand in a text.
#[derive(Clone, Debug)]
pub struct Placed {
    pub first: CommentRow,
    pub answers: Vec<CommentRow>,
    /// `None` where it is about the whole text, or its words stand there no more.
    pub place: Option<usize>,
}

/// The threads among `rows`, in the order of the text; what is about all of it comes first, what is gone last.
pub fn place_comments(rows: Vec<CommentRow>, content: &WorkContent, body: &Document) -> Vec<Placed> {
    let places = Places::of(content, body);
    let (firsts, answers): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.thread_id.is_none());
    let mut threads: Vec<Placed> = firsts
        .into_iter()
        .map(|first| {
            let near = first.place.unwrap_or_default().max(0) as usize;
            Placed {
                place: first.quote.as_deref().and_then(|quote| places.find(quote, near)),
                answers: answers.iter().filter(|row| row.thread_id == Some(first.id)).cloned().collect(),
                first,
            }
        })
        .collect();
    threads.sort_by_key(|thread| (thread.first.quote.is_some(), thread.place.unwrap_or(usize::MAX), thread.first.id));
    threads
}
