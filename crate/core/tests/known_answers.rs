//! Published known answers for each primitive, through the functions that the vault uses.
//!
//! Sources: RFC 9106 section 5.3, draft-irtf-cfrg-xchacha-03 appendix A.3.1, RFC 5869 appendix A, RFC 4231, RFC 9180
//! appendix A.2.1, FIPS 180-4's example, and Project Wycheproof (Apache-2.0, see `tests/data/README.md`).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]

mod vault_fixture;

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use latchkey_core::api::KdfParams;
use latchkey_core::crypto::kdf::KdfPolicy;
use latchkey_core::crypto::{aead, digest, inbox, subkey};
use latchkey_core::error::Error;
use latchkey_core::secret::Secret;
use serde_json::Value;
use vault_fixture::{ScriptedRng, hex};

fn secret(text: &str) -> Secret {
    Secret::from_slice(&hex(text)).unwrap()
}

#[test]
fn argon2id_rfc_9106_section_5_3() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .output_len(32)
        .data(AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    assert_eq!(
        tag[..],
        hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")
    );
}

/// Made with the reference implementation in C (PHC Argon2 20190702, by argon2-cffi): `hash_secret_raw(password,
/// salt = bytes(range(32)), time_cost = 3, memory_cost = 65536, parallelism, hash_len = 32, Type.ID)`.
#[test]
fn argon2id_at_the_shipped_floor_as_the_reference_implementation() {
    let cases = [
        (1, "correct horse battery staple", FLOOR_ONE_LANE),
        (4, "pässword \u{1f511}", FLOOR_FOUR_LANES),
    ];
    for (lanes, password, expected) in cases {
        let params = KdfParams {
            memory_kib: 65_536,
            passes: 3,
            lanes,
            salt: (0..32).collect(),
        };
        let factor = KdfPolicy::shipped()
            .derive_factor(password.as_bytes(), &params)
            .unwrap();
        assert_eq!(factor.expose()[..], hex(expected));
    }
}

const FLOOR_ONE_LANE: &str = "6ed12d7d594a6ae56c7ad1725982ae0d41317bd2b239dd1e0916d913d4da0757";
const FLOOR_FOUR_LANES: &str = "4379a410213520f328b93e075f34360a38f96d2526dbe248e6c8c9adee50eea3";

#[test]
fn xchacha20_poly1305_draft_03_a_3_1() {
    let data = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                 sunscreen would be it.";
    let associated = hex("50515253c0c1c2c3c4c5c6c7");
    let key = secret("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    let nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
    let ciphertext = hex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39
         ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
         21f9664c97637da9768812f615c68b13b52e",
    );
    let tag = hex("c0875924c1c7987947deafd8780acf49");
    let sealed = aead::seal(&key, &associated, data, &mut ScriptedRng(nonce.clone())).unwrap();
    assert_eq!(sealed, [nonce, ciphertext, tag].concat());
    assert_eq!(aead::open(&key, &associated, &sealed).unwrap().as_slice(), data);
}

#[test]
fn hkdf_sha_256_rfc_5869_cases_1_to_3() {
    let counting = |range: std::ops::RangeInclusive<u8>| range.collect::<Vec<u8>>();
    let cases = [
        (
            vec![0x0b; 22],
            counting(0..=0x0c),
            counting(0xf0..=0xf9),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            counting(0..=0x4f),
            counting(0x60..=0xaf),
            counting(0xb0..=0xff),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09
             da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            vec![0x0b; 22],
            Vec::new(),
            Vec::new(),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ];
    for (ikm, salt, info, expected) in cases {
        let expected = hex(expected);
        let mut okm = vec![0; expected.len()];
        subkey::derive_bytes(&ikm, &salt, &[&info], &mut okm).unwrap();
        assert_eq!(okm, expected);
        let (front, back) = info.split_at(info.len() / 2);
        subkey::derive_bytes(&ikm, &salt, &[front, back], &mut okm).unwrap();
        assert_eq!(okm, expected, "the parts of info are joined");
    }
}

#[test]
fn sha_256_fips_180_4_example_and_hmac_sha_256_rfc_4231_case_3() {
    let abc = hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(digest::derive_hash(b"abc")[..], abc);
    // RFC 4231 case 3 has a key of 20 bytes; HMAC pads keys with zeros, so 12 more zeros are the same key.
    let key = secret(&format!("{}{}", "aa".repeat(20), "00".repeat(12)));
    let tag = hex("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    assert_eq!(digest::derive_tag(&key, &[0xdd; 50]).unwrap()[..], tag);
    assert_eq!(digest::verify_tag(&key, &[0xdd; 50], &tag), Ok(()));
    assert_eq!(digest::verify_tag(&key, &[0xdd; 51], &tag), Err(Error::Damaged));
    assert_eq!(digest::verify_tag(&key, &[0xdd; 50], &tag[..31]), Err(Error::Damaged));
}

#[test]
fn hpke_base_rfc_9180_a_2_1() {
    let info = hex("4f6465206f6e2061204772656369616e2055726e");
    let data = hex("4265617574792069732074727574682c20747275746820626561757479");
    let associated = hex("436f756e742d30");
    let seed = secret("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
    let public = inbox::derive_public(&seed).unwrap();
    assert_eq!(
        public[..],
        hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
    );
    let ephemeral = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
    let expected = hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a
         1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28");
    let sealed = inbox::seal(&public, &info, &associated, &data, &mut ScriptedRng(ephemeral)).unwrap();
    assert_eq!(sealed, expected);
    assert_eq!(
        inbox::open(&seed, &info, &associated, &sealed).unwrap().as_slice(),
        data
    );
    assert_eq!(inbox::open(&seed, &info, b"", &sealed).err(), Some(Error::Damaged));
    assert_eq!(
        inbox::open(&seed, b"", &associated, &sealed).err(),
        Some(Error::Damaged)
    );
}

#[test]
fn hpke_refuses_a_public_key_that_gives_no_secret() {
    let zero_point = [0; 32];
    let sealed = inbox::seal(&zero_point, b"", b"", b"data", &mut ScriptedRng(vec![5; 32]));
    assert_eq!(sealed.err(), Some(Error::Damaged));
}

#[test]
fn xchacha20_poly1305_wycheproof() {
    let suite: Value = serde_json::from_str(include_str!("data/xchacha20_poly1305_test.json")).unwrap();
    let field = |case: &Value, name: &str| hex(case[name].as_str().unwrap());
    let (mut valid, mut refused) = (0, 0);
    for group in suite["testGroups"].as_array().unwrap() {
        for case in group["tests"].as_array().unwrap() {
            let key = Secret::from_slice(&field(case, "key")).unwrap();
            let [nonce, associated, data] = ["iv", "aad", "msg"].map(|name| field(case, name));
            let sealed = [nonce.clone(), field(case, "ct"), field(case, "tag")].concat();
            let opened = aead::open(&key, &associated, &sealed);
            match case["result"].as_str().unwrap() {
                "valid" => {
                    valid += 1;
                    assert_eq!(opened.unwrap().as_slice(), data, "case {}", case["tcId"]);
                    let again = aead::seal(&key, &associated, &data, &mut ScriptedRng(nonce)).unwrap();
                    assert_eq!(again, sealed, "case {}", case["tcId"]);
                }
                _ => {
                    refused += 1;
                    assert_eq!(opened.err(), Some(Error::Damaged), "case {}", case["tcId"]);
                }
            }
        }
    }
    assert_eq!((valid + refused) as u64, suite["numberOfTests"].as_u64().unwrap());
    assert!(valid > 200 && refused > 50, "{valid} valid, {refused} refused");
}
