//! The user's settings, sealed: how long the vault stays open, what is offered where, which domains belong together.
//!
//! They lie in the vault because the browser's own storage can be read by content scripts, and because whoever could
//! edit them could keep the vault from locking. Three records, so that a change rewrites what it is about.

use super::wire::{self, evolving};
use crate::api::{Settings, SiteRule};
use crate::error::{Error, Result};

/// Longest time until the vault locks, in minutes: a day.
pub const MAX_LOCK_MINUTES: u32 = 1_440;
/// Longest age until a password is old, in days.
pub const MAX_OLD_DAYS: u32 = 3_650;
/// Most hosts with a rule.
pub const MAX_SITES: usize = 10_000;
/// Most groups of equivalent domains, and most domains of one.
pub const MAX_GROUPS: usize = 1_000;
/// Most characters of a host (RFC 1035 section 2.3.4, and an IPv6 address's brackets).
pub const MAX_HOST_CHARS: usize = 255;

evolving!(Settings {
    1 lock_after_minutes,
    2 lock_with_system,
    3 lock_with_last_window,
    4 clear_clipboard_seconds,
    5 old_after_days,
    6 check_exposed,
    7 no_offers,
});

evolving!(SiteRule {
    1 host,
    2 never_save,
    3 no_menu,
});

/// A new vault's settings: locked after 15 minutes or with the system, copies cleared after 30 seconds.
pub fn initial() -> Settings {
    Settings {
        lock_after_minutes: 15,
        lock_with_system: true,
        clear_clipboard_seconds: 30,
        old_after_days: 90,
        ..Settings::default()
    }
}

/// Checks settings and brings their lists into their one order: rules by host, the last of a host counts, none without
/// an effect; groups of at least two domains, ascending, none twice.
///
/// # Errors
/// [`Error::InvalidInput`] if a number is out of its range, a list or a host is too long, a host is empty, or a
/// `rest` is none.
pub fn normalise(settings: &Settings) -> Result<Settings> {
    let mut sites: Vec<SiteRule> = Vec::new();
    for rule in &settings.sites {
        let place = sites.binary_search_by(|listed| listed.host.cmp(&rule.host));
        match place {
            Ok(at) => {
                if let Some(listed) = sites.get_mut(at) {
                    listed.clone_from(rule);
                }
            }
            Err(at) => sites.insert(at, rule.clone()),
        }
    }
    sites.retain(|rule| rule.never_save || rule.no_menu || !rule.rest.is_empty());
    let mut equivalent_domains = settings.equivalent_domains.clone();
    for group in &mut equivalent_domains {
        group.sort_unstable();
        group.dedup();
    }
    equivalent_domains.retain(|group| group.len() > 1);
    equivalent_domains.sort_unstable();
    let normalised = Settings {
        sites: wire::as_read(&sites)?,
        equivalent_domains,
        ..wire::as_read(settings)?
    };
    if is_in_range(&normalised) {
        Ok(normalised)
    } else {
        Err(Error::InvalidInput)
    }
}

/// Settings that were opened, as this version can follow them: what a newer one allows beyond is brought back into
/// range, and lists that cannot be are left out.
pub fn as_read(mut settings: Settings) -> Settings {
    settings.lock_after_minutes = settings.lock_after_minutes.min(MAX_LOCK_MINUTES);
    if settings.clear_clipboard_seconds > 0 {
        settings.clear_clipboard_seconds = settings.clear_clipboard_seconds.clamp(10, 600);
    }
    settings.old_after_days = settings.old_after_days.min(MAX_OLD_DAYS);
    normalise(&settings).unwrap_or_else(|_| Settings {
        sites: Vec::new(),
        equivalent_domains: Vec::new(),
        ..settings
    })
}

/// The rule of a host, if it has one.
pub fn rule<'a>(settings: &'a Settings, host: &str) -> Option<&'a SiteRule> {
    let at = settings
        .sites
        .binary_search_by(|rule| rule.host.as_str().cmp(host))
        .ok()?;
    settings.sites.get(at)
}

fn is_in_range(settings: &Settings) -> bool {
    let is_host = |host: &String| !host.is_empty() && host.chars().nth(MAX_HOST_CHARS).is_none();
    let groups = &settings.equivalent_domains;
    settings.lock_after_minutes <= MAX_LOCK_MINUTES
        && (settings.clear_clipboard_seconds == 0 || (10..=600).contains(&settings.clear_clipboard_seconds))
        && settings.old_after_days <= MAX_OLD_DAYS
        && settings.sites.len() <= MAX_SITES
        && settings.sites.iter().all(|rule| is_host(&rule.host))
        && groups.len() <= MAX_GROUPS
        && groups
            .iter()
            .all(|group| group.len() <= MAX_GROUPS && group.iter().all(is_host))
}
