// The main job: a vault is made, a sign-in is offered to be saved, found again, and filled the next time in three ways.
// The same journey under the network watch: the extension itself asks nobody anything.

import assert from 'node:assert/strict';
import { ACCOUNTS } from '../demo/server.mjs';
import { assertNowhere, MASTER, requestsBeside, signIn, test } from '../harness.mjs';

const { username, password } = ACCOUNTS.shop;
const SHOP = 'https://shop.example';

/** Signs in by hand and accepts the offer in the page. */
async function saveByPrompt(app) {
  const page = await app.openPage(`${SHOP}/login`);
  await signIn(page, { '#email': username, '#password': password });
  assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in as ${username}`);
  const prompt = await app.prompt(page);
  await prompt.click('[data-action="accept"]');
  await app.until(async () => (await app.items()).length === 1, 'the login to be saved');
  return page;
}

async function signOut(page) {
  await page.click({ css: 'button', text: 'Sign out' });
  await page.waitFor('#password');
}

test('The main job: create, sign in, accept the offer, find it, sign out, fill by popup, shortcut and context menu', async ({
  app,
}) => {
  await app.createVault(MASTER);
  const page = await saveByPrompt(app);
  const [item] = await app.items();
  assert.equal(item.username, username);
  assert.equal(item.password, password);
  assert.deepEqual(item.urls, [`${SHOP}/`]);
  assert.deepEqual(await app.offers(page), [], 'nothing waits once it is saved');

  const popup = await app.popup(page);
  assert.match(await popup.text('#rows-site [data-item-id]'), new RegExp(username));
  await popup.close();

  for (const via of ['popup', 'shortcut', 'context-menu']) {
    await signOut(page);
    const outcome = await app.fill(page, { via });
    assert.deepEqual(outcome.refused, [], via);
    assert.equal(outcome.blocked, undefined, via);
    assert.ok(outcome.filled.includes('current-password'), `${via} filled ${outcome.filled}`);
    assert.equal(await page.value('#email'), username, via);
    assert.equal(await page.value('#password'), password, via);
    await page.click('form button');
    assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in as ${username}`, via);
  }
  assert.deepEqual(await app.offers(page), [], 'a known login is not offered again');
});

test('Through the whole main job the extension makes no request of its own', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await saveByPrompt(app);
  await signOut(page);
  assert.equal((await app.fill(page)).blocked, undefined);
  await page.click('form button');
  await page.text({ css: 'h1', text: 'Signed in' });
  await assertNowhere(app, [MASTER, password]);

  assert.deepEqual(requestsBeside(app, SHOP), []);
});

test('Control of the network watch: what another extension fetches is seen by it', async ({ app }) => {
  const [, other] = app.engine.origins;
  const page = await app.engine.openTab(`${other}/page.html`);
  await page.evaluate((url) => browser.runtime.sendMessage({ kind: 'fetch', url }), `${SHOP}/login?probe`);
  await page.close();
  const seen = app.requests().find(({ url }) => url.endsWith('?probe'));
  assert.ok(seen !== undefined, 'the request went through the proxy');
  assert.ok(
    !['document', 'style'].includes(seen.headers['sec-fetch-dest']),
    'and it differs from a page being visited',
  );
});

test('The worker dies between any two steps of the main job, and nothing is lost', async ({ app }) => {
  let page;
  const steps = [
    () => app.createVault(MASTER),
    async () => {
      page = await app.openPage(`${SHOP}/login`);
    },
    () => page.type('#email', username),
    () => page.type('#password', password),
    async () => {
      await page.click('form button');
      assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in as ${username}`);
      await app.until(async () => (await app.offers(page)).length === 1, 'the offer');
    },
    // The prompt may have died with the worker while it was being opened; the next page brings it again.
    async () => {
      await page.goto(`${SHOP}/account`);
      await app.prompt(page);
    },
    async () => {
      await (await app.prompt(page)).click('[data-action="accept"]');
      await app.until(async () => (await app.items()).length === 1, 'the login to be saved');
    },
    () => signOut(page),
    async () => assert.ok((await app.fill(page)).filled.includes('current-password')),
    () => page.goto(`${SHOP}/login`),
    async () => assert.ok((await app.fill(page, { via: 'shortcut' })).filled.includes('current-password')),
    () => page.goto(`${SHOP}/login`),
    async () => assert.ok((await app.fill(page, { via: 'context-menu' })).filled.includes('current-password')),
    () => page.click('form button'),
    async () => assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in as ${username}`),
  ];
  for (const step of steps) {
    await step();
    await app.killWorker();
  }
  const [item, ...more] = await app.items();
  assert.equal(item.password, password);
  assert.deepEqual(more, []);
});
