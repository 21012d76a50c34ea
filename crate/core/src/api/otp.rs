//! What crosses of one-time codes: what a scanned or typed text says, what is wrong with it, and a code with its time.

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// How codes follow one another.
    pub enum OtpKind {
        /// One a period of time, RFC 6238.
        Totp,
        /// One a press, RFC 4226.
        Hotp,
        /// Five letters and digits every 30 seconds, as Steam makes them.
        Steam,
    }
}

crossing! {
    /// The hash inside the code's HMAC.
    pub enum OtpAlgorithm {
        /// SHA-1, which nearly all sites use.
        Sha1,
        /// SHA-256.
        Sha256,
        /// SHA-512.
        Sha512,
    }
}

crossing! {
    /// What a text for one-time codes says.
    pub struct OtpDetails {
        /// How codes follow one another.
        pub kind: OtpKind,
        /// Who issued it; may be empty.
        pub issuer: String,
        /// For which account; may be empty.
        pub account: String,
        /// The hash.
        pub algorithm: OtpAlgorithm,
        /// Characters of a code, 5 (Steam) or 6 to 10.
        pub digits: u8,
        /// Seconds for which a code is shown, 1 to 3,600; 0 for a counter.
        pub period_seconds: u32,
        /// The next code's number, at most 2⁵³ − 1; 0 where time counts.
        pub counter: u64,
        /// All of it in canonical form, with the secret: what an item stores.
        pub uri: String,
    }
}

crossing! {
    /// The part of a text for one-time codes that is at fault.
    pub enum OtpPart {
        /// The text as a whole: neither an address for one-time codes nor a secret, or too long.
        Text,
        /// `totp` or `hotp`.
        Kind,
        /// The name of issuer and account.
        Label,
        /// `secret`.
        Secret,
        /// `issuer`.
        Issuer,
        /// `algorithm`.
        Algorithm,
        /// `digits`.
        Digits,
        /// `period`.
        Period,
        /// `counter`.
        Counter,
        /// `encoder`, by which Steam's codes are told.
        Encoder,
    }
}

crossing! {
    /// What is wrong with a part.
    pub enum OtpFlaw {
        /// It is not there.
        Missing,
        /// It is not what it must be, or out of its range.
        Malformed,
        /// It is there more than once.
        Repeated,
    }
}

crossing! {
    /// Why a text gives no one-time codes.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub struct OtpFault {
        /// Which part.
        pub part: OtpPart,
        /// What is wrong with it.
        pub flaw: OtpFlaw,
    }
}

crossing! {
    /// How a text for one-time codes was read: exactly one of the two is there.
    pub struct OtpReading {
        /// What it says.
        pub otp: Option<OtpDetails>,
        /// What is wrong with it.
        pub fault: Option<OtpFault>,
    }
}

crossing! {
    /// A one-time code and when it holds.
    pub struct OtpCode {
        /// The code.
        pub code: String,
        /// The first moment of its period; absent for a counter's code.
        pub valid_from_ms: Option<u64>,
        /// The first moment at which it is no longer shown; absent for a counter's code.
        pub valid_until_ms: Option<u64>,
    }
}
