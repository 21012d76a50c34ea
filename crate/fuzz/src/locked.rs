//! Files of other managers behind a password: as they come, and with anything at all inside what opens rightly.
//!
//! What the derivation costs comes from the file. The core bounds that, as its own tests say; here what would take more
//! than a moment is passed over, so that a minute is a million inputs and not ten.

use latchkey_core::api::{ImportFaultKind, ImportFile, ImportOptions};
use latchkey_core::crypto::foreign::{self, Keystream};
use latchkey_core::crypto::foreign_kdf;
use latchkey_core::transfer;
use latchkey_core::transfer::letters::to_base64;

use crate::locked_kdb::{KDB, kdb_costs_little};

/// Of every file here.
pub const PASSWORD: &str = "password";
const KDBX: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];
/// Rounds of a derivation that is run, by digits of JSON and by number.
const MOST_DIGITS: usize = 1;
const MOST_ROUNDS: u64 = 9;
const MOST_MEMORY: u64 = 1 << 17;

/// A file as it comes.
pub(crate) fn import_locked(bytes: &[u8]) {
    if costs_little(bytes) {
        imported(bytes);
    }
}

/// What Bitwarden encrypts.
pub(crate) fn inside_bitwarden(bytes: &[u8]) {
    assert!(imported(&seal_bitwarden(bytes)) != Some(ImportFaultKind::WrongPassword));
}

/// What KeePass encrypts; the first byte chooses version and cipher, and whether it is packed.
pub(crate) fn inside_kdbx(bytes: &[u8]) {
    let Some((choice, inside)) = bytes.split_first() else {
        return;
    };
    let fault = imported(&seal_kdbx(*choice, inside));
    // A file of version 3.1 begins inside with what tells whether the key fits.
    assert!(fault != Some(ImportFaultKind::WrongPassword));
}

/// What OpenPGP encrypts: packets. They may hold another locked file, which the password need not fit.
pub(crate) fn inside_openpgp(bytes: &[u8]) {
    imported(&seal_openpgp(bytes));
}

/// Reads a file under the password, twice; gives what was wrong with it.
fn imported(bytes: &[u8]) -> Option<ImportFaultKind> {
    imported_as("file", bytes)
}

/// The same under a name.
pub(crate) fn imported_as(name: &str, bytes: &[u8]) -> Option<ImportFaultKind> {
    let options = ImportOptions {
        password: Some(PASSWORD.into()),
        ..ImportOptions::default()
    };
    let files = || {
        vec![ImportFile {
            name: name.into(),
            bytes: bytes.to_vec(),
        }]
    };
    let found = transfer::import(files(), &options);
    let again = transfer::import(files(), &options);
    match (found, again) {
        (Ok(found), Ok(again)) => {
            assert_eq!(found.items.len(), again.items.len(), "the same file is read the same");
            None
        }
        (Err(found), Err(again)) => {
            assert!(found.kind == again.kind, "the same file is refused the same");
            Some(found.kind)
        }
        _ => panic!("the same file is read the same"),
    }
}

/// Whether a file asks for little work; what looks dearer than it is counts as dear.
fn costs_little(bytes: &[u8]) -> bool {
    if bytes.starts_with(&KDB) {
        return kdb_costs_little(bytes, MOST_ROUNDS);
    }
    if bytes.starts_with(&KDBX[..4]) {
        return kdbx_costs_little(bytes);
    }
    // OpenPGP: version, cipher, salted and iterated, hash; behind the salt the count.
    let iterated =
        |at: usize| matches!(bytes[at..], [4, 7..=9, 3, _, ..]) && bytes.get(at + 12).is_some_and(|count| *count > 16);
    if (0..bytes.len()).any(iterated) {
        return false;
    }
    let text = String::from_utf8_lossy(bytes);
    let is_small = |name: &str| {
        text.match_indices(name).all(|(at, _)| {
            let behind = text[at + name.len()..].trim_start_matches(['"', ' ', ':', '\t', '\n', '\r']);
            let number: String = behind
                .chars()
                .take_while(|sign| !",}] \n\r\t".contains(*sign))
                .collect();
            number == "null"
                || number == "1"
                || name != "kdfMemory"
                    && number.len() <= MOST_DIGITS
                    && number.bytes().all(|digit| digit.is_ascii_digit())
        })
    };
    // A name could be spelt with escapes.
    let is_plain = !text.contains("kdf") || !text.contains("\\u");
    let is_small_scrypt = ["\"n\"", "\"r\"", "\"p\""].iter().all(|name| is_small(name));
    let has_slots = text.contains("slots") || text.contains("\\u0");
    is_plain
        && !text.contains("\\u006")
        && is_small("kdfIterations")
        && is_small("kdfMemory")
        && (!has_slots || is_small_scrypt)
}

