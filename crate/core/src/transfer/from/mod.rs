//! The formats that are read, one a file.
//!
//! Each takes out of its source what it knows, by name; what is left becomes a field, and a remark says so.

pub(super) mod aegis;
pub(super) mod andotp;
pub(super) mod avast;
pub(super) mod bitwarden;
pub(super) mod bitwarden_csv;
pub(super) mod bitwarden_locked;
pub(super) mod buttercup;
pub(super) mod codes_locked;
pub(super) mod cxf;
pub(super) mod cxf_parts;
pub(super) mod dashlane;
pub(super) mod dashlane_csv;
pub(super) mod enpass;
pub(super) mod enpass_csv;
pub(super) mod firefox;
pub(super) mod google;
pub(super) mod kaspersky;
pub(super) mod kdbx;
pub(super) mod kdbx_header;
pub(super) mod kdbx_key;
pub(super) mod keepass_csv;
pub(super) mod keepass_fields;
pub(super) mod keepass_one;
pub(super) mod keepass_xml;
pub(super) mod keeper;
pub(super) mod keeper_csv;
pub(super) mod lastpass;
pub(super) mod lastpass_notes;
pub(super) mod nordpass;
pub(super) mod onepassword;
pub(super) mod onepassword_csv;
pub(super) mod onepassword_fields;
pub(super) mod onepassword_pif;
pub(super) mod openpgp;
pub(super) mod pass;
pub(super) mod password_safe;
pub(super) mod proton;
pub(super) mod proton_csv;
pub(super) mod roboform;
pub(super) mod roboform_page;
pub(super) mod safeincloud;
pub(super) mod sticky_password;
pub(super) mod two_fas;
pub(super) mod zoho;
