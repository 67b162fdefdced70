//! Where somebody from outside reviews, no account tells whether two are one person: their names have to.

use crate::{Error, Result};
use db::{Write, people, revisions, submissions, submissions::SubmissionRow};
use domain::Role;

/// `outside`: the one who is called so has no account of their own. Two who have one are told apart by the database.
///
/// # Errors
/// Where a reviewer of this submission is called so or, where it is about somebody from outside, an author.
pub(super) async fn no_namesake(write: &Write, open: &SubmissionRow, name: &str, outside: bool) -> Result<()> {
    let name = plain(name);
    let reviewers = submissions::said(write, open.id).await?;
    if reviewers.iter().any(|said| plain(&said.by_name) == name && (outside || said.institution.is_some())) {
        return Err(Error::refused(format!("审核过这次提交的人里已经有“{name}”。三审由不同的人完成，请换一位。")));
    }
    if !outside {
        return Ok(());
    }
    let mut authors = submissions::author_names(write, open.id).await?;
    let content = revisions::by_id_in(write, open.revision_id).await?.content;
    for credit in content.people.iter().filter(|credit| credit.role == Role::Author) {
        authors.extend(people::find(write, credit.person.as_str()).await?.map(|person| person.name));
    }
    if authors.iter().any(|author| plain(author) == name) {
        return Err(Error::refused(format!("作者里有“{name}”。作者不能审核自己的作品，请换一位。")));
    }
    Ok(())
}

/// Without the blanks that people set between the characters of a short name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
