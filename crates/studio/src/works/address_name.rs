//! The name of a work's address while it is being typed: one that it cannot have is told beside its field, and holds up
//! nothing else that is saved.

use crate::{Problem, problem::Fault};
use db::{Db, work_desks, work_desks::Desk, works, works::Lookup};
use domain::Slug;
use serde_json::Value;

/// Puts the name that the work has in the place of one that it cannot have; what is wrong with that one.
pub async fn settle(db: &Db, desk: &Desk, content: &mut Value) -> Result<Option<Fault>, Problem> {
    let Some(typed) = content.get("slug").and_then(Value::as_str).filter(|typed| *typed != desk.slug) else { return Ok(None) };
    let Some(wrong) = wrong(db, desk, typed).await? else { return Ok(None) };
    content["slug"] = desk.slug.as_str().into();
    Ok(Some(Fault {
        field: "slug".to_owned(), message: format!("{wrong}这一项没有保存，现在的网址名仍是“{}”。", desk.slug)
    }))
}

async fn wrong(db: &Db, desk: &Desk, typed: &str) -> Result<Option<String>, Problem> {
    if desk.published_at.is_some() || desk.corrects.is_some() {
        return Ok(Some("作品发布后，网址名不能再改。".to_owned()));
    }
    if typed.trim().is_empty() {
        return Ok(Some("网址名不能是空的。".to_owned()));
    }
    if typed.parse::<Slug>().is_err() {
        let most = Slug::MAX;
        return Ok(Some(format!("网址名请用不超过 {most} 个小写字母、数字，词与词之间用一个短横线，例如 short-video-supply。")));
    }
    let taken = work_desks::id_of_slug(db, typed).await?.is_some() || matches!(works::lookup(db, typed).await?, Lookup::Moved(_));
    Ok(taken.then(|| format!("网址名“{typed}”已被占用，请换一个。")))
}
