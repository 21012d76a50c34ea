//! The root: one sealed record that names every other by its hash, so that none can be dropped, swapped or set back.
//!
//! It is rewritten with every change, in the same transaction, and signed by the device that wrote it. It names items
//! only through the leaves. A whole older vault put back cannot be seen from within; that needs something kept outside.

use rand_core::TryCryptoRng;

use super::associated::{self, Role, Scope};
use super::device::{Device, Stamp, ThisDevice};
use super::sealed;
use super::wire::{self, Rest, evolving, fixed};
use crate::crypto::digest::{self, HASH_LEN, Hash};
use crate::crypto::sign::{self, SIGNATURE_LEN};
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Number of leaves.
pub const LEAVES: usize = 256;
/// Stands for a leaf that has never been written.
pub const NO_LEAF: Hash = [0; HASH_LEN];

const SIGNATURE_LABEL: &[u8] = b"latchkey/1/root";

/// The root's contents.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Root {
    /// Counts changes from 1.
    pub sequence: u64,
    /// When the vault was created, in milliseconds since the Unix epoch.
    pub created_ms: u64,
    /// When and by which device it was written.
    pub stamp: Stamp,
    /// SHA-256 of the header record.
    pub header_hash: Hash,
    /// Names of other records and their SHA-256, ascending by name.
    pub named: Vec<(String, Hash)>,
    /// SHA-256 of each leaf record, in order; zeros for one that does not exist.
    pub leaf_hashes: Vec<Hash>,
    /// SHA-256 of the root record before this one; zeros for the first.
    pub previous_hash: Hash,
    /// Fields of a newer version.
    pub rest: Rest,
}

evolving!(Root {
    1 sequence,
    2 created_ms,
    3 stamp,
    4 header_hash,
    5 named,
    6 leaf_hashes,
    7 previous_hash,
});

/// The root with its signature, as it is sealed.
struct SignedRoot {
    body: Vec<u8>,
    signature: [u8; SIGNATURE_LEN],
}

fixed!(SignedRoot { body, signature });

impl Root {
    /// The root of a vault that has no records yet.
    pub fn first(created_ms: u64, stamp: Stamp) -> Self {
        Self {
            sequence: 1,
            created_ms,
            stamp,
            leaf_hashes: vec![NO_LEAF; LEAVES],
            ..Self::default()
        }
    }

    /// The root that follows this one, whose record has the hash `previous_hash`.
    ///
    /// # Errors
    /// [`Error::Internal`] after 2⁶⁴ changes.
    pub fn next(&self, previous_hash: Hash, stamp: Stamp) -> Result<Self> {
        Ok(Self {
            sequence: self.sequence.checked_add(1).ok_or(Error::Internal)?,
            stamp,
            previous_hash,
            ..self.clone()
        })
    }

    /// Signs and seals it.
    ///
    /// | bytes | what |
    /// |---|---|
    /// | varies | length of the root's encoding, and the encoding |
    /// | 64 | Ed25519 signature over `latchkey/1/root` ‖ associated data ‖ encoding |
    ///
    /// # Errors
    /// As [`sealed::seal`].
    pub fn seal(
        &self,
        key: &Secret,
        scope: &Scope,
        device: &ThisDevice,
        rng: &mut (impl TryCryptoRng + ?Sized),
    ) -> Result<Vec<u8>> {
        let body = wire::encode(self).to_vec();
        let signature = sign::derive_signature(&device.signing, &signed_message(scope, &body));
        sealed::seal(key, scope, Role::Root, &SignedRoot { body, signature }, rng)
    }

    /// Opens a root's record; who signed it is found in the list of devices by [`Opened::check_signature`].
    ///
    /// # Errors
    /// [`Error::NewerVersion`]; [`Error::Damaged`].
    pub fn open(key: &Secret, scope: &Scope, record: &[u8]) -> Result<Opened> {
        let signed: SignedRoot = sealed::open(key, scope, Role::Root, record)?;
        let root: Self = wire::parse(&signed.body)?;
        let in_order = root.named.is_sorted_by(|(first, _), (second, _)| first < second);
        if root.leaf_hashes.len() != LEAVES || root.sequence == 0 || !in_order {
            return Err(Error::Damaged);
        }
        Ok(Opened {
            root,
            message: signed_message(scope, &signed.body),
            signature: signed.signature,
        })
    }

    /// The hash of a leaf's record; `None` if the leaf does not exist.
    pub fn leaf_hash(&self, number: u8) -> Option<Hash> {
        self.leaf_hashes
            .get(usize::from(number))
            .copied()
            .filter(|hash| *hash != NO_LEAF)
    }

    /// Names another record as the leaf `number`.
    ///
    /// # Errors
    /// [`Error::Internal`] if the root was never checked.
    pub fn set_leaf(&mut self, number: u8, record: &[u8]) -> Result<()> {
        let hash = digest::derive_hash(record);
        *self.leaf_hashes.get_mut(usize::from(number)).ok_or(Error::Internal)? = hash;
        Ok(())
    }

    /// The leaf `number` is given up.
    ///
    /// # Errors
    /// [`Error::Internal`] if the root was never checked.
    pub fn clear_leaf(&mut self, number: u8) -> Result<()> {
        *self.leaf_hashes.get_mut(usize::from(number)).ok_or(Error::Internal)? = NO_LEAF;
        Ok(())
    }

    /// Names another record by `name`.
    pub fn set_named(&mut self, name: &str, record: &[u8]) {
        let hash = digest::derive_hash(record);
        match self.named.binary_search_by(|(listed, _)| listed.as_str().cmp(name)) {
            Ok(at) => {
                if let Some((_, listed)) = self.named.get_mut(at) {
                    *listed = hash;
                }
            }
            Err(at) => self.named.insert(at, (name.into(), hash)),
        }
    }

    /// The record named so is given up.
    pub fn clear_named(&mut self, name: &str) {
        self.named.retain(|(listed, _)| listed != name);
    }

    /// The hash of the record named so; `None` if there is none.
    pub fn named_hash(&self, name: &str) -> Option<Hash> {
        let at = self
            .named
            .binary_search_by(|(listed, _)| listed.as_str().cmp(name))
            .ok()?;
        self.named.get(at).map(|(_, hash)| *hash)
    }
}

/// A root whose signature is not checked yet, for that takes the list of devices, which the root names.
pub struct Opened {
    /// The root.
    pub root: Root,
    message: Vec<u8>,
    signature: [u8; SIGNATURE_LEN],
}

impl Opened {
    /// Checks that the device that the root names as its writer signed it.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is not in the list, was removed, or did not.
    pub fn check_signature(&self, devices: &[Device]) -> Result<()> {
        let mut present = devices.iter().filter(|device| device.removed_ms.is_none());
        let writer = present.find(|device| device.id == self.root.stamp.device);
        let writer = writer.ok_or(Error::Damaged)?;
        sign::verify_signature(&writer.signing_public, &self.message, &self.signature)
    }
}

fn signed_message(scope: &Scope, body: &[u8]) -> Vec<u8> {
    [SIGNATURE_LABEL, &associated::encode(scope, Role::Root), body].concat()
}
