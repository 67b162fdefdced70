//! `liangyi search-eval`: a retrieval collection through the product's own analysis and query path, in an index that is
//! thrown away, or the site's own index; and how good and how fast that is.

mod collection;
mod measures;

use crate::{cli::SearchEval, reranker, say::say, settings::Settings};
use anyhow::{Context, Result, ensure};
use collection::{Doc, Judgements};
use domain::{Genre, Language, Timestamp, WorkKind};
use measures::Measures;
use search::{Hit, Index, Op, Passage, Position, Query, Scope, WorkDoc};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    time::{Duration, Instant},
};

/// What a reader's page asks for, and what recall is reckoned over.
const PAGE: usize = 10;
const DEEP: usize = 100;
/// Documents in one commit.
const BATCH: usize = 4096;

pub fn run(settings: &Settings, asked: &SearchEval) -> Result<()> {
    let dictionary = settings.dictionary.as_deref();
    let queries = collection::queries(&asked.queries)?;
    let mut judgements = collection::judgements(&asked.qrels)?;
    let mut judged: Vec<(String, String)> = queries.into_iter().filter(|(id, _)| judgements.contains_key(id)).collect();
    ensure!(!judged.is_empty(), "{} judges none of the queries in {}", asked.qrels.display(), asked.queries.display());
    match &asked.docs {
        Some(docs) => collection(dictionary, docs, &judged, &judgements, asked),
        None => {
            let index = Index::open(&settings.index_folder(), dictionary)?.index;
            rerank(&index, asked)?;
            let everything = index.search(&Query { limit: Query::DEEPEST, ..Query::default() })?;
            let held: HashSet<String> = everything.hits.iter().filter_map(site_name).collect();
            for judged in judgements.values_mut() {
                judged.retain(|doc, _| held.contains(doc));
            }
            judged.retain(|(id, _)| !judgements[id].is_empty());
            ensure!(!judged.is_empty(), "the site's index holds none of the documents in {}", asked.qrels.display());
            say!("documents: {}; what was judged and is not among them is left out", held.len());
            let by_group = judge(&index, site_name, &judged, &judgements, asked.run.as_deref())?;
            say(&index, &judged, &by_group)
        }
    }
}

fn rerank(index: &Index, asked: &SearchEval) -> Result<()> {
    if let Some(folder) = &asked.reranker {
        index.rerank_with(reranker::read(folder)?, Duration::MAX);
    }
    Ok(())
}

/// What a document of the site is called in judgements.
fn site_name(hit: &Hit) -> Option<String> {
    Some(match hit {
        Hit::Work(work) => format!("work:{}", work.slug),
        Hit::Clause(clause) => format!("clause:{}#{}", clause.policy, clause.clause),
    })
}

fn collection(
    dictionary: Option<&Path>,
    docs: &Path,
    judged: &[(String, String)],
    judgements: &HashMap<String, Judgements>,
    asked: &SearchEval,
) -> Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let index = Index::open(folder.path(), dictionary)?.index;
    rerank(&index, asked)?;

    let built = build(&index, docs)?;
    ensure!(!built.ids.is_empty(), "{} holds no documents", docs.display());
    let bytes = size_of(&folder.path().join("index"))?;
    let seconds = built.took.as_secs_f64();
    say!(
        "documents: {} of {} characters in {seconds:.1} s, {:.0} documents/s, {:.0} characters/s",
        built.ids.len(),
        built.characters,
        built.ids.len() as f64 / seconds,
        built.characters as f64 / seconds
    );
    say!("index: {bytes} bytes, {:.2} of the text's {}", bytes as f64 / built.bytes as f64, built.bytes);

    let name = |hit: &Hit| match hit {
        Hit::Work(work) => Some(built.ids[work.id as usize].clone()),
        Hit::Clause(_) => None,
    };
    let by_group = judge(&index, name, judged, judgements, asked.run.as_deref())?;
    say(&index, judged, &by_group)
}

/// The measures of all queries, and of each group where there are several.
fn say(index: &Index, judged: &[(String, String)], by_group: &BTreeMap<String, (Measures, usize)>) -> Result<()> {
    let mut sum = Measures::default();
    for (all, _) in by_group.values() {
        sum += *all;
    }
    let measures = sum / judged.len() as f64;
    say!("queries: {}", judged.len());
    say!("nDCG@10: {:.4}", measures.ndcg);
    say!("MRR@10: {:.4}", measures.reciprocal_rank);
    say!("Recall@100: {:.4}", measures.recall);
    if by_group.len() > 1 {
        for (group, (sum, queries)) in by_group {
            say!("  {group}: nDCG@10 {:.4} of {queries}", (*sum / *queries as f64).ndcg);
        }
    }
    let times = times(index, judged)?;
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1000.0;
    say!("a page of {PAGE}, with facets and snippets: p50 {:.2} ms, p99 {:.2} ms", at(0.5), at(0.99));
    Ok(())
}

