//! What an item's fields are as bytes, and what of them changed between two writes.
//!
//! The types are those that cross to TypeScript; each may grow, and what a newer version wrote into one is kept. Every
//! field bears the stamp of its last change, so that two devices' edits of different fields can both stand.
//! It never seals anything; that is [`super::item`]'s.

use super::device::Stamp;
use super::id::Id;
use super::wire::{self, Rest, Wire, evolving, numbered};
use crate::api::{
    Attachment, Card, CustomField, CustomFieldKind, Identity, ItemContent, ItemKind, Login, MatchRule, Passkey,
    PastPassword, SavedUrl,
};
use crate::error::{Error, Result};
use crate::secret::SECRET_LEN;

/// An item's fields as they are sealed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct StoredItem {
    /// What the user edits.
    pub content: ItemContent,
    /// When it was created.
    pub created_ms: u64,
    /// When it was last changed.
    pub changed_ms: u64,
    /// When it was put into the trash.
    pub trashed_ms: Option<u64>,
    /// Earlier passwords, newest first.
    pub history: Vec<PastPassword>,
    /// Its files.
    pub attachments: Vec<StoredAttachment>,
    /// When its password was set; 0 if it has none.
    pub password_set_ms: u64,
    /// Strength of its password, 0 to 4, where somebody scored it.
    pub strength: Option<u8>,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(StoredItem {
    1 content,
    2 created_ms,
    3 changed_ms,
    4 trashed_ms,
    5 history,
    6 attachments,
    7 password_set_ms,
    8 strength,
});

impl core::fmt::Debug for StoredItem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("StoredItem(..)")
    }
}

/// A file that belongs to an item, with the key that its chunks are sealed under.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct StoredAttachment {
    /// Random; names the chunks.
    pub id: Id,
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Length in bytes.
    pub size: u64,
    /// Key of the stream.
    pub key: [u8; SECRET_LEN],
    /// When it was added.
    pub added_ms: u64,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(StoredAttachment {
    1 id,
    2 name,
    3 media_type,
    4 size,
    5 key,
    6 added_ms,
});

impl StoredAttachment {
    /// What the user sees of it.
    pub fn to_attachment(&self) -> Attachment {
        Attachment {
            id: self.id.to_string(),
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            size: self.size,
            added_ms: self.added_ms,
        }
    }
}

/// An item's whole sealed value.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Counts the item's writes from 1.
    pub revision: u32,
    /// When and by which device it was written.
    pub stamp: Stamp,
    /// For each field that was changed after the item's creation, by its path, the stamp of the change.
    pub stamps: Vec<(u32, Stamp)>,
    /// The fields.
    pub item: StoredItem,
}

impl Wire for Fields {
    fn write(&self, out: &mut wire::Writer) {
        self.revision.write(out);
        self.stamp.write(out);
        self.stamps.write(out);
        self.item.write(out);
    }

    fn read(from: &mut wire::Reader<'_>) -> Result<Self> {
        let fields = Self {
            revision: Wire::read(from)?,
            stamp: Wire::read(from)?,
            stamps: Wire::read(from)?,
            item: Wire::read(from)?,
        };
        let stamps = fields.stamps.is_sorted_by(|(first, _), (second, _)| first < second);
        let tags = fields.item.content.tags.is_sorted_by(|first, second| first < second);
        if stamps && tags {
            Ok(fields)
        } else {
            Err(Error::Damaged)
        }
    }
}

evolving!(ItemContent {
    1 kind,
    2 title,
    3 notes,
    4 folder,
    5 tags,
    6 favourite,
    7 archived,
    8 guarded,
    9 login,
    10 card,
    11 identity,
    12 fields,
    13 label,
});

evolving!(Login {
    1 usernames,
    2 password,
    3 urls,
    4 otp,
    5 passkeys,
    6 offers_second_factor,
});

evolving!(SavedUrl {
    1 url,
    2 rule,
});

evolving!(Passkey {
    1 credential_id,
    2 rp_id,
    3 rp_name,
    4 user_handle,
    5 user_name,
    6 user_display_name,
    7 private_key,
    8 algorithm,
    9 counter,
    10 discoverable,
    11 created_ms,
    12 others,
});

