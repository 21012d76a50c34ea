//! The user's settings, sealed: how long the vault stays open, where saving is never offered, where no menu is shown.
//!
//! They lie in the vault because the browser's own storage can be read by content scripts, and because whoever could
//! edit them could keep the vault from locking.

use serde::{Deserialize, Serialize};

use crate::api::Settings;
use crate::error::{Error, Result};

/// Most hosts on each list.
pub const MAX_HOSTS: usize = 1_000;
/// Most characters of a host (RFC 1035 section 2.3.4, and an IPv6 address's brackets).
pub const MAX_HOST_CHARS: usize = 255;

/// Settings as they are sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSettings {
    lock_after_minutes: u32,
    clear_clipboard_seconds: u32,
    never_save: Vec<String>,
    no_menu: Vec<String>,
}

impl StoredSettings {
    /// A new vault's settings: locked after 15 minutes, copies cleared after 30 seconds, saving and menu everywhere.
    pub fn initial() -> Self {
        Self {
            lock_after_minutes: 15,
            clear_clipboard_seconds: 30,
            never_save: Vec::new(),
            no_menu: Vec::new(),
        }
    }

    /// Checks settings and brings the lists of hosts into their one order.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] if a number is out of its range, or a list or a host is too long or a host is empty.
    pub fn parse(settings: &Settings) -> Result<Self> {
        let Settings {
            lock_after_minutes,
            clear_clipboard_seconds,
            ..
        } = *settings;
        let stored = Self {
            lock_after_minutes,
            clear_clipboard_seconds,
            never_save: in_order(&settings.never_save),
            no_menu: in_order(&settings.no_menu),
        };
        if stored.is_in_range() {
            Ok(stored)
        } else {
            Err(Error::InvalidInput)
        }
    }

    /// Checks settings that were opened.
    ///
    /// # Errors
    /// [`Error::Damaged`] if they are none that [`Self::parse`] lets through.
    pub fn check(&self) -> Result<()> {
        let is_ordered = |hosts: &[String]| hosts.is_sorted_by(|first, second| first < second);
        if is_ordered(&self.never_save) && is_ordered(&self.no_menu) && self.is_in_range() {
            Ok(())
        } else {
            Err(Error::Damaged)
        }
    }

    /// The settings as the user sees them.
    pub fn to_settings(&self) -> Settings {
        Settings {
            lock_after_minutes: self.lock_after_minutes,
            clear_clipboard_seconds: self.clear_clipboard_seconds,
            never_save: self.never_save.clone(),
            no_menu: self.no_menu.clone(),
        }
    }

    /// Whether saving is never offered on `host`.
    pub fn is_never_saved(&self, host: &str) -> bool {
        self.never_save
            .binary_search_by(|listed| listed.as_str().cmp(host))
            .is_ok()
    }

    fn is_in_range(&self) -> bool {
        (0..=1_440).contains(&self.lock_after_minutes)
            && (self.clear_clipboard_seconds == 0 || (10..=600).contains(&self.clear_clipboard_seconds))
            && [&self.never_save, &self.no_menu]
                .into_iter()
                .all(|hosts| are_hosts(hosts))
    }
}

/// A list without repetitions, in the order in which it is kept.
fn in_order(hosts: &[String]) -> Vec<String> {
    let mut ordered: Vec<String> = Vec::new();
    for host in hosts {
        if let Err(at) = ordered.binary_search(host) {
            ordered.insert(at, host.clone());
        }
    }
    ordered
}

fn are_hosts(hosts: &[String]) -> bool {
    let is_host = |host: &String| !host.is_empty() && host.chars().nth(MAX_HOST_CHARS).is_none();
    hosts.len() <= MAX_HOSTS && hosts.iter().all(is_host)
}
