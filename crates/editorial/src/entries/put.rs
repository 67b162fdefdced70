//! An entry is made, or says something else from now on.

use super::{VocabularyEntry, VocabularyIs, read_vocabulary, rules};
use crate::{Error, Fault, Faults, Result};
use db::{Db, Position, Write, audit::Entry};
use domain::{AuditAct, Term, Timestamp};

/// Puts `entry` in place of the one with its slug, which said what `was` is the digest of; of a new one `was` is `None`.
///
/// # Errors
/// [`Error::Faults`] with the field as the file, where it breaks a rule; [`Error::Changed`] where it says something else by
/// now than its editor saw.
pub async fn put_entry(db: &Db, now: Timestamp, entry: &VocabularyEntry, was: Option<&str>) -> Result<Option<Position>> {
    let mut write = db.write(now).await?;
    // Everything here is small; read inside the writer's turn, so that nobody changes a tie meanwhile.
    write.as_the_only_import().await?;
    let is = read_vocabulary(db).await?;
    if is.find(entry).map(|old| old.digest()).as_deref() != was {
        return Err(Error::Changed);
    }
    let mut faults = rules::faults(entry, &is);
    if let VocabularyEntry::Term(Term { clause: Some(clause), .. }) = entry
        && db::clauses::outside(db, clause.policy.as_str(), clause.version, &clause.clause).await?.is_none()
    {
        faults.push(("clause", format!("没有“{clause}”这一条款，请检查文件的名字和条款的编号。")));
    }
    if !faults.is_empty() {
        let fault = |(field, message): (&str, String)| Fault { file: field.to_owned(), line: None, message };
        return Err(Error::Faults(Faults(faults.into_iter().map(fault).collect())));
    }
    put(&mut write, entry).await?;
    let told = Entry::new(AuditAct::EntryPut, entry.subject(), None, entry.slug().as_str());
    write.audit(told.with("name", entry.name()));
    Ok(write.commit().await?)
}

async fn put(write: &mut Write, entry: &VocabularyEntry) -> Result<()> {
    match entry {
        VocabularyEntry::Organisation(entry) => db::organisations::put_all(write, std::slice::from_ref(entry)).await?,
        VocabularyEntry::Person(entry) => drop(db::people::put(write, entry).await?),
        VocabularyEntry::Topic(entry) => drop(db::vocabulary::put_topic(write, entry).await?),
        VocabularyEntry::Campaign(entry) => drop(db::vocabulary::put_campaign(write, entry).await?),
        VocabularyEntry::Term(entry) => drop(db::terms::put(write, entry).await?),
    }
    Ok(())
}

impl VocabularyIs {
    /// The entry of the same kind and slug, as it is.
    pub fn find(&self, like: &VocabularyEntry) -> Option<VocabularyEntry> {
        let slug = like.slug();
        match like {
            VocabularyEntry::Organisation(_) => {
                self.organisations.iter().find(|o| o.slug == *slug).cloned().map(VocabularyEntry::Organisation)
            }
            VocabularyEntry::Person(_) => self.people.iter().find(|p| p.slug == *slug).cloned().map(VocabularyEntry::Person),
            VocabularyEntry::Topic(_) => self.topics.iter().find(|t| t.slug == *slug).cloned().map(VocabularyEntry::Topic),
            VocabularyEntry::Campaign(_) => {
                self.campaigns.iter().find(|c| c.slug == *slug).cloned().map(VocabularyEntry::Campaign)
            }
            VocabularyEntry::Term(_) => self.terms.iter().find(|t| t.slug == *slug).cloned().map(VocabularyEntry::Term),
        }
    }
}
