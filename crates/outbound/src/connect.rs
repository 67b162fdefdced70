//! From an address in words to a connection with one that was checked.

use crate::{Network, Refusal, is_public};
use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, OnceLock},
};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use url::{Host, Url};

const USUAL_PORTS: [u16; 2] = [80, 443];
/// Addresses of one name that are tried, one after the other.
const TRIED: usize = 4;

/// How names are looked up.
pub type Lookup = Arc<dyn Fn(String, u16) -> LookedUp + Send + Sync>;
/// The addresses of a name, in the order in which they are tried.
pub type LookedUp = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// As this machine does.
pub(crate) fn by_the_machine() -> Lookup {
    Arc::new(|name, port| Box::pin(async move { Ok(lookup_host((name, port)).await?.collect()) }))
}

/// Where this address leads, as far as one may go there: `allowed` networks at any port, and the public one. A name is looked
/// up once: nobody asks again where it leads.
pub(crate) async fn checked(url: &Url, allowed: &[Network], lookup: &Lookup) -> Result<Vec<SocketAddr>, Refusal> {
    let port = url.port_or_known_default().ok_or(Refusal::Address)?;
    let found: Vec<SocketAddr> = match url.host().ok_or(Refusal::Address)? {
        Host::Ipv4(address) => vec![(address, port).into()],
        Host::Ipv6(address) => vec![(address, port).into()],
        Host::Domain(name) => lookup(name.to_owned(), port).await.map_err(|_| Refusal::UnknownName)?,
    };
    let is_allowed = |at: &SocketAddr| allowed.iter().any(|network| network.contains(at.ip()));
    let (mut good, others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_allowed);
    let public: Vec<_> = others.into_iter().filter(|at| is_public(at.ip())).collect();
    if USUAL_PORTS.contains(&port) {
        good.extend(public);
    } else if good.is_empty() && !public.is_empty() {
        return Err(Refusal::Port(port));
    }
    if good.is_empty() { Err(Refusal::NotPublic) } else { Ok(good) }
}

/// With the first of these that answers.
pub(crate) async fn open(addresses: &[SocketAddr]) -> Result<TcpStream, Refusal> {
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses.iter().take(TRIED) {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(Refusal::Connect(last))
}

/// The authorities that the machine trusts, read when first needed.
#[derive(Clone, Default)]
pub(crate) struct Tls(Arc<OnceLock<Option<TlsConnector>>>);

impl Tls {
    pub(crate) async fn over(&self, stream: TcpStream, url: &Url) -> Result<TlsStream<TcpStream>, Refusal> {
        let connector = self.0.get_or_init(connector).as_ref().ok_or(Refusal::NoAuthorities)?;
        let host = url.host_str().ok_or(Refusal::Address)?.trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(host).map_err(|_| Refusal::Address)?;
        connector.connect(name, stream).await.map_err(Refusal::Tls)
    }
}

/// `None` where the machine trusts nobody.
fn connector() -> Option<TlsConnector> {
    let mut authorities = RootCertStore::empty();
    // A certificate that cannot be read is one authority less.
    authorities.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if authorities.is_empty() {
        return None;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().ok()?;
    Some(Arc::new(config.with_root_certificates(authorities).with_no_client_auth()).into())
}
