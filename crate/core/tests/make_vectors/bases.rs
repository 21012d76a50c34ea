//! The vaults that the cases start from, made as the core makes them.

use latchkey_core::api::{
    FactorInfo, FactorKind, FactorProof, ItemBase, ItemContent, ItemInput, KdfParams, NewFactor, NewSlot, PrfParams,
    Record, SiteRule,
};
use latchkey_core::crypto::kdf::KdfPolicy;
use latchkey_core::session::Session;
use latchkey_core::vault::id::Id;

use super::vault::{NamedRng, Records, apply};
use super::vector_cases::{NOW_MS, normalise};

/// Outputs of factors that stand for all work: 32 times a byte.
pub const PASSWORD: u8 = 0x11;
pub const KEY: u8 = 0x22;
pub const RECOVERY: u8 = 0x33;
pub const DEVICE: u8 = 0x44;

pub fn kdf(salt: u8) -> KdfParams {
    KdfParams {
        memory_kib: 65_536,
        passes: 3,
        lanes: 1,
        salt: vec![salt; 32],
    }
}

pub fn password(salt: u8, output: u8) -> NewFactor {
    let info = FactorInfo {
        kind: FactorKind::Password,
        kdf: Some(kdf(salt)),
        prf: None,
    };
    NewFactor {
        info,
        output: vec![output; 32],
    }
}

pub fn security_key(output: u8) -> NewFactor {
    let prf = PrfParams {
        rp_id: "latchkey.example".into(),
        credential_id: vec![7; 64],
        salt: vec![8; 32],
        browser: "Firefox".into(),
    };
    let info = FactorInfo {
        kind: FactorKind::Prf,
        kdf: None,
        prf: Some(prf),
    };
    NewFactor {
        info,
        output: vec![output; 32],
    }
}

pub fn recovery(output: u8) -> NewFactor {
    let info = FactorInfo {
        kind: FactorKind::Recovery,
        kdf: None,
        prf: None,
    };
    NewFactor {
        info,
        output: vec![output; 32],
    }
}

pub fn slot(factors: Vec<NewFactor>) -> NewSlot {
    NewSlot { factors }
}

pub fn proof(kind: FactorKind, output: u8) -> Vec<FactorProof> {
    vec![FactorProof {
        kind,
        output: vec![output; 32],
    }]
}

pub fn with_password() -> Vec<FactorProof> {
    proof(FactorKind::Password, PASSWORD)
}

/// A session over records that are kept as a shell would.
pub struct Shelf {
    pub session: Session,
    pub records: Records,
    pub rng: NamedRng,
}

impl Shelf {
    pub fn create(name: &str, slots: &[NewSlot], proofs: &[FactorProof]) -> Self {
        let mut rng = NamedRng::new(name);
        let (mut session, change) = Session::create(slots, "Firefox on Linux", NOW_MS, &mut rng).unwrap();
        let mut records = Records::new();
        apply(&mut records, &change);
        session.commit();
        session.unguard(proofs, NOW_MS).unwrap();
        Self { session, records, rng }
    }

    fn commit(&mut self, change: &latchkey_core::api::Change) {
        apply(&mut self.records, change);
        self.session.commit();
    }

    pub fn put(&mut self, content: ItemContent) -> Id {
        let input = ItemInput {
            base: None,
            content,
            strength: None,
        };
        let put = self.session.put(&input, None, NOW_MS, &mut self.rng).unwrap();
        self.commit(&put.change);
        Id::parse(&put.id).unwrap()
    }

    pub fn record(&self, id: Id) -> Vec<u8> {
        self.records[&id.record_key()].clone()
    }

    pub fn edit(&mut self, id: Id, revision: u32, later_ms: u64, change: impl FnOnce(&mut ItemContent)) {
        let record = self.record(id);
        let mut content = self.session.item(&id.to_string(), &record, NOW_MS).unwrap().content;
        change(&mut content);
        let input = ItemInput {
            base: Some(base(id, revision)),
            content,
            strength: None,
        };
        let put = self
            .session
            .put(&input, Some(&record), NOW_MS + later_ms, &mut self.rng)
            .unwrap();
        self.commit(&put.change);
    }

    pub fn attach(&mut self, id: Id, revision: u32, name: &str, data: &[u8]) -> Id {
        let size = u64::try_from(data.len()).unwrap();
        let mut file = self.session.make_file(size, &mut self.rng).unwrap();
        let mut pieces: Vec<&[u8]> = data.chunks(65_536).collect();
        if pieces.is_empty() {
            pieces.push(&[]);
        }
        for (number, piece) in (0..).zip(pieces) {
            let chunk = file.seal_chunk(number, piece).unwrap();
            self.records.insert(file.chunk_key(number), chunk);
        }
        let (base, record) = (base(id, revision), self.record(id));
        let attached = self
            .session
            .attach(&base, &record, &file, name, "text/plain", NOW_MS, &mut self.rng);
        self.commit(&attached.unwrap().change);
        let key = file.chunk_key(0);
        Id::parse(key.split('/').nth(1).unwrap()).unwrap()
    }

    pub fn delete(&mut self, id: Id, revision: u32) {
        let change = self
            .session
            .delete(&[base(id, revision)], NOW_MS + 9, &mut self.rng)
            .unwrap();
        self.commit(&change);
    }

    pub fn trash(&mut self, id: Id, revision: u32) {
        let record = self.record(id);
        let base = base(id, revision);
        let trashed = self
            .session
            .set_trashed(&base, &record, true, NOW_MS + 7, &mut self.rng)
            .unwrap();
        self.commit(&trashed.change);
    }

