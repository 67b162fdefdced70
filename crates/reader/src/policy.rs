//! The page of a policy: its full text, the interpretations between the clauses.

use crate::{
    Failure,
    clause_text::Names,
    lists::feed_link,
    page::Page,
    parsed::{Parsed, ParsedPolicies},
    policies::{clause_kind_prefix, clause_prefix, policy_ref},
    terms::Terms,
};
use actix_web::web::{Data, Path, Query};
use anyhow::{Context, Result};
use db::{
    Db,
    clauses::StatusRow,
    listings,
    policies::{PolicyRow, VersionRow},
};
use domain::{ClauseId, Language, Slug, WorkKind};
use pages::{ClauseRow, PolicyPage, Row, Similar, Site, StatusMark, Tally, VersionRef, View, WorkCard};
use policy::{Flow, Place, Role, Slot};
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};

/// Interpretations beside each clause; the others are on the clause's own page.
const BESIDE: usize = 3;

#[derive(Debug, Deserialize)]
pub struct Options {
    view: Option<String>,
    version: Option<i32>,
}

pub async fn policy(
    db: Data<Db>,
    texts: Data<ParsedPolicies>,
    site: Data<Site>,
    path: Path<String>,
    options: Query<Options>,
) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let view = match options.view.as_deref() {
        None => View::Interleaved,
        Some("text") => View::Text,
        Some(_) => return Err(Failure::BadRequest(site.words().fault_view.to_owned())),
    };
    let read = Read::open(&db, &texts, &slug, options.version).await?;
    let beside = match view {
        View::Interleaved => Beside::load(&db, &site, &read).await?,
        View::Text => Beside::default(),
    };
    Ok(Page::html(read.page(&db, &site, view, beside).await?.render()))
}

/// One version of a policy, read from its source.
pub struct Read {
    pub row: PolicyRow,
    pub version: VersionRow,
    pub parsed: Arc<Parsed>,
}

impl Read {
    /// The version asked for, or the current one.
    pub async fn open(db: &Db, texts: &ParsedPolicies, slug: &Slug, version: Option<i32>) -> Result<Self, Failure> {
        let row = db::policies::by_slug(db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
        let number = version.unwrap_or(row.current_version);
        let version = db::policies::version(db, row.id, number).await?.ok_or(Failure::NotFound)?;
        let parsed = texts.get(&version).await.with_context(|| format!("policy {slug}"))?;
        Ok(Self { row, version, parsed })
    }

    async fn page<'a>(&self, db: &Db, site: &'a Site, view: View, mut beside: Beside) -> Result<PolicyPage<'a>> {
        let terms = Terms::load(db, Language::ZhHans).await?;
        let mut names = Names::new(&self.parsed.policy, &db::policies::slugs_by_title(db).await?, terms.glossary.marks());
        let parts =
            self.parsed.policy.parts.iter().map(|part| self.part(part, &mut names, &mut beside)).collect::<Result<_>>()?;
        let leaves: Vec<&ClauseId> = self.parsed.policy.clauses().filter(|c| c.is_leaf()).map(|c| &c.id).collect();
        let versions = db::policies::versions(db, self.row.id).await?;
        let relations = relations(db, self.row.id).await?;
        let covered = leaves.iter().filter(|id| beside.tallies.contains_key(*id)).count() as u64;
        Ok(PolicyPage {
            site,
            policy: policy_ref(&self.row, &self.version)?,
            version: version_ref(self.version.number, self.version.dated.as_deref())?,
            versions: versions.iter().map(|v| version_ref(v.number, v.dated.as_deref())).collect::<Result<_>>()?,
            relations,
            view,
            tally: whole(db, self.row.id).await?,
            clauses: leaves.len() as u64,
            covered,
            parts,
            outline: self.version.title.contains("提要"),
            feed: feed_link(&pages::address::policy(&self.row.slug.parse()?)),
            terms: terms.notes(names.terms.met()),
        })
    }

    fn part(&self, part: &policy::Part, names: &mut Names<'_>, beside: &mut Beside) -> Result<pages::Part> {
        let outside = |slot| Place { part: part.number, clause: None, slot };
        let of_role = |role: Role| part.prelude.iter().find(move |p| p.role == role).map(|p| p.text.clone());
        let opening = part.prelude.iter().enumerate().filter(|(_, p)| p.role == Role::Text);
        let closing =
            part.closing.iter().enumerate().filter(|(_, p)| matches!(p.role, Role::Text | Role::AnnexList | Role::Note));
        let signature = part
            .closing
            .iter()
            .chain(&part.prelude)
            .find(|p| p.role == Role::Signature)
            .map(|p| pages::Signature { issuer: p.text.clone(), date: self.parsed.policy.date });
        let opening = opening.map(|(i, p)| names.text(&outside(Slot::Body(i)), &p.text, 0)).collect();
        let mut rows = Vec::new();
        for step in part.flow() {
            rows.push(match step {
                Flow::Clause(clause) => Row::Clause(Box::new(self.row(part.number, clause, names, beside)?)),
                Flow::Closing(clause, paragraph) => {
                    let i = clause
                        .closing
                        .iter()
                        .position(|p| std::ptr::eq(p, paragraph))
                        .context("a closing paragraph of no clause")?;
                    let place = Place { part: part.number, clause: Some(clause.id.clone()), slot: Slot::Closing(i) };
                    Row::Closing { level: clause.level as u8, text: vec![names.text(&place, &paragraph.text, 0)] }
                }
            });
        }
        Ok(pages::Part {
            kind: match part.kind {
                policy::PartKind::Letter => pages::PartKind::Letter,
                policy::PartKind::Law => pages::PartKind::Law,
                policy::PartKind::Plan | policy::PartKind::Annex => pages::PartKind::Plan,
            },
            title: Some(part.title.clone()).filter(|t| !t.is_empty()),
            adoption: part.prelude.iter().filter(|p| p.role == Role::Adoption).map(|p| p.text.clone()).collect(),
            recipients: of_role(Role::Recipients),
            opening,
            rows,
            closing: closing.map(|(i, p)| names.text(&outside(Slot::Closing(i)), &p.text, 0)).collect(),
            signature,
        })
    }

    /// A clause with what stands beside it.
    pub fn row(&self, part: u32, clause: &policy::Clause, names: &mut Names<'_>, beside: &mut Beside) -> Result<ClauseRow> {
        Ok(ClauseRow {
            id: clause.id.clone(),
            level: clause.level as u8,
            marker: clause.marker.clone(),
            label: clause.label.clone(),
            heading: clause.heading.clone(),
            run_in: clause.run_in,
            text: names.body(part, clause),
            leaf: clause.is_leaf(),
            works: beside.works.remove(&clause.id).unwrap_or_default(),
            tally: beside.tallies.get(&clause.id).cloned().unwrap_or_default(),
            below: beside.below(&clause.id),
            status: beside.statuses.remove(&clause.id.to_string()).map(status_mark).transpose()?,
            similar: self.similar(&clause.id, beside)?,
        })
    }

    fn similar(&self, id: &ClauseId, beside: &Beside) -> Result<Vec<Similar>> {
        let pairs = beside.similar.iter().filter(|pair| pair.a == *id || pair.b == *id);
        pairs
            .map(|pair| {
                let other = if pair.a == *id { &pair.b } else { &pair.a };
                Ok(Similar { clause: self.link(other)?, similarity: f64::from(pair.score) })
            })
            .collect()
    }

    /// A clause of this policy, named for a page about this policy.
    pub fn link(&self, id: &ClauseId) -> Result<pages::ClauseLink> {
        let clause = self.parsed.policy.clause(id).with_context(|| format!("{} has no clause {id}", self.row.slug))?;
        Ok(pages::ClauseLink {
            policy: self.row.slug.parse()?,
            policy_title: String::new(),
            clause: clause.id.clone(),
            label: clause.label.clone(),
            heading: clause.lead(40),
            works: None,
        })
    }
}

