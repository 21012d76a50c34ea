//! From bytes to items: unwraps what is packed or encrypted, tells the format, and hands the rest to its reader.
//!
//! An archive is opened once; an archive inside it is not.

use std::borrow::Cow;
use std::cell::RefCell;

use super::archive::{self, Archive};
use super::code_page;
use super::columns::{self, Begin, Kinds};
use super::detect::{self, Shape};
use super::fault::{Result, fault, number};
use super::found::Found;
use super::from::{
    self, bitwarden, bitwarden_locked, codes_locked, kdb, kdbx, keeper_csv, lastpass, onepassword, openpgp, proton,
};
use super::json::{self, Json};
use super::table::{self, Quotes, Table};
use super::{text, xml};
use crate::api::{ColumnRole, ImportFaultKind, ImportFormat, ImportOptions, RemarkKind};

/// A file, and how it came.
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    /// It came out of an archive.
    pub(super) unpacked: bool,
}

/// Reads a file; gives what wrote it.
pub(super) fn read(source: &Source<'_>, options: &ImportOptions, found: &mut Found) -> Result<ImportFormat> {
    let password = options.password.as_deref();
    if kdb::is_one(source.bytes) {
        kdb::read(source.bytes, password, options.key_file.as_deref(), found)?;
        return Ok(ImportFormat::KeePassKdbx);
    }
    if kdbx::is_one(source.bytes) {
        kdbx::read(source.bytes, password, options.key_file.as_deref(), found)?;
        return Ok(ImportFormat::KeePassKdbx);
    }
    if is_locked_by_and_otp(source.name, source.bytes, options) {
        let opened = codes_locked::open_and_otp(source.bytes, password)?;
        let list = json::parse(&text::decode(&opened).text)?.into_list();
        from::andotp::read(list, found)?;
        return Ok(ImportFormat::AndOtpJson);
    }
    if openpgp::is_one(source.bytes) {
        let opened = openpgp::open(source.bytes, password)?;
        let inner = Source {
            bytes: &opened,
            ..*source
        };
        return match archive::is_archive(&opened) || !openpgp::is_one(&opened) {
            true => read(&inner, options, found),
            false => Err(fault(ImportFaultKind::Unsupported)),
        };
    }
    if archive::is_archive(source.bytes) {
        if source.unpacked {
            return Err(fault(ImportFaultKind::NestedArchive));
        }
        return read_archive(source, options, found);
    }
    let decoded = code_page::decode(source.bytes);
    if decoded.odd {
        found.remark(RemarkKind::OddBytes, source.name, None);
    }
    read_text(source.name, &decoded.text, options, found)
}

/// Whether to take a file for one that andOTP encrypted: its name says so, or the user does of what is no list in clear.
/// Its content is as good as random, and so it is never guessed.
pub(super) fn is_locked_by_and_otp(name: &str, bytes: &[u8], options: &ImportOptions) -> bool {
    let is_meant = match options.format {
        None => codes_locked::is_named_by_and_otp(name),
        Some(format) => format == ImportFormat::AndOtpJson,
    };
    is_meant && !is_clear(&text::decode(bytes))
}

/// Whether a text is JSON by its beginning. What is sealed may begin so by chance, but is no text for long.
fn is_clear(decoded: &text::Decoded<'_>) -> bool {
    let begin = |each: char| each == '\u{feff}' || each.is_whitespace();
    !decoded.odd && decoded.text.trim_start_matches(begin).starts_with(['[', '{'])
}

