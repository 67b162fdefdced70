//! Entries of the audit log as files: CSV for a spreadsheet, JSON Lines for a program that goes through the chain itself.

use crate::csv;
use db::audit::EntryRow;
use domain::Timestamp;
use serde_json::{Value, json};

/// With the mark by which spreadsheets know UTF-8.
pub const CSV_HEAD: &str = "\u{feff}seq,at,actor,network,act,subject,subject_id,name,organisation_id,detail,previous,digest\r\n";

/// RFC 4180.
pub fn csv_line(row: &EntryRow) -> String {
    let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let fields = [
        row.seq.to_string(),
        Timestamp(row.at).rfc3339(),
        row.actor.clone(),
        row.network.clone(),
        row.act.clone(),
        row.subject.clone(),
        number(row.subject_id),
        row.name.clone(),
        number(row.organisation_id),
        row.detail.clone(),
        row.previous.clone(),
        row.digest.clone(),
    ];
    csv::line(&fields)
}

/// Every column as it is stored and hashed: `at` in milliseconds, `detail` as text.
pub fn json_line(row: &EntryRow) -> String {
    let value: Value = json!({
        "seq": row.seq,
        "at": row.at,
        "account_id": row.account_id,
        "actor": row.actor,
        "network": row.network,
        "act": row.act,
        "subject": row.subject,
        "subject_id": row.subject_id,
        "name": row.name,
        "organisation_id": row.organisation_id,
        "detail": row.detail,
        "previous": row.previous,
        "digest": row.digest,
    });
    value.to_string() + "\n"
}
