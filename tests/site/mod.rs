//! A whole Liangyi for a test: the real program on a database and a folder of its own, watched for what it leaves behind.

pub mod bucket;
pub mod corpus;
pub mod database;
pub mod door;
pub mod http;
pub mod mailbox;
pub mod postgres;
pub mod program;
pub mod python;
pub mod schemathesis;
pub mod serving;
pub mod whole;

pub use bucket::Bucket;
pub use corpus::{Folder, Work, policy_text};
pub use database::Database;
pub use door::Door;
pub use program::Site;

/// The programs under test read the clock: what they are to take for new has to be of now.
#[allow(clippy::disallowed_methods)]
pub fn now() -> domain::Timestamp {
    domain::Timestamp(jiff::Timestamp::now().as_millisecond())
}

/// The same test on SQLite and on PostgreSQL: `name::on_sqlite` and `name::on_postgres`.
///
/// The body has a [`Site`] of its own; when it is through, the site is asked whether it is clean.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($site:ident: &Site) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a short test may need nothing of its file")]
            use super::*;

            async fn test($site: &crate::site::Site) $body

            #[test]
            fn on_sqlite() {
                crate::site::database::on(crate::site::Database::sqlite(), test);
            }

            #[test]
            fn on_postgres() {
                if let Some(database) = crate::site::Database::prepared_postgres() {
                    crate::site::database::on(database, test);
                }
            }
        }
    )+};
}

pub(crate) use on_both;
