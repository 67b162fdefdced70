//! An expert from outside is asked to review one submission: by a link that is good once, for a while, for that work alone.

use super::{namesakes::no_namesake, share_preview::preview_digest};
use crate::{Error, Result};
use db::{
    Db, Write,
    accounts::{self, AccountRow},
    audit::Entry,
    mail::{self, LetterKind},
    outside_experts::{self, NewLink, OutsideExpert},
    people, submissions, works,
};
use domain::{AuditAct, DeskState, MailAddress, Membership, ReviewStage, Right, Slug, Standing, Timestamp, allows};

pub struct InviteExpert<'a> {
    /// Who invites.
    pub account: i64,
    pub work: i64,
    pub stage: ReviewStage,
    /// The entry of the expert, where the site has one.
    pub person: Option<Slug>,
    /// Of an expert who has an entry, that name is taken.
    pub name: &'a str,
    pub institution: &'a str,
    pub title: &'a str,
    pub email: Option<&'a str>,
    /// The link goes to that address, and nobody else has it: the one that `token` makes is none.
    pub by_mail: bool,
    /// What is asked of them.
    pub note: &'a str,
    /// Never given before, and guessed by nobody.
    pub token: &'a str,
    pub expires: Timestamp,
}

/// Characters.
const LONGEST_NAME: usize = 40;
const LONGEST_PLACE: usize = 80;
const LONGEST_NOTE: usize = 500;

/// The steps that somebody from outside may do: those of the role of an expert.
pub fn expert_stages() -> impl Iterator<Item = ReviewStage> {
    let standing = Standing { state: Some(DeskState::Submitted), own: false, wrote: false, responsible: false };
    ReviewStage::ALL.iter().copied().filter(move |stage| allows(Membership::Expert, Right::review(*stage), standing))
}

/// # Errors
/// Where nothing is under review, the step is done, asked of somebody already or none of an expert's, or the expert wrote the
/// work, reviewed it, or has an account of their own.
pub async fn invite_expert(db: &Db, now: Timestamp, invite: InviteExpert<'_>) -> Result<()> {
    let said = check(&invite)?;
    let mut write = db.write(now).await?;
    let work = works::by_id(&write, invite.work).await?.ok_or_else(|| Error::refused("作品已经不在了。"))?;
    let open = submissions::latest(&write, work.id).await?.filter(|s| s.state == submissions::SUBMITTED);
    let open = open.ok_or_else(|| Error::refused("作品不在审核中，不能邀请专家。"))?;
    let stage = invite.stage;
    if submissions::reviews(&write, open.id).await?.iter().any(|given| given.stage == stage.code()) {
        return Err(Error::refused(format!("{}已经完成，不用再邀请。", stage.zh())));
    }
    let expert = expert(&mut write, &invite, said).await?;
    for link in outside_experts::of_submission(&write, open.id).await?.iter().filter(|link| link.is_good(now.0)) {
        if link.stage == stage.code() {
            let name = &link.name;
            return Err(Error::refused(format!("{}已经邀请了{name}，链接还有效。要换人，请先撤销那个链接。", stage.zh())));
        }
        if link.expert_id == expert.account_id {
            return Err(Error::refused("这位专家已经受邀做这次提交的另一步审核，一个人只能审一步。"));
        }
    }
    no_namesake(&write, &open, &expert.name, true).await?;
    let digest = preview_digest(invite.token);
    let link = NewLink {
        work_id: work.id,
        submission_id: open.id,
        stage: stage.code(),
        expert_id: expert.account_id,
        title: &expert.title,
        email: expert.email.as_deref(),
        digest: &digest,
        account_id: invite.account,
        note: invite.note.trim(),
        expires_at: invite.expires.0,
    };
    let id = outside_experts::add_link(&write, link).await?;
    if let Some(address) = expert.email.as_deref().filter(|_| invite.by_mail) {
        mail::ask_letter(&write, LetterKind::Expert, id, address).await?;
    }
    let told = Entry::work(AuditAct::ExpertInvited, work.id).with("stage", stage.code()).with("revision", open.revision_id);
    let told = told.with("expert", expert.name.as_str()).with("of", expert.affiliation());
    write.audit(told.with("expires", invite.expires.rfc3339()));
    write.commit().await?;
    Ok(())
}

