//! The sites that the operator lets vouch for people, and what they say of themselves.

use super::{OidcError, fetch::fetch};
use domain::Timestamp;
use openidconnect::{HttpRequest, IssuerUrl, core::CoreProviderMetadata};
use outbound::Outbound;
use std::{collections::HashMap, sync::Arc};
use tokio::sync::Mutex;

/// Milliseconds for which what a provider says of itself is not asked for again: 10 minutes.
const KEPT: i64 = 10 * 60 * 1000;
/// Milliseconds for which one that did not answer is not asked again: nobody makes this site knock at others' doors.
const SPARED: i64 = 10 * 1000;

/// One of them, as the operator's file has it.
#[derive(Clone)]
pub struct Provider {
    /// Names it in addresses: a–z, 0–9 and hyphen.
    pub key: String,
    /// As people know it.
    pub name: String,
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    /// Whoever it vouches for gets an account without any role; else only who was invited or linked it.
    pub makes_accounts: bool,
}

/// All of them.
pub struct Providers {
    list: Vec<Provider>,
    /// `https://example.org`, the site's own.
    base_url: String,
    pub(super) outbound: Outbound,
    /// By issuer; while one is asked, nobody else asks.
    /// By issuer, each with a lock of its own: one that hangs holds up nobody who signs in by another.
    known: HashMap<String, Mutex<Option<Known>>>,
}

struct Known {
    /// `None` where it did not answer.
    metadata: Result<Arc<CoreProviderMetadata>, String>,
    at: i64,
}

impl Providers {
    pub fn new(list: Vec<Provider>, base_url: String, outbound: Outbound) -> Self {
        let known = list.iter().map(|provider| (provider.issuer.clone(), Mutex::default())).collect();
        Self { list, base_url, outbound, known }
    }

    pub fn list(&self) -> &[Provider] {
        &self.list
    }

    pub fn by_key(&self, key: &str) -> Result<&Provider, OidcError> {
        self.list.iter().find(|provider| provider.key == key).ok_or(OidcError::NoProvider)
    }

    /// Of the issuer, as far as the operator still names it.
    pub fn by_issuer(&self, issuer: &str) -> Option<&Provider> {
        self.list.iter().find(|provider| provider.issuer == issuer)
    }

    /// Where a provider sends people back to: an address of its own for each, so that none can pass for another
    /// (RFC 9700, section 4.4.2).
    pub(super) fn way_back(&self, provider: &Provider) -> String {
        format!("{}/studio/oidc/{}", self.base_url, provider.key)
    }

    /// What it says of itself, with its keys. `anew`: as it says now.
    pub(super) async fn metadata(
        &self,
        provider: &Provider,
        now: Timestamp,
        anew: bool,
    ) -> Result<Arc<CoreProviderMetadata>, OidcError> {
        let known = self.known.get(&provider.issuer).ok_or(OidcError::NoProvider)?;
        let mut known = known.lock().await;
        let fresh = known.as_ref().filter(|known| {
            let age = now.0 - known.at;
            age < if known.metadata.is_ok() && !anew { KEPT } else { SPARED }
        });
        let metadata = match fresh {
            Some(known) => known.metadata.clone(),
            None => {
                let metadata = self.discover(provider).await.map(Arc::new);
                *known = Some(Known { metadata: metadata.clone(), at: now.0 });
                metadata
            }
        };
        metadata.map_err(|why| OidcError::Unreachable { provider: provider.name.clone(), why })
    }

    async fn discover(&self, provider: &Provider) -> Result<CoreProviderMetadata, String> {
        let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| error.to_string())?;
        let client = |request: HttpRequest| fetch(&self.outbound, request);
        CoreProviderMetadata::discover_async(issuer, &client).await.map_err(|error| {
            let why = std::error::Error::source(&error).map(ToString::to_string);
            why.map_or_else(|| error.to_string(), |why| format!("{error}: {why}"))
        })
    }
}
