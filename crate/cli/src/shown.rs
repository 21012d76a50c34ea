//! An item as lines of text. Secrets are covered unless asked for; a passkey's private key is never shown.

use latchkey_core::api::{CustomFieldKind, Item, ItemKind};

use crate::names::printable;

/// What stands for a secret.
const COVER: &str = "••••••••";

/// What a kind of item is called.
pub(crate) fn kind_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Login => "login",
        ItemKind::Card => "card",
        ItemKind::Identity => "identity",
        ItemKind::Note => "note",
        ItemKind::Custom => "custom",
        ItemKind::Unknown => "unknown",
    }
}

/// A label and a value; whether the value is covered.
type Line<'a> = (String, &'a str, bool);

/// All lines of an item.
pub(crate) fn lines(item: &Item, reveal: bool) -> Vec<String> {
    let content = &item.content;
    let tags = content.tags.join(", ");
    let mut lines: Vec<Line<'_>> = vec![
        ("title".into(), &content.title, false),
        ("id".into(), &item.id, false),
        ("kind".into(), kind_name(content.kind), false),
        ("called".into(), &content.label, false),
        ("folder".into(), &content.folder, false),
    ];
    if let Some(login) = &content.login {
        lines.extend(
            login
                .usernames
                .iter()
                .map(|name| ("username".into(), name.as_str(), false)),
        );
        lines.push(("password".into(), &login.password, true));
        lines.extend(
            login
                .urls
                .iter()
                .map(|saved| ("address".into(), saved.url.as_str(), false)),
        );
        lines.push(("one-time code".into(), &login.otp, true));
        let passkeys = login
            .passkeys
            .iter()
            .map(|passkey| ("passkey for".into(), passkey.rp_id.as_str(), false));
        lines.extend(passkeys);
    }
    if let Some(card) = &content.card {
        let fields: [(&str, &String, bool); 9] = [
            ("name", &card.name, false),
            ("number", &card.number, true),
            ("expiry month", &card.expiry_month, false),
            ("expiry year", &card.expiry_year, false),
            ("security code", &card.security_code, true),
            ("PIN", &card.pin, true),
            ("brand", &card.brand, false),
            ("issuer", &card.issuer, false),
            ("valid from", &card.valid_from, false),
        ];
        lines.extend(fields.map(|(name, value, covered)| (name.to_owned(), value.as_str(), covered)));
    }
    lines.extend(identity(item));
    for field in &content.fields {
        let covered = field.kind == CustomFieldKind::Hidden;
        lines.push((printable(&field.name), &field.value, covered));
    }
    lines.push(("tags".into(), &tags, false));
    lines.push(("notes".into(), &content.notes, false));
    for past in &item.history {
        lines.push(("earlier password".into(), &past.password, true));
    }
    for file in &item.attachments {
        lines.push(("attachment".into(), &file.name, false));
    }
    let told = lines.into_iter().filter(|(_, value, _)| !value.is_empty());
    told.map(|(name, value, covered)| line(&name, value, covered && !reveal))
        .collect()
}

fn identity(item: &Item) -> Vec<Line<'_>> {
    let Some(identity) = &item.content.identity else {
        return Vec::new();
    };
    let fields: [(&str, &String, bool); 19] = [
        ("honorific prefix", &identity.honorific_prefix, false),
        ("given name", &identity.given_name, false),
        ("additional name", &identity.additional_name, false),
        ("family name", &identity.family_name, false),
        ("birthday", &identity.birthday, false),
        ("sex", &identity.sex, false),
        ("organization", &identity.organization, false),
        ("organization title", &identity.organization_title, false),
        ("email", &identity.email, false),
        ("tel", &identity.tel, false),
        ("street address", &identity.street_address, false),
        ("city", &identity.city, false),
        ("region", &identity.region, false),
        ("postal code", &identity.postal_code, false),
        ("country", &identity.country, false),
        ("username", &identity.username, false),
        ("national id", &identity.national_id, true),
        ("passport", &identity.passport, true),
        ("driving licence", &identity.driving_licence, true),
    ];
    fields
        .into_iter()
        .map(|(name, value, covered)| (name.to_owned(), value.as_str(), covered))
        .collect()
}

fn line(name: &str, value: &str, covered: bool) -> String {
    if covered {
        return format!("{name}: {COVER}");
    }
    let shown: Vec<String> = value.split('\n').map(printable).collect();
    // Further lines are set in, so that none can pass for a field.
    format!("{name}: {}", shown.join("\n  "))
}
