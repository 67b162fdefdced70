//! Invitations: a link that works once makes an account with its roles, or gives them to one that is there.

use crate::{AccountError, Token, account::well_formed, membership, session, stand_in};
use db::{
    Db, Write, accounts,
    accounts::AccountRow,
    audit::Entry,
    invitations::{self, InvitationRow, NewInvitation},
    mail::{self, LetterKind},
    memberships,
    organisations::{self, OrganisationRow},
    outside_experts,
};
use domain::{AuditAct, AuditSubject, MailAddress, Membership, Timestamp};

/// Milliseconds for which a link is good: 7 days.
pub const GOOD_FOR: i64 = 7 * 24 * 60 * 60 * 1000;

pub struct Invite<'a> {
    pub organisation: &'a OrganisationRow,
    pub display_name: &'a str,
    pub roles: &'a [Membership],
    /// Whom the site will name; nobody's account yet.
    pub person: Option<i64>,
    /// Where the link is sent; then the token is that of no link.
    pub address: Option<&'a MailAddress>,
    pub by: &'a AccountRow,
}

/// The invitation's number, and the token of its link.
///
/// # Errors
/// [`AccountError::Person`] where the person has an account.
pub async fn invite(db: &Db, now: Timestamp, new: Invite<'_>) -> Result<(i64, Token), AccountError> {
    let token = Token::generate()?;
    let mut write = db.write(now).await?;
    is_free(&write, new.person).await?;
    let row = NewInvitation {
        digest: &token.digest(),
        organisation_id: new.organisation.id,
        display_name: new.display_name,
        roles: new.roles,
        person_id: new.person,
        invited_by: new.by.id,
        expires_at: now.0 + GOOD_FOR,
    };
    let id = invitations::add(&write, row).await?;
    if let Some(address) = new.address {
        mail::ask_letter(&write, LetterKind::Invitation, id, address.as_str()).await?;
    }
    let roles: Vec<&str> = new.roles.iter().map(|role| role.code()).collect();
    let told = Entry::new(AuditAct::Invited, AuditSubject::Invitation, Some(id), new.display_name);
    write.audit(told.at(new.organisation.id).with("roles", roles));
    write.commit().await?;
    Ok((id, token))
}

/// False where it was not open.
pub async fn revoke(db: &Db, now: Timestamp, row: &InvitationRow) -> Result<bool, AccountError> {
    let mut write = db.write(now).await?;
    let open = invitations::close(&write, row.id, None).await?;
    if open {
        let told = Entry::new(AuditAct::InvitationRevoked, AuditSubject::Invitation, Some(row.id), row.display_name.as_str());
        write.audit(told.at(row.organisation_id));
    }
    write.commit().await?;
    Ok(open)
}

/// One that is good: open, in time, and of somebody who still administers the organisation.
pub async fn find(db: &Db, now: Timestamp, token: &str) -> anyhow::Result<Option<(InvitationRow, OrganisationRow)>> {
    find_digest(db, now, &session::digest(token)).await
}

async fn find_digest(db: &Db, now: Timestamp, digest: &str) -> anyhow::Result<Option<(InvitationRow, OrganisationRow)>> {
    let Some(row) = invitations::open(db, now.0, digest).await? else { return Ok(None) };
    let Some(by) = accounts::by_id(db, row.invited_by).await?.filter(|by| !by.disabled) else { return Ok(None) };
    let reach = memberships::reach(db, by.id).await?;
    if !by.admin && !reach.contains(&(row.organisation_id, Membership::Administrator)) {
        return Ok(None);
    }
    Ok(organisations::by_id(db, row.organisation_id).await?.map(|place| (row, place)))
}

/// Who accepts an invitation with a new account.
pub struct Invitee<'a> {
    /// Of the link's token.
    pub digest: &'a str,
    /// To sign in with.
    pub name: &'a str,
    pub display_name: &'a str,
    /// Of the password; empty where another site vouches for them.
    pub hash: &'a str,
}

/// A new account with the roles of the invitation.
///
/// # Errors
/// [`AccountError::Link`] where the link is not good, [`AccountError::Taken`] where the name is.
pub async fn accept(db: &Db, now: Timestamp, invitee: Invitee<'_>) -> Result<AccountRow, AccountError> {
    let (write, account) = admitting(db, now, invitee).await?;
    write.commit().await?;
    Ok(account)
}

/// The same before its end: more may belong to it.
pub(crate) async fn admitting(db: &Db, now: Timestamp, invitee: Invitee<'_>) -> Result<(Write, AccountRow), AccountError> {
    let Invitee { digest, name, display_name, hash } = invitee;
    well_formed(name)?;
    let (row, place) = find_digest(db, now, digest).await?.ok_or(AccountError::Link)?;
    let mut write = db.write(now).await?;
    if accounts::find(&write, name).await?.is_some() {
        return Err(AccountError::Taken(name.to_owned()));
    }
    is_free(&write, row.person_id).await?;
    stand_in::free(&write, row.person_id).await?;
    let account = accounts::add(&write, name, display_name, hash, false).await?;
    let account = AccountRow { person_id: row.person_id, ..account };
    accounts::save(&write, account.clone()).await?;
    write.acts_as(&account);
    write.audit(Entry::account(AuditAct::AccountAdded, &account).at(place.id));
    admit(&mut write, &row, &place, &account).await?;
    Ok((write, account))
}

/// The roles of the invitation for an account that is there; its name and person stay.
///
/// # Errors
/// [`AccountError::Link`] where the link is not good.
pub async fn join(db: &Db, now: Timestamp, token: &str, account: &AccountRow) -> Result<(), AccountError> {
    let (row, place) = find(db, now, token).await?.ok_or(AccountError::Link)?;
    let mut write = db.write(now).await?;
    admit(&mut write, &row, &place, account).await?;
    write.commit().await?;
    Ok(())
}

async fn admit(
    write: &mut Write,
    row: &InvitationRow,
    place: &OrganisationRow,
    account: &AccountRow,
) -> Result<(), AccountError> {
    if !invitations::close(write, row.id, Some(account.id)).await? {
        return Err(AccountError::Link);
    }
    write.audit(
        Entry::new(AuditAct::InvitationAccepted, AuditSubject::Invitation, Some(row.id), row.display_name.as_str())
            .at(place.id)
            .with("account", account.name.as_str()),
    );
    for role in row.roles()? {
        if memberships::grant(write, account.id, place.id, role).await? {
            write.audit(membership::entry(AuditAct::RoleGranted, account, place.id, &place.slug, role));
        }
    }
    Ok(())
}

/// One person has one account; what stands for an expert from outside is none that anybody uses.
async fn is_free(write: &Write, person: Option<i64>) -> Result<(), AccountError> {
    let Some(person) = person else { return Ok(()) };
    let Some(account) = accounts::of_person(write, person).await? else { return Ok(()) };
    match outside_experts::of_account(write, account.id).await? {
        Some(_) => Ok(()),
        None => Err(AccountError::Person(person.to_string(), account.name)),
    }
}
