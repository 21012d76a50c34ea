//! The XML inside a KDBX file: groups by folder, a bin, and entries with their strings, files and earlier versions.
//!
//! What is secret is mixed with the stream, in the order of the document.

use std::collections::{BTreeMap, BTreeSet};

use rand_core::TryCryptoRng;

use super::super::fault::Result;
use super::super::found::Found;
use super::super::letters::{to_base64, to_base64url};
use super::super::{fit, from, restore, time, xml};
use super::with_extra;
use crate::api::{CustomFieldKind, ImportedItem, Passkey};
use crate::crypto::foreign::Keystream;
use crate::crypto::random;

const BIN: &str = "Recycle Bin";
const OWN: [&str; 6] = ["Title", "UserName", "Password", "URL", "Notes", "otp"];

/// Writes the document; without a stream, in clear.
pub(super) struct Writer {
    text: String,
    stream: Option<Keystream>,
    files: usize,
}

impl Writer {
    pub(super) fn new(stream: Keystream) -> Self {
        Self {
            text: String::new(),
            stream: Some(stream),
            files: 0,
        }
    }

    fn string(&mut self, name: &str, value: &str, secret: bool) -> Result<()> {
        // What XML cannot say goes through the stream as well, which takes any bytes.
        let secret = secret || value.chars().any(|each| !is_legal(each));
        self.text.push_str(&format!("<String><Key>{}</Key>", escape(name)));
        match (&mut self.stream, secret) {
            (Some(stream), true) => {
                let mut bytes = value.as_bytes().to_vec();
                stream.apply(&mut bytes)?;
                self.text.push_str(&format!(
                    "<Value Protected=\"True\">{}</Value></String>",
                    to_base64(&bytes)
                ));
            }
            (None, true) => self.text.push_str(&format!(
                "<Value ProtectInMemory=\"True\">{}</Value></String>",
                escape(value)
            )),
            (_, false) => self
                .text
                .push_str(&format!("<Value>{}</Value></String>", escape(value))),
        }
        Ok(())
    }

    fn times(&mut self, created_ms: Option<u64>, changed_ms: Option<u64>) {
        self.text.push_str("<Times>");
        for (name, ms) in [("CreationTime", created_ms), ("LastModificationTime", changed_ms)] {
            if let Some(ms) = ms {
                let moment = to_base64(&time::to_keepass(ms).to_le_bytes());
                self.text.push_str(&format!("<{name}>{moment}</{name}>"));
            }
        }
        self.text.push_str("<Expires>False</Expires></Times>");
    }

    fn entry(&mut self, item: &ImportedItem, id: &str) -> Result<()> {
        let strings = strings(item);
        self.text.push_str(&format!("<Entry><UUID>{id}</UUID>"));
        if !item.content.tags.is_empty() {
            self.text
                .push_str(&format!("<Tags>{}</Tags>", escape(&item.content.tags.join(";"))));
        }
        self.times(item.created_ms, item.changed_ms);
        for (name, value, secret) in &strings {
            self.string(name, value, *secret)?;
        }
        for file in &item.attachments {
            self.text.push_str(&format!(
                "<Binary><Key>{}</Key><Value Ref=\"{}\"/></Binary>",
                escape(&file.name),
                self.files
            ));
            self.files += 1;
        }
        if !item.history.is_empty() {
            self.text.push_str("<History>");
            for (password, since_ms) in versions(item) {
                self.text.push_str(&format!("<Entry><UUID>{id}</UUID>"));
                self.times(item.created_ms, since_ms);
                for (name, value, secret) in &strings {
                    if name != restore::FIELD {
                        self.string(name, if name == "Password" { password } else { value }, *secret)?;
                    }
                }
                self.text.push_str("</Entry>");
            }
            self.text.push_str("</History>");
        }
        self.text.push_str("</Entry>");
        Ok(())
    }
}

/// Passwords in the order in which they held, and since when: the last is the present one, if it was set before.
fn versions(item: &ImportedItem) -> Vec<(&str, Option<u64>)> {
    let mut since_ms = item.created_ms;
    let mut versions = Vec::new();
    for past in item.history.iter().rev() {
        versions.push((past.password.as_str(), since_ms));
        since_ms = Some(past.replaced_ms);
    }
    if since_ms != item.changed_ms {
        let present = item.content.login.as_ref().map_or("", |login| login.password.as_str());
        versions.push((present, since_ms));
    }
    versions
}

/// Names, values, and which are secret.
fn strings(item: &ImportedItem) -> Vec<(String, String, bool)> {
    let content = &item.content;
    let login = content.login.clone().unwrap_or_default();
    let mut strings = vec![
        ("Title".to_owned(), content.title.clone(), false),
        (
            "UserName".to_owned(),
            login.usernames.first().cloned().unwrap_or_default(),
            false,
        ),
        ("Password".to_owned(), login.password, true),
        (
            "URL".to_owned(),
            login.urls.first().map(|saved| saved.url.clone()).unwrap_or_default(),
            false,
        ),
        ("Notes".to_owned(), content.notes.clone(), false),
    ];
    if !login.otp.is_empty() {
        strings.push(("otp".to_owned(), login.otp, true));
    }
    for (at, saved) in login.urls.iter().skip(1).enumerate() {
        strings.push((format!("KP2A_URL_{}", at + 1), saved.url.clone(), false));
    }
    if let Some(passkey) = login.passkeys.first() {
        strings.extend(passkey_strings(passkey));
    }
    let mut item = item.clone();
    for (name, place) in fit::PARTS {
        if let Some(value) = place(&mut item).filter(|value| !value.is_empty()) {
            strings.push(((*name).to_owned(), value.clone(), fit::SECRET_PARTS.contains(name)));
        }
    }
    let fields = content.fields.iter();
    strings.extend(fields.map(|field| {
        (
            field.name.clone(),
            field.value.clone(),
            field.kind == CustomFieldKind::Hidden,
        )
    }));
    unique(strings)
}

