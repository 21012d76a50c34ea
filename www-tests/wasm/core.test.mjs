// The core as it ships, through its JavaScript surface: create, unlock, resume, store, list, fill and delete.
// The factor is made by Node's own random bytes; the derivation has its own test.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { codeOf, load } from './modules.mjs';

const { Vault, capture, classify, kdfParams, sealDraft } = await load('core');
const NOW_MS = 1_790_000_000_000;
const SITE = 'https://shop.example';
const page = { url: `${SITE}/login`, origin: SITE, ancestors: [] };

/** Storage as the extension keeps it: keys and bytes, and changes that are applied whole. */
function makeStore() {
  const records = new Map();
  return {
    get: (key) => records.get(key),
    apply({ writes, deletes, expectedRoot }) {
      assert.deepEqual(Buffer.from(records.get('root') ?? []), Buffer.from(expectedRoot));
      for (const { key, bytes } of writes) records.set(key, Uint8Array.from(bytes));
      for (const key of deletes) records.delete(key);
    },
    frame: () => [...records].filter(([key]) => !key.startsWith('item/')).map(([key, bytes]) => ({ key, bytes })),
    all: () => [...records.values()],
  };
}

function makeVault() {
  const store = makeStore();
  const factor = Uint8Array.from(randomBytes(32));
  const kdf = { memoryKib: 65_536, passes: 3, lanes: 1, salt: Uint8Array.from(randomBytes(32)) };
  const vault = Vault.create(factor, kdf, NOW_MS);
  store.apply(vault.pendingChange());
  vault.commit();
  return { store, factor, kdf, vault };
}

const login = (fields) => ({
  base: undefined,
  title: '',
  username: 'alice',
  password: 's3cret-Pass',
  urls: [SITE],
  notes: '',
  ...fields,
});

function put({ vault, store }, input) {
  const current = input.base === undefined ? undefined : store.get(`item/${input.base.id}`);
  const { id, change } = vault.put(input, current, NOW_MS);
  store.apply(change);
  vault.commit();
  return id;
}

const field = (fields) => ({
  form: 0,
  tag: 'input',
  inputType: 'text',
  name: '',
  id: '',
  autocomplete: '',
  label: '',
  placeholder: '',
  nearby: '',
  host: '',
  maxLength: undefined,
  visible: true,
  enabled: true,
  readOnly: false,
  focused: false,
  options: [],
  ...fields,
});
const snapshot = {
  title: 'Sign in',
  lang: 'en',
  headings: ['Sign in'],
  forms: [{ action: `${SITE}/login`, method: 'post', name: 'login', text: 'Sign in', buttons: ['Sign in'] }],
  fields: [
    field({ name: 'username', autocomplete: 'username', label: 'User name' }),
    field({ name: 'password', inputType: 'password', autocomplete: 'current-password', label: 'Password' }),
  ],
};

test('creates, stores, unlocks, lists and reads', () => {
  const made = makeVault();
  const id = put(made, login({ title: 'Shop' }));
  assert.deepEqual({ ...kdfParams(made.store.get('header')) }, made.kdf);
  const again = Vault.unlock(made.factor, made.store.frame());
  const listing = again.list('', page);
  assert.equal(listing.total, 1);
  assert.equal(listing.site[0].id, id);
  assert.equal(listing.site[0].reason, 'this-address');
  assert.equal(again.item(id, made.store.get(`item/${id}`)).password, 's3cret-Pass');
  assert.equal(again.list('nothing like it', undefined).others.length, 0);
  again.free();
});

test('refuses a wrong factor and a damaged record, each with its code', () => {
  const made = makeVault();
  const id = put(made, login({}));
  assert.equal(
    codeOf(() => Vault.unlock(Uint8Array.from(randomBytes(32)), made.store.frame())),
    'wrong-password',
  );
  const record = Uint8Array.from(made.store.get(`item/${id}`));
  record[record.length - 1] ^= 1;
  assert.equal(
    codeOf(() => made.vault.item(id, record)),
    'damaged-item',
  );
  const frame = made.store.frame().map(({ key, bytes }) => {
    const copy = Uint8Array.from(bytes);
    if (key === 'root') copy[copy.length - 1] ^= 1;
    return { key, bytes: copy };
  });
  assert.equal(
    codeOf(() => Vault.unlock(made.factor, frame)),
    'damaged',
  );
});

