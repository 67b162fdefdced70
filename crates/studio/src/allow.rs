//! The one place where the studio decides whether somebody may do something. What `domain`'s table does not name is
//! refused, and a work that may not be seen is not there.

use crate::{Problem, Session};
use db::{
    Db,
    accounts::{self, AccountRow},
    asset_library,
    assets::AssetRow,
    memberships,
    organisations::{self, OrganisationRow},
    outside_experts,
    reader_reports::{ReaderReport, Whose},
    uploads::UploadRow,
    work_desks::{self, Desk, Which},
};
use domain::{DeskState, Membership, ReviewStage, Right, Standing, WorkKind, allows};
use std::{collections::HashMap, pin::Pin};

/// The work, where this account may do `right` to it.
///
/// # Errors
/// 404 where it may not even be seen, 403 with a reason where it may.
pub async fn work(db: &Db, session: &Session, id: i64, right: Right) -> Result<Desk, Problem> {
    allowed(session, work_desks::one(db, session.account.id, id).await?, right)
}

fn allowed(session: &Session, desk: Option<Desk>, right: Right) -> Result<Desk, Problem> {
    let desk = desk.filter(|desk| may(session, desk, Right::SeeWork)).ok_or_else(Problem::not_found)?;
    if !may(session, &desk, right) {
        return Err(refusal(&desk, right));
    }
    Ok(desk)
}

/// Those of these works to which this account may not do `right` as they stand now, and why not, in words. For the back room, which
/// acts in somebody's name later than they asked.
pub fn refusals_for(db: Db, account: i64, works: Vec<i64>, right: Right) -> Refusals {
    Box::pin(async move {
        let Some(session) = Session::of_account(&db, account).await? else {
            return Ok(works.into_iter().map(|id| (id, "发起这次操作的账号已经停用。".to_owned())).collect());
        };
        let desks = work_desks::several(&db, session.account.id, &works).await?;
        let mut desks: HashMap<i64, Desk> = desks.into_iter().map(|desk| (desk.id, desk)).collect();
        let refused = |desk: Option<Desk>| allowed(&session, desk, right).err().map(|problem| problem.to_string());
        Ok(works.into_iter().filter_map(|id| Some((id, refused(desks.remove(&id))?))).collect())
    })
}

type Refusals = Pin<Box<dyn Future<Output = anyhow::Result<HashMap<i64, String>>> + Send>>;

/// A draft that was deleted, where this account may delete it and so put it back.
///
/// # Errors
/// As [`work`].
pub async fn deleted_work(db: &Db, session: &Session, id: i64) -> Result<Desk, Problem> {
    let desk = work_desks::deleted(db, session.account.id, id).await?.ok_or_else(Problem::not_found)?;
    if !may(session, &desk, Right::SeeWork) {
        return Err(Problem::not_found());
    }
    if !may(session, &desk, Right::DeleteWork) {
        return Err(refusal(&desk, Right::DeleteWork));
    }
    Ok(desk)
}

/// The organisation, where this account may do `right` there.
///
/// # Errors
/// 403: organisations are public, so there is nothing to hide.
pub async fn organisation(db: &Db, session: &Session, slug: &str, right: Right) -> Result<OrganisationRow, Problem> {
    let row = organisations::by_slug(db, slug).await?;
    let row = row.ok_or_else(|| Problem::unprocessable(format!("没有叫“{slug}”的组织。")))?;
    if !at(session, row.id, right) {
        return Err(Problem::forbidden(format!("您在“{}”没有“{}”的权限，请联系该组织的管理员。", row.name, right.zh())));
    }
    Ok(row)
}

/// For what belongs to the whole site: its administrators may.
///
/// # Errors
/// 403
pub fn site(session: &Session) -> Result<(), Problem> {
    match session.account.admin {
        true => Ok(()),
        false => Err(Problem::forbidden("这里的内容由站点管理员管理，请联系他们。")),
    }
}

/// For the rules of search, which are of the whole site.
///
/// # Errors
/// 403
pub async fn search(db: &Db, session: &Session) -> Result<(), Problem> {
    match at_the_top(db, session, Right::TuneSearch).await? {
        true => Ok(()),
        false => Err(Problem::forbidden("搜索由最上级组织的管理员和站点管理员调整，请联系他们。")),
    }
}

/// Whether this account may do `right` where `slug` says; what belongs to no organisation is the site's.
pub fn at_slug(session: &Session, all: &[OrganisationRow], slug: Option<&str>, right: Right) -> bool {
    let row = slug.and_then(|slug| all.iter().find(|row| row.slug == slug));
    session.account.admin || row.is_some_and(|row| at(session, row.id, right))
}

/// Whether this account may do `right` in an organisation, where no work is meant.
pub fn at(session: &Session, organisation: i64, right: Right) -> bool {
    let standing = Standing { state: None, own: false, wrote: false, responsible: true };
    roles_at(session, organisation).any(|role| allows(role, right, standing))
}