fn read_archive(source: &Source<'_>, options: &ImportOptions, found: &mut Found) -> Result<ImportFormat> {
    let mut archive = Archive::open(source.bytes)?;
    for name in [onepassword::DATA, proton::DATA, "data.json"] {
        if let Some(at) = archive.find(name) {
            let data = archive.read(at)?;
            let read = read_main(&data, archive, options, found);
            return read.map_err(|fault| fault.in_entry(number(at)));
        }
    }
    let mut format = None;
    let files: Vec<(usize, String)> = archive.names().map(|(at, name)| (at, name.to_owned())).collect();
    for (at, name) in files {
        let bytes = archive.read(at)?;
        let inner = Source {
            name: &name,
            bytes: &bytes,
            unpacked: true,
        };
        match read(&inner, options, found) {
            Ok(read) => format = format.or(Some(read)),
            Err(fault) if fault.kind == ImportFaultKind::UnknownFormat => found.leave_out(&name, None),
            Err(fault) => return Err(fault.in_entry(number(at))),
        }
    }
    format.ok_or_else(|| fault(ImportFaultKind::UnknownFormat))
}

/// The export of an archive that holds attachments beside it.
fn read_main(data: &[u8], archive: Archive<'_>, options: &ImportOptions, found: &mut Found) -> Result<ImportFormat> {
    let value = json::parse(&text::decode(data).text)?;
    let format = detect::json(&value).ok_or_else(|| fault(ImportFaultKind::UnknownFormat))?;
    let export = value.into_object();
    match format {
        ImportFormat::OnePasswordPux => onepassword::read(export, Some(archive), found)?,
        ImportFormat::ProtonPassJson => proton::read(export, Some(archive), found)?,
        ImportFormat::BitwardenJson if !bitwarden::is_locked(&export) => {
            bitwarden::read(export, Some(archive), found)?;
            return Ok(ImportFormat::BitwardenZip);
        }
        _ => read_json(format, Json::Object(export), options, found)?,
    }
    Ok(format)
}

fn read_text(name: &str, text: &str, options: &ImportOptions, found: &mut Found) -> Result<ImportFormat> {
    let unknown = || fault(ImportFaultKind::UnknownFormat);
    let wanted = options.format;
    if wanted == Some(ImportFormat::PassText) {
        found.push(from::pass::read(name, text))?;
        return Ok(ImportFormat::PassText);
    }
    match detect::shape(text) {
        Shape::Lines(format) => {
            match format {
                ImportFormat::OnePasswordPif => from::onepassword_pif::read(text, found)?,
                ImportFormat::KasperskyText => from::kaspersky::read(text, found)?,
                ImportFormat::RoboFormCsv => from::roboform_page::read(text, found)?,
                _ => from::google::read(text, found)?,
            }
            Ok(format)
        }
        Shape::Json => {
            let value = json::parse(text.trim())?;
            let format = detect::json(&value).ok_or_else(unknown)?;
            read_json(format, value, options, found)?;
            Ok(format)
        }
        Shape::Xml => {
            let root = xml::parse(text.trim())?;
            let format = detect::xml(&root).ok_or_else(unknown)?;
            match format {
                ImportFormat::KeePassXml if root.name == "pwlist" => from::keepass_one::read_list(root, found)?,
                ImportFormat::KeePassXml if root.name == "database" => from::keepass_one::read_tree(root, found)?,
                ImportFormat::KeePassXml => from::keepass_xml::read(root, Vec::new(), found)?,
                ImportFormat::PasswordSafeXml => from::password_safe::read(root, found)?,
                ImportFormat::SafeInCloudXml => from::safeincloud::read(root, found)?,
                _ => from::sticky_password::read(root, found)?,
            }
            Ok(format)
        }
        Shape::Page => {
            let table = lastpass::out_of_page(text).ok_or_else(unknown)?;
            read_table(name, &table, options, found)
        }
        Shape::Table => read_table(name, text, options, found),
    }
}

