//! Requests to addresses that somebody else chose: to the public network and nowhere else.
//!
//! A name is looked up once, what it leads to is checked, and the connection goes to the very address that was checked, so a
//! name that changes its mind in between leads nowhere new. Each redirect is checked like the first address.
//!
//! Absent from here: proxies, cookies, connections that are kept, and any way to switch certificates off.

mod client;
mod connect;
mod network;
mod refusal;

pub use client::{Answer, Outbound, Request};
pub use connect::{LookedUp, Lookup};
pub use hyper::Method;
pub use network::{Network, NetworkError, is_public};
pub use refusal::Refusal;
