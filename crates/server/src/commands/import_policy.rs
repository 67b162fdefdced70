//! `liangyi import policy FILE`: prints the slug and what was understood.

use crate::say::say;
use crate::{clock, open, settings::Settings};
use anyhow::{Context, Result, bail};
use domain::{PolicyRelation, Slug};
use editorial::{ImportPolicy, PolicyImport, import_policy};
use std::{fs::File, io::Read, path::Path};

pub async fn run(settings: &Settings, file: &Path, slug: Option<Slug>, relations: Vec<(PolicyRelation, Slug)>) -> Result<()> {
    let slug = match slug {
        Some(slug) => slug,
        None => slug_of(file)?,
    };
    let bytes = read(file)?;
    let db = open::database(settings).await?;
    let report = import_policy(&db, clock::now(), ImportPolicy { slug, bytes, relations })
        .await
        .with_context(|| format!("{} was not imported", file.display()))?;
    print(&report);
    db.close().await
}

/// The file's name where it is a slug already; nobody guesses one from Chinese.
fn slug_of(file: &Path) -> Result<Slug> {
    let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_ascii_lowercase().replace(['_', ' ', '.'], "-");
    stem.parse().with_context(|| format!("the name of {} makes no address; choose one with --slug", file.display()))
}

/// One byte more than a policy may have, so that a larger file is refused without being read.
fn read(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let opened = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    if opened.metadata()?.is_dir() {
        bail!("{} is a folder; import one document at a time", file.display());
    }
    opened
        .take(policy::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read {}", file.display()))?;
    Ok(bytes)
}

fn print(report: &PolicyImport) {
    let policy = &report.policy;
    say!("slug: {}", report.slug);
    say!("title: {}", policy.title);
    match report.new {
        true => say!("version: {}", report.version),
        false => say!("version: {} (this text was here already; nothing changed)", report.version),
    }
    print_structure(&policy.summary());
    if report.links != Default::default() {
        say!(
            "links carried over: {} ({} of them to the whole clause, their passage being gone); waiting for an editor: {}",
            report.links.carried,
            report.links.lost_passage,
            report.links.waiting
        );
    }
}

fn print_structure(summary: &policy::Summary) {
    if let Some(issuer) = &summary.issuer {
        say!("issuer: {issuer}");
    }
    if let Some(number) = &summary.number {
        say!("number: {number}");
    }
    if let Some(date) = summary.date {
        say!("date: {date}");
    }
    say!("encoding: {:?}", summary.encoding);
    say!("parts: {}", summary.parts.len());
    for part in &summary.parts {
        let nodes: usize = part.levels.iter().sum();
        let levels = part.levels.iter().map(usize::to_string).collect::<Vec<_>>().join(" + ");
        let levels = if nodes == 0 { String::new() } else { format!(" (by level: {levels})") };
        say!("  {}. {:?}: {}: {nodes} nodes{levels}", part.number, part.kind, part.title);
    }
    say!("nodes: {} ({} leaves)", summary.nodes, summary.leaves);
    say!("defined names: {}", summary.names.len());
    for (short, full, mentions) in &summary.names {
        match mentions {
            0 => say!("  {short} = {full}"),
            n => say!("  《{short}》 = 《{full}》, {n} times"),
        }
    }
}
