//! Telling partner media that there is something new, after Standard Webhooks (standardwebhooks.com, version 1).
//!
//! What is told is thin: up to where the change log goes. A message that comes twice, late or never does no harm to who asks
//! `/changes` now and then.

mod announce;
mod backoff;
mod deliver;
mod lane;
mod message;

pub use backoff::backoff;
pub use message::Message;

pub(crate) use announce::announce;
pub(crate) use deliver::deliver;
pub(crate) use lane::run;