/// Where this account may do `right`, no work being meant; `None`: everywhere.
pub fn places(session: &Session, right: Right) -> Option<Vec<i64>> {
    if session.account.admin {
        return None;
    }
    let mut ids: Vec<i64> = session.reach.iter().map(|(id, _)| *id).filter(|id| at(session, *id, right)).collect();
    ids.sort_unstable();
    ids.dedup();
    Some(ids)
}

/// Whether this account may go on with an upload: its own, while it may still upload there, or any of an organisation that it
/// administers.
pub fn upload(session: &Session, row: &UploadRow) -> bool {
    let own = row.account_id == session.account.id && at(session, row.organisation_id, Right::Upload);
    own || roles_at(session, row.organisation_id).any(|role| role == Membership::Administrator)
}

/// The original, where this account may do `right` to it in one of the organisations that have it in their library.
///
/// # Errors
/// 404 where it may not even be seen, 403 where it may.
pub async fn asset(db: &Db, session: &Session, id: i64, right: Right) -> Result<AssetRow, Problem> {
    let row = asset_library::by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    if !reached(db, session, id, Right::SeeAssets).await? {
        return Err(Problem::not_found());
    }
    if !reached(db, session, id, right).await? {
        return Err(Problem::forbidden(format!("您没有“{}”的权限，请联系本组织的管理员。", right.zh())));
    }
    Ok(row)
}

/// The account, where it holds a role in an organisation in which this one may do `right`.
///
/// # Errors
/// 404 where it holds none there: whom other organisations employ is not shown.
pub async fn person(db: &Db, session: &Session, name: &str, right: Right) -> Result<AccountRow, Problem> {
    let row = accounts::by_name(db, name).await?.ok_or_else(Problem::not_found)?;
    // What stands for an expert from outside is no account that anybody could be let in by.
    if outside_experts::is_one(db, row.id).await? {
        return Err(Problem::not_found());
    }
    let Some(places) = places(session, right) else { return Ok(row) };
    let held = memberships::of_account(db, row.id).await?;
    if held.iter().any(|h| places.contains(&h.organisation_id)) { Ok(row) } else { Err(Problem::not_found()) }
}

/// As [`person`], where the act touches the account everywhere: who could do it to an account with a role elsewhere would
/// hold that role too.
///
/// # Errors
/// 403 where the account is a site's administrator, or holds a role where this one may not do `right`.
pub async fn whole_person(db: &Db, session: &Session, name: &str, right: Right) -> Result<AccountRow, Problem> {
    let row = person(db, session, name, right).await?;
    if is_whole(db, session, &row, right).await? {
        return Ok(row);
    }
    Err(Problem::forbidden("这个账号在您管理范围以外还有角色，或者是站点管理员。请由上级组织或站点的管理员处理。"))
}

/// Whether an act may touch the account everywhere.
pub async fn is_whole(db: &Db, session: &Session, row: &AccountRow, right: Right) -> Result<bool, Problem> {
    match places(session, right) {
        None => Ok(true),
        Some(places) => Ok(!row.admin && !memberships::holds_elsewhere(db, row.id, &places).await?),
    }
}

/// The report, where this account may do `right` to it: as to the work that it is about; of a policy, which belongs to no
/// organisation, at the top of the tree. The work's desk, where it is about one.
///
/// # Errors
/// 404 where it may not be seen, 403 where it may.
pub async fn reader_report(db: &Db, session: &Session, report: &ReaderReport, right: Right) -> Result<Option<Desk>, Problem> {
    match report.work_id {
        Some(id) => {
            work(db, session, id, Right::SeeReaderReport).await.map_err(|_| Problem::not_found())?;
            work(db, session, id, right).await.map(Some)
        }
        None if !at_the_top(db, session, Right::SeeReaderReport).await? => Err(Problem::not_found()),
        None if !at_the_top(db, session, right).await? => {
            Err(Problem::forbidden(format!("您没有“{}”的权限，请联系最上级组织的管理员。", right.zh())))
        }
        None => Ok(None),
    }
}

/// As [`reader_report`] says of one, for the database.
pub async fn reader_reports(db: &Db, session: &Session, right: Right) -> Result<Whose, Problem> {
    Ok(Whose { places: places(session, right), policies: at_the_top(db, session, right).await? })
}

/// In an organisation that stands below no other and has others below it; the site's administrators are there.
async fn at_the_top(db: &Db, session: &Session, right: Right) -> Result<bool, Problem> {
    let tops = organisations::tops(db).await?;
    Ok(session.account.admin || tops.into_iter().any(|id| at(session, id, right)))
}

async fn reached(db: &Db, session: &Session, asset: i64, right: Right) -> Result<bool, Problem> {
    match places(session, right) {
        None => Ok(true),
        Some(places) => Ok(asset_library::is_reached(db, asset, &places).await?),
    }
}

