//! One target under libFuzzer: the one that the variable `LATCHKEY_TARGET` names.
//!
//! Built by `cargo xtask fuzz`, with counters in every branch.
#![no_main]

use std::sync::LazyLock;

use latchkey_fuzz::{Act, find};

static ACT: LazyLock<Act> = LazyLock::new(|| {
    let name = std::env::var("LATCHKEY_TARGET").unwrap_or_default();
    find(&name)
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| (*ACT)(data));
