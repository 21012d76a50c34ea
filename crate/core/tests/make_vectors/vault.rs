//! A vault whose keys are known, so that any of its records can be forged as an attacker with keys, or a faulty
//! program, would write it.

use std::collections::BTreeMap;
use std::convert::Infallible;

use latchkey_core::api::{Change, Record};
use latchkey_core::crypto::digest::derive_hash;
use latchkey_core::crypto::sign;
use latchkey_core::secret::Secret;
use latchkey_core::vault::associated::{self, Role, Scope};
use latchkey_core::vault::device::{StoredDevice, ThisDevice};
use latchkey_core::vault::fields::Fields;
use latchkey_core::vault::header::Header;
use latchkey_core::vault::id::{Id, leaf_key};
use latchkey_core::vault::index::Entry;
use latchkey_core::vault::keys::{self, VaultKeys};
use latchkey_core::vault::root::Root;
use latchkey_core::vault::wire::{self, Wire};
use latchkey_core::vault::{item, sealed};
use latchkey_core::{api::FactorProof, crypto::aead, vault::padding};
use rand_core::{TryCryptoRng, TryRng};

/// SHA-256 in counter mode over a case's name: random enough, and the same at every run.
pub struct NamedRng {
    name: String,
    counter: u64,
}

impl NamedRng {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            counter: 0,
        }
    }
}

impl TryRng for NamedRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        for chunk in dst.chunks_mut(32) {
            self.counter += 1;
            let block = derive_hash(&[self.name.as_bytes(), &self.counter.to_le_bytes()].concat());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for NamedRng {}

pub type Records = BTreeMap<String, Vec<u8>>;

/// The bytes of a secret, since no secret is copied by accident.
fn copy(secret: &Secret) -> Secret {
    Secret::from_slice(secret.expose()).unwrap()
}

/// A vault with its keys.
pub struct Vault {
    pub records: Records,
    pub scope: Scope,
    pub root_key: Secret,
    pub vault_key: Secret,
    pub keys: VaultKeys,
    pub guarded: Secret,
    pub device: ThisDevice,
    pub rng: NamedRng,
}

impl Vault {
    /// Takes a vault apart that these proofs open.
    pub fn of(records: &Records, proofs: &[FactorProof], case: &str) -> Self {
        let header = Header::parse(&records["header"]).unwrap();
        let (scope, root_key) = (header.scope(), header.unlock(proofs).unwrap().root_key);
        let vault_key = keys::open_keyring(&root_key, &scope, &records["keyring"]).unwrap();
        let keys = VaultKeys::derive(&root_key, &vault_key, &scope).unwrap();
        let role = Role::Local(Id::of_name("local/device"));
        let stored: StoredDevice = sealed::open(&keys.local, &scope, role, &records["local/device"]).unwrap();
        Self {
            records: records.clone(),
            guarded: keys::derive_guarded_key(&vault_key, &scope).unwrap(),
            device: ThisDevice::derive(&stored).unwrap(),
            rng: NamedRng::new(case),
            scope,
            root_key,
            vault_key,
            keys,
        }
    }

    pub fn get(&self, key: &str) -> Vec<u8> {
        self.records[key].clone()
    }

    pub fn set(&mut self, key: &str, bytes: Vec<u8>) {
        self.records.insert(key.into(), bytes);
    }

    /// Changes a record where it lies.
    pub fn edit(&mut self, key: &str, change: impl FnOnce(&mut Vec<u8>)) {
        change(self.records.get_mut(key).unwrap());
    }

    pub fn seal(&mut self, key: &Secret, role: Role, encoded: &[u8]) -> Vec<u8> {
        let (key, scope) = (copy(key), self.scope);
        sealed::seal_bytes(&key, &scope, role, encoded, &mut self.rng).unwrap()
    }

    pub fn root(&self) -> Root {
        Root::open(&self.keys.index, &self.scope, &self.records["root"])
            .unwrap()
            .root
    }

    pub fn root_encoding(&self) -> Vec<u8> {
        wire::encode(&self.root()).to_vec()
    }

    pub fn edit_root(&mut self, change: impl FnOnce(&mut Root)) {
        let mut root = self.root();
        change(&mut root);
        self.write_root(&wire::encode(&root));
    }

    /// Signs and seals whatever these bytes are as the root.
    pub fn write_root(&mut self, body: &[u8]) {
        let signature = self.sign(body);
        self.write_signed_root(body, &signature);
    }

    pub fn sign(&self, body: &[u8]) -> [u8; 64] {
        sign::derive_signature(&self.device.signing, &self.root_message(body))
    }

    pub fn root_message(&self, body: &[u8]) -> Vec<u8> {
        [
            b"latchkey/1/root",
            associated::encode(&self.scope, Role::Root).as_slice(),
            body,
        ]
        .concat()
    }

    pub fn write_signed_root(&mut self, body: &[u8], signature: &[u8; 64]) {
        let mut signed = wire::encode(&body.to_vec()).to_vec();
        signed.extend_from_slice(signature);
        let key = copy(&self.keys.index);
        let record = self.seal(&key, Role::Root, &signed);
        self.set("root", record);
    }

