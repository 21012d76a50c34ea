// The other shapes of sign-in: two steps on two pages, a late dialog sent by a script, a sign-up, a changed password.

import assert from 'node:assert/strict';
import { ACCOUNTS } from '../demo/server.mjs';
import { html, LOGIN_FORM, MASTER, signIn, testInTurn as test } from '../harness.mjs';

/** The one offer of a page, once it is there. */
const offerOf = (app, page) =>
  app.until(async () => {
    const [offer] = await app.offers(page);
    return offer;
  }, 'an offer to save');

test('A bank with two steps: one offer for both pages, and each step is filled with its part', async ({ app }) => {
  const { username, password } = ACCOUNTS.bank;
  await app.createVault(MASTER);
  const page = await app.openPage('https://bank.example/');
  await signIn(page, { '#customer': username });
  await page.waitFor('#password');
  assert.deepEqual(await app.offers(page), [], 'a user name alone is not offered');
  await signIn(page, { '#password': password });
  assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in, customer ${username}`);
  const offer = await offerOf(app, page);
  assert.equal(offer.kind, 'new');
  assert.equal(offer.username, username);
  await app.accept(offer);
  await page.click({ css: 'button', text: 'Sign out' });

  await page.waitFor('#customer');
  assert.deepEqual((await app.fill(page)).filled, ['username']);
  assert.equal(await page.value('#customer'), username);
  await page.click('form button');
  await page.waitFor('#password');
  assert.deepEqual((await app.fill(page, { via: 'shortcut' })).filled, ['current-password']);
  await page.click('form button');
  assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in, customer ${username}`);
});

test('A forum whose login is a late dialog without a form: the prompt comes without a navigation', async ({ app }) => {
  const { username, password } = ACCOUNTS.forum;
  await app.createVault(MASTER);
  const page = await app.openPage('https://forum.example/');
  await page.click('#open');
  await signIn(page, { '#nick': username, '#secret': password }, '.dialog button');
  assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in as ${username}`);
  await (await app.prompt(page)).click('[data-action="accept"]');
  await app.until(async () => (await app.items()).length === 1, 'the login to be saved');

  await page.click('#leave');
  await page.click('#open');
  await page.waitFor('#secret');
  assert.deepEqual((await app.fill(page)).filled, ['username', 'current-password']);
  await page.click('.dialog button');
  assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in as ${username}`);
});

test('A forum that refuses the password: nothing is offered while it still asks', async ({ app }) => {
  await app.createVault(MASTER);
  const page = await app.openPage('https://forum.example/');
  await page.click('#open');
  await signIn(page, { '#nick': ACCOUNTS.forum.username, '#secret': 'not the password' }, '.dialog button');
  await page.text({ css: '.problem', text: 'wrong' });
  await assert.rejects(app.prompt(page, { timeout_ms: 1_500 }), /Waited in vain/);
});

test('Who signs in and goes on at once to another site that asks for a login still gets the offer', async ({ app }) => {
  const { shop } = ACCOUNTS;
  await app.createVault(MASTER);
  app.hosts['other.example'] = html(LOGIN_FORM);
  const page = await app.openPage('https://shop.example/login');
  await signIn(page, { '#email': shop.username, '#password': shop.password });
  await page.text({ css: 'h1', text: 'Signed in' });
  await page.goto('https://other.example/');
  await page.waitFor('#pass');
  await offerOf(app, page);
  await page.raw.reload();
  await page.waitFor('#pass');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  assert.equal((await offerOf(app, page)).username, shop.username);
});

