//! What crosses of the vault: its records and changes, items, rows and settings. Nothing of pages.

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// One record of the vault as it lies in storage.
    pub struct Record {
        /// Its name: `header`, `root`, `settings`, `leaf/<00..ff>` or `item/<32 hex digits>`.
        pub key: String,
        /// Its sealed bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub bytes: Vec<u8>,
    }
}

crossing! {
    /// A staged change: to be committed in one transaction, or not at all.
    pub struct Change {
        /// Records to write, whole.
        pub writes: Vec<Record>,
        /// Keys of records to delete.
        pub deletes: Vec<String>,
        /// The bytes that `root` must still hold in the transaction; empty if no vault may exist.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub expected_root: Vec<u8>,
    }
}

crossing! {
    /// A staged change that writes one item.
    pub struct ItemChange {
        /// Id of the item, 32 hex digits; a new one if the item is new.
        pub id: String,
        /// The records to commit.
        pub change: Change,
    }
}

crossing! {
    /// Argon2id parameters of a password slot.
    #[derive(Debug, PartialEq, Eq)]
    pub struct KdfParams {
        /// Memory in KiB, 65,536 (64 MiB) to 1,048,576 (1 GiB).
        pub memory_kib: u32,
        /// Passes, 3 to 10.
        pub passes: u32,
        /// Lanes, 1 to 4.
        pub lanes: u32,
        /// Salt, exactly 32 bytes.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub salt: Vec<u8>,
    }
}

crossing! {
    /// A login as the user sees and edits it.
    pub struct Item {
        /// 32 hex digits.
        pub id: String,
        /// Counts the item's writes from 1; an edit names the one it was made from.
        pub revision: u32,
        /// Its name in the list.
        pub title: String,
        /// User name or e-mail address.
        pub username: String,
        /// Password.
        pub password: String,
        /// Addresses as the browser's `URL` serialises them, or raw text that matches nothing.
        pub urls: Vec<String>,
        /// Free text.
        pub notes: String,
        /// When it was created.
        pub created_ms: u64,
        /// When it was last changed.
        pub changed_ms: u64,
        /// Earlier passwords, newest first.
        pub history: Vec<PastPassword>,
    }
}

crossing! {
    /// A password that an item had before.
    pub struct PastPassword {
        /// The password.
        pub password: String,
        /// When it was replaced.
        pub replaced_ms: u64,
    }
}

crossing! {
    /// What an editor or a save prompt gives to be stored.
    pub struct ItemInput {
        /// The item to change with the revision it was read at; absent for a new one.
        pub base: Option<ItemBase>,
        /// At most 1,000 characters; may be empty, then the first address's host stands for it.
        pub title: String,
        /// At most 1,000 characters.
        pub username: String,
        /// At most 10,000 characters.
        pub password: String,
        /// At most 50, each at most 2,000 characters.
        pub urls: Vec<String>,
        /// At most 100,000 characters.
        pub notes: String,
    }
}

crossing! {
    /// The item that an edit was made from.
    pub struct ItemBase {
        /// 32 hex digits.
        pub id: String,
        /// The revision that was read.
        pub revision: u32,
    }
}

crossing! {
    /// How a saved address matches a page.
    pub enum MatchReason {
        /// Scheme, host and port are those of the page.
        ThisAddress,
        /// Another host of the same registrable domain; filled only where the user chose it seeing both hosts.
        SameSite,
    }
}

crossing! {
    /// One line of a list: what the overview knows, never a secret.
    pub struct Row {
        /// 32 hex digits.
        pub id: String,
        /// Title; never empty.
        pub title: String,
        /// User name.
        pub username: String,
        /// Host of the first address, or empty.
        pub host: String,
        /// Registrable domain of the first address (or its host), from which the mark's hue and cuts are made; or empty.
        pub domain: String,
        /// Why it stands under the current site; absent elsewhere.
        pub reason: Option<MatchReason>,
        /// The saved host that matched, shown beside a `same-site` reason.
        pub matched_host: Option<String>,
        /// When the item was last changed.
        pub changed_ms: u64,
    }
}

crossing! {
    /// The popup's list.
    pub struct Listing {
        /// Rows that match the current page, exact addresses first.
        pub site: Vec<Row>,
        /// All other rows that match the query: best first, or by time of change if the query is empty.
        pub others: Vec<Row>,
        /// How many items the vault holds.
        pub total: u32,
    }
}

crossing! {
    /// The user's settings, sealed in the vault.
    #[derive(Debug, PartialEq, Eq)]
    pub struct Settings {
        /// Lock after so many minutes without use, 1 to 1,440; 0 means when the browser closes.
        pub lock_after_minutes: u32,
        /// Clear a copied secret after so many seconds, 10 to 600; 0 means never.
        pub clear_clipboard_seconds: u32,
        /// Hosts for which saving is never offered.
        pub never_save: Vec<String>,
        /// Hosts in whose pages no menu is shown.
        pub no_menu: Vec<String>,
    }
}