fn read_json(format: ImportFormat, value: Json, options: &ImportOptions, found: &mut Found) -> Result<()> {
    let export = match value {
        Json::List(list) => return from::andotp::read(list, found),
        other => other.into_object(),
    };
    match format {
        ImportFormat::BitwardenJson if bitwarden::is_locked(&export) => {
            let opened = bitwarden_locked::open(export, options.password.as_deref())?;
            let inner = json::parse(&text::decode(&opened).text)?.into_object();
            if bitwarden::is_locked(&inner) {
                return Err(fault(ImportFaultKind::Unsupported));
            }
            bitwarden::read(inner, None, found)
        }
        ImportFormat::BitwardenJson => bitwarden::read(export, None, found),
        ImportFormat::ProtonPassJson => proton::read(export, None, found),
        ImportFormat::OnePasswordPux => onepassword::read(export, None, found),
        ImportFormat::DashlaneJson => from::dashlane::read(export, found),
        ImportFormat::EnpassJson => from::enpass::read(export, found),
        ImportFormat::KeeperJson => from::keeper::read(export, found),
        ImportFormat::AvastJson => from::avast::read(export, found),
        ImportFormat::AegisJson => from::aegis::read(export, options.password.as_deref(), found),
        ImportFormat::TwoFasJson => from::two_fas::read(export, options.password.as_deref(), found),
        ImportFormat::FidoCxf => from::cxf::read(export, found),
        _ => Err(fault(ImportFaultKind::UnknownFormat)),
    }
}

fn read_table(name: &str, text: &str, options: &ImportOptions, found: &mut Found) -> Result<ImportFormat> {
    // LastPass ended lines so for a while, inside cells as well; elsewhere it is what a cell holds.
    let ends_so = text.split_once('\n').is_some_and(|(first, _)| first.ends_with("\r\r"));
    let text = &*match ends_so {
        true => Cow::Owned(text.replace("\r\r\n", "\n")),
        false => Cow::Borrowed(text),
    };
    let (mut table, format) = open_table(text, options)?;
    let format = match format {
        Some(format) => format,
        None if detect::lines(text).is_some() => {
            found.push(from::pass::read(name, text))?;
            return Ok(ImportFormat::PassText);
        }
        None => return Err(fault(ImportFaultKind::UnknownFormat).at_line(1)),
    };
    let roles = match options.columns.as_slice() {
        [] => roles_of(&table),
        given => given.to_vec(),
    };
    let dashlane = from::dashlane_csv::kind_of(table.header());
    let of_dashlane: Begin<'_> = &|row, header, _| match dashlane {
        Some(kind) => from::dashlane_csv::begin(kind, row, header),
        None => columns::plain(row, header, &mut Found::default()),
    };
    if format == ImportFormat::LastPassCsv {
        table.join_broken_rows("extra");
    }
    let is_escaped = format == ImportFormat::LastPassCsv && lastpass::is_escaped(text);
    if is_escaped {
        found.remark(RemarkKind::Unescaped, name, None);
    }
    let of_lastpass: Begin<'_> = &|row, header, found| {
        if is_escaped {
            lastpass::unescape(row);
        }
        lastpass::begin(row, header, found)
    };
    let has_root = format == ImportFormat::KeePassCsv && from::keepass_csv::has_root(text)?;
    let of_keepass: Begin<'_> = &|row, header, _| Ok(from::keepass_csv::begin(row, header, has_root));
    let groups = RefCell::default();
    let of_buttercup: Begin<'_> =
        &|row, header, found| from::buttercup::begin(row, header, &mut groups.borrow_mut(), found);
    let begin: Begin<'_> = match format {
        ImportFormat::NordPassCsv => &from::nordpass::begin,
        ImportFormat::BitwardenCsv => &from::bitwarden_csv::begin,
        ImportFormat::LastPassCsv => of_lastpass,
        ImportFormat::DashlaneCsv => of_dashlane,
        ImportFormat::ProtonPassCsv => &from::proton_csv::begin,
        ImportFormat::FirefoxCsv => &from::firefox::begin,
        ImportFormat::RoboFormCsv => &from::roboform::begin,
        ImportFormat::ZohoCsv => &from::zoho::begin,
        ImportFormat::ButtercupCsv => of_buttercup,
        ImportFormat::KeePassCsv => of_keepass,
        ImportFormat::OnePasswordCsv => &from::onepassword_csv::begin,
        ImportFormat::KeeperCsv => &from::keeper_csv::begin,
        ImportFormat::EnpassCsv => &from::enpass_csv::begin,
        _ => &columns::plain,
    };
    let kinds = match format {
        ImportFormat::NordPassCsv | ImportFormat::BitwardenCsv | ImportFormat::ProtonPassCsv => Kinds::InColumn,
        ImportFormat::LastPassCsv | ImportFormat::DashlaneCsv => Kinds::Told,
        _ => Kinds::Guessed,
    };
    columns::read(&mut table, &roles, kinds, begin, found)?;
    Ok(format)
}

