//! Tests of `outbound`: which addresses are public, and that nothing else is asked, by whatever way.

mod addresses;
mod asking;
