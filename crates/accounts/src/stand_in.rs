//! What stands for an expert from outside, when that person gets an account of their own.

use crate::AccountError;
use db::{
    Write,
    accounts::{self, AccountRow},
    outside_experts,
};

/// Lets go of the person, whose name it keeps: by that what the expert reviewed is told apart from what they write.
pub(crate) async fn free(write: &Write, person: Option<i64>) -> Result<(), AccountError> {
    let Some(person) = person else { return Ok(()) };
    let Some(account) = accounts::of_person(write, person).await? else { return Ok(()) };
    if outside_experts::of_account(write, account.id).await?.is_none() {
        return Ok(());
    }
    let display_name = accounts::shown_name(write, account.id).await?.unwrap_or_else(|| account.display_name.clone());
    accounts::save(write, AccountRow { person_id: None, display_name, ..account }).await?;
    Ok(())
}