fn kdbx_costs_little(bytes: &[u8]) -> bool {
    let number = |value: &[u8]| {
        let wide = value.first_chunk().map(|value| u64::from_le_bytes(*value));
        wide.unwrap_or(u64::MAX)
    };
    // Version 3.1: field 6.
    let rounds = (0..bytes.len()).filter(|at| bytes[*at] == 6).all(|at| {
        let length = bytes
            .get(at + 1..at + 3)
            .map(|len| usize::from(len[0]) | usize::from(len[1]) << 8);
        length.is_none_or(|length| {
            length < 8
                || bytes
                    .get(at + 3..at + 3 + length)
                    .is_none_or(|value| number(value) <= MOST_ROUNDS)
        })
    });
    let is_3 = bytes.get(10) == Some(&3);
    // Version 4: entries of a dictionary, each a name and a value with their lengths.
    let entries = bytes
        .windows(5)
        .enumerate()
        .filter(|(_, window)| window[..4] == [1, 0, 0, 0]);
    let small = entries
        .map(|(at, window)| (window[4], bytes.get(at + 5..).unwrap_or_default()))
        .all(|(name, behind)| {
            let most = match name {
                b'R' => MOST_ROUNDS,
                b'I' => 2,
                b'M' => MOST_MEMORY,
                _ => return true,
            };
            let Some((length, value)) = behind.split_first_chunk::<4>() else {
                return true;
            };
            match u32::from_le_bytes(*length) {
                ..8 => value
                    .first_chunk()
                    .is_none_or(|value| u64::from(u32::from_le_bytes(*value)) <= most),
                8.. => value.len() < 8 || number(value) <= most,
            }
        });
    if is_3 { rounds } else { small }
}

/// Bitwarden's JSON around an export, by one round of PBKDF2.
pub fn seal_bitwarden(inside: &[u8]) -> Vec<u8> {
    let key = foreign_kdf::derive_pbkdf2(PASSWORD.as_bytes(), b"salt", 1).expect("one round");
    let expand = |info: &[u8]| foreign::expand(key.as_slice(), info).expect("a key of 32 bytes");
    let (sealing, tagging) = (expand(b"enc"), expand(b"mac"));
    let seal = |bytes: &[u8]| {
        let iv = [7; 16];
        let sealed = foreign::encrypt_cbc(sealing.as_slice(), &iv, bytes).expect("it is sealed");
        let tag = foreign::derive_mac(tagging.as_slice(), &[&iv, &sealed]).expect("a tag");
        format!("2.{}|{}|{}", to_base64(&iv), to_base64(&sealed), to_base64(&tag))
    };
    format!(
        "{{\"encrypted\":true,\"passwordProtected\":true,\"salt\":\"salt\",\"kdfType\":0,\"kdfIterations\":1,\
         \"encKeyValidation_DO_NOT_EDIT\":\"{}\",\"data\":\"{}\"}}",
        seal(b"check"),
        seal(inside)
    )
    .into_bytes()
}

/// A KDBX file, by one round of AES-KDF: bit 0 chooses version 3.1, bit 1 AES before ChaCha20, bit 2 that it is packed.
pub fn seal_kdbx(choice: u8, inside: &[u8]) -> Vec<u8> {
    const AES: [u8; 16] = *b"\x31\xc1\xf2\xe6\xbf\x71\x43\x50\xbe\x58\x05\x21\x6a\xfc\x5a\xff";
    const CHACHA20: [u8; 16] = *b"\xd6\x03\x8a\x2b\x8b\x6f\x4c\xb5\xa5\x24\x33\x9a\x31\xdb\xb5\x9a";
    let (is_3, is_aes, is_packed) = (choice & 1 > 0, choice & 2 > 0, choice & 4 > 0);
    let composite = foreign::derive_sha256(&[foreign::derive_sha256(&[PASSWORD.as_bytes()]).as_slice()]);
    let key = foreign_kdf::derive_aes_kdf(&composite, &[5; 32], 1).expect("one round");
    let (seed, iv) = ([6; 32], if is_aes { vec![7; 16] } else { vec![7; 12] });
    let sealing = foreign::derive_sha256(&[&seed, key.as_slice()]);
    let encrypted = |mut bytes: Vec<u8>| {
        if is_aes {
            return foreign::encrypt_cbc(sealing.as_slice(), &iv, &bytes).expect("it is sealed");
        }
        let mut stream = Keystream::chacha20(sealing.as_slice(), &iv).expect("a stream");
        stream.apply(&mut bytes).expect("it is sealed");
        bytes
    };
    let mut file = [KDBX.as_slice(), &[0, 0, if is_3 { 3 } else { 4 }, 0]].concat();
    let mut field = |id: u8, data: &[u8]| {
        let length = u32::try_from(data.len()).expect("a short field").to_le_bytes();
        file.push(id);
        file.extend_from_slice(&length[..if is_3 { 2 } else { 4 }]);
        file.extend_from_slice(data);
    };
    field(2, if is_aes { &AES } else { &CHACHA20 });
    field(3, &u32::from(is_packed).to_le_bytes());
    field(4, &seed);
    field(7, &iv);
    if is_3 {
        for (id, data) in [
            (5, [5; 32].as_slice()),
            (6, &1_u64.to_le_bytes()),
            (8, &[8; 32]),
            (9, &[9; 32]),
            (10, &2_u32.to_le_bytes()),
            (0, b"\r\n\r\n"),
        ] {
            field(id, data);
        }
        let hash = foreign::derive_sha256(&[inside]);
        let block = |number: u8, hash: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).expect("a short block").to_le_bytes();
            [&[number, 0, 0, 0], hash, &length, data].concat()
        };
        let blocks = [
            [9; 32].to_vec(),
            block(0, hash.as_slice(), inside),
            block(1, &[0; 32], &[]),
        ]
        .concat();
        return [file, encrypted(blocks)].concat();
    }
    field(11, &kdbx_dictionary());
    field(0, b"\r\n\r\n");
    let tagging = foreign::derive_sha512(&[&seed, key.as_slice(), &[1]]);
    let tag = |number: u64, parts: &[&[u8]]| {
        let key = foreign::derive_sha512(&[&number.to_le_bytes(), tagging.as_slice()]);
        foreign::derive_mac(key.as_slice(), parts).expect("a tag")
    };
    let mut whole = [
        file.as_slice(),
        foreign::derive_sha256(&[&file]).as_slice(),
        &tag(u64::MAX, &[&file]),
    ]
    .concat();
    for (number, block) in [encrypted(inside.to_vec()), Vec::new()]
        .iter()
        .enumerate()
        .take(if inside.is_empty() && !is_aes { 1 } else { 2 })
    {
        let number = u64::try_from(number).expect("two blocks");
        let length = u32::try_from(block.len()).expect("a short block").to_le_bytes();
        whole.extend_from_slice(&tag(number, &[&number.to_le_bytes(), &length, block]));
        whole.extend_from_slice(&length);
        whole.extend_from_slice(block);
    }
    whole
}

