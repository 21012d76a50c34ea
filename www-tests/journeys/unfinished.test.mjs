// Edits that are not saved yet: what was typed outlives the popup, a lock and the worker, and lies nowhere in clear.

import assert from 'node:assert/strict';
import { contentOf } from '../driver/vault.mjs';
import { MASTER, test, testInTurn } from '../harness.mjs';

const TYPED = 'half-typed-Password-1';
const keptEdits = (app) => app.desk.ask('own/edits');
const kept = (app, count) => app.until(async () => (await keptEdits(app)).length === count, `${count} kept edits`);

/** Everything that the extension has stored on this device and for this session, as text. */
const stored = (app) =>
  app.desk.page.evaluate(async () => {
    const texts = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise((resolve) => {
          const asked = db.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
        });
        for (const each of all) {
          const bytes = each instanceof Uint8Array || each instanceof ArrayBuffer ? each : (each?.bytes ?? each?.value);
          texts.push(bytes === undefined ? JSON.stringify(each) : new TextDecoder('latin1').decode(bytes));
        }
      }
      db.close();
    }
    for (const area of ['local', 'session']) texts.push(JSON.stringify(await browser.storage[area].get(null)));
    return texts;
  });

test('An edit that is not saved outlives the popup, a lock and the worker, sealed, and is gone on with', async ({
  app,
}) => {
  await app.createVault(MASTER);
  let popup = await app.openPopupTab();
  await popup.click({ css: '[data-action="add"]', nth: 0 });
  await popup.type('#title', 'Lamps');
  await popup.type('#username', 'maren');
  await popup.type('#password', TYPED);
  await popup.waitFor('[data-kept]');
  await popup.close();
  await kept(app, 1);
  assert.deepEqual(await app.items(), [], 'it is not in the vault');
  const texts = await stored(app);
  assert.ok(texts.length > 3);
  assert.ok(!texts.some((text) => text.includes(TYPED) || text.includes('Lamps')));

  await app.killWorker();
  popup = await app.openPopupTab();
  await popup.waitFor('[data-unfinished]');
  assert.match(await popup.text('[data-unfinished]'), /Lamps/);
  await app.lock();
  await popup.waitFor('[data-view="unlock"]');
  await assert.rejects(keptEdits(app), { code: 'locked' });
  await app.unlock(MASTER);
  await popup.bringToFront();
  await popup.waitFor('[data-unfinished]');
  await app.shot(popup, 'unfinished-list');
  await popup.click('[data-action="go-on"]');
  await popup.waitFor('[data-view="edit"]');
  assert.deepEqual(
    [await popup.value('#title'), await popup.value('#username'), await popup.value('#password')],
    ['Lamps', 'maren', TYPED],
  );
  await app.shot(popup, 'unfinished-edit');
  await popup.type('#username', 'maren.o');
  await popup.click('[data-action="save"]');
  await popup.waitFor('[data-view="item"]');
  const [item, ...more] = await app.items();
  assert.deepEqual([more.length, item.username, item.password], [0, 'maren.o', TYPED]);
  await kept(app, 0);
});

