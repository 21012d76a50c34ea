// Firefox for Android, as far as it can be had here: a Firefox that says so of itself, and whose extensions have neither
// windows, shortcuts, context menu, keyword nor sidebar. What is left of the main jobs works, and nothing throws.
// How the views look under a finger is asked of each in views.test.mjs.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeHosts } from '../demo/server.mjs';
import { launch } from '../driver/index.mjs';
import { MASTER, signIn, test } from '../harness.mjs';

const ANDROID = 'Mozilla/5.0 (Android 14; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0';
/** Put before our own scripts. What fails and nobody waits for is kept, for the test to read. */
const WITHOUT = `{
  for (const name of ['windows', 'omnibox', 'commands', 'contextMenus', 'menus', 'sidebarAction'])
    Object.defineProperty(browser, name, { value: undefined });
  Object.defineProperty(browser.tabs, 'getZoom', { value: undefined });
  globalThis.thrown = [];
  addEventListener('error', ({ message }) => thrown.push(message));
  addEventListener('unhandledrejection', ({ reason }) => thrown.push(String(reason)));
  new BroadcastChannel('thrown').onmessage = ({ data, currentTarget }) => data === 'what' && currentTarget.postMessage(thrown);
}\n`;

/** A copy of the extension as that browser would have it. */
async function extensionWithout(from) {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-phone-'));
  await cp(from, folder, { recursive: true });
  for (const name of ['background.js', 'pages/popup.js', 'pages/vault.js']) {
    const file = path.join(folder, name);
    await writeFile(file, WITHOUT + (await readFile(file, 'utf8')));
  }
  const file = path.join(folder, 'manifest.json');
  const { omnibox, commands, sidebar_action, ...manifest } = JSON.parse(await readFile(file, 'utf8'));
  assert.ok(omnibox && commands && sidebar_action && manifest.browser_specific_settings.gecko_android);
  manifest.permissions = manifest.permissions.filter((each) => each !== 'contextMenus');
  await writeFile(file, JSON.stringify(manifest));
  return folder;
}

/** What failed in the background without anybody waiting for it. */
const thrownInBackground = (app) =>
  app.desk.page.evaluate(
    () =>
      new Promise((resolve) => {
        const channel = new BroadcastChannel('thrown');
        channel.onmessage = ({ data }) => Array.isArray(data) && resolve(data);
        channel.postMessage('what');
      }),
  );

test(
  'A telephone’s Firefox, without windows, shortcuts, context menu and keyword: save, fill, settings and lock work',
  async ({ app: { extension: whole, shots } }) => {
    const extension = await extensionWithout(whole);
    const preferences = { 'general.useragent.override': ANDROID, 'ui.primaryPointerCapabilities': 1 };
    const app = await launch({
      browser: 'firefox',
      extension,
      hosts: makeHosts(),
      cheapVaults: true,
      preferences,
      shots,
    });
    try {
      await app.createVault(MASTER);
      assert.equal(await app.desk.page.evaluate(() => browser.windows === undefined && !browser.commands), true);
      const page = await app.openPage('https://club.example/');
      await signIn(page, {
        '#name': 'Ines',
        '#email': 'ines@tideline.example',
        '#password': 'oars-And-Soup-1908',
        '#again': 'oars-And-Soup-1908',
      });
      await (await app.prompt(page)).click('[data-action="accept"]');
      await app.until(async () => (await app.items()).length === 1, 'the login to be saved');
      await app.addItem({ title: 'Shop', username: 'maren', password: 'lamp', url: 'https://shop.example/' });
      await page.goto('https://shop.example/login');
      assert.ok((await app.fill(page)).filled.includes('current-password'));

      const popup = await app.popup(page);
      await popup.waitFor('[data-phone] [data-view="list"]');
      assert.equal(await popup.count('[data-action="panel"]'), 0, 'there is no sidebar to open');
      assert.equal(await popup.evaluate(() => matchMedia('(pointer: coarse)').matches), true);
      await popup.close();
      const tab = await app.openPopupTab(page);
      await tab.raw.setViewport({ width: 360, height: 740 });
      await tab.waitFor('[data-item-id]');
      assert.deepEqual(
        await tab.evaluate(() => {
          const { width, height } = document.querySelector('.popup').getBoundingClientRect();
          return [width - innerWidth, Math.min(0, height - 720)];
        }),
        [0, 0],
      );
      await app.shot(tab, 'phone-list', ['light']);
      await tab.close();

      const settings = await app.openVaultPage('settings');
      await settings.waitFor('#lock-after');
      assert.equal(await settings.count('[data-setting^="key-"]'), 0, 'there are no shortcuts to set');
      assert.equal(await settings.count('#lock-with-last-window'), 0);
      await settings.raw.select('#lock-after', '5');
      await app.until(async () => (await app.settings()).lockAfterMinutes === 5, 'the time to be kept');
      await settings.close();
      // No toolbar, no button to keep on it: the first run has no such step, nor shows one that was kept.
      await app.desk.ask('own/first-run', { step: 'import' });
      const welcome = await app.openVaultPage('welcome');
      await welcome.raw.setViewport({ width: 360, height: 740 });
      await welcome.waitFor('[data-step-shown="import"]');
      assert.equal(await welcome.count('.steps li'), 4);
      await welcome.click('[data-action="go-on"]');
      await welcome.waitFor('[data-step-shown="try"]');
      await app.shot(welcome, 'phone-first-run', ['light']);
      assert.equal(await welcome.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await app.desk.ask('own/first-run', { step: 'pin' });
      const again = await app.openVaultPage('welcome');
      await again.waitFor('[data-step-shown="try"]');
      assert.deepEqual(await again.evaluate('thrown'), []);
      assert.deepEqual(await welcome.evaluate('thrown'), []);
      await app.lock();
      await app.unlock(MASTER);
      assert.deepEqual(await thrownInBackground(app), []);
    } finally {
      await app.close();
      await rm(extension, { recursive: true, force: true });
    }
  },
  { in: 'firefox' },
);