/// AES-KDF with one round, as version 4 writes it.
fn kdbx_dictionary() -> Vec<u8> {
    const AES_KDF: [u8; 16] = *b"\xc9\xd9\xf3\x9a\x62\x8a\x44\x60\xbf\x74\x0d\x08\xc1\x8a\x4f\xea";
    let mut bytes = vec![0, 1];
    let entries: [(u8, &[u8], &[u8]); 3] = [
        (0x42, b"$UUID", &AES_KDF),
        (0x42, b"S", &[5; 32]),
        (5, b"R", &1_u64.to_le_bytes()),
    ];
    for (kind, name, value) in entries {
        bytes.push(kind);
        for part in [name, value] {
            bytes.extend_from_slice(&u32::try_from(part.len()).expect("a short value").to_le_bytes());
            bytes.extend_from_slice(part);
        }
    }
    bytes.push(0);
    bytes
}

/// A message under the password's own key, AES-128, by a salted hash that is run once.
pub fn seal_openpgp(inside: &[u8]) -> Vec<u8> {
    let key = foreign_kdf::derive_s2k(8, b"saltsalt", 0, PASSWORD.as_bytes(), 16).expect("a key");
    // A random block whose end stands twice, what is inside, and the hash of both.
    let opened = [&[1; 18][..], inside, &[0xd3, 0x14]].concat();
    let opened = [opened.as_slice(), &foreign::derive_sha1(&opened)].concat();
    let mut sealed: Vec<u8> = Vec::with_capacity(opened.len());
    let mut last = [0; 16];
    for block in opened.chunks(16) {
        // The second block of what is opened is what the first one, encrypted, is exclusive-or zeros.
        let mut both = [[0; 16], [0; 16]].concat();
        both[..16].copy_from_slice(&last);
        foreign::decrypt_cfb(&key, &mut both).expect("a key of 16 bytes");
        let first = sealed.is_empty();
        let stream = if first { first_stream(&key) } else { both[16..].to_vec() };
        let next: Vec<u8> = block.iter().zip(stream).map(|(byte, mask)| byte ^ mask).collect();
        last[..next.len()].copy_from_slice(&next);
        sealed.extend(next);
    }
    let packet = |tag: u8, body: &[u8]| {
        let length = u32::try_from(body.len()).expect("a short packet").to_be_bytes();
        [&[0xc0 | tag, 255], length.as_slice(), body].concat()
    };
    let by_password = [&[4, 7, 1, 8], b"saltsalt".as_slice()].concat();
    [packet(3, &by_password), packet(18, &[&[1], sealed.as_slice()].concat())].concat()
}

/// What the first block is hidden by: the cipher of zeros.
fn first_stream(key: &[u8]) -> Vec<u8> {
    let mut zeros = [0; 16];
    foreign::decrypt_cfb(key, &mut zeros).expect("a key of 16 bytes");
    zeros.to_vec()
}
