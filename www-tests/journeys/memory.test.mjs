// What is in memory: while the vault is open the search finds what is shown and what the core holds; once it is locked
// it finds no password, no title and no key, neither in the background nor in any page of ours.
// In Chromium only: no protocol of Firefox reads a heap or lists its buffers.

import assert from 'node:assert/strict';
import { searchBackground, searchPage } from '../driver/memory.mjs';
import { MASTER, test } from '../harness.mjs';

const SHOWN = 'shown-Heron-Canary-81';
const READ = 'read-Lapwing-Canary-52';
const TYPED = 'typed-Plover-Canary-36';
const TITLE = 'Title of a Dunlin Canary';

const TEXTS = [
  { name: 'master password', text: MASTER },
  { name: 'password shown', text: SHOWN },
  { name: 'password read', text: READ },
  { name: 'password typed', text: TYPED },
  { name: 'title', text: TITLE },
];
/** What makes the background hold a password; put together there, so that the text of this is not what is found. */
const HOLD = `self.held = [${[...SHOWN].map((each) => each.charCodeAt(0))}].map((each) => String.fromCharCode(each)).join('')`;
const KEY_BYTES = 32;
/** Version, vault, epoch, header's hash and device stand before the keys in a resume value. */
const KEYS_AT = 1 + 16 + 4 + 32 + 16;
const KEYS = ['signing', 'agreement', 'index', 'named', 'local', 'inbox', 'items'];

/** The keys of the open vault, as session storage keeps them for a worker that begins anew. */
async function keysOf(app) {
  const value = await app.desk.page.evaluate(async () => {
    const { resume } = await browser.storage.session.get('resume');
    return [...new Uint8Array(resume)];
  });
  assert.equal(value.length, KEYS_AT + KEYS.length * KEY_BYTES + 32);
  return KEYS.map((name, place) => {
    const at = KEYS_AT + place * KEY_BYTES;
    return { name: `key ${name}`, bytes: Uint8Array.from(value.slice(at, at + KEY_BYTES)) };
  });
}

test(
  'After a lock no password, title or key is left in the memory of the background and of our pages',
  async ({ app }) => {
    await app.createVault(MASTER);
    const shown = await app.addItem({ title: 'Shown', password: SHOWN, url: 'https://shop.example/' });
    const edited = await app.addItem({ title: TITLE, password: READ, url: 'https://bank.example/' });
    // The driver's own messages put all of this into the desk's page, whose heap is that of all our pages.
    await app.restart();

    const popup = await app.openPopupTab();
    await popup.type('#master-password', MASTER);
    assert.deepEqual(await searchPage(popup, TEXTS), ['master password in a string']);
    await popup.click('[data-action="unlock"]');
    await popup.click(`[data-item-id="${shown.id}"]`);
    await popup.click('[data-view="item"] [data-action="reveal"]');
    await popup.waitFor({ css: '[data-view="item"]', text: SHOWN });
    const vault = await app.openVaultPage('items');
    await vault.click(`[data-item-id="${edited.id}"]`);
    await vault.click('[data-action="edit"]');
    await vault.type('#password', TYPED);

    const strings = ['password read', 'password shown', 'password typed', 'title'].map((name) => `${name} in a string`);
    for (const page of [popup, vault]) {
      const found = await searchPage(page, TEXTS);
      for (const each of strings) assert.ok(found.includes(each), `open: ${each}, among ${found}`);
    }
    const keys = await keysOf(app);
    // The background holds no password longer than one answer takes. That the search would find one there is shown by one
    // that is held on purpose.
    await app.engine.withWorker(app.desk, (session) => session.send('Runtime.evaluate', { expression: HOLD }));
    assert.deepEqual(await searchBackground(app, TEXTS.slice(1, 2)), ['password shown in a string']);
    await app.engine.withWorker(app.desk, (session) =>
      session.send('Runtime.evaluate', { expression: 'delete self.held' }),
    );
    const inWasm = await searchBackground(app, [...TEXTS, ...keys]);
    for (const { name } of [...keys, { name: 'title' }]) {
      assert.ok(inWasm.includes(`${name} in WebAssembly.Memory`), `open: ${name}, among ${inWasm}`);
    }

    await vault.click('[data-action="lock"]');
    for (const page of [popup, vault]) {
      await page.bringToFront();
      await page.waitFor('[data-view="unlock"]');
    }
    for (const page of [popup, vault]) assert.deepEqual(await searchPage(page, TEXTS), [], page.url());
    assert.deepEqual(await searchBackground(app, [...TEXTS, ...keys]), [], 'the background');
  },
  { in: 'chromium' },
);
