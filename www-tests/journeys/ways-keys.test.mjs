// Passkeys and security keys: one opens the vault alone, or beside the master password as a second factor. In Chromium by
// its own virtual keys; Firefox serves none to pages of an extension, and there the choice is absent and says why.

import assert from 'node:assert/strict';
import { putRecord, recordOf } from '../driver/disk.mjs';
import { beginTask, changePassword, ended, plugIn, takeCode } from '../driver/ways.mjs';
import { MASTER, test } from '../harness.mjs';

const NEXT = 'nine slow barges past Runcorn 7';
const kindsOf = async (app) =>
  (await app.status()).slots.map(({ factors }) => factors.map(({ kind }) => kind).join('+'));

async function vaultWithItem(app) {
  await app.createVault(MASTER);
  await app.addItem({ title: 'One', password: 'one-secret-1' });
}

async function assertOpen(app) {
  assert.equal((await app.status()).state, 'unlocked');
  assert.equal((await app.items())[0].password, 'one-secret-1');
}

async function addKey(page) {
  await beginTask(page, 'add-key', MASTER);
  await page.click('[data-action="make-key"]');
  await ended(page, 'add-key');
}

test('A key is added, opens the vault without the master password, and opens nothing once it was removed', async ({
  app,
  browser,
}) => {
  await vaultWithItem(app);
  const page = await app.openVaultPage('security');
  await page.waitFor('[data-way="add-key"]');
  if (browser === 'firefox') {
    assert.equal(await page.count('[data-action="add-key"]'), 0);
    assert.match(await page.text('[data-way="add-key"]'), /Firefox does not serve/);
    assert.equal(await page.count('[data-way="second"]'), 0);
    return;
  }
  await plugIn(page, 'internal');
  await addKey(page);
  assert.deepEqual(await kindsOf(app), ['password', 'prf']);
  const [, { factors }] = (await app.status()).slots;
  assert.equal(factors[0].prf.rpId, new URL(app.origin).host, 'no web page can ask for it');
  await app.shot(page, 'security-key');

  // The same one is not taken twice.
  await beginTask(page, 'add-key', MASTER);
  await page.click('[data-action="make-key"]');
  await page.waitFor('[data-error="key-known"]', { timeout_ms: 30_000 });
  await page.click('[data-action="leave-task"]');

  await app.lock();
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-action="by-key"]');
  await app.shot(popup, 'unlock-ways');
  await popup.close();
  await page.bringToFront();
  await page.click('[data-action="by-key"]');
  await page.click('[data-action="unlock"]');
  await page.waitFor('[data-view="vault"]', { timeout_ms: 30_000 });
  await assertOpen(app);

  // Who has forgotten the master password sets another by the same key; the old one ends.
  await page.click('[data-action="password"]');
  await page.click('[data-action="by-key-instead"]');
  await page.waitFor('[data-task="recovered"]', { timeout_ms: 30_000 });
  await app.shot(page, 'security-key-instead');
  await changePassword(page, { next: NEXT });
  await ended(page, 'recovered');
  assert.deepEqual(await kindsOf(app), ['password', 'prf']);
  await app.lock();
  await assert.rejects(app.unlock(MASTER), { code: 'wrong-password' });
  await app.unlock(NEXT);
  await assertOpen(app);
  await page.bringToFront();
  await page.waitFor('[data-action="password"]');

  const before = await recordOf(app, 'header');
  await beginTask(page, 'remove-key', NEXT);
  await ended(page, 'remove-key');
  assert.deepEqual(await kindsOf(app), ['password']);
  await app.lock();
  await page.bringToFront();
  await page.waitFor('#master-password');
  assert.equal(await page.count('[data-action="by-key"]'), 0);
  // Whoever puts the old header back gets nothing by it.
  await putRecord(app, 'header', before);
  await page.evaluate(() => location.reload());
  await page.waitFor('[data-action="by-key"]');
  await page.click('[data-action="by-key"]');
  await page.click('[data-action="unlock"]');
  await page.waitFor('[data-error="damaged"], [data-trouble="damaged"]', { timeout_ms: 30_000 });
});

