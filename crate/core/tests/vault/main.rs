//! What a vault promises, one promise a test; where an attack is meant, its number in the threat model stands in the
//! title. Files are by subject. Factors are thirty-two fixed bytes: what stretches a password is tested elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]

#[path = "../vault_fixture/mod.rs"]
mod vault_fixture;

mod attachments;
mod backup;
mod changes;
mod codes;
mod damage;
mod damage_files;
mod devices;
mod filing;
mod gathering;
mod guard;
mod header;
mod health;
mod items;
mod leaks;
mod lists;
mod mending;
mod model;
mod noted;
mod records;
mod rollback;
mod rotation;
mod saving;
mod scale;
mod settings;
mod slots;
mod undoing;
mod wire;
