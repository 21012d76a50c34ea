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
        /// A fault of the program.
        Internal,
    }
}

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
    }
}

crossing! {
    /// What the browser (not the page) says of a document.
    pub struct FrameContext {
        /// URL of the document.
        pub url: String,
        /// Origin of the document as the browser serialises it; `null` if opaque.
        pub origin: String,
        /// Origins of all ancestors from the parent to the top; empty for a top document.
        pub ancestors: Vec<String>,
    }
}

crossing! {
    /// What a field is for: WHATWG autocomplete tokens, and what they lack.
    pub enum Role {
        /// A user name, or either user name or e-mail address.
        Username,
        /// An e-mail address.
        Email,
        /// The password of an existing account.
        CurrentPassword,
        /// A password that is being chosen, or its confirmation.
        NewPassword,
        /// A one-time code, whole or one digit of it.
        OneTimeCode,
        /// Card holder.
        CcName,
        /// Card number.
        CcNumber,
        /// Card expiry, month and year.
        CcExp,
        /// Card expiry month.
        CcExpMonth,
        /// Card expiry year.
        CcExpYear,
        /// Card security code.
        CcCsc,
        /// Full name.
        Name,
        /// First name.
        GivenName,
        /// Middle name.
        AdditionalName,
        /// Last name.
        FamilyName,
        /// Telephone number.
        Tel,
        /// Street and number, first line.
        #[serde(rename = "address-line1")]
        AddressLine1,
        /// Second line of a street address.
        #[serde(rename = "address-line2")]
        AddressLine2,
        /// City.
        #[serde(rename = "address-level2")]
        AddressLevel2,
        /// State or province.
        #[serde(rename = "address-level1")]
        AddressLevel1,
        /// Postal code.
        PostalCode,
        /// Country.
        Country,
        /// Birthday.
        Bday,
        /// Day of birth.
        BdayDay,
        /// Month of birth.
        BdayMonth,
        /// Year of birth.
        BdayYear,
        /// A search box.
        Search,
        /// Anything else; never filled.
        Other,
    }
}

crossing! {
    /// What a form is for.
    pub enum Purpose {
        /// Signing in to an account.
        SignIn,
        /// Making an account.
        SignUp,
        /// Changing a password.
        ChangePassword,
        /// Entering a one-time code.
        OneTimeCode,
        /// Anything else.
        Other,
    }
}

crossing! {
    /// A page's forms and fields without their values, as a content script read them. Untrusted.
    pub struct PageSnapshot {
        /// `document.title`.
        pub title: String,
        /// `lang` of the document element.
        pub lang: String,
        /// Texts of the first visible headings, at most 8.
        pub headings: Vec<String>,
        /// Forms and, for fields without one, the groups they stand in.
        pub forms: Vec<FormSnapshot>,
        /// Fields in document order through open and closed shadow roots, at most 500.
        pub fields: Vec<FieldSnapshot>,
    }
}

crossing! {
    /// A form, or a group of fields without a form element. Untrusted.
    pub struct FormSnapshot {
        /// The URL that it would be sent to, resolved; empty if there is no form element or no `action` attribute.
        pub action: String,
        /// `get`, `post` or `dialog`; empty without a form element.
        pub method: String,
        /// Name, id and class of the form, joined by blanks.
        pub name: String,
        /// Legends and headings in it or just before it.
        pub text: String,
        /// Texts of its buttons.
        pub buttons: Vec<String>,
    }
}

crossing! {
    /// One input, select or textarea. Untrusted.
    pub struct FieldSnapshot {
        /// Index of its form in `forms`.
        pub form: u32,
        /// `input`, `select` or `textarea`.
        pub tag: String,
        /// The `type` property, in lower case.
        pub input_type: String,
        /// `name`.
        pub name: String,
        /// `id`.
        pub id: String,
        /// `autocomplete`, in lower case.
        pub autocomplete: String,
        /// Its label: `for`, wrapping, `aria-label`, `aria-labelledby`, `title`; joined by blanks.
        pub label: String,
        /// `placeholder`.
        pub placeholder: String,
        /// The text just before it, if it has no label.
        pub nearby: String,
        /// Tag, name, id and label of the hosts of the shadow roots it stands in.
        pub host: String,
        /// `maxlength`; absent if none.
        pub max_length: Option<u32>,
        /// It has a box, is not clear, not covered, not off the page.
        pub visible: bool,
        /// It is not disabled.
        pub enabled: bool,
        /// It is read-only.
        pub read_only: bool,
        /// It is the document's active element.
        pub focused: bool,
        /// Texts of the first options of a select, at most 16.
        pub options: Vec<String>,
    }
}

