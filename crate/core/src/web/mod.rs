//! What the core understands of the web: addresses, forms and their fields, what to fill, what to offer to save.
//!
//! Pages are untrusted here: [`limits`] bounds a snapshot before anything else looks at it, and only what the browser
//! itself says of a document ([`crate::api::FrameContext`]) decides where a login may go.
//! This floor never reads or writes the vault, never sees a stored password it was not given, and never asks the time.

pub mod around;
pub mod boxes;
pub mod cards;
pub mod classify;
pub mod codes;
pub mod dates;
pub mod examples;
pub mod fill;
pub mod fill_code;
pub mod fill_guards;
pub mod fill_new;
pub mod fill_person;
pub mod fill_person_values;
pub mod hints;
pub mod hints_person;
pub mod limits;
pub mod lookalike;
pub mod matching;
pub mod names;
pub mod naming;
pub mod options;
pub mod origin;
pub mod parts;
pub mod purpose;
pub mod said;
pub mod save;
pub mod sections;
pub mod shown;
pub mod states;
pub mod suffix;
pub mod tokens;
pub mod votes;
pub mod words;
