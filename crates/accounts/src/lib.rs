//! People who sign in: their names and passwords. Sessions, second factors and invitations come with the editors' door.
//!
//! Absent from here: HTTP, SQL, and what an account may do.

mod account;
mod password;

pub use account::{AccountError, add, set_disabled, set_password};
pub use password::{Password, PasswordError, verify};
