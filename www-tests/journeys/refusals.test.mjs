// What does not work says so: a wrong master password, a locked vault, a site without a login, a page without fields,
// a document that is no longer the one that was chosen.

import assert from 'node:assert/strict';
import { ACCOUNTS } from '../demo/server.mjs';
import { keysOf } from '../driver/disk.mjs';
import { allValues, html, LOGIN_FORM, MASTER, signIn, testInTurn as test } from '../harness.mjs';

const { username, password } = ACCOUNTS.shop;
const LOGIN = 'https://shop.example/login';
const item = { title: 'Pier Street', username, password, url: LOGIN };

test('A wrong master password says so and opens nothing; the right one still does', async ({ app }) => {
  await app.createVault(MASTER);
  await app.addItem(item);
  await app.lock();
  await assert.rejects(app.unlock(`${MASTER}x`), (error) => {
    assert.equal(error.code, 'wrong-password');
    assert.ok(error.message.length > 40, 'it says what happened, what is safe and what to do');
    return true;
  });
  assert.equal((await app.status()).state, 'locked');
  await app.unlock(MASTER);
  assert.equal((await app.items()).length, 1);
});

test('A locked vault fills nothing by any way, and the popup asks for the master password', async ({ app }) => {
  await app.createVault(MASTER);
  await app.addItem(item);
  await app.lock();
  const page = await app.openPage(LOGIN);
  for (const via of ['popup', 'shortcut', 'context-menu']) {
    assert.deepEqual(await app.fill(page, { via }), { filled: [], refused: [], blocked: 'locked' }, via);
  }
  assert.deepEqual(await allValues(page), []);
  const popup = await app.popup(page);
  await popup.waitFor('[data-view="unlock"] #master-password');
  await popup.close();
});

test('A login sent while locked waits unseen, and is offered after unlocking', async ({ app }) => {
  await app.createVault(MASTER);
  await app.lock();
  const page = await app.openPage(LOGIN);
  await signIn(page, { '#email': username, '#password': password });
  await page.text({ css: 'h1', text: 'Signed in' });
  await app.until(async () => (await app.offers(page)).length === 1, 'the sealed offer');
  assert.equal((await app.offers(page))[0].kind, 'unlock');
  assert.equal((await app.offers(page))[0].username, '', 'it tells nothing while locked');
  await assert.rejects(app.prompt(page, { timeout_ms: 1_000 }), /Waited in vain/);
  await app.killWorker();
  await app.unlock(MASTER);
  const [offer] = await app.offers(page);
  assert.equal(offer.kind, 'new');
  await app.accept(offer);
  assert.equal((await app.items())[0].password, password);
});

test('A site without a saved login: the popup says that there is none here, and nothing is filled', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  const page = await app.openPage('https://forum.example/');
  await page.click('#open');
  await page.waitFor('#secret');
  const popup = await app.popup(page);
  await popup.waitFor({ css: '.sect', text: 'forum.example' });
  assert.equal(await popup.count('#rows-site [data-item-id]'), 0);
  assert.match(await popup.text({ css: '.sect', text: 'forum.example' }), /no login/i);
  await popup.close();
  assert.equal((await app.fill(page)).blocked, 'not-found');
  assert.equal((await app.fill(page, { via: 'shortcut' })).blocked, 'not-found');
  assert.equal((await app.fill(page, { item: id })).blocked, 'other-site', 'nor another site’s, even if chosen');
  assert.deepEqual(await allValues(page), []);
});

test('A page without a field for the login says so', async ({ app }) => {
  app.hosts['plain.example'] = html('<h1>Nothing to type here</h1>');
  await app.createVault(MASTER);
  const { id } = await app.addItem({ ...item, url: 'https://plain.example/' });
  const page = await app.openPage('https://plain.example/');
  assert.deepEqual(await app.fill(page, { item: id }), { filled: [], refused: [], blocked: 'no-fields' });
});

