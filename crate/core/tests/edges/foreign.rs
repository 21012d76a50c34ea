//! Derivations and ciphers of other managers' files: known answers, and costs at their limits.

use latchkey_core::crypto::foreign::decrypt_cfb;
use latchkey_core::crypto::foreign_kdf::{
    Argon2Params, MAX_LANES, MAX_MEMORY_KIB, MAX_PASSES, derive_argon2, derive_s2k,
};
use latchkey_core::error::Error;

use crate::vault_fixture::hex;

const SMALL: Argon2Params = Argon2Params {
    is_id: false,
    version: 0x10,
    memory_kib: 64,
    passes: 2,
    lanes: 1,
};

#[test]
fn argon2_answers_as_the_reference_implementation_in_both_versions() {
    let answers = [
        (
            false,
            0x10,
            "80b10fd42c620bac682749ec9096317a7aa709a8a02af830a13f8d94c4c09dc2",
        ),
        (
            true,
            0x10,
            "e270c282aaa2fcc62f3d4ad4abc65f554ac5b68e37897616eebcb271ab54ce82",
        ),
        (
            false,
            0x13,
            "f920d95538648465abeeba6ae06ea532ed26df314aff60150237d8fe116f62cd",
        ),
        (
            true,
            0x13,
            "16a1a498734609dd01456da406de9f3d9da93e6c86c300a12fc1465214ce4922",
        ),
    ];
    for (is_id, version, answer) in answers {
        let params = Argon2Params {
            is_id,
            version,
            ..SMALL
        };
        let key = derive_argon2(params, b"somesalt", b"password").unwrap();
        assert_eq!(key.as_slice(), hex(answer), "{params:?}");
    }
}

#[test]
fn h09_argon2_is_taken_at_each_limit_and_refused_one_beyond() {
    let cases = [
        (MAX_MEMORY_KIB, 10, 1, true),
        (1_048_576, 10, 1, true),
        (1_048_577, 1, 1, false),
        (1_048_576, 11, 1, false),
        (20_971, MAX_PASSES, 1, true),
        (20_972, MAX_PASSES, 1, false),
        (8, 501, 1, false),
        (1_024, 1, MAX_LANES, true),
        (1_024, 1, MAX_LANES + 1, false),
    ];
    for (memory_kib, passes, lanes, is_taken) in cases {
        let params = Argon2Params {
            memory_kib,
            passes,
            lanes,
            ..SMALL
        };
        let wanted = if is_taken { Ok(()) } else { Err(Error::KdfOutOfRange) };
        assert_eq!(params.check(), wanted, "{params:?}");
    }
}

#[test]
fn s2k_gives_up_to_64_bytes_and_each_length_begins_as_the_longer_one() {
    for hash in [2, 8, 10] {
        let longest = derive_s2k(hash, b"saltsalt", 1_000, b"password", 64).unwrap();
        for length in 0..=64 {
            let key = derive_s2k(hash, b"saltsalt", 1_000, b"password", length).unwrap();
            assert_eq!(key.as_slice(), &longest[..length]);
        }
        for length in [65, 66, 1_000] {
            let refused = derive_s2k(hash, b"saltsalt", 1_000, b"password", length);
            assert_eq!(refused.err(), Some(Error::KdfOutOfRange));
        }
    }
}

#[test]
fn cfb_opens_the_standards_vectors_with_every_length_of_key() {
    // NIST SP 800-38A, F.3.13, F.3.15 and F.3.17: its IV goes in front, as the first sealed block of a stream of ours.
    let answers = [
        ("2b7e151628aed2a6abf7158809cf4f3c", "3b3fd92eb72dad20333449f8e83cfb4a"),
        (
            "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
            "cdc80d6fddf18cab34c25909c99a4174",
        ),
        (
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            "dc7e84bfda79164b7ecd8486985d3860",
        ),
    ];
    for (key, sealed) in answers {
        let mut stream = hex("000102030405060708090a0b0c0d0e0f");
        stream.extend(hex(sealed));
        decrypt_cfb(&hex(key), &mut stream).unwrap();
        assert_eq!(stream[16..], hex("6bc1bee22e409f96e93d7e117393172a"));
    }
    assert_eq!(decrypt_cfb(&[0; 20], &mut [0; 16]), Err(Error::InvalidInput));
}
