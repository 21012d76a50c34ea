//! Bitwarden's newer types of items, JSON: bank accounts, driving licences and passports.
//!
//! Source: the exports that its clients write.

use super::super::json::Object;
use crate::api::{CustomFieldKind, ImportedItem};

use CustomFieldKind::{Date, Hidden, Text};

/// A member, what its field is called, and how it is shown.
type Part = (&'static str, &'static str, CustomFieldKind);

const BANK: &[Part] = &[
    ("bankName", "Bank", Text),
    ("nameOnAccount", "Account holder", Text),
    ("accountType", "Account type", Text),
    ("accountNumber", "Account number", Hidden),
    ("routingNumber", "Routing number", Text),
    ("branchNumber", "Branch number", Text),
    ("pin", "PIN", Hidden),
    ("swiftCode", "SWIFT", Text),
    ("iban", "IBAN", Hidden),
    ("bankContactPhone", "Bank's telephone", Text),
];
const PAPER: &[Part] = &[
    ("issuingCountry", "Issuing country", Text),
    ("issuingState", "Issuing state", Text),
    ("issuingAuthority", "Issuing authority", Text),
    ("issueDate", "Issued", Date),
    ("expirationDate", "Expires", Date),
    ("licenseClass", "Class", Text),
    ("birthPlace", "Place of birth", Text),
    ("nationality", "Nationality", Text),
    ("passportType", "Passport type", Text),
];

pub(super) fn read_bank_account(item: &mut ImportedItem, mut source: Object) {
    put(item, &mut source, BANK);
    item.keep_rest(source);
}

pub(super) fn read_paper(item: &mut ImportedItem, mut source: Object) {
    if source.len() == 0 {
        return;
    }
    let identity = item.identity();
    identity.given_name = source.first_text(&["firstName", "givenName"]);
    identity.additional_name = source.text("middleName");
    identity.family_name = source.first_text(&["lastName", "surname"]);
    identity.birthday = source.text("dateOfBirth");
    identity.sex = source.text("sex");
    identity.driving_licence = source.text("licenseNumber");
    identity.passport = source.text("passportNumber");
    identity.national_id = source.text("nationalIdentificationNumber");
    put(item, &mut source, PAPER);
    item.keep_rest(source);
}

fn put(item: &mut ImportedItem, source: &mut Object, parts: &[Part]) {
    for (member, name, kind) in parts {
        item.add_field(*name, source.text(member), *kind);
    }
}
