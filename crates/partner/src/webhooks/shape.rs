//! The forms of what is said about endpoints.

use db::webhooks::{DeadLetterRow, WebhookRow};
use domain::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Webhook {
    pub id: i64,
    pub address: String,
    pub created: String,
    /// When it last took a message. RFC 3339.
    pub delivered: Option<String>,
    /// It answered 410 then, and is told nothing more.
    pub disabled: Option<String>,
}

/// With the secret, which is shown only now.
#[derive(Serialize, ToSchema)]
pub struct NewWebhook {
    #[serde(flatten)]
    pub webhook: Webhook,
    /// `whsec_…`, for a library of Standard Webhooks.
    pub secret: String,
}

#[derive(Serialize, ToSchema)]
pub struct DeadLetter {
    /// As `webhook-id` had it.
    pub message: String,
    pub sequence: i64,
    pub attempts: i32,
    /// Why the last attempt failed.
    pub reason: String,
    /// When it was given up. RFC 3339.
    pub at: String,
    pub replayed: Option<String>,
}

pub(super) fn time(at: i64) -> String {
    Timestamp(at).rfc3339()
}

impl From<WebhookRow> for Webhook {
    fn from(row: WebhookRow) -> Self {
        Self {
            id: row.id,
            address: row.address,
            created: time(row.created_at),
            delivered: row.delivered_at.map(time),
            disabled: row.disabled_at.map(time),
        }
    }
}

impl From<DeadLetterRow> for DeadLetter {
    fn from(row: DeadLetterRow) -> Self {
        Self {
            message: row.message,
            sequence: row.seq,
            attempts: row.attempts,
            reason: row.reason,
            at: time(row.at),
            replayed: row.replayed_at.map(time),
        }
    }
}
