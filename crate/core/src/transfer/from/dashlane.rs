//! Dashlane, JSON of its old programs: a list for each kind of thing, under a name in capitals.

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::Object;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

pub(in crate::transfer) fn read(export: Object, found: &mut Found) -> Result<()> {
    for (kind, list) in export.into_rest() {
        for source in list.into_list() {
            let item = read_item(&kind, source.into_object());
            found.push_told(item)?;
        }
    }
    Ok(())
}

fn read_item(kind: &str, mut source: Object) -> ImportedItem {
    let title = source.first_text(&["title", "name"]);
    let mut item = match kind {
        "AUTHENTIFIANT" => ImportedItem::new(ItemKind::Login, title),
        "SECURENOTE" => ImportedItem::new(ItemKind::Note, title),
        "PAYMENTMEANS_CREDITCARD" => ImportedItem::new(ItemKind::Card, title),
        "IDENTITY" | "ADDRESS" | "EMAIL" | "PHONE" => ImportedItem::new(ItemKind::Identity, title),
        other => ImportedItem::custom(&other.to_lowercase().replace('_', " "), title),
    };
    item.add_notes(source.text("note"));
    match item.content.kind {
        ItemKind::Login => {
            item.add_url(&source.first_text(&["url", "domain"]));
            for name in ["login", "email", "secondaryLogin"] {
                item.add_username(source.text(name));
            }
            item.set_password(source.text("password"));
            item.set_otp(source.first_text(&["otpUrl", "otpSecret"]));
        }
        ItemKind::Note => item.add_notes(source.text("content")),
        ItemKind::Card => {
            let card = item.card();
            card.name = source.text("ownerName");
            card.number = source.text("cardNumber");
            card.security_code = source.text("securityCode");
            card.issuer = source.text("bank");
            let (month, year) = (source.text("expireMonth"), source.text("expireYear"));
            item.set_expiry(&format!("{month}/{year}"));
            source.take("cardNumberLastDigits");
        }
        ItemKind::Identity => {
            let identity = item.identity();
            identity.honorific_prefix = source.text("title");
            identity.given_name = source.text("firstName");
            identity.additional_name = source.text("middleName");
            identity.family_name = source.text("lastName");
            identity.birthday = source.text("birthDate");
            identity.email = source.text("email");
            identity.tel = source.first_text(&["number", "phoneNumber"]);
            identity.city = source.first_text(&["addressCity", "city"]);
            identity.postal_code = source.first_text(&["addressZipcode", "zipCode"]);
            identity.country = source.first_text(&["addressCountry", "country"]);
            identity.region = source.first_text(&["addressState", "state"]);
            item.add_street_line(&source.first_text(&["addressFull", "address"]));
        }
        _ => item.add_field("Content", source.text("content"), CustomFieldKind::Hidden),
    }
    item.keep_rest(source);
    item
}
