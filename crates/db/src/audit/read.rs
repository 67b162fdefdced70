//! Reading the audit log.

use crate::{Db, sql::among};
use anyhow::Result;
use sea_orm::{FromQueryResult, Value};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct EntryRow {
    pub seq: i64,
    pub at: i64,
    pub account_id: Option<i64>,
    pub actor: String,
    pub network: String,
    /// A code of [`domain::AuditAct`].
    pub act: String,
    /// A code of [`domain::AuditSubject`].
    pub subject: String,
    pub subject_id: Option<i64>,
    pub name: String,
    pub organisation_id: Option<i64>,
    /// A JSON object.
    pub detail: String,
    pub previous: String,
    pub digest: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `before` is the number of the last one seen.
    Newest {
        before: Option<i64>,
    },
    Oldest {
        after: i64,
    },
}

/// Which entries.
#[derive(Clone, Debug)]
pub struct Which {
    /// Of these organisations, and what was done to accounts that hold a role in one of them; `None`: all.
    pub places: Option<Vec<i64>>,
    /// The name of an account that acted, or was acted upon.
    pub person: Option<String>,
    pub act: Option<String>,
    pub work: Option<i64>,
    /// Milliseconds since 1970: from, and before.
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub order: Order,
    pub limit: u64,
}

impl Default for Which {
    fn default() -> Self {
        let order = Order::Newest { before: None };
        Self { places: None, person: None, act: None, work: None, from: None, until: None, order, limit: 100 }
    }
}

pub async fn list(db: &Db, which: &Which) -> Result<Vec<EntryRow>> {
    let mut values: Vec<Value> = Vec::new();
    let mut wheres: Vec<String> = Vec::new();
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    if let Some(places) = &which.places {
        let here = among("organisation_id", Some(places));
        wheres.push(format!(
            "({here} OR (organisation_id IS NULL AND subject = 'account' AND subject_id IN \
             (SELECT account_id FROM memberships WHERE {here})))"
        ));
    }
    if let Some(person) = &which.person {
        let name = place(person.as_str().into());
        wheres.push(format!("((account_id IS NOT NULL AND actor = {name}) OR (subject = 'account' AND name = {name}))"));
    }
    if let Some(act) = &which.act {
        wheres.push(format!("act = {}", place(act.as_str().into())));
    }
    if let Some(work) = which.work {
        wheres.push(format!("subject = 'work' AND subject_id = {}", place(work.into())));
    }
    if let Some(from) = which.from {
        wheres.push(format!("at >= {}", place(from.into())));
    }
    if let Some(until) = which.until {
        wheres.push(format!("at < {}", place(until.into())));
    }
    let order = match which.order {
        Order::Newest { before } => {
            if let Some(before) = before {
                wheres.push(format!("seq < {}", place(before.into())));
            }
            "seq DESC"
        }
        Order::Oldest { after } => {
            wheres.push(format!("seq > {}", place(after.into())));
            "seq"
        }
    };
    let wheres = if wheres.is_empty() { "1 = 1".to_owned() } else { wheres.join(" AND ") };
    db.all(&format!("SELECT * FROM audit_entries WHERE {wheres} ORDER BY {order} LIMIT {}", which.limit), values).await
}
