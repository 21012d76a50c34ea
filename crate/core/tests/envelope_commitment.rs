//! Attack D15 in earnest: a wrap that opens under two keys is built, and the commitment refuses the second.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]

mod key_collision;
mod vault_fixture;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use key_collision::{collide, one_time_key};
use latchkey_core::crypto::envelope::{self, Envelope, FactorOutput};
use latchkey_core::crypto::subkey;
use latchkey_core::error::Error;
use vault_fixture::{SeededRng, secret};

const CONTEXT: &[u8] = b"sixteen bytes ctx";

#[test]
fn d15_a_wrap_that_opens_under_two_keys_opens_under_the_committed_one_alone() {
    let factors = [secret(1), secret(2)];
    let given = factors.each_ref().map(|secret| [FactorOutput { kind: 1, secret }]);
    let salt = [3; 32];
    // KEK and commitment as docs/format.md says.
    let derived = factors.each_ref().map(|secret| {
        let ikm = [&[1], secret.expose().as_slice()].concat();
        let mut okm = [0; 64];
        subkey::derive_bytes(&ikm, &salt, &[b"latchkey/1/envelope", CONTEXT], &mut okm).unwrap();
        okm
    });
    let keks: [[u8; 32]; 2] = derived.map(|okm| okm[..32].try_into().unwrap());
    let one_time = keks.each_ref().map(one_time_key);
    let (body, tag) = collide(one_time.each_ref(), CONTEXT);
    let wrap: [u8; 48] = [body.as_slice(), &tag].concat().try_into().unwrap();
    for kek in &keks {
        let plain = XChaCha20Poly1305::new(kek.into());
        let opened = plain.decrypt(
            &XNonce::default(),
            Payload {
                msg: &wrap,
                aad: CONTEXT,
            },
        );
        assert_eq!(opened.unwrap().len(), 32, "the bare AEAD opens it under both keys");
    }
    for (own, other) in [(0, 1), (1, 0)] {
        let commitment = derived[own][32..].try_into().unwrap();
        let forged = Envelope { salt, commitment, wrap };
        assert!(envelope::unwrap_key(&forged, &given[own], CONTEXT).is_ok());
        assert_eq!(
            envelope::unwrap_key(&forged, &given[other], CONTEXT).err(),
            Some(Error::WrongPassword)
        );
    }
}

#[test]
fn an_envelope_opens_with_its_factors_and_context_alone() {
    let key = secret(42);
    let (first, second) = (secret(1), secret(2));
    let both = || {
        [
            FactorOutput {
                kind: 1,
                secret: &first,
            },
            FactorOutput {
                kind: 2,
                secret: &second,
            },
        ]
    };
    let wrapped = envelope::wrap_key(&key, &both(), CONTEXT, &mut SeededRng::new(1)).unwrap();
    assert_eq!(
        envelope::unwrap_key(&wrapped, &both(), CONTEXT).unwrap().expose(),
        key.expose()
    );
    let [one, two] = both();
    let refused = [
        envelope::unwrap_key(&wrapped, &[one], CONTEXT),
        envelope::unwrap_key(&wrapped, &[two], CONTEXT),
        envelope::unwrap_key(&wrapped, &[], CONTEXT),
        envelope::unwrap_key(&wrapped, &both(), b"another context"),
        envelope::unwrap_key(
            &wrapped,
            &[
                FactorOutput {
                    kind: 1,
                    secret: &second,
                },
                FactorOutput {
                    kind: 2,
                    secret: &first,
                },
            ],
            CONTEXT,
        ),
        envelope::unwrap_key(
            &wrapped,
            &[
                FactorOutput {
                    kind: 3,
                    secret: &first,
                },
                FactorOutput {
                    kind: 2,
                    secret: &second,
                },
            ],
            CONTEXT,
        ),
    ];
    assert!(
        refused
            .into_iter()
            .all(|opened| opened.err() == Some(Error::WrongPassword))
    );
    let again = envelope::wrap_key(&key, &both(), CONTEXT, &mut SeededRng::new(2)).unwrap();
    assert!(again.salt != wrapped.salt && again.wrap != wrapped.wrap && again.commitment != wrapped.commitment);
}