test('Two logins sent in one tab, neither answered, wait each by itself', async ({ app }) => {
  const { shop, forum } = ACCOUNTS;
  await app.createVault(MASTER);
  const page = await app.openPage('https://shop.example/login');
  await signIn(page, { '#email': shop.username, '#password': shop.password });
  await page.text({ css: 'h1', text: 'Signed in' });
  await offerOf(app, page);
  await page.goto('https://forum.example/');
  await page.click('#open');
  await signIn(page, { '#nick': forum.username, '#secret': forum.password }, '.dialog button');
  await page.text({ css: 'h1', text: 'Signed in' });
  const both = await app.until(async () => {
    const waiting = await app.offers(page);
    return waiting.length === 2 ? waiting : undefined;
  }, 'both offers');
  await app.accept(both[0]);
  const [left] = await app.offers(page);
  assert.equal(left.id, both[1].id, 'answering one leaves the other');
  await app.accept(left);
  const names = (await app.items()).map(({ username }) => username).sort();
  assert.deepEqual(names, [shop.username, forum.username].sort());
});

test('A sign-up: the chosen password is offered once and signs in later', async ({ app }) => {
  const email = 'ines@tideline.example';
  const password = 'oars-And-Soup-1908';
  await app.createVault(MASTER);
  const page = await app.openPage('https://club.example/');
  await signIn(page, { '#name': 'Ines Okafor', '#email': email, '#password': password, '#again': password });
  assert.equal(await page.text({ css: 'h1', text: 'Welcome' }), `Welcome aboard, ${email}`);
  const offer = await offerOf(app, page);
  assert.equal(offer.kind, 'new');
  assert.equal(offer.username, email);
  await app.accept(offer, { title: 'Rowing' });
  const [item] = await app.items();
  assert.equal(item.title, 'Rowing');
  assert.equal(item.password, password);
  await page.click({ css: 'button', text: 'Sign out' });
  await page.text({ css: 'h1', text: 'Members' });
  await app.fill(page);
  await page.click('form button');
  assert.equal(await page.text({ css: 'h1', text: 'Welcome' }), `Welcome aboard, ${email}`);
});

test('A changed password: an offer to update, the old one is kept in the history, the new one signs in', async ({
  app,
}) => {
  const { username, password } = ACCOUNTS.shop;
  const chosen = 'brass-Fittings-77-anew';
  await app.createVault(MASTER);
  const { id } = await app.addItem({ title: 'Pier Street', username, password, url: 'https://shop.example/' });
  const page = await app.openPage('https://shop.example/login');
  await app.fill(page);
  await page.click('form button');
  await page.click({ css: 'a', text: 'Change password' });
  await signIn(page, { '#current': password, '#new': chosen, '#again': chosen });
  await page.text({ css: 'h1', text: 'Password changed' });
  const offer = await offerOf(app, page);
  assert.equal(offer.kind, 'update');
  assert.equal(offer.itemId, id);
  assert.equal(offer.title, 'Pier Street');
  await (await app.prompt(page)).click('[data-action="accept"]');
  await app.until(async () => (await app.items())[0].password === chosen, 'the login to be updated');
  const [item, ...more] = await app.items();
  assert.deepEqual(more, []);
  assert.equal(item.history[0].password, password);
  await page.goto('https://shop.example/account');
  await page.click({ css: 'button', text: 'Sign out' });
  await page.waitFor('#password');
  await app.fill(page);
  await page.click('form button');
  assert.equal(await page.text({ css: 'h1', text: 'Signed in' }), `Signed in as ${username}`);
});

test('A dismissed offer is gone, and "never" is heeded for that host', async ({ app }) => {
  const { username, password } = ACCOUNTS.shop;
  await app.createVault(MASTER);
  const page = await app.openPage('https://shop.example/login');
  const again = async () => {
    await page.goto('https://shop.example/login');
    await signIn(page, { '#email': username, '#password': password });
    await page.text({ css: 'h1', text: 'Signed in' });
  };
  await again();
  await app.dismiss(await offerOf(app, page));
  assert.deepEqual(await app.offers(page), []);
  await again();
  await (await app.prompt(page)).click('[data-action="never"]');
  await app.until(
    async () => (await app.settings()).sites.some((site) => site.host === 'shop.example' && site.neverSave),
    'the host to be noted',
  );
  await again();
  await assert.rejects(app.prompt(page, { timeout_ms: 1_500 }), /Waited in vain/);
  assert.deepEqual(await app.offers(page), []);
  assert.deepEqual(await app.items(), []);
});
