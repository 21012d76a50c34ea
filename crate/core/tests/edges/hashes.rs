//! Hashes that other programs must come to as well.

use latchkey_core::crypto::exposure::derive_list_name;

#[test]
fn a_password_is_named_as_the_public_lists_name_it() {
    // FIPS 180-4's own examples, and the password that every list begins with.
    let names = [
        ("abc", "A9993E364706816ABA3E25717850C26C9CD0D89D"),
        ("", "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"),
        ("password", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8"),
    ];
    for (password, name) in names {
        assert_eq!(*derive_list_name(password.as_bytes()), name);
    }
}
