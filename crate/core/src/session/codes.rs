//! One-time codes of items.

use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::Session;
use crate::api::{ItemBase, ItemChange, OtpCode};
use crate::error::{Error, Result};
use crate::vault::fields::StoredItem;
use crate::vault::id::Id;
use crate::vault::otp;

impl Session {
    /// The code of an item that holds at `now_ms`.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the item keeps nothing that gives codes, [`Error::InvalidInput`] if what it keeps gives none;
    /// as [`Session::item`].
    pub fn otp_code(&self, id: &str, record: &[u8], now_ms: u64) -> Result<OtpCode> {
        let fields = self.open_fields(Id::parse(id)?, record, now_ms)?;
        otp::code(&parse_otp(&fields.item)?, now_ms)
    }

    /// Stages that the code of a counter was used: the next one has the next number.
    ///
    /// # Errors
    /// As [`Session::otp_code`] and [`Session::put`].
    pub fn advance_otp(
        &mut self,
        base: &ItemBase,
        current: &[u8],
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        self.change_item(base, current, now_ms, rng, |item| {
            let mut parsed = parse_otp(item)?;
            otp::advance(&mut parsed)?;
            let login = item.content.login.as_mut().ok_or(Error::NotFound)?;
            login.otp = otp::encode(&parsed).to_string();
            Ok(Vec::new())
        })
    }
}

/// The code of time that a login gives at `now_ms`. One of a counter is not filled: each use of it counts, and only the
/// user knows whether the page took it.
pub(super) fn code_of_time(text: &str, now_ms: u64) -> Option<Zeroizing<String>> {
    let code = otp::code(&otp::parse(text).ok()?, now_ms).ok()?;
    let text = Zeroizing::new(code.code);
    code.valid_until_ms.map(|_| text)
}

fn parse_otp(item: &StoredItem) -> Result<otp::Otp> {
    let text = item.content.login.as_ref().map_or("", |login| login.otp.as_str());
    match text {
        "" => Err(Error::NotFound),
        text => otp::parse(text).map_err(|_| Error::InvalidInput),
    }
}
