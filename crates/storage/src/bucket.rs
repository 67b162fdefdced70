//! Blobs in object storage of Amazon's kind: how it is asked, how long it may take, and addresses that let others ask.

use crate::{Bucket, Error, Key, Keys, Result, Storage};
use object_store::{
    BackoffConfig, ClientOptions, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path,
    prefix::PrefixStore,
    signer::{Method, Signer},
};
use std::{sync::Arc, time::Duration};
use url::Url;

const CONNECTING: Duration = Duration::from_secs(5);
/// Of one request, its body included: at most eight MiB travel in one.
const REQUEST: Duration = Duration::from_secs(30);
/// An answer of 500 or 503, or none, is asked for again so often, and not longer than this after the first time: then whoever
/// asked is told.
const RETRIES: usize = 3;
const RETRYING: Duration = Duration::from_secs(20);
const BETWEEN: Duration = Duration::from_secs(5);
/// No signature of Amazon's version 4 holds longer.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// What a browser is told of a file that it fetches from the storage itself. Others come as bytes of no kind.
const MEDIA_TYPES: [(&str, &str); 14] = [
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("mp4", "video/mp4"),
    ("m4s", "video/iso.segment"),
    ("m4a", "audio/mp4"),
    ("m3u8", "application/vnd.apple.mpegurl"),
    ("vtt", "text/vtt"),
    ("pdf", "application/pdf"),
    ("json", "application/json"),
    ("txt", "text/plain; charset=utf-8"),
    ("zip", "application/zip"),
];

/// What a store of this kind can do beyond others.
#[derive(Debug)]
pub(crate) struct Opened {
    signer: AmazonS3,
    prefix: Path,
}

impl Storage {
    /// Nothing is asked of it yet: whether it is there, and the keys are good, shows at the first request.
    ///
    /// A blob is whole or not there: an upload in parts is nothing until its last word.
    ///
    /// # Errors
    /// [`Error::Store`] where no client can be made, such as without certificates to trust.
    pub fn bucket(bucket: &Bucket, keys: Keys) -> Result<Self> {
        // One library for all connections; where another part of the program chose it already, it is the same.
        rustls::crypto::ring::default_provider().install_default().ok();
        let plain = bucket.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let mut client =
            ClientOptions::new().with_connect_timeout(CONNECTING).with_timeout(REQUEST).with_allow_http(plain).with_http1_only();
        for (suffix, media_type) in MEDIA_TYPES {
            client = client.with_content_type_for_suffix(suffix, media_type);
        }
        let backoff = BackoffConfig { max_backoff: BETWEEN, ..Default::default() };
        let mut builder = AmazonS3Builder::new()
            .with_client_options(client)
            .with_retry(RetryConfig { backoff, max_retries: RETRIES, retry_timeout: RETRYING })
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_virtual_hosted_style_request(!bucket.in_path)
            // Not every server knows how to delete many at once.
            .with_disable_bulk_delete(true)
            .with_access_key_id(keys.id)
            .with_secret_access_key(keys.secret);
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(address(endpoint, bucket));
        }
        if let Some(token) = keys.token {
            builder = builder.with_token(token);
        }
        let opened = builder.build().map_err(|e| Error::Store { what: bucket.to_string(), source: e.into() })?;
        let prefix = Path::from(bucket.prefix.as_str());
        Ok(Self {
            store: Arc::new(PrefixStore::new(opened.clone(), prefix.clone())),
            folder: None,
            bucket: Some(Arc::new(Opened { signer: opened, prefix })),
            place: bucket.to_string().into(),
        })
    }

    /// An address from which anybody can fetch the blob for so long (seven days at the most), without asking us. `None` where
    /// the store gives none, or cannot just now: then the bytes are sent by us.
    ///
    /// It is for whoever may see the blob: no address that stays, and none for a page that others keep.
    pub async fn signed_address(&self, key: &Key, lifetime: Duration) -> Option<Url> {
        let bucket = self.bucket.as_ref()?;
        let path: Path = bucket.prefix.parts().chain(key.path().parts()).collect();
        bucket.signer.signed_url(Method::GET, &path, lifetime.min(LONGEST)).await.ok()
    }
}

/// With the bucket's name in the host, where it belongs there.
fn address(endpoint: &str, bucket: &Bucket) -> String {
    match endpoint.split_once("://") {
        Some((scheme, host)) if !bucket.in_path => format!("{scheme}://{}.{host}", bucket.name),
        _ => endpoint.to_owned(),
    }
}
