// Attacks of group B that are possible before there is an in-page menu: a page that imitates or embeds our interface.

import assert from 'node:assert/strict';
import { ACCOUNTS } from '../demo/server.mjs';
import { assertNowhere, html, MASTER, signIn, test } from '../harness.mjs';

const { username, password } = ACCOUNTS.shop;

async function signInToShop(app) {
  const page = await app.openPage('https://shop.example/login');
  await signIn(page, { '#email': username, '#password': password });
  await page.text({ css: 'h1', text: 'Signed in' });
  return page;
}

test('Control of the prompt attacks: unlocked, the prompt stands in the page, and saves', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await signInToShop(app);
  const prompt = await app.prompt(page);
  await prompt.click('[data-action="accept"]');
  await app.until(async () => (await app.items()).length === 1, 'the login to be saved');
});

test('B21', async ({ app }) => {
  await app.createVault(MASTER);
  await app.lock();
  // While locked nothing of ours stands in a page, whatever the page or the user does there.
  const page = await signInToShop(app);
  await app.until(async () => (await app.offers(page)).length === 1, 'the sealed offer');
  await page.goto('https://shop.example/login');
  for (const via of ['shortcut', 'context-menu']) await app.fill(page, { via });
  await new Promise((resolve) => setTimeout(resolve, 700));
  const ours = async (where) => (await where.frames()).filter((frame) => frame.url().startsWith(app.origin));
  assert.deepEqual(await ours(page), [], 'no frame of ours while locked');

  // A page that embeds our pages gets none of them, or a blank one: nothing to type a master password into.
  const addresses = ['popup.html', 'prompt.html', 'popup.html?tab=1'].map((name) => `${app.origin}/pages/${name}`);
  app.hosts['evil.example'] = html(
    `<h1>Latchkey is locked</h1><label>Master password <input type="password" id="fake"></label>
    ${addresses.map((address) => `<iframe src="${address}"></iframe>`).join('')}`,
  );
  const evil = await app.openPage('https://evil.example/');
  await new Promise((resolve) => setTimeout(resolve, 700));
  for (const frame of await evil.frames()) {
    if (frame.url() === 'https://evil.example/') continue;
    assert.equal(await frame.count('input, [data-action]'), 0, `nothing to type into in ${frame.url()}`);
  }
  // The master password is asked for in the popup, and there alone.
  const popup = await app.popup(evil);
  await popup.waitFor('[data-view="unlock"] #master-password');
  await popup.type('#master-password', MASTER);
  await popup.click('[data-action="unlock"]');
  await popup.waitFor('[data-view="list"], [data-view="offer"]');
  assert.equal(await evil.value('#fake'), '', 'and what is typed there reaches no page');
  await assertNowhere(app, [MASTER]);
});
