//! Everything in clear: one JSON file, and the attachments in a folder beside it.
//!
//! It writes nothing before the whole source was verified, never over a file that is there, for the user's eyes alone
//! where the system knows such a thing, and takes back what it wrote if it cannot end.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use crate::Wishes;
use crate::names::safe_file_name;
use crate::source::{Contents, Source};
use crate::trouble::{Result, of_file};

/// Refuses what cannot be done before a password is asked for.
///
/// # Errors
/// A sentence for the user.
pub(crate) fn check_wishes(wishes: &Wishes) -> Result<()> {
    if wishes.format.as_deref() != Some("json") {
        return Err("The one format is json.".into());
    }
    let (out, folder) = places(wishes);
    for path in [&out, &folder] {
        if path.exists() {
            return Err(format!("{} is there already. Choose another name.", path.display()));
        }
    }
    Ok(())
}

/// Writes all that opened.
///
/// # Errors
/// A sentence for the user; then nothing is left of what was written.
pub(crate) fn write(source: &Source, contents: &Contents, wishes: &Wishes) -> Result<()> {
    let (out, folder) = places(wishes);
    let paths = file_paths(contents, &folder);
    let written = write_files(source, contents, &paths, &folder).and_then(|()| write_json(contents, &paths, &out));
    if let Err(trouble) = written {
        // Only what this run made: neither was there before.
        let _ = fs::remove_file(&out);
        let _ = fs::remove_dir_all(&folder);
        return Err(trouble);
    }
    eprintln!(
        "Written in clear: whoever can read {} can read every password in it. Delete it when you are done.",
        out.display()
    );
    Ok(())
}

fn places(wishes: &Wishes) -> (PathBuf, PathBuf) {
    let out = PathBuf::from(wishes.out.as_deref().unwrap_or_default());
    let mut folder = out.clone().into_os_string();
    folder.push("-attachments");
    (out, folder.into())
}

/// Where each whole attachment goes: its name made safe, with its id's beginning where the name is taken.
fn file_paths(contents: &Contents, folder: &Path) -> BTreeMap<String, PathBuf> {
    let (mut paths, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for attachment in contents.items.iter().flat_map(|item| &item.attachments) {
        if !contents.whole_files.contains(&attachment.id) {
            continue;
        }
        let safe = safe_file_name(&attachment.name);
        // Some file systems take `A` and `a` for one.
        let name = if taken.insert(safe.to_lowercase()) {
            safe
        } else {
            format!("{}-{safe}", attachment.id)
        };
        paths.insert(attachment.id.clone(), folder.join(name));
    }
    paths
}

fn write_files(source: &Source, contents: &Contents, paths: &BTreeMap<String, PathBuf>, folder: &Path) -> Result<()> {
    if paths.is_empty() {
        return Ok(());
    }
    make_folder(folder)?;
    let mut current: Option<(String, File)> = None;
    source.attachments(contents, &mut |id, data| {
        let Some(path) = paths.get(id) else { return Ok(()) };
        if current.as_ref().is_none_or(|(open, _)| open != id) {
            current = Some((id.to_owned(), make_file(path)?));
        }
        match &mut current {
            Some((_, file)) => file.write_all(data).map_err(|error| of_file("write", path, &error)),
            None => Ok(()),
        }
    })
}

fn write_json(contents: &Contents, paths: &BTreeMap<String, PathBuf>, out: &Path) -> Result<()> {
    let mut items = Vec::new();
    for item in &contents.items {
        let mut told = serde_json::to_value(item).map_err(|error| format!("Could not write an item: {error}."))?;
        readable(&mut told);
        for attachment in told
            .get_mut("attachments")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let id = attachment.get("id").and_then(Value::as_str).unwrap_or_default();
            let name = paths
                .get(id)
                .and_then(|path| path.file_name())
                .map(|name| name.to_string_lossy().into_owned());
            if let Some(fields) = attachment.as_object_mut() {
                fields.insert("file".into(), name.map_or(Value::Null, Value::String));
            }
        }
        items.push(told);
    }
    let all = json!({
        "latchkeyExport": 1,
        "madeMs": contents.made_ms,
        "warnings": contents.warnings,
        "lost": contents.losses,
        "items": items,
    });
    let text = serde_json::to_vec_pretty(&all).map_err(|error| format!("Could not write the items: {error}."))?;
    let text = Zeroizing::new(text);
    make_file(out)?
        .write_all(&text)
        .map_err(|error| of_file("write", out, &error))
}

/// Bytes become hex, and what a newer version knows more is named so.
fn readable(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let rest = fields
                .remove("rest")
                .filter(|rest| rest.as_array().is_some_and(|bytes| !bytes.is_empty()));
            fields.values_mut().for_each(readable);
            let unknown: Map<String, Value> = rest
                .map(|rest| ("unknownFields".into(), hex(&rest)))
                .into_iter()
                .collect();
            fields.extend(unknown);
        }
        Value::Array(entries) if !entries.is_empty() && entries.iter().all(Value::is_number) => *value = hex(value),
        Value::Array(entries) => entries.iter_mut().for_each(readable),
        _ => {}
    }
}

fn hex(bytes: &Value) -> Value {
    let bytes = bytes.as_array().into_iter().flatten().filter_map(Value::as_u64);
    Value::String(bytes.map(|byte| format!("{byte:02x}")).collect())
}

fn make_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| of_file("make", path, &error))
}

fn make_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| of_file("write", path, &error))
}