/// Name, institution, title and address, as they are to be kept.
fn check(invite: &InviteExpert<'_>) -> Result<OutsideExpert> {
    if !expert_stages().any(|stage| stage == invite.stage) {
        let stages: Vec<&str> = expert_stages().map(ReviewStage::zh).collect();
        let may = stages.join("、");
        return Err(Error::refused(format!("外部专家可以做{may}；{}由本组织的人完成。", invite.stage.zh())));
    }
    let words = |what: &str, text: &str, longest: usize| {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > longest || text.chars().any(char::is_control) {
            return Err(Error::refused(format!("请写明专家的{what}，不超过{longest}个字。")));
        }
        Ok(text.to_owned())
    };
    let email = invite.email.map(str::trim).filter(|email| !email.is_empty());
    let email = email.map(str::parse::<MailAddress>).transpose().map_err(Error::refused)?;
    if invite.by_mail && email.is_none() {
        return Err(Error::refused("要用邮件发送，请填专家的电子邮箱。"));
    }
    if invite.note.chars().count() > LONGEST_NOTE {
        return Err(Error::refused(format!("给专家的话不超过{LONGEST_NOTE}个字。")));
    }
    Ok(OutsideExpert {
        account_id: 0,
        name: if invite.person.is_some() { String::new() } else { words("姓名", invite.name, LONGEST_NAME)? },
        institution: words("单位", invite.institution, LONGEST_PLACE)?,
        title: if invite.title.trim().is_empty() {
            String::new()
        } else {
            words("职务或职称", invite.title, LONGEST_PLACE)?
        },
        email: email.map(String::from),
    })
}

/// The expert as the database knows them from now on: one who was invited before is the same one.
async fn expert(write: &mut Write, invite: &InviteExpert<'_>, mut said: OutsideExpert) -> Result<OutsideExpert> {
    let mut person = None;
    if let Some(slug) = &invite.person {
        let row = people::find(write, slug.as_str()).await?.ok_or_else(|| Error::refused("没有这位人物，请重新选择。"))?;
        said.name.clone_from(&row.name);
        person = Some(row.id);
    }
    let by_person = match person {
        Some(id) => accounts::of_person(write, id).await?,
        None => None,
    };
    if let Some(account) = by_person {
        let known = outside_experts::of_account(write, account.id).await?;
        let known =
            known.ok_or_else(|| Error::refused(format!("{}在这里有账号，请直接在工作台里审核，不用外部链接。", said.name)))?;
        return keep(write, OutsideExpert { title: said.title, email: said.email, ..known }).await;
    }
    if let Some(known) = outside_experts::named(write, &said.name, &said.institution).await? {
        let account = accounts::by_id_in(write, known.account_id).await?;
        if let (Some(account), Some(_)) = (account, person) {
            if account.person_id.is_some() {
                return Err(Error::refused(format!("{}的{}以前受邀时对应的是另一位人物，请核对。", said.institution, said.name)));
            }
            accounts::save(write, AccountRow { person_id: person, ..account }).await?;
        }
        return keep(write, OutsideExpert { title: said.title, email: said.email, ..known }).await;
    }
    // It has no password and is disabled: nobody signs in as it.
    let name = format!("expert-{}", &preview_digest(invite.token)[..16]);
    let account = accounts::add(write, &name, &said.name, "", false).await?;
    let account = AccountRow { disabled: true, person_id: person, ..account };
    let id = account.id;
    accounts::save(write, account).await?;
    keep(write, OutsideExpert { account_id: id, ..said }).await
}

async fn keep(write: &Write, expert: OutsideExpert) -> Result<OutsideExpert> {
    outside_experts::put(write, &expert).await?;
    Ok(expert)
}

/// # Errors
/// Where the work has no such link, or it was used or revoked before.
pub async fn revoke_expert(db: &Db, now: Timestamp, work: i64, link: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    if !outside_experts::revoke(&write, work, link).await? {
        return Err(Error::refused("没有这个审核链接，或者已经用过、撤销了。"));
    }
    write.audit(Entry::work(AuditAct::ExpertLinkRevoked, work).with("link", link));
    write.commit().await?;
    Ok(())
}
