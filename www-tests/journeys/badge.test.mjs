// The badge of the toolbar's button: the count of a tab's logins while the vault is open, what waits to be saved before it.

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
