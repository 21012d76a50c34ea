//! KeePass 1's KDB: a header in clear, and under a derived key groups and entries as fields of a number, a length and a
//! value. The header says version, cipher, rounds, how many groups and entries there are, and the hash of what is inside.
//! Only that hash tells whether key and content are right, and it does not cover the header: the rounds are bounded before
//! any work, and the counts must use up what is inside to its end.
//!
//! Source: KeePass 1's own `PwManager`, as others describe it. Times are the writer's local ones, and are taken as UTC.
//! Passwords are known as UTF-8 and as Windows-1252; KeePass 1 on a Windows of another code page wrote those of other
//! letters in that page, and such a password beyond ASCII does not fit.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use super::super::fault::{Result, fault, malformed};
use super::super::found::Found;
use super::super::{letters, limits, text, time};
use crate::api::{CustomFieldKind, ImportFaultKind, ImportedItem, ItemKind, RemarkKind};
use crate::crypto::foreign::{self, Cbc};
use crate::crypto::foreign_kdf;

/// How every file begins.
const SIGNATURE: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5];
const HEADER_LEN: usize = 124;
/// Bits of the header's flags.
const AES: u32 = 2;
const TWOFISH: u32 = 8;
/// The number of the field that ends a group or an entry.
const END: u16 = 0xffff;
/// The year of what never expires.
const NEVER: u64 = 2999;
/// What an entry that is the program's own is called, and what it holds.
const OWN_TITLE: &str = "Meta-Info";
const OWN_USER: &str = "SYSTEM";
const OWN_FILE: &str = "bin-stream";
const OWN_URL: &str = "$";
/// The highest number of a field of an entry that is known.
const LAST_KNOWN: u16 = 14;
/// Bytes of a group's number and of an entry's.
const GROUP_ID_LEN: usize = 4;
const ENTRY_ID_LEN: usize = 16;

/// Whether bytes are such a file.
pub(in crate::transfer) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

pub(in crate::transfer) fn read(
    bytes: &[u8],
    password: Option<&str>,
    key_file: Option<&[u8]>,
    found: &mut Found,
) -> Result<()> {
    let (header, sealed) = bytes.split_at_checked(HEADER_LEN).ok_or_else(malformed)?;
    if u32_at(header, 12)? & 0xffff_ff00 != 0x0003_0000 {
        return Err(fault(ImportFaultKind::Unsupported));
    }
    if password.is_none() && key_file.is_none() {
        return Err(fault(ImportFaultKind::PasswordNeeded));
    }
    let inside = open(header, sealed, password, key_file)?;
    let [groups, entries] = [u32_at(header, 48)?, u32_at(header, 52)?];
    let most = u32::try_from(limits::MAX_ITEMS).unwrap_or(u32::MAX);
    if groups > most || entries > most {
        return Err(fault(ImportFaultKind::TooMany));
    }
    let mut rest = inside.as_slice();
    let mut left = limits::MAX_UNPACKED_LEN;
    let mut folders = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    for _ in 0..groups {
        let group = Fields::read(&mut rest)?;
        if group.data(1).len() == ENTRY_ID_LEN {
            return Err(malformed());
        }
        above.truncate(usize::from(group.number(8)?));
        above.push(group.text(2).replace('/', "-"));
        if above.len() > limits::MAX_DEPTH {
            return Err(fault(ImportFaultKind::TooDeep));
        }
        let path = above.join("/");
        left = left
            .checked_sub(path.len())
            .ok_or_else(|| fault(ImportFaultKind::TooLarge))?;
        found.push_folder(path.as_str())?;
        folders.insert(group.data(1).to_vec(), path);
    }
    for _ in 0..entries {
        let entry = Fields::read(&mut rest)?;
        if entry.data(1).len() == GROUP_ID_LEN {
            return Err(malformed());
        }
        if !entry.is_own() {
            found.push(read_entry(&entry, &folders))?;
        }
    }
    // The header counted fewer than there are.
    if !rest.is_empty() {
        return Err(malformed());
    }
    Ok(())
}

