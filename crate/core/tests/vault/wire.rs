//! The encoding: each value has one, each accepted string of bytes is it, and what a newer version wrote survives.

use latchkey_core::api::{
    Card, CustomField, CustomFieldKind, Identity, ItemContent, ItemKind, Login, MatchRule, Passkey, PastPassword,
    SavedUrl, Settings, SiteRule,
};
use latchkey_core::error::Error;
use latchkey_core::vault::content;
use latchkey_core::vault::device::{Device, Stamp};
use latchkey_core::vault::exposed::Exposure;
use latchkey_core::vault::fields::{Fields, StoredAttachment, StoredItem};
use latchkey_core::vault::id::Id;
use latchkey_core::vault::index::{Entry, Index, Overview};
use latchkey_core::vault::root::Root;
use latchkey_core::vault::slot::Slot;
use latchkey_core::vault::wire::{self, Wire, Writer};
use latchkey_core::vault::{item, resume};
use proptest::collection::vec;
use proptest::prelude::*;
use rand_core::TryRng;

use crate::vault_fixture::{Bench, NOW_MS, PASSWORD, SeededRng, base, edit, error_of, input, password};

/// Random values, the same for the same seed. (Values with secrets print nothing, so proptest cannot make them.)
pub(crate) struct Dice(SeededRng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(SeededRng::new(seed))
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.try_fill_bytes(&mut bytes).unwrap();
        bytes
    }

    fn below(&mut self, most: u64) -> u64 {
        u64::from_le_bytes(self.bytes()) % most
    }

    /// A number of any size, small ones often.
    fn number(&mut self) -> u64 {
        let shift = self.below(64);
        u64::from_le_bytes(self.bytes()) >> shift
    }

    fn is(&mut self) -> bool {
        self.below(2) == 0
    }

    fn list<T>(&mut self, most: u64, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.is().then(|| make(self))
    }

    fn text(&mut self, most: u64) -> String {
        const LETTERS: [char; 8] = ['a', 'b', 'Z', ' ', '/', '\u{0}', 'é', '\u{1f511}'];
        self.list(most, |dice| LETTERS[dice.below(8) as usize])
            .into_iter()
            .collect()
    }

    fn blob(&mut self) -> Vec<u8> {
        self.list(12, |dice| dice.below(256) as u8)
    }

    /// Fields of a newer version, as they lie in `rest`: numbers that this version gives to none.
    fn rest(&mut self) -> Vec<u8> {
        let mut fields = self.list(2, |dice| (200 + dice.number() as u32 % 4_000_000_000, dice.blob()));
        fields.retain(|(_, value)| value.iter().any(|byte| *byte != 0));
        fields.sort();
        fields.dedup_by_key(|(number, _)| *number);
        rest_of(fields.iter().map(|(number, value)| (*number, value.as_slice())))
    }

    /// A name and a rest; if the name is the unknown one, its number lies in the rest.
    fn named<T: Wire + Copy>(&mut self, names: &[T], field: u32) -> (T, Vec<u8>) {
        let name = names[self.below(names.len() as u64) as usize];
        let rest = self.rest();
        let number = 6 + self.below(250) as u8;
        let rest = if name.is_unknown() {
            rest_with(field, number, &rest)
        } else {
            rest
        };
        (name, rest)
    }

    fn field(&mut self) -> CustomField {
        let kinds = [
            CustomFieldKind::Text,
            CustomFieldKind::Hidden,
            CustomFieldKind::Linked,
            CustomFieldKind::Unknown,
        ];
        let (kind, rest) = self.named(&kinds, 2);
        let [name, value, section] = [(); 3].map(|()| self.text(8));
        CustomField {
            name,
            kind,
            value,
            section,
            rest,
        }
    }

    fn url(&mut self) -> SavedUrl {
        let rules = [
            MatchRule::Domain,
            MatchRule::Exact,
            MatchRule::Never,
            MatchRule::Unknown,
        ];
        let (rule, rest) = self.named(&rules, 2);
        SavedUrl {
            url: self.text(30),
            rule,
            rest,
        }
    }

    fn passkey(&mut self) -> Passkey {
        let [rp_id, rp_name, user_name, user_display_name] = [(); 4].map(|()| self.text(8));
        let [credential_id, user_handle, private_key] = [(); 3].map(|()| self.blob());
        Passkey {
            credential_id,
            rp_id,
            rp_name,
            user_handle,
            user_name,
            user_display_name,
            private_key,
            algorithm: self.number() as i32,
            counter: self.number() as u32,
            discoverable: self.is(),
            created_ms: self.number(),
            others: self.list(2, Self::field),
            rest: self.rest(),
        }
    }

    fn login(&mut self) -> Login {
        Login {
            usernames: self.list(2, |dice| dice.text(8)),
            password: self.text(60),
            urls: self.list(2, Self::url),
            otp: self.text(8),
            passkeys: self.list(2, Self::passkey),
            offers_second_factor: self.is(),
            rest: self.rest(),
        }
    }

    fn card(&mut self) -> Card {
        Card {
            number: self.text(20),
            pin: self.text(4),
            rest: self.rest(),
            ..Card::default()
        }
    }

    fn identity(&mut self) -> Identity {
        Identity {
            given_name: self.text(4),
            passport: self.text(9),
            rest: self.rest(),
            ..Identity::default()
        }
    }

    fn content(&mut self) -> ItemContent {
        let (kind, rest) = self.named(
            &[ItemKind::Login, ItemKind::Note, ItemKind::Custom, ItemKind::Unknown],
            1,
        );
        let mut tags = self.list(3, |dice| dice.text(3));
        tags.sort();
        tags.dedup();
        ItemContent {
            kind,
            label: self.text(5),
            title: self.text(20),
            notes: self.text(600),
            folder: self.text(9),
            tags,
            favourite: self.is(),
            archived: self.is(),
            guarded: self.is(),
            login: self.some(Self::login),
            card: self.some(Self::card),
            identity: self.some(Self::identity),
            fields: self.list(2, Self::field),
            rest,
        }
    }

    /// An item with any fields and, at every nesting, fields of a newer version.
    pub(crate) fn item(&mut self) -> StoredItem {
        StoredItem {
            content: self.content(),
            created_ms: self.number(),
            changed_ms: self.number(),
            trashed_ms: self.some(Self::number),
            history: self.list(3, |dice| PastPassword {
                password: dice.text(9),
                replaced_ms: dice.number(),
                rest: dice.rest(),
            }),
            attachments: self.list(3, |dice| StoredAttachment {
                id: Id(dice.bytes()),
                name: dice.text(9),
                media_type: dice.text(9),
                size: dice.number(),
                key: dice.bytes(),
                added_ms: dice.number(),
                rest: dice.rest(),
            }),
            password_set_ms: self.number(),
            strength: self.some(|dice| dice.below(5) as u8),
            rest: self.rest(),
        }
    }

    fn stamp(&mut self) -> Stamp {
        Stamp {
            ms: self.number(),
            counter: self.number() as u32,
            device: Id(self.bytes()),
        }
    }

    pub(crate) fn fields(&mut self) -> Fields {
        let mut stamps = self.list(3, |dice| (dice.number() as u32, dice.stamp()));
        stamps.sort();
        stamps.dedup_by_key(|(path, _)| *path);
        Fields {
            revision: self.number() as u32,
            stamp: self.stamp(),
            stamps,
            item: self.item(),
        }
    }
}

