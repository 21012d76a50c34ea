//! What crosses of the vault: its records and changes, items, rows and settings. Nothing of pages.

use super::item::ItemKind;
use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// One record of the vault as it lies in storage.
    pub struct Record {
        /// Its name, as `docs/format.md` lists them: `header`, `root`, `leaf/<00..ff>`, `item/<32 hex digits>`, …
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
        /// Beginnings of keys: all records that have one are deleted.
        pub delete_prefixes: Vec<String>,
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
    /// How a saved address matches a page.
    pub enum MatchReason {
        /// Scheme, host and port are those of the page.
        ThisAddress,
        /// A pattern of the user's matches the page's whole address; filled only where the user chose it from a list.
        Pattern,
        /// Another host of the same registrable domain; filled only where the user chose it seeing both hosts.
        SameSite,
        /// A host of a domain that the user called equivalent; filled only where the user chose it seeing both hosts.
        Equivalent,
    }
}

crossing! {
    /// Where an item lies.
    #[derive(Default)]
    pub enum Shelf {
        /// Among the items in use.
        #[default]
        Items,
        /// In the archive.
        Archive,
        /// In the trash.
        Trash,
    }
}

crossing! {
    /// What is changed of many items at once; each change has two texts, *from* and *to*.
    pub enum Refile {
        /// The folder *from* with those inside it becomes *to*; with an empty *from*, whatever the folder was.
        Folder,
        /// The tag *from* becomes *to*; with an empty *from* a tag is added, with an empty *to* one is taken off.
        Tag,
        /// A favourite, unless *to* is empty.
        Favourite,
        /// In the archive, unless *to* is empty.
        Archived,
        /// In the trash, unless *to* is empty.
        Trashed,
    }
}

crossing! {
    /// One line of a list: what the overview knows, never a secret.
    pub struct Row {
        /// 32 hex digits.
        pub id: String,
        /// Counts the item's writes from 1.
        pub revision: u32,
        /// What it is.
        pub kind: ItemKind,
        /// Title; never empty.
        pub title: String,
        /// User name; of a card, its last digits.
        pub username: String,
        /// Host of the first address as it is shown: both ways to write it, where there are two; or empty.
        pub host: String,
        /// Registrable domain of the first address (or its host), from which the mark's hue and cuts are made; or empty.
        pub domain: String,
        /// Folder; empty for none.
        pub folder: String,
        /// Tags.
        pub tags: Vec<String>,
        /// Stands first.
        pub favourite: bool,
        /// Neither listed nor filled, but where the user looks into the archive.
        pub archived: bool,
        /// Asks for the master password first.
        pub guarded: bool,
        /// It gives one-time codes.
        pub has_otp: bool,
        /// It holds a passkey.
        pub has_passkey: bool,
        /// When it was put into the trash; absent if it was not.
        pub trashed_ms: Option<u64>,
        /// Why it stands under the current site; absent elsewhere.
        pub reason: Option<MatchReason>,
        /// The saved host that matched, shown beside a reason that is not `this-address`; of a pattern, the pattern.
        pub matched_host: Option<String>,
        /// When the item was last changed.
        pub changed_ms: u64,
        /// When it was last filled or copied here; 0 if never.
        pub used_ms: u64,
    }
}

crossing! {
    /// The popup's list.
    pub struct Listing {
        /// Rows that match the current page, exact addresses first.
        pub site: Vec<Row>,
        /// All other rows that match the query: best first, or by time of change if the query is empty.
        pub others: Vec<Row>,
        /// How many other rows match the query, of which `others` may hold only the first.
        pub found: u32,
        /// How many items lie on this shelf.
        pub total: u32,
        /// The page's host in letters of its own alphabet, where those are not what its address is written in.
        pub site_name: Option<String>,
        /// A saved registrable domain that the page could be taken for, where nothing matches the page itself.
        pub lookalike: Option<String>,
    }
}

crossing! {
    /// The user's settings, sealed in the vault.
    #[derive(Debug, Default, PartialEq, Eq)]
    pub struct Settings {
        /// Lock after so many minutes without use, 1 to 1,440; 0 means not by time.
        pub lock_after_minutes: u32,
        /// Lock when the system locks.
        pub lock_with_system: bool,
        /// Lock when the browser's last window closes.
        pub lock_with_last_window: bool,
        /// Clear a copied secret after so many seconds, 10 to 600; 0 means never.
        pub clear_clipboard_seconds: u32,
        /// A password of so many days is old, 1 to 3,650; 0 means never.
        pub old_after_days: u32,
        /// Ask the range service for exposed passwords.
        pub check_exposed: bool,
        /// Saving is never offered at all.
        pub no_offers: bool,
        /// Rules for single sites.
        pub sites: Vec<SiteRule>,
        /// Groups of registrable domains that share their logins.
        pub equivalent_domains: Vec<Vec<String>>,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// A password that was generated.
    pub struct GeneratedPassword {
        /// The password.
        pub password: String,
        /// Origin of the page it was inserted into; empty if it was copied.
        pub origin: String,
        /// When.
        pub made_ms: u64,
    }
}

crossing! {
    /// What the user decided for one host.
    #[derive(Debug, Default, PartialEq, Eq)]
    pub struct SiteRule {
        /// The host.
        pub host: String,
        /// Saving is never offered there.
        pub never_save: bool,
        /// No menu there.
        pub no_menu: bool,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}