/** Keeps the next ticket of a document in its content script's world instead of redeeming it there. */
const HOLD_TICKET = `(() => {
  const send = browser.runtime.sendMessage;
  globalThis.sendUnheld = send;
  browser.runtime.sendMessage = (message) => {
    if (message.kind !== 'page/redeem') return send(message);
    globalThis.heldTicket = message;
    return new Promise(() => {});
  };
})()`;
const HELD_NONCE = 'globalThis.heldTicket?.nonce ?? null';
const SNAPSHOT = `({ title: '', lang: '', headings: [], forms: [{ action: '', method: '', name: '', text: '', buttons: [] }], fields: [
  { form: 0, tag: 'input', inputType: 'password', name: 'password', id: 'password', autocomplete: 'current-password', label: 'Password',
    placeholder: '', nearby: '', host: '', visible: true, enabled: true, readOnly: false, focused: false, options: [] }] })`;
const redeem = (nonce) =>
  `(globalThis.sendUnheld ?? browser.runtime.sendMessage)({ kind: 'page/redeem', nonce: ${JSON.stringify(nonce)}, snapshot: ${SNAPSHOT} }).then((reply) => JSON.stringify(reply))`;

/** Chooses the login for a page whose ticket is held, and gives the nonce and what comes of the choice. */
async function chooseAndHold(app, page, id) {
  await app.inContentScript(page, HOLD_TICKET);
  const choosing = app.desk.ask('own/fill', { tabId: app.tabIdOf(page), id });
  // Not every case waits for it.
  choosing.catch(() => undefined);
  const nonce = await app.until(() => app.inContentScript(page, HELD_NONCE), 'the ticket');
  return { nonce, choosing };
}

test('Control of the tickets: the document that was chosen redeems its ticket, once', async ({ app }) => {
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  const page = await app.openPage(LOGIN);
  const { nonce } = await chooseAndHold(app, page, id);
  const reply = JSON.parse(await app.inContentScript(page, redeem(nonce)));
  assert.equal(reply.ok, true);
  assert.deepEqual(
    reply.value.writes.map(({ value }) => value),
    [password],
  );
  const again = JSON.parse(await app.inContentScript(page, redeem(nonce)));
  assert.deepEqual(again, { ok: false, code: 'page-changed' });
});

test('A ticket is refused to another document: another tab, and the page that came into the same tab', async ({
  app,
}) => {
  app.hosts['evil.example'] = html(LOGIN_FORM);
  await app.createVault(MASTER);
  const { id } = await app.addItem(item);
  const evil = await app.openPage('https://evil.example/');
  const page = await app.openPage(LOGIN);
  const elsewhere = await chooseAndHold(app, page, id);
  assert.deepEqual(JSON.parse(await app.inContentScript(evil, redeem(elsewhere.nonce))), {
    ok: false,
    code: 'page-changed',
  });

  for (const url of ['https://evil.example/', LOGIN]) {
    await page.goto(LOGIN);
    const { nonce, choosing } = await chooseAndHold(app, page, id);
    await page.goto(url);
    assert.deepEqual(
      JSON.parse(await app.inContentScript(page, redeem(nonce))),
      { ok: false, code: 'page-changed' },
      url,
    );
    const outcome = await choosing;
    assert.deepEqual(outcome.filled, [], url);
    assert.notEqual(outcome.blocked, undefined, url);
    assert.deepEqual(await allValues(page), [], url);
  }
});

test(
  'C16 A private window: nothing of a sign-in is stored, the offer waits in memory, and saving is the user’s word',
  async ({ app }) => {
    await app.createVault(MASTER);
    const stored = async () => [
      await keysOf(app, ''),
      await app.desk.page.evaluate(async () => Object.keys(await browser.storage.session.get()).sort()),
    ];
    const before = await stored();
    const signInPrivately = async () => {
      const page = await app.openPage(LOGIN, { inPrivate: true });
      await signIn(page, { '#email': username, '#password': password });
      await page.text({ css: 'h1', text: 'Signed in' });
      return page;
    };
    const first = await signInPrivately();
    await app.until(async () => (await app.offers(first)).length === 1, 'the offer to wait');
    assert.deepEqual(await stored(), before, 'a draft of a private window reached the disk');
    assert.deepEqual(await app.items(), []);
    await app.killWorker();
    assert.deepEqual(await app.desk.ask('own/offers'), [], 'it dies with the worker');
    await first.close();

    const second = await signInPrivately();
    const offer = await app.until(async () => (await app.offers(second))[0], 'the offer to wait');
    await app.accept(offer);
    assert.equal((await app.items())[0].password, password);
    await second.close();
  },
  // In Firefox an extension that is allowed in private windows does not survive its own reload under the driver.
  { in: 'chromium' },
);