crossing! {
    /// What one field is for, as understood.
    #[derive(Debug, PartialEq)]
    pub struct FieldRole {
        /// Index of the field in the snapshot.
        pub field: u32,
        /// Its role.
        pub role: Role,
        /// 0 to 1.
        pub confidence: f32,
    }
}

crossing! {
    /// What a page is for and what its fields are.
    pub struct Reading {
        /// One role a field, in the order of the snapshot.
        pub roles: Vec<FieldRole>,
        /// One purpose a form, in the order of the snapshot.
        pub purposes: Vec<Purpose>,
    }
}

crossing! {
    /// How the user chose what to fill.
    pub enum Choice {
        /// In a list of our own that shows the saved host beside the page's.
        Listed,
        /// By shortcut or context menu, without seeing a list: the exact address only.
        Direct,
    }
}

crossing! {
    /// Why nothing is filled.
    pub enum FillBlock {
        /// The document has an opaque origin: sandboxed, `data:`, `blob:`, `about:`.
        OpaqueOrigin,
        /// The login was saved for https and the page came by http.
        InsecurePage,
        /// The login belongs to another site.
        OtherSite,
        /// A document around this one is of another site.
        ForeignAncestor,
        /// The form would send the login to another site, or by http.
        ForeignAction,
        /// There is no field here for this login.
        NoFields,
    }
}

crossing! {
    /// Why one field is not filled.
    pub enum Refusal {
        /// It cannot be seen.
        Hidden,
        /// It is disabled.
        Disabled,
        /// It is read-only.
        ReadOnly,
        /// The value is longer than the field allows.
        TooLong,
        /// The node was swapped, removed or changed before the write.
        Changed,
        /// The page took the value away again.
        Rejected,
        /// The login has no value for it.
        Empty,
    }
}

crossing! {
    /// One value to write.
    pub struct FieldWrite {
        /// Index of the field in the snapshot that the plan was made from.
        pub field: u32,
        /// Its role.
        pub role: Role,
        /// The value.
        pub value: String,
    }
}

crossing! {
    /// One field that will not be written.
    #[derive(Debug, PartialEq)]
    pub struct FieldRefusal {
        /// Index of the field in the snapshot.
        pub field: u32,
        /// Its role.
        pub role: Role,
        /// Why not.
        pub reason: Refusal,
    }
}

crossing! {
    /// What to write into one document, secrets last; either `blocked` is set or `writes` is not empty.
    pub struct FillPlan {
        /// In the order in which they are to be written.
        pub writes: Vec<FieldWrite>,
        /// Fields that would have been, but for a reason.
        pub refused: Vec<FieldRefusal>,
        /// Why nothing is filled.
        pub blocked: Option<FillBlock>,
    }
}

crossing! {
    /// A value that the user sent with a form. Untrusted.
    pub struct FieldValue {
        /// Index of the field in the snapshot.
        pub field: u32,
        /// Its value.
        pub value: String,
        /// A person typed it, the browser or Latchkey filled it in; the page's own scripts did not.
        pub given: bool,
    }
}

crossing! {
    /// A login that was seen being sent, before it is sealed to the vault's inbox.
    #[derive(PartialEq, Eq)]
    pub struct Draft {
        /// Origin of the submitting document, by the browser's word.
        pub origin: String,
        /// What the form was for.
        pub purpose: Purpose,
        /// User name or e-mail address; empty if the step had none.
        pub username: String,
        /// The password to keep: the new one where one was chosen; empty if the step had none.
        pub password: String,
        /// The password before the change, where the form asked for it.
        pub old_password: String,
        /// A title for a new item, from the page.
        pub title: String,
        /// When it was seen.
        pub seen_ms: u64,
    }
}

crossing! {
    /// What saving would do.
    pub enum OfferKind {
        /// Keep a new login.
        New,
        /// Replace the password of a login.
        Update,
        /// Add this address to a login that has the same user name and password elsewhere.
        AddAddress,
    }
}

crossing! {
    /// A login that the user may save.
    pub struct Offer {
        /// What saving would do.
        pub kind: OfferKind,
        /// The item that would change.
        pub base: Option<ItemBase>,
        /// Title of the item, or one for the new item.
        pub title: String,
        /// User name.
        pub username: String,
        /// Password.
        pub password: String,
        /// Origin that it was sent from.
        pub origin: String,
    }
}

crossing! {
    /// What the user changed in an offer before accepting it.
    pub struct OfferEdits {
        /// Title, if changed.
        pub title: Option<String>,
        /// User name, if changed.
        pub username: Option<String>,
        /// Password, if changed.
        pub password: Option<String>,
        /// Keep it as a new item although it could update one.
        pub as_new: Option<bool>,
    }
}
