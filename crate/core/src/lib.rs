//! Latchkey's core: the vault, its cryptography, and the understanding of forms.
//!
//! The map, from the top floor down; a module may use only what stands below it.
//!
//! | floor | module | holds |
//! |---|---|---|
//! | 4 | [`session`] | the open vault: the one object that the facade holds |
//! | 3 | [`web`] | origins, forms and their fields, what to fill, what to offer to save |
//! | 3 | `transfer`, behind a feature of its name | files of other managers, read and written |
//! | 2 | [`vault`] | header and slots, items, index, search, settings, drafts, one-time codes, recovery code, generator |
//! | 1 | [`crypto`] | key derivation, authenticated encryption, committed envelopes |
//! | 0 | [`api`], [`error`], [`secret`] | what crosses to TypeScript, the one error type, erased bytes |
//!
//! It has no clock, no randomness, no browser and no I/O: time comes in as `now_ms`, randomness as an `rng`,
//! records as bytes, and a change goes out as the list of records to write.
#![forbid(unsafe_code)]

pub mod api;
pub mod crypto;
pub mod error;
pub mod secret;
pub mod session;
#[cfg(feature = "transfer")]
pub mod transfer;
pub mod vault;
pub mod web;
