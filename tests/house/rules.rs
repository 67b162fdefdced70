//! `deny.toml` as the tests need it.

use serde::Deserialize;

/// The two tables the house tests hold; `cargo deny` reads the rest.
#[derive(Deserialize)]
pub struct Rules {
    pub bans: Bans,
    pub licenses: Licences,
}

#[derive(Deserialize)]
pub struct Bans {
    pub deny: Vec<Ban>,
}

/// `name` may be imported by `wrappers` and by nobody else.
#[derive(Deserialize)]
pub struct Ban {
    #[serde(rename = "crate")]
    pub name: String,
    pub wrappers: Vec<String>,
}

#[derive(Deserialize)]
pub struct Licences {
    pub allow: Vec<String>,
    pub exceptions: Vec<Exception>,
}

/// More licences for one crate.
#[derive(Deserialize)]
pub struct Exception {
    #[serde(rename = "crate")]
    pub name: String,
    pub allow: Vec<String>,
}

impl Licences {
    /// What a crate of this name may have.
    pub fn allowed_of(&self, name: &str) -> Vec<String> {
        let more =
            self.exceptions.iter().filter(|exception| exception.name == name).flat_map(|exception| exception.allow.clone());
        self.allow.iter().cloned().chain(more).collect()
    }
}

/// The committed rules.
pub fn rules() -> Rules {
    toml::from_str(include_str!("../../deny.toml")).expect("deny.toml is TOML with [bans] and [licenses]")
}
