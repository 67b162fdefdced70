//! From rows to what the search index is told.

use anyhow::Result;
use db::{Db, indexed::Indexed, works, works::Published};
use document::text::passages;
use domain::{Slug, Timestamp, WorkContent};
use search::{ClauseDoc, ClauseLink, Op, Passage, WorkDoc};
use std::collections::HashMap;

/// The works with these ids as they are now; what is not published is taken out.
pub async fn works(db: &Db, ids: &[i64]) -> Result<Vec<Op>> {
    let published = works::published_many(db, ids).await?;
    let mut beside = db::indexed::of_works(db, ids).await?;
    let short_names = short_names(db).await?;
    let mut op = |id: &i64| {
        Ok(match published.iter().find(|p| p.work.id == *id) {
            Some(work) => Op::Work(Box::new(document(work, beside.remove(id).unwrap_or_default(), &short_names)?)),
            None => Op::RemoveWork(*id),
        })
    };
    ids.iter().map(&mut op).collect()
}

fn document(
    Published { work, revision }: &Published,
    Indexed { people, organisations, links }: Indexed,
    short_names: &HashMap<String, Vec<String>>,
) -> Result<WorkDoc> {
    let content = &revision.content;
    let mut policies: Vec<Slug> = links.iter().map(|l| l.policy_slug.parse()).collect::<Result<_, _>>()?;
    policies.sort();
    policies.dedup();
    let clauses = links.iter().map(|l| {
        let mut policy_names = vec![l.policy_title.clone()];
        policy_names.extend(short_names.get(&l.policy_title).cloned().unwrap_or_default());
        Ok(ClauseLink {
            policy: l.policy_slug.parse()?,
            policy_names,
            clause: l.clause.parse()?,
            label: l.label.clone().unwrap_or_else(|| l.clause.clone()),
        })
    });
    Ok(WorkDoc {
        id: work.id,
        slug: content.slug.clone(),
        title: content.title.clone(),
        lead: content.lead.clone(),
        headings: revision.body.anchors().into_iter().map(|(_, _, text)| text).collect(),
        passages: passages(&revision.body)
            .into_iter()
            .map(|p| Passage { anchor: p.anchor.map(|a| a.to_string()), time: None, text: p.text })
            .chain(said(content))
            .chain(pictured(content))
            .collect(),
        people,
        organisation_names: organisations,
        clauses: clauses.collect::<Result<_>>()?,
        kind: content.kind,
        genre: content.genre,
        audiences: content.audiences.clone(),
        topics: content.topics.clone(),
        campaigns: content.campaigns.clone(),
        organisations: content.organisations.clone(),
        policies,
        language: content.language,
        published: Timestamp(work.published_at.unwrap_or(work.created_at)),
    })
}

/// What is said in a video, in the work's language: a passage for about a sentence, with its time.
fn said(content: &WorkContent) -> impl Iterator<Item = Passage> {
    let tracks = content.video.iter().flat_map(|video| &video.captions).filter(|track| track.language == content.language);
    tracks.flat_map(|track| captions::passages(&track.cues)).map(|(time, text)| Passage { anchor: None, time: Some(time), text })
}

/// What is written in a long image: a passage for each panel, with its place.
fn pictured(content: &WorkContent) -> impl Iterator<Item = Passage> {
    let panels = content.long_image.iter().flat_map(|image| image.panels.iter().enumerate());
    panels.filter(|(_, panel)| !panel.text.trim().is_empty()).map(|(number, panel)| Passage {
        anchor: Some(pages::panel_id(number)),
        time: None,
        text: panel.text.clone(),
    })
}

/// The clauses of the current version of a policy.
pub async fn policy(db: &Db, id: i64) -> Result<Op> {
    let Some(row) = db::policies::by_id(db, id).await? else { return Ok(Op::RemovePolicy(id)) };
    let Some(version) = db::policies::version(db, id, row.current_version).await? else { return Ok(Op::RemovePolicy(id)) };
    let short_names = short_names(db).await?.remove(&row.title).unwrap_or_default();
    let rows = db::clauses::of_version(db, version.id).await?;
    let headings: HashMap<&str, &str> = rows.iter().map(|r| (r.clause.as_str(), r.heading.as_str())).collect();
    let mut clauses = Vec::with_capacity(rows.len());
    for clause in &rows {
        let id: domain::ClauseId = clause.clause.parse()?;
        let mut path = Vec::new();
        let mut at = id.parent();
        while let Some(parent) = at {
            path.insert(0, headings.get(parent.to_string().as_str()).copied().unwrap_or_default().to_owned());
            at = parent.parent();
        }
        clauses.push(ClauseDoc {
            policy: row.slug.parse()?,
            policy_title: row.title.clone(),
            policy_names: short_names.clone(),
            clause: id,
            label: clause.label.clone(),
            heading: clause.heading.clone(),
            text: clause.body.clone(),
            path,
        });
    }
    Ok(Op::Policy { id, clauses })
}

/// By what other documents call a policy, by its title.
async fn short_names(db: &Db) -> Result<HashMap<String, Vec<String>>> {
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for (full, short) in db::policies::all_names(db).await? {
        names.entry(full).or_default().push(short);
    }
    Ok(names)
}
