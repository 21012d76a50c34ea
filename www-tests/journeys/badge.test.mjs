// The toolbar’s button. Its badge: the count of a tab’s logins while the vault is open, what waits to be saved before it. Its icon.

import assert from 'node:assert/strict';
import { html, LOGIN_FORM, MASTER, paths, signIn, test } from '../harness.mjs';

test('The badge counts the logins for the tab’s page, never while the vault is locked, and what waits comes first', async ({
  app,
}) => {
  app.hosts['shop.example'] = app.hosts['empty.example'] = paths({
    '/': html(LOGIN_FORM),
    '/login': html('<h1>Signed in</h1>'),
  });
  await app.createVault(MASTER);
  for (const username of ['maren', 'ines'])
    await app.addItem({ title: 'Shop', username, password: `${username}-1`, url: 'https://shop.example/' });
  const page = await app.openPage('https://shop.example/');
  const other = await app.openPage('https://empty.example/');
  const badge = (of) => app.desk.page.evaluate((tabId) => browser.action.getBadgeText({ tabId }), app.tabIdOf(of));
  const becomes = (of, text) => app.until(async () => (await badge(of)) === text, `the badge “${text}”`);
  await page.bringToFront();
  await becomes(page, '2');
  assert.equal(await badge(other), '');
  await app.lock();
  await becomes(page, '');
  await other.bringToFront();
  await page.bringToFront();
  await app.status();
  assert.equal(await badge(page), '', 'a locked vault says nothing of the tab');
  await app.unlock(MASTER);
  await page.bringToFront();
  await becomes(page, '2');
  await other.bringToFront();
  await signIn(other, { '#user': 'maren', '#pass': 'lamp-and-Soup-7' });
  await becomes(other, '1');
  await becomes(page, '1');
  const [offer] = await app.offers(other);
  await app.dismiss(offer);
  await becomes(other, '');
  await page.bringToFront();
  await becomes(page, '2');
});

test(
  'The toolbar’s icon is that for a dark toolbar or for a light one, as the last page of ours saw it',
  async ({ app }) => {
    // Firefox chooses by itself; Chromium’s worker is told by our pages, and cannot be asked what it shows.
    const inWorker = (expression) =>
      app.engine.withWorker(app.desk, async (session) => {
        const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
        return result.value;
      });
    await inWorker(`globalThis.icons = [];
      const set = browser.action.setIcon;
      browser.action.setIcon = (what) => { icons.push(what.path[16]); return set.call(browser.action, what); }; 0`);
    for (const [scheme, icon] of Object.entries({ dark: 'icons/16-dark.png', light: 'icons/16.png' })) {
      await app.engine.setScheme(scheme, app.desk.surface);
      await app.desk.reload();
      await app.until(async () => (await inWorker('icons.at(-1)')) === icon, `the icon for ${scheme}`);
    }
  },
  { in: 'chromium' },
);
