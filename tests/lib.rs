//! The tests live in main.rs; this file only lets Cargo name the package.
