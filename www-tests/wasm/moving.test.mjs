// Moving in and out as it ships, through the module's JavaScript surface: a vault file, an import in batches, its undo.
// It needs no browser; the pages that do this have journeys of their own.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { contentOf } from '../driver/vault.mjs';
import { codeOf, load } from './modules.mjs';

const { FileWriter, Gather, Restore, Vault, fileHeaderLength, fileSlots, rawBegin, rawRecord } = await load('core');
const transfer = await load('transfer');
const NOW_MS = 1_790_000_000_000;

const slotOf = (output) => ({
  factors: [
    {
      info: {
        kind: 'password',
        kdf: { memoryKib: 65_536, passes: 3, lanes: 1, salt: Uint8Array.from(randomBytes(32)) },
      },
      output,
    },
  ],
});

function makeVault() {
  const records = new Map();
  const output = Uint8Array.from(randomBytes(32));
  const vault = Vault.create([slotOf(output)], 'A browser', NOW_MS);
  const apply = ({ writes, deletes, expectedRoot }, gathered = []) => {
    assert.deepEqual(Buffer.from(records.get('root') ?? []), Buffer.from(expectedRoot));
    for (const { key, bytes } of [...gathered, ...writes]) records.set(key, Uint8Array.from(bytes));
    for (const key of deletes) records.delete(key);
    vault.commit();
  };
  apply(vault.created());
  const frame = () =>
    [...records].filter(([key]) => !/^(item|chunk)\//.test(key)).map(([key, bytes]) => ({ key, bytes }));
  return { vault, records, apply, frame };
}

const imported = (title, username = 'ada', password = 'p') => ({
  content: contentOf({ title, login: { usernames: [username], password, urls: [`https://${title}.example/`] } }),
  createdMs: undefined,
  changedMs: undefined,
  passwordSetMs: undefined,
  trashed: false,
  history: [],
  attachments: [],
  remarks: [],
});

function put({ vault, apply }, items, batch = 250) {
  const gather = Gather.begin(vault, NOW_MS);
  const records = [];
  for (let at = 0; at < items.length; at += batch)
    records.push(...gather.add(vault, items.slice(at, at + batch), NOW_MS));
  const bases = gather.bases();
  apply(gather.finish(vault, [], NOW_MS), records);
  gather.free();
  return bases;
}

const total = ({ vault }) => vault.list('', undefined, 'items').total;

test('a vault file is written from one vault and restored into another', () => {
  const from = makeVault();
  put(from, [imported('shop'), imported('bank', 'eve', 'x')]);
  const output = Uint8Array.from(randomBytes(32));
  const writer = FileWriter.begin([slotOf(output)]);
  const parts = [writer.head(from.vault, from.frame(), NOW_MS)];
  for (const { id } of from.vault.list('', undefined, 'items').others)
    parts.push(writer.item(from.vault, id, from.records.get(`item/${id}`), NOW_MS));
  parts.push(writer.finish());
  const bytes = Uint8Array.from(Buffer.concat(parts));
  assert.equal(fileSlots(bytes)[0].factors[0].kind, 'password');
  const length = fileHeaderLength(bytes);
  const [header, body] = [bytes.slice(0, length), bytes.slice(length)];

  const into = makeVault();
  const wrong = [{ kind: 'password', output: Uint8Array.from(randomBytes(32)) }];
  assert.equal(
    codeOf(() => Restore.begin(into.vault, header, wrong)),
    'wrong-password',
  );
  const restore = Restore.begin(into.vault, header, [{ kind: 'password', output }]);
  assert.equal(
    codeOf(() => restore.plan()),
    'damaged',
    'nothing was read yet',
  );
  restore.look(into.vault, body.slice(0, 10), false);
  restore.look(into.vault, body.slice(10), true);
  assert.deepEqual(
    { ...restore.plan(), titles: restore.plan().titles.toSorted() },
    {
      madeMs: NOW_MS,
      adds: 2,
      files: 0,
      there: 0,
      guarded: false,
      intoEmpty: true,
      titles: ['bank', 'shop'],
    },
  );
  const records = restore.take(into.vault, body, true, NOW_MS);
  into.apply(restore.finish(into.vault, NOW_MS), records);
  assert.equal(total(into), 2);
});

test('ten thousand rows of a CSV file come in as one change and go as one', () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, at) => `site${at},https://site${at}.example/,user${at},pass-${at},note`,
  );
  const text = `name,url,username,password,note\n${rows.join('\n')}\n`;
  const file = { name: 'Passwords.csv', bytes: Uint8Array.from(Buffer.from(text)) };
  const { items } = transfer.importFiles([file], { format: undefined, password: undefined, columns: [] });
  assert.equal(items.length, 10_000);
  const into = makeVault();
  const bases = put(into, items);
  assert.equal(total(into), 10_000);
  const gather = Gather.begin(into.vault, NOW_MS);
  const matches = gather.match(into.vault, items.slice(0, 10), NOW_MS);
  assert.ok(matches.every(({ verdict, id }) => verdict === 'same' && id !== undefined));
  into.apply(gather.finish(into.vault, bases, NOW_MS + 1));
  assert.equal(total(into), 0);
  assert.equal([...into.records.keys()].filter((key) => key.startsWith('item/')).length, 0);
});

test('a merged item is put back as it was', () => {
  const into = makeVault();
  const [base] = put(into, [imported('shop')]);
  const then = into.records.get(`item/${base.id}`);
  const more = imported('shop');
  more.content.notes = 'more';
  const gather = Gather.begin(into.vault, NOW_MS);
  const merged = gather.merge(into.vault, base.id, then, more, NOW_MS);
  assert.equal(merged.key, `item/${base.id}`);
  const [changed] = gather.bases();
  into.apply(gather.finish(into.vault, [], NOW_MS), [merged]);
  const now = into.records.get(`item/${base.id}`);
  assert.equal(into.vault.item(base.id, now, NOW_MS).content.notes, 'more');
  const back = Gather.begin(into.vault, NOW_MS);
  const reverted = back.revert(into.vault, changed, now, then, NOW_MS);
  into.apply(back.finish(into.vault, [], NOW_MS), [reverted]);
  const { content, revision } = into.vault.item(base.id, into.records.get(`item/${base.id}`), NOW_MS);
  assert.deepEqual([content.notes, revision], ['', 3]);
  const nothing = Gather.begin(into.vault, NOW_MS);
  const same = nothing.merge(into.vault, base.id, into.records.get(`item/${base.id}`), imported('shop'), NOW_MS);
  assert.equal(same, undefined, 'it knows nothing more');
});

test('a raw export begins and goes on as the format says', () => {
  assert.deepEqual([...rawBegin(2)], [...Buffer.from('LATCHRAW'), 1, 2]);
  assert.deepEqual([...rawRecord('root', Uint8Array.of(7))], [4, ...Buffer.from('root'), 1, 7]);
});
