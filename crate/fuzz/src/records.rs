//! Records: those that lie in clear as they come; of those that are sealed, what an attacker who had the keys, or a
//! program with a fault, could have sealed.

use latchkey_core::api::{FactorInfo, FactorKind, FactorProof, ItemInput, NewFactor, NewSlot};
use latchkey_core::crypto::{aead, digest, inbox, random, stream};
use latchkey_core::error::Error;
use latchkey_core::secret::Secret;
use latchkey_core::session;
use latchkey_core::vault::associated::{self, Role, Scope};
use latchkey_core::vault::fields::{self, Fields};
use latchkey_core::vault::file::{self, FileReader, FileWriter};
use latchkey_core::vault::header::Header;
use latchkey_core::vault::id::Id;
use latchkey_core::vault::index::Index;
use latchkey_core::vault::keys::VaultKeys;
use latchkey_core::vault::root::Root;
use latchkey_core::vault::wire::{self, Writer};
use latchkey_core::vault::{
    content, draft as drafts, item as items, padding as pad, raw, resume as resumes, sealed as seals,
};

use crate::Counter;
use crate::values::one_form;

const SCOPE: Scope = Scope {
    vault_id: Id([7; 16]),
    epoch: 1,
};

const NOW_MS: u64 = 1_790_000_000_000;

fn secret(byte: u8) -> Secret {
    Secret::from_slice(&[byte; 32]).expect("32 bytes")
}

fn keys() -> VaultKeys {
    VaultKeys::derive(&secret(1), &secret(2), &SCOPE).expect("keys are derived")
}

fn proofs() -> [FactorProof; 1] {
    let output = vec![1; 32];
    [FactorProof {
        kind: FactorKind::Password,
        output,
    }]
}

/// What an encoding is as a sealed record; too large a one is none.
fn seal(key: &Secret, role: Role, encoded: &[u8]) -> Option<Vec<u8>> {
    seals::seal_bytes(key, &SCOPE, role, encoded, &mut Counter(1)).ok()
}

pub(crate) fn header(bytes: &[u8]) {
    let tried = |bytes: &[u8]| {
        let Ok(parsed) = Header::parse(bytes) else {
            assert!(session::slots(bytes).is_err() && session::vault_id(bytes).is_err());
            return;
        };
        assert!((1..=16).contains(&parsed.slots().len()) && bytes.len() <= 16 * 1024);
        assert!(parsed.scope().epoch > 0 && parsed.hash() == digest::derive_hash(bytes));
        let told = session::slots(bytes).expect("it was parsed");
        assert_eq!(told.len(), parsed.slots().len());
        // Nobody has the factors of a header that was made up.
        let opened = parsed.unlock(&proofs()).err();
        assert!(matches!(opened, Some(Error::WrongPassword | Error::Damaged)));
    };
    tried(bytes);
    tried(&[b"LATCHKEY\x01", bytes, &[0; 32]].concat());
}

/// The bytes as the root's encoding, rightly signed or not; and as all that is sealed.
pub(crate) fn root(bytes: &[u8]) {
    let keys = keys();
    let mut signed = Writer::default();
    signed.length(bytes.len());
    signed.bytes(bytes);
    signed.bytes(&[9; 64]);
    for encoded in [signed.finish().as_slice(), bytes] {
        let Some(record) = seal(&keys.index, Role::Root, encoded) else {
            return;
        };
        let Ok(opened) = Root::open(&keys.index, &SCOPE, &record) else {
            continue;
        };
        assert!(opened.root.leaf_hashes.len() == 256 && opened.root.sequence > 0);
        assert!(opened.check_signature(&[]).is_err());
        if encoded != bytes {
            assert!(*wire::encode(&opened.root) == bytes, "another spelling was taken");
        }
        for (name, hash) in &opened.root.named {
            assert_eq!(opened.root.named_hash(name), Some(*hash));
        }
    }
}

