// The extension starts anew under open pages, as an update does it: in the middle of an edit, and above pages that
// still hold its old content scripts.

import assert from 'node:assert/strict';
import { launch } from '../driver/index.mjs';
import { html, LOGIN_FORM, MASTER, test } from '../harness.mjs';

const ITEM = { title: 'Shop', username: 'maren', password: 'kept-Lantern-4', url: 'https://plain.example/' };
const STAYS = '<script>document.addEventListener("submit", (event) => event.preventDefault())</script>';

/** Does something in a browser of its own, with a vault of one item. */
async function withApp(browser, work) {
  const app = await launch({ browser, hosts: { 'plain.example': html(LOGIN_FORM + STAYS) } });
  try {
    await app.createVault(MASTER);
    const { id } = await app.addItem(ITEM);
    await work(app, id);
  } finally {
    await app.close();
  }
}

test('E12 The extension starts anew in the middle of an edit: the vault is locked, and the item is as it was', async ({
  browser,
}) => {
  await withApp(browser, async (app, id) => {
    const popup = await app.openPopupTab();
    await popup.click(`[data-item-id="${id}"]`);
    await popup.click('[data-view="item"] [data-action="edit"]');
    await popup.type('#password', 'half-typed-9');
    await app.reloadExtension();
    assert.equal((await app.status()).state, 'locked');
    await app.unlock(MASTER);
    const [item, ...others] = await app.items();
    assert.deepEqual([item.title, item.username, item.password], [ITEM.title, ITEM.username, ITEM.password]);
    assert.deepEqual(others, []);
    const status = await app.status();
    assert.deepEqual([status.alarm, status.offersWaiting], [undefined, 0]);
    // And it can be edited as ever.
    await app.addItem({ title: 'Afterwards', password: 'new-Lantern-5' });
    assert.equal((await app.items()).length, 2);
  });
});

test('E13 A page with an old content script: it fills nothing and offers nothing, and no error shows in the page', async ({
  browser,
}) => {
  await withApp(browser, async (app) => {
    const page = await app.openPage('https://plain.example/login');
    // It is awake: it has seen somebody type, and it watches for what is sent.
    await page.type('#user', 'maren');
    assert.ok((await app.fill(page)).filled.includes('current-password'), 'before, it fills');
    await app.reloadExtension();
    await page.bringToFront();
    await page.type('#user', 'someone');
    await page.type('#pass', 'typed-Password-1');
    await page.click('form button');
    await page.click('#user');
    assert.equal(await page.value('#user'), 'someone');
    assert.equal(await page.value('#pass'), 'typed-Password-1');
    assert.deepEqual(app.console(), []);
    assert.equal((await app.status()).offersWaiting, 0);
    await app.unlock(MASTER);
    assert.deepEqual(await app.offers(page), []);
    // The user's own choice in the popup brings the new extension's script, into this document too.
    assert.ok((await app.fill(page)).filled.includes('current-password'));
    assert.equal(await page.value('#pass'), ITEM.password);
    // What a new document gets is the new one, and it works.
    await page.goto('https://plain.example/login?again');
    assert.ok((await app.fill(page)).filled.includes('current-password'), 'after, the new one fills');
    assert.deepEqual(app.console(), []);
  });
});