test(
  'A key without the PRF extension is refused, and nothing changes',
  async ({ app }) => {
    await vaultWithItem(app);
    const page = await app.openVaultPage('security');
    await plugIn(page, 'usb', { hasPrf: false });
    await beginTask(page, 'add-key', MASTER);
    await page.click('[data-action="make-key"]');
    await page.waitFor('[data-error="key-unfit"]', { timeout_ms: 30_000 });
    assert.deepEqual(await kindsOf(app), ['password']);
  },
  { in: 'chromium' },
);

test(
  'D26 A second factor needs a spare, asks for both, and the old header opens nothing once it is on',
  async ({ app }) => {
    await vaultWithItem(app);
    const page = await app.openVaultPage('security');
    await page.click('[data-action="turn-on"]');
    assert.match(await page.text('[data-refused]'), /no key/);
    await page.click('[data-action="leave-task"]');
    await plugIn(page, 'internal');
    await addKey(page);
    await page.click('[data-action="turn-on"]');
    assert.match(await page.text('[data-refused]'), /lock you out/);
    await app.shot(page, 'second-factor-refused');
    await page.click('[data-action="leave-task"]');
    await beginTask(page, 'make-code', MASTER);
    await takeCode(page);
    await ended(page, 'make-code');
    const old = await recordOf(app, 'header');

    await beginTask(page, 'turn-on', MASTER);
    await page.waitFor('[data-step="keys"]', { timeout_ms: 30_000 });
    assert.equal(await page.count('[data-action="leave-out"]'), 0, 'one key at least comes along');
    await app.shot(page, 'second-factor-keys');
    await page.click('[data-action="ask-key"]');
    const code = await takeCode(page);
    await ended(page, 'turn-on');
    assert.deepEqual(await kindsOf(app), ['password+prf', 'recovery']);
    await assertOpen(app);
    await app.shot(page, 'second-factor-on');

    // The way that stands cannot be taken: the last spare.
    await page.click('[data-action="remove-code"]');
    await page.waitFor('[data-refused]');
    await page.click('[data-action="leave-task"]');
    await page.click('[data-action="remove-key"]');
    await page.waitFor('[data-refused]');
    await page.click('[data-action="leave-task"]');

    await app.lock();
    await page.bringToFront();
    await page.waitFor('#master-password');
    assert.equal(await page.count('[data-action="by-key"]'), 0, 'the key alone opens nothing');
    const unlock = async (master) => {
      await page.type('#master-password', master);
      await page.click('[data-action="unlock"]');
    };
    await unlock('not it at all 4');
    await page.waitFor('[data-error="wrong-password"]', { timeout_ms: 30_000 });
    await app.shot(page, 'unlock-both');
    await unlock(MASTER);
    await page.waitFor('[data-view="vault"]', { timeout_ms: 30_000 });
    await assertOpen(app);

    // In the browser's popup no key can be asked: it leads to a tab.
    await app.lock();
    const shop = await app.openPage('https://shop.example/login');
    const popup = await app.popup(shop);
    await popup.waitFor('[data-action="unlock-in-tab"]');
    await app.shot(popup, 'unlock-in-tab');
    await popup.close();

    // The header of before, in which the master password opened alone.
    const now = await recordOf(app, 'header');
    await putRecord(app, 'header', old);
    await assert.rejects(app.unlock(MASTER), { code: 'damaged' });
    await putRecord(app, 'header', now);

    // The recovery code opens alone; a new master password goes with the key.
    await page.bringToFront();
    await page.evaluate(() => location.reload());
    await page.click('[data-action="by-code"]');
    await page.type('#recovery-code', code);
    await page.click('[data-action="unlock"]');
    await page.waitFor('[data-task="recovered"]', { timeout_ms: 30_000 });
    await changePassword(page, { next: NEXT });
    await page.waitFor('[data-step="keys"]', { timeout_ms: 30_000 });
    await page.click('[data-action="ask-key"]');
    await takeCode(page);
    await ended(page, 'recovered');
    assert.deepEqual(await kindsOf(app), ['password+prf', 'recovery']);

    // And off again.
    await beginTask(page, 'turn-off', NEXT);
    await takeCode(page);
    await ended(page, 'turn-off');
    assert.deepEqual(await kindsOf(app), ['password', 'prf', 'recovery']);
    await app.lock();
    await app.unlock(NEXT);
    await assertOpen(app);
  },
  { in: 'chromium' },
);

