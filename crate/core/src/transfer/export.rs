//! Writing items as another manager reads them.
//!
//! What a format has no room for goes along in a field of ours, so that an export of ours comes back whole; only files
//! stay behind where a format takes none, and the answer names their items.

use rand_core::TryCryptoRng;

use super::fault::{Result, fault};
use super::to::{bitwarden, csv, cxf, kdbx};
use crate::api::{Export, ExportFormat, ImportFaultKind, ImportedItem};

/// Writes items.
///
/// # Errors
/// [`ImportFaultKind::PasswordNeeded`] if the format takes a password and there is none; [`ImportFaultKind::TooLarge`];
/// [`ImportFaultKind::KdfMemory`].
pub fn export(
    items: &[ImportedItem],
    format: ExportFormat,
    password: Option<&str>,
    now_ms: u64,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Export> {
    let password = || {
        let given = password.filter(|password| !password.is_empty());
        given.ok_or_else(|| fault(ImportFaultKind::PasswordNeeded))
    };
    let takes_files = matches!(format, ExportFormat::KeePassKdbx | ExportFormat::BitwardenZip);
    let bytes = match format {
        ExportFormat::Csv => csv::write(items, false).into_bytes(),
        ExportFormat::CsvForSpreadsheets => csv::write(items, true).into_bytes(),
        ExportFormat::BitwardenJson => bitwarden::write(items).into_bytes(),
        ExportFormat::BitwardenJsonLocked => bitwarden::write_locked(items, password()?, rng)?.into_bytes(),
        ExportFormat::BitwardenZip => bitwarden::write_zip(items)?,
        ExportFormat::KeePassKdbx => kdbx::write(items, password()?, rng)?,
        ExportFormat::FidoCxf => cxf::write(items, now_ms).into_bytes(),
    };
    let with_files = items.iter().filter(|item| !takes_files && !item.attachments.is_empty());
    Ok(Export {
        bytes,
        without_files: with_files.map(|item| item.content.title.clone()).collect(),
    })
}
