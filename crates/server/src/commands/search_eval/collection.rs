//! The files of a retrieval collection.

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

#[derive(Deserialize)]
pub struct Doc {
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub body: String,
}

/// How relevant each document is to one query; what is not named is not.
pub type Judgements = HashMap<String, f64>;

/// A document on each line, as JSON; compressed where the name ends in `gz`.
pub fn docs(path: &Path) -> Result<impl Iterator<Item = Result<Doc>>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let read: Box<dyn Read> = if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let name = path.display().to_string();
    let lines = BufReader::with_capacity(1 << 20, read).lines().enumerate();
    Ok(lines.filter(|(_, line)| line.as_ref().map_or(true, |line| !line.trim().is_empty())).map(move |(i, line)| {
        let doc = line.map_err(anyhow::Error::from).and_then(|line| Ok(serde_json::from_str(&line)?));
        doc.with_context(|| format!("{name}:{}: no document: an object with id, title and body is expected", i + 1))
    }))
}

/// `id⇥text` on each line, in order.
pub fn queries(path: &Path) -> Result<Vec<(String, String)>> {
    rows(path, |[id, text]| Some((id.to_owned(), text.to_owned())), "a query's id and its text, parted by a tab")
}

/// `query⇥document⇥grade` on each line, by query.
pub fn judgements(path: &Path) -> Result<HashMap<String, Judgements>> {
    let parse = |[query, doc, grade]: [&str; 3]| Some((query.to_owned(), doc.to_owned(), grade.trim().parse::<f64>().ok()?));
    let mut all: HashMap<String, Judgements> = HashMap::new();
    for (query, doc, grade) in rows(path, parse, "a query, a document and a grade, parted by tabs")? {
        if grade > 0.0 {
            all.entry(query).or_default().insert(doc, grade);
        }
    }
    Ok(all)
}

fn rows<const N: usize, T>(path: &Path, parse: impl Fn([&str; N]) -> Option<T>, expected: &str) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = lines.map(|(i, line)| {
        let fields: Vec<&str> = line.splitn(N, '\t').collect();
        let row = <[&str; N]>::try_from(fields).ok().and_then(&parse);
        row.with_context(|| format!("{}:{}: expected {expected}", path.display(), i + 1))
    });
    read.collect()
}
