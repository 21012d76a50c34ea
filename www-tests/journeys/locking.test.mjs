// Locking by what happens outside our pages: the last window closes, or the shortcut for it is pressed.
// Locking by time, with the system and on demand is in vault.test.mjs.

import assert from 'node:assert/strict';
import { MASTER, test } from '../harness.mjs';

test('Locking with the last window: as the setting says; a window that is not the last changes nothing', async ({
  app,
}) => {
  await app.createVault(MASTER);
  await app.settings({ lockWithLastWindow: true });
  await app.desk.page.evaluate(async () => {
    const { id } = await browser.windows.create({ url: 'about:blank' });
    await browser.windows.remove(id);
  });
  // A setting is a use of the vault, so it is asked for after what the closed window set off.
  assert.equal((await app.settings()).lockWithLastWindow, true, 'open while a window is there');

  await app.closeWindows();
  assert.equal((await app.status()).state, 'locked');
  await app.unlock(MASTER);
  await app.settings({ lockWithLastWindow: false });
  await app.closeWindows();
  assert.equal((await app.status()).state, 'unlocked');
});

test('Locking by the shortcut: the vault is locked, and every open page of ours shows it', async ({ app, browser }) => {
  await app.createVault(MASTER);
  await app.addItem({ title: 'Shop', password: 'lamp-Post-5' });
  const popup = await app.openPopupTab();
  await popup.waitFor('[data-item-id]');
  // It has no key at first: the user gives it one, which only Firefox lets an extension's own page do.
  if (browser === 'firefox') {
    await app.desk.page.evaluate(() => browser.commands.update({ name: 'lock', shortcut: 'Alt+Shift+K' }));
  }
  await app.engine.pressCommand('lock', await app.desk.activeTabId(), app.desk);
  await popup.waitFor('[data-view="unlock"]');
  assert.equal((await app.status()).state, 'locked');
  assert.equal(await popup.count('[data-item-id]'), 0);
});

test('Locking never by time: nothing is set to lock it, and it outlives its background', async ({ app }) => {
  await app.createVault(MASTER);
  const waiting = () => app.desk.page.evaluate(async () => (await browser.alarms.getAll()).map(({ name }) => name));
  await app.settings({ lockAfterMinutes: 5 });
  const withTime = await waiting();
  assert.ok(withTime.length > 0, 'locking by time has its alarm');
  await app.settings({ lockAfterMinutes: 0 });
  assert.ok((await waiting()).length < withTime.length, 'the alarm is gone');
  await app.killWorker();
  assert.equal((await app.status()).state, 'unlocked');
});
