//! What files seem to be, before anything is derived or read: for a page that asks for what is still needed.

use super::archive::{self, Archive};
use super::detect::{self, Shape};
use super::fault::{Result, fault};
use super::from::{aegis, bitwarden, kdbx, onepassword, openpgp, proton, two_fas};
use super::json::{self, Object};
use super::{code_page, read, xml};
use crate::api::{ImportFaultKind, ImportFile, ImportFormat, ImportOptions, ImportSurvey};

/// Most rows that are shown of a table.
const ROWS: usize = 3;

/// Looks at the first of the files.
///
/// # Errors
/// A fault that says why and where; usually that no program is known to write such a file.
pub fn survey(files: &[ImportFile], options: &ImportOptions) -> Result<ImportSurvey> {
    super::check_len(files)?;
    let first = files.first().ok_or_else(|| fault(ImportFaultKind::NothingInIt))?;
    if read::is_locked_by_and_otp(&first.name, &first.bytes, options) {
        return Ok(ImportSurvey {
            needs_password: true,
            ..plain(ImportFormat::AndOtpJson)
        });
    }
    of_bytes(&first.bytes, options, false)
}

fn plain(format: ImportFormat) -> ImportSurvey {
    ImportSurvey {
        format,
        needs_password: false,
        takes_key_file: false,
        columns: Vec::new(),
        roles: Vec::new(),
        rows: Vec::new(),
    }
}

fn of_bytes(bytes: &[u8], options: &ImportOptions, unpacked: bool) -> Result<ImportSurvey> {
    let unknown = || fault(ImportFaultKind::UnknownFormat);
    if kdbx::is_one(bytes) {
        return Ok(ImportSurvey {
            needs_password: true,
            takes_key_file: true,
            ..plain(ImportFormat::KeePassKdbx)
        });
    }
    if openpgp::is_one(bytes) {
        return Ok(ImportSurvey {
            needs_password: true,
            ..plain(ImportFormat::ProtonPassJson)
        });
    }
    if archive::is_archive(bytes) {
        if unpacked {
            return Err(fault(ImportFaultKind::NestedArchive));
        }
        return of_archive(bytes, options);
    }
    let decoded = code_page::decode(bytes);
    match detect::shape(&decoded.text) {
        Shape::Lines(format) => Ok(plain(format)),
        Shape::Page => Ok(plain(ImportFormat::LastPassCsv)),
        Shape::Xml => {
            let root = xml::parse(decoded.text.trim())?;
            detect::xml(&root).map(plain).ok_or_else(unknown)
        }
        Shape::Json => {
            let value = json::parse(decoded.text.trim())?;
            let format = detect::json(&value).ok_or_else(unknown)?;
            Ok(ImportSurvey {
                needs_password: is_locked(format, &value.into_object()),
                ..plain(format)
            })
        }
        Shape::Table => of_table(&decoded.text, options),
    }
}

/// Whether JSON of a format is behind a password.
fn is_locked(format: ImportFormat, export: &Object) -> bool {
    match format {
        ImportFormat::BitwardenJson => bitwarden::is_locked(export),
        ImportFormat::AegisJson => aegis::is_locked(export),
        ImportFormat::TwoFasJson => two_fas::is_locked(export),
        _ => false,
    }
}

fn of_archive(bytes: &[u8], options: &ImportOptions) -> Result<ImportSurvey> {
    let mut archive = Archive::open(bytes)?;
    for (name, format) in [
        (onepassword::DATA, ImportFormat::OnePasswordPux),
        (proton::DATA, ImportFormat::ProtonPassJson),
        ("data.json", ImportFormat::BitwardenZip),
    ] {
        if archive.find(name).is_some() {
            return Ok(plain(format));
        }
    }
    let files: Vec<usize> = archive.names().map(|(at, _)| at).collect();
    for at in files {
        let known = archive.read(at).and_then(|bytes| of_bytes(&bytes, options, true));
        if let Ok(known) = known {
            return Ok(known);
        }
    }
    Err(fault(ImportFaultKind::UnknownFormat))
}

/// A table of an unknown program comes with its columns, so that the user can say what they hold.
fn of_table(text: &str, options: &ImportOptions) -> Result<ImportSurvey> {
    let (mut table, format) = read::open_table(text, options)?;
    let format = format.or_else(|| detect::lines(text)).unwrap_or(ImportFormat::Csv);
    if format != ImportFormat::Csv {
        return Ok(plain(format));
    }
    let mut rows = Vec::new();
    while rows.len() < ROWS
        && let Some(row) = table.next_row()?
    {
        rows.push(row.cells);
    }
    let header = table.header();
    if header.names.len() < 2 {
        return Err(fault(ImportFaultKind::UnknownFormat));
    }
    Ok(ImportSurvey {
        columns: (0..header.names.len()).map(|at| header.name(at)).collect(),
        roles: read::roles_of(&table),
        rows,
        ..plain(ImportFormat::Csv)
    })
}
