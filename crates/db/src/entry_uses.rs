//! What names an entry of the vocabulary: as long as anything does, it stays.

use crate::Write;
use anyhow::Result;
use domain::Entity;
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

fn table(entity: Entity) -> &'static str {
    match entity {
        Entity::Organisation => "organisations",
        Entity::Person => "people",
        Entity::Campaign => "campaigns",
        Entity::Channel => "channels",
        Entity::Term => "terms",
        _ => "topics",
    }
}

pub async fn id(write: &Write, entity: Entity, slug: &str) -> Result<Option<i64>> {
    let found: Option<Id> = write.one(&format!("SELECT id FROM {} WHERE slug = $1", table(entity)), [slug.into()]).await?;
    Ok(found.map(|row| row.id))
}

/// What still names it, with a Chinese measure word and noun, and how many there are; nothing that is zero.
pub async fn of(write: &Write, entity: Entity, id: i64, slug: &str) -> Result<Vec<(&'static str, i64)>> {
    // Texts are searched for terms as they are shown; none names one.
    if entity == Entity::Term {
        return Ok(Vec::new());
    }
    let by_id: &[(&str, &str)] = match entity {
        Entity::Organisation => &[
            ("件作品", "SELECT COUNT(*) FROM work_holders WHERE organisation_id = $1"),
            ("件已发布的作品", "SELECT COUNT(*) FROM work_organisations WHERE organisation_id = $1"),
            ("个下级组织", "SELECT COUNT(*) FROM organisations WHERE parent_id = $1"),
            ("位人物", "SELECT COUNT(*) FROM people WHERE organisation_id = $1"),
            ("个账号的角色", "SELECT COUNT(*) FROM memberships WHERE organisation_id = $1"),
            ("个联合体", "SELECT COUNT(*) FROM organisation_members WHERE member_id = $1"),
            ("个素材", "SELECT COUNT(*) FROM assets WHERE organisation_id = $1"),
            ("份课程单", "SELECT COUNT(*) FROM courses WHERE organisation_id = $1"),
            ("次上传", "SELECT COUNT(*) FROM uploads WHERE organisation_id = $1"),
        ],
        Entity::Person => &[
            ("件作品的署名", "SELECT COUNT(*) FROM work_people WHERE person_id = $1"),
            ("条审核记录", "SELECT COUNT(*) FROM work_reviews WHERE person_id = $1"),
            ("个账号", "SELECT COUNT(*) FROM accounts WHERE person_id = $1"),
        ],
        Entity::Campaign => &[("件作品", "SELECT COUNT(*) FROM work_campaigns WHERE campaign_id = $1")],
        Entity::Channel => &[("件作品", "SELECT COUNT(*) FROM work_channels WHERE channel_id = $1")],
        _ => &[("件作品", "SELECT COUNT(*) FROM work_topics WHERE topic_id = $1")],
    };
    let mut uses = Vec::new();
    for (what, statement) in by_id {
        uses.push((*what, write.number(statement, [id.into()]).await?));
    }
    // What is being written names entries inside its content. A slug holds no character that LIKE reads otherwise.
    let drafts = "SELECT COUNT(*) FROM working_copies WHERE content LIKE $1";
    uses.push(("份正在写的稿子", write.number(drafts, [format!("%\"{slug}\"%").into()]).await?));
    uses.retain(|(_, count)| *count > 0);
    Ok(uses)
}

/// The row goes; nothing names it.
pub async fn remove(write: &Write, entity: Entity, id: i64) -> Result<()> {
    write.run(&format!("DELETE FROM {} WHERE id = $1", table(entity)), [id.into()]).await?;
    Ok(())
}
