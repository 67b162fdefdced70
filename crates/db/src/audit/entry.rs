//! What an act says of itself, and who acts.

use crate::{Write, accounts::AccountRow};
use domain::{AuditAct, AuditSubject};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Who acts through a [`crate::Db`], as the log will say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account: Option<i64>,
    /// The name that the account signs in with; of what is no account, one of the words below.
    pub name: Arc<str>,
    /// The network that it came from, as far as the log needs it; empty where it came from none.
    pub network: Arc<str>,
}

impl Actor {
    /// The one who runs a command on the machine.
    pub fn command() -> Self {
        Self::machine("command")
    }

    /// The back room, which nobody asked just now.
    pub fn worker() -> Self {
        Self::machine("worker")
    }

    /// A door before it knows who is there.
    pub fn door() -> Self {
        Self::machine("door")
    }

    /// As [`Self::door`], for who came from this network.
    pub fn door_from(network: &str) -> Self {
        Self { network: network.into(), ..Self::door() }
    }

    fn machine(name: &str) -> Self {
        Self { account: None, name: name.into(), network: "".into() }
    }
}

/// One act upon one thing.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(super) act: AuditAct,
    pub(super) subject: AuditSubject,
    pub(super) subject_id: Option<i64>,
    pub(super) name: String,
    pub(super) organisation_id: Option<i64>,
    pub(super) detail: Map<String, Value>,
}

impl Entry {
    /// `name` is what the thing is called now.
    pub fn new(act: AuditAct, subject: AuditSubject, id: Option<i64>, name: impl Into<String>) -> Self {
        Self { act, subject, subject_id: id, name: name.into(), organisation_id: None, detail: Map::new() }
    }

    /// Its title and the organisation that answers for it are looked up when the act is written.
    pub fn work(act: AuditAct, id: i64) -> Self {
        Self::new(act, AuditSubject::Work, Some(id), "")
    }

    pub fn account(act: AuditAct, row: &AccountRow) -> Self {
        Self::new(act, AuditSubject::Account, Some(row.id), row.name.as_str())
    }

    /// The organisation whose administrators are shown it.
    pub fn at(self, organisation_id: i64) -> Self {
        Self { organisation_id: Some(organisation_id), ..self }
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }
}

impl Write {
    /// Writes it into the audit log together with this act.
    pub fn audit(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// The act is this account's, which was not known before: it was made just now.
    pub fn acts_as(&mut self, account: &AccountRow) {
        (self.actor.account, self.actor.name) = (Some(account.id), account.name.as_str().into());
    }
}
