//! E-mail: from words to a message (plain text and simple HTML), and from a message to the operator's SMTP server.
//!
//! Absent from here: who is told what, the database, jobs, clocks, and every header that foreign text could reach unencoded.

mod html;
mod letter;
mod server;
mod stop;

pub use letter::{Block, Letter};
pub use server::{Failure, Mailer, SmtpUrl, SmtpUrlError};
pub use stop::{Stop, StopKey, address_digest};
