//! Headers of vaults and of vault files, as long as they may be and longer; and slots that only another program writes.

use latchkey_core::api::{FactorInfo, FactorKind, NewFactor, NewSlot, PrfParams};
use latchkey_core::error::Error;
use latchkey_core::vault::associated::{FORMAT_VERSION, SUITE, Scope};
use latchkey_core::vault::file::{self, FileWriter};
use latchkey_core::vault::header::{self, Header};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::slot::{Factor, Label, Slot};
use latchkey_core::vault::wire::{self, Wire, Writer};

use crate::vault_fixture::{SeededRng, secret};

const SCOPE: Scope = Scope {
    vault_id: Id([1; 16]),
    epoch: 1,
};
const LONGEST: usize = 16 * 1024;

fn key_slot(credential_len: usize) -> NewSlot {
    let prf = PrfParams {
        rp_id: "latchkey".into(),
        credential_id: vec![3; credential_len],
        salt: vec![4; 32],
        browser: String::new(),
    };
    let info = FactorInfo {
        kind: FactorKind::Prf,
        kdf: None,
        prf: Some(prf),
    };
    let output = vec![5; 32];
    NewSlot {
        factors: vec![NewFactor { info, output }],
    }
}

/// Slots with which `length_of` comes to just `wanted`.
fn slots_for(wanted: usize, length_of: impl Fn(&[NewSlot]) -> usize) -> Vec<NewSlot> {
    let with = |last: usize| {
        let mut slots = vec![key_slot(950); 14];
        slots.push(key_slot(last));
        slots
    };
    // A length of its own before the body may take one byte more for a longer body.
    let last = 200 + wanted - length_of(&with(200));
    let last = last + wanted - length_of(&with(last));
    let slots = with(last);
    assert_eq!(length_of(&slots), wanted);
    slots
}

fn sealed(slots: &[NewSlot], label: Label<'_>) -> Vec<Slot> {
    let make = |slot| Slot::make(&secret(1), slot, label, &mut SeededRng::new(1)).unwrap();
    slots.iter().map(make).collect()
}

/// A vault's header, but for its tag, which parsing does not look at.
fn vault_header(slots: &[NewSlot]) -> Vec<u8> {
    let mut out = Writer::default();
    out.bytes(header::MAGIC);
    out.bytes(&[FORMAT_VERSION, SUITE]);
    SCOPE.vault_id.write(&mut out);
    SCOPE.epoch.write(&mut out);
    out.bytes(&[6; 32]);
    sealed(slots, Label::Vault(&SCOPE)).write(&mut out);
    out.bytes(&[7; 32]);
    out.finish().to_vec()
}

fn file_header(version: u8, slots: &[NewSlot]) -> Vec<u8> {
    let mut body = Writer::default();
    body.bytes(&[SUITE]);
    SCOPE.vault_id.write(&mut body);
    sealed(slots, Label::File(&SCOPE.vault_id)).write(&mut body);
    let body = body.finish();
    let mut out = Writer::default();
    out.bytes(file::MAGIC);
    out.bytes(&[version]);
    out.length(body.len());
    out.bytes(&body);
    out.finish().to_vec()
}

#[test]
fn d12_a_vaults_header_of_16_kib_is_made_and_read_and_a_longer_one_is_neither() {
    let make = |slots: &[NewSlot]| header::make(&SCOPE, &secret(1), Vec::new(), slots, &mut SeededRng::new(1));
    let length = |slots: &[NewSlot]| vault_header(slots).len();
    let slots = slots_for(LONGEST, length);
    assert_eq!(make(&slots).unwrap().len(), LONGEST);
    assert!(Header::parse(&vault_header(&slots)).is_ok());
    for longer in [LONGEST + 1, LONGEST + 100] {
        let slots = slots_for(longer, length);
        assert_eq!(make(&slots).err(), Some(Error::SlotRule));
        assert_eq!(Header::parse(&vault_header(&slots)).err(), Some(Error::Damaged));
    }
}

#[test]
fn a_files_header_of_16_kib_and_16_slots_is_made_and_read_and_more_is_neither() {
    let make = |slots: &[NewSlot]| FileWriter::begin(slots, &mut SeededRng::new(1)).map(|(_, header)| header);
    let read = |slots: &[NewSlot]| file::slots(&file_header(FORMAT_VERSION, slots)).map(|(infos, _)| infos.len());
    let length = |slots: &[NewSlot]| file_header(FORMAT_VERSION, slots).len();
    let slots = slots_for(LONGEST, length);
    assert_eq!(make(&slots).unwrap().len(), LONGEST);
    assert_eq!(read(&slots), Ok(15));
    for longer in [LONGEST + 1, LONGEST + 100] {
        let slots = slots_for(longer, length);
        assert_eq!(
            (make(&slots).err(), read(&slots)),
            (Some(Error::SlotRule), Err(Error::Damaged))
        );
    }
    let sixteen = vec![key_slot(16); 16];
    assert!(make(&sixteen).is_ok());
    assert_eq!(read(&sixteen), Ok(16));
    for more in [17, 20] {
        let slots = vec![key_slot(16); more];
        assert_eq!(
            (make(&slots).err(), read(&slots)),
            (Some(Error::SlotRule), Err(Error::Damaged))
        );
    }
    assert_eq!(read(&[]), Err(Error::Damaged));
}

#[test]
fn a_file_tells_its_id_and_whether_it_is_of_another_version() {
    let slots = [key_slot(16)];
    let header = file_header(FORMAT_VERSION, &slots);
    assert_eq!(file::file_id(&header), Ok(SCOPE.vault_id));
    let of = |version| file::file_id(&file_header(version, &slots)).err();
    assert_eq!(of(0), Some(Error::Damaged));
    assert_eq!(of(2), Some(Error::NewerVersion));
    assert_eq!(of(255), Some(Error::NewerVersion));
}

#[test]
fn every_factor_is_read_as_it_was_written() {
    let factors = [Factor::Recovery, Factor::Device(Id([8; 16]))];
    for factor in factors {
        let read: Factor = wire::parse(&wire::encode(&factor)).unwrap();
        assert!(read == factor);
    }
    for number in [0, 5, 255] {
        assert!(wire::parse::<Factor>(&[number]).is_err());
    }
}
