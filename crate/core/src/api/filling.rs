//! What crosses when an item is filled or a login saved: choice, plan and refusals, drafts and offers.

use super::item::ItemBase;
use super::page::{Purpose, Role};
use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// How the user chose what to fill.
    pub enum Choice {
        /// In a list of our own that shows the saved host beside the page's.
        Listed,
        /// By shortcut or context menu, without seeing a list: the exact address only.
        Direct,
        /// In the menu of a page, which the page can cover or lead astray: the exact address, never with a one-time code.
        InPage,
    }
}

crossing! {
    /// Why nothing is filled.
    pub enum FillBlock {
        /// The document has an opaque origin: sandboxed, `data:`, `blob:`, `about:`.
        OpaqueOrigin,
        /// The page came by http, and the item may go to https only.
        InsecurePage,
        /// The login belongs to another site.
        OtherSite,
        /// A document around this one is of another site.
        ForeignAncestor,
        /// The form would send what is filled to another site, or by http.
        ForeignAction,
        /// There is no field here for this item.
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
        /// The item has no value for it.
        Empty,
        /// It takes single characters of a password, such as the second and the fifth.
        Part,
        /// It takes no such value: a list without it, another number of boxes, a date of another form.
        Unfit,
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
        /// Other ways to say it, by which a choice of a list may be found.
        pub others: Vec<String>,
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
        /// The submitting document, by the browser's word: its whole address, or its origin alone.
        pub origin: String,
        /// What the form was for; of a user name that the page only showed, [`Purpose::Other`].
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
    /// A login that was sent, sealed to the vault's inbox, with what must be known of it while the vault is locked.
    pub struct Captured {
        /// The draft.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub sealed: Vec<u8>,
        /// A step of its own that holds the user name which the page only showed; empty for none.
        #[serde(with = "serde_bytes")]
        #[cfg_attr(feature = "wasm", tsify(type = "Uint8Array"))]
        pub shown: Vec<u8>,
        /// It holds a password.
        pub complete: bool,
        /// Its password was chosen there: a sign-up, a change, a reset.
        pub chosen: bool,
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
        /// Folder of the item that would change; empty for none.
        pub folder: String,
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
        /// Folder, if changed.
        pub folder: Option<String>,
        /// Strength of the password as it is accepted, 0 to 4 (zxcvbn); absent if nobody scored it.
        pub strength: Option<u8>,
        /// Keep it as a new item although it could update one.
        pub as_new: Option<bool>,
    }
}