pub(crate) fn leaf(bytes: &[u8]) {
    let keys = keys();
    let number = bytes.first().copied().unwrap_or(0);
    let Some(record) = seal(&keys.index, Role::Leaf(number), bytes) else {
        return;
    };
    let mut index = Index::default();
    if index.add_leaf(&keys.index, &SCOPE, number, &record).is_err() {
        assert_eq!(index.overviews().count(), 0, "nothing of a leaf that was refused");
        return;
    }
    for (id, entry, _) in index.overviews() {
        assert!(id.leaf() == number && index.get(id) == Some(entry));
    }
    let again = index.seal_leaf(&keys.index, &SCOPE, number, &[], &mut Counter(1));
    let again = again.expect("it fitted before").expect("it is not empty");
    let opened = seals::open_bytes(&keys.index, &SCOPE, Role::Leaf(number), &again);
    assert!(
        opened.is_ok_and(|opened| *opened == bytes),
        "another spelling was taken"
    );
}

/// The bytes as a whole record, and as the fields in one.
pub(crate) fn item(bytes: &[u8]) {
    let keys = keys();
    let id = Id([3; 16]);
    assert!(items::open(&keys.items, &SCOPE, id, bytes).is_err());
    assert!(items::rewrap((&keys.items, &SCOPE), (&keys.items, &SCOPE), id, bytes, &mut Counter(1)).is_err());
    let _ = items::claimed_id(bytes);
    let Some(fields) = one_form::<Fields>(bytes) else {
        return;
    };
    let Fields { revision, item, .. } = &fields;
    let overview = content::overview(item, &keys, &SCOPE).expect("an overview can always be made");
    assert!(one_form::<latchkey_core::vault::index::Overview>(&wire::encode(&overview)).is_some());
    let shown = content::to_item(item, id, *revision);
    let typed = ItemInput {
        base: None,
        content: shown.content,
        strength: None,
    };
    if let Ok(edited) = content::edit(item, &typed, NOW_MS) {
        assert!(
            edited.content == item.content && edited.rest == item.rest,
            "an edit that changes nothing"
        );
        let stamps = fields::restamp(item, &edited, &fields.stamps, fields.stamp);
        assert!(stamps.is_sorted_by(|(first, _), (second, _)| first < second));
    }
    if let Ok(record) = items::seal(&keys.items, &SCOPE, id, &fields, &mut Counter(1)) {
        assert!(items::open(&keys.items, &SCOPE, id, &record).is_ok_and(|opened| opened == fields));
    }
}

/// The bytes as they come, and as what somebody sealed to the inbox.
pub(crate) fn draft(bytes: &[u8]) {
    let seed = keys().inbox;
    let opened = |record: &[u8]| drafts::open(&seed, &SCOPE, record);
    assert!(opened(bytes).is_err());
    let public = inbox::derive_public(&seed).expect("a key pair");
    let bound_to = associated::encode(&SCOPE, Role::Draft);
    let padded = pad::pad(bytes).expect("far below 2 GiB");
    let sealed = inbox::seal(&public, b"latchkey/1/draft", &bound_to, &padded, &mut Counter(1));
    let record = [&[1], sealed.expect("it is sealed").as_slice()].concat();
    if let Ok(draft) = opened(&record) {
        let again = drafts::seal(&public, &SCOPE, &draft, &mut Counter(1)).expect("it fitted before");
        assert!(again == record, "another spelling was taken");
    }
}

/// The bytes as they come, and with the right hash behind them.
pub(crate) fn resume(bytes: &[u8]) {
    let tried = |value: &[u8]| match resumes::parse(value) {
        Ok(parsed) => {
            let again = resumes::encode(&parsed.scope, &parsed.header_hash, &parsed.keys, &parsed.device);
            assert!(*again == value);
        }
        Err(error) => assert_eq!(error, Error::InvalidInput),
    };
    tried(bytes);
    tried(&[bytes, &digest::derive_hash(bytes)].concat());
    let versioned = [&[1], bytes].concat();
    tried(&[versioned.as_slice(), &digest::derive_hash(&versioned)].concat());
}