test('An edit of an item is discarded, or found in its editor; of a guarded item nothing is kept', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem({ title: 'Kiln', username: 'maren', password: 'saved-Password-1' });
  const popup = await app.openPopupTab();
  const edit = async (name) => {
    await popup.click(`[data-item-id="${id}"]`);
    await popup.click('[data-action="edit"]');
    await popup.type('#username', name);
  };
  await edit('maren.o');
  await popup.waitFor('[data-kept]');
  await popup.click('[data-action="back"]');
  await kept(app, 1);
  const [{ key, itemId }] = await keptEdits(app);
  assert.equal(itemId, id);
  assert.equal((await app.items())[0].username, 'maren', 'the item is as it was');
  await popup.click('[data-action="back"]');
  await popup.click('[data-action="go-on"]');
  await popup.waitFor('[data-view="edit"]');
  assert.equal(await popup.value('#username'), 'maren.o');
  // Who edits the item goes on with it, too: there are no two edits of one item.
  await popup.click('[data-action="back"]');
  await popup.click('[data-view="item"] [data-action="edit"]');
  await popup.waitFor('[data-view="edit"]');
  assert.equal(await popup.value('#username'), 'maren.o');
  assert.deepEqual(
    (await keptEdits(app)).map((each) => each.key),
    [key],
  );
  await popup.click('[data-action="cancel"]');
  await kept(app, 0);
  await assert.rejects(app.desk.ask('own/edit', { key }), { code: 'not-found' });
  assert.equal((await app.items())[0].username, 'maren');
  // What was typed over the item as it was before is not put over what changed since: it waits on its line.
  await popup.click('[data-view="item"] [data-action="edit"]');
  await popup.type('#username', 'maren.older');
  await popup.waitFor('[data-kept]');
  await popup.click('[data-action="back"]');
  await popup.click('[data-view="item"] [data-action="favourite"]');
  await popup.waitFor('[data-view="item"] [data-action="favourite"][aria-pressed="true"]');
  await popup.click('[data-view="item"] [data-action="edit"]');
  await popup.waitFor('[data-view="edit"]');
  assert.equal(await popup.value('#username'), 'maren');
  await popup.click('[data-action="cancel"]');
  await kept(app, 1);
  await popup.click('[data-view="item"] [data-action="back"]');
  await popup.click('[data-action="discard"]');
  await kept(app, 0);
  await popup.click(`[data-item-id="${id}"]`);
  await popup.click('[data-view="item"] [data-action="edit"]');
  await popup.type('#username', 'maren.oh');
  await popup.waitFor('[data-kept]');
  await popup.click('[data-action="cancel"]');
  await kept(app, 0);
  // What was discarded comes back by one press, to the last sign; discarded from the list, as well.
  await popup.click('[data-action="take-back"]');
  await kept(app, 1);
  await popup.click('[data-view="item"] [data-action="back"]');
  await popup.click('[data-action="discard"]');
  await kept(app, 0);
  await app.shot(popup, 'unfinished-discarded');
  await popup.click('[data-action="take-back"]');
  await popup.click('[data-action="go-on"]');
  await popup.waitFor('[data-view="edit"]');
  assert.equal(await popup.value('#username'), 'maren.oh');
  await popup.click('[data-action="cancel"]');
  await popup.waitFor('[data-action="take-back"]');
  await kept(app, 0);
  // Once it is locked nothing of it is left in the page.
  await app.lock();
  await popup.waitFor('[data-view="unlock"]');
  await app.unlock(MASTER);
  await popup.bringToFront();
  await popup.waitFor(`[data-item-id="${id}"]`);
  await popup.waitFor('[data-action="take-back"]', { gone: true });
  await popup.click(`[data-item-id="${id}"]`);

  // It asks for the master password from now on, and so would have to whatever is kept of it.
  await popup.waitFor('[data-view="item"]');
  await popup.click('[data-action="edit"]');
  await popup.type('#username', 'half');
  await popup.waitFor('[data-kept]');
  await popup.click('[data-action="more"]');
  await popup.click('#guarded');
  await popup.waitFor('[data-kept]', { gone: true });
  await kept(app, 0);
  await popup.click('[data-action="save"]');
  await popup.type('#master-asked', MASTER);
  await popup.click('[data-action="prove"]');
  await popup.click('[data-action="edit"]');
  await popup.type('#username', 'half a name');
  await popup.click('[data-action="back"]');
  await popup.waitFor('[data-view="item"]');
  assert.deepEqual(await keptEdits(app), []);
  const { id: _id, ...content } = (await app.desk.ask('own/item', { id })).content;
  const kept2 = await app.desk.ask('own/keep-edit', {
    key: 'x',
    base: { id: 'A'.repeat(22), revision: 1 },
    content: { ...content, guarded: false },
  });
  assert.equal(kept2, false, 'an item that is gone cannot say whether it asks');
});

/** A way in by what a password gives, without the password: what is looked at here is not Argon2id. */
const FACTOR = {
  info: { kind: 'password', kdf: { memoryKib: 65_536, passes: 3, lanes: 1, salt: new Uint8Array(32).fill(1) } },
  output: new Uint8Array(32).fill(1),
};
const PROOFS = [{ kind: 'password', output: FACTOR.output }];

