//! A site in which every table has rows, whatever tables there are: a new one is saved and brought back without a word here.

use super::store;
use crate::site::Site;
use db::dump::{Column, Kind, Page, Table};
use domain::{Digest, PartList};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use storage::Key;

/// What would break a careless dump.
const TEXT: &str = "“引号” ''单'' \\n\t\"]}🙂é \u{feff}";

const ROWS: i64 = 2;

fn literal(column: &Column, row: i64, backend: DbBackend) -> String {
    match column.kind {
        Kind::Integer => row.to_string(),
        Kind::Real => format!("0.{row}1"),
        Kind::Boolean => (row == 1).to_string(),
        Kind::Text => format!("'{row}{TEXT}'"),
        Kind::Bytes if backend == DbBackend::Postgres => format!("'\\x00ff{row:02x}'"),
        Kind::Bytes => format!("x'00ff{row:02x}'"),
    }
}

async fn try_row(raw: &DatabaseConnection, table: &Table, row: i64) -> bool {
    let names: Vec<_> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let values: Vec<_> = table.columns.iter().map(|column| literal(column, row, raw.get_database_backend())).collect();
    let sql = format!("INSERT INTO \"{}\" ({}) VALUES ({})", table.name, names.join(", "), values.join(", "));
    raw.execute_unprepared(&sql).await.is_ok()
}

/// Row `n` of every table refers to row `n` of the others; the second one has nothing where nothing may be.
pub async fn fill(site: &Site) {
    let db = site.db().await;
    let snapshot = db.snapshot().await.unwrap();
    let mut tables = Vec::new();
    for table in snapshot.tables().await.unwrap() {
        if snapshot.rows(&table, &Page::first()).await.unwrap().rows.is_empty() {
            tables.push(table);
        }
    }
    drop(snapshot);
    db.close().await.unwrap();
    assert!(tables.len() > 50, "{} tables", tables.len());
    let raw = site.raw().await;
    for row in 1..=ROWS {
        // What a row refers to may come after it.
        let mut open: Vec<&Table> = tables.iter().collect();
        while !open.is_empty() {
            let mut left = Vec::new();
            for table in &open {
                if !try_row(&raw, table, row).await {
                    left.push(*table);
                }
            }
            let names: Vec<_> = left.iter().map(|table| &table.name).collect();
            assert!(left.len() < open.len(), "no row can be put into {names:?}");
            open = left;
        }
    }
    for table in &tables {
        let key = &table.columns[table.key[0]];
        let second = literal(key, ROWS, raw.get_database_backend());
        for column in &table.columns {
            let sql = format!("UPDATE \"{}\" SET \"{}\" = NULL WHERE \"{}\" = {second}", table.name, column.name, key.name);
            // Most columns have to have a value.
            raw.execute_unprepared(&sql).await.ok();
        }
    }
    for sql in ["UPDATE change_head SET seq = 2", "UPDATE audit_head SET seq = 2"] {
        raw.execute_unprepared(sql).await.unwrap();
    }
    with_blobs(site, &raw).await;
    raw.close().await.unwrap();
}

/// A picture with a rendition, and a long image of one part that no row names.
async fn with_blobs(site: &Site, raw: &DatabaseConnection) {
    let storage = store(site);
    let picture = storage.put_original(&b"a picture"[..]).await.unwrap().digest;
    let part = storage.put_original(vec![7; 700_000]).await.unwrap().digest;
    let list = storage.put_original(PartList { parts: vec![part] }.bytes()).await.unwrap().digest;
    let keys = ["0".repeat(32), "1".repeat(32)];
    let place = |key: &String, file: &str| -> Key { Key::rendition(&key.parse().unwrap(), file).unwrap() };
    let small = storage.put(&place(&keys[0], "small.webp"), &b"small"[..]).await.unwrap().digest;
    let empty = storage.put(&place(&keys[1], "empty.webp"), &b""[..]).await.unwrap().digest;
    let asset = |id: usize, digest: &Digest, kind| {
        format!("UPDATE assets SET digest = '{digest}', key = '{}', kind = '{kind}' WHERE id = {id}", keys[id - 1])
    };
    let rendition =
        |id: i64, file, digest: &Digest| format!("UPDATE renditions SET file = '{file}', digest = '{digest}' WHERE id = {id}");
    for sql in [
        asset(1, &picture, "picture"),
        asset(2, &list, "long-image"),
        rendition(1, "small.webp", &small),
        rendition(2, "empty.webp", &empty),
    ] {
        raw.execute_unprepared(&sql).await.unwrap();
    }
}
