//! The list of words that an organisation does not use.

use crate::{Error, Result};
use db::{Db, audit::Entry, house_words, organisations::OrganisationRow};
use domain::{AuditAct, AuditSubject, Timestamp};

/// Words of one organisation; each is searched for in every text.
const MOST: i64 = 2000;
/// Characters.
const LONGEST_WORD: usize = 40;
const LONGEST_REASON: usize = 200;

pub struct NewHouseWord<'a> {
    pub word: &'a str,
    pub reason: &'a str,
    pub instead: Option<&'a str>,
}

/// Adds a word, or says something else of it.
///
/// # Errors
/// Where the word, the reason or what to write in its place is none, or the list is full.
pub async fn put_house_word(db: &Db, now: Timestamp, account: i64, place: &OrganisationRow, new: NewHouseWord<'_>) -> Result<()> {
    let word = line("词语", new.word, LONGEST_WORD)?;
    let reason = line("理由", new.reason, LONGEST_REASON)?;
    let instead = match new.instead.filter(|instead| !instead.trim().is_empty()) {
        Some(instead) => Some(line("建议的写法", instead, LONGEST_REASON)?),
        None => None,
    };
    if word.chars().count() < 2 && word.is_ascii() {
        return Err(Error::refused("词语太短：单个字母、数字或标点会在每篇文章里出现。"));
    }
    let mut write = db.write(now).await?;
    if house_words::count(&write, place.id).await? >= MOST {
        return Err(Error::refused(format!("用词表已有{MOST}个词，不能再加。请先删去不用的。")));
    }
    house_words::put(&write, place.id, word, reason, instead, account).await?;
    let told = Entry::new(AuditAct::HouseWordPut, AuditSubject::Organisation, Some(place.id), place.name.as_str());
    write.audit(told.at(place.id).with("word", word).with("reason", reason));
    write.commit().await?;
    Ok(())
}

/// # Errors
/// Where it is not in the list.
pub async fn remove_house_word(db: &Db, now: Timestamp, place: &OrganisationRow, word: &str) -> Result<()> {
    let mut write = db.write(now).await?;
    if !house_words::remove(&write, place.id, word).await? {
        return Err(Error::refused(format!("“{}”的用词表里没有“{word}”，可能刚刚被别人删去了。", place.name)));
    }
    let told = Entry::new(AuditAct::HouseWordRemoved, AuditSubject::Organisation, Some(place.id), place.name.as_str());
    write.audit(told.at(place.id).with("word", word));
    write.commit().await?;
    Ok(())
}

fn line<'a>(what: &str, text: &'a str, most: usize) -> Result<&'a str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::refused(format!("请填写{what}。")));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::refused(format!("{what}请写成一行。")));
    }
    if text.chars().count() > most {
        return Err(Error::refused(format!("{what}太长，请不超过{most}个字。")));
    }
    Ok(text)
}