    pub fn change_settings(&mut self, change: impl FnOnce(&mut latchkey_core::api::Settings)) {
        let mut settings = self.session.settings().clone();
        change(&mut settings);
        let change = self.session.put_settings(&settings, NOW_MS, &mut self.rng).unwrap();
        self.commit(&change);
    }

    pub fn replace(&mut self, proofs: &[FactorProof], new: &NewSlot) {
        let change = self.session.replace_slot(proofs, new, NOW_MS, &mut self.rng).unwrap();
        self.commit(&change);
    }

    pub fn rotate(&mut self, proofs: &[FactorProof], slots: &[NewSlot]) {
        self.session.rotate_begin(proofs, slots, &mut self.rng).unwrap();
        let items: Vec<(String, Vec<u8>)> = self
            .records
            .iter()
            .filter_map(|(key, bytes)| Some((key.strip_prefix("item/")?.to_owned(), bytes.clone())))
            .collect();
        for (id, bytes) in items {
            self.session.rotate_item(&id, &bytes, &mut self.rng).unwrap();
        }
        let is_frame = |key: &str| !key.starts_with("item/") && !key.starts_with("chunk/");
        let frame = self.records.iter().filter(|(key, _)| is_frame(key));
        let frame = frame.map(|(key, bytes)| Record {
            key: key.clone(),
            bytes: bytes.clone(),
        });
        let change = self
            .session
            .rotate_finish(frame.collect(), NOW_MS, &mut self.rng)
            .unwrap();
        self.commit(&change);
    }
}

fn base(id: Id, revision: u32) -> ItemBase {
    ItemBase {
        id: id.to_string(),
        revision,
    }
}

/// The small vault, in which most is forged, with what it was before.
pub struct Small {
    pub records: Records,
    /// Before the login was edited.
    pub earlier: Records,
    /// Before the third login was deleted.
    pub undeleted: Records,
    /// Before the settings were changed.
    pub unsettled: Records,
    pub login: Id,
    pub guarded: Id,
    pub deleted: Id,
    pub file: Id,
}

pub fn small() -> Small {
    let slots = [slot(vec![password(1, PASSWORD)]), slot(vec![recovery(RECOVERY)])];
    let mut shelf = Shelf::create("small", &slots, &with_password());
    let login = shelf.put(ItemContent::login(
        "Library",
        "ada",
        "first-password",
        "https://library.example/",
    ));
    let guarded = shelf.put(ItemContent {
        guarded: true,
        ..ItemContent::login("Bank", "ada", "guarded-password", "https://bank.example/")
    });
    let deleted = shelf.put(ItemContent::login(
        "Club",
        "ada",
        "deleted-password",
        "https://club.example/",
    ));
    let file = shelf.attach(login, 1, "card.txt", b"No. 5");
    let earlier = shelf.records.clone();
    shelf.edit(login, 2, 5, |content| {
        content.tags = vec!["books".into(), "quiet".into()];
        content.login.as_mut().unwrap().password = "second-password".into();
    });
    let undeleted = shelf.records.clone();
    shelf.delete(deleted, 1);
    let unsettled = shelf.records.clone();
    shelf.change_settings(|settings| {
        settings.lock_after_minutes = 5;
        settings.sites = vec![
            SiteRule {
                host: "ads.example".into(),
                no_menu: true,
                ..SiteRule::default()
            },
            SiteRule {
                host: "work.example".into(),
                never_save: true,
                ..SiteRule::default()
            },
        ];
        settings.equivalent_domains = vec![vec!["library.example".into(), "lib.example".into()]];
    });
    Small {
        records: shelf.records,
        earlier,
        undeleted,
        unsettled,
        login,
        guarded,
        deleted,
        file,
    }
}

/// A vault whose slots ask for two factors, a key, a code and a device.
pub fn ways() -> Records {
    let slots = [
        slot(vec![password(4, PASSWORD), security_key(KEY)]),
        slot(vec![recovery(RECOVERY)]),
    ];
    let proofs = proof(FactorKind::Recovery, RECOVERY);
    let mut shelf = Shelf::create("ways", &slots, &proofs);
    shelf.put(ItemContent::login("Safe", "ada", "behind-two-factors", ""));
    shelf.records
}

/// The password of the vaults that are really derived, composed, with a no-break space in it.
pub const REAL_PASSWORD: &str = "Käse\u{a0}und Brot é";

/// What is derived from it.
pub fn real_output() -> [u8; 32] {
    let derived = KdfPolicy::shipped().derive_factor(normalise(REAL_PASSWORD).as_bytes(), &kdf(9));
    *derived.unwrap().expose()
}

/// A vault with a real password, and a recovery code.
pub fn real(code_output: impl Fn(&Id) -> Vec<u8>) -> Records {
    let mut first = password(9, 0);
    first.output = real_output().to_vec();
    // The vault's id is the first that is drawn.
    let mut id = [0; 16];
    rand_core::TryRng::try_fill_bytes(&mut NamedRng::new("real"), &mut id).unwrap();
    let mut code = recovery(0);
    code.output = code_output(&Id(id));
    let proofs = [FactorProof {
        kind: FactorKind::Password,
        output: first.output.clone(),
    }];
    let mut shelf = Shelf::create("real", &[slot(vec![first]), slot(vec![code])], &proofs);
    shelf.put(ItemContent::login("Dairy", "ada", "cheese", "https://dairy.example/"));
    shelf.records
}
