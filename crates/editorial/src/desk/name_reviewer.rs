//! The person whom the public sees behind a review.

use anyhow::Context;
use db::{
    Write,
    accounts::{self, AccountRow},
    audit::Entry,
    outside_experts, people,
};
use domain::{AuditAct, Person, Slug};

/// The person that an account is who reviewed this submission. An account that was none yet becomes one of its name: a review that nobody answers for
/// would leave the record of a work open.
pub(super) async fn name_reviewer(write: &mut Write, account: i64, submission: i64) -> anyhow::Result<Slug> {
    if let Some(person) = accounts::person_of(write, account).await? {
        return Ok(person.parse()?);
    }
    let account = accounts::by_id_in(write, account).await?.context("an account that reviewed is gone")?;
    let outside = outside_experts::asked(write, account.id, submission).await?;
    let person = Person {
        // Of the account's number, because another person may have the slug that its name would make.
        slug: format!("reviewer-{}", account.id).parse()?,
        name: account.display_name.clone(),
        name_en: None,
        organisation: None,
        title: outside.map(|expert| expert.affiliation()).unwrap_or_default(),
        fields: Vec::new(),
        interests: None,
        about: String::new(),
        example: false,
    };
    let person_id = Some(people::put(write, &person).await?);
    write.audit(Entry::account(AuditAct::PersonSet, &account).with("person", person.slug.as_str()));
    accounts::save(write, AccountRow { person_id, ..account }).await?;
    Ok(person.slug)
}
