//! The vault: its records, how they are encoded and sealed, and what they say of one another.
//!
//! Bytes in, values out, and back; nothing here holds an open vault (that is [`crate::session`]) and nothing here knows
//! what a web page is. Every layout is written down in `docs/format.md`; the files that make up the format are named
//! there and their hash is checked, so that the format cannot change in silence.
//!
//! | record | module | key in storage |
//! |---|---|---|
//! | header, with its slots | [`header`], [`slot`] | `header` |
//! | root | [`root`] | `root` |
//! | leaves of the index | [`index`] | `leaf/00` to `leaf/ff` |
//! | items | [`item`], [`fields`] | `item/` and an id |
//! | chunks of attachments | [`attachment`] | `chunk/`, an id, a number |
//! | keyring | [`keys`] | `keyring` |
//! | devices | [`device`] | `devices` |
//! | settings, rules for sites, equivalent domains | [`settings`] | `settings`, `sites`, `domains` |
//! | this device's own keys; what was used when | [`device`] | `local/device`, `local/used` |
//! | vault files | [`mod@file`], [`tally`] | a file of the user’s |
//! | raw exports of damaged vaults | [`raw`] | a file of the user’s |
//! | drafts, sealed to the inbox | [`draft`] | the shell's own affair |
//! | resume value, not sealed | [`resume`] | never on disk |

pub mod associated;
pub mod attachment;
pub mod content;
pub mod device;
pub mod draft;
pub mod exposed;
pub mod fields;
pub mod file;
pub mod generated;
pub mod generator;
pub mod header;
pub mod id;
pub mod index;
pub mod item;
pub mod keys;
pub mod otp;
pub mod padding;
pub mod raw;
pub mod recovery_code;
pub mod resume;
pub mod root;
pub mod sealed;
pub mod search;
pub mod settings;
pub mod slot;
pub mod sorted;
pub mod tally;
pub mod wire;
