//! Tables as lines of JSON: `{"table": …}` with the names and kinds of its columns, then each row as an array.

use crate::{
    SECRET,
    tally::{Counted, Tally},
};
use anyhow::{Context, Result, bail};
use db::dump::{Page, Row, Snapshot, Table};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};

#[derive(Serialize, Deserialize)]
struct Head {
    table: Table,
}

/// One line of a dump.
pub(crate) enum Line {
    Table(Table),
    /// Of the table before; with its bytes.
    Row(Row, Vec<u8>),
    /// Of the sealed file alone.
    Other(Vec<u8>),
}

/// Writes every table, the secret ones into `sealed`; what they hold.
pub(crate) async fn write(snapshot: &Snapshot, open: &mut impl Write, sealed: &mut Vec<u8>) -> Result<Vec<Counted>> {
    let mut counted = Vec::new();
    for table in snapshot.tables().await? {
        let tally = if SECRET.contains(&table.name.as_str()) {
            write_table(snapshot, &table, sealed).await?
        } else {
            write_table(snapshot, &table, open).await?
        };
        counted.push(tally.of(&table.name));
    }
    Ok(counted)
}

async fn write_table(snapshot: &Snapshot, table: &Table, out: &mut impl Write) -> Result<Tally> {
    serde_json::to_writer(&mut *out, &Head { table: table.clone() })?;
    out.write_all(b"\n")?;
    let mut tally = Tally::default();
    let mut page = Page::first();
    loop {
        page = snapshot.rows(table, &page).await?;
        if page.rows.is_empty() {
            return Ok(tally);
        }
        for row in &page.rows {
            let line = serde_json::to_vec(row)?;
            tally.add(&line);
            out.write_all(&line)?;
            out.write_all(b"\n")?;
        }
    }
}

/// The next line; `None` at the end.
pub(crate) fn read(from: &mut impl BufRead) -> Result<Option<Line>> {
    let mut line = Vec::new();
    from.read_until(b'\n', &mut line).context("the dump of the database cannot be unpacked")?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        bail!("the dump of the database ends in the middle of a line");
    }
    Ok(Some(match line.first() {
        Some(b'[') => Line::Row(serde_json::from_slice(&line)?, line),
        _ => match serde_json::from_slice::<Head>(&line) {
            Ok(head) => Line::Table(head.table),
            Err(_) => Line::Other(line),
        },
    }))
}

/// Counts rows as they go by, table by table.
#[derive(Default)]
pub(crate) struct Counting {
    now: Option<(String, Tally)>,
    pub counted: Vec<Counted>,
}

impl Counting {
    pub(crate) fn table(&mut self, name: &str) {
        self.end();
        self.now = Some((name.to_owned(), Tally::default()));
    }

    pub(crate) fn row(&mut self, line: &[u8]) -> Result<()> {
        let (_, tally) = self.now.as_mut().context("the dump of the database has a row before any table")?;
        tally.add(line);
        Ok(())
    }

    pub(crate) fn end(&mut self) {
        self.counted.extend(self.now.take().map(|(name, tally)| tally.of(&name)));
    }
}
