//! 1Password up to version 7, 1PIF: one JSON object a line, lines of stars between.

use std::collections::BTreeMap;

use super::super::fault::{Result, number};
use super::super::found::Found;
use super::super::json::{self, Object};
use super::onepassword::new_item;
use super::onepassword_fields::{Field, category_of, put};
use crate::api::{CustomFieldKind, ImportedItem, ItemKind};

const IDS: [&str; 20] = [
    "uuid",
    "locationKey",
    "securityLevel",
    "contentsHash",
    "keyID",
    "typeName",
    "scope",
    "usernameHash",
    "passwordStrength",
    "autosubmit",
    "htmlForm",
    "createdAt",
    "txTimestamp",
    "tx",
    "hmac",
    "k",
    "ps",
    "ainfo",
    "pgrng",
    "vaultUuid",
];

/// What `secureContents` says in members of its own that its sections say as well.
const TWINS: [&str; 8] = [
    "expiry_mm",
    "expiry_yy",
    "birthdate_dd",
    "birthdate_mm",
    "birthdate_yy",
    "validFrom_mm",
    "validFrom_yy",
    "type",
];
/// Of those, what is to be covered where no section says it.
const SECRETS: [&str; 5] = ["password", "pin", "cvv", "reg_code", "secret"];

/// Whether a text is such an export: objects between lines of stars, or one line of an object alone.
pub(in crate::transfer) fn is_one(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let is_alone = || {
        let has = |name: &str| first.contains(name);
        // The inside of a 1PUX file may be one line as well.
        let is_pux = has("\"accounts\"") && has("\"vaults\"");
        let is_item = has("\"overview\"") && has("\"details\"") && has("\"uuid\"");
        has("\"secureContents\"") && has("\"typeName\"") || is_item && !is_pux
    };
    first.starts_with("***") || (first.starts_with('{') && (lines.any(|line| line.starts_with("***")) || is_alone()))
}

pub(in crate::transfer) fn read(text: &str, found: &mut Found) -> Result<()> {
    let mut objects = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| line.starts_with('{')) {
        let parsed = json::parse(line).map_err(|mut fault| {
            fault.line = Some(number(at + 1));
            fault
        });
        objects.push(parsed?.into_object());
    }
    let mut folders = BTreeMap::new();
    for object in &mut objects {
        if object.peek("typeName").clone().into_text().starts_with("system.folder") {
            let folder = (object.text("title"), object.text("folderUuid"));
            folders.insert(object.text("uuid"), folder);
            object.take("typeName");
        }
    }
    folders
        .keys()
        .try_for_each(|id| found.push_folder(path(&folders, id)))?;
    let is_item = |object: &Object| object.has("typeName") || object.has("overview");
    for object in objects.into_iter().filter(is_item) {
        found.push_told(read_item(object, &folders))?;
    }
    Ok(())
}

/// A folder's name after those of the folders that it lies in.
fn path(folders: &BTreeMap<String, (String, String)>, id: &str) -> String {
    let mut names = Vec::new();
    let mut at = id;
    // A circle of folders ends here as well.
    for _ in 0..32 {
        let Some((name, parent)) = folders.get(at) else { break };
        names.insert(0, name.replace('/', "-"));
        at = parent;
    }
    names.join("/")
}

fn read_item(mut source: Object, folders: &BTreeMap<String, (String, String)>) -> ImportedItem {
    let (mut secure, mut open) = (source.object("secureContents"), source.object("openContents"));
    // On Windows the parts had the names of the vault's own files.
    let mut overview = source.object("overview");
    let mut details = source.object("details");
    let kind = source.first_text(&["typeName", "category"]);
    let category = if kind.contains('.') {
        category_of(&kind)
    } else {
        kind.as_str()
    };
    let title = [source.text("title"), overview.text("title")].concat();
    let mut item = new_item(category, title);
    item.content.folder = path(folders, &source.first_text(&["folderUuid", "folder"]));
    item.created_ms = source.ms("createdAt").or_else(|| source.ms("created"));
    item.changed_ms = source.ms("updatedAt").or_else(|| source.ms("updated"));
    item.trashed = source.truth("trashed");
    item.content.favourite = open.take("faveIndex").whole().is_some() || source.take("fave").whole().is_some();
    for tags in [&mut open, &mut overview, &mut source] {
        tags.list("tags")
            .into_iter()
            .for_each(|tag| item.add_tag(&tag.into_text()));
    }
    let location = source.text("location");
    for part in [&mut secure, &mut overview, &mut source] {
        for mut url in part.objects("URLs") {
            item.add_url(&url.first_text(&["url", "u"]));
        }
    }
    item.add_url(&overview.text("url"));
    read_details(&mut item, &mut secure);
    read_details(&mut item, &mut details);
    item.add_url(&location);
    read_twins(&mut item, secure);
    for mut rest in [details, overview, open, source] {
        rest.drop_all(&IDS);
        item.keep_rest(rest);
    }
    item
}

/// Members that an item has beside its sections, most of which say the same once more.
fn read_twins(item: &mut ImportedItem, mut secure: Object) {
    let (month, year) = (secure.text("expiry_mm"), secure.text("expiry_yy"));
    if item.content.kind == ItemKind::Card && item.card().expiry_year.is_empty() && !year.is_empty() {
        item.set_expiry(&format!("{month}/{year}"));
    }
    let born = ["birthdate_yy", "birthdate_mm", "birthdate_dd"].map(|part| secure.text(part));
    if item.content.kind == ItemKind::Identity && item.identity().birthday.is_empty() && !born.concat().is_empty() {
        item.identity().birthday = born.join("-");
    }
    secure.drop_all(&IDS);
    secure.drop_all(&TWINS);
    for (name, value) in secure.into_rest() {
        let text = value.into_text();
        let is_said = item.says(&text) || name.ends_with("_local");
        let is_country = name == "country" && item.says(&text.to_uppercase());
        let about = Field {
            section: "",
            id: &name,
            title: &name,
            kind: if SECRETS.contains(&name.as_str()) {
                "concealed"
            } else {
                ""
            },
        };
        if !is_said && !is_country {
            put(item, &about, json::Json::Text(text));
        }
    }
}

/// Notes, password, fields, sections and earlier passwords.
fn read_details(item: &mut ImportedItem, secure: &mut Object) {
    item.add_notes(secure.text("notesPlain"));
    item.set_password(secure.text("password"));
    for mut field in secure.objects("fields") {
        let value = field.text("value");
        match (field.text("designation").as_str(), field.text("type").as_str()) {
            ("username", _) => item.add_username(value),
            ("password", _) => item.set_password(value),
            (_, "P") => item.add_field(field.text("name"), value, CustomFieldKind::Hidden),
            (_, "C" | "I" | "B") => {}
            _ => item.add_field(field.text("name"), value, CustomFieldKind::Text),
        }
    }
    for mut section in secure.objects("sections") {
        let title = section.text("title");
        for mut field in section.objects("fields") {
            let (id, name, kind) = (field.text("n"), field.text("t"), field.text("k"));
            let about = Field {
                section: &title,
                id: &id,
                title: &name,
                kind: &kind,
            };
            put(item, &about, field.take("v"));
        }
    }
    for mut past in secure.objects("passwordHistory") {
        item.add_past(past.text("value"), past.ms("time"));
    }
}