test(
  'Where the key of a second factor is lost, the recovery code ends it and sets a new master password',
  async ({ app }) => {
    await vaultWithItem(app);
    const page = await app.openVaultPage('security');
    const key = await plugIn(page, 'internal');
    await addKey(page);
    await beginTask(page, 'make-code', MASTER);
    await takeCode(page);
    await ended(page, 'make-code');
    await beginTask(page, 'turn-on', MASTER);
    await page.click('[data-action="ask-key"]');
    const code = await takeCode(page);
    await ended(page, 'turn-on');
    await key.unplug();
    await app.lock();
    await page.bringToFront();
    await page.click('[data-action="by-code"]');
    await page.type('#recovery-code', code);
    await page.click('[data-action="unlock"]');
    await page.waitFor('[data-task="recovered"]', { timeout_ms: 30_000 });
    await changePassword(page, { next: NEXT });
    await page.waitFor('[data-step="keys"]', { timeout_ms: 30_000 });
    await app.shot(page, 'key-lost');
    await page.click('[data-action="leave-out"]');
    await takeCode(page);
    await ended(page, 'recovered');
    assert.deepEqual(await kindsOf(app), ['password', 'recovery']);
    await app.lock();
    await app.unlock(NEXT);
    await assertOpen(app);
  },
  { in: 'chromium' },
);

test(
  'A key opens nothing while its user is not verified',
  async ({ app }) => {
    await vaultWithItem(app);
    const page = await app.openVaultPage('security');
    const key = await plugIn(page, 'internal');
    await addKey(page);
    await key.verified(false);
    await app.lock();
    await page.bringToFront();
    await page.click('[data-action="by-key"]');
    await page.click('[data-action="unlock"]');
    await page.waitFor('[data-error="key-refused"]', { timeout_ms: 30_000 });
    await app.shot(page, 'unlock-key-refused');
    assert.equal((await app.status()).state, 'locked');
  },
  { in: 'chromium' },
);

test(
  'A second key counts as the spare, and each is asked in turn when everything gets new keys',
  async ({ app }) => {
    await vaultWithItem(app);
    const page = await app.openVaultPage('security');
    const first = await plugIn(page, 'internal');
    await addKey(page);
    await first.present(false);
    const second = await plugIn(page, 'usb');
    await addKey(page);
    await beginTask(page, 'turn-on', MASTER);
    await page.waitFor('[data-step="keys"]', { timeout_ms: 30_000 });
    await page.click('[data-action="ask-key"]');
    await page.waitFor({ css: '[data-step="keys"] p', text: '1 of 2' }, { timeout_ms: 30_000 });
    await second.present(false);
    await first.present(true);
    await page.click('[data-action="ask-key"]');
    await ended(page, 'turn-on');
    assert.deepEqual(await kindsOf(app), ['password+prf', 'password+prf']);

    // New keys with one key at hand only: the other is left out, which the vault refuses, for then none would be spare.
    await beginTask(page, 'new-keys', MASTER);
    await page.waitFor('[data-step="keys"]', { timeout_ms: 30_000 });
    await page.click('[data-action="leave-out"]');
    await page.waitFor('[data-error="slot-rule"]', { timeout_ms: 30_000 });
    await page.click('[data-action="leave-task"]');
    assert.deepEqual(await kindsOf(app), ['password+prf', 'password+prf'], 'nothing has changed');

    // Either key opens it beside the master password.
    for (const [here, away] of [
      [first, second],
      [second, first],
    ]) {
      await away.present(false);
      await here.present(true);
      await app.lock();
      await page.bringToFront();
      await page.type('#master-password', MASTER);
      await page.click('[data-action="unlock"]');
      await page.waitFor('[data-view="vault"]', { timeout_ms: 30_000 });
      await assertOpen(app);
    }

    // And the master password without either opens nothing.
    await first.verified(false);
    await second.verified(false);
    await app.lock();
    await page.bringToFront();
    await page.type('#master-password', MASTER);
    await page.click('[data-action="unlock"]');
    await page.waitFor('[data-error="key-refused"]', { timeout_ms: 30_000 });
    assert.equal((await app.status()).state, 'locked');
  },
  { in: 'chromium' },
);