fn rest_of<'a>(fields: impl IntoIterator<Item = (u32, &'a [u8])>) -> Vec<u8> {
    let mut out = Writer::default();
    for (number, value) in fields {
        wire::write_field(&mut out, number, value);
    }
    out.finish().to_vec()
}

/// The rest of a value whose field `number` holds a number that only a newer version knows.
fn rest_with(number: u32, unknown: u8, rest: &[u8]) -> Vec<u8> {
    [rest_of([(number, [unknown].as_slice())]), rest.to_vec()].concat()
}

/// Whether bytes are taken only if they are what their value is written as. Tells whether they were taken.
fn has_one_form<T: Wire>(bytes: &[u8]) -> bool {
    match wire::parse::<T>(bytes) {
        Ok(value) => {
            let again = wire::encode(&value);
            assert_eq!(again.as_slice(), bytes, "as {}", std::any::type_name::<T>());
            true
        }
        Err(error) => {
            assert_eq!(error, Error::Damaged);
            false
        }
    }
}

/// The same for every type that is ever stored.
fn have_one_form(bytes: &[u8]) {
    has_one_form::<u8>(bytes);
    has_one_form::<u32>(bytes);
    has_one_form::<u64>(bytes);
    has_one_form::<i32>(bytes);
    has_one_form::<bool>(bytes);
    has_one_form::<String>(bytes);
    has_one_form::<Vec<u8>>(bytes);
    has_one_form::<Vec<u64>>(bytes);
    has_one_form::<Vec<String>>(bytes);
    has_one_form::<Option<String>>(bytes);
    has_one_form::<[u8; 3]>(bytes);
    has_one_form::<(u32, Option<u64>)>(bytes);
    has_one_form::<Id>(bytes);
    has_one_form::<SavedUrl>(bytes);
    has_one_form::<CustomField>(bytes);
    has_one_form::<Passkey>(bytes);
    has_one_form::<Login>(bytes);
    has_one_form::<Card>(bytes);
    has_one_form::<Identity>(bytes);
    has_one_form::<ItemContent>(bytes);
    has_one_form::<StoredItem>(bytes);
    has_one_form::<Fields>(bytes);
    has_one_form::<Settings>(bytes);
    has_one_form::<Vec<SiteRule>>(bytes);
    has_one_form::<Vec<Vec<String>>>(bytes);
    has_one_form::<Overview>(bytes);
    has_one_form::<Entry>(bytes);
    has_one_form::<Root>(bytes);
    has_one_form::<Vec<Device>>(bytes);
    has_one_form::<Vec<Exposure>>(bytes);
    has_one_form::<Slot>(bytes);
}

