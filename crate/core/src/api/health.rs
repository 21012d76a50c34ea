//! What crosses of the vault's health: findings, and what asking for exposed passwords needs.

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

crossing! {
    /// What is wrong with the passwords in use. Ids are 32 hex digits; archive and trash are passed over.
    #[derive(Debug, Default, PartialEq, Eq)]
    pub struct Health {
        /// Logins with a password.
        pub counted: u32,
        /// Scored 0 to 2 of 4.
        pub weak: Vec<String>,
        /// Logins that share a password, group by group.
        pub reused: Vec<Vec<String>>,
        /// Their password was set longer ago than the settings allow.
        pub old: Vec<String>,
        /// Saved for an address without encryption.
        pub insecure_address: Vec<String>,
        /// The site offers a second factor, and the item has none.
        pub lacks_second_factor: Vec<String>,
        /// Found in a known breach when it was last asked for.
        pub exposed: Vec<ExposedLogin>,
        /// Nobody scored their password yet.
        pub unscored: Vec<String>,
        /// For the plot: strength (0 to 4; 255 if nobody scored it) and age in days of each.
        pub points: Vec<HealthPoint>,
    }
}

crossing! {
    /// A login whose password is in a known breach.
    #[derive(Debug, PartialEq, Eq)]
    pub struct ExposedLogin {
        /// 32 hex digits.
        pub id: String,
        /// How often it was seen.
        pub count: u64,
    }
}

crossing! {
    /// One login in the plot of strength and age.
    #[derive(Debug, PartialEq, Eq)]
    pub struct HealthPoint {
        /// 32 hex digits.
        pub id: String,
        /// 0 to 4, or 255.
        pub strength: u8,
        /// Whole days since the password was set.
        pub age_days: u32,
    }
}

crossing! {
    /// What one answer of the range service says of the passwords that it was asked for.
    pub struct RangeAnswer {
        /// The five hex digits that were asked for.
        pub prefix: String,
        /// The answer: lines of 35 hex digits, a colon and a count; lines with the count 0 are padding.
        pub lines: String,
    }
}
