//! What the named strings of a KeePass entry mean: its own five, one-time codes of several programs, further addresses,
//! and KeePassXC's passkeys. All others are custom fields.

use super::super::letters;
use super::super::otp::to_base32;
use crate::api::{CustomField, CustomFieldKind, ImportedItem, Passkey};

/// How the address of an app begins.
const APP: &str = "androidapp://";

/// Reads names and values, of which some are protected.
pub(super) fn read(item: &mut ImportedItem, strings: Vec<(String, String, bool)>) {
    let mut passkey = Passkey::default();
    let mut otp = OtpParts::default();
    // The entry's own address stands before further ones, whatever their order in the file.
    let (own, others): (Vec<_>, Vec<_>) = strings.into_iter().partition(|(name, ..)| name == "URL");
    for (name, value, protected) in own.into_iter().chain(others) {
        let kind = if protected {
            CustomFieldKind::Hidden
        } else {
            CustomFieldKind::Text
        };
        match name.as_str() {
            "Title" => item.content.title = value,
            "UserName" => item.add_username(value),
            "Password" => item.set_password(value),
            "URL" => item.add_url(&value),
            "Notes" => item.add_notes(value),
            _ if is_url(&name) => item.add_url(&value),
            _ if !protected && take_app(item, &name, &value) => {}
            _ if passkey_part(&mut passkey, &name, &value) => {}
            _ if otp.take(&name, &value) => {}
            _ => item.add_field(name, value, kind),
        }
    }
    if let Some(otp) = otp.into_address() {
        item.set_otp(otp);
    }
    if passkey != Passkey::default() {
        item.login().passkeys.push(passkey);
    }
}

/// Whether a string is one that is never hidden.
pub(super) fn is_shown(name: &str) -> bool {
    matches!(name, "Title" | "Notes" | "URL") || is_url(name)
}

/// `KP2A_URL`, `KP2A_URL_1`, `URL_2`.
fn is_url(name: &str) -> bool {
    name.starts_with("KP2A_URL")
        || name
            .strip_prefix("URL_")
            .is_some_and(|rest| rest.parse::<u16>().is_ok())
}

/// KeePassDX's `AndroidApp` and `AndroidApp_1`: a package that the entry belongs to. Its `AndroidApp Signature` is none.
fn take_app(item: &mut ImportedItem, name: &str, value: &str) -> bool {
    let Some(rest) = name.strip_prefix("AndroidApp") else {
        return false;
    };
    let number = rest.strip_prefix('_').unwrap_or(rest);
    let package = value.strip_prefix(APP).unwrap_or(value);
    let is_numbered = rest.is_empty() || number.parse::<u16>().is_ok();
    if !is_numbered || package.is_empty() || package.contains(':') {
        return false;
    }
    item.add_url(&format!("{APP}{package}"));
    true
}

fn passkey_part(passkey: &mut Passkey, name: &str, value: &str) -> bool {
    let Some(part) = name.strip_prefix("KPEX_PASSKEY_") else {
        return false;
    };
    let bytes = || letters::from_base64(value).unwrap_or_else(|| value.as_bytes().to_vec());
    match part {
        "USERNAME" => value.clone_into(&mut passkey.user_name),
        "CREDENTIAL_ID" | "GENERATED_USER_ID" => passkey.credential_id = bytes(),
        "PRIVATE_KEY_PEM" => match letters::from_pem(value) {
            Some(key) => passkey.private_key = key,
            None => keep(passkey, part, value),
        },
        "RELYING_PARTY" => value.clone_into(&mut passkey.rp_id),
        "USER_HANDLE" => passkey.user_handle = bytes(),
        _ => keep(passkey, part, value),
    }
    passkey.discoverable = true;
    true
}

fn keep(passkey: &mut Passkey, name: &str, value: &str) {
    passkey.others.push(CustomField {
        name: name.to_owned(),
        kind: CustomFieldKind::Hidden,
        value: value.to_owned(),
        ..CustomField::default()
    });
}

/// A one-time code as KeePass, KeePassXC, TrayTOTP and KeeOtp write it.
#[derive(Default)]
struct OtpParts {
    whole: String,
    secret: String,
    is_counter: bool,
    is_steam: bool,
    digits: String,
    period: String,
    algorithm: String,
    counter: String,
}

impl OtpParts {
    fn take(&mut self, name: &str, value: &str) -> bool {
        let place = match name {
            "otp" => &mut self.whole,
            "TimeOtp-Secret-Base32" | "TOTP Seed" => &mut self.secret,
            _ if self.take_encoded(name, value) => return true,
            "TimeOtp-Length" => &mut self.digits,
            "TimeOtp-Period" => &mut self.period,
            "TimeOtp-Algorithm" => &mut self.algorithm,
            "HmacOtp-Secret-Base32" => {
                self.is_counter = true;
                &mut self.secret
            }
            "HmacOtp-Counter" => &mut self.counter,
            "TOTP Settings" => {
                // What may follow is an address to set the clock by.
                let mut parts = value.split(';').map(str::trim);
                let (period, digits) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                self.is_steam = digits == "S";
                period.clone_into(&mut self.period);
                if !self.is_steam {
                    digits.clone_into(&mut self.digits);
                }
                return true;
            }
            _ => return false,
        };
        value.clone_into(place);
        true
    }

    /// A secret of KeePass in another writing than base32.
    fn take_encoded(&mut self, name: &str, value: &str) -> bool {
        let Some((kind, writing)) = name.split_once("Otp-Secret") else {
            return false;
        };
        let secret = match (kind, writing) {
            ("Time" | "Hmac", "") => Some(value.as_bytes().to_vec()),
            ("Time" | "Hmac", "-Hex") => letters::from_hex(value),
            ("Time" | "Hmac", "-Base64") => letters::from_base64(value),
            _ => None,
        };
        let Some(secret) = secret.filter(|secret| !secret.is_empty()) else {
            return false;
        };
        self.is_counter = kind == "Hmac";
        self.secret = to_base32(&secret);
        true
    }

    fn into_address(self) -> Option<String> {
        // KeeOtp writes `key=…&step=…&size=…` where KeePassXC writes an address.
        if let Some(key) = self.whole.strip_prefix("key=") {
            let address = format!("otpauth://totp/?secret={key}");
            return Some(address.replace("&step=", "&period=").replace("&size=", "&digits="));
        }
        if !self.whole.is_empty() {
            return Some(self.whole);
        }
        if self.secret.is_empty() {
            return None;
        }
        if self.is_steam {
            return Some(format!("steam://{}", self.secret));
        }
        let algorithm = self.algorithm.trim_start_matches("HMAC-").replace('-', "");
        let parts = [
            ("digits", self.digits),
            ("period", self.period),
            ("algorithm", algorithm),
            ("counter", self.counter),
        ];
        let usual = [("digits", "6"), ("period", "30"), ("algorithm", "SHA1")];
        let unusual = parts
            .iter()
            .filter(|(name, value)| !value.is_empty() && !usual.contains(&(name, value.as_str())));
        let unusual: String = unusual.map(|(name, value)| format!("&{name}={value}")).collect();
        if unusual.is_empty() && !self.is_counter {
            return Some(self.secret);
        }
        let kind = if self.is_counter { "hotp" } else { "totp" };
        Some(format!("otpauth://{kind}/?secret={}{unusual}", self.secret))
    }
}
