//! What crosses of the ways into a vault: slots, their factors, and what a factor gave.

use super::vault::KdfParams;
use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// What a person proves to be the one.
    pub enum FactorKind {
        /// The master password, through Argon2id.
        Password,
        /// A passkey or security key, through WebAuthn's PRF extension.
        Prf,
        /// The recovery code.
        Recovery,
        /// A secret that stays on one device.
        Device,
    }
}

crossing! {
    /// What is needed to ask a passkey or security key.
    #[derive(Debug, PartialEq, Eq)]
    pub struct PrfParams {
        /// Relying party's id, at most 255 characters.
        pub rp_id: String,
        /// Credential id, at most 1,023 bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub credential_id: Vec<u8>,
        /// The PRF's input, exactly 32 bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub salt: Vec<u8>,
        /// The browser that it was made in: it works in no other. At most 100 characters.
        pub browser: String,
    }
}

crossing! {
    /// A factor of a slot, and what is needed to ask for it.
    #[derive(Debug, PartialEq, Eq)]
    pub struct FactorInfo {
        /// What it is.
        pub kind: FactorKind,
        /// Of a password.
        pub kdf: Option<KdfParams>,
        /// Of a passkey or security key.
        pub prf: Option<PrfParams>,
    }
}

crossing! {
    /// A way into the vault, as its header tells it.
    #[derive(Debug, PartialEq, Eq)]
    pub struct SlotInfo {
        /// Its factors, in ascending order of kind; all are needed.
        pub factors: Vec<FactorInfo>,
    }
}

crossing! {
    /// What one factor gave.
    pub struct FactorProof {
        /// What it is.
        pub kind: FactorKind,
        /// 32 bytes: Argon2id's output, the PRF's, or the recovery code's.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub output: Vec<u8>,
    }
}

crossing! {
    /// A way into the vault to be made: what its factors are and what they gave.
    pub struct NewSlot {
        /// In ascending order of kind.
        pub factors: Vec<NewFactor>,
    }
}

crossing! {
    /// A factor of a slot to be made.
    pub struct NewFactor {
        /// What is needed to ask for it.
        pub info: FactorInfo,
        /// 32 bytes that it gave.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub output: Vec<u8>,
    }
}

crossing! {
    /// What a device remembers of the vault outside it, to notice when an older one is put in its place.
    #[derive(Debug, PartialEq, Eq)]
    pub struct Seen {
        /// The vault's id: 32 hex digits.
        pub vault_id: String,
        /// How many changes there had been.
        pub sequence: u64,
        /// SHA-256 of the root record, 32 bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub root_hash: Vec<u8>,
    }
}

crossing! {
    /// Why an open vault can be read but neither changed nor filled from.
    pub enum Alarm {
        /// The header is not the one that the vault names: a way in was added, removed or changed by somebody else.
        HeaderChanged,
        /// The vault is older than the one that was seen here last, another one, or one that parted from it.
        OlderVault,
        /// Records of the vault are lost or damaged; what they held is not shown.
        Damaged,
    }
}
