//! What can be said on the command line.

use crate::settings::Flags;
use clap::{Args, Parser, Subcommand};
use domain::{
    ClauseRef, ClauseStatus, CorrectionKind, CorrectionScope, Day, Membership, PolicyRelation, Severity, Slug, Takedown,
};
use std::path::PathBuf;

/// Liangyi (两翼): policies and the works that interpret them, clause by clause.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub settings: Flags,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the site; runs a worker too, unless LIANGYI_RUN_WORKER is false
    Serve,
    /// Run a worker: jobs such as the renditions of pictures
    Work {
        /// Stop when no job is left
        #[arg(long)]
        once: bool,
    },
    /// Bring the database up to date
    Migrate,
    /// Take something in
    #[command(subcommand)]
    Import(Import),
    /// Write something out
    #[command(subcommand)]
    Export(Export),
    /// Take a published work back: its address answers 410 with the reason, every list and feed follows within a second
    Withdraw(Withdraw),
    /// Undo a withdrawal
    Reinstate { slug: Slug },
    /// Publish a notice on a work that stays readable
    Correct(Correct),
    /// Say where the task of a clause stands
    ClauseStatus(ClauseStatusArgs),
    /// List links to clauses that have no successor in the current version of their policy
    Links,
    /// Build the search index anew; a running server does it itself, without a pause
    Reindex,
    /// The whole site into a folder of backups, while it goes on; a later one writes only the blobs that are new
    Backup { folder: PathBuf },
    /// The site as a backup has it, on the database that the settings name; stop the servers first
    Restore {
        folder: PathBuf,
        /// One of the backups in it; by default the newest
        #[arg(long)]
        name: Option<String>,
        /// Throw away the site that is there
        #[arg(long)]
        replace: bool,
        /// Leave the database alone, and put back what its store has lost or damaged
        #[arg(long, conflicts_with_all = ["name", "replace"])]
        blobs: bool,
    },
    /// Look for what is wrong: settings, database, store, index, programs; with the remedy
    Check {
        /// Read every blob too, and compare it with its hash
        #[arg(long)]
        deep: bool,
        #[command(subcommand)]
        only: Option<Check>,
    },
    /// Take away what is older than it has to be kept
    #[command(subcommand)]
    Prune(Prune),
    /// Accounts of those who sign in
    #[command(subcommand)]
    User(User),
    /// Partner media: what they may have, and their keys
    #[command(subcommand)]
    Partner(Partner),
    /// Measure search on a retrieval collection, in an index that is thrown away
    SearchEval(SearchEval),
}

#[derive(Subcommand)]
pub enum Partner {
    /// Add a partner; without a list it may have everything that is published
    Add {
        slug: Slug,
        #[arg(long)]
        name: String,
        #[command(flatten)]
        scope: Granted,
    },
    /// Say anew what a partner may have
    Scope {
        slug: Slug,
        #[command(flatten)]
        scope: Granted,
    },
    /// Say which licence a partner has, and until when; what it may no longer have is taken back at its next poll
    Licence {
        slug: Slug,
        /// Your own name for it, such as 2026-1
        version: String,
        /// Its last day, such as 2027-12-31; without it it does not end
        #[arg(long)]
        until: Option<domain::Day>,
    },
    /// Make a key; it is shown once. Older ones go on
    Key {
        slug: Slug,
        /// Days after which it ends, 1 at the least; without it never
        #[arg(long)]
        days: Option<u32>,
    },
    /// End one key of a partner at once; its other keys go on. To shut out the partner itself: partner disable
    Revoke {
        /// The partner's short name, as `partner list` shows it
        slug: Slug,
        /// The key's number, which `partner key` said and `partner list` shows: not the secret itself
        key: i64,
    },
    /// Shut a partner out, with all its keys
    Disable { slug: Slug },
    /// Let a partner in again
    Enable { slug: Slug },
    /// Partners, their keys and webhooks
    List,
    /// The newest corrections and withdrawals, and which partner has acknowledged each
    Corrections,
    /// What partners say was seen, by partner, work and channel
    Usage {
        /// Days up to today
        #[arg(long, default_value_t = 30)]
        days: u32,
    },
}

/// Each list narrows.
#[derive(Args)]
pub struct Granted {
    #[arg(long, value_delimiter = ',')]
    pub kinds: Vec<domain::WorkKind>,
    #[arg(long, value_delimiter = ',')]
    pub genres: Vec<domain::Genre>,
    #[arg(long, value_delimiter = ',')]
    pub organisations: Vec<Slug>,
    #[arg(long, value_delimiter = ',')]
    pub channels: Vec<Slug>,
    /// Where it publishes, by the two letters of ISO 3166-1, such as CN,HK
    #[arg(long, value_delimiter = ',')]
    pub territories: Vec<domain::Territory>,
}