/// What stands beside the clauses of one version.
#[derive(Default)]
pub struct Beside {
    pub works: HashMap<ClauseId, Vec<WorkCard>>,
    pub tallies: HashMap<ClauseId, Tally>,
    pub statuses: HashMap<String, StatusRow>,
    pub similar: Vec<policy::SimilarPair>,
}

impl Beside {
    async fn load(db: &Db, site: &Site, read: &Read) -> Result<Self> {
        let prefix = clause_prefix(read.row.id, read.version.number);
        let rows = listings::newest_of_each(db, &prefix, &listings::end_of(&prefix), BESIDE).await?;
        let lists: Vec<ClauseId> = rows.iter().map(|r| r.list[prefix.len()..].parse()).collect::<Result<_, _>>()?;
        let cards = crate::cards::bare(db, site, rows.into_iter().map(|r| r.card).collect(), false).await?;
        let mut works: HashMap<ClauseId, Vec<WorkCard>> = HashMap::new();
        for (clause, card) in lists.into_iter().zip(cards) {
            works.entry(clause).or_default().push(card);
        }
        Ok(Self { works, ..Self::without_works(db, read).await? })
    }

    pub async fn without_works(db: &Db, read: &Read) -> Result<Self> {
        let counts = listings::counts(db, &clause_kind_prefix(read.row.id, read.version.number)).await?;
        let mut by_clause: HashMap<ClauseId, Vec<(WorkKind, u64)>> = HashMap::new();
        for (key, count) in counts {
            let (clause, kind) = key.split_once('|').with_context(|| format!("{key} is no list of a clause and a kind"))?;
            by_clause.entry(clause.parse()?).or_default().push((kind.parse()?, count));
        }
        let statuses = db::clauses::statuses(db, read.row.id, read.version.number).await?;
        Ok(Self {
            works: HashMap::new(),
            tallies: by_clause.into_iter().map(|(clause, counts)| (clause, Tally::new(counts))).collect(),
            statuses: statuses.into_iter().map(|s| (s.clause.clone(), s)).collect(),
            similar: read.parsed.similar.clone(),
        })
    }

    fn below(&self, id: &ClauseId) -> u64 {
        self.tallies.iter().filter(|(other, _)| *other != id && id.contains(other)).map(|(_, t)| t.total()).sum()
    }
}

/// Works by kind; one that interprets several clauses counts once.
async fn whole(db: &Db, policy_id: i64) -> Result<Tally> {
    let counts = listings::counts(db, &format!("policykind:{policy_id}|")).await?;
    Ok(Tally::new(counts.iter().map(|(kind, n)| Ok((kind.parse()?, *n))).collect::<Result<Vec<_>>>()?))
}

pub fn status_mark(row: StatusRow) -> Result<StatusMark> {
    Ok(StatusMark { status: row.status.parse()?, since: row.since.parse()?, evidence: row.evidence, note: row.note })
}

pub fn version_ref(number: i32, dated: Option<&str>) -> Result<VersionRef> {
    Ok(VersionRef { number: number as u32, date: dated.map(str::parse).transpose()? })
}

async fn relations(db: &Db, policy_id: i64) -> Result<Vec<pages::RelationRow>> {
    let rows = db::policies::related(db, policy_id).await?;
    rows.into_iter()
        .map(|r| {
            Ok(pages::RelationRow {
                kind: r.kind.parse()?,
                inbound: r.inbound,
                title: r.title,
                slug: r.slug.map(|s| s.parse()).transpose()?,
            })
        })
        .collect()
}
