//! What a field's `autocomplete` names, as one of our roles.
//!
//! It is one signal among others and never decides. Source of the tokens: HTML, "Autofill".

use crate::api::Role;

/// The role that `autocomplete` names: its last token that is one, whatever section or kind of address stands before.
pub fn role_of(autocomplete: &str) -> Option<Role> {
    autocomplete.split_whitespace().rev().find_map(|token| {
        Some(match token {
            "username" => Role::Username,
            "email" => Role::Email,
            "current-password" => Role::CurrentPassword,
            "new-password" => Role::NewPassword,
            "one-time-code" => Role::OneTimeCode,
            "cc-name" => Role::CcName,
            "cc-number" => Role::CcNumber,
            "cc-exp" => Role::CcExp,
            "cc-exp-month" => Role::CcExpMonth,
            "cc-exp-year" => Role::CcExpYear,
            "cc-csc" => Role::CcCsc,
            "name" => Role::Name,
            "given-name" => Role::GivenName,
            "additional-name" => Role::AdditionalName,
            "family-name" => Role::FamilyName,
            "tel" | "tel-national" => Role::Tel,
            "tel-country-code" => Role::TelCountryCode,
            "address-line1" | "street-address" => Role::AddressLine1,
            "address-line2" => Role::AddressLine2,
            "address-level2" => Role::AddressLevel2,
            "address-level1" => Role::AddressLevel1,
            "postal-code" => Role::PostalCode,
            "country" | "country-name" => Role::Country,
            "bday" => Role::Bday,
            "bday-day" => Role::BdayDay,
            "bday-month" => Role::BdayMonth,
            "bday-year" => Role::BdayYear,
            "organization" => Role::Organization,
            "organization-title" | "url" | "honorific-prefix" | "sex" => Role::Other,
            _ => return None,
        })
    })
}