/// Whether this account may do `right` to a work.
pub fn may(session: &Session, desk: &Desk, right: Right) -> bool {
    let Ok(state) = desk.state() else { return false };
    // What is public answers to those who published it, whatever a working copy says since.
    let public_act = matches!(right, Right::WithdrawWork | Right::CorrectWork | Right::ReinstateWork);
    let of_what_is_public = matches!(right, Right::WithdrawWork | Right::CorrectWork | Right::BeginCorrection);
    if of_what_is_public && !desk.live {
        return false;
    }
    // What the public has read is withdrawn, not deleted; a correction is dropped.
    if right == Right::DeleteWork && (desk.published_at.is_some() || desk.corrects.is_some()) {
        return false;
    }
    // Not over what nobody has passed yet; one that was begun before is found again.
    if right == Right::BeginCorrection && desk.forced && desk.correction.is_none() {
        return false;
    }
    // Not twice of the same text.
    if right == Right::ForcePublish
        && (!desk.may_force || desk.corrects.is_some() || (desk.forced && desk.changed == Some(false)))
    {
        return false;
    }
    let answers = |organisation: i64, position: usize| match desk.published_by {
        Some(by) if public_act => organisation == by,
        // A work changes hands only where both sides agree to its publication.
        _ => position == 0,
    };
    let allowed = desk.holders.iter().enumerate().any(|(position, holder)| {
        let responsible = answers(holder.organisation_id, position);
        let standing = Standing { state: Some(state), own: desk.own, wrote: desk.wrote, responsible };
        roles_at(session, holder.organisation_id).any(|role| allows(role, right, standing))
    });
    let handed_over = matches!(right, Right::PublishWork | Right::ForcePublish)
        && desk.published_by.is_some_and(|by| {
            let standing = Standing { state: Some(state), own: desk.own, wrote: desk.wrote, responsible: true };
            !roles_at(session, by).any(|role| allows(role, right, standing))
        });
    allowed && !handed_over
}

/// As [`may`] says of one work, for the database: the works of which the account may see all, and its own.
pub fn visible(session: &Session) -> Which {
    if session.account.admin {
        return Which::default();
    }
    let sees = |role: Membership, own: bool| {
        DeskState::ALL
            .iter()
            .any(|state| allows(role, Right::SeeWork, Standing { state: Some(*state), own, wrote: own, responsible: false }))
    };
    let places = |own: bool| session.reach.iter().filter(|(_, role)| sees(*role, own)).map(|(id, _)| *id).collect::<Vec<_>>();
    Which { all_of: Some(places(false)), own_of: places(true), ..Which::default() }
}

/// A site's administrator holds every role everywhere; three different people review all the same.
fn roles_at(session: &Session, organisation: i64) -> impl Iterator<Item = Membership> {
    let everything: &[Membership] = if session.account.admin { Membership::ALL } else { &[] };
    let own = session.reach.iter().filter(move |(id, _)| *id == organisation).map(|(_, role)| *role);
    everything.iter().copied().chain(own)
}

/// The kinds of works that can be begun in the studio; the others come by import.
pub fn begins(kind: WorkKind) -> bool {
    matches!(kind, WorkKind::Article | WorkKind::ShortVideo | WorkKind::LongImage | WorkKind::H5)
}

/// The stage that waits next, of the three.
pub fn next_stage(desk: &Desk) -> Option<ReviewStage> {
    if desk.state != db::submissions::SUBMITTED {
        return None;
    }
    [ReviewStage::First, ReviewStage::Second, ReviewStage::Final].get(desk.reviews_passed as usize).copied()
}

fn refusal(desk: &Desk, right: Right) -> Problem {
    let state = desk.state().map(|s| s.zh()).unwrap_or_default();
    let why = match right {
        Right::ReviewFirst | Right::ReviewSecond | Right::ReviewFinal | Right::ReviewScientific if desk.wrote => {
            "您参与了写作，不能审核自己的作品。请由其他同事审核。".to_owned()
        }
        Right::InviteExpert if desk.wrote => "您参与了写作，不能为它选审核的专家。请由其他同事邀请。".to_owned(),
        Right::ForcePublish if !desk.may_force => {
            "负责这件作品的组织没有开放紧急发布，请走三审；要开放，请联系组织的管理员。".to_owned()
        }
        Right::BeginCorrection if desk.forced => {
            "公开的这一版是紧急发布的，还没有补完三审，不能发起小更正。请先补完审核；急需提醒读者时，请发更正说明。".to_owned()
        }
        Right::DeleteWork if desk.published_at.is_some() => "发布过的作品不能删除。不想再让读者看到，请用撤回。".to_owned(),
        Right::EditWork if desk.state == "submitted" || desk.state == "approved" => {
            format!("作品{state}，不能修改。请先撤销提交，或等待审核结果。")
        }
        _ => format!("作品目前是“{state}”，您没有“{}”的权限。请联系本组织的管理员。", right.zh()),
    };
    Problem::forbidden(why)
}
