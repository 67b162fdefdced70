//! From a query to its results.

use crate::{
    Fragment, Hit, Index, Query, Result, Results, Sort, WorkDoc, WorkHit,
    correct::corrected,
    encode::Record,
    filters::{facets, filters},
    gather::{Best, Gather, Gathered},
    parse::{Pieces, pieces},
    plan::Plan,
    rank::{Builder, Level},
    rescore::{RESCORED, rescore},
    results::ClauseHit,
    snippet::Marker,
};
use tantivy::{Searcher, TantivyDocument, schema::Value};

/// Results that are enough not to look further.
const PAGE: u64 = 10;

impl Index {
    /// Never fails for what is asked, only for what the disk does.
    pub fn search(&self, query: &Query) -> Result<Results> {
        let typed = pieces(&query.text);
        let plan = Plan::new(&self.words, &typed);
        let asked = !query.text.trim().is_empty();
        if asked && plan.is_empty() && plan.excluded.is_empty() {
            // Only punctuation: that is no wish to see everything.
            return Ok(Results::default());
        }
        let searcher = self.searcher();
        let gather = gather(&searcher, query, plan.is_empty())?;
        if !query.literal
            && let Some(better) = self.better(&searcher, query, &gather, &typed, &plan)?
        {
            return Ok(better);
        }
        self.answer(&searcher, query, &gather, &plan, &Level::OTHERWISE)
    }

    /// What is found for the text that was probably meant, where a word of `text` stands nowhere.
    fn better(
        &self,
        searcher: &Searcher,
        query: &Query,
        gather: &Gather,
        typed: &Pieces,
        plan: &Plan,
    ) -> Result<Option<Results>> {
        let builder = self.builder(searcher, plan);
        // Who writes quotation marks means what stands between them.
        if !typed.phrases.is_empty() || !typed.without.is_empty() {
            return Ok(None);
        }
        if !builder.has_unknown()? && !builder.has_strangers()? {
            return Ok(None);
        }
        // An index that cannot be read has told so before; here it only makes two words strangers.
        let joined = |a: char, b: char| builder.is_joined(a, b).unwrap_or(false);
        let Some(meant) = corrected(&*self.lexicon(searcher)?, &self.words, &joined, &query.text) else { return Ok(None) };
        let plan = Plan::new(&self.words, &pieces(&meant.text));
        // Han characters that were meant otherwise stand together somewhere.
        let otherwise: &[Level] = if meant.spoken { &[Level::Some] } else { &[] };
        let results = self.answer(searcher, query, gather, &plan, otherwise)?;
        Ok((results.total > 0).then_some(Results { corrected: Some(meant.text), ..results }))
    }

    /// What holds most of the query, and where that fills no page, what holds some of it behind; where nothing holds most, what
    /// the first of `otherwise` finds that finds anything.
    fn answer(&self, searcher: &Searcher, query: &Query, gather: &Gather, plan: &Plan, otherwise: &[Level]) -> Result<Results> {
        let builder = self.builder(searcher, plan);
        let look = |level: Level| -> Result<Gathered> {
            let mut found = searcher.search(&builder.build(level)?, gather)?;
            if !gather.by_date && query.limit > 0 {
                rescore(searcher, &self.fields, plan, &mut found.best)?;
            }
            Ok(found)
        };
        let mut found = look(Level::Most)?;
        if (1..PAGE).contains(&found.total) && !plan.wanted.is_empty() {
            let more = look(Level::Some)?;
            found = if gather.by_date { more } else { found.followed_by(more) };
        }
        for level in otherwise {
            if found.total == 0 {
                found = look(*level)?;
            }
        }
        let marker = Marker::new(&self.words, plan, &builder.weights(&plan.wanted)?);
        let page = found.best.iter().skip(query.offset).take(query.limit);
        let hits = page.map(|best| self.hit(searcher, &marker, best)).collect::<Result<_>>()?;
        Ok(Results { corrected: None, total: found.total, hits, facets: facets(found.counts) })
    }

    fn builder<'a>(&'a self, searcher: &'a Searcher, plan: &'a Plan) -> Builder<'a> {
        Builder { fields: &self.fields, searcher, plan }
    }

    fn hit(&self, searcher: &Searcher, marker: &Marker, best: &Best) -> Result<Hit> {
        let doc: TantivyDocument = searcher.doc(best.address)?;
        let bytes = doc.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        let score = best.score;
        Ok(match serde_json::from_slice(bytes)? {
            Record::Work(work) => {
                let work = work.into_owned();
                let (snippet, anchor, time) = snippet_of_work(marker, &work);
                Hit::Work(WorkHit {
                    id: work.id,
                    title: marker.whole(&work.title),
                    snippet,
                    anchor,
                    time,
                    kind: work.kind,
                    genre: work.genre,
                    language: work.language,
                    published: work.published,
                    slug: work.slug,
                    score,
                })
            }
            Record::Clause(clause) => {
                let clause = clause.into_owned();
                Hit::Clause(ClauseHit {
                    heading: marker.whole(&clause.heading),
                    snippet: marker.excerpt(&clause.text),
                    policy: clause.policy,
                    policy_title: clause.policy_title,
                    clause: clause.clause,
                    label: clause.label,
                    score,
                })
            }
        })
    }
}

fn gather(searcher: &Searcher, query: &Query, nothing_asked: bool) -> Result<Gather> {
    let mut newest = None;
    for segment in searcher.segment_readers() {
        let column = segment.fast_fields().i64("published")?;
        if segment.num_docs() > 0 && column.values.num_vals() > 0 {
            newest = newest.max(Some(column.max_value()));
        }
    }
    let by_date = nothing_asked || query.sort == Sort::Date;
    let shown = query.offset.saturating_add(query.limit).min(Query::DEEPEST);
    // Who asks for counts alone, or by date, has no use for an order of the best.
    let keep = if by_date || query.limit == 0 { shown } else { shown.max(RESCORED) };
    Ok(Gather { filters: filters(query), by_date, newest, keep })
}

/// The best passage; the lead where no passage matched.
fn snippet_of_work(marker: &Marker, work: &WorkDoc) -> (Vec<Fragment>, Option<String>, Option<u32>) {
    let mut best: Option<(f32, usize)> = None;
    for (i, passage) in work.passages.iter().enumerate() {
        let worth = marker.worth(&passage.text);
        if worth > best.map_or(0.0, |(most, _)| most) {
            best = Some((worth, i));
        }
    }
    match best {
        Some((worth, i)) if worth >= marker.worth(&work.lead) => {
            let passage = &work.passages[i];
            (marker.excerpt(&passage.text), passage.anchor.clone(), passage.time)
        }
        _ if !work.lead.is_empty() => (marker.excerpt(&work.lead), None, None),
        _ => (work.passages.first().map(|p| marker.excerpt(&p.text)).unwrap_or_default(), None, None),
    }
}
