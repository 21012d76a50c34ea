//! Encodings: every value has one, and no other bytes are taken for it.

use latchkey_core::api::{ItemContent, Login, Passkey, SavedUrl, Settings, SiteRule};
use latchkey_core::error::Error;
use latchkey_core::vault::device::{Device, Stamp};
use latchkey_core::vault::exposed::Exposure;
use latchkey_core::vault::fields::{Fields, StoredItem};
use latchkey_core::vault::generated::StoredGenerated;
use latchkey_core::vault::id::Id;
use latchkey_core::vault::index::{Entry, Overview};
use latchkey_core::vault::keys::Keyring;
use latchkey_core::vault::root::Root;
use latchkey_core::vault::settings as rules;
use latchkey_core::vault::slot::Slot;
use latchkey_core::vault::wire::{self as encoding, Wire};

/// The first byte chooses the type.
pub(crate) fn wire(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    match choice % 22 {
        0 => check::<u64>(bytes),
        1 => check::<i32>(bytes),
        2 => check::<(u32, bool)>(bytes),
        3 => check::<Vec<String>>(bytes),
        4 => check::<Option<Vec<u8>>>(bytes),
        5 => check::<[u8; 32]>(bytes),
        6 => check::<Stamp>(bytes),
        7 => check::<SavedUrl>(bytes),
        8 => check::<Passkey>(bytes),
        9 => check::<Login>(bytes),
        10 => check::<ItemContent>(bytes),
        11 => check::<StoredItem>(bytes),
        12 => check::<Fields>(bytes),
        13 => check::<Overview>(bytes),
        14 => check::<Vec<(Id, Entry)>>(bytes),
        15 => check::<Root>(bytes),
        16 => check::<Vec<Device>>(bytes),
        17 => check::<Vec<Exposure>>(bytes),
        18 => check::<Vec<StoredGenerated>>(bytes),
        19 => check::<Vec<(Id, u64)>>(bytes),
        20 => check::<Keyring>(bytes),
        _ => check::<Slot>(bytes),
    }
}

fn check<T: Wire>(bytes: &[u8]) {
    one_form::<T>(bytes);
}

/// Whether the bytes are a value; if so, they are what it is written as.
pub(crate) fn one_form<T: Wire>(bytes: &[u8]) -> Option<T> {
    match encoding::parse::<T>(bytes) {
        Ok(value) => {
            assert!(*encoding::encode(&value) == bytes, "another spelling was taken");
            Some(value)
        }
        Err(error) => {
            assert_eq!(error, Error::Damaged);
            None
        }
    }
}

/// Settings with the lists that lie beside them: whatever they say, what is made of them can be put and read.
pub(crate) fn settings(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let settings = match choice % 3 {
        0 => one_form::<Settings>(bytes),
        1 => one_form::<Vec<SiteRule>>(bytes).map(|sites| Settings {
            sites,
            ..rules::initial()
        }),
        _ => one_form::<Vec<Vec<String>>>(bytes).map(|equivalent_domains| Settings {
            equivalent_domains,
            ..rules::initial()
        }),
    };
    let Some(settings) = settings else { return };
    let read = rules::as_read(settings);
    if let Ok(normal) = rules::normalise(&read) {
        assert!(rules::normalise(&normal) == Ok(normal.clone()), "one order");
        for rule in &normal.sites {
            assert!(rules::rule(&normal, &rule.host) == Some(rule));
        }
    }
}
