//! What crosses of an item: its kinds, fields, addresses, passkeys, attachments and history.
//!
//! These types are what the vault seals, so each may grow: `rest` holds what a newer version wrote and this one does not
//! know. Whoever changes a value hands `rest` back as it was.

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// What an item is.
    #[derive(Default)]
    pub enum ItemKind {
        /// User names, password, addresses.
        #[default]
        Login,
        /// A payment card.
        Card,
        /// A person's data.
        Identity,
        /// A text.
        Note,
        /// Fields of the user's own.
        Custom,
        /// Made by a newer version: shown, kept, never edited.
        Unknown,
    }
}

crossing! {
    /// Which pages a saved address matches.
    #[derive(Default)]
    pub enum MatchRule {
        /// Every host of the registrable domain.
        #[default]
        Domain,
        /// This host and port only.
        Host,
        /// Pages whose address starts with it.
        StartsWith,
        /// This very address.
        Exact,
        /// Pages whose whole address matches it as a regular expression.
        RegularExpression,
        /// None: it is only kept.
        Never,
        /// A rule of a newer version: none, and kept.
        Unknown,
    }
}

crossing! {
    /// A saved address.
    #[derive(Debug, Default, PartialEq, Eq)]
    pub struct SavedUrl {
        /// As the browser's `URL` serialises it, or raw text that matches nothing. At most 2,000 characters.
        pub url: String,
        /// Which pages it matches.
        pub rule: MatchRule,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// What a custom field holds.
    #[derive(Default)]
    pub enum CustomFieldKind {
        /// A text that may be seen.
        #[default]
        Text,
        /// A text that is covered.
        Hidden,
        /// `true` or `false`.
        Boolean,
        /// `YYYY-MM-DD`, or raw text.
        Date,
        /// An address.
        Url,
        /// The name of another field of the item, whose value it stands for (`username`, `current-password`).
        Linked,
        /// What a newer version knows: covered, and kept.
        Unknown,
    }
}

crossing! {
    /// A field of the user's own.
    #[derive(PartialEq, Eq, Default)]
    pub struct CustomField {
        /// Its name; several may have the same.
        pub name: String,
        /// What it holds.
        pub kind: CustomFieldKind,
        /// Its value.
        pub value: String,
        /// The heading that it stands under; may be empty.
        pub section: String,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// A passkey, kept without loss (WebAuthn level 3, sections 4 and 6.1).
    #[derive(PartialEq, Eq, Default)]
    pub struct Passkey {
        /// Credential id.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub credential_id: Vec<u8>,
        /// Relying party's id: a domain.
        pub rp_id: String,
        /// Relying party's name.
        pub rp_name: String,
        /// User handle.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub user_handle: Vec<u8>,
        /// User name.
        pub user_name: String,
        /// User's display name.
        pub user_display_name: String,
        /// Private key: PKCS#8 in DER.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub private_key: Vec<u8>,
        /// COSE algorithm (-7 for ES256); 0 if the source did not say.
        pub algorithm: i32,
        /// Signature counter.
        pub counter: u32,
        /// Whether it can be found without its credential id.
        pub discoverable: bool,
        /// When it was created; 0 if the source did not say.
        pub created_ms: u64,
        /// What else the source said of it, by name: kept for an export.
        pub others: Vec<CustomField>,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// A login's fields.
    #[derive(PartialEq, Eq, Default)]
    pub struct Login {
        /// User names and e-mail addresses, the one that is filled first. At most 20, each 1,000 characters.
        pub usernames: Vec<String>,
        /// Password, at most 10,000 characters.
        pub password: String,
        /// Addresses, at most 50.
        pub urls: Vec<SavedUrl>,
        /// One-time code: an `otpauth:` or `steam:` address, or raw text that gives no code; empty for none.
        pub otp: String,
        /// Passkeys, at most 50.
        pub passkeys: Vec<Passkey>,
        /// The user says that the site offers a second factor.
        pub offers_second_factor: bool,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// A payment card's fields, by the names of WHATWG autocomplete.
    #[derive(PartialEq, Eq, Default)]
    pub struct Card {
        /// `cc-name`.
        pub name: String,
        /// `cc-number`, as the user wrote it.
        pub number: String,
        /// `cc-exp`, month: `01` to `12`, or raw text.
        pub expiry_month: String,
        /// `cc-exp`, year of four digits, or raw text.
        pub expiry_year: String,
        /// `cc-csc`.
        pub security_code: String,
        /// The number that is typed at a terminal.
        pub pin: String,
        /// `cc-type`.
        pub brand: String,
        /// The bank.
        pub issuer: String,
        /// `YYYY-MM`, or raw text.
        pub valid_from: String,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// A person's fields, by the names of WHATWG autocomplete where there are any.
    #[derive(PartialEq, Eq, Default)]
    pub struct Identity {
        /// `honorific-prefix`.
        pub honorific_prefix: String,
        /// `given-name`.
        pub given_name: String,
        /// `additional-name`.
        pub additional_name: String,
        /// `family-name`.
        pub family_name: String,
        /// `bday`: `YYYY-MM-DD`, or raw text.
        pub birthday: String,
        /// `sex`.
        pub sex: String,
        /// `organization`.
        pub organization: String,
        /// `organization-title`.
        pub organization_title: String,
        /// `email`.
        pub email: String,
        /// `tel`.
        pub tel: String,
        /// `street-address`, lines parted by line breaks.
        pub street_address: String,
        /// `address-level2`: city.
        pub city: String,
        /// `address-level1`: province, state.
        pub region: String,
        /// `postal-code`.
        pub postal_code: String,
        /// `country`: ISO 3166-1 alpha-2, or a name.
        pub country: String,
        /// `username`.
        pub username: String,
        /// Social security or national insurance number.
        pub national_id: String,
        /// Passport number.
        pub passport: String,
        /// Driving licence number.
        pub driving_licence: String,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// All of an item that the user edits.
    #[derive(PartialEq, Eq, Default)]
    pub struct ItemContent {
        /// What it is.
        pub kind: ItemKind,
        /// What the user calls an item of this kind (`SSH key`), for custom items; may be empty.
        pub label: String,
        /// Its name in the list; may be empty, then the first address's host stands for it. At most 1,000 characters.
        pub title: String,
        /// Free text, at most 100,000 characters.
        pub notes: String,
        /// Folder, nested by slashes; empty for none.
        pub folder: String,
        /// Tags, in ascending order, none twice.
        pub tags: Vec<String>,
        /// Stands first in lists.
        pub favourite: bool,
        /// Kept, but neither listed nor filled.
        pub archived: bool,
        /// Asks for the master password before it is shown or filled.
        pub guarded: bool,
        /// Of a login.
        pub login: Option<Login>,
        /// Of a card.
        pub card: Option<Card>,
        /// Of an identity.
        pub identity: Option<Identity>,
        /// Fields of the user's own, at most 200.
        pub fields: Vec<CustomField>,
        /// Fields of a newer version, to be handed back.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// A password that a login had before.
    #[derive(PartialEq, Eq, Default)]
    pub struct PastPassword {
        /// The password.
        pub password: String,
        /// When it was replaced.
        pub replaced_ms: u64,
        /// Fields of a newer version.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub rest: Vec<u8>,
    }
}

crossing! {
    /// A file that belongs to an item, without its key.
    #[derive(Debug, PartialEq, Eq)]
    pub struct Attachment {
        /// 32 hex digits.
        pub id: String,
        /// File name, at most 255 characters.
        pub name: String,
        /// Media type; may be empty.
        pub media_type: String,
        /// Length in bytes.
        pub size: u64,
        /// When it was added.
        pub added_ms: u64,
    }
}

crossing! {
    /// An item as the user sees it.
    #[derive(PartialEq)]
    pub struct Item {
        /// 32 hex digits.
        pub id: String,
        /// Counts the item's writes from 1; an edit names the one it was made from.
        pub revision: u32,
        /// What the user edits.
        pub content: ItemContent,
        /// When it was created.
        pub created_ms: u64,
        /// When it was last changed.
        pub changed_ms: u64,
        /// When its password was set; 0 if it has none.
        pub password_set_ms: u64,
        /// When it was put into the trash; absent if it was not.
        pub trashed_ms: Option<u64>,
        /// Earlier passwords, newest first, at most 50.
        pub history: Vec<PastPassword>,
        /// Its files.
        pub attachments: Vec<Attachment>,
    }
}

crossing! {
    /// What an editor, a save prompt or an import gives to be stored.
    pub struct ItemInput {
        /// The item to change with the revision it was read at; absent for a new one.
        pub base: Option<ItemBase>,
        /// All of its content.
        pub content: ItemContent,
        /// Strength of its password, 0 to 4 (zxcvbn); absent if nobody scored it.
        pub strength: Option<u8>,
    }
}

crossing! {
    /// The item that an edit was made from.
    #[derive(Debug, PartialEq, Eq)]
    pub struct ItemBase {
        /// 32 hex digits.
        pub id: String,
        /// The revision that was read.
        pub revision: u32,
    }
}

impl ItemContent {
    /// A login with one user name and one address, either of which may be empty.
    pub fn login(title: &str, username: &str, password: &str, url: &str) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            title: title.into(),
            login: Some(Login {
                usernames: some(username).into_iter().collect(),
                password: password.into(),
                urls: some(url).map(SavedUrl::from).into_iter().collect(),
                ..Login::default()
            }),
            ..Self::default()
        }
    }
}

impl From<String> for SavedUrl {
    fn from(url: String) -> Self {
        Self { url, ..Self::default() }
    }
}
