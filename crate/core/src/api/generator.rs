//! What crosses of the generator: what is wished for, what the field and its site demand, and what was made.

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

/// What is to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Wish {
    /// Characters.
    Password(PasswordWish),
    /// Words.
    Passphrase(PassphraseWish),
    /// Digits.
    Pin(PinWish),
    /// A user name: a random word.
    RandomWord(RandomWordWish),
    /// A user name: the user's own address with a random tag after a plus.
    PlusAddress(PlusAddressWish),
    /// A user name: a random address of a domain that takes all mail.
    CatchAll(CatchAllWish),
}

crossing! {
    /// A password of characters. A class that is absent is left out; a number says how many there are at least, 0 to 5.
    #[derive(Debug)]
    pub struct PasswordWish {
        /// Characters, 8 to 128.
        pub length: u32,
        /// a to z.
        pub lower: Option<u32>,
        /// A to Z.
        pub upper: Option<u32>,
        /// 0 to 9.
        pub digits: Option<u32>,
        /// Signs that nearly every site takes.
        pub signs: Option<u32>,
        /// Leave out what is easily taken for something else: 0 O o, 1 I l.
        pub exclude_ambiguous: bool,
    }
}

crossing! {
    /// A passphrase of words of EFF's large list.
    #[derive(Debug)]
    pub struct PassphraseWish {
        /// Words, 3 to 12.
        pub words: u32,
        /// What stands between them: up to three ASCII signs or spaces.
        pub separator: String,
        /// Whether each word begins with a capital.
        pub capitals: bool,
        /// Whether a digit stands behind one of the words.
        pub number: bool,
    }
}

crossing! {
    /// A PIN.
    #[derive(Debug)]
    pub struct PinWish {
        /// Digits, 3 to 12.
        pub length: u32,
    }
}

crossing! {
    /// A random word as a user name.
    #[derive(Debug)]
    pub struct RandomWordWish {
        /// Whether it begins with a capital.
        pub capitals: bool,
        /// Whether four digits stand behind it.
        pub number: bool,
    }
}

crossing! {
    /// An address with a random tag.
    #[derive(Debug)]
    pub struct PlusAddressWish {
        /// The user's address; a tag that it has already is replaced.
        pub address: String,
    }
}

crossing! {
    /// A random address.
    #[derive(Debug)]
    pub struct CatchAllWish {
        /// The domain.
        pub domain: String,
    }
}

crossing! {
    /// What the field that is to be filled says of itself. It comes from the page and goes before the wish.
    #[derive(Debug)]
    pub struct FieldDemands {
        /// The attribute `passwordrules`, or what is known of the site in the same language; may be empty.
        pub password_rules: String,
        /// The attribute `minlength`.
        pub min_length: Option<u32>,
        /// The attribute `maxlength`.
        pub max_length: Option<u32>,
        /// How many candidates the field's `pattern` has refused so far: later ones are made in other ways.
        pub refused: u32,
    }
}

crossing! {
    /// What to make, and for which field.
    #[derive(Debug)]
    pub struct GeneratorRequest {
        /// What is to be made.
        pub wish: Wish,
        /// The field, if it is for one.
        pub field: Option<FieldDemands>,
    }
}

crossing! {
    /// What a field and its site take, to be shown.
    #[derive(Debug, PartialEq, Eq)]
    pub struct FieldLimits {
        /// Fewest characters, if they say so.
        pub min_length: Option<u32>,
        /// Most characters, if they say so.
        pub max_length: Option<u32>,
        /// The signs they take; absent if any.
        pub signs: Option<String>,
        /// Whether there are rules that could not be read; they were passed over.
        pub unreadable: bool,
    }
}

crossing! {
    /// What was made.
    pub struct Generated {
        /// The password, passphrase, PIN or user name.
        pub value: String,
        /// Binary logarithm of how many there are of which this one was drawn, each as likely as the others.
        pub bits: f64,
        /// What the field takes, if there is one.
        pub limits: Option<FieldLimits>,
    }
}
