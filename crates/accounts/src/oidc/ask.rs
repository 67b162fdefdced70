//! Sending somebody to a provider, and hearing what it says of them.

use super::{OidcError, Provider, Providers, fetch::fetch};
use crate::{
    Token,
    ceremony::{self, Kind},
    session::digest,
};
use db::Db;
use domain::Timestamp;
use openidconnect::{
    AccessTokenHash, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, HttpRequest, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, SignatureVerificationError, TokenResponse,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier,
        CoreJwsSigningAlgorithm as Signed, CoreProviderMetadata, CoreTokenResponse,
    },
};
use serde::{Deserialize, Serialize};

/// Signatures by a private key. What is signed with our own secret could be signed by whoever has that.
const SIGNATURES: [Signed; 9] = [
    Signed::RsaSsaPkcs1V15Sha256,
    Signed::RsaSsaPkcs1V15Sha384,
    Signed::RsaSsaPkcs1V15Sha512,
    Signed::RsaSsaPssSha256,
    Signed::RsaSsaPssSha384,
    Signed::RsaSsaPssSha512,
    Signed::EcdsaP256Sha256,
    Signed::EcdsaP384Sha384,
    Signed::EdDsa,
];
/// Milliseconds by which a provider's clock may differ, and that a fresh token may be old: 10 minutes.
const FRESH: i64 = 10 * 60 * 1000;

/// What somebody is sent away for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    SignIn,
    /// To link the provider's account with that of this site which is signed in.
    Link,
    /// To accept an invitation, of whose token this is the digest, under these names.
    Join {
        invitation: String,
        name: String,
        display_name: String,
    },
}

/// Where the browser goes, and what it keeps in a cookie until it is back.
pub struct Asked {
    pub address: String,
    pub browser: Token,
}

#[derive(Serialize, Deserialize)]
struct State {
    provider: String,
    issuer: String,
    nonce: String,
    verifier: String,
    /// Digest of what the browser keeps.
    browser: String,
    purpose: Purpose,
}

/// What a browser brings back.
pub struct Came<'a> {
    /// To whose address it came back.
    pub provider: &'a str,
    pub state: &'a str,
    pub code: String,
    /// `iss` of the answer, where the provider gives it (RFC 9207).
    pub issuer: Option<&'a str>,
    /// Its cookie.
    pub browser: Option<&'a str>,
}

/// Whom a provider vouches for, and what for somebody was sent to it.
pub struct Vouched<'a> {
    pub provider: &'a Provider,
    pub subject: String,
    /// What the provider calls them, to be recognised by.
    pub label: String,
    pub purpose: Purpose,
    /// The account that was signed in when it was begun.
    pub account: Option<i64>,
}

/// # Errors
/// [`OidcError::NoProvider`], [`OidcError::Unreachable`]
pub async fn ask(
    db: &Db,
    now: Timestamp,
    providers: &Providers,
    key: &str,
    purpose: Purpose,
    account: Option<i64>,
    network: &str,
) -> Result<Asked, OidcError> {
    let provider = providers.by_key(key)?;
    let metadata = providers.metadata(provider, now, false).await?;
    let back = RedirectUrl::new(providers.way_back(provider)).map_err(anyhow::Error::from)?;
    let client = CoreClient::from_provider_metadata((*metadata).clone(), ClientId::new(provider.client_id.clone()), None);
    let client = client.set_redirect_uri(back);
    let (state, nonce, browser) = (Token::generate()?, Token::generate()?, Token::generate()?);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (said, meant) = (state.reveal().to_owned(), nonce.reveal().to_owned());
    let request =
        client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || CsrfToken::new(said), move || Nonce::new(meant));
    let (address, ..) = request.add_scope(Scope::new("profile".to_owned())).set_pkce_challenge(challenge).url();
    let kept = State {
        provider: provider.key.clone(),
        issuer: provider.issuer.clone(),
        nonce: nonce.reveal().to_owned(),
        verifier: verifier.secret().to_owned(),
        browser: browser.digest(),
        purpose,
    };
    let write = db.write(now).await?;
    ceremony::begin(&write, Kind::Provider, &state, account, network, &kept).await?;
    write.commit().await?;
    Ok(Asked { address: address.into(), browser })
}