#[derive(Args)]
pub struct SearchEval {
    /// A document on each line: {"id", "title", "body"}; compressed where the name ends in gz. Without it the site's own
    /// index is judged, where documents are called work:SLUG and clause:POLICY#CLAUSE
    #[arg(long)]
    pub docs: Option<PathBuf>,
    /// A query on each line: id, tab, text
    #[arg(long)]
    pub queries: PathBuf,
    /// A judgement on each line: query, tab, document, tab, grade
    #[arg(long)]
    pub qrels: PathBuf,
    /// A folder with model.onnx and vocab.txt: the model puts the first results in order, however long it takes
    #[arg(long)]
    pub reranker: Option<PathBuf>,
    /// Where to write the first hundred of each query, as TREC has it
    #[arg(long)]
    pub run: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum Check {
    /// Go through the whole chain of the audit log, and name the first entry that was changed or is missing
    Audit,
    /// Read a backup from end to end: whether it is whole and unaltered
    Backup {
        folder: PathBuf,
        /// One of the backups in it; by default the newest
        #[arg(long)]
        name: Option<String>,
    },
    /// Whether a review certificate is good, and a text the one that was certified; see docs/certificates.md
    Certificate {
        file: PathBuf,
        /// The address of the work's page, or a file with the certified text
        #[arg(long)]
        page: Option<String>,
        /// An address or a file with the site's public keys; by default those of the page's site
        #[arg(long)]
        keys: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum Prune {
    /// Entries of the audit log older than LIANGYI_AUDIT_DAYS; a running server does it itself
    Audit,
    /// Backups but the newest ones, and the blobs that no other backup names
    Backups {
        folder: PathBuf,
        /// How many stay
        #[arg(long, default_value_t = 30)]
        keep: usize,
    },
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum AuditFormat {
    Csv,
    Jsonl,
}

#[derive(Subcommand)]
pub enum Import {
    /// An official document, as plain text or Markdown; a changed text of a known slug becomes its next version
    Policy {
        file: PathBuf,
        /// Its permanent name in addresses; by default the file's own name
        #[arg(long)]
        slug: Option<Slug>,
        /// A relation that the text does not name itself, such as replaces=old-plan; may be repeated
        #[arg(long, value_parser = relation)]
        relation: Vec<(PolicyRelation, Slug)>,
    },
    /// A folder of works, as described in docs/works-format.md; all or nothing
    Works { dir: PathBuf },
}

#[derive(Subcommand)]
pub enum Export {
    /// The document to standard output, byte for byte as it came
    Policy {
        slug: Slug,
        /// By default the current one
        #[arg(long)]
        version: Option<u32>,
    },
    /// The audit log to standard output
    Audit {
        #[arg(long, default_value = "jsonl")]
        format: AuditFormat,
    },
    /// All works, their pictures and the vocabulary into a new or empty folder
    Works { dir: PathBuf },
    /// Every blob into another folder or bucket, before LIANGYI_STORAGE names it; what is there already is not copied again
    Blobs {
        /// A folder, or s3://BUCKET/PREFIX?endpoint=https://HOST
        to: storage::Place,
    },
}

#[derive(Args)]
pub struct Withdraw {
    pub slug: Slug,
    /// Shown to readers and partners
    #[arg(long)]
    pub reason: String,
    /// retraction: the title stays on the notice; removal: not even that
    #[arg(long, default_value = "retraction")]
    pub kind: CorrectionKind,
    #[arg(long, default_value = "major")]
    pub severity: Severity,
    /// work, or all-languages for its translations too
    #[arg(long, default_value = "work")]
    pub scope: CorrectionScope,
    /// What stands at its address: gone (410 with the notice), banner (the text under the notice), redirect, replaced, or
    /// vanished (404, for what must not be named)
    #[arg(long, default_value = "gone")]
    pub way: Takedown,
    /// The work to which redirect and replaced lead
    #[arg(long, value_name = "SLUG")]
    pub other: Option<Slug>,
}

#[derive(Args)]
pub struct Correct {
    pub slug: Slug,
    /// What was wrong, and what is right
    #[arg(long)]
    pub reason: String,
    /// correction or expression-of-concern
    #[arg(long, default_value = "correction")]
    pub kind: CorrectionKind,
    #[arg(long, default_value = "minor")]
    pub severity: Severity,
    #[arg(long, default_value = "passage")]
    pub scope: CorrectionScope,
    /// The place in the work, an anchor of its body
    #[arg(long)]
    pub anchor: Option<String>,
}

#[derive(Args)]
pub struct ClauseStatusArgs {
    /// policy#clause, such as work-plan-2022#4.2.5
    pub clause: ClauseRef,
    /// planned, under-way or done
    pub status: ClauseStatus,
    #[arg(long)]
    pub since: Day,
    /// A web address that shows it
    #[arg(long)]
    pub evidence: Option<String>,
    #[arg(long)]
    pub note: Option<String>,
}

#[derive(Subcommand)]
pub enum User {
    /// Add an account
    Add {
        name: String,
        #[arg(long)]
        display_name: Option<String>,
        #[arg(long)]
        admin: bool,
        /// Read the password from standard input; without it one is made and printed once
        #[arg(long)]
        password_stdin: bool,
    },
    List,
    /// Set a new password
    Password {
        name: String,
        #[arg(long)]
        password_stdin: bool,
    },
    /// Keep an account from signing in
    Disable {
        name: String,
    },
    Enable {
        name: String,
    },
    /// Give a role in an organisation and everything below it
    Grant {
        name: String,
        organisation: Slug,
        /// author, editor, expert, publisher or administrator
        role: Membership,
    },
    /// Take a role back
    Revoke {
        name: String,
        organisation: Slug,
        role: Membership,
    },
    /// Say which person an account is: the site names them for its reviews
    Person {
        name: String,
        person: Slug,
    },
    /// Take the second factor off an account whose owner has lost it
    SecondFactorOff {
        name: String,
    },
    /// Print the link by which the first account is made; good for 24 hours, once
    SetupLink,
}

fn relation(text: &str) -> Result<(PolicyRelation, Slug), String> {
    let (kind, slug) = text.split_once('=').ok_or("write kind=slug, such as replaces=old-plan")?;
    Ok((
        kind.parse().map_err(|e: domain::UnknownTerm| e.to_string())?,
        slug.parse().map_err(|e: domain::SlugError| e.to_string())?,
    ))
}
