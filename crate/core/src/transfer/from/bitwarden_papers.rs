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

/// Where a member belongs in an identity, and what a field of it is called where another paper has filled the place.
type Place = (
    fn(&mut ImportedItem) -> &mut String,
    &'static [&'static str],
    &'static str,
);

const PERSON: &[Place] = &[
    (
        |item| &mut item.identity().given_name,
        &["firstName", "givenName"],
        "First name",
    ),
    (
        |item| &mut item.identity().additional_name,
        &["middleName"],
        "Middle name",
    ),
    (
        |item| &mut item.identity().family_name,
        &["lastName", "surname"],
        "Last name",
    ),
    (|item| &mut item.identity().birthday, &["dateOfBirth"], "Date of birth"),
    (|item| &mut item.identity().sex, &["sex"], "Sex"),
    (
        |item| &mut item.identity().driving_licence,
        &["licenseNumber"],
        "Licence number",
    ),
    (
        |item| &mut item.identity().passport,
        &["passportNumber"],
        "Passport number",
    ),
    (
        |item| &mut item.identity().national_id,
        &["nationalIdentificationNumber"],
        "National identification number",
    ),
];

pub(super) fn read_bank_account(item: &mut ImportedItem, mut source: Object) {
    put(item, &mut source, BANK);
    item.keep_rest(source);
}

pub(super) fn read_paper(item: &mut ImportedItem, mut source: Object) {
    if source.len() == 0 {
        return;
    }
    for (place, members, name) in PERSON {
        item.place(*place, name, source.first_text(members));
    }
    put(item, &mut source, PAPER);
    item.keep_rest(source);
}

fn put(item: &mut ImportedItem, source: &mut Object, parts: &[Part]) {
    for (member, name, kind) in parts {
        item.add_field(*name, source.text(member), *kind);
    }
}
