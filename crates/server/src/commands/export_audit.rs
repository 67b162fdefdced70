//! `liangyi export audit`: all of it, the oldest first.

use crate::{cli::AuditFormat, open, settings::Settings};
use anyhow::Result;
use db::audit::{self, Order, Which};
use std::io::Write;
use studio::audit::{CSV_HEAD, csv_line, json_line};

/// Entries that are read at once.
const PIECE: u64 = 1000;

pub async fn run(settings: &Settings, format: AuditFormat) -> Result<()> {
    let db = open::database(settings).await?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if matches!(format, AuditFormat::Csv) {
        out.write_all(CSV_HEAD.as_bytes())?;
    }
    let mut which = Which { order: Order::Oldest { after: 0 }, limit: PIECE, ..Which::default() };
    loop {
        let rows = audit::list(&db, &which).await?;
        let Some(last) = rows.last() else { break };
        which.order = Order::Oldest { after: last.seq };
        for row in &rows {
            let line = match format {
                AuditFormat::Csv => csv_line(row),
                AuditFormat::Jsonl => json_line(row),
            };
            out.write_all(line.as_bytes())?;
        }
    }
    out.flush()?;
    drop(out);
    db.close().await
}