/// Bytes near a value's encoding: a few of them changed, put in, taken out or doubled.
fn mutated(mut bytes: Vec<u8>, changes: &[(u8, prop::sample::Index, u8)]) -> Vec<u8> {
    for (what, at, byte) in changes {
        let at = at.index(bytes.len() + 1);
        match what % 5 {
            0 if at < bytes.len() => bytes[at] = *byte,
            1 if at < bytes.len() => bytes[at] ^= 1 << (byte % 8),
            2 => bytes.insert(at, *byte),
            3 if at < bytes.len() => drop(bytes.remove(at)),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn d20_bytes_are_taken_only_in_their_one_form(bytes in vec(any::<u8>(), 0..24)) {
        have_one_form(&bytes);
    }

    /// Small bytes make lengths and numbers that fit, so that more of these are taken.
    #[test]
    fn d20_small_bytes_are_taken_only_in_their_one_form(bytes in vec(0_u8..6, 0..20)) {
        have_one_form(&bytes);
    }

    #[test]
    fn d20_bytes_near_an_items_are_taken_only_in_their_one_form(
        seed: u64,
        changes in vec((any::<u8>(), any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let fields = Dice::new(seed).fields();
        has_one_form::<Fields>(&mutated(wire::encode(&fields).to_vec(), &changes));
        has_one_form::<StoredItem>(&mutated(wire::encode(&fields.item).to_vec(), &changes));
        has_one_form::<ItemContent>(&mutated(wire::encode(&fields.item.content).to_vec(), &changes));
    }

    #[test]
    fn a_value_comes_back_from_its_encoding(seed: u64) {
        let fields = Dice::new(seed).fields();
        prop_assert!(wire::parse::<Fields>(&wire::encode(&fields)).unwrap() == fields);
        prop_assert!(wire::as_read(&fields).unwrap() == fields);
    }

    #[test]
    fn numbers_come_back_from_their_encoding(a: u32, b: u64, c: i32, d: u8) {
        prop_assert_eq!(wire::parse(&wire::encode(&a)), Ok(a));
        prop_assert_eq!(wire::parse(&wire::encode(&b)), Ok(b));
        prop_assert_eq!(wire::parse(&wire::encode(&c)), Ok(c));
        prop_assert_eq!(wire::parse(&wire::encode(&(d, c))), Ok((d, c)));
        let small = i32::from(d) - 128;
        prop_assert!(wire::encode(&small).len() <= 2);
    }

    /// What no editor touches stays as it was, whatever a newer version put there, at every nesting.
    #[test]
    fn an_edit_keeps_every_field_of_a_newer_version(seed: u64, title in ".{0,9}") {
        let item = Dice::new(seed).item();
        let mut typed = item.content.clone();
        typed.title = title;
        let edited = content::edit(&item, &input(typed.clone()), NOW_MS);
        if item.content.kind == ItemKind::Unknown {
            prop_assert_eq!(error_of(edited), Some(Error::InvalidInput));
            return Ok(());
        }
        let edited = edited.unwrap();
        prop_assert!(edited.content == typed);
        prop_assert!(edited.rest == item.rest && edited.attachments == item.attachments && edited.history == item.history);
        prop_assert_eq!(edited.created_ms, item.created_ms);
        let overview = content::overview(&edited, &crate::records::keys(), &crate::records::SCOPE).unwrap();
        let urls = edited.content.login.map_or_else(Vec::new, |login| login.urls);
        prop_assert!(overview.urls == urls);
    }
}

#[test]
fn d20_every_other_spelling_is_refused() {
    // Varints: not the shortest, not ended, too long.
    for bytes in [&[0x80_u8, 0x00] as &[u8], &[0x81, 0x80, 0x00], &[0x80], &[0xff; 11]] {
        let refused = [
            has_one_form::<u32>(bytes),
            has_one_form::<u64>(bytes),
            has_one_form::<i32>(bytes),
        ];
        assert_eq!(refused, [false; 3], "{bytes:?}");
    }
    assert_eq!(
        error_of(wire::parse::<u64>(&[
            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02
        ])),
        Some(Error::Damaged)
    );
    assert_eq!(
        wire::parse(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
        Ok(u64::MAX)
    );
    assert_eq!(
        error_of(wire::parse::<u32>(&[0xff, 0xff, 0xff, 0xff, 0x10])),
        Some(Error::Damaged)
    );
    assert_eq!(wire::parse(&[0xff, 0xff, 0xff, 0xff, 0x0f]), Ok(u32::MAX));
    assert_eq!(
        [0_i32, -1, 1, -2, i32::MAX, i32::MIN].map(|number| wire::encode(&number).len()),
        [1, 1, 1, 1, 5, 5]
    );
    assert_eq!([0_i32, -1, 1, -2].map(|number| wire::encode(&number)[0]), [0, 1, 2, 3]);
    for byte in 2..=255 {
        assert_eq!(error_of(wire::parse::<bool>(&[byte])), Some(Error::Damaged));
        assert_eq!(error_of(wire::parse::<Option<u8>>(&[byte, 1])), Some(Error::Damaged));
    }
    assert_eq!(
        error_of(wire::parse::<String>(&[2, 0xc3, 0x28])),
        Some(Error::Damaged),
        "bad UTF-8"
    );
    assert_eq!(
        error_of(wire::parse::<String>(&[3, 0xed, 0xa0, 0x80])),
        Some(Error::Damaged),
        "a surrogate"
    );
    // Counts and lengths beyond the bytes that are there take no memory.
    assert_eq!(
        error_of(wire::parse::<Vec<String>>(&wire::encode(&u64::MAX))),
        Some(Error::Damaged)
    );
    assert_eq!(
        error_of(wire::parse::<Vec<u8>>(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1])),
        Some(Error::Damaged)
    );
    // Evolving values. The first is the one form of a site rule.
    let rule = |bytes: &[u8]| wire::parse::<SiteRule>(bytes).err();
    assert_eq!(rule(&[7, 1, 2, 1, b'a', 2, 1, 1]), None);
    let others: [&[u8]; 12] = [
        &[8, 1, 2, 1, b'a', 9, 2, 0, 0],
        &[6, 1, 2, 1, b'a', 9, 0],
        &[7, 2, 1, 1, 1, 2, 1, b'a'],
        &[10, 1, 2, 1, b'a', 2, 1, 1, 2, 1, 1],
        &[7, 1, 2, 1, b'a', 0, 1, 1],
        &[7, 1, 2, 1, b'a', 2, 1, 0],
        &[7, 1, 2, 1, b'a', 9, 1, 0],
        &[7, 1, 2, 1, b'a', 2, 1, 2],
        &[8, 1, 3, 1, b'a', 0, 2, 1, 1],
        &[6, 1, 2, 1, b'a', 2, 1, 1],
        &[8, 1, 2, 1, b'a', 2, 1, 1],
        &[7, 1, 2, 1, b'a', 2, 1, 1, 0],
    ];
    for (at, bytes) in others.iter().enumerate() {
        assert_eq!(rule(bytes), Some(Error::Damaged), "case {at}");
    }
    assert_eq!(rule(&[0]), None, "no field at all");
}

/// A number that this version does not know: the rule releases nothing, the field and the item show as unknown, and
/// each is written again as it was.
#[test]
fn a_number_of_a_newer_version_is_kept_and_known_for_what_it_is() {
    for number in [6, 7, 254, 255] {
        let url = [6, 2, 1, number, 9, 1, 5];
        let read: SavedUrl = wire::parse(&url).unwrap();
        assert_eq!((read.rule, read.rest.as_slice()), (MatchRule::Unknown, &url[1..]));
        assert_eq!(wire::encode(&read).as_slice(), url);
        // Whoever chooses a rule that is known chooses it, whatever rest says.
        let chosen = SavedUrl {
            rule: MatchRule::Host,
            ..read.clone()
        };
        assert_eq!(wire::encode(&chosen).as_slice(), [6, 2, 1, 1, 9, 1, 5]);
        // Without its number it would be the first of what is known: that is refused, not guessed.
        let lost = SavedUrl {
            rest: Vec::new(),
            ..read
        };
        let mut content = ItemContent::login("a", "", "", "");
        content.login.as_mut().unwrap().urls = vec![lost];
        assert_eq!(
            error_of(content::create(&input(content), NOW_MS)),
            Some(Error::InvalidInput)
        );
    }
    let domain: SavedUrl = wire::parse(&[0]).unwrap();
    assert_eq!(domain.rule, MatchRule::Domain);
}

/// An item of a kind that only a newer version knows, with fields of its own everywhere.
pub(crate) fn newer_item() -> StoredItem {
    let rest = || rest_of([(300, b"new".as_slice())]);
    let field = CustomField {
        name: "field".into(),
        kind: CustomFieldKind::Unknown,
        rest: rest_with(2, 77, &rest()),
        ..CustomField::default()
    };
    let url = SavedUrl {
        url: "https://shop.example/".into(),
        rule: MatchRule::Unknown,
        rest: rest_with(2, 66, &rest()),
    };
    let passkey = Passkey {
        others: vec![field.clone()],
        rest: rest(),
        ..Passkey::default()
    };
    StoredItem {
        content: ItemContent {
            kind: ItemKind::Unknown,
            title: "newer".into(),
            login: Some(Login {
                password: "pw".into(),
                urls: vec![url],
                passkeys: vec![passkey],
                rest: rest(),
                ..Login::default()
            }),
            card: Some(Card {
                rest: rest(),
                ..Card::default()
            }),
            identity: Some(Identity {
                rest: rest(),
                ..Identity::default()
            }),
            fields: vec![field],
            rest: rest_with(1, 55, &rest()),
            ..ItemContent::default()
        },
        history: vec![PastPassword {
            password: "before".into(),
            rest: rest(),
            ..PastPassword::default()
        }],
        rest: rest(),
        ..StoredItem::default()
    }
}

/// Puts an item into a vault as a newer version would have: sealed, in the index, named by the root.
pub(crate) fn plant(bench: &mut Bench, item: &StoredItem) -> String {
    let resumed = resume::parse(&bench.session.resume_value().unwrap()).unwrap();
    let (keys, scope) = (&resumed.keys, &resumed.scope);
    let rng = &mut SeededRng::new(55);
    let id = Id([0x5a; 16]);
    let mut root = Root::open(&keys.index, scope, &bench.store.records["root"])
        .unwrap()
        .root;
    let stamp = root.stamp;
    let fields = Fields {
        revision: 1,
        stamp,
        stamps: Vec::new(),
        item: item.clone(),
    };
    let record = item::seal(&keys.items, scope, id, &fields, rng).unwrap();
    let rest = rest_of([(400, b"newer still".as_slice())]);
    let entry = Entry {
        revision: 1,
        stamp,
        record_hash: latchkey_core::crypto::digest::derive_hash(&record),
        overview: Some(Overview {
            rest: rest.clone(),
            ..content::overview(item, keys, scope).unwrap()
        }),
        deleted_ms: None,
        rest: rest.clone(),
    };
    let leaf = Index::default().seal_leaf(&keys.index, scope, id.leaf(), &[(id, entry)], rng);
    let leaf = leaf.unwrap().unwrap();
    root.set_leaf(id.leaf(), &leaf).unwrap();
    let named = latchkey_core::vault::sealed::seal(
        &keys.named,
        scope,
        latchkey_core::vault::associated::Role::Named(Id::of_name("newer")),
        &String::from("a record of another name"),
        rng,
    );
    let named = named.unwrap();
    root.set_named("newer", &named);
    root.rest = rest;
    let root = root.seal(&keys.index, scope, &resumed.device, rng).unwrap();
    let records = [
        (id.record_key(), record),
        ("leaf/5a".into(), leaf),
        ("newer".into(), named),
        ("root".into(), root),
    ];
    bench.store.records.extend(records);
    bench.reopen();
    id.to_string()
}

/// What the vault says of the planted item, below the session.
fn stored(bench: &Bench) -> (Fields, Entry, Root) {
    let resumed = resume::parse(&bench.session.resume_value().unwrap()).unwrap();
    let (keys, scope) = (&resumed.keys, &resumed.scope);
    let id = Id([0x5a; 16]);
    let fields = item::open(&keys.items, scope, id, bench.store.item(&id.to_string())).unwrap();
    let mut index = Index::default();
    index
        .add_leaf(&keys.index, scope, id.leaf(), &bench.store.records["leaf/5a"])
        .unwrap();
    let root = Root::open(&keys.index, scope, &bench.store.records["root"])
        .unwrap()
        .root;
    (fields, index.get(id).unwrap().clone(), root)
}

/// A vault of a newer version in the hands of this one: edit, trash, file, settings, rotation, resume; then the newer
/// version finds all that it wrote.
#[test]
fn what_a_newer_version_wrote_survives_every_change_of_this_one() {
    let mut bench = Bench::new(1);
    let mut newer = newer_item();
    // Of a kind that is known here, so that it can be edited.
    (newer.content.kind, newer.content.rest) = (ItemKind::Login, rest_of([(300, b"new".as_slice())]));
    let id = plant(&mut bench, &newer);
    let (_, entry, root) = stored(&bench);
    let assert_kept = |bench: &Bench, title: &str, files: usize| {
        let (fields, now, now_root) = stored(bench);
        let mut expected = newer.clone();
        expected.content.title = title.into();
        assert!(fields.item.content == expected.content, "the content");
        assert!(fields.item.history == expected.history && fields.item.rest == expected.rest);
        assert_eq!(fields.item.attachments.len(), files);
        assert_eq!(
            (now.rest, now.overview.unwrap().rest),
            (entry.rest.clone(), entry.overview.as_ref().unwrap().rest.clone())
        );
        assert_eq!(now_root.rest, root.rest);
        assert!(now_root.named_hash("newer").is_some() && bench.store.records.contains_key("newer"));
    };
    assert_kept(&bench, "newer", 0);
    let mut typed = bench.item(&id).unwrap().content;
    typed.title = "edited".into();
    bench.put(&edit(&id, 1, input(typed)), NOW_MS).unwrap();
    assert_kept(&bench, "edited", 0);
    bench.set_trashed(&base(&id, 2), true, NOW_MS).unwrap();
    bench.set_trashed(&base(&id, 3), false, NOW_MS).unwrap();
    bench.attach(&base(&id, 4), b"data", NOW_MS).unwrap();
    assert_kept(&bench, "edited", 1);
    let settings = Settings {
        lock_after_minutes: 3,
        rest: rest_of([(500, b"x".as_slice())]),
        sites: vec![SiteRule {
            host: "a.example".into(),
            rest: rest_of([(500, b"y".as_slice())]),
            ..SiteRule::default()
        }],
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    bench.rotate(&[PASSWORD], &[&[PASSWORD]]).unwrap();
    assert_kept(&bench, "edited", 1);
    bench.session = bench.resume(&bench.store).unwrap();
    bench.reopen();
    assert_kept(&bench, "edited", 1);
    assert_eq!(*bench.session.settings(), settings);
    assert_eq!(password(&bench.item(&id).unwrap()), "pw");
    bench.delete(&base(&id, 5), NOW_MS).unwrap();
    bench.reopen();
    let resumed = resume::parse(&bench.session.resume_value().unwrap()).unwrap();
    let mut index = Index::default();
    index
        .add_leaf(
            &resumed.keys.index,
            &resumed.scope,
            0x5a,
            &bench.store.records["leaf/5a"],
        )
        .unwrap();
    assert_eq!(
        index.get(Id([0x5a; 16])).unwrap().rest,
        entry.rest,
        "a tombstone keeps them too"
    );
}

/// Which field changed when: what two devices' edits can later be merged by.
#[test]
fn every_changed_field_bears_the_stamp_of_its_last_change() {
    use latchkey_core::vault::fields::restamp;
    let stamp = |ms| Stamp {
        ms,
        counter: 0,
        device: Id([1; 16]),
    };
    let before = StoredItem {
        content: ItemContent::login("title", "ada", "pw", "https://one.example/"),
        ..StoredItem::default()
    };
    let change = |change: &dyn Fn(&mut StoredItem), stamps: &[(u32, Stamp)], ms| {
        let mut after = before.clone();
        change(&mut after);
        restamp(&before, &after, stamps, stamp(ms))
    };
    assert_eq!(change(&|_| {}, &[], 5), []);
    assert_eq!(change(&|item| item.content.title = "b".into(), &[], 5), [(2, stamp(5))]);
    assert_eq!(
        change(&|item| item.content.title.clear(), &[], 5),
        [(2, stamp(5))],
        "one that goes"
    );
    let in_login = |item: &mut StoredItem| item.content.login.as_mut().unwrap().password = "other".into();
    assert_eq!(
        change(&in_login, &[(2, stamp(3))], 5),
        [(2, stamp(3)), (9_002, stamp(5))]
    );
    assert_eq!(change(&in_login, &[(9_002, stamp(3))], 6), [(9_002, stamp(6))]);
    let card = |item: &mut StoredItem| {
        item.content.card = Some(Card {
            pin: "1".into(),
            ..Card::default()
        });
    };
    assert_eq!(change(&card, &[], 5), [(10_006, stamp(5))]);
    assert_eq!(
        change(&|item| item.trashed_ms = Some(1), &[], 5),
        [(1_000_004, stamp(5))]
    );
    let unknown = |item: &mut StoredItem| item.content.rest = rest_of([(300, b"x".as_slice())]);
    assert_eq!(change(&unknown, &[], 5), [(300, stamp(5))]);
    let all = |item: &mut StoredItem| {
        item.content.login = None;
        item.changed_ms = 9;
    };
    let paths: Vec<u32> = change(&all, &[], 5).iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, [9_001, 9_002, 9_003, 1_000_003]);
}
