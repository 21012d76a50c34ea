//! What the small parts of cryptography and vault promise at their edges: at a limit and just beyond it, for nothing and
//! for one, and for values that only another program would write. Files are by floor and subject; each test takes
//! moments, so that it can be asked of every small change (`cargo xtask mutants`).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]

#[path = "../vault_fixture/mod.rs"]
mod vault_fixture;

mod content;
mod exposed;
#[cfg(feature = "transfer")]
mod foreign;
mod generator;
mod hashes;
mod headers;
mod records;