/// Gives the code to the provider and looks hard at what it says. Whatever comes of it, it cannot be done again.
///
/// # Errors
/// All but those of identities.
pub async fn hear<'a>(db: &Db, now: Timestamp, providers: &'a Providers, came: Came<'_>) -> Result<Vouched<'a>, OidcError> {
    let write = db.write(now).await?;
    let taken = ceremony::take::<State>(&write, Kind::Provider, came.state).await?;
    write.commit().await?;
    let taken = taken.ok_or(OidcError::Gone)?;
    let (account, asked) = (taken.account, taken.state);
    if came.browser.map(digest) != Some(asked.browser) {
        return Err(OidcError::OtherBrowser);
    }
    let provider = providers.by_key(&asked.provider)?;
    let named = came.issuer.is_none_or(|issuer| issuer == asked.issuer);
    if came.provider != provider.key || !named || provider.issuer != asked.issuer {
        return Err(OidcError::MixedUp);
    }
    let metadata = providers.metadata(provider, now, false).await?;
    let answer = redeem(providers, provider, &metadata, came.code, asked.verifier).await?;
    let untrue = |why: String| OidcError::Untrue { provider: provider.name.clone(), why };
    let token = answer.id_token().ok_or_else(|| untrue("it says nothing of who it is (no id_token)".to_owned()))?;
    let nonce = Nonce::new(asked.nonce);
    let claims = match claims(provider, &metadata, token, &answer, &nonce) {
        // Its keys may be new.
        Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
            let metadata = providers.metadata(provider, now, true).await?;
            claims(provider, &metadata, token, &answer, &nonce)
        }
        other => other,
    };
    let claims = claims.map_err(|error| untrue(words(&error)))?;
    if (claims.issue_time().timestamp_millis() - now.0).abs() > FRESH {
        return Err(untrue("it was said too long ago, or the clocks differ".to_owned()));
    }
    let subject = claims.subject().as_str().to_owned();
    let label = label(&claims).unwrap_or(&subject).chars().filter(|c| !c.is_control()).take(80).collect();
    Ok(Vouched { provider, subject, label, purpose: asked.purpose, account })
}

async fn redeem(
    providers: &Providers,
    provider: &Provider,
    metadata: &CoreProviderMetadata,
    code: String,
    verifier: String,
) -> Result<CoreTokenResponse, OidcError> {
    let refused = |why: String| OidcError::CodeRefused { provider: provider.name.clone(), why };
    let secret = ClientSecret::new(provider.client_secret.clone());
    let id = ClientId::new(provider.client_id.clone());
    let back = RedirectUrl::new(providers.way_back(provider)).map_err(anyhow::Error::from)?;
    let mut client = CoreClient::from_provider_metadata(metadata.clone(), id, Some(secret)).set_redirect_uri(back);
    // Basic where nothing is said (Discovery 1.0, section 3).
    if metadata.token_endpoint_auth_methods_supported().is_some_and(|all| !all.contains(&CoreClientAuthMethod::ClientSecretBasic))
    {
        client = client.set_auth_type(AuthType::RequestBody);
    }
    let request = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| refused(error.to_string()))?;
    let http = |request: HttpRequest| fetch(&providers.outbound, request);
    let answer = request.set_pkce_verifier(PkceCodeVerifier::new(verifier)).request_async(&http).await;
    answer.map_err(|error| {
        let why = std::error::Error::source(&error).map(ToString::to_string);
        refused(why.map_or_else(|| error.to_string(), |why| format!("{error}: {why}")))
    })
}

/// What the token says, where all of it holds: the signature, for whom and by whom it is, until when, the nonce, and that it
/// belongs to the access token beside it.
fn claims(
    provider: &Provider,
    metadata: &CoreProviderMetadata,
    token: &CoreIdToken,
    answer: &CoreTokenResponse,
    nonce: &Nonce,
) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
    let id = ClientId::new(provider.client_id.clone());
    let verifier = CoreIdTokenVerifier::new_public_client(id, metadata.issuer().clone(), metadata.jwks().clone());
    let verifier = verifier.set_allowed_algs(SIGNATURES);
    let claims = token.claims(&verifier, nonce)?;
    if claims.authorized_party().is_some_and(|party| party.as_str() != provider.client_id) {
        return Err(ClaimsVerificationError::InvalidAudience("it was given to another site (azp)".to_owned()));
    }
    if let Some(said) = claims.access_token_hash() {
        let other = |why: String| ClaimsVerificationError::Other(why);
        let key = token.signing_key(&verifier).map_err(|error| other(error.to_string()))?;
        let algorithm = token.signing_alg().map_err(|error| other(error.to_string()))?;
        let meant = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
        if meant.map_err(|error| other(error.to_string()))? != *said {
            return Err(other("it belongs to another access token".to_owned()));
        }
    }
    Ok(claims.clone())
}

fn words(error: &ClaimsVerificationError) -> String {
    match std::error::Error::source(error) {
        Some(why) => format!("{error}: {why}"),
        None => error.to_string(),
    }
}

fn label(claims: &CoreIdTokenClaims) -> Option<&str> {
    let name = claims.preferred_username().map(|name| name.as_str());
    name.or_else(|| Some(claims.name()?.get(None)?.as_str())).filter(|name| !name.trim().is_empty())
}