/// Decrypts with the first of the keys that the hash agrees with.
fn open(header: &[u8], sealed: &[u8], password: Option<&str>, key_file: Option<&[u8]>) -> Result<Zeroizing<Vec<u8>>> {
    let flags = u32_at(header, 8)?;
    let cipher = match flags & (AES | TWOFISH) {
        AES => Cbc::Aes256,
        TWOFISH => Cbc::Twofish,
        _ => return Err(fault(ImportFaultKind::Unsupported)),
    };
    let part = |from: usize, to: usize| header.get(from..to).ok_or_else(malformed);
    let (seed, iv, hash, own_seed) = (part(16, 32)?, part(32, 48)?, part(56, 88)?, part(88, 120)?);
    if sealed.is_empty() || !sealed.len().is_multiple_of(16) {
        return Err(malformed());
    }
    let rounds = u64::from(u32_at(header, 120)?);
    let composites = composites(password, key_file);
    let all_rounds = composites.iter().fold(0_u64, |all, _| all.saturating_add(rounds));
    if all_rounds > foreign_kdf::MAX_AES_ROUNDS {
        return Err(fault(ImportFaultKind::KdfOutOfRange));
    }
    for composite in composites {
        let key = foreign_kdf::derive_aes_kdf(&composite, own_seed, rounds)?;
        let sealing = foreign::derive_sha256(&[seed, key.as_slice()]);
        let opened = foreign::decrypt_cbc(cipher, sealing.as_slice(), iv, sealed).map(Zeroizing::new);
        if let Ok(opened) = opened
            && foreign::derive_sha256(&[&opened]).as_slice() == hash
        {
            return Ok(opened);
        }
    }
    Err(fault(ImportFaultKind::WrongPassword))
}

/// The keys that password and file may make: the program wrote a password as Windows writes letters, others in UTF-8.
fn composites(password: Option<&str>, key_file: Option<&[u8]>) -> Vec<Zeroizing<[u8; 32]>> {
    let key_file = key_file.map(read_key_file);
    let joined = |password: Option<&[u8]>| match (password, &key_file) {
        (None, None) => foreign::derive_sha256(&[]),
        (None, Some(file)) => file.clone(),
        (Some(password), None) => foreign::derive_sha256(&[password]),
        (Some(password), Some(file)) => {
            foreign::derive_sha256(&[foreign::derive_sha256(&[password]).as_slice(), file.as_slice()])
        }
    };
    let Some(password) = password.filter(|password| !password.is_empty() || key_file.is_none()) else {
        return vec![joined(None)];
    };
    let western = text::to_windows_1252(password).map(Zeroizing::new);
    let western = western.filter(|bytes| bytes.as_slice() != password.as_bytes());
    let western = western.iter().map(|bytes| joined(Some(bytes.as_slice())));
    western.chain([joined(Some(password.as_bytes()))]).collect()
}

/// 32 bytes, 64 hexadecimal digits, or the hash of any file.
fn read_key_file(bytes: &[u8]) -> Zeroizing<[u8; 32]> {
    let by_digits = || {
        let text = core::str::from_utf8(bytes).ok().filter(|text| text.len() == 64)?;
        let bytes = Zeroizing::new(letters::from_hex(text)?);
        bytes.as_slice().try_into().ok()
    };
    let as_it_is: Option<[u8; 32]> = bytes.try_into().ok().or_else(by_digits);
    as_it_is.map_or_else(|| foreign::derive_sha256(&[bytes]), Zeroizing::new)
}

/// A group or an entry.
struct Fields<'a>(Vec<(u16, &'a [u8])>);

impl<'a> Fields<'a> {
    fn read(rest: &mut &'a [u8]) -> Result<Self> {
        let mut fields = Vec::new();
        loop {
            let (kind, after) = rest.split_first_chunk::<2>().ok_or_else(malformed)?;
            let (len, after) = after.split_first_chunk::<4>().ok_or_else(malformed)?;
            let len = usize::try_from(u32::from_le_bytes(*len)).map_err(|_| malformed())?;
            let (data, after) = after.split_at_checked(len).ok_or_else(malformed)?;
            *rest = after;
            match u16::from_le_bytes(*kind) {
                END => return Ok(Self(fields)),
                kind => fields.push((kind, data)),
            }
        }
    }

