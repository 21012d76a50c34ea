//! Sticky Password, XML: accounts, logins and groups, linked by numbers; a line break in comments is written `/n`.

use std::collections::BTreeMap;

use super::super::fault::Result;
use super::super::found::Found;
use super::super::xml::Element;
use crate::api::{ImportedItem, ItemKind};

const IDS: [&str; 3] = ["ID", "ParentID", "SourceLoginID"];

pub(in crate::transfer) fn read(mut root: Element, found: &mut Found) -> Result<()> {
    let mut database = root.child("Database");
    let mut groups = BTreeMap::new();
    for mut group in database.child("Groups").take_all("Group") {
        let place = (group.attribute("Name"), group.attribute("ParentID"));
        groups.insert(group.attribute("ID"), place);
    }
    for id in groups.keys() {
        found.push_folder(path(&groups, id));
    }
    let mut logins = BTreeMap::new();
    for mut login in database.child("Logins").take_all("Login") {
        logins.insert(login.attribute("ID"), login);
    }
    for mut account in database.child("Accounts").take_all("Account") {
        let links = account.child("LoginLinks").take_all("Login");
        let ids = links.into_iter().map(|mut link| link.attribute("SourceLoginID"));
        let mut linked: Vec<Element> = ids.filter_map(|id| logins.remove(&id)).collect();
        if linked.is_empty() {
            linked.push(Element::default());
        }
        let about = [
            account.attribute("Name"),
            account.attribute("Link"),
            account.attribute("Comments"),
        ];
        let folder = path(&groups, &account.attribute("ParentID"));
        let rest = readable(account);
        for login in linked {
            let mut item = read_login(login);
            let [title, url, comments] = &about;
            title.clone_into(&mut item.content.title);
            folder.clone_into(&mut item.content.folder);
            item.add_url(url);
            item.add_notes(comments.replace("/n", "\n"));
            rest.iter().for_each(|(name, value)| item.keep(name, value.as_str()));
            found.push(item)?;
        }
    }
    for login in logins.into_values() {
        found.push(read_login(login))?;
    }
    for list in database.children.into_iter().chain(root.children) {
        for source in list.children {
            let mut item = ImportedItem::custom(&source.name, "");
            readable(source)
                .iter()
                .for_each(|(name, value)| item.keep(name, value.as_str()));
            found.push(item)?;
        }
    }
    Ok(())
}

fn read_login(mut login: Element) -> ImportedItem {
    let mut item = ImportedItem::new(ItemKind::Login, "");
    item.add_username(login.attribute("Name"));
    item.set_password(login.attribute("Password"));
    readable(login)
        .iter()
        .for_each(|(name, value)| item.keep(name, value.as_str()));
    item
}

/// What a person may want of what is left.
fn readable(element: Element) -> Vec<(String, String)> {
    let rest = element.into_rest().into_iter();
    rest.filter(|(name, _)| !IDS.contains(&name.as_str())).collect()
}

fn path(groups: &BTreeMap<String, (String, String)>, id: &str) -> String {
    let mut names = Vec::new();
    let mut at = id;
    // A circle of groups ends here as well.
    for _ in 0..32 {
        let Some((name, parent)) = groups.get(at) else { break };
        names.insert(0, name.as_str());
        at = parent;
    }
    names.join("/")
}
