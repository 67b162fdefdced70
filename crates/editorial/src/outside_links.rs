//! The addresses on the web that works name, noted to be looked at by the back room.

use crate::Result;
use db::{Db, Write, link_checks};
use document::{Address, Document, Inline, Node, Target};
use domain::{Timestamp, WorkContent};

/// So many of one text are looked at; a text with more is a directory.
const MOST: usize = 300;
/// Works in one step of going through all that is published.
const STEP: u64 = 20;
/// After a save: somebody may still be writing the address.
const PATIENCE_MS: i64 = 60_000;

/// What a body and the sources of a work link to, each once.
pub(crate) fn addresses(content: &WorkContent, body: &Document) -> Vec<String> {
    let mut found = of_content(content);
    body.walk(&mut |_, node| {
        if let Node::Inline(Inline::Link { target: Target::Web { address }, .. }) = node {
            found.push(address.as_str().to_owned());
        }
    });
    settled(found)
}

fn of_content(content: &WorkContent) -> Vec<String> {
    let sources = content.sources.iter().filter_map(|source| source.url.clone());
    sources.chain(content.source_url.clone()).collect()
}

/// Those that a program can ask for, each once. What stands behind # is the reader's own affair.
fn settled(mut found: Vec<String>) -> Vec<String> {
    found.iter_mut().for_each(|address| *address = asked(address).to_owned());
    found.retain(|address| address.starts_with("http") && address.parse::<Address>().is_ok());
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found
}

/// The address that is asked for where a text has this one.
pub(crate) fn asked(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}

/// What a working copy links to, in the transaction of its save.
pub(crate) async fn note_in(write: &Write, content: &WorkContent, body: &str) -> Result<()> {
    let mut found = of_content(content);
    // A text that is not yet right, too, so by its signs; whoever saves waits for this.
    for (at, _) in body.match_indices("](http") {
        let rest = &body[at + 2..];
        found.push(rest.split([')', ' ', '\n', '"']).next().unwrap_or_default().to_owned());
    }
    let found = settled(found);
    if !found.is_empty() {
        link_checks::note(write, &found, Timestamp(write.now().0 + PATIENCE_MS)).await?;
    }
    Ok(())
}

/// Notes what the next published works behind `after` link to; where to go on, and 0 where all were gone through.
pub async fn note_published_links(db: &Db, now: Timestamp, after: i64) -> Result<i64> {
    let works = link_checks::published_after(db, after, STEP).await?;
    let Some((last, ..)) = works.last() else { return Ok(0) };
    let last = *last;
    let mut found = Vec::new();
    for (_, content, body) in &works {
        // One that cannot be read is a matter of `liangyi check`, and holds up no other.
        if let Some((content, body)) = serde_json::from_str::<WorkContent>(content).ok().zip(Document::from_json(body).ok()) {
            found.extend(addresses(&content, &body));
        }
    }
    if !found.is_empty() {
        let write = db.write(now).await?;
        link_checks::note(&write, &found, now).await?;
        write.commit().await?;
    }
    Ok(last)
}
