//! Saving what was seen being sent: drafts become an offer, and an accepted offer becomes a change.
//!
//! Drafts are secret but anyone may have sealed them, so each is opened with doubt and none changes anything by itself.
//! Whether there is something to offer is decided by [`crate::web::save`].

use rand_core::TryCryptoRng;

use super::Session;
use super::look::display_title;
use crate::api::{
    Captured, Draft, FieldValue, FrameContext, ItemBase, ItemChange, ItemContent, ItemInput, Offer, OfferEdits,
    OfferKind, PageSnapshot, Purpose, SavedUrl,
};
use crate::error::{Error, Result};
use crate::vault::id::Id;
use crate::vault::{draft, settings};
use crate::web::save::{self, KnownLogin};
use crate::web::{origin, shown};

impl Session {
    /// What saving the drafts of one tab, oldest first, would do; `None` if there is nothing to save or the user said
    /// never for that host. A draft that does not open is passed over.
    ///
    /// # Errors
    /// None that can be met; the primitives' types demand one.
    pub fn offer_save(&self, drafts: &[Vec<u8>], now_ms: u64) -> Result<Option<Offer>> {
        let open = |sealed: &Vec<u8>| draft::open(&self.keys.inbox, &self.scope, sealed).ok();
        let drafts: Vec<Draft> = drafts.iter().filter_map(open).collect();
        let listed = self
            .index
            .overviews()
            .filter(|(_, _, overview)| overview.trashed_ms.is_none());
        let listed: Vec<_> = listed
            .map(|(id, entry, overview)| (id.to_string(), entry, overview))
            .collect();
        // A login of several user names is known by each.
        let mut known: Vec<KnownLogin<'_>> = Vec::new();
        for (id, entry, overview) in &listed {
            let login = |username| KnownLogin {
                id,
                revision: entry.revision,
                title: display_title(overview),
                username,
                urls: &overview.urls,
            };
            known.extend(overview.usernames.iter().map(|username| login(username.as_str())));
            if overview.usernames.is_empty() {
                known.push(login(""));
            }
        }
        let same_password = |id: &str, password: &str| self.has_password(id, password).unwrap_or(false);
        let offer = save::offer(
            &drafts,
            &known,
            &self.settings.equivalent_domains,
            &same_password,
            now_ms,
        );
        let is_wanted = |offer: &Offer| {
            let rule = origin::host_of(&offer.origin).map(|host| settings::rule(&self.settings, host));
            !self.settings.no_offers && rule.is_some_and(|rule| !rule.is_some_and(|rule| rule.never_save))
        };
        let mut offer = offer.filter(is_wanted);
        if let Some(offer) = &mut offer
            && let Some(base) = &offer.base
        {
            let (_, overview) = self.index.live(Id::parse(&base.id)?)?;
            offer.folder.clone_from(&overview.folder);
        }
        Ok(offer)
    }

    /// Stages what the user accepted; `current` is the stored record of the offer's base, if it has one.
    ///
    /// # Errors
    /// As [`Session::put`].
    pub fn accept(
        &mut self,
        offer: &Offer,
        edits: &OfferEdits,
        current: Option<&[u8]>,
        now_ms: u64,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<ItemChange> {
        let as_new = edits.as_new == Some(true) || offer.kind == OfferKind::New;
        let input = match (&offer.base, as_new) {
            (_, true) => input_for_new(offer, edits),
            (Some(base), false) => {
                let id = Id::parse(&base.id)?;
                let fields = self.open_fields(id, current.ok_or(Error::InvalidInput)?, now_ms)?;
                input_for_base(offer, edits, base, fields.item.content)
            }
            (None, false) => return Err(Error::InvalidInput),
        };
        self.put(&input, current, now_ms, rng)
    }

    /// Whether a living item has this password, by the tags of the index.
    fn has_password(&self, id: &str, password: &str) -> Result<bool> {
        let (_, overview) = self.index.live(Id::parse(id)?)?;
        let tag = self.keys.derive_password_tag(&self.scope, password)?;
        Ok(tag.is_some() && tag == overview.password_tag)
    }
}

/// Reads the login out of a sent form and seals it to the vault's inbox, from a stored header; the vault may be locked.
/// `None` if it is no login.
///
/// # Errors
/// As [`super::seal_draft`].
pub fn capture(
    header: &[u8],
    (snapshot, values): (&PageSnapshot, &[FieldValue]),
    frame: &FrameContext,
    now_ms: u64,
    rng: &mut (impl TryCryptoRng + ?Sized),
) -> Result<Option<Captured>> {
    let Some(draft) = save::capture(snapshot, values, frame, now_ms) else {
        return Ok(None);
    };
    let shown = match shown::step(snapshot, values, &draft) {
        Some(step) => super::seal_draft(header, &step, rng)?,
        None => Vec::new(),
    };
    Ok(Some(Captured {
        sealed: super::seal_draft(header, &draft, rng)?,
        shown,
        complete: !draft.password.is_empty(),
        chosen: matches!(draft.purpose, Purpose::SignUp | Purpose::ChangePassword),
    }))
}

fn input_for_new(offer: &Offer, edits: &OfferEdits) -> ItemInput {
    let title = edits.title.as_ref().unwrap_or(&offer.title);
    let username = edits.username.as_ref().unwrap_or(&offer.username);
    let password = edits.password.as_ref().unwrap_or(&offer.password);
    let mut content = ItemContent::login(title, username, password, &address_of(&offer.origin));
    content.folder = edits.folder.clone().unwrap_or_default();
    ItemInput {
        base: None,
        content,
        strength: edits.strength,
    }
}

/// The login with the one change that the offer named, and the user's own.
fn input_for_base(offer: &Offer, edits: &OfferEdits, base: &ItemBase, before: ItemContent) -> ItemInput {
    let mut content = before;
    if let Some(title) = &edits.title {
        content.title.clone_from(title);
    }
    if let Some(folder) = &edits.folder {
        content.folder.clone_from(folder);
    }
    let login = content.login.get_or_insert_default();
    login
        .password
        .clone_from(edits.password.as_ref().unwrap_or(&offer.password));
    // The name that the offer is about makes way for the edited one; the others stay.
    let username = edits.username.as_ref().unwrap_or(&offer.username);
    if !username.is_empty() && !login.usernames.contains(username) {
        let is_wanted = edits.username.is_some() || login.usernames.is_empty();
        match login.usernames.iter_mut().find(|known| **known == offer.username) {
            Some(known) => known.clone_from(username),
            None if is_wanted => login.usernames.insert(0, username.clone()),
            None => {}
        }
    }
    let address = address_of(&offer.origin);
    if offer.kind == OfferKind::AddAddress && !login.urls.iter().any(|saved| saved.url == address) {
        login.urls.push(SavedUrl::from(address));
    }
    ItemInput {
        base: Some(base.clone()),
        content,
        strength: edits.strength,
    }
}

/// The address that an origin is kept as: the origin's own page, as a browser's `URL` serialises it.
fn address_of(origin: &str) -> String {
    format!("{origin}/")
}
