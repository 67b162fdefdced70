//! Which lists show a work: worked out from what is published, in one place.

use crate::Result;
use db::{Db, Write, clause_links::ClauseLinkRow, listings, listings::List, revisions, works, works::WorkRow};
use domain::{Month, Role, Timestamp, WorkContent, WorkState};

/// Puts a published work into the lists that its content and links call for, and no others.
pub(crate) async fn relist(write: &mut Write, work: &WorkRow, content: &WorkContent) -> Result<()> {
    let Some(published_at) = work.published_at else { return Ok(()) };
    let links = db::clause_links::all_of_work(write, work.id).await?;
    let mut lists = lists(content, &links, Month::of(Timestamp(published_at)))?;
    lists.extend(by_publishers(write, work, content, &links).await?);
    listings::set(write, work.id, published_at, &lists).await?;
    Ok(())
}

fn lists(content: &WorkContent, links: &[ClauseLinkRow], month: Month) -> Result<Vec<List>> {
    let mut lists = vec![List::Language(content.language)];
    // A translation stands beside its original; a second time in every list it would only be in the way.
    if content.translation_of.is_some() {
        return Ok(lists);
    }
    lists.extend([List::All, List::Month(month), List::Kind(content.kind), List::Genre(content.genre)]);
    lists.extend(content.audiences.iter().map(|a| List::Audience(*a)));
    lists.extend(content.topics.iter().cloned().map(List::Topic));
    lists.extend(content.campaigns.iter().cloned().map(List::Campaign));
    lists.extend(content.organisations.iter().cloned().map(List::Organisation));
    lists.extend(content.channels.iter().cloned().map(List::Channel));
    let speaks = |role: Role| role != Role::Editor;
    lists.extend(content.people.iter().filter(|c| speaks(c.role)).map(|c| List::Person(c.person.clone())));
    for link in links {
        let (policy, version) = (link.policy_id, link.version);
        let clause: domain::ClauseId = link.clause.parse().map_err(anyhow::Error::from)?;
        lists.extend([List::Policy(policy), List::PolicyKind { policy, kind: content.kind }]);
        lists.push(List::Clause { policy, version, clause: clause.clone() });
        lists.push(List::ClauseKind { policy, version, clause: clause.clone(), kind: content.kind });
        lists.push(List::ClauseGenre { policy, version, clause, genre: content.genre });
    }
    Ok(lists)
}

/// What coverage by organisations is counted from.
async fn by_publishers(write: &Write, work: &WorkRow, content: &WorkContent, links: &[ClauseLinkRow]) -> Result<Vec<List>> {
    if content.translation_of.is_some() || links.is_empty() {
        return Ok(Vec::new());
    }
    let Some(publishers) = db::publishers::name(write, work.id).await? else { return Ok(Vec::new()) };
    let list = |link: &ClauseLinkRow| -> Result<List> {
        Ok(List::Publishers {
            policy: link.policy_id,
            version: link.version,
            publishers: publishers.clone(),
            clause: link.clause.parse().map_err(anyhow::Error::from)?,
            kind: content.kind,
            genre: content.genre,
        })
    };
    links.iter().map(list).collect()
}

/// Puts works into the lists of their organisations that a process of an older version, serving beside this one, left out; how many.
pub async fn mend_lists(db: &Db, now: Timestamp) -> Result<usize> {
    let left_out = db::publishers::left_out(db).await?;
    for id in &left_out {
        let mut write = db.write(now).await?;
        if let Some(work) = works::by_id(&write, *id).await?
            && work.state()? == WorkState::Published
        {
            let content = revisions::published_content(&write, &work).await?;
            relist(&mut write, &work, &content).await?;
            write.commit().await?;
        }
    }
    Ok(left_out.len())
}