/// What the columns of a table seem to hold: by their names, or by their places where it has none.
pub(super) fn roles_of(table: &Table<'_>) -> Vec<ColumnRole> {
    use ColumnRole::{Notes, Password, Title, Url, Username};
    match (table.address_at(), table.header().names.len()) {
        (Some(1), 5) => vec![Title, Url, Username, Password, Notes],
        (Some(at), _) => {
            let mut roles = columns::roles(table.header());
            roles.get_mut(at).into_iter().for_each(|role| *role = Url);
            roles
        }
        (None, _) => columns::roles(table.header()),
    }
}

/// The table of a text, and what wrote it: the user's word, or what its columns tell.
pub(super) fn open_table<'a>(text: &'a str, options: &ImportOptions) -> Result<(Table<'a>, Option<ImportFormat>)> {
    let bare = || Table::without_header(text, Quotes::Doubled);
    if options.format == Some(ImportFormat::EnpassCsv) {
        return Ok((bare(), options.format));
    }
    let table = Table::open(text, Quotes::Doubled)?;
    let by_names = keeper_csv::is_moved_header(table.header());
    let chosen = options
        .format
        .filter(|format| *format != ImportFormat::KeeperCsv || !by_names);
    let format = chosen.or_else(|| detect::table(table.header()));
    let known = match format {
        Some(ImportFormat::KeeperCsv) if keeper_csv::is_header(table.header()) => return Ok((table, format)),
        Some(ImportFormat::EnpassCsv | ImportFormat::KeeperCsv) => return Ok((bare(), format)),
        Some(ImportFormat::Csv) | None => columns::names_any(table.header()),
        Some(_) => true,
    };
    if format.is_none() && detect::is_keeper_row(&table.header().names) {
        return Ok((bare(), Some(ImportFormat::KeeperCsv)));
    }
    if !known && let Some(table) = Table::of_data(text)? {
        // Dashlane wrote such tables: title, address, user name, password, note.
        let of_dashlane = table.address_at() == Some(1) && table.header().names.len() == 5;
        return Ok((table, format.or(of_dashlane.then_some(ImportFormat::Csv))));
    }
    // KeePass 2 writes a quotation mark inside a cell behind a backslash, and so did 1Password on the Mac.
    let of_keepass = table.header().has(&["account", "loginname", "website"]);
    let escaped = match format {
        _ if of_keepass && doubles_backslashes(text) => true,
        _ if !text.contains("\\\"") => false,
        _ if of_keepass => true,
        Some(ImportFormat::OnePasswordCsv | ImportFormat::Csv) => {
            table::misfits(text, Quotes::Escaped)? < table::misfits(text, Quotes::Doubled)?
        }
        _ => false,
    };
    match escaped {
        true => Ok((Table::open(text, Quotes::Escaped)?, format)),
        false => Ok((table, format)),
    }
}

/// Whether each backslash stands before another or before a quotation mark, and there is one.
fn doubles_backslashes(text: &str) -> bool {
    let mut signs = text.chars();
    let mut found = false;
    while let Some(sign) = signs.next() {
        if sign == '\\' {
            found = true;
            if !matches!(signs.next(), Some('\\' | '"')) {
                return false;
            }
        }
    }
    found
}
