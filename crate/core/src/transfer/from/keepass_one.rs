//! KeePass 1 and KeePassX, XML: a list of entries that name their group, and a tree of groups.

use super::super::entry::folder;
use super::super::fault::Result;
use super::super::found::Found;
use super::super::letters;
use super::super::time;
use super::super::xml::Element;
use crate::api::{CustomFieldKind, ImportedItem, ItemKind, RemarkKind};

/// Ids and looks, and when an entry was last looked at.
const LOOKS: [&str; 6] = ["uuid", "image", "icon", "lastaccesstime", "lastaccess", "group/tree"];

/// KeePass 1: `pwlist` of `pwentry`.
pub(in crate::transfer) fn read_list(mut root: Element, found: &mut Found) -> Result<()> {
    for mut entry in root.take_all("pwentry") {
        let mut group = entry.child("group");
        let above = folder(&group.attribute("tree"), '\\');
        let name = group.text.replace('/', "-");
        let path = [above.as_str(), name.trim()].map(|part| part.trim_matches('/'));
        let path = path.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        found.push(read_entry(entry, &path.join("/")))?;
    }
    Ok(())
}

/// KeePassX: `database` of `group`, groups in groups.
pub(in crate::transfer) fn read_tree(mut root: Element, found: &mut Found) -> Result<()> {
    for group in root.take_all("group") {
        read_group(group, "", found)?;
    }
    Ok(())
}

fn read_group(mut group: Element, above: &str, found: &mut Found) -> Result<()> {
    let name = group.child_text("title").replace('/', "-");
    let path = match above {
        "" => name,
        above => format!("{above}/{name}"),
    };
    found.push_folder(path.clone())?;
    for entry in group.take_all("entry") {
        found.push(read_entry(entry, &path))?;
    }
    for child in group.take_all("group") {
        read_group(child, &path, found)?;
    }
    Ok(())
}

fn read_entry(mut source: Element, path: &str) -> ImportedItem {
    let mut item = ImportedItem::new(ItemKind::Login, source.child_text("title"));
    path.clone_into(&mut item.content.folder);
    item.add_username(source.child_text("username"));
    item.set_password(source.child_text("password"));
    item.add_url(&source.child_text("url"));
    for name in ["notes", "comment"] {
        item.add_notes(source.child_text(name));
    }
    let mut moment = |names: [&str; 2]| {
        let times = names.map(|name| time::from_iso(&source.child_text(name)));
        times.into_iter().flatten().next()
    };
    item.created_ms = moment(["creationtime", "creation"]);
    item.changed_ms = moment(["lastmodtime", "lastmod"]);
    for name in ["expiretime", "expire"] {
        let mut expiry = source.child(name);
        let ends = expiry.attribute("expires") != "false" && expiry.text != "Never";
        if ends && let Some(ms) = time::from_iso(&expiry.text) {
            let day: String = time::to_iso(ms).chars().take(10).collect();
            item.add_field("Expires", day, CustomFieldKind::Date);
        }
    }
    let name = [source.child_text("attachdesc"), source.child_text("bindesc")].concat();
    let bytes = [source.child_text("attachment"), source.child_text("bin")].concat();
    match letters::from_base64(&bytes) {
        Some(bytes) if !bytes.is_empty() => item.add_file(name, "", bytes),
        _ if !name.is_empty() => item.remark(RemarkKind::FileMissing, &name),
        _ => {}
    }
    for (name, value) in source.into_rest() {
        if !LOOKS.contains(&name.as_str()) {
            item.keep(&name, value);
        }
    }
    item
}
