//! The audit log: who did what to what, when, and from which network, in the transaction of the act itself.
//!
//! An entry is never changed and is taken away by [`prune`] alone; the database holds that by triggers. Each entry's hash
//! covers the hash before it, so that a change behind the product's back is found by [`verify`].

mod chain;
mod entry;
mod keep;
mod read;

pub(crate) use chain::append;
pub use chain::{Broken, Verified, verify};
pub use entry::{Actor, Entry};
pub use keep::prune;
pub use read::{EntryRow, Order, Which, list};
