//! Saving what was seen being sent: drafts become an offer, and an accepted offer becomes a change.
//!
//! Drafts are secret but anyone may have sealed them, so each is opened with doubt and none changes anything by itself.
//! Whether there is something to offer is decided by [`crate::web::save`].

use rand_core::TryCryptoRng;

use super::Session;
use super::look::display_title;
use crate::api::{Draft, ItemBase, ItemChange, ItemInput, Offer, OfferEdits, OfferKind};
use crate::error::{Error, Result};
use crate::vault::draft;
use crate::vault::id::ItemId;
use crate::vault::item::Login;
use crate::web::origin;
use crate::web::save::{self, KnownLogin};

impl Session {
    /// What saving the drafts of one tab, oldest first, would do; `None` if there is nothing to save or the user said
    /// never for that host. A draft that does not open is passed over.
    ///
    /// # Errors
    /// None that can be met; the primitives' types demand one.
    pub fn offer_save(&self, drafts: &[Vec<u8>], now_ms: u64) -> Result<Option<Offer>> {
        let open = |sealed: &Vec<u8>| draft::open(&self.keys.inbox, &self.scope, sealed).ok();
        let drafts: Vec<Draft> = drafts.iter().filter_map(open).collect();
        let ids: Vec<String> = self.index.overviews().map(|(id, _, _)| id.to_string()).collect();
        let known = self
            .index
            .overviews()
            .zip(&ids)
            .map(|((_, revision, overview), id)| KnownLogin {
                id,
                revision,
                title: display_title(overview),
                username: &overview.username,
                urls: &overview.urls,
            });
        let known: Vec<KnownLogin<'_>> = known.collect();
        let same_password = |id: &str, password: &str| self.has_password(id, password).unwrap_or(false);
        let offer = save::offer(&drafts, &known, &same_password, now_ms);
        Ok(
            offer
                .filter(|offer| origin::host_of(&offer.origin).is_some_and(|host| !self.settings.is_never_saved(host))),
        )
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
                let id = ItemId::parse(&base.id)?;
                let login = self.open_login(id, current.ok_or(Error::InvalidInput)?)?;
                input_for_base(offer, edits, base, &login)
            }
            (None, false) => return Err(Error::InvalidInput),
        };
        self.put(&input, current, now_ms, rng)
    }

    /// Whether a living item has this password, by the tags of the index.
    fn has_password(&self, id: &str, password: &str) -> Result<bool> {
        let (_, _, overview) = self.index.live(ItemId::parse(id)?)?;
        let tag = self.keys.derive_password_tag(&self.scope, password)?;
        Ok(tag.is_some() && tag == overview.password_tag)
    }
}

fn input_for_new(offer: &Offer, edits: &OfferEdits) -> ItemInput {
    ItemInput {
        base: None,
        title: edits.title.as_ref().unwrap_or(&offer.title).clone(),
        username: edits.username.as_ref().unwrap_or(&offer.username).clone(),
        password: edits.password.as_ref().unwrap_or(&offer.password).clone(),
        urls: vec![address_of(&offer.origin)],
        notes: String::new(),
    }
}

/// The login with the one change that the offer named, and the user's own.
fn input_for_base(offer: &Offer, edits: &OfferEdits, base: &ItemBase, login: &Login) -> ItemInput {
    let mut input = ItemInput {
        base: Some(base.clone()),
        title: edits.title.as_ref().unwrap_or(&login.title).clone(),
        username: edits.username.as_ref().unwrap_or(&login.username).clone(),
        password: edits.password.as_ref().unwrap_or(&offer.password).clone(),
        urls: login.urls.clone(),
        notes: login.notes.clone(),
    };
    if edits.username.is_none() && login.username.is_empty() {
        input.username.clone_from(&offer.username);
    }
    let address = address_of(&offer.origin);
    if offer.kind == OfferKind::AddAddress && !input.urls.contains(&address) {
        input.urls.push(address);
    }
    input
}

/// The address that an origin is kept as: the origin's own page, as a browser's `URL` serialises it.
fn address_of(origin: &str) -> String {
    format!("{origin}/")
}
