//! People who sign in: their names, passwords, passkeys, second factors, sessions, roles, invitations and e-mail; and what other
//! sites say of them (OIDC).
//!
//! Absent from here: HTTP, SQL, clocks, and what a role allows (`domain` has the table).

mod account;
mod ceremony;
mod guessable;
mod membership;
mod password;
mod qr;
mod recovery;
mod session;
mod setup;
mod stand_in;
mod throttle;

pub mod invitation;
pub mod mailing;
pub mod oidc;
pub mod passkey;
pub mod second_factor;
pub mod second_step;
pub mod staff;
pub mod totp;

pub use account::{AccountError, add, set_disabled, set_password, well_formed as is_name};
pub use membership::{change as change_membership, set_person};
pub use password::{Password, PasswordError, verify, verify_or_pretend};
pub use qr::Drawing;
pub use session::{IDLE, LONGEST, SignedIn, Token, begin as begin_session, digest, end as end_session, find as find_session};
pub use setup::{accept as accept_setup, hash as hash_password, offer as offer_setup};
pub use throttle::Throttle;
