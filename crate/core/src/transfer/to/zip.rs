//! Zip archives without compression, as an export with attachments needs them.
//!
//! Source: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

use flate2::Crc;

use super::super::fault::{Result, fault};
use crate::api::ImportFaultKind;

/// An archive that grows.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// One file more.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let too_large = || fault(ImportFaultKind::TooLarge);
        let size = |len: usize| u32::try_from(len).map_err(|_| too_large());
        let name_len = u16::try_from(name.len()).map_err(|_| too_large())?;
        let mut crc = Crc::new();
        crc.update(content);
        // Version 2.0; names in UTF-8; stored; no time.
        let mut about = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        about.extend_from_slice(&crc.sum().to_le_bytes());
        about.extend_from_slice(&size(content.len())?.to_le_bytes());
        about.extend_from_slice(&size(content.len())?.to_le_bytes());
        about.extend_from_slice(&name_len.to_le_bytes());
        about.extend_from_slice(&[0, 0]);
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        self.directory.extend_from_slice(&about);
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&size(self.bytes.len())?.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&about);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(content);
        self.count = self.count.checked_add(1).ok_or_else(too_large)?;
        Ok(())
    }

    /// The whole archive.
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        let size = |len: usize| u32::try_from(len).map_err(|_| fault(ImportFaultKind::TooLarge));
        let (start, len) = (size(self.bytes.len())?, size(self.directory.len())?);
        self.bytes.append(&mut self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&len.to_le_bytes());
        self.bytes.extend_from_slice(&start.to_le_bytes());
        self.bytes.extend_from_slice(&[0, 0]);
        Ok(self.bytes)
    }
}
