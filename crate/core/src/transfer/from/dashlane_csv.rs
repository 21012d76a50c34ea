//! Dashlane, CSV: a table for each kind of thing, in one zip or one by one.

use super::super::fault::Result;
use super::super::table::{Header, Row};
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

/// Which of Dashlane's tables this is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::transfer) enum Kind {
    Credentials,
    Payments,
    Papers,
    People,
    Notes,
    Networks,
}

/// Tells a table by its columns.
pub(in crate::transfer) fn kind_of(header: &Header) -> Option<Kind> {
    Some(match header {
        header if header.has(&["username", "username2", "password"]) => Kind::Credentials,
        header if header.has(&["ssid", "passphrase"]) => Kind::Networks,
        header if header.has(&["accountname", "ccnumber"]) => Kind::Payments,
        header if header.has(&["issuedate", "expirationdate", "placeofissue"]) => Kind::Papers,
        header if header.has(&["firstname", "itemname", "addressdoorcode"]) => Kind::People,
        header if header.keys() == ["title", "note"] || header.keys() == ["title", "note", "category"] => Kind::Notes,
        _ => return None,
    })
}

pub(in crate::transfer) fn begin(kind: Kind, row: &mut Row, header: &Header) -> Result<Option<ImportedItem>> {
    let mut take = |key: &str| row.take(header, &[key]);
    Ok(Some(match kind {
        Kind::Credentials => {
            let mut item = ImportedItem::new(ItemKind::Login, take("title"));
            // In this order wherever they stand: the first is the one that signs in.
            for key in ["username", "username2", "username3"] {
                item.add_username(take(key));
            }
            item
        }
        Kind::Notes => ImportedItem::new(ItemKind::Note, take("title")),
        Kind::Networks => network(&mut take),
        Kind::Payments => payment(&mut take),
        Kind::Papers => paper(&mut take),
        Kind::People => person(&mut take),
    }))
}

fn network(take: &mut dyn FnMut(&str) -> String) -> ImportedItem {
    let (name, network) = (take("name"), take("ssid"));
    let title = if name.is_empty() { network.clone() } else { name };
    let mut item = ImportedItem::custom("Wi-Fi", title);
    item.add_field("Network", network, CustomFieldKind::Text);
    item.add_field("Password", take("passphrase"), CustomFieldKind::Hidden);
    item
}

fn payment(take: &mut dyn FnMut(&str) -> String) -> ImportedItem {
    let kind = take("type");
    let title = take("name");
    if kind != "payment_card" && kind != "credit_card" {
        let mut item = ImportedItem::custom("Bank account", title);
        item.add_field("Account holder", take("accountholder"), CustomFieldKind::Text);
        item.add_field("Account number", take("accountnumber"), CustomFieldKind::Hidden);
        item.add_field("Routing number", take("routingnumber"), CustomFieldKind::Text);
        item.add_field("Bank", take("issuingbank"), CustomFieldKind::Text);
        return item;
    }
    let mut item = ImportedItem::new(ItemKind::Card, title);
    let card = item.card();
    let (account, holder) = (take("accountname"), take("accountholder"));
    // Without a holder of its own the account is called by the name on the card.
    card.name = if holder.is_empty() { account.clone() } else { holder };
    card.number = take("ccnumber");
    card.security_code = take("code");
    card.issuer = take("issuingbank");
    let (month, year) = (take("expirationmonth"), take("expirationyear"));
    item.set_expiry(&format!("{month}/{year}"));
    if item.content.title.is_empty() {
        item.content.title = account;
    } else {
        item.place(|item| &mut item.card().name, "Account name", account);
    }
    item
}

fn paper(take: &mut dyn FnMut(&str) -> String) -> ImportedItem {
    let (kind, number) = (take("type"), take("number"));
    let mut item = ImportedItem::new(ItemKind::Identity, kind.replace('_', " "));
    item.set_full_name(&take("name"));
    match kind.as_str() {
        "passport" => item.identity().passport = number,
        "license" => item.identity().driving_licence = number,
        "social_security" => item.identity().national_id = number,
        _ => item.add_field("Number", number, CustomFieldKind::Hidden),
    }
    for (name, key) in [("Issued", "issuedate"), ("Expires", "expirationdate")] {
        item.add_field(name, take(key), CustomFieldKind::Date);
    }
    item.add_field("Place of issue", take("placeofissue"), CustomFieldKind::Text);
    item
}

fn person(take: &mut dyn FnMut(&str) -> String) -> ImportedItem {
    let (kind, title) = (take("type"), take("itemname"));
    let mut item = ImportedItem::new(ItemKind::Identity, if title.is_empty() { kind } else { title });
    item.add_street_line(&take("address"));
    let identity = item.identity();
    identity.honorific_prefix = take("title");
    identity.given_name = take("firstname");
    identity.additional_name = take("middlename");
    identity.family_name = take("lastname");
    identity.username = take("login");
    identity.birthday = take("dateofbirth");
    identity.email = take("email");
    identity.tel = take("phonenumber");
    identity.country = take("country");
    identity.region = take("state");
    identity.city = take("city");
    identity.postal_code = take("zip");
    identity.organization_title = take("jobtitle");
    item
}
