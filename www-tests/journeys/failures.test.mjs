// What fails is said: the background refuses one message, as when the disk is full, and the page shows a sentence with a
// way to the help, and goes on showing what holds.

import assert from 'node:assert/strict';
import { addAll } from '../demo/items.mjs';
import { html, LOGIN_FORM, MASTER, paths, signIn, test } from '../harness.mjs';

/** From now on, in this page alone, one kind of message is refused; `undefined` for none. */
const refuse = (page, kind, code = 'storage-full') =>
  page.evaluate(
    (refused, reply) => {
      globalThis.sends ??= browser.runtime.sendMessage.bind(browser.runtime);
      browser.runtime.sendMessage = (message) =>
        message.kind === refused ? Promise.resolve(reply) : globalThis.sends(message);
    },
    kind,
    { ok: false, code },
  );

const COPY = { username: 'maren', password: 'lamp-and-Soup-7', url: 'https://shop.example/login' };

test('What fails is said, with a way to the help, and what holds goes on being shown', async ({ app }) => {
  await app.createVault(MASTER);
  await addAll(app, [
    { title: 'Shop', ...COPY },
    { title: 'Shop again', ...COPY },
  ]);
  const page = await app.openVaultPage('settings');
  const checked = () => page.evaluate(() => document.querySelector('#menu-in-pages').checked);
  await page.waitFor('#menu-in-pages');
  await refuse(page, 'own/menu');
  await page.click('#menu-in-pages');
  await page.waitFor('[data-error="storage-full"] [data-help="trouble"]');
  assert.equal(await checked(), true, 'the switch shows what holds');
  await app.shot(page, 'failed-setting');

  await refuse(page, 'own/appearance', 'storage-failed');
  await page.evaluate(() => {
    const select = document.querySelector('#theme');
    select.value = 'dark';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitFor('[data-error="storage-failed"]');
  const shows = () => page.evaluate(() => document.querySelector('#theme').value);
  await app.until(async () => (await shows()) === 'system', 'the theme that holds');

  await refuse(page, 'own/lock', 'internal');
  await page.click('[data-action="lock"]');
  await page.waitFor('[data-error="lock"] [data-help="locking"]');
  await app.shot(page, 'failed-lock');
  await page.click('[data-error="lock"] .dismiss button');
  await page.waitFor('[data-error="lock"]', { gone: true });

  // Of a guarded item nothing is shown before the master password; merging would ask for it.
  await refuse(page, 'own/export-items', 'guarded');
  await page.evaluate(() => {
    location.hash = '#health';
  });
  await page.click('[data-finding="duplicates"] [data-action="show"]');
  await page.waitFor('[data-preview="guarded"]');
  assert.match(await page.text('.alikefoot'), /master password/);
  await app.shot(page, 'guarded-duplicates');

  // Cancelled while a batch is under way, work on many items changes nothing and is given up.
  await page.evaluate(() => {
    globalThis.asked = [];
    const freed = new Promise((resolve) => {
      globalThis.free = resolve;
    });
    browser.runtime.sendMessage = async (message) => {
      globalThis.asked.push(message.kind);
      if (message.kind === 'own/unite') await freed;
      return globalThis.sends(message);
    };
  });
  await page.click('[data-action="merge"]');
  await page.click('[data-going] [data-action="cancel"]');
  await page.evaluate(() => globalThis.free());
  await page.waitFor('[data-error="cancelled"]');
  const asked = await page.evaluate(() => globalThis.asked);
  assert.ok(asked.includes('own/give-up') && !asked.includes('own/import-finish'), asked.join());
  assert.equal((await app.items()).length, 2);

  // A work that is given up leaves nothing that could be committed.
  const token = await app.desk.ask('own/import-begin', {});
  await app.desk.ask('own/give-up', token);
  await assert.rejects(app.desk.ask('own/import-finish', token), { code: 'not-found' });

  await app.desk.ask('own/first-run', { step: 'pin' });
  const first = await app.openVaultPage('welcome');
  await first.waitFor('[data-step-shown="pin"]');
  await refuse(first, 'own/first-run');
  await first.click('[data-action="go-on"]');
  await first.waitFor('[data-view="welcome"] [data-error="storage-full"]');
  assert.equal(await first.count('[data-step-shown="pin"]'), 1, 'it stands where it stood');
  await app.shot(first, 'failed-step');
});

test(
  'A side panel that the browser refuses is said in the popup',
  async ({ app }) => {
    await app.createVault(MASTER);
    await app.addItem({ title: 'Shop', ...COPY });
    const popup = await app.popup(await app.openPage('https://shop.example/login'));
    try {
      await popup.evaluate(() => {
        chrome.sidePanel.open = () => Promise.reject(new Error('No.'));
      });
      await popup.click('[data-action="panel"]');
      await popup.waitFor('.note.bad [data-help="everyday"]');
      await app.shot(popup, 'failed-panel');
    } finally {
      await popup.close();
    }
  },
  { in: 'chromium' },
);

test('Menu and prompt in a page follow the theme of this device, in the same size', async ({ app, browser }) => {
  app.hosts['quay.example'] = paths({ '/': html(LOGIN_FORM), '/login': html('<h1>Welcome</h1>') });
  await app.createVault(MASTER);
  const grounds = { light: 'rgb(255, 255, 255)', dark: 'rgb(34, 38, 43)' };
  const ground = (surface) => surface.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const sizes = new Set();
  for (const theme of ['light', 'dark']) {
    await app.desk.ask('own/appearance', { change: { theme } });
    const page = await app.openPage('https://quay.example/');
    // In Firefox no menu stands in a page.
    if (browser === 'chromium') {
      await app.menu.open(page, '#user');
      const menu = await app.menu.of(page);
      await menu.waitFor('[data-view="menu"]');
      assert.equal(await ground(menu), grounds[theme], `the menu is ${theme}`);
      sizes.add(await menu.evaluate(() => `${innerWidth} × ${innerHeight}`));
      await page.press('Escape');
    }
    await signIn(page, { '#user': `maren-${theme}`, '#pass': 'lamp-and-Soup-7' });
    await page.text('h1');
    const prompt = await app.prompt(page);
    await prompt.waitFor('[data-view="prompt"]');
    assert.equal(await ground(prompt), grounds[theme], `the prompt is ${theme}`);
    await app.shot(page, `prompt-in-${theme}`, ['light']);
    await prompt.click('[data-action="dismiss"]');
    await page.close();
  }
  assert.ok(sizes.size <= 1, [...sizes].join());
  await app.desk.ask('own/appearance', { change: { theme: 'system' } });
});