evolving!(Card {
    1 name,
    2 number,
    3 expiry_month,
    4 expiry_year,
    5 security_code,
    6 pin,
    7 brand,
    8 issuer,
    9 valid_from,
});

evolving!(Identity {
    1 honorific_prefix,
    2 given_name,
    3 additional_name,
    4 family_name,
    5 birthday,
    6 sex,
    7 organization,
    8 organization_title,
    9 email,
    10 tel,
    11 street_address,
    12 city,
    13 region,
    14 postal_code,
    15 country,
    16 username,
    17 national_id,
    18 passport,
    19 driving_licence,
});

evolving!(CustomField {
    1 name,
    2 kind,
    3 value,
    4 section,
});

evolving!(PastPassword {
    1 password,
    2 replaced_ms,
});

numbered!(ItemKind {
    0 Login,
    1 Card,
    2 Identity,
    3 Note,
    4 Custom,
} or Unknown);

numbered!(MatchRule {
    0 Domain,
    1 Host,
    2 StartsWith,
    3 Exact,
    4 RegularExpression,
    5 Never,
} or Unknown);

numbered!(CustomFieldKind {
    0 Text,
    1 Hidden,
    2 Boolean,
    3 Date,
    4 Url,
    5 Linked,
} or Unknown);

/// Field of [`ItemContent`] that holds its kind.
pub const KIND: u32 = 1;
/// Field of [`StoredItem`] that holds the content.
const CONTENT: u32 = 1;
/// Fields of [`ItemContent`] that hold parts of their own: login, card, identity.
const PARTS: core::ops::RangeInclusive<u32> = 9..=11;
/// A path is the number of a field of the content; of a part, 1,000 times its number and the field's; of the item
/// beside its content, 1,000,000 and the number.
const PART_STEP: u32 = 1_000;
const ITEM_STEP: u32 = 1_000_000;

/// Every field of an item by its path, ascending, with its encoding.
fn paths(encoded: &[u8]) -> Vec<(u32, &[u8])> {
    let mut found = Vec::new();
    for (number, value) in wire::split_fields(body(encoded)) {
        if number != CONTENT {
            found.push((ITEM_STEP.saturating_add(number), value));
            continue;
        }
        for (number, value) in wire::split_fields(body(value)) {
            match value.split_first() {
                Some((1, part)) if PARTS.contains(&number) => {
                    let fields = wire::split_fields(body(part)).into_iter();
                    found.extend(fields.map(|(field, value)| (number * PART_STEP + field.min(PART_STEP - 1), value)));
                }
                _ => found.push((number, value)),
            }
        }
    }
    found.sort_unstable();
    found
}

/// The fields of an evolving value, without its length.
fn body(encoded: &[u8]) -> &[u8] {
    wire::without_length(encoded)
}

/// The stamps after a change from `before` to `after` at `stamp`: fields that came, went or differ bear it.
pub fn restamp(before: &StoredItem, after: &StoredItem, stamps: &[(u32, Stamp)], stamp: Stamp) -> Vec<(u32, Stamp)> {
    let (before, after) = (wire::encode(before), wire::encode(after));
    let (old, new) = (paths(&before), paths(&after));
    let differs = |found: &&(u32, &[u8]), others: &[(u32, &[u8])]| others.binary_search(found).is_err();
    let mut changed: Vec<u32> = old
        .iter()
        .filter(|field| differs(field, &new))
        .map(|(path, _)| *path)
        .collect();
    changed.extend(new.iter().filter(|field| differs(field, &old)).map(|(path, _)| *path));
    changed.sort_unstable();
    changed.dedup();
    let mut stamps: Vec<(u32, Stamp)> = stamps
        .iter()
        .filter(|(path, _)| changed.binary_search(path).is_err())
        .copied()
        .collect();
    stamps.extend(changed.into_iter().map(|path| (path, stamp)));
    stamps.sort_unstable_by_key(|(path, _)| *path);
    stamps
}
