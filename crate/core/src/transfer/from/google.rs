//! Google Authenticator's migration addresses, and lists of `otpauth:` addresses: one a line.
//!
//! The address holds base64 of a message in protocol buffers, of which the few fields are read here.
//! Source: the app's `MigrationPayload`, as its QR codes carry it.

use super::super::fault::{Result, malformed, number};
use super::super::found::Found;
use super::super::letters;
use super::super::otp;
use super::aegis::new_item;
use crate::api::{ImportedItem, ItemKind};

/// How a migration address begins.
pub(in crate::transfer) const MIGRATION: &str = "otpauth-migration://";

/// Reads migration addresses and `otpauth:` addresses.
pub(in crate::transfer) fn read(text: &str, found: &mut Found) -> Result<()> {
    for (at, line) in text
        .lines()
        .map(str::trim)
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let line_number = number(at + 1);
        let read = if line.starts_with(MIGRATION) {
            migration(line, found)
        } else {
            address(line, found)
        };
        read.map_err(|fault| fault.at_line(line_number))?;
    }
    Ok(())
}

fn address(line: &str, found: &mut Found) -> Result<()> {
    if !line.starts_with("otpauth://") {
        found.leave_out("", None);
        return Ok(());
    }
    let label = line
        .split('?')
        .next()
        .and_then(|path| path.rsplit('/').next())
        .unwrap_or_default();
    let label = letters::unescape(label);
    let (issuer, account) = label.split_once(':').unwrap_or((label.as_str(), ""));
    let mut item = ImportedItem::new(ItemKind::Login, issuer.trim());
    item.add_username(account.trim());
    item.set_otp(line);
    found.push(item)
}

fn migration(line: &str, found: &mut Found) -> Result<()> {
    let (_, data) = line.split_once("data=").ok_or_else(malformed)?;
    let data = letters::unescape(data.split('&').next().unwrap_or(data));
    let message = letters::from_base64(&data).ok_or_else(malformed)?;
    for field in Fields(&message) {
        if let (1, Value::Bytes(code)) = field? {
            found.push(read_code(code)?)?;
        }
    }
    Ok(())
}

fn read_code(message: &[u8]) -> Result<ImportedItem> {
    let mut parts = otp::Parts::default();
    for field in Fields(message) {
        match field? {
            (1, Value::Bytes(secret)) => parts.secret = otp::to_base32(secret),
            (2, Value::Bytes(name)) => parts.account = String::from_utf8_lossy(name).into_owned(),
            (3, Value::Bytes(issuer)) => parts.issuer = String::from_utf8_lossy(issuer).into_owned(),
            (4, Value::Number(algorithm)) => {
                parts.algorithm = match algorithm {
                    2 => "SHA256",
                    3 => "SHA512",
                    4 => "MD5",
                    _ => "SHA1",
                }
                .to_owned();
            }
            (5, Value::Number(digits)) => parts.digits = if digits == 2 { "8" } else { "6" }.to_owned(),
            (6, Value::Number(1)) => "hotp".clone_into(&mut parts.kind),
            (7, Value::Number(counter)) => parts.counter = counter.to_string(),
            _ => {}
        }
    }
    // The name is `issuer:account` where the app read it so.
    if let Some((issuer, account)) = parts.account.clone().split_once(':') {
        if parts.issuer.is_empty() {
            issuer.trim().clone_into(&mut parts.issuer);
        }
        account.trim().clone_into(&mut parts.account);
    }
    Ok(new_item(&parts))
}

enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

/// The fields of a message of protocol buffers, in order.
struct Fields<'a>(&'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field().ok_or_else(malformed);
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self) -> Option<(u64, Value<'a>)> {
        let tag = self.varint()?;
        let value = match tag & 7 {
            0 => Value::Number(self.varint()?),
            2 => {
                let len = usize::try_from(self.varint()?).ok()?;
                Value::Bytes(self.bytes(len)?)
            }
            1 => Value::Bytes(self.bytes(8)?),
            5 => Value::Bytes(self.bytes(4)?),
            _ => return None,
        };
        Some((tag >> 3, value))
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes(1)?.first()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn bytes(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }
}