/// What was read while the index was built.
struct Built {
    /// By the number under which the index knows a document.
    ids: Vec<String>,
    characters: usize,
    /// Of the texts in UTF-8.
    bytes: usize,
    took: Duration,
}

fn build(index: &Index, docs: &Path) -> Result<Built> {
    let mut built = Built { ids: Vec::new(), characters: 0, bytes: 0, took: Duration::ZERO };
    let mut batch = Vec::with_capacity(BATCH);
    for doc in collection::docs(docs)? {
        let doc = doc?;
        built.characters += doc.title.chars().count() + doc.body.chars().count();
        built.bytes += doc.title.len() + doc.body.len();
        batch.push(Op::Work(Box::new(work(built.ids.len() as i64, &doc)?)));
        built.ids.push(doc.id);
        if batch.len() == BATCH {
            built.took += apply(index, &mut batch, built.ids.len())?;
        }
    }
    built.took += apply(index, &mut batch, built.ids.len())?;
    Ok(built)
}

fn apply(index: &Index, batch: &mut Vec<Op>, until: usize) -> Result<Duration> {
    let begin = Instant::now();
    index.apply(std::mem::take(batch), Position { epoch: "evaluation".to_owned(), seq: until as u64 })?;
    Ok(begin.elapsed())
}

/// An article of the site with this title and text, and nothing else to it.
fn work(id: i64, doc: &Doc) -> Result<WorkDoc> {
    let passage = |text: &str| Passage { anchor: None, time: None, text: text.to_owned() };
    Ok(WorkDoc {
        id,
        slug: format!("d{id}").parse()?,
        title: doc.title.clone(),
        lead: String::new(),
        headings: Vec::new(),
        passages: doc.body.lines().filter(|line| !line.trim().is_empty()).map(passage).collect(),
        people: Vec::new(),
        organisation_names: Vec::new(),
        clauses: Vec::new(),
        kind: WorkKind::Article,
        genre: Genre::Explainer,
        audiences: Vec::new(),
        topics: Vec::new(),
        campaigns: Vec::new(),
        organisations: Vec::new(),
        policies: Vec::new(),
        language: Language::ZhHans,
        published: Timestamp(0),
    })
}

/// Sums of measures by group: queries whose ids begin with the same letters, and how many these are.
fn judge(
    index: &Index,
    name: impl Fn(&Hit) -> Option<String>,
    queries: &[(String, String)],
    judgements: &HashMap<String, Judgements>,
    run: Option<&Path>,
) -> Result<BTreeMap<String, (Measures, usize)>> {
    let mut out = match run {
        Some(path) => Some(BufWriter::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?)),
        None => None,
    };
    let mut groups: BTreeMap<String, (Measures, usize)> = BTreeMap::new();
    for (id, text) in queries {
        let found = index.search(&query(text, DEEP))?;
        let score = |hit: &Hit| match hit {
            Hit::Work(work) => work.score,
            Hit::Clause(clause) => clause.score,
        };
        let ranked: Vec<(String, f32)> = found.hits.iter().filter_map(|hit| Some((name(hit)?, score(hit)))).collect();
        if let Some(out) = &mut out {
            for (rank, (doc, score)) in ranked.iter().enumerate() {
                writeln!(out, "{id} Q0 {doc} {} {score} liangyi", rank + 1)?;
            }
        }
        let ranked: Vec<&str> = ranked.iter().map(|(doc, _)| doc.as_str()).collect();
        let group = groups.entry(id.chars().take_while(char::is_ascii_alphabetic).collect()).or_default();
        group.0 += Measures::of(&ranked, &judgements[id]);
        group.1 += 1;
    }
    if let Some(mut out) = out {
        out.flush()?;
    }
    Ok(groups)
}

/// How long each query takes, shortest first; once through before, so that the files are in memory.
fn times(index: &Index, queries: &[(String, String)]) -> Result<Vec<Duration>> {
    let mut times = Vec::with_capacity(queries.len());
    for (_, text) in queries {
        let begin = Instant::now();
        index.search(&query(text, PAGE))?;
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

fn query(text: &str, limit: usize) -> Query {
    Query { text: text.to_owned(), scope: Scope::All, limit, ..Query::default() }
}

fn size_of(folder: &Path) -> Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}
