//! From a query to its results.

use crate::{
    Fragment, Hit, Index, NearWork, Passage, Query, Result, Results, Sort, Tuning, WorkDoc, WorkHit,
    correct::corrected,
    encode::Record,
    filters::{facets, filters},
    gather::{Best, Gather, Gathered},
    near::{COMPARED, Folded, folded},
    parse::{Pieces, pieces},
    plan::Plan,
    rank::{Builder, Level},
    rerank::RERANKED,
    rescore::{RESCORED, rescore},
    results::ClauseHit,
    snippet::Marker,
};
use domain::SearchTarget;
use tantivy::{DocAddress, Searcher, TantivyDocument, schema::Value};

/// Results that are enough not to look further.
const PAGE: u64 = 10;

/// What is asked, and under which rules.
struct Asked<'a> {
    searcher: &'a Searcher,
    query: &'a Query,
    gather: &'a Gather,
    tuning: &'a Tuning,
}

/// What was found, for which reading of the query.
struct Found {
    gathered: Gathered,
    plan: Plan,
    level: Level,
    blocked: Vec<i64>,
    corrected: Option<String>,
    folded: Folded,
}

impl Index {
    /// Never fails for what is asked, only for what the disk does.
    pub fn search(&self, query: &Query) -> Result<Results> {
        self.search_under(&self.tuning(), query)
    }

    /// As [`Index::search`], under other rules than those in force.
    pub fn search_under(&self, tuning: &Tuning, query: &Query) -> Result<Results> {
        let typed = pieces(&query.text);
        let plan = Plan::new(&self.words, tuning.synonyms(), &typed);
        let asked = !query.text.trim().is_empty();
        if asked && plan.is_empty() && plan.excluded.is_empty() {
            // Only punctuation: that is no wish to see everything.
            return Ok(Results::default());
        }
        let searcher = self.searcher();
        let gather = gather(&searcher, query, plan.is_empty())?;
        let asked = Asked { searcher: &searcher, query, gather: &gather, tuning };
        let better = if query.literal { None } else { self.better(&asked, &typed, &plan)? };
        let mut found = match better {
            Some(better) => better,
            None => self.answer(&asked, plan, &Level::OTHERWISE, None)?,
        };
        let pinned = self.pin(&asked, &mut found)?;
        if query.fold {
            found.folded = folded(&searcher, &mut found.gathered.best)?;
            found.gathered.total -= found.folded.values().map(Vec::len).sum::<usize>() as u64;
        }
        // Last, so that the first twenty are the same ones for whoever asks for the next page.
        let settled = self.rerank(&asked, &mut found, pinned)?;
        Ok(Results { settled, ..self.page(&asked, found)? })
    }

    /// What is found for the text that was probably meant, where a word of `text` stands nowhere.
    fn better(&self, asked: &Asked, typed: &Pieces, plan: &Plan) -> Result<Option<Found>> {
        let builder = self.builder(asked.searcher, plan, &[]);
        // Who writes quotation marks means what stands between them.
        if !typed.phrases.is_empty() || !typed.without.is_empty() {
            return Ok(None);
        }
        if !builder.has_unknown()? && !builder.has_strangers()? {
            return Ok(None);
        }
        // An index that cannot be read has told so before; here it only makes two words strangers.
        let joined = |a: char, b: char| builder.is_joined(a, b).unwrap_or(false);
        let lexicon = self.lexicon(asked.searcher)?;
        let own = asked.tuning.synonyms();
        let Some(meant) = corrected(&lexicon, &self.words, own, &joined, &asked.query.text) else { return Ok(None) };
        let plan = Plan::new(&self.words, own, &pieces(&meant.text));
        // Han characters that were meant otherwise stand together somewhere.
        let otherwise: &[Level] = if meant.spoken { &[Level::Some] } else { &[] };
        let found = self.answer(asked, plan, otherwise, Some(meant.text))?;
        Ok((found.gathered.total > 0).then_some(found))
    }

    /// What holds most of the query, and where that fills no page, what holds some of it behind; where nothing holds most, what
    /// the first of `otherwise` finds that finds anything.
    fn answer(&self, asked: &Asked, plan: Plan, otherwise: &[Level], corrected: Option<String>) -> Result<Found> {
        let Asked { searcher, query, gather, tuning } = *asked;
        let texts = [Some(query.text.as_str()), corrected.as_deref()];
        let blocked = tuning.blocked(&texts.into_iter().flatten().collect::<Vec<_>>());
        let builder = self.builder(searcher, &plan, &blocked);
        let look = |level: Level| -> Result<Gathered> {
            let mut found = searcher.search(&builder.build(level)?, gather)?;
            if !gather.by_date && query.limit > 0 {
                rescore(searcher, &self.fields, &plan, &mut found.best)?;
            }
            Ok(found)
        };
        let (mut found, mut at) = (look(Level::Most)?, Level::Most);
        if (1..PAGE).contains(&found.total) && !plan.wanted.is_empty() {
            at = Level::Some;
            let more = look(at)?;
            found = if gather.by_date { more } else { found.followed_by(more) };
        }
        for level in otherwise {
            if found.total == 0 {
                at = *level;
                found = look(at)?;
            }
        }
        Ok(Found { gathered: found, plan, level: at, blocked, corrected, folded: Folded::new() })
    }