/// Whatever lies where a sealed record should: refused, for nobody had the key.
pub(crate) fn sealed(bytes: &[u8]) {
    let keys = keys();
    let versioned = [&[1], bytes].concat();
    for record in [bytes, &versioned] {
        assert!(seals::open_bytes(&keys.index, &SCOPE, Role::Root, record).is_err());
        assert!(aead::open(&keys.index, b"", record).is_err());
        for last in [false, true] {
            assert!(stream::open_chunk(&keys.index, b"", 0, last, record).is_err());
        }
    }
}

pub(crate) fn padding(bytes: &[u8]) {
    if let Ok(data) = pad::unpad(bytes) {
        assert!(pad::pad(data).is_ok_and(|again| *again == bytes));
    }
}

/// A header of a vault file, as it comes.
pub(crate) fn vault_file(bytes: &[u8]) {
    let tried = |bytes: &[u8]| {
        let Ok((slots, length)) = file::slots(bytes) else {
            return;
        };
        assert!((1..=16).contains(&slots.len()) && length <= bytes.len().min(16 * 1024));
        assert!(FileReader::begin(bytes, &proofs()).is_err(), "nobody has its factors");
    };
    tried(bytes);
    tried(&[b"LATCHFIL\x01", bytes].concat());
}

/// What is in a file that opens: anything at all, in pieces of any length.
pub(crate) fn vault_file_entries(bytes: &[u8]) {
    let Some((piece_len, entries)) = bytes.split_first() else {
        return;
    };
    let (_, header) = FileWriter::begin(&[code_slot()], &mut Counter(1)).expect("a file is begun");
    // Its id and key are what the counter gives first.
    let mut drawn = Counter(1);
    let file_id = Id::make(&mut drawn).expect("an id");
    let key = random::make_secret(&mut drawn).expect("a key");
    let scope = Scope {
        vault_id: file_id,
        epoch: 0,
    };
    let bound_to = associated::encode(&scope, Role::File);
    let mut chunks: Vec<&[u8]> = entries.chunks(stream::CHUNK_LEN).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    let last = chunks.len() - 1;
    let seal = |(number, chunk): (usize, &&[u8])| {
        let place = u32::try_from(number).expect("a few chunks");
        stream::seal_chunk(&key, &bound_to, place, number == last, chunk).expect("it is sealed")
    };
    let sealed: Vec<u8> = chunks.iter().enumerate().flat_map(seal).collect();
    let proof = [FactorProof {
        kind: FactorKind::Recovery,
        output: vec![1; 32],
    }];
    let mut reader = FileReader::begin(&header, &proof).expect("it opens");
    let mut tally = 0_usize;
    for piece in sealed.chunks(usize::from(*piece_len) + 1) {
        match reader.push(piece, false) {
            Ok(found) => tally += found.len(),
            Err(error) => return assert_eq!(error, Error::Damaged),
        }
    }
    match reader.push(&[], true) {
        Ok(found) => assert!(tally + found.len() >= 2, "a beginning and an end"),
        Err(error) => assert_eq!(error, Error::Damaged),
    }
}

/// A way into a file that costs no derivation.
fn code_slot() -> NewSlot {
    let info = FactorInfo {
        kind: FactorKind::Recovery,
        kdf: None,
        prf: None,
    };
    let output = vec![1; 32];
    NewSlot {
        factors: vec![NewFactor { info, output }],
    }
}

pub(crate) fn raw_export(bytes: &[u8]) {
    let tried = |bytes: &[u8]| {
        let Ok(parsed) = raw::parse(bytes) else { return };
        assert!(parsed.records.is_sorted_by(|first, second| first.key < second.key));
        if parsed.is_whole {
            let mut again = raw::begin(u32::try_from(parsed.records.len()).expect("they fitted"));
            for record in &parsed.records {
                again.extend(raw::encode_record(&record.key, &record.bytes));
            }
            assert!(again == bytes, "another spelling was taken");
        }
        let _ = raw::rebuild(&parsed.records, &proofs());
    };
    tried(bytes);
    tried(&[b"LATCHRAW\x01", bytes].concat());
}