/// KeePass knows no two strings of one name.
fn unique(strings: Vec<(String, String, bool)>) -> Vec<(String, String, bool)> {
    let mut taken: BTreeSet<String> = OWN.map(str::to_owned).into();
    let mut named = Vec::new();
    for (at, (name, value, secret)) in strings.into_iter().enumerate() {
        let is_own = OWN.contains(&name.as_str()) && at < OWN.len();
        let name: String = name.chars().filter(|each| is_legal(*each)).collect();
        let mut free = if name.is_empty() {
            "Field".to_owned()
        } else {
            name.clone()
        };
        let mut number = 2_u32;
        while !is_own && taken.contains(&free) {
            free = format!("{name} ({number})");
            number = number.saturating_add(1);
        }
        taken.insert(free.clone());
        named.push((free, value, secret));
    }
    named
}

fn passkey_strings(passkey: &Passkey) -> Vec<(String, String, bool)> {
    let key = to_base64(&passkey.private_key);
    let lines: Vec<&str> = key
        .as_bytes()
        .chunks(64)
        .filter_map(|line| core::str::from_utf8(line).ok())
        .collect();
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        lines.join("\n")
    );
    let string = |name: &str, value: String, secret| (format!("KPEX_PASSKEY_{name}"), value, secret);
    vec![
        string("USERNAME", passkey.user_name.clone(), false),
        string("CREDENTIAL_ID", to_base64url(&passkey.credential_id), true),
        string("PRIVATE_KEY_PEM", pem, true),
        string("RELYING_PARTY", passkey.rp_id.clone(), false),
        string("USER_HANDLE", to_base64url(&passkey.user_handle), true),
    ]
}

/// The whole document.
pub(super) fn document(
    items: &[ImportedItem],
    mut writer: Writer,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<String> {
    let mut make_id = || -> Result<String> { Ok(to_base64(&random::make_bytes::<16>(rng)?)) };
    let bin_id = make_id()?;
    let mut root = Group::default();
    let mut files = 0;
    for item in items {
        let path = item.content.folder.split('/').filter(|part| !part.is_empty());
        let bin = item.trashed.then_some(BIN);
        let mut group = &mut root;
        for name in bin.into_iter().chain(path) {
            group = group.groups.entry(name.to_owned()).or_default();
        }
        group.items.push((item, files));
        files += item.attachments.len();
    }
    writer
        .text
        .push_str("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<KeePassFile><Meta>");
    writer
        .text
        .push_str("<Generator>Latchkey</Generator><DatabaseName>Latchkey</DatabaseName>");
    writer
        .text
        .push_str("<MemoryProtection><ProtectPassword>True</ProtectPassword></MemoryProtection>");
    writer.text.push_str(&format!(
        "<RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>{bin_id}</RecycleBinUUID>"
    ));
    writer.text.push_str("</Meta><Root>");
    root.groups.entry(BIN.to_owned()).or_default().id = Some(bin_id);
    root.write("Latchkey", &mut writer, &mut make_id)?;
    writer.text.push_str("</Root></KeePassFile>");
    Ok(writer.text)
}

/// A group on its way into the document.
#[derive(Default)]
struct Group<'a> {
    id: Option<String>,
    /// With the number of each item's first file.
    items: Vec<(&'a ImportedItem, usize)>,
    groups: BTreeMap<String, Group<'a>>,
}

impl Group<'_> {
    fn write(self, name: &str, writer: &mut Writer, make_id: &mut dyn FnMut() -> Result<String>) -> Result<()> {
        let id = match self.id {
            Some(id) => id,
            None => make_id()?,
        };
        writer
            .text
            .push_str(&format!("<Group><UUID>{id}</UUID><Name>{}</Name>", escape(name)));
        for (item, files) in self.items {
            writer.files = files;
            let whole = with_extra(item, read_back);
            writer.entry(&whole, &make_id()?)?;
        }
        for (name, group) in self.groups {
            group.write(&name, writer, make_id)?;
        }
        writer.text.push_str("</Group>");
        Ok(())
    }
}

/// Writes one entry in clear and reads it: what cannot be read back is wholly in the extra string.
fn read_back(item: &ImportedItem, found: &mut Found) {
    let mut writer = Writer {
        text: String::new(),
        stream: None,
        files: 0,
    };
    let path = item.content.folder.split('/').filter(|part| !part.is_empty());
    let names: Vec<String> = path
        .map(|name| format!("<Group><Name>{}</Name>", escape(name)))
        .collect();
    let (bin, end) = if item.trashed {
        ("<Group><UUID>bin</UUID>", "</Group>")
    } else {
        ("", "")
    };
    writer
        .text
        .push_str("<KeePassFile><Meta><RecycleBinUUID>bin</RecycleBinUUID></Meta><Root><Group>");
    writer.text.push_str(&format!("{bin}{}", names.concat()));
    let written = writer.entry(item, "");
    writer.text.push_str(&format!(
        "{}{end}</Group></Root></KeePassFile>",
        "</Group>".repeat(names.len())
    ));
    if written.is_ok()
        && let Ok(root) = xml::parse(&writer.text)
    {
        let _ = from::keepass_xml::read(root, Vec::new(), found);
    }
}

/// XML 1.0 section 2.2.
fn is_legal(each: char) -> bool {
    matches!(each, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for each in text.chars().filter(|each| is_legal(*each)) {
        match each {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#xD;"),
            other => escaped.push(other),
        }
    }
    escaped
}