    /// A model settles the order of the first behind the `pinned` ones, where there is one; false where it had no time for all of
    /// them. Who asks for a clause by its number gets it without.
    fn rerank(&self, asked: &Asked, found: &mut Found, pinned: usize) -> Result<bool> {
        let Asked { searcher, query, gather, .. } = *asked;
        let Some((reranker, time)) = self.reranker() else { return Ok(true) };
        let numbered = found.plan.wanted.iter().any(|unit| !unit.numbers.is_empty());
        if gather.by_date || query.limit == 0 || query.offset >= RERANKED || numbered || found.plan.is_empty() {
            return Ok(true);
        }
        let marker = self.marker(searcher, found)?;
        let text = found.corrected.as_deref().unwrap_or(&query.text);
        let first = RERANKED.min(found.gathered.best.len());
        let best = &mut found.gathered.best[pinned.min(first)..first];
        let addresses: Vec<DocAddress> = best.iter().map(|best| best.address).collect();
        let texts = addresses.iter().map(|address| self.text_to_judge(searcher, &marker, *address));
        Ok(reranker.rerank(text, best, texts, time))
    }

    /// The title, and the passage that holds most of the query.
    fn text_to_judge(&self, searcher: &Searcher, marker: &Marker, address: DocAddress) -> Result<String> {
        let doc: TantivyDocument = searcher.doc(address)?;
        let bytes = doc.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        Ok(match serde_json::from_slice(bytes)? {
            Record::Work(work) => {
                let text = best_passage(marker, &work).map_or(&work.lead, |passage| &passage.text);
                format!("{} {text}", work.title)
            }
            Record::Clause(clause) => format!("{} {}", clause.heading, clause.text),
        })
    }

    /// What editors pinned comes first; who asks for the newest gets the newest.
    /// How many stand first now.
    fn pin(&self, asked: &Asked, found: &mut Found) -> Result<usize> {
        let mut targets = asked.tuning.pinned(asked.query, found.corrected.as_deref());
        targets.retain(|target| !matches!(target, SearchTarget::Work(id) if found.blocked.contains(id)));
        if targets.is_empty() || asked.gather.by_date {
            return Ok(0);
        }
        let query = self.builder(asked.searcher, &found.plan, &found.blocked).build(found.level)?;
        self.put_first(asked.searcher, asked.gather, &*query, &targets, &mut found.gathered)
    }

    fn page(&self, asked: &Asked, found: Found) -> Result<Results> {
        let Asked { searcher, query, .. } = *asked;
        let marker = self.marker(searcher, &found)?;
        let page = found.gathered.best.iter().skip(query.offset).take(query.limit);
        let near = |best: &Best| found.folded.get(&best.address).map_or(&[][..], Vec::as_slice);
        let hits = page.map(|best| self.hit(searcher, &marker, best, near(best))).collect::<Result<_>>()?;
        let Gathered { total, counts, .. } = found.gathered;
        Ok(Results { corrected: found.corrected, total, hits, facets: facets(counts), settled: true })
    }

    fn marker<'a>(&'a self, searcher: &Searcher, found: &Found) -> Result<Marker<'a>> {
        let weights = self.builder(searcher, &found.plan, &found.blocked).weights(&found.plan.wanted)?;
        Ok(Marker::new(&self.words, &found.plan, &weights))
    }

    fn builder<'a>(&'a self, searcher: &'a Searcher, plan: &'a Plan, blocked: &'a [i64]) -> Builder<'a> {
        Builder { fields: &self.fields, searcher, plan, blocked }
    }

    /// `near`: what was folded into it.
    fn hit(&self, searcher: &Searcher, marker: &Marker, best: &Best, near: &[DocAddress]) -> Result<Hit> {
        let doc: TantivyDocument = searcher.doc(best.address)?;
        let bytes = doc.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        let score = best.score;
        Ok(match serde_json::from_slice(bytes)? {
            Record::Work(work) => {
                let work = work.into_owned();
                let near = near.iter().map(|address| self.near_work(searcher, *address)).collect::<Result<_>>()?;
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
                    near,
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

    fn near_work(&self, searcher: &Searcher, address: DocAddress) -> Result<NearWork> {
        let doc: TantivyDocument = searcher.doc(address)?;
        let bytes = doc.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        match serde_json::from_slice(bytes)? {
            Record::Work(work) => {
                let WorkDoc { id, slug, title, .. } = work.into_owned();
                Ok(NearWork { id, slug, title })
            }
            Record::Clause(clause) => unreachable!("clause {} has a signature", clause.clause),
        }
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
    // For those that fold into others more are at hand; and as many are compared for each page, or the total would change.
    let shown = if query.fold { shown + COMPARED } else { shown };
    // Who asks for counts alone, or by date, has no use for an order of the best.
    let keep = if by_date || query.limit == 0 { shown } else { shown.max(RESCORED) };
    Ok(Gather { filters: filters(query), by_date, newest, keep })
}

/// The best passage; the lead where no passage matched.
fn snippet_of_work(marker: &Marker, work: &WorkDoc) -> (Vec<Fragment>, Option<String>, Option<u32>) {
    match best_passage(marker, work) {
        Some(passage) => (marker.excerpt(&passage.text), passage.anchor.clone(), passage.time),
        None if !work.lead.is_empty() => (marker.excerpt(&work.lead), None, None),
        None => (work.passages.first().map(|p| marker.excerpt(&p.text)).unwrap_or_default(), None, None),
    }
}

/// The passage that holds most of the query, if it holds as much as the lead.
fn best_passage<'a>(marker: &Marker, work: &'a WorkDoc) -> Option<&'a Passage> {
    let mut best: Option<(f32, &Passage)> = None;
    for passage in &work.passages {
        let worth = marker.worth(&passage.text);
        if worth > best.map_or(0.0, |(most, _)| most) {
            best = Some((worth, passage));
        }
    }
    best.filter(|(worth, _)| *worth >= marker.worth(&work.lead)).map(|(_, passage)| passage)
}