test('resumes without the factor and goes on storing', () => {
  const made = makeVault();
  put(made, login({ title: 'One' }));
  const value = made.vault.resumeValue();
  made.vault.free();
  const vault = Vault.resume(value, made.store.frame());
  put({ vault, store: made.store }, login({ title: 'Two', username: 'bob' }));
  assert.equal(vault.list('', undefined).total, 2);
  assert.equal(Vault.unlock(made.factor, made.store.frame()).list('', undefined).total, 2);
});

test('fills the page that was saved and no other', () => {
  const made = makeVault();
  const id = put(made, login({}));
  const record = made.store.get(`item/${id}`);
  const plan = made.vault.planFill(id, record, snapshot, page, 'direct');
  assert.deepEqual(
    plan.writes.map(({ role, value }) => [role, value]),
    [
      ['username', 'alice'],
      ['current-password', 's3cret-Pass'],
    ],
  );
  const elsewhere = { url: 'https://evil.example/login', origin: 'https://evil.example', ancestors: [] };
  assert.equal(made.vault.planFill(id, record, snapshot, elsewhere, 'listed').blocked, 'other-site');
  const insecure = { url: 'http://shop.example/login', origin: 'http://shop.example', ancestors: [] };
  assert.equal(made.vault.planFill(id, record, snapshot, insecure, 'listed').blocked, 'insecure-page');
});

test('offers to save a login that was captured while the vault was locked', () => {
  const made = makeVault();
  assert.deepEqual(
    [...classify(snapshot).roles].map(({ role }) => role),
    ['username', 'current-password'],
  );
  const values = [
    { field: 0, value: 'carol', given: true },
    { field: 1, value: 'another-Pass', given: true },
  ];
  const draft = capture(snapshot, values, page, NOW_MS);
  const sealed = sealDraft(made.store.get('header'), draft);
  const offer = made.vault.offerSave([sealed], NOW_MS);
  assert.deepEqual([offer.kind, offer.username, offer.password, offer.origin], ['new', 'carol', 'another-Pass', SITE]);
  const { id, change } = made.vault.accept(offer, {}, undefined, NOW_MS);
  made.store.apply(change);
  made.vault.commit();
  assert.equal(made.vault.item(id, made.store.get(`item/${id}`)).username, 'carol');
});

test('edits from the revision that was read, and deletes', () => {
  const made = makeVault();
  const id = put(made, login({}));
  put(made, login({ base: { id, revision: 1 }, password: 'newer-Pass' }));
  assert.equal(
    codeOf(() => made.vault.put(login({ base: { id, revision: 1 } }), made.store.get(`item/${id}`), NOW_MS)),
    'conflict',
  );
  made.store.apply(made.vault.delete({ id, revision: 2 }, NOW_MS));
  made.vault.commit();
  assert.equal(made.vault.list('', undefined).total, 0);
  assert.equal(made.store.get(`item/${id}`), undefined);
});

test('keeps nothing readable in what is stored', () => {
  const made = makeVault();
  put(made, login({ title: 'Shop of wonders', notes: 'a note to hide' }));
  const stored = Buffer.concat(made.store.all()).toString('latin1');
  for (const secret of ['alice', 's3cret-Pass', 'shop.example', 'wonders', 'note to hide']) {
    assert.ok(!stored.includes(secret), secret);
  }
});

test('throws a code, and does not end, when arguments have a wrong shape', () => {
  const made = makeVault();
  assert.equal(
    codeOf(() => made.vault.put({ title: 1 }, undefined, NOW_MS)),
    'invalid-input',
  );
  assert.equal(
    codeOf(() => made.vault.item('0'.repeat(32), new Uint8Array(3))),
    'not-found',
  );
  assert.equal(
    codeOf(() => Vault.unlock(new Uint8Array(3), [])),
    'invalid-input',
  );
  assert.equal(
    codeOf(() => classify({})),
    'invalid-input',
  );
  assert.equal(made.vault.list('', undefined).total, 0);
});
