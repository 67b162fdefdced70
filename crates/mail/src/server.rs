//! The operator's SMTP server, and what it says.

use crate::Letter;
use domain::MailAddress;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox, transport::smtp::Error};
use std::{error::Error as _, fmt, str::FromStr, time::Duration};
use url::{Host, Url};

/// For each step of the conversation; shorter than the lease of a job.
const TIME: Duration = Duration::from_secs(20);

/// Codes that say something of us and nothing of the address: who we are is not known, or not believed (RFC 4954, 6).
const OURS: [u16; 5] = [530, 534, 535, 538, 554];

/// An address such as `smtps://user:password@mail.example.org` or `smtp://mail.example.org:587?tls=required`.
#[derive(Clone)]
pub struct SmtpUrl(Url);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("smtps://user:password@host, or smtp://user:password@host:587?tls=required; without a password also smtp://host:25")]
pub struct SmtpUrlError;

impl FromStr for SmtpUrl {
    type Err = SmtpUrlError;

    /// A password goes out over TLS, or to this machine alone.
    fn from_str(text: &str) -> Result<Self, SmtpUrlError> {
        let url: Url = text.parse().map_err(|_| SmtpUrlError)?;
        AsyncSmtpTransport::<Tokio1Executor>::from_url(text).map_err(|_| SmtpUrlError)?;
        let is_sealed = url.scheme() == "smtps" || url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
        let is_here = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            // A scheme that the standard of URLs does not know leaves an IP address as it is written.
            Some(Host::Domain(name)) => name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback()),
            None => return Err(SmtpUrlError),
        };
        if url.password().is_some() && !is_sealed && !is_here { Err(SmtpUrlError) } else { Ok(Self(url)) }
    }
}

/// Without user and password: it stands in logs.
impl fmt::Display for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.0.scheme(), self.0.host_str().unwrap_or_default())?;
        self.0.port().map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server cannot be reached, is busy or does not know us: later perhaps.
    Again(String),
    /// It does not take letters to this address.
    Never(String),
}

#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// The name of the site.
    site: String,
}

impl Mailer {
    /// # Errors
    /// Where the address cannot be used after all: it was read before.
    pub fn new(url: &SmtpUrl, from: &MailAddress, site: &str) -> Result<Self, SmtpUrlError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.0.as_str()).map_err(|_| SmtpUrlError)?;
        let address = from.as_str().parse().map_err(|_| SmtpUrlError)?;
        let from = Mailbox::new(Some(site.to_owned()), address);
        Ok(Self { transport: transport.timeout(Some(TIME)).build(), from, site: site.to_owned() })
    }

    /// The same for a site of another name.
    pub fn called(&self, site: &str) -> Self {
        let from = Mailbox::new(Some(site.to_owned()), self.from.email.clone());
        Self { transport: self.transport.clone(), from, site: site.to_owned() }
    }

    pub fn site(&self) -> &str {
        &self.site
    }

    pub async fn send(&self, letter: &Letter) -> Result<(), Failure> {
        let message = letter.message(self.from.clone()).map_err(|error| Failure::Never(error.to_string()))?;
        self.transport.send(message).await.map(|_| ()).map_err(|error| failure(&error))
    }

    /// Whether the server is there and takes us.
    ///
    /// # Errors
    /// Why not.
    pub async fn test(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it does not answer as an SMTP server".to_owned()),
            Err(error) => Err(chain(&error)),
        }
    }
}

fn failure(error: &Error) -> Failure {
    let code = error.status().map(u16::from);
    let says = chain(error);
    if error.is_permanent() && code.is_none_or(|code| !OURS.contains(&code)) {
        Failure::Never(says)
    } else {
        Failure::Again(says)
    }
}

/// On one line.
fn chain(error: &Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(inner) = next {
        let says = inner.to_string();
        if !words.contains(&says) {
            words.push_str(&format!(": {says}"));
        }
        next = inner.source();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}
