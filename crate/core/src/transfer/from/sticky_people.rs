//! The people of Sticky Password: what is known of each by numbers of roles, and the cards and bank accounts within.
//!
//! Source: what other importers read of its exports; a role that none of them names keeps its number.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::xml::Element;
use super::sticky_password::finish;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

/// Where the value of a role belongs.
type Place = fn(&mut ImportedItem) -> &mut String;

/// Reads a person; `path` tells the folder of a number.
pub(super) fn read(mut source: Element, path: impl Fn(&str) -> String, found: &mut Found) -> Result<()> {
    let name = source.attribute("Name");
    let folder = path(&source.attribute("ParentID"));
    let mut others = Vec::new();
    for (list, each, kind) in [
        ("CreditCards", "CreditCard", ItemKind::Card),
        ("BankAccounts", "BankAccount", ItemKind::Custom),
    ] {
        for mut other in source.child(list).take_all(each) {
            let mut item = match kind {
                ItemKind::Card => ImportedItem::new(kind, ""),
                _ => ImportedItem::custom("Bank account", ""),
            };
            item.content.title = match other.attribute("Name") {
                own if own.is_empty() => name.clone(),
                own => own,
            };
            folder.clone_into(&mut item.content.folder);
            read_roles(&mut item, &mut other);
            finish(&mut item, other);
            others.push(item);
        }
    }
    let mut item = ImportedItem::new(ItemKind::Identity, name);
    item.content.folder = folder;
    read_roles(&mut item, &mut source);
    finish(&mut item, source);
    found.push(item)?;
    others.into_iter().try_for_each(|other| found.push(other))
}

fn read_roles(item: &mut ImportedItem, source: &mut Element) {
    for mut value in source.child("RoleValues").take_all("RoleValue") {
        let (role, text) = (value.attribute("RoleType"), value.attribute("Name"));
        read_role(item, &role, text);
        finish_role(item, &role, value);
    }
}

/// What a role says beside its value.
fn finish_role(item: &mut ImportedItem, role: &str, value: Element) {
    for (name, text) in value.into_rest() {
        if name != "ID" && name != "ParentID" {
            item.keep(&format!("{}/{name}", name_of(role)), text);
        }
    }
}

fn read_role(item: &mut ImportedItem, role: &str, text: String) {
    if text.is_empty() {
        return;
    }
    let kind = item.content.kind;
    match (role, kind) {
        ("6", ItemKind::Identity) if item.identity().birthday.is_empty() => {
            item.identity().birthday = day(&text).unwrap_or(text);
        }
        ("27" | "28", ItemKind::Identity) => item.add_street_line(&text),
        ("40", ItemKind::Card) if item.card().expiry_year.is_empty() => {
            item.set_expiry(&month(&text).unwrap_or(text));
        }
        ("41", ItemKind::Card) if item.card().valid_from.is_empty() => {
            item.card().valid_from = month(&text).unwrap_or(text);
        }
        _ => match place_of(kind, role) {
            Some(place) if place(item).is_empty() => *place(item) = text,
            _ => {
                let is_secret = matches!(role, "22" | "38" | "39" | "46" | "48" | "56");
                let shown_as = if is_secret {
                    CustomFieldKind::Hidden
                } else {
                    CustomFieldKind::Text
                };
                item.add_field(name_of(role), text, shown_as);
            }
        },
    }
}

fn place_of(kind: ItemKind, role: &str) -> Option<Place> {
    match kind {
        ItemKind::Identity => place_in_identity(role),
        ItemKind::Card => place_in_card(role),
        _ => None,
    }
}

fn place_in_identity(role: &str) -> Option<Place> {
    Some(match role {
        "1" => |item| &mut item.identity().honorific_prefix,
        "2" => |item| &mut item.identity().given_name,
        "3" => |item| &mut item.identity().additional_name,
        "4" => |item| &mut item.identity().family_name,
        "5" => |item| &mut item.identity().sex,
        "8" | "9" => |item| &mut item.identity().tel,
        "12" => |item| &mut item.identity().email,
        "20" => |item| &mut item.identity().username,
        "23" => |item| &mut item.identity().country,
        "24" => |item| &mut item.identity().city,
        "26" => |item| &mut item.identity().postal_code,
        "32" => |item| &mut item.identity().organization,
        "34" => |item| &mut item.identity().organization_title,
        _ => return None,
    })
}

fn place_in_card(role: &str) -> Option<Place> {
    Some(match role {
        "37" => |item| &mut item.card().brand,
        "38" => |item| &mut item.card().number,
        "39" => |item| &mut item.card().security_code,
        "42" => |item| &mut item.card().name,
        "43" => |item| &mut item.card().issuer,
        "46" => |item| &mut item.card().pin,
        _ => return None,
    })
}

/// What a field of a role is called.
fn name_of(role: &str) -> String {
    let name = match role {
        "7" => "Place of birth",
        "8" => "Home phone",
        "9" => "Mobile phone",
        "10" => "Fax",
        "11" => "Website",
        "13" => "Hide e-mail",
        "14" => "Newsletter",
        "15" => "Yahoo",
        "16" => "MSN",
        "17" => "AIM",
        "18" => "Skype",
        "19" => "ICQ",
        "21" => "Reminder question",
        "22" => "Reminder answer",
        "29" => "Language",
        "30" => "Time zone",
        "31" => "Currency",
        "33" => "Department",
        "35" => "Business phone",
        "36" => "Company website",
        "44" => "Toll-free phone",
        "45" => "International phone",
        "47" => "Bank",
        "48" => "Account number",
        "49" => "Account type",
        "50" => "Routing number",
        "51" => "Branch",
        "52" => "Branch phone",
        "53" => "Branch address",
        "54" => "SWIFT",
        "55" => "Owner",
        "56" => "Telephone PIN",
        "57" => "Payment method",
        "58" => "Marital status",
        "59" => "VAT number",
        "60" => "Company id",
        "61" => "Bank account",
        other => return format!("Role {other}"),
    };
    name.to_owned()
}

/// `19791231` → `1979-12-31`.
fn day(text: &str) -> Option<String> {
    let (year, rest) = all_digits(text, 8)?.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some(format!("{year}-{month}-{day}"))
}

/// `092031` → `09/2031`.
fn month(text: &str) -> Option<String> {
    let (month, year) = all_digits(text, 6)?.split_at_checked(2)?;
    ("01"..="12").contains(&month).then(|| format!("{month}/{year}"))
}

fn all_digits(text: &str, len: usize) -> Option<&str> {
    (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}
