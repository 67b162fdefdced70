//! Invitations: made, listed, revoked by who administers the organisation.

use super::problem;
use crate::{Mailing, Problem, Session, account::Named, allow, clock, mailing::Mailed, sign_in::named};
use accounts::invitation::{self, Invite};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{
    Db, accounts as rows, invitations,
    mail::{self, LetterKind},
    organisations, people,
};
use domain::{MailAddress, Membership, Right, Timestamp};
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// The slug of the organisation.
    organisation: String,
    display_name: String,
    /// author, editor, expert, publisher, administrator
    roles: Vec<String>,
    /// The slug of the person whom the site will name for the account.
    #[serde(default)]
    person: Option<String>,
    /// Where the link is sent by e-mail; then it is shown to nobody here.
    #[serde(default)]
    email: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Invited {
    id: i64,
    /// With its token after the #. Shown once: only its hash is kept. `None` where it went by e-mail.
    #[schema(required)]
    url: Option<String>,
    expires_at: String,
}

/// Invites somebody into an organisation that one administers: a link that works once, for seven days.
#[utoipa::path(
    post, path = "/invitations", operation_id = "invite", tag = "staff", request_body = NewInvitation,
    responses((status = 201, body = Invited), (status = 403), (status = 409), (status = 422)),
)]
pub async fn invite(
    session: Session,
    db: Data<Db>,
    site: Data<Site>,
    mailing: Data<Mailing>,
    body: Json<NewInvitation>,
) -> Result<HttpResponse, Problem> {
    let NewInvitation { organisation, display_name, roles, person, email } = body.into_inner();
    let organisation = allow::organisation(&db, &session, &organisation, Right::Invite).await?;
    let mut roles = roles.iter().map(|role| role.parse()).collect::<Result<Vec<Membership>, _>>();
    if let Ok(roles) = &mut roles {
        roles.sort_unstable();
        roles.dedup();
    }
    let roles = roles.ok().filter(|roles| !roles.is_empty()).ok_or_else(|| Problem::unprocessable("请至少选择一个角色。"))?;
    let person = match person.filter(|slug| !slug.is_empty()) {
        Some(slug) => Some(people::by_slug(&db, &slug).await?.ok_or_else(|| Problem::unprocessable("没有这个人物。"))?.id),
        None => None,
    };
    let address = email.filter(|email| !email.trim().is_empty()).map(|email| email.parse::<MailAddress>()).transpose();
    let address = address.map_err(|wrong| Problem::unprocessable(wrong.to_string()))?;
    if address.is_some() && !mailing.is_on {
        return Err(Problem::unprocessable("本站没有开启邮件，请用链接邀请。"));
    }
    let (display_name, address, by) = (named(&display_name)?, address.as_ref(), &session.account);
    let new = Invite { organisation: &organisation, display_name, roles: &roles, person, address, by };
    let now = clock::now();
    let (id, token) = invitation::invite(&session.acting(&db), now, new).await.map_err(problem)?;
    let url = address.is_none().then(|| format!("{}/studio/join#{}", site.base_url, token.reveal()));
    Ok(HttpResponse::Created().json(Invited { id, url, expires_at: Timestamp(now.0 + invitation::GOOD_FOR).rfc3339() }))
}

#[derive(Serialize, ToSchema)]
pub struct Invitation {
    id: i64,
    organisation: Named,
    display_name: String,
    roles: Vec<String>,
    /// The name that is shown of who invited.
    invited_by: String,
    created_at: String,
    expires_at: String,
    /// `None`: the link was shown to who invited.
    #[schema(required)]
    mailed: Option<Mailed>,
}

#[derive(Serialize, ToSchema)]
pub struct InvitationList {
    invitations: Vec<Invitation>,
    /// This site sends e-mail.
    mail_is_on: bool,
}

/// Invitations that can still be accepted, the newest first.
#[utoipa::path(
    get, path = "/invitations", operation_id = "list_invitations", tag = "staff",
    responses((status = 200, body = InvitationList)),
)]
pub async fn list(session: Session, db: Data<Db>, mailing: Data<Mailing>) -> Result<Json<InvitationList>, Problem> {
    let places = allow::places(&session, Right::Invite);
    let mut shown = Vec::new();
    let waiting = invitations::waiting(&db, clock::now().0, places.as_deref()).await?;
    let letters = mail::letters_about(&db, LetterKind::Invitation, &waiting.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    for row in waiting {
        let place = organisations::by_id(&db, row.organisation_id).await?.ok_or_else(Problem::not_found)?;
        let by = rows::by_id(&db, row.invited_by).await?.map(|by| by.display_name);
        shown.push(Invitation {
            id: row.id,
            organisation: Named { slug: place.slug, name: place.name },
            roles: row.roles()?.iter().map(ToString::to_string).collect(),
            display_name: row.display_name,
            invited_by: by.unwrap_or_default(),
            created_at: Timestamp(row.created_at).rfc3339(),
            expires_at: Timestamp(row.expires_at).rfc3339(),
            mailed: letters.iter().find(|letter| letter.subject_id == row.id).map(Mailed::of),
        });
    }
    Ok(Json(InvitationList { invitations: shown, mail_is_on: mailing.is_on }))
}

/// Makes a link worth nothing.
#[utoipa::path(
    delete, path = "/invitations/{id}", operation_id = "revoke_invitation", tag = "staff", params(("id" = i64, Path)),
    responses((status = 204), (status = 404)),
)]
pub async fn revoke(session: Session, db: Data<Db>, id: Path<i64>) -> Result<HttpResponse, Problem> {
    let row = invitations::by_id(&db, *id).await?.ok_or_else(Problem::not_found)?;
    if !allow::at(&session, row.organisation_id, Right::Invite) {
        return Err(Problem::not_found());
    }
    if !invitation::revoke(&session.acting(&db), clock::now(), &row).await.map_err(problem)? {
        return Err(Problem::not_found());
    }
    Ok(HttpResponse::NoContent().finish())
}
