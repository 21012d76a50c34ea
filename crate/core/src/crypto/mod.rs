//! Cryptography: the only users of the RustCrypto crates.
//!
//! Every primitive is another's, audited and standard; what is ours is how they are joined, and that is written down in
//! `docs/format.md`. This floor knows nothing of items, headers or records: bytes in, bytes out. Names: `derive_` is
//! deterministic, `make_` is random, `seal`/`open` data, `wrap`/`unwrap` keys.

pub mod aead;
pub mod digest;
pub mod envelope;
pub mod exposure;
#[cfg(feature = "transfer")]
pub mod foreign;
#[cfg(feature = "transfer")]
pub mod foreign_kdf;
pub mod inbox;
pub mod kdf;
pub mod otp_mac;
pub mod random;
pub mod sign;
pub mod stream;
pub mod subkey;
