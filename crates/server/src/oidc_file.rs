//! The file in which the operator names other sites by which editors may sign in: it holds secrets, so it is no setting itself.

use crate::settings::Settings;
use accounts::oidc::{Provider, Providers};
use anyhow::{Context, Result, bail, ensure};
use outbound::{Network, Outbound};
use serde::Deserialize;
use std::{collections::HashSet, fs, net::IpAddr, os::unix::fs::PermissionsExt};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default)]
    provider: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    key: String,
    name: String,
    issuer: String,
    client_id: String,
    client_secret: String,
    #[serde(default)]
    makes_accounts: bool,
}

/// # Errors
/// Where the file cannot be read, others can read it, or something in it is wrong: with its name.
pub fn open(settings: &Settings) -> Result<Providers> {
    let list = match &settings.oidc_file {
        None => Vec::new(),
        Some(path) => {
            let words = || format!("the providers of identities in {} (LIANGYI_OIDC_FILE)", path.display());
            let mode = fs::metadata(path).with_context(words)?.permissions().mode() & 0o777;
            if mode & 0o077 != 0 {
                bail!("others may read {} (mode {mode:o}); chmod 600 it", path.display());
            }
            let text = fs::read_to_string(path).with_context(words)?;
            read(&text, &settings.outbound_allow).with_context(words)?
        }
    };
    Ok(Providers::new(list, settings.base_url.clone(), Outbound::new(settings.outbound_allow.clone())))
}

fn read(text: &str, allowed: &[Network]) -> Result<Vec<Provider>> {
    let Content { provider } = toml::from_str(text)?;
    let mut keys = HashSet::new();
    let mut issuers = HashSet::new();
    for one in &provider {
        let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        ensure!(
            (1..=40).contains(&one.key.len()) && one.key.bytes().all(letters),
            "key is “{}”; allowed: a–z, 0–9 and hyphen, at most 40 of them",
            one.key
        );
        ensure!((1..=40).contains(&one.name.trim().chars().count()), "{}: name has 1 to 40 characters", one.key);
        ensure!(!one.client_id.is_empty() && !one.client_secret.is_empty(), "{}: client_id or client_secret is empty", one.key);
        ensure!(
            one.issuer.starts_with("https://") || is_own(&one.issuer, allowed),
            "{}: issuer is “{}”; allowed: https://…, or http:// with an address in LIANGYI_OUTBOUND_ALLOW",
            one.key,
            one.issuer
        );
        ensure!(keys.insert(&one.key), "two providers have the key “{}”", one.key);
        // Accounts are bound to issuers: of two of them, one could speak for the other's.
        ensure!(issuers.insert(&one.issuer), "two providers have the issuer {}", one.issuer);
    }
    let provider = provider.into_iter().map(|one| Provider {
        key: one.key,
        name: one.name.trim().to_owned(),
        issuer: one.issuer,
        client_id: one.client_id,
        client_secret: one.client_secret,
        makes_accounts: one.makes_accounts,
    });
    Ok(provider.collect())
}

/// Without https, on a network of the operator's own.
fn is_own(issuer: &str, allowed: &[Network]) -> bool {
    let host = issuer.strip_prefix("http://").and_then(|rest| rest.split('/').next()).unwrap_or("");
    let address = host.parse::<std::net::SocketAddr>().map(|at| at.ip()).or_else(|_| host.parse::<IpAddr>());
    address.is_ok_and(|address| allowed.iter().any(|network| network.contains(address)))
}
