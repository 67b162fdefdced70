//! The house keeps its own rules: who imports whom, which licences are linked, how long a file grows.
//! The rules themselves stand in `deny.toml`; here is only how they are read and held.

mod imports;
mod licences;
mod packaging;
mod rules;
mod security;
mod sizes;
mod workspace;
