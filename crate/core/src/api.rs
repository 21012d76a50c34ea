//! Every type that crosses to TypeScript, and nothing else.
//!
//! With the feature `wasm`, tsify writes the TypeScript declarations from these definitions; there are no mirror types.
//! Field names become camelCase, enum values kebab-case. Times are milliseconds since the Unix epoch (`_ms`).
//! What comes from a page (`PageSnapshot`, `FieldValue`) is untrusted: the core checks its sizes with
//! [`crate::web::limits`] before it works on it.

use serde::{Deserialize, Serialize};

#[cfg(feature = "wasm")]
use tsify::Tsify;

/// Declares a type that crosses the boundary: serde names in camelCase and, with `wasm`, its TypeScript declaration.
macro_rules! crossing {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Clone, Serialize, Deserialize)]
        #[cfg_attr(feature = "wasm", derive(Tsify))]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($body)* }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "wasm", derive(Tsify))]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($body)* }
    };
}

mod filling;
mod generator;
mod health;
mod item;
mod otp;
mod page;
mod remark;
mod slot;
mod transfer;
mod vault;

pub use filling::*;
pub use generator::*;
pub use health::*;
pub use item::*;
pub use otp::*;
pub use page::*;
pub use remark::*;
pub use slot::*;
pub use transfer::*;
pub use vault::*;

crossing! {
    /// What went wrong, for both sides of the boundary. The pages hold one sentence for each.
    pub enum ErrorCode {
        /// No vault exists yet.
        NoVault,
        /// A vault exists already; creating another would overwrite it.
        VaultExists,
        /// The vault is locked.
        Locked,
        /// The factor opened no slot.
        WrongPassword,
        /// A record of the vault's frame is damaged.
        Damaged,
        /// One item is damaged.
        DamagedItem,
        /// Written by a newer version.
        NewerVersion,
        /// Made before the format was fixed.
        OlderVersion,
        /// Not a vault.
        NotAVault,
        /// Argon2id parameters out of range.
        KdfOutOfRange,
        /// Not enough memory for the derivation.
        KdfMemory,
        /// No such item or offer.
        NotFound,
        /// Changed elsewhere since it was read.
        Conflict,
        /// Malformed or too long.
        InvalidInput,
        /// The disk or the browser's quota is full.
        StorageFull,
        /// The browser's storage failed otherwise.
        StorageFailed,
        /// The sender may not ask for this.
        Forbidden,
        /// The page went away or changed between the choice and the act.
        PageChanged,
        /// The browser does not let extensions act on this page.
        PageUnreachable,
        /// The vault can be read only: an alarm is up.
        ReadOnly,
        /// The item asks for the master password first.
        Guarded,
        /// Such ways into the vault would not be safe, or would be none.
        SlotRule,
        /// The recovery code was mistyped.
        MistypedCode,
        /// A fault of the program.
        Internal,
    }
}
