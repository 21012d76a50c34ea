// The core as it ships, through its JavaScript surface: create, unlock, resume, store, list, fill and delete.
// The factor is made by Node's own random bytes; the derivation has its own test.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { contentOf } from '../driver/vault.mjs';
import { codeOf, load } from './modules.mjs';

const { Vault, capture, classify, memory, slots, vaultId } = await load('core');
const NOW_MS = 1_790_000_000_000;
const SITE = 'https://shop.example';
const page = { url: `${SITE}/login`, origin: SITE, ancestors: [] };

/** Storage as the extension keeps it: keys and bytes, and changes that are applied whole. */
function makeStore() {
  const records = new Map();
  return {
    get: (key) => records.get(key),
    apply({ writes, deletes, deletePrefixes, expectedRoot }) {
      assert.deepEqual(Buffer.from(records.get('root') ?? []), Buffer.from(expectedRoot));
      for (const { key, bytes } of writes) records.set(key, Uint8Array.from(bytes));
      for (const key of deletes) records.delete(key);
      for (const key of records.keys()) if (deletePrefixes.some((start) => key.startsWith(start))) records.delete(key);
    },
    put: (key, bytes) => records.set(key, bytes),
    frame: () => [...records].filter(([key]) => !/^(item|chunk)\//.test(key)).map(([key, bytes]) => ({ key, bytes })),
    all: () => [...records.values()],
  };
}

const passwordProof = (output) => [{ kind: 'password', output }];

function makeVault() {
  const store = makeStore();
  const output = Uint8Array.from(randomBytes(32));
  const kdf = { memoryKib: 65_536, passes: 3, lanes: 1, salt: Uint8Array.from(randomBytes(32)) };
  const vault = Vault.create([{ factors: [{ info: { kind: 'password', kdf }, output }] }], 'A browser', NOW_MS);
  store.apply(vault.created());
  vault.commit();
  return { store, proofs: passwordProof(output), kdf, vault };
}

const login = ({ base, title = '', username = 'alice', password = 's3cret-Pass', notes = '', ...more }) => ({
  base,
  content: contentOf({ title, notes, login: { usernames: [username], password, urls: [SITE] }, ...more }),
  strength: 3,
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
  const [{ factors }] = slots(made.store.get('header'));
  assert.deepEqual({ ...factors[0].kdf }, made.kdf);
  assert.equal(vaultId(made.store.get('header')), made.vault.vaultId());
  const again = Vault.unlock(made.proofs, made.store.frame(), made.vault.seen());
  assert.equal(again.alarm(), undefined);
  assert.equal(again.needsDevice(), false);
  const listing = again.list('', page, 'items');
  assert.equal(listing.total, 1);
  assert.equal(listing.site[0].id, id);
  assert.equal(listing.site[0].reason, 'this-address');
  assert.equal(again.item(id, made.store.get(`item/${id}`), NOW_MS).content.login.password, 's3cret-Pass');
  assert.equal(again.list('nothing like it', undefined, 'items').others.length, 0);
  again.free();
});

test('refuses a wrong factor and a damaged record, each with its code', () => {
  const made = makeVault();
  const id = put(made, login({}));
  assert.equal(
    codeOf(() => Vault.unlock(passwordProof(Uint8Array.from(randomBytes(32))), made.store.frame())),
    'wrong-password',
  );
  const record = Uint8Array.from(made.store.get(`item/${id}`));
  record[record.length - 1] ^= 1;
  assert.equal(
    codeOf(() => made.vault.item(id, record, NOW_MS)),
    'damaged-item',
  );
  const frame = made.store.frame().map(({ key, bytes }) => {
    const copy = Uint8Array.from(bytes);
    if (key === 'root') copy[copy.length - 1] ^= 1;
    return { key, bytes: copy };
  });
  assert.equal(
    codeOf(() => Vault.unlock(made.proofs, frame)),
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
  assert.equal(vault.list('', undefined, 'items').total, 2);
  assert.equal(Vault.unlock(made.proofs, made.store.frame()).list('', undefined, 'items').total, 2);
});

test('fills the page that was saved and no other', () => {
  const made = makeVault();
  const id = put(made, login({}));
  const record = made.store.get(`item/${id}`);
  const plan = made.vault.planFill(id, record, snapshot, page, 'direct', NOW_MS);
  assert.deepEqual(
    plan.writes.map(({ role, value }) => [role, value]),
    [
      ['username', 'alice'],
      ['current-password', 's3cret-Pass'],
    ],
  );
  const elsewhere = { url: 'https://evil.example/login', origin: 'https://evil.example', ancestors: [] };
  assert.equal(made.vault.planFill(id, record, snapshot, elsewhere, 'listed', NOW_MS).blocked, 'other-site');
  const insecure = { url: 'http://shop.example/login', origin: 'http://shop.example', ancestors: [] };
  assert.equal(made.vault.planFill(id, record, snapshot, insecure, 'listed', NOW_MS).blocked, 'insecure-page');
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
  const { sealed, shown, complete, chosen } = capture(made.store.get('header'), snapshot, values, page, NOW_MS);
  assert.deepEqual([shown.length, complete, chosen], [0, true, false]);
  const offer = made.vault.offerSave([sealed], NOW_MS);
  assert.deepEqual([offer.kind, offer.username, offer.password, offer.origin], ['new', 'carol', 'another-Pass', SITE]);
  const { id, change } = made.vault.accept(offer, {}, undefined, NOW_MS);
  made.store.apply(change);
  made.vault.commit();
  assert.equal(made.vault.item(id, made.store.get(`item/${id}`), NOW_MS).content.login.usernames[0], 'carol');
});

test('edits from the revision that was read, and deletes', () => {
  const made = makeVault();
  const id = put(made, login({}));
  put(made, login({ base: { id, revision: 1 }, password: 'newer-Pass' }));
  assert.equal(
    codeOf(() => made.vault.put(login({ base: { id, revision: 1 } }), made.store.get(`item/${id}`), NOW_MS)),
    'conflict',
  );
  made.store.apply(made.vault.delete([{ id, revision: 2 }], NOW_MS));
  made.vault.commit();
  assert.equal(made.vault.list('', undefined, 'items').total, 0);
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
    codeOf(() => made.vault.put({ content: { title: 1 } }, undefined, NOW_MS)),
    'invalid-input',
  );
  assert.equal(
    codeOf(() => made.vault.item('0'.repeat(32), new Uint8Array(3), NOW_MS)),
    'not-found',
  );
  assert.equal(
    codeOf(() => Vault.unlock(passwordProof(new Uint8Array(3)), 7)),
    'invalid-input',
  );
  assert.equal(
    codeOf(() => classify({})),
    'invalid-input',
  );
  assert.equal(made.vault.list('', undefined, 'items').total, 0);
});

test('raises the alarm over an older vault, lets nothing be changed, and takes it when told to', () => {
  const made = makeVault();
  const older = made.store.frame();
  put(made, login({}));
  const vault = Vault.unlock(made.proofs, older, made.vault.seen());
  assert.equal(vault.alarm(), 'older-vault');
  assert.equal(
    codeOf(() => vault.put(login({}), undefined, NOW_MS)),
    'read-only',
  );
  vault.acceptOlder();
  assert.equal(vault.alarm(), undefined);
  assert.ok(vault.put(login({}), undefined, NOW_MS).id);
});

test('guards an item: it opens only after the proofs, for a minute', () => {
  const made = makeVault();
  assert.equal(
    codeOf(() => put(made, login({ guarded: true }))),
    'guarded',
  );
  made.vault.unguard(made.proofs, NOW_MS);
  const id = put(made, login({ guarded: true }));
  const read = (nowMs) => made.vault.item(id, made.store.get(`item/${id}`), nowMs).content.login.password;
  assert.equal(read(NOW_MS + 59_000), 's3cret-Pass');
  assert.equal(
    codeOf(() => read(NOW_MS + 60_000)),
    'guarded',
  );
});

test('moves to the trash and back, and deletes what lay there for 30 days', () => {
  const made = makeVault();
  const id = put(made, login({}));
  const trash = (revision, trashed) => {
    made.store.apply(made.vault.setTrashed({ id, revision }, made.store.get(`item/${id}`), trashed, NOW_MS).change);
    made.vault.commit();
  };
  trash(1, true);
  assert.equal(made.vault.list('', undefined, 'items').total, 0);
  assert.equal(made.vault.list('', undefined, 'trash').total, 1);
  trash(2, false);
  assert.deepEqual([...made.vault.overdueTrash(NOW_MS + 31 * 86_400_000)], []);
  trash(3, true);
  const overdue = made.vault.overdueTrash(NOW_MS + 30 * 86_400_000);
  assert.deepEqual([...overdue], [{ id, revision: 4 }]);
});

test('changes the master password by a rotation: the new one opens everything, the old one nothing', () => {
  const made = makeVault();
  const id = put(made, login({ title: 'Kept' }));
  const output = Uint8Array.from(randomBytes(32));
  const kdf = { ...made.kdf, salt: Uint8Array.from(randomBytes(32)) };
  made.vault.rotateBegin(made.proofs, [{ factors: [{ info: { kind: 'password', kdf }, output }] }]);
  assert.equal(made.vault.rotateItem(id, made.store.get(`item/${id}`)), true);
  made.store.apply(made.vault.rotateFinish(made.store.frame(), NOW_MS));
  made.vault.commit();
  assert.equal(
    codeOf(() => Vault.unlock(made.proofs, made.store.frame())),
    'wrong-password',
  );
  const again = Vault.unlock(passwordProof(output), made.store.frame(), made.vault.seen());
  assert.equal(again.item(id, made.store.get(`item/${id}`), NOW_MS).content.title, 'Kept');
});

test('keeps a file in chunks, and gives it back whole', () => {
  const made = makeVault();
  const id = put(made, login({}));
  const bytes = randomBytes(150_000);
  const file = made.vault.makeFile(bytes.length);
  for (let number = 0; number < file.chunks(); number += 1) {
    made.store.put(
      file.chunkKey(number),
      file.sealChunk(number, bytes.subarray(number * 65_536, (number + 1) * 65_536)),
    );
  }
  const base = { id, revision: 1 };
  made.store.apply(made.vault.attach(base, made.store.get(`item/${id}`), file, 'a.bin', '', NOW_MS).change);
  made.vault.commit();
  const [{ id: fileId, size }] = made.vault.item(id, made.store.get(`item/${id}`), NOW_MS).attachments;
  assert.deepEqual([...made.vault.attachmentIds()], [fileId]);
  const opened = made.vault.openFile(id, made.store.get(`item/${id}`), fileId, NOW_MS);
  const parts = Array.from({ length: opened.chunks() }, (_, number) =>
    opened.openChunk(number, made.store.get(opened.chunkKey(number))),
  );
  assert.equal(size, bytes.length);
  assert.ok(Buffer.concat(parts).equals(bytes));
});

test('shows a one-time code with its time, and refuses a text that gives none', () => {
  const made = makeVault();
  const otp = 'otpauth://totp/Shop:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8';
  const input = login({});
  const id = put(made, { ...input, content: { ...input.content, login: { ...input.content.login, otp } } });
  // RFC 6238, appendix B.
  const code = made.vault.otpCode(id, made.store.get(`item/${id}`), 1_111_111_109_000);
  assert.deepEqual(
    [code.code, code.validFromMs, code.validUntilMs],
    ['07081804', 1_111_111_080_000, 1_111_111_110_000],
  );
});

test('I07 Memory stays what it was, however often a vault is unlocked and locked', () => {
  const made = makeVault();
  for (let n = 0; n < 50; n += 1) put(made, login({ title: `Login ${n}` }));
  const { store, proofs, vault } = made;
  vault.free();
  const unlockOften = (times) => {
    for (let n = 0; n < times; n += 1) Vault.unlock(proofs, store.frame()).free();
    return memory.buffer.byteLength;
  };
  const after = unlockOften(20);
  assert.equal(unlockOften(500), after);
});