    /// Writes a named record and names it.
    pub fn write_named(&mut self, name: &str, encoded: &[u8]) {
        let key = match name {
            "keyring" => keys::derive_keyring_key(&self.root_key, &self.scope).unwrap(),
            _ => copy(&self.keys.named),
        };
        let record = self.seal(&key, Role::Named(Id::of_name(name)), encoded);
        self.name_record(name, record);
    }

    pub fn name_record(&mut self, name: &str, record: Vec<u8>) {
        self.edit_root(|root| root.set_named(name, &record));
        self.set(name, record);
    }

    pub fn named(&self, name: &str) -> Vec<u8> {
        let role = Role::Named(Id::of_name(name));
        sealed::open_bytes(&self.keys.named, &self.scope, role, &self.records[name])
            .unwrap()
            .to_vec()
    }

    pub fn leaf(&self, number: u8) -> (u8, Vec<(Id, Entry)>) {
        sealed::open(
            &self.keys.index,
            &self.scope,
            Role::Leaf(number),
            &self.records[&leaf_key(number)],
        )
        .unwrap()
    }

    /// Writes whatever these bytes are as a leaf and names it.
    pub fn write_leaf(&mut self, number: u8, encoded: &[u8]) {
        let key = copy(&self.keys.index);
        let record = self.seal(&key, Role::Leaf(number), encoded);
        self.name_leaf(number, record);
    }

    pub fn name_leaf(&mut self, number: u8, record: Vec<u8>) {
        self.edit_root(|root| root.set_leaf(number, &record).unwrap());
        self.set(&leaf_key(number), record);
    }

    pub fn edit_leaf(&mut self, number: u8, change: impl FnOnce(&mut Vec<(Id, Entry)>)) {
        let (number, mut entries) = self.leaf(number);
        change(&mut entries);
        self.write_leaf(number, &wire::encode(&(number, entries)));
    }

    pub fn edit_entry(&mut self, id: Id, change: impl FnOnce(&mut Entry)) {
        self.edit_leaf(id.leaf(), |entries| {
            change(&mut entries.iter_mut().find(|(other, _)| *other == id).unwrap().1);
        });
    }

    /// Puts a record in an item's place, and its hash into the index.
    pub fn name_item(&mut self, id: Id, record: Vec<u8>) {
        self.edit_entry(id, |entry| entry.record_hash = derive_hash(&record));
        self.set(&id.record_key(), record);
    }

    pub fn fields(&self, id: Id) -> Fields {
        let open = |key| item::open(key, &self.scope, id, &self.records[&id.record_key()]);
        open(&self.keys.items).or_else(|_| open(&self.guarded)).unwrap()
    }

    /// Seals whatever these bytes are as an item's fields, and names the record.
    pub fn write_item(&mut self, id: Id, encoded: &[u8]) {
        let record = self.item_record(id, encoded, Role::ItemKey(id), Role::ItemFields(id));
        self.name_item(id, record);
    }

    pub fn item_record(&mut self, id: Id, encoded: &[u8], wrap: Role, fields: Role) -> Vec<u8> {
        let content_key = Secret::from_slice(&derive_hash(id.to_string().as_bytes())).unwrap();
        let (wrap, fields) = (
            associated::encode(&self.scope, wrap),
            associated::encode(&self.scope, fields),
        );
        let padded = padding::pad(encoded).unwrap();
        let wrapped = aead::seal(&self.keys.items, &wrap, content_key.expose(), &mut self.rng).unwrap();
        let sealed = aead::seal(&content_key, &fields, &padded, &mut self.rng).unwrap();
        let clear = [&[1, 1], self.scope.epoch.to_be_bytes().as_slice(), &id.0].concat();
        [clear, wrapped, sealed].concat()
    }
}

/// Does to records what a change says.
pub fn apply(records: &mut Records, change: &Change) {
    let is_gone = |key: &String| {
        change.deletes.contains(key) || change.delete_prefixes.iter().any(|prefix| key.starts_with(prefix))
    };
    records.retain(|key, _| !is_gone(key));
    for Record { key, bytes } in &change.writes {
        records.insert(key.clone(), bytes.clone());
    }
}

/// An evolving value of these fields, in whatever order and form.
pub fn evolving(fields: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut out = wire::Writer::default();
    for (number, value) in fields {
        wire::write_field(&mut out, *number, value);
    }
    let fields: Vec<u8> = out.finish().to_vec();
    encoded(&fields)
}

/// The fields of an evolving value.
pub fn fields_of(encoded: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let fields = wire::split_fields(wire::without_length(encoded));
    fields
        .into_iter()
        .map(|(number, value)| (number, value.to_vec()))
        .collect()
}

pub fn encoded(value: &impl Wire) -> Vec<u8> {
    wire::encode(value).to_vec()
}

/// Takes the last byte away.
pub fn cut(bytes: &mut Vec<u8>) {
    bytes.truncate(bytes.len() - 1);
}