    fn data(&self, kind: u16) -> &'a [u8] {
        let found = self.0.iter().find(|(each, _)| *each == kind);
        found.map(|(_, data)| *data).unwrap_or_default()
    }

    /// A text, which ends with a zero.
    fn text(&self, kind: u16) -> String {
        let data = self.data(kind);
        text::decode(data.strip_suffix(&[0]).unwrap_or(data)).text.into_owned()
    }

    /// A number of two bytes; 0 if there is none.
    fn number(&self, kind: u16) -> Result<u16> {
        match self.data(kind) {
            [] => Ok(0),
            data => data
                .first_chunk()
                .map(|data| u16::from_le_bytes(*data))
                .ok_or_else(malformed),
        }
    }

    /// Whether it is one in which the program and its kin keep what is their own.
    fn is_own(&self) -> bool {
        self.text(4) == OWN_TITLE && self.text(5) == OWN_URL && self.text(6) == OWN_USER && self.text(13) == OWN_FILE
    }

    /// Numbers of fields that nobody asks for: unknown ones, and those that are there again. 0 is the program's own.
    fn surplus(&self) -> BTreeSet<u16> {
        let mut seen = BTreeSet::new();
        let kinds = self.0.iter().map(|(kind, _)| *kind);
        kinds
            .filter(|kind| *kind != 0 && (*kind > LAST_KNOWN || !seen.insert(*kind)))
            .collect()
    }
}

fn read_entry(entry: &Fields<'_>, folders: &BTreeMap<Vec<u8>, String>) -> ImportedItem {
    let mut item = ImportedItem::new(ItemKind::Login, entry.text(4));
    item.content.folder = folders.get(entry.data(2)).cloned().unwrap_or_default();
    item.add_url(&entry.text(5));
    item.add_username(entry.text(6));
    item.set_password(entry.text(7));
    item.add_notes(entry.text(8));
    let moment = |kind: u16| moment(entry.data(kind));
    item.created_ms = moment(9).and_then(|text| time::from_iso(&text));
    item.changed_ms = moment(10).and_then(|text| time::from_iso(&text));
    if let Some(day) = moment(12).and_then(|text| text.get(..10).map(str::to_owned)) {
        item.add_field("Expires", day, CustomFieldKind::Date);
    }
    if !entry.data(14).is_empty() {
        item.add_file(entry.text(13), "", entry.data(14).to_vec());
    }
    for kind in entry.surplus() {
        item.remark(RemarkKind::LeftOut, &format!("Field {kind}"));
    }
    item
}

/// A time in five bytes: 14 bits of the year, 4 of the month, 5 of the day, 5 of the hour, 6 of the minute and the second.
fn moment(data: &[u8]) -> Option<String> {
    let packed = data
        .first_chunk::<5>()?
        .iter()
        .fold(0_u64, |packed, byte| packed << 8 | u64::from(*byte));
    let bits = |from: u32, count: u32| packed >> from & ((1 << count) - 1);
    let year = bits(26, 14);
    let (month, day) = (bits(22, 4), bits(17, 5));
    (year != NEVER && year > 0 && (1..=12).contains(&month) && day > 0).then(|| {
        let (hour, minute, second) = (bits(12, 5), bits(6, 6), bits(0, 6));
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    })
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32> {
    let field = bytes.get(at..).and_then(<[u8]>::first_chunk);
    field.map(|field| u32::from_le_bytes(*field)).ok_or_else(malformed)
}

#[cfg(test)]
mod tests {
    use super::{composites, moment};
    use crate::crypto::foreign::derive_sha256;

    #[test]
    fn a_key_file_is_a_key_or_hashed_and_joins_the_password() {
        let (key, other) = ([7; 32], b"any file at all");
        let password = derive_sha256(&[b"p"]);
        for (file, read) in [
            (key.as_slice(), key),
            ("07".repeat(32).as_bytes(), key),
            (other, *derive_sha256(&[other])),
        ] {
            let joined = derive_sha256(&[password.as_slice(), &read]);
            assert_eq!(composites(Some("p"), Some(file)), [joined]);
            for password in [None, Some("")] {
                let keys: Vec<[u8; 32]> = composites(password, Some(file)).iter().map(|key| **key).collect();
                assert_eq!(keys, [read]);
            }
        }
        assert_eq!(composites(Some("p"), None), [password]);
        assert_eq!(
            composites(Some("ä"), None).len(),
            2,
            "as Windows writes it, and in UTF-8"
        );
    }

    #[test]
    fn reads_times_in_five_bytes() {
        assert_eq!(
            moment(&[0x1f, 0xa4, 0x42, 0, 0]).as_deref(),
            Some("2025-01-01T00:00:00")
        );
        assert_eq!(moment(&[0x2e, 0xdf, 0x39, 0x7e, 0xfb]), None, "never");
        assert_eq!(moment(&[0x1f]), None);
        assert_eq!(moment(&[0x1f, 0xa4, 0x2, 0x0, 0x0]), None, "no month");
        assert_eq!(moment(&[0x1f, 0xa4, 0x40, 0x0, 0x0]), None, "no day");
    }
}
