//! Why there is no answer.

use std::{io, time::Duration};

/// In words that may be shown to whoever chose the address: nothing in them tells of a network that is not public.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("not an http:// or https:// address without a user name")]
    Address,
    #[error("a header or the address cannot be sent as it is")]
    Unsendable,
    #[error("the name of the host is not known")]
    UnknownName,
    #[error("the host has no public address")]
    NotPublic,
    #[error("port {0} is not asked, only 80 and 443")]
    Port(u16),
    #[error("cannot connect: {0}")]
    Connect(io::Error),
    #[error("no secure connection: {0}")]
    Tls(io::Error),
    #[error("this machine knows no certificate authorities; Debian's package ca-certificates has them")]
    NoAuthorities,
    #[error("no HTTP answer: {0}")]
    Http(#[from] hyper::Error),
    #[error("no answer within {} s", .0.as_secs_f32())]
    TooSlow(Duration),
    #[error("redirected too often, or to no address")]
    Redirect,
}