testInTurn(
  'What is kept of an item goes when any change has it ask for the master password, and does not come back',
  async ({ app }) => {
    const ask = (kind, request) => app.desk.ask(kind, request);
    await ask('own/create', { slots: [{ factors: [FACTOR] }] });
    const baseOf = async (id) => ({ id, revision: (await ask('own/row', { id })).revision });
    const keep = async (key, base, title) =>
      ask('own/keep-edit', { key, base, content: contentOf({ title, notes: TYPED }) });
    const guard = async (id, guarded) =>
      ask('own/put', { input: { base: await baseOf(id), content: contentOf({ title: 'Kiln', guarded }) } });

    const { id } = await app.addItem({ title: 'Kiln' });
    const { id: other } = await app.addItem({ title: 'Lamps' });
    assert.equal(await keep('kiln', await baseOf(id), 'Kiln'), true);
    assert.equal(await keep('lamps', await baseOf(other), 'Lamps'), true);
    await ask('own/unguard', { proofs: PROOFS });
    await guard(id, true);
    await kept(app, 1);
    await guard(id, false);
    await kept(app, 1);

    // By an undo, which is what an import, a merging and a restoring are to it: a change that puts many.
    const open = await baseOf(id);
    assert.equal(await keep('again', open, 'Kiln'), true);
    await ask('own/undo', { id: (await ask('own/undoable')).id });
    assert.equal((await ask('own/row', { id })).guarded, true);
    await ask('own/delete', { bases: [await baseOf(id)] });
    for (const key of ['kiln', 'again'])
      await assert.rejects(ask('own/edit', { key }), { code: 'not-found' }, `${key} of an item that asked`);

    // Gone, and never guarded: what was typed is still there, to be saved as a new item.
    await ask('own/delete', { bases: [await baseOf(other)] });
    assert.equal((await ask('own/edit', { key: 'lamps' })).content.notes, TYPED);
  },
);

testInTurn(
  'An edit that is open twice and saved once is not kept anew as if nothing had been saved',
  async ({ app }) => {
    await app.createVault(MASTER);
    const first = await app.openPopupTab();
    await first.click({ css: '[data-action="add"]', nth: 0 });
    await first.type('#title', 'Lamps');
    await first.type('#username', 'maren');
    await first.waitFor('[data-kept]');
    const second = await app.openPopupTab();
    await second.click('[data-action="go-on"]');
    await second.waitFor('[data-view="edit"]');
    await second.type('#username', 'mokafor');
    await second.click('[data-action="save"]');
    await second.waitFor('[data-view="item"]');
    await kept(app, 0);
    const [{ id, content }] = await app.items();

    // The first editor goes on: it is one of that item now, asks before it saves, and makes no second one.
    await first.bringToFront();
    await first.type('#username', 'maren.o');
    await kept(app, 1);
    const [{ key, itemId }] = await keptEdits(app);
    assert.equal(itemId, id);
    await first.click('[data-action="save"]');
    await first.waitFor('[data-error="conflict"]');
    assert.equal((await app.items()).length, 1, 'the first editor stored it once more');
    await second.bringToFront();
    await second.click('[data-action="back"]');
    await second.click('[data-action="go-on"]');
    await second.waitFor('[data-view="edit"]');
    assert.equal(await second.value('#username'), 'maren.o');
    await second.click('[data-action="save"]');
    await second.waitFor('[data-error="conflict"]');
    assert.deepEqual(
      (await app.items()).map(({ username }) => username),
      ['mokafor'],
    );
    // What is exactly what was saved is no edit of it.
    assert.equal(await app.desk.ask('own/keep-edit', { key, base: null, content }), false);
    await kept(app, 0);
    await second.click('[data-action="overwrite"]');
    await second.waitFor('[data-view="item"]');
    assert.deepEqual(
      (await app.items()).map(({ username }) => username),
      ['maren.o'],
    );
    await kept(app, 0);

    await first.bringToFront();
    await first.type('#username', 'maren');
    await first.click('[data-action="overwrite"]');
    await first.waitFor('[data-view="item"]');
    assert.deepEqual(
      (await app.items()).map(({ username }) => username),
      ['maren'],
    );
  },
);

testInTurn('Who looks at another kind of a new item finds again what was typed', async ({ app }) => {
  await app.createVault(MASTER);
  const popup = await app.openPopupTab();
  await popup.click({ css: '[data-action="add"]', nth: 0 });
  await popup.type('#title', 'Lamps');
  await popup.type('#username', 'maren');
  await popup.type('#notes', 'by the door');
  const choose = (kind) =>
    popup.evaluate((to) => {
      const field = document.querySelector('#kind');
      field.value = to;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }, kind);
  await choose('card');
  await popup.waitFor('#username', { gone: true });
  assert.deepEqual([await popup.value('#title'), await popup.value('#notes')], ['Lamps', 'by the door']);
  await choose('login');
  await popup.waitFor('#username');
  assert.equal(await popup.value('#username'), 'maren');
  assert.equal(await popup.value('#notes'), 'by the door');
});
